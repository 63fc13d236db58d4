// Joins the page to its parts.

async function start() {
  const packed = new Blob([Uint8Array.from(atob(element("program").textContent), (it) => it.charCodeAt(0))]);
  element("program").remove();
  program = new Program(packed, element("worker").textContent);
  const pickers = Boolean(window.showDirectoryPicker);
  element("choose").hidden = !pickers;
  element("read-only").hidden = pickers;
  element("begin").hidden = !pickers;
  element("no-begin").hidden = pickers;
  const listed = await program.run(["catalog", "--format", "json"], []);
  element("credential").append(...JSON.parse(listed.out).credentials.map(({ id, title }) => make("option", { value: id }, title)));
  document.documentElement.dataset.ready = "";
  return "";
}

const on = (id, event, doing, work) => element(id).addEventListener(event, (it) => {
  if (event !== "dragover") it.preventDefault();
  attempt(doing, () => work(it));
});

on("choose", "click", "Reading…", async () => openFolder(new OpenFolder(await showDirectoryPicker({ mode: "readwrite" }))));
on("folder", "change", "Reading…", ({ target }) => openFolder(new ChosenFiles([...target.files].map((file) => ({ path: file.webkitRelativePath, file })))));
on("bundle", "change", "Verifying…", ({ target }) => verify(target.files[0]));
on("begin", "submit", "Making the folders and forms…", async () => begin(element("credential").value, element("format").value, new OpenFolder(await showDirectoryPicker({ mode: "readwrite" }))));
on("again", "click", "", async () => { folder = undefined; stamps = undefined; show("start"); element("title").textContent = element("title").dataset.start; element("lead").textContent = element("lead").dataset.start; element("title").focus(); });
on("added", "change", "Copying…", ({ target }) => addFiles([...target.files]));
on("own-words", "change", "Writing…", ({ target }) => change({ affirm: { key: "own_words", value: target.checked } }));
on("releases", "change", "Writing…", ({ target }) => change({ affirm: { key: "releases_on_file", value: target.checked } }));
on("names-form", "submit", "Writing…", () => saveNames(element("names").value.split("\n").map((it) => it.trim()).filter(Boolean)));
on("portal-form", "submit", "Reading…", () => readPortal(element("pasted").value));
on("pack", "submit", "Packing…", pack);
on("preview", "click", "Making the guide…", preview);

// A folder or a bundle that is dropped anywhere on the page.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const items = [...event.dataTransfer.items].filter((it) => it.kind === "file");
  const handles = items[0]?.getAsFileSystemHandle && items.map((it) => it.getAsFileSystemHandle());
  const entries = items.map((it) => it.webkitGetAsEntry?.()).filter(Boolean);
  const files = [...event.dataTransfer.files];
  attempt("Reading…", async () => {
    const [handle] = handles ? await Promise.all(handles) : [];
    if (handle?.kind === "directory") return openFolder(new OpenFolder(handle));
    if (entries[0]?.isDirectory) return openFolder(new ChosenFiles(await droppedFiles(entries)));
    if (folder?.writable && state && !files[0]?.name.endsWith(".zip")) return addFiles(files);
    if (files[0]?.name.endsWith(".zip")) return verify(files[0]);
    throw new Error("Drop the folder of a portfolio here, or a bundle.");
  });
});

// A text that is not saved yet is kept, and leaving asks all the same.
addEventListener("beforeunload", (event) => {
  if (folder && (folder.unsaved?.size || drafts(folder.name).length)) event.preventDefault();
});

attempt("Getting ready…", start);
follow();
