// The portfolio that is open, and what is done to it.

let program, folder, state, stamps;

const stampsOf = (files) => files.filter(({ path }) => !path.startsWith(`${folder.name}/submission/`))
  .map(({ path, file }) => `${path} ${file.size} ${file.lastModified}`).sort().join("\n");

/** Writes what a command changed. */
async function keep(changed, files) {
  const before = new Map(files.map(({ path, file }) => [path, file]));
  for (const { path, blob } of changed) await folder.write(path, blob, before.get(path));
}

/** Asks for a change of evidence.toml, writes it, and shows what came of it. */
async function change(ask) {
  for (let tries = 0; ; tries += 1) {
    const files = await folder.files();
    const done = await program.ask(folder.name, ask, files.filter(({ path }) => path === `${folder.name}/evidence.toml`));
    try {
      await keep(done.changed, files);
      break;
    } catch (error) {
      // The change is made again in the file as it is now.
      if (!(error instanceof Conflict) || tries === 3) throw error;
    }
  }
  await refresh();
}

/** Reads the folder again. */
async function refresh() {
  const now = folder, files = await folder.files();
  // Another folder may have been opened meanwhile.
  if (folder !== now) return;
  stamps = stampsOf(files);
  if (!files.some(({ path }) => path === `${folder.name}/evidence.toml`)) return showCohort(files);
  const found = await program.ask(folder.name, "state", files);
  if (folder !== now) return;
  state = found;
  showPortfolio(state);
}

async function showCohort(files) {
  const all = folder;
  const done = await program.run(["check", folder.name, "--format", "json"], files);
  if (folder !== all) return;
  if (!done.out) return offerToBegin(plain(done.error));
  const { portfolios } = JSON.parse(done.out);
  state = undefined;
  show("cohort");
  element("title").textContent = folder.name;
  element("lead").textContent = `${counted(portfolios.length, "portfolio")}, ${portfolios.filter((it) => it.complete).length} complete. Choose one to work on it.`;
  const missing = (one) => one.outcomes.flatMap(({ details }) => details.filter((it) => !it.supported).map(({ id }) => id));
  const rows = portfolios.map((one) => make("tr", {},
    make("th", { scope: "row" }, button(one.path.split("/").pop(), () => attempt("Reading…", async () => openFolder(await all.inside(one.path.split("/").slice(1)))), { class: "quiet" })),
    make("td", {}, one.complete ? make("span", { class: "met" }, "✓ complete") : make("span", { class: "unmet" }, counted(one.counts.errors, "error"))),
    make("td", { class: "number" }, String(one.overview.words)),
    make("td", { class: "number" }, String(one.reflection.words)),
    make("td", {}, missing(one).join(", ") || (one.credential ? "none" : "no credential"))));
  // A folder without evidence.toml has its row, too: someone's work is in it.
  const known = new Set(portfolios.map((one) => one.path.split("/")[1]));
  for (const name of new Set(files.map(({ path }) => path.split("/")).filter((parts) => parts.length > 2).map((parts) => parts[1]))) {
    if (!known.has(name)) rows.push(make("tr", {}, make("th", { scope: "row" }, name), make("td", { colspan: "4" }, make("span", { class: "unmet" }, "no portfolio: there is no evidence.toml in it"))));
  }
  element("cohort").replaceChildren(
    make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Portfolios" }, make("table", { class: "cohort" },
      make("thead", {}, make("tr", {}, ...["Portfolio", "State", "Overview, words", "Reflection, words", "Details without support"].map((it) => make("th", { scope: "col" }, it)))),
      make("tbody", {}, ...rows))));
}

async function offerToBegin(why) {
  show("start");
  throw new Error(`${why} To begin in this folder, choose the micro-credential below.`);
}

async function openFolder(opened) {
  folder = opened;
  state = undefined;
  const kept = folder.writable ? [] : drafts(folder.name).filter(([key]) => key.startsWith("file "));
  await refresh();
  if (kept.length) offerDrafts(kept.map(([key]) => key.slice(5)));
  else element("title").focus();
  return folder.writable ? "" : "Opened to read: what you change here is offered as a file to save.";
}

function offerDrafts(paths) {
  openDialog("From last time", [
    make("p", {}, `These changes were not saved when the page was closed: ${paths.join(", ")}.`),
    make("div", { class: "choices" },
      button("Bring them back", () => attempt("Reading…", async () => { await folder.restore(); element("dialog").close(); await refresh(); })),
      button("Forget them", () => { paths.forEach((path) => dropDraft(folder.name, `file ${path}`)); element("dialog").close(); })),
  ]);
}

async function begin(credential, format, target) {
  folder = target;
  const files = await folder.files();
  const done = await program.run(["init", "--narratives", format, credential, folder.name], files, [folder.name]);
  if (done.status !== 0) throw new Error(plain(done.error));
  await keep(done.changed, files);
  for (const name of ["artifacts", "narratives"]) await folder.makeFolder(name);
  await refresh();
  element("title").focus();
  const where = format === "docx" ? "in the Word documents of its folder narratives" : "below";
  return `Your portfolio is made. Write your answers ${where}, add your files, and say what each of them proves.`;
}

async function addFiles(list) {
  for (const file of list) await folder.write(`${folder.name}/artifacts/${file.name}`, file, undefined);
  await refresh();
  return `Added ${counted(list.length, "file")}.`;
}

/** The screen follows files as other programs save them. */
function follow() {
  setInterval(async () => {
    if (!folder?.writable || document.hidden || !stamps || document.body.hasAttribute("aria-busy") || element("dialog").open) return;
    const now = await folder.files().then(stampsOf).catch(() => stamps);
    if (now !== stamps) await attempt("", refresh);
  }, 3000);
}
