// What is shown of a portfolio.

/** Shows one of the screens. */
function show(screen) {
  for (const one of ["start", "cohort", "bundle-result", "portfolio"]) element(one).hidden = one !== screen;
  element("nav").hidden = screen !== "portfolio";
  element("again").hidden = screen === "start";
}

function showPortfolio({ check, ways, catalog, details, overview, reflection, ...rest }) {
  const [one] = check.portfolios, credential = catalog?.credentials[0];
  show("portfolio");
  element("title").textContent = credential?.title ?? folder.name;
  const { errors, warnings } = one.counts, also = warnings ? `, ${counted(warnings, "warning")}` : "";
  element("lead").replaceChildren(
    one.complete ? make("span", { class: "met" }, `✓ Complete${also}`) : make("span", { class: "unmet" }, `${counted(errors, "error")}${also}`),
    one.complete ? ": ready to hand in." : " to mend before it can be handed in.");
  const findings = one.findings.map((finding, index) => ({ ...finding, ...ways[index] }));
  showFindings(findings);
  showNarratives(one, overview, reflection, credential);
  showEvidence(one, details, credential);
  showFiles(one.artifacts);
  showHonesty(rest);
  showUnsaved();
  showNav(one);
}

function showNav(one) {
  const marks = one.outcomes.map(({ details }) => make("li", {}, make("span", { class: "details" }, details.map(({ id, supported }) =>
    make("a", { href: `#detail-${id}`, class: supported ? "met" : "unmet", "aria-label": `${id}, ${supported ? "supported" : "not supported yet"}` }, `${supported ? "✓" : "○"} ${id}`)))));
  const link = (id, text, ...below) => make("li", {}, make("a", { href: `#${id}` }, text), ...below);
  element("nav").replaceChildren(make("ul", {},
    link("to-do", "What to do"), link("narratives", "Narratives"),
    link("evidence", "Evidence", make("ul", { class: "outcomes" }, marks)),
    link("files", "Files"), link("honesty", "Honesty and blind review"), link("hand-in", "Hand in")));
}

const LEVELS = { error: "Errors", warning: "Warnings", note: "Notes" };

function showFindings(findings) {
  const lists = Object.entries(LEVELS).flatMap(([level, title]) => {
    const some = findings.filter((it) => it.level === level && !it.waived);
    return some.length ? [make("h3", {}, `${title} `, make("span", { class: "count" }, String(some.length))), make("ul", { class: "findings-list" }, some.map(finding))] : [];
  });
  const waived = findings.filter((it) => it.waived);
  if (waived.length) lists.push(make("h3", {}, "Set aside"), make("ul", { class: "findings-list" }, waived.map(finding)));
  element("to-do-list").replaceChildren(...(lists.length ? lists : [make("p", { class: "met" }, "✓ Nothing is left to do.")]));
}

function finding(it) {
  const file = it.about ?? (it.path.startsWith("artifacts/") ? it.path : undefined);
  const ways = [];
  // What stands in evidence.toml is mended here, where nobody sees that file.
  const inForm = it.path === "evidence.toml" || it.path === "private.toml";
  const narrative = it.path.startsWith("narratives/");
  if (it.detail) ways.push(make("a", { href: `#detail-${it.detail}` }, `Go to ${it.detail}`));
  else if (it.rule === "missing-attestation") ways.push(make("a", { href: "#honesty" }, "Go to the affirmations"));
  else if (narrative) ways.push(make("a", { href: "#narratives" }, "Go to the narratives"));
  if (it.detail && it.rule === "missing-evidence") ways.push(button(`Cite evidence for ${it.detail}`, () => cite(it.detail)));
  if (file && !it.detail && state.check.portfolios[0].artifacts.some(({ path }) => path === file)) ways.push(button("Look at it", () => cite(undefined, file)));
  if (it.can_be_waived) ways.push(button("Set aside…", () => waive(it)));
  ways.push(why(it.rule));
  const place = inForm ? it.detail ?? "" : `${fileName(it.path)}${it.at ? `, ${it.at}` : it.start && narrative ? `, line ${it.start.line}` : ""}`;
  return make("li", { class: it.level },
    make("p", { class: "message" }, place && make("span", { class: "kind" }, `${place}: `), place ? it.message : it.message[0].toUpperCase() + it.message.slice(1), it.message.endsWith(".") ? "" : "."),
    hint(it.help) ? make("p", { class: "hint" }, hint(it.help)) : null,
    it.waived ? make("p", { class: "hint" }, `Set aside: ${it.waived}`) : null,
    make("div", { class: "ways" }, ways));
}

/** A help without what only the command line does, or nothing where it speaks in the form of evidence.toml. */
function hint(help) {
  const text = help?.replace(/\s*`mcred [^`]*`[^`]*$/, "");
  return text && !/[[{=]/.test(text) ? text : undefined;
}

function why(rule) {
  const text = make("pre", {}, "…");
  return make("details", { class: "why", ontoggle: async ({ target }) => {
    if (target.open && text.textContent === "…") text.textContent = plain((await program.run(["explain", rule], [])).out);
  } }, make("summary", {}, "Why this matters"), text);
}

function waive(it) {
  const reason = make("textarea", { id: "waive-reason", rows: "3" });
  openDialog("Set a warning aside", [
    make("p", {}, `${it.message}.`),
    make("form", { onsubmit: (event) => {
      event.preventDefault();
      attempt("Writing…", async () => {
        await change({ waive: { rule: it.rule, path: it.path, reason: reason.value.trim() } });
        element("dialog").close();
      });
    } }, make("label", { for: "waive-reason" }, "Why it is in order here. The reason stays with the finding."), reason, make("button", { type: "submit" }, "Set it aside")),
  ]);
}

function showEvidence(one, details, credential) {
  const known = new Map(details.map((it) => [it.id, it]));
  element("details").replaceChildren(...one.outcomes.map(({ number, details: rows }) => {
    const outcome = credential?.outcomes.find((it) => it.number === number);
    return make("section", { class: "outcome" },
      make("h3", {}, `${number}. ${outcome?.text ?? ""}`),
      rows.map((row) => detail(row, known.get(row.id), outcome?.details.find((it) => it.id === row.id)?.text)));
  }));
}

function detail({ id, supported, evidence, explanation_words: words }, own, text) {
  const typed = draft(folder.name, `explanation ${id}`);
  const box = make("div", { class: "explanation" });
  const rest = () => {
    const saved = own?.explanation ?? "";
    box.replaceChildren(
      make("p", { class: "label" }, "Why the evidence shows it"),
      saved ? make("p", { class: "prose" }, saved) : make("p", { class: "hint" }, "Nothing is written yet."),
      button(saved ? "Change the explanation" : "Write the explanation", () => edit()));
  };
  const edit = () => box.replaceChildren(...explanationForm(id, own?.explanation ?? "", rest));
  if (typed === undefined) rest(); else edit();
  return make("article", { class: "detail", id: `detail-${id}`, tabindex: "-1" },
    make("h4", {}, make("span", { class: "id" }, id), make("span", {}, text ?? "")),
    make("p", { class: supported ? "met" : "unmet" }, supported ? `✓ Supported, ${counted(words, "word")}` : "○ Not supported yet"),
    box,
    make("p", { class: "label" }, "Evidence"),
    evidence.length ? make("ol", { class: "evidence" }, evidence.map((it, number) => make("li", {},
      make("p", { class: "place" }, make("strong", {}, fileName(it.artifact)), make("span", {}, it.at), make("span", { class: it.status === "failed" ? "unmet" : it.status === "verified" ? "met" : "hint" }, it.status === "verified" ? "✓ verified" : it.status)),
      own?.evidence[number]?.quote ? make("blockquote", { class: "quote" }, own.evidence[number].quote) : null,
      make("div", { class: "ways" },
        button("Look at it", () => cite(id, it.artifact, it.at), { "aria-label": `Look at it: ${fileName(it.artifact)}, ${it.at}` }),
        button("Take it out", () => attempt("Writing…", () => change({ remove: { detail: id, number } })), { "aria-label": `Take it out: ${fileName(it.artifact)}, ${it.at}, of ${id}` }))))) : make("p", { class: "hint" }, "None yet."),
    make("div", { class: "choices" }, button(`Cite evidence for ${id}`, () => cite(id), { class: "main" })));
}

function explanationForm(id, saved, rest) {
  const field = `explanation ${id}`, typed = draft(folder.name, field);
  const text = make("textarea", { id: `explain-${id}`, rows: "6", oninput: () => keepDraft(folder.name, field, text.value) });
  text.value = typed ?? saved;
  return [
    make("label", { for: `explain-${id}` }, `Why this evidence shows ${id}: what the assessor sees there, what you did, and why it shows this detail`),
    text,
    typed !== undefined ? make("p", { class: "hint" }, "From last time, and not saved yet.") : null,
    make("div", { class: "choices" },
      button("Save the explanation", () => attempt("Writing…", async () => {
        await change({ explain: { detail: id, text: text.value } });
        dropDraft(folder.name, field);
        await refresh();
        element(`detail-${id}`).focus();
        return "Saved.";
      }), { class: "main" }),
      button("Forget what I typed", () => { dropDraft(folder.name, field); rest(); })),
  ].filter(Boolean);
}

function showFiles(artifacts) {
  const facts = (it) => [it.pages && counted(it.pages, "page"), it.slides && counted(it.slides, "slide"), it.sheets && counted(it.sheets, "sheet"),
    it.seconds && `${Math.floor(it.seconds / 60)}:${String(Math.floor(it.seconds % 60)).padStart(2, "0")}`, it.width && `${it.width} × ${it.height}`, it.lines && counted(it.lines, "line")].filter(Boolean).join(", ");
  element("file-list").replaceChildren(artifacts.length === 0 ? make("p", { class: "hint" }, "None yet.") : make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Files" }, make("table", {},
    make("thead", {}, make("tr", {}, ["File", "What it is", "Size", "Cited", ""].map((it) => make(it ? "th" : "td", it ? { scope: "col" } : {}, it)))),
    make("tbody", {}, artifacts.map((it) => make("tr", {},
      make("th", { scope: "row" }, fileName(it.path)), make("td", {}, [it.kind, facts(it)].filter(Boolean).join(", ")), make("td", { class: "number" }, size(it.bytes)),
      make("td", {}, it.cited ? make("span", { class: "met" }, "✓ cited") : make("span", { class: "unmet" }, "not yet")),
      make("td", {}, button("Cite it", () => cite(undefined, it.path), { "aria-label": `Cite it: ${fileName(it.path)}` }))))))));
  element("add-files").hidden = !folder.writable;
}

function showHonesty({ own_words, releases_on_file, identities }) {
  element("own-words").checked = own_words;
  element("releases").checked = releases_on_file;
  if (document.activeElement !== element("names")) element("names").value = identities.join("\n");
}

function showUnsaved() {
  const unsaved = folder.writable ? [] : [...folder.unsaved];
  element("unsaved").hidden = unsaved.length === 0;
  element("unsaved").replaceChildren(...(unsaved.length ? [
    make("h2", {}, "Changed, and still to be saved into your folder"),
    make("ul", { class: "plain-list" }, unsaved.map(([path, file]) => make("li", {}, path.split("/").slice(1).join("/"), " ",
      button("Save", () => attempt("Saving…", async () => { const name = await save(file, file.name); folder.saved(path); showUnsaved(); return `Saved ${name}.`; }), { "aria-label": `Save ${file.name}` })))),
  ] : []));
}
