// Handing in: the guide as the assessor sees it, the portal's fields, and the bundle.

const guideUrls = [];

async function pack() {
  const files = await folder.files();
  const flags = [["draft", "--draft"], ["strip", "--strip-metadata"], ["ascii", "--ascii"]].filter(([id]) => element(id).checked).map(([, flag]) => flag);
  const since = element("since").files[0];
  const given = since ? [...files, { path: `earlier/${since.name}`, file: since }] : files;
  if (since) flags.push(`--since=earlier/${since.name}`);
  const done = await program.run(["pack", folder.name, "--plain", ...flags], given);
  const bundle = done.changed.find(({ path }) => path.endsWith(".zip"));
  if (!bundle) {
    const { errors } = state.check.portfolios[0].counts;
    element("packed").textContent = errors ? `Nothing was packed: ${counted(errors, "error")} ${errors === 1 ? "is" : "are"} left to mend, listed above. A draft can be made of it as it is.` : plain(`${done.out}${done.error}`);
    element("packed").hidden = false;
    return "";
  }
  const name = bundle.path.split("/").pop();
  const box = element("packed");
  box.replaceChildren(`${name}, ${size(bundle.blob.size)}, is ready. `, make("br"), button("Save the bundle", () => attempt("Saving…", async () => `Saved ${await save(bundle.blob, name)}: the one file to upload.`), { class: "main", id: "save-bundle" }));
  box.hidden = false;
  element("save-bundle").focus();
  return "";
}

async function preview() {
  const files = await folder.files();
  const done = await program.run(["report", folder.name], files);
  const guide = done.changed.find(({ path }) => path.endsWith("/guide.html"));
  const portal = done.changed.find(({ path }) => path.endsWith("/portal.html"));
  if (!guide || !portal) throw new Error(plain(done.error));
  const parsed = async ({ blob }) => new DOMParser().parseFromString(await blob.text(), "text/html");
  showFields(await parsed(portal));
  const page = await parsed(guide);
  // Without its script the guide has no notes: they are the assessor's.
  page.querySelectorAll("script").forEach((it) => it.remove());
  showArtifacts(page, files);
  element("guide").hidden = false;
  element("guide").srcdoc = `<!DOCTYPE html>${page.documentElement.outerHTML}`;
  return "";
}

/** Pictures and recordings of the guide come from the folder; the other files open where it is unpacked. */
function showArtifacts(page, files) {
  const known = new Map(files.map(({ path, file }) => [path, file]));
  guideUrls.splice(0).forEach((url) => URL.revokeObjectURL(url));
  const found = (address) => {
    const [path, fragment] = address.split("#");
    const file = known.get(`${folder.name}/${decodeURIComponent(path).replace(/^\.\.\//, "")}`);
    if (!file || !/\.(png|jpe?g|gif|webp|avif|bmp|mp4|m4v|mov|webm|mp3|m4a|wav|ogg|oga|flac)$/i.test(path)) return undefined;
    guideUrls.push(URL.createObjectURL(file));
    return guideUrls.at(-1) + (fragment ? `#${fragment}` : "");
  };
  for (const it of page.querySelectorAll("[src^='../']")) {
    const url = found(it.getAttribute("src"));
    if (url) it.setAttribute("src", url); else it.removeAttribute("src");
  }
  // The guide's own policy allows files beside it, which these stand for.
  const policy = page.querySelector("meta[http-equiv='Content-Security-Policy']");
  policy?.setAttribute("content", policy.content.replaceAll("file:", "blob:"));
  page.querySelectorAll("[href^='../']").forEach((it) => it.removeAttribute("href"));
}

/** The texts for the fields of the portal, each with a button that copies it. */
function showFields(page) {
  const fields = [...page.querySelectorAll(".field")].map((it) => [it.querySelector("summary")?.textContent.trim(), it.querySelector("pre")?.textContent]);
  element("fields").replaceChildren(...(fields.length ? [make("h3", {}, "For the fields of the portal"), make("ul", { class: "fields" }, fields.map(([name, text]) => make("li", { class: "field" },
    make("details", {}, make("summary", {}, name), make("pre", {}, text)),
    button("Copy", () => attempt("", async () => { await copy(text); return `Copied: ${name}.`; }), { "aria-label": `Copy ${name}` }))))] : []));
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = make("textarea", {});
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

async function verify(file) {
  const done = await program.run(["verify", file.name, "--plain"], [{ path: file.name, file }]);
  show("bundle-result");
  element("title").textContent = file.name;
  element("lead").replaceChildren(make("span", { class: done.status === 0 ? "met" : "unmet" }, done.status === 0 ? "✓ The bundle is whole, and nothing in it is at error level." : "Not everything is in order."));
  element("bundle-result").replaceChildren(make("h2", {}, "What was found"), make("pre", { tabindex: "0" }, plain(done.out + done.error)));
  element("title").focus();
  return "";
}
