// Elements of the page. Texts of the user's are never read as markup.
const element = (id) => document.getElementById(id);

/** An element with attributes, handlers (`onclick`) and children; what is null is left out. */
function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((it) => it != null && it !== false));
  return made;
}

const button = (text, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, text);
const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
/** Without the colors of a terminal. */
const plain = (text) => text.replace(/\u001b\[[0-9;]*m/g, "").replace(/^error: /, "").trim();
const fileName = (path) => path.replace(/^artifacts\//, "");

function size(bytes) {
  const units = ["bytes", "KB", "MB", "GB"];
  let unit = 0;
  while (bytes >= 1000 && unit < 3) { bytes /= 1000; unit += 1; }
  return `${unit ? bytes.toFixed(bytes < 10 ? 1 : 0) : bytes} ${units[unit]}`;
}

let saying, busy = 0;
/** Says what goes on, or what went wrong, where everybody sees and hears it. */
function say(text, isWrong = false) {
  clearTimeout(saying);
  const state = element("state");
  state.textContent = text;
  state.classList.toggle("wrong", isWrong);
  state.hidden = text === "";
  if (text && !isWrong && !text.endsWith("…")) saying = setTimeout(() => say(""), 12_000);
}

/** Does something; what goes wrong is said, and a picker that was closed is no error. */
async function attempt(doing, work) {
  if (doing) say(doing);
  busy += 1;
  document.body.setAttribute("aria-busy", "true");
  try {
    const done = await work();
    if (doing || done) say(done ?? "");
  } catch (error) {
    if (error.name === "AbortError") say("");
    else if (error instanceof Conflict) showConflict(error);
    else say(String(error.message ?? error), true);
  } finally {
    busy -= 1;
    if (busy === 0) document.body.removeAttribute("aria-busy");
  }
}

/** Both texts of a file that another program changed, side by side. */
async function showConflict({ path, mine, theirs, message }) {
  say(message, true);
  const column = async (title, blob) => make("section", {}, make("h3", {}, title), make("pre", { tabindex: "0" }, await blob.text()));
  openDialog("Changed by another program", [
    make("p", {}, `${message} Your text is on the left, the file as it is now on the right.`),
    make("div", { class: "columns" }, await column("Yours", mine), await column("The file now", theirs)),
    make("div", { class: "choices" },
      button("Save yours as a file of its own", () => attempt("Saving…", async () => `Saved ${await save(mine, path.split("/").pop())}.`)),
      button("Close", () => element("dialog").close())),
  ]);
}

/** Opens the one dialog of the page with this content. Escape closes it. */
function openDialog(title, content, wide = false) {
  const dialog = element("dialog");
  dialog.classList.toggle("wide-dialog", wide);
  dialog.replaceChildren(
    make("div", { class: "dialog-head" }, make("h2", { id: "dialog-title", tabindex: "-1" }, title), button("Close", () => dialog.close())),
    ...content);
  if (!dialog.open) dialog.showModal();
  element("dialog-title").focus();
}
