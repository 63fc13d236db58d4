// Narratives: a field per question, with the counts that check holds them to.

const PLACEHOLDER = /^\s*\[Write [^\]]*\]\s*$/;

/** A narrative in pieces: what stands before the first heading, then each heading and its text. */
function pieces(text) {
  const found = [{ heading: "", body: "" }];
  let comment = false;
  for (const line of text.split(/(?<=\n)/)) {
    const isHeading = !comment && /^#{1,2}\s/.test(line);
    comment = comment ? !line.includes("-->") : line.includes("<!--") && !line.slice(line.indexOf("<!--")).includes("-->");
    if (isHeading) found.push({ heading: line, body: "" });
    else found[found.length - 1].body += line;
  }
  return found;
}

/** The pieces that someone writes into: not the comment above, and not an empty part title. */
const isWritten = ({ heading, body }, all) => heading === ""
  ? all.length === 1 || (body.trim() !== "" && !body.trim().startsWith("<!--"))
  : heading.startsWith("## ") || body.trim() !== "" || !all.some((it) => it.heading.startsWith("## "));

/** The body with other words: the blank lines around it stay. */
const withWords = (body, words) => {
  const before = body.match(/^(?:[ \t]*\n)*/)[0] || (body ? "" : "\n"), after = body.trim() ? body.match(/\s*$/)[0] : "\n";
  return `${before}${words.trim()}${after}`;
};

function showNarratives(one, overview, reflection, credential) {
  const busy = element("narrative-list").contains(document.activeElement) && document.activeElement.tagName === "TEXTAREA";
  if (busy) return showCounts(one);
  element("narrative-list").replaceChildren(
    narrative("overview", "Part 1: Overview", overview, one.overview, credential?.overview),
    narrative("reflection", "Part 3: Reflection", reflection, one.reflection, credential?.reflection));
  showCounts(one);
}

function narrative(name, title, { path, text }, counts, asked) {
  const head = [
    make("h3", {}, title),
    make("p", { class: "count-line" }, make("strong", { id: `${name}-words` }), " ", make("span", { class: "hint" }, `of at least ${counted(counts.minimum, "word")}`)),
    make("progress", { id: `${name}-bar`, max: String(Math.max(counts.minimum, 1)), value: "0", "aria-label": `${title}: words` }),
    name === "reflection" && asked ? make("p", { class: "hint" }, asked.prompt) : null,
  ];
  if (text == null) {
    const there = counts.words > 0;
    return make("section", { class: "narrative-part" }, head, make("p", { class: "hint" }, there
      ? `It is kept in ${path}: write in your word processor, and save. The counts follow.`
      : `There is no text at ${path} that can be changed here. A Word document may take its place: ${path.replace(/\.\w+$/, ".docx")}.`),
    name === "overview" && there ? make("ol", { class: "per-question" }, counts.questions.map((it) => make("li", { value: it.number }, make("span", { id: `words-${it.number}` })))) : null);
  }
  const field = `narrative ${name}`, kept = draft(folder.name, field), text_ = (kept ?? text).replaceAll("\r\n", "\n"), all = pieces(text_);
  const areas = [];
  const shown = (body) => PLACEHOLDER.test(body) ? "" : body.trim();
  // What was not touched keeps every byte.
  const whole = () => all.map((it, index) => it.heading + (areas[index] && areas[index].value !== shown(it.body) ? withWords(it.body, areas[index].value || "[Write your answer here.]") : it.body)).join("");
  const note = make("p", { class: "hint", role: "status" }, kept ? "From last time, and not saved yet." : "");
  let waiting;
  const typed = () => {
    keepDraft(folder.name, field, whole());
    note.textContent = "Not saved yet.";
    clearTimeout(waiting);
    waiting = setTimeout(() => recount(path, whole(), text), 600);
  };
  const fields = all.map((piece, index) => {
    if (!isWritten(piece, all)) return [];
    const id = `${name}-${index}`, question = piece.heading.match(/^##\s+(\d+)/)?.[1];
    const area = make("textarea", { id, rows: piece.body.length > 600 ? "14" : "6", oninput: typed, onkeydown: (event) => {
      if (event.key === "s" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); keepText(); }
    } });
    area.value = shown(piece.body);
    areas[index] = area;
    return [make("label", { for: id }, piece.heading.replace(/^#+\s*/, "").trim() || "Text"), area,
      question && name === "overview" ? make("p", { class: "hint", id: `words-${question}` }) : null];
  });
  const keepText = () => attempt("Writing…", async () => {
    await saveText(path, whole(), text);
    dropDraft(folder.name, field);
    document.activeElement?.blur();
    await refresh();
    return `Saved ${path}.`;
  });
  return make("section", { class: "narrative-part" }, head, fields, note,
    make("div", { class: "choices" }, button(`Save the ${name}`, keepText, { class: "main" }),
      button("Forget what I typed", () => attempt("", async () => { dropDraft(folder.name, field); document.activeElement?.blur(); await refresh(); }))));
}

function showCounts(one) {
  for (const [name, { words, minimum }] of [["overview", one.overview], ["reflection", one.reflection]]) {
    const total = element(`${name}-words`);
    if (!total) continue;
    total.textContent = counted(words, "word");
    total.className = words >= minimum ? "met" : "";
    element(`${name}-bar`).value = Math.min(words, Math.max(minimum, 1));
  }
  for (const { number, words } of one.overview.questions) {
    const place = element(`words-${number}`);
    if (place) place.textContent = counted(words, "word");
  }
}

/** The counts of a text that is not saved yet, without a look at the artifacts. */
async function recount(path, text, before) {
  const full = `${folder.name}/${path}`;
  const files = (await folder.files()).filter((it) => !it.path.startsWith(`${folder.name}/artifacts/`) && it.path !== full);
  const typed = new File([encoded(text, before)], path.split("/").pop());
  const now = await program.ask(folder.name, "state", [...files, { path: full, file: typed }]).catch(() => undefined);
  if (now) showCounts(now.check.portfolios[0]);
}

/** With the line ends of the file. */
const encoded = (text, before) => before.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;

async function saveText(path, text, before) {
  const files = await folder.files(), full = `${folder.name}/${path}`;
  const old = files.find((it) => it.path === full)?.file;
  const head = old ? new Uint8Array(await old.slice(0, 3).arrayBuffer()) : new Uint8Array();
  const lines = encoded(text, before);
  // The text that was read is the one on disk, or another program saved it meanwhile.
  const there = old && await decoded(old, head);
  if (there !== undefined && there !== before) throw new Conflict(path, new Blob([lines]), old);
  const bytes = head[0] === 0xff && head[1] === 0xfe ? utf16(lines) : new Blob([head[0] === 0xef ? "\ufeff" : "", lines]);
  await folder.write(full, bytes, old);
}

async function decoded(file, head) {
  const name = head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(name).decode(await file.arrayBuffer());
}

function utf16(text) {
  const bytes = new DataView(new ArrayBuffer(2 * text.length + 2));
  bytes.setUint16(0, 0xfeff, true);
  for (let at = 0; at < text.length; at += 1) bytes.setUint16(2 * at + 2, text.charCodeAt(at), true);
  return new Blob([bytes.buffer]);
}

/** The names that reviewers must not learn, into private.toml. */
async function saveNames(names) {
  const path = `${folder.name}/private.toml`, files = await folder.files();
  const old = files.find((it) => it.path === path)?.file;
  const list = `identities = [${names.map((it) => JSON.stringify(it)).join(", ")}]`;
  const text = old ? await old.text() : "# What reviewers must not learn. It is never packed.\n";
  const known = /^identities\s*=\s*\[[^\]]*\]/m;
  await folder.write(path, new Blob([known.test(text) ? text.replace(known, () => list) : `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${list}\n`]), old);
  await refresh();
  return "Saved. The bundle never has these names in it.";
}
