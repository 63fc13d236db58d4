// The portal's own requirements: pasted once, and everything follows them.

/** Shows what was understood of a pasted text, to take over or not. */
async function readPortal(text) {
  const above = `${folder.name}/`, files = await folder.files();
  // The portfolio is the current folder of these commands.
  const here = files.map((it) => ({ ...it, path: it.path.slice(above.length) }));
  const pasted = { path: "pasted.txt", file: new File([text], "pasted.txt") };
  const done = await program.run(["catalog", "import", "--yes", "--plain", "pasted.txt"], [...here, pasted]);
  const written = done.changed.filter(({ path }) => path.startsWith("catalog/"));
  const said = make("pre", { tabindex: "0" }, plain(`${done.out}\n${done.error}`));
  openDialog("What the portal asks", [
    make("p", {}, written.length ? "This was understood. Compare it with the portal before you take it over." : "This text was not understood."),
    said,
    make("div", { class: "choices" }, written.length ? button("Take it over", () => attempt("Writing…", () => takeOver(written, files)), { class: "main" }) : null),
  ]);
}

async function takeOver(written, files) {
  const above = `${folder.name}/`;
  await keep(written.map(({ path, blob }) => ({ path: above + path, blob })), files);
  // The details that moved keep their evidence.
  const now = await folder.files();
  const done = await program.run(["init", state.check.portfolios[0].credential, folder.name], now, [folder.name]);
  if (done.status !== 0) throw new Error(plain(done.error));
  await keep(done.changed.filter(({ path }) => path === `${above}evidence.toml`), now);
  element("dialog").close();
  await refresh();
  return "Taken over. Evidence of details that moved moved with them.";
}
