// Citing by pointing: an artifact on one side, what is said of it on the other.

let looking;

/** Opens an artifact to look at and to cite. */
function cite(id, path, at) {
  const one = state.check.portfolios[0];
  if (one.artifacts.length === 0) return say("Add a file first: there is nothing to cite yet.", true);
  const details = one.outcomes.flatMap((it) => it.details);
  const texts = new Map((state.catalog?.credentials[0].outcomes ?? []).flatMap((it) => it.details.map((one) => [one.id, one.text])));
  const option = (value, text) => make("option", { value }, text);
  const detail = make("select", { id: "cite-detail" }, details.map((it) => option(it.id, `${it.id} ${texts.get(it.id) ?? ""}`)));
  const artifact = make("select", { id: "cite-artifact", onchange: () => { place.value = ""; words.value = ""; look(artifact.value); } }, one.artifacts.map((it) => option(it.path, fileName(it.path))));
  detail.value = id ?? details.find((it) => !it.supported)?.id ?? details[0]?.id;
  artifact.value = one.artifacts.some((it) => it.path === path) ? path : one.artifacts[0].path;
  const place = make("input", { id: "cite-at", autocomplete: "off", value: at ?? "" });
  const words = make("textarea", { id: "cite-quote", rows: "3" });
  const why = make("textarea", { id: "cite-why", rows: "5" });
  const whyRow = make("div", {}, make("label", { for: "cite-why" }, "Why it shows proficiency"), why);
  const showWhy = () => { whyRow.hidden = Boolean(state.details.find((it) => it.id === detail.value)?.explanation); };
  detail.addEventListener("change", showWhy);
  showWhy();
  const result = make("div", { id: "cite-result", role: "status" });
  const viewer = make("div", { class: "viewer", id: "viewer" });
  looking = { place, words, viewer };
  openDialog("Cite evidence", [make("div", { class: "columns cite" }, viewer,
    make("form", { id: "cite", onsubmit: (event) => { event.preventDefault(); attempt("", () => writeCitation(detail.value, artifact.value, place.value, words.value, whyRow.hidden ? "" : why.value, result)); } },
      make("label", { for: "cite-detail" }, "For the detail"), detail,
      make("label", { for: "cite-artifact" }, "This file proves it"), artifact,
      make("label", { for: "cite-at" }, "Where in it"), place,
      make("p", { class: "hint" }, "Point at it on the other side, or type it."),
      make("label", { for: "cite-quote" }, "Words that stand there (you may leave this out)"), words,
      whyRow,
      make("div", { class: "choices" }, make("button", { type: "submit", class: "main" }, "Check and write it")), result))], true);
  look(artifact.value, at);
}

async function writeCitation(id, path, at, words, why, result) {
  const optional = Object.entries({ at, quote: words, explanation: why }).flatMap(([name, value]) => value.trim() ? [`--${name}=${value.trim()}`] : []);
  for (let tries = 0; ; tries += 1) {
    const files = await folder.files();
    const done = await program.run(["cite", "--plain", "-C", folder.name, ...optional, "--", id, path], files);
    if (done.status !== 0) {
      const said = plain(`${done.out}\n${done.error}`).split("\n").filter((line) => !/^(Where|Rule|Required):/.test(line) && line !== "Nothing was written.");
      result.replaceChildren(make("p", { class: "unmet" }, "Nothing was written."), ...said.filter(Boolean).map((line) => make("p", {}, line.replace(/^(Error|Help|error): /, "").replaceAll("--at ", ""))));
      return;
    }
    try {
      await keep(done.changed, files);
      break;
    } catch (error) {
      if (!(error instanceof Conflict) || tries === 3) throw error;
    }
  }
  element("dialog").close();
  await refresh();
  element(`detail-${id}`).focus();
  return `Cited for ${id}: ${fileName(path)}.`;
}

/** Points at a place, and at words there. */
function point(at, words) {
  if (at !== undefined) looking.place.value = at;
  if (words !== undefined) looking.words.value = words.replace(/\s+/g, " ").trim();
  say(words ? `Chosen: ${at}, with the words.` : `Chosen: ${at}.`);
}

/** Shows an artifact in the viewer. */
async function look(path, at) {
  const { viewer } = looking, number = looking.number = (looking.number ?? 0) + 1;
  viewer.replaceChildren(make("p", { class: "hint" }, "Reading…"));
  for (const url of looking.urls ?? []) URL.revokeObjectURL(url);
  looking.urls = [];
  await attempt("", async () => {
    const files = await folder.files();
    const found = await program.ask(folder.name, { artifact: path }, files);
    const file = files.find((it) => it.path === `${folder.name}/${path}`)?.file;
    // Another one may have been chosen meanwhile.
    if (!file || !viewer.isConnected || looking.number !== number) return;
    const kinds = { pdf: pages, presentation: slides, video: recording, audio: recording, image: picture, spreadsheet: sheets, csv: rows, table: rows };
    const shown = (kinds[found.kind] ?? document_)(found, file, at);
    viewer.replaceChildren(...[shown, found.unread ? make("p", { class: "hint" }, `Not all of its text could be read: ${found.unread}.`) : null].flat().filter(Boolean));
  });
}

/** The address of a file's bytes for an element of this page, as a type that runs nothing. */
function address(file, type) {
  const url = URL.createObjectURL(new Blob([file], { type }));
  looking.urls.push(url);
  return url;
}

const sentences = (text) => [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)].map((it) => it.segment).filter((it) => it.trim());

/** A text to choose a sentence of. */
const readable = (text, at) => make("p", {}, sentences(text).flatMap((one) => [
  make("button", { type: "button", class: "sentence", onclick: ({ currentTarget }) => {
    looking.viewer.querySelectorAll(".chosen").forEach((it) => it.classList.remove("chosen"));
    currentTarget.classList.add("chosen");
    point(typeof at === "function" ? at() : at, one);
  } }, one.trim()), " "]));

/** One of several numbered places at a time, with the way to the others. */
function turning(noun, count, first, shown) {
  const number = make("input", { id: "turn", type: "number", min: "1", max: String(count), value: String(first), oninput: () => number.value && turn(Number(number.value)), onchange: () => turn(Number(number.value)) });
  let now;
  const body = make("div", {});
  const turn = (to) => {
    const next = Math.min(Math.max(to || 1, 1), count);
    number.value = String(next);
    if (next === now) return;
    now = next;
    body.replaceChildren(...shown(Number(number.value)));
  };
  turn(first);
  return [make("div", { class: "choices turning" },
    button("Back", () => turn(Number(number.value) - 1), { "aria-label": `Back one ${noun}` }),
    make("label", { for: "turn" }, `${noun[0].toUpperCase()}${noun.slice(1)}`), number, make("span", { class: "hint" }, `of ${count}`),
    button("Next", () => turn(Number(number.value) + 1), { "aria-label": `Next ${noun}` }),
    button(`This ${noun}`, () => point(`${noun} ${number.value}`), { class: "main" })), body];
}

const firstNumber = (at) => Number(at?.match(/\d+/)?.[0] ?? 1);

function pages(found, file, at) {
  const url = address(file, "application/pdf"), count = found.pages ?? 1;
  const texts = (number) => found.passages.filter((it) => it.at === `page ${number}`);
  return turning("page", count, Math.min(firstNumber(at), count), (number) => [
    make("iframe", { class: "pdf", title: `Page ${number}`, src: `${url}#page=${number}&view=FitH&toolbar=0` }),
    make("p", { class: "label" }, "Its text: click the sentence to quote"),
    ...(texts(number).length ? texts(number).map((it) => readable(it.text, `page ${number}`)) : [make("p", { class: "hint" }, "No text could be read on this page: cite it without words.")]),
  ]);
}

function slides(found, _, at) {
  const count = found.slides ?? 1;
  return turning("slide", count, Math.min(firstNumber(at), count), (number) =>
    found.passages.filter((it) => it.at === `slide ${number}`).map((it) => readable(it.text, `slide ${number}`)));
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function recording(found, file) {
  const player = make(found.kind === "video" ? "video" : "audio", { class: "media", controls: true, preload: "metadata", src: address(file, file.type) });
  let from = 0;
  const mark = make("span", { class: "hint", role: "status" });
  return [player, make("div", { class: "choices" },
    button("From here", () => { from = player.currentTime; mark.textContent = `from ${clock(from)}`; looking.place.value = clock(from); }, { class: "main" }),
    button("To here", () => {
      const to = Math.min(Math.max(Math.ceil(player.currentTime), Math.floor(from) + 1), Math.floor(found.seconds ?? Infinity));
      point(`${clock(from)}-${clock(to)}`);
      mark.textContent = looking.place.value;
    }, { class: "main" }), mark),
  found.passages.length ? make("p", { class: "label" }, "What is said: click it to cite it") : make("p", { class: "hint" }, "A transcript beside it (.vtt or .srt) would be shown here."),
  found.passages.map((it) => make("p", { class: "cue" },
    button(it.at, () => { player.currentTime = it.at.split("-")[0].split(":").reduce((sum, part) => sum * 60 + Number(part), 0); }, { "aria-label": `${it.at}: play from here`, class: "time" }),
    make("button", { type: "button", class: "sentence", onclick: () => point(it.at, it.text) }, it.text)))];
}

function picture(found, file) {
  const image = make("img", { alt: `The picture ${fileName(found.path)}`, src: address(file, file.type), draggable: "false" });
  const region = make("span", { class: "region", hidden: true });
  const frame = make("span", { class: "frame drawing" }, image, region);
  const numbers = ["Left", "Top", "Width", "Height"].map((name) => make("input", { id: `region-${name}`, type: "number", min: "0", oninput: () => typed() }));
  const scale = () => (found.width ?? image.naturalWidth) / image.clientWidth;
  const draw = ([x, y, width, height]) => {
    const to = 1 / scale();
    region.hidden = false;
    Object.assign(region.style, { left: `${x * to}px`, top: `${y * to}px`, width: `${width * to}px`, height: `${height * to}px` });
    looking.place.value = `region ${x},${y},${width},${height}`;
  };
  const typed = () => {
    const values = numbers.map((it) => Number(it.value) || 0);
    if (values[2] > 0 && values[3] > 0) draw(values);
  };
  let start;
  const place = (event) => {
    const box = image.getBoundingClientRect(), to = scale();
    const inside = (at, most) => Math.round(Math.min(Math.max(at * to, 0), most));
    return [inside(event.clientX - box.left, found.width ?? image.naturalWidth), inside(event.clientY - box.top, found.height ?? image.naturalHeight)];
  };
  frame.addEventListener("pointerdown", (event) => { start = place(event); frame.setPointerCapture(event.pointerId); event.preventDefault(); });
  frame.addEventListener("pointermove", (event) => {
    if (!start) return;
    const end = place(event), box = [Math.min(start[0], end[0]), Math.min(start[1], end[1]), Math.abs(end[0] - start[0]), Math.abs(end[1] - start[1])];
    if (box[2] < 3 || box[3] < 3) return;
    numbers.forEach((it, index) => { it.value = String(box[index]); });
    draw(box);
  });
  frame.addEventListener("pointerup", () => { start = undefined; });
  return [make("p", { class: "hint" }, "Draw a rectangle on it, or cite the whole picture."), frame,
    make("div", { class: "choices region-fields" }, button("The whole picture", () => { region.hidden = true; point("whole"); }, { class: "main" }),
      numbers.map((it) => make("span", {}, make("label", { for: it.id }, it.id.slice(7)), it)))];
}

/** What a spreadsheet shows at most of one sheet: more is cited by typing. */
const MOST_ROWS = 400, MOST_COLUMNS = 40;
const letters = (column) => { let name = ""; for (; column > 0; column = Math.floor((column - 1) / 26)) name = String.fromCharCode(65 + (column - 1) % 26) + name; return name; };

function sheets(found) {
  const tabs = make("select", { id: "sheet", onchange: () => turn() }, found.sheets.map((name, number) => make("option", { value: String(number) }, name)));
  const body = make("div", {});
  const turn = () => {
    const cells = found.passages.filter((it) => it.cell?.[0] === Number(tabs.value));
    const place = cells[0]?.at.replace(/ [A-Z]+\d+(:[A-Z]+\d+)?$/, "") ?? `sheet "${found.sheets[Number(tabs.value)]}"`;
    body.replaceChildren(grid(cells, place));
  };
  turn();
  return [make("div", { class: "choices turning" }, make("label", { for: "sheet" }, "Sheet"), tabs,
    button("This whole sheet", () => point(body.firstChild.dataset.place))),
  make("p", { class: "hint" }, "Drag over the cells, or move with the arrow keys and hold Shift."), body];
}

function grid(cells, place) {
  const last = (index, most) => Math.min(most, Math.max(1, ...cells.map((it) => it.cell[index])));
  const columns = last(1, MOST_COLUMNS), rowCount = last(2, MOST_ROWS);
  const texts = new Map(cells.map((it) => [`${it.cell[1]},${it.cell[2]}`, it.text]));
  let start = [1, 1], end = [1, 1], dragging = false;
  const choose = () => {
    const [left, right] = [start[0], end[0]].sort((a, b) => a - b), [top, bottom] = [start[1], end[1]].sort((a, b) => a - b);
    table.querySelectorAll("td").forEach((it) => {
      const [x, y] = it.dataset.at.split(",").map(Number), inside = x >= left && x <= right && y >= top && y <= bottom;
      it.classList.toggle("chosen", inside);
      it.setAttribute("aria-selected", String(inside));
    });
    const first = `${letters(left)}${top}`, other = `${letters(right)}${bottom}`;
    looking.place.value = `${place} ${first === other ? first : `${first}:${other}`}`;
  };
  const focus = (at) => { table.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1"); const it = table.querySelector(`[data-at="${at}"]`); it?.setAttribute("tabindex", "0"); it?.focus(); };
  const table = make("table", { class: "cells", role: "grid", "aria-label": "Cells", "aria-multiselectable": "true" },
    make("thead", {}, make("tr", {}, make("td", { class: "corner", "data-at": "0,0" }), Array.from({ length: columns }, (_, x) => make("th", { scope: "col" }, letters(x + 1))))),
    make("tbody", {}, Array.from({ length: rowCount }, (_, y) => make("tr", {}, make("th", { scope: "row" }, String(y + 1)), Array.from({ length: columns }, (_, x) =>
      make("td", { "data-at": `${x + 1},${y + 1}`, tabindex: x + y === 0 ? "0" : "-1", role: "gridcell" }, texts.get(`${x + 1},${y + 1}`) ?? ""))))));
  const at = (target) => target.closest?.("td[role]")?.dataset.at.split(",").map(Number);
  table.addEventListener("pointerdown", (event) => {
    const to = at(event.target);
    if (!to) return;
    if (!event.shiftKey) start = to;
    end = to;
    dragging = true;
    choose();
    event.preventDefault();
    focus(end);
  });
  table.addEventListener("pointerover", (event) => { const to = dragging && at(event.target); if (to) { end = to; choose(); } });
  window.addEventListener("pointerup", () => { dragging = false; });
  table.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (step) {
      end = [Math.min(Math.max(end[0] + step[0], 1), columns), Math.min(Math.max(end[1] + step[1], 1), rowCount)];
      if (!event.shiftKey) start = end;
      focus(end);
    }
    choose();
  });
  return make("div", { class: "wide", "data-place": place }, table);
}

function rows(found) {
  let first;
  return [make("p", { class: "hint" }, "Click the first row, then the last with Shift held."),
    make("div", { class: "wide" }, make("table", { class: "cells" }, make("tbody", {}, found.passages.slice(0, MOST_ROWS).map((it) => make("tr", {},
      make("th", { scope: "row" }, button(firstNumber(it.at), (event) => {
        const number = firstNumber(it.at);
        if (!event.shiftKey || !first) first = number;
        const [from, to] = [first, number].sort((a, b) => a - b);
        point(from === to ? `row ${from}` : `rows ${from}-${to}`);
      }, { class: "time", "aria-label": it.at })), make("td", {}, it.text))))))];
}

/** A document or a text: by headings, paragraphs and sentences. */
function document_(found) {
  if (found.passages.length === 0) return [make("p", { class: "hint" }, "There is no text to show: cite it as a whole, or type the place."), button("The whole file", () => point("whole"), { class: "main" })];
  let section;
  return found.passages.slice(0, 3000).flatMap((it) => {
    if (it.heading != null) {
      section = it.text.includes('"') ? it.at : `section "${it.text.trim()}"`;
      const place = section;
      return [make("p", { class: "heading-row" }, make("strong", {}, it.text), " ", button("This section", () => point(place), { "aria-label": `This section: ${it.text}` }))];
    }
    return [readable(it.text, section ?? it.at)];
  });
}
