// The page as a practitioner gets it: one file, opened from disk, in a real browser.
//
//   node page.test.js MCRED MCRED.HTML
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { fakeDisk } from "./disk.js";
import { finish, launch, open, test } from "./harness.js";

const [mcred, file] = process.argv.slice(2).map((it) => path.resolve(it));
const root = fileURLToPath(new URL("../..", import.meta.url));
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "mcred-page-"));
const browser = await launch();

await test("what is found is what check finds", () => findings("incomplete"));
await test("a complete portfolio becomes the bundle of pack, byte for byte", bundle);

await test("copies without metadata, a resubmission and a draft are those of pack", switches);
await test("from an empty folder to a bundle, with the mouse and no file of TOML in sight", walk);
await test("every credential can be begun", beginAll);
await test("a file that another program changed is left alone, and both texts are shown", conflict);
await test("what is typed survives a reload, and can be forgotten", reload);
await test("without write access a folder is read, and changes are offered as files", readOnly);
await test("narratives are written in Word", word);
await test("a warning is set aside, with its reason", setAside);
await test("the portal's own details are pasted", pasted);
await test("a cohort has a row for each portfolio", cohort);
await test("a bundle is verified", verified);
await test("twenty hostile files are judged as check judges them", hostileFiles);
await test("names and texts of files are never markup, and nothing is requested", hostile);
await test("a file at which the program stops is left out, and said", stops);
await test("everything is reached by keys", keys);
for (const [look, options] of [
  ["light", {}], ["dark", { colorScheme: "dark" }], ["strong contrast", { forcedColors: "active" }],
  ["390 px", { viewport: { width: 390, height: 844 } }],
]) await test(`axe-core finds no violation, ${look}`, () => accessible(options));
await test("a film of 2 GB is read by its headers", film);

await browser.close();
fs.rmSync(work, { recursive: true });
finish();

/** The page, ready, with a folder of this portfolio on its disk. */
async function opened(portfolio, options = {}) {
  const at = await open(browser, "about:blank", options);
  const { page } = at;
  await page.addInitScript(fakeDisk);
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => "ready" in document.documentElement.dataset, null, { timeout: 60_000 });
  if (portfolio) {
    await put(page, portfolio, path.join(root, "examples", portfolio));
    await choose(page, portfolio);
  }
  return at;
}

async function put(page, name, from) {
  for (const one of fs.readdirSync(from, { recursive: true })) {
    const source = path.join(from, one);
    if (!fs.statSync(source).isFile() || one.startsWith("submission")) continue;
    await page.evaluate(([to, text]) => disk.put(to, text), [`${name}/${one.replaceAll("\\", "/")}`, fs.readFileSync(source, "base64")]);
  }
}

async function choose(page, name) {
  await page.evaluate((it) => { disk.picked = it; disk.folder(it); }, name);
  await page.click("#choose");
  await page.waitForSelector("#portfolio:not([hidden])", { timeout: 60_000 });
  await settled(page);
}

/** Until what goes on is done. */
function settled(page) {
  return page.waitForFunction(() => !document.body.hasAttribute("aria-busy"), null, { timeout: 120_000 });
}

function run(folder, ...args) {
  try {
    return execFileSync(mcred, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    return error.stdout;
  }
}

async function findings(name) {
  const { page, trouble, close } = await opened(name);
  const shown = await page.evaluate(() => state.check);
  assert.deepEqual(shown, JSON.parse(run(path.join(root, "examples"), "check", name, "--format", "json")));
  assert.equal(await page.locator("#to-do-list li").count(), shown.portfolios[0].findings.length);
  assert.deepEqual(own(trouble), []);
  await close();
}

async function bundle() {
  const { page, trouble, close } = await opened("complete");
  await page.click("#pack button[type=submit]");
  await page.click("#save-bundle", { timeout: 60_000 });
  await settled(page);
  const packed = await page.evaluate(() => disk.base64([...disk.saved.values()][0].blob));
  run(root, "pack", "examples/complete", "-o", path.join(work, "native.zip"));
  assert.ok(Buffer.from(packed, "base64").equals(fs.readFileSync(path.join(work, "native.zip"))), "the same bytes");
  const list = await page.evaluate(() => disk.list("complete"));
  assert.ok(!list.some((it) => it.startsWith("submission")), `nothing is written beside the bundle: ${list}`);
  assert.deepEqual(own(trouble), []);
  await close();
}

/** Writes what is on the page's disk into a real folder. */
async function toDisk(page, name, to) {
  for (const one of await page.evaluate((it) => disk.list(it), name)) {
    const file = path.join(to, one);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, Buffer.from(await page.evaluate((it) => disk.read(it), `${name}/${one}`), "base64"));
  }
}

function words(count) {
  return Array.from({ length: count }, (_, at) => `word${at}`).join(" ");
}

function example(name) {
  return path.join(root, "examples/complete/artifacts", name);
}

/** What went wrong; the browser's own viewer of PDF files loads its own parts. */
function own(trouble) {
  return trouble.filter((it) => !/^asks for chrome(-extension|-untrusted)?:/.test(it));
}

async function begin(page, credential, name) {
  await page.evaluate((it) => { disk.picked = it; disk.folder(it); }, name);
  await page.selectOption("#credential", credential);
  await page.click("#begin button");
  await page.waitForSelector("#portfolio:not([hidden])", { timeout: 60_000 });
  await settled(page);
}

async function cited(page, id, artifact, pointing, why) {
  await page.locator(`[id="detail-${id}"]`).getByRole("button", { name: `Cite evidence for ${id}` }).click();
  await page.selectOption("#cite-artifact", `artifacts/${artifact}`);
  await settled(page);
  await pointing(page.locator("#viewer"));
  await page.fill("#cite-why", why);
  await page.click("#cite button[type=submit]");
  await page.waitForFunction(() => !document.getElementById("dialog").open, null, { timeout: 60_000 })
    .catch(async () => assert.fail(`${artifact}: ${await page.textContent("#cite-result")}`));
  await settled(page);
}

async function walk() {
  const { page, trouble, close } = await opened();
  await begin(page, "leading-a-culture-of-safety", "mine");
  assert.ok((await page.evaluate(() => disk.list("mine"))).includes("evidence.toml"));
  for (const area of await page.locator("#narrative-list textarea").all()) await area.fill(words(550));
  await page.waitForFunction(() => /2,750/.test(document.getElementById("overview-words").textContent), null, { timeout: 60_000 });
  for (const name of ["overview", "reflection"]) {
    await page.getByRole("button", { name: `Save the ${name}` }).click();
    await settled(page);
  }
  await page.setInputFiles("#added", ["climate-survey.pdf", "hallway-poster.jpg", "survey-results.xlsx", "anti-bullying-policy.docx", "morning-assembly.mp4", "staff-training.pptx", "incident-log.csv"].map(example));
  await page.waitForFunction(() => document.querySelectorAll("#file-list tbody tr").length === 7, null, { timeout: 60_000 });
  await settled(page);
  const details = await page.evaluate(() => state.check.portfolios[0].outcomes.flatMap((it) => it.details.map((one) => one.id)));
  const ways = [
    ["climate-survey.pdf", async (viewer) => {
      await viewer.locator("#turn").fill("4");
      await viewer.locator(".sentence").nth(2).click();
    }],
    ["hallway-poster.jpg", async (viewer) => {
      const box = await viewer.locator("img").boundingBox();
      await page.mouse.move(box.x + 40, box.y + 40);
      await page.mouse.down();
      await page.mouse.move(box.x + 200, box.y + 160, { steps: 3 });
      await page.mouse.up();
    }],
    ["survey-results.xlsx", async (viewer) => {
      await viewer.locator('[data-at="2,4"]').click();
      await viewer.locator('[data-at="4,5"]').click({ modifiers: ["Shift"] });
    }],
    ["anti-bullying-policy.docx", (viewer) => viewer.getByRole("button", { name: "This section: Violence" }).click()],
    ["morning-assembly.mp4", async (viewer) => {
      await viewer.locator("video").evaluate((it) => { it.currentTime = 7; });
      await viewer.getByRole("button", { name: "From here" }).click();
      await viewer.locator("video").evaluate((it) => { it.currentTime = 13; });
      await viewer.getByRole("button", { name: "To here" }).click();
    }],
    ["staff-training.pptx", (viewer) => viewer.getByRole("button", { name: "This slide" }).click()],
    ["incident-log.csv", async (viewer) => {
      await viewer.getByRole("button", { name: "row 2", exact: true }).click();
      await viewer.getByRole("button", { name: "row 9", exact: true }).click({ modifiers: ["Shift"] });
    }],
  ];
  for (const [at, id] of details.entries()) {
    const [artifact, pointing] = ways[at % ways.length];
    await cited(page, id, artifact, pointing, `For ${id}: ${words(40 + at)}`);
  }
  await page.check("#own-words");
  await settled(page);
  await page.check("#releases");
  await settled(page);
  await page.fill("#names", "Jane Doe\nLincoln \"Elementary\"");
  await page.getByRole("button", { name: "Save the names" }).click();
  await settled(page);
  const check = await page.evaluate(() => state.check);
  assert.deepEqual(check.portfolios[0].findings.filter((it) => it.level === "error"), []);
  assert.ok(check.portfolios[0].outcomes.every((it) => it.details.every((one) => one.evidence[0].status === "verified")));
  const home = path.join(work, "walk");
  await toDisk(page, "mine", path.join(home, "mine"));
  assert.deepEqual(check, JSON.parse(run(home, "check", "mine", "--format", "json")));
  await page.click("#pack button[type=submit]");
  await page.click("#save-bundle", { timeout: 60_000 });
  await settled(page);
  const packed = Buffer.from(await page.evaluate(() => disk.base64([...disk.saved.values()][0].blob)), "base64");
  run(home, "pack", "mine", "-o", "native.zip");
  assert.ok(packed.equals(fs.readFileSync(path.join(home, "native.zip"))), "the same bytes");
  await page.click("#preview");
  await page.waitForSelector("#guide:not([hidden])", { timeout: 60_000 });
  assert.ok(await page.locator("#fields .field").count() > 3, "the fields of the portal");
  assert.deepEqual(own(trouble), []);
  await close();
}

async function switches() {
  const { page, trouble, close } = await opened("complete");
  const earlier = path.join(work, "earlier");
  fs.cpSync(path.join(root, "examples/complete"), earlier, { recursive: true });
  fs.appendFileSync(path.join(earlier, "narratives/reflection.md"), "\nAnd one more sentence of mine.\n");
  run(work, "pack", "earlier", "-o", path.join(work, "earlier.zip"));
  const packed = async () => {
    await page.evaluate(() => disk.saved.clear());
    await page.click("#pack button[type=submit]");
    await settled(page);
    await page.click("#save-bundle", { timeout: 60_000 });
    await settled(page);
    return page.evaluate(async () => Promise.all([...disk.saved].map(async ([name, it]) => [name, await disk.base64(it.blob)]))).then(([it]) => it);
  };
  const same = async (name, flags) => {
    const [saved, bytes] = await packed();
    run(root, "pack", "examples/complete", ...flags, "-o", path.join(work, name));
    assert.ok(Buffer.from(bytes, "base64").equals(fs.readFileSync(path.join(work, name))), `${saved}: the same bytes`);
    return saved;
  };
  await page.check("#strip");
  await same("strip.zip", ["--strip-metadata"]);
  await page.uncheck("#strip");
  await page.setInputFiles("#since", path.join(work, "earlier.zip"));
  await same("since.zip", ["--since", path.join(work, "earlier.zip")]);
  await page.setInputFiles("#since", []);
  await page.check("#draft");
  assert.match(await same("draft.zip", ["--draft"]), /DRAFT/);
  assert.deepEqual(own(trouble), []);
  await close();
}

async function beginAll() {
  const { page, close } = await opened();
  const ids = await page.locator("#credential option").evaluateAll((all) => all.map((it) => it.value));
  assert.equal(ids.length, 5);
  for (const id of ids) {
    await begin(page, id, id);
    assert.equal(await page.evaluate(() => state.check.portfolios[0].credential), id);
    await page.click("#again");
  }
  await close();
}

async function conflict() {
  const { page, close } = await opened("complete");
  // One answer changes, and no other byte.
  const before = fs.readFileSync(path.join(root, "examples/complete/narratives/overview.md"), "utf8");
  const last = before.slice(before.lastIndexOf("\n\n") + 2).trim();
  const field = page.locator("#narrative-list section").first().locator("textarea").last();
  await field.fill((await field.inputValue()).replace(last, "Another end."));
  await page.getByRole("button", { name: "Save the overview" }).click();
  await settled(page);
  const saved = Buffer.from(await page.evaluate(() => disk.read("complete/narratives/overview.md")), "base64").toString();
  assert.equal(saved, before.replace(last, "Another end."));
  const area = page.locator("#narrative-list textarea").first();
  await area.fill("Mine.");
  const other = Buffer.from("# Overview\n\nTheirs.\n").toString("base64");
  await page.evaluate((it) => disk.put("complete/narratives/overview.md", it), other);
  await page.getByRole("button", { name: "Save the overview" }).click();
  await page.waitForSelector("dialog[open]");
  const shown = await page.locator("dialog pre").allTextContents();
  assert.ok(shown[0].includes("Mine.") && shown[1].includes("Theirs."), shown.join("|"));
  assert.equal(await page.evaluate(() => disk.read("complete/narratives/overview.md")), other);
  await close();
}

async function reload() {
  const { page, close } = await opened("complete");
  await page.locator("[id='detail-1.a']").getByRole("button", { name: "Change the explanation" }).click();
  await page.fill("[id='explain-1.a']", "Half a thought");
  await page.locator("#narrative-list textarea").first().fill("Another thought");
  page.on("dialog", (it) => it.accept());
  await page.reload();
  await page.waitForFunction(() => "ready" in document.documentElement.dataset, null, { timeout: 60_000 });
  await put(page, "complete", path.join(root, "examples/complete"));
  await choose(page, "complete");
  assert.equal(await page.inputValue("[id='explain-1.a']"), "Half a thought");
  assert.equal(await page.locator("#narrative-list textarea").first().inputValue(), "Another thought");
  for (const it of await page.getByRole("button", { name: "Forget what I typed" }).all()) await it.click();
  await settled(page);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await close();
}

async function readOnly() {
  const { page, trouble, close } = await open(browser, "about:blank");
  await page.addInitScript(() => { delete window.showDirectoryPicker; delete window.showSaveFilePicker; });
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => "ready" in document.documentElement.dataset, null, { timeout: 60_000 });
  await page.setInputFiles("#folder", path.join(root, "examples/incomplete"));
  await page.waitForSelector("#portfolio:not([hidden])", { timeout: 60_000 });
  await settled(page);
  await page.check("#own-words");
  await page.waitForSelector("#unsaved:not([hidden])");
  await settled(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save evidence.toml" }).click();
  const saved = fs.readFileSync(await (await download).path(), "utf8");
  assert.equal(saved, fs.readFileSync(path.join(root, "examples/incomplete/evidence.toml"), "utf8").replace("own_words = false", "own_words = true"));
  assert.deepEqual(own(trouble), []);
  await close();
}

async function word() {
  const { page, close } = await opened();
  await page.selectOption("#format", "docx");
  await begin(page, "leading-a-culture-of-safety", "word");
  const list = await page.evaluate(() => disk.list("word"));
  assert.ok(list.includes("narratives/overview.docx") && !list.includes("narratives/overview.md"), list.join());
  assert.equal(await page.locator("#narrative-list textarea").count(), 0);
  await close();
}

async function setAside() {
  const { page, trouble, close } = await opened("incomplete");
  const before = await page.evaluate(() => disk.read("incomplete/evidence.toml"));
  const row = page.locator("#to-do-list li", { hasText: "Nothing cites" }).or(page.locator("#to-do-list li", { hasText: "nothing cites" })).first();
  await row.getByRole("button", { name: "Set aside…" }).click();
  await page.fill("#waive-reason", "It is for the display.");
  await page.getByRole("button", { name: "Set it aside" }).click();
  await page.waitForFunction(() => !document.getElementById("dialog").open, null, { timeout: 60_000 });
  await settled(page);
  const text = (base64) => Buffer.from(base64, "base64").toString();
  const after = text(await page.evaluate(() => disk.read("incomplete/evidence.toml")));
  assert.ok(after.startsWith(text(before)) && after.includes('reason = "It is for the display."'), after.slice(-300));
  assert.equal(await page.evaluate(() => state.check.portfolios[0].counts.waived), 1);
  assert.deepEqual(own(trouble), []);
  await close();
}

async function pasted() {
  const { page, close } = await opened();
  await begin(page, "leading-a-culture-of-safety", "portal");
  await page.click("#evidence > details summary");
  const list = "Leading a Culture of Safety\n\n1. Fosters trust.\n  a. Listens to students.\n  b. Listens to families.\n2. Ensures safety.\n  a. Plans drills.\n  b. Reviews each drill.\n";
  await page.fill("#pasted", list);
  await page.click("#portal-form button");
  await page.getByRole("button", { name: "Take it over" }).click({ timeout: 60_000 });
  await page.waitForFunction(() => !document.getElementById("dialog").open, null, { timeout: 60_000 });
  await settled(page);
  const texts = await page.evaluate(() => state.catalog.credentials[0].outcomes.flatMap((it) => it.details.map((one) => one.text)));
  assert.ok(texts.includes("Listens to families."), texts.join("|"));
  assert.equal(await page.locator("#details article").count(), 4);
  await close();
}

async function cohort() {
  const { page, close } = await opened();
  for (const name of ["complete", "incomplete"]) await put(page, `cohort/${name}`, path.join(root, "examples", name));
  await page.evaluate(() => { disk.picked = "cohort"; });
  await page.click("#choose");
  await page.waitForSelector("#cohort:not([hidden]) tbody tr", { timeout: 60_000 });
  await page.evaluate(() => disk.put("cohort/nobody/notes.txt", ""));
  await page.click("#again");
  await page.click("#choose");
  await page.waitForSelector("#cohort:not([hidden]) tbody tr", { timeout: 60_000 });
  assert.deepEqual(await page.locator("#cohort tbody th").allTextContents(), ["complete", "incomplete", "nobody"]);
  assert.match(await page.textContent("#lead"), /2 portfolios, 1 complete/);
  await page.getByRole("button", { name: "incomplete" }).click();
  await page.waitForSelector("#portfolio:not([hidden])", { timeout: 60_000 });
  assert.match(await page.textContent("#lead"), /11 errors/);
  await close();
}

async function verified() {
  const { page, trouble, close } = await opened();
  run(root, "pack", "examples/complete", "-o", path.join(work, "verify.zip"));
  await page.setInputFiles("#bundle", path.join(work, "verify.zip"));
  await page.waitForSelector("#bundle-result:not([hidden])", { timeout: 60_000 });
  assert.match(await page.textContent("#lead"), /whole/);
  assert.deepEqual(own(trouble), []);
  await close();
}

async function hostile() {
  const { page, trouble, close } = await opened();
  await put(page, "evil", path.join(root, "examples/complete"));
  const bad = '<img src=x onerror="document.title=`ran`"><script>document.title="ran"</script>.html';
  const text = `<h1>"><img src=https://example.org/x onerror=alert(1)></h1><p>Text &lt;b&gt; <script>document.title = "ran"</script></p>`;
  await page.evaluate(async ([bad, text]) => {
    await disk.put(`evil/artifacts/${bad.replaceAll("/", "\u2215")}`, btoa(text));
    await disk.put("evil/artifacts/drawing.svg", btoa(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="top.document.title='ran'"><image href="https://example.org/x"/></svg>`));
    await disk.put("evil/artifacts/not.pdf", btoa("<html><script>top.document.title='ran'</script></html>"));
    await disk.put("evil/private.toml", btoa('identities = ["<img src=x onerror=alert(1)>"]'));
  }, [bad, text]);
  await choose(page, "evil");
  for (const path of await page.evaluate(() => state.check.portfolios[0].artifacts.map((it) => it.path))) {
    await page.evaluate((it) => cite("1.a", it), path);
    await settled(page);
    await page.evaluate(() => element("dialog").close());
  }
  await page.click("#preview");
  await page.waitForSelector("#guide:not([hidden])", { timeout: 60_000 });
  await page.waitForTimeout(500);
  assert.equal(await page.title(), "mcred");
  // A drawing that asks for a picture is refused by the policy, which the console says.
  assert.deepEqual(own(trouble).filter((it) => /asks for|Error/.test(it)), []);
  await close();
}

async function hostileFiles() {
  const home = path.join(work, "hostile"), artifacts = path.join(home, "evil/artifacts");
  fs.cpSync(path.join(root, "examples/complete"), path.join(home, "evil"), { recursive: true });
  const half = (name) => fs.readFileSync(example(name)).subarray(0, 4000);
  const files = {
    "half.pdf": half("climate-survey.pdf"), "half.docx": half("anti-bullying-policy.docx"), "half.mp4": half("morning-assembly.mp4"),
    "half.png": half("calm-corner.png"), "half.mp3": half("restorative-circle.mp3"), "half.xlsx": half("survey-results.xlsx"),
    "script.html": "<script>fetch('https://example.org')</script>".repeat(9), "script.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "deep.html": "<div>".repeat(100_000), "deep.md": `${"> ".repeat(20_000)}x`, "entities.svg": "<!DOCTYPE a [<!ENTITY b 'bb'>]><svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>",
    "count.pdf": "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 999999999/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "box.mp4": Buffer.from("0000000c66747970" + "69736f6d" + "ffffffff6d6f6f76", "hex"), "zeros.zip": Buffer.alloc(5000), "formula.csv": '=HYPERLINK("https://example.org"),2\n',
    "nul.txt": "a\0b", "constructor.txt": "x", "\u202egpj.exe.txt": "x", "a'b\"c&d.txt": "x", [`${"🎒 long ".repeat(12)}.txt`]: "x",
  };
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(artifacts, name), content);
  fs.writeFileSync(path.join(artifacts, "__proto__"), "x");
  const { page, close } = await opened();
  await put(page, "evil", path.join(home, "evil"));
  await choose(page, "evil");
  const native = JSON.parse(run(home, "check", "evil", "--format", "json"));
  assert.deepEqual(await page.evaluate(() => state.check), native);
  await close();
}

async function stops() {
  const { page, close } = await opened();
  await put(page, "complete", path.join(root, "examples/complete"));
  // Reading one file ends the program, as a fault in it would.
  await page.evaluate(() => {
    const fault = `;{ const whole = run; run = (module, args, env, root, opened) => whole(module, args, env, root, (path) => {
      opened(path);
      if (path.endsWith("climate-survey.pdf") && !root.entries.get("complete").entries.get("artifacts").entries.get("climate-survey.pdf").isRefused) throw new Error("a fault");
    }); }`;
    program = new Program(program.packed, program.source + fault);
  });
  await choose(page, "complete");
  const found = await page.evaluate(() => state.check.portfolios[0].findings.filter((it) => it.rule === "unreadable-artifact").map((it) => it.message));
  assert.ok(found.some((it) => it.includes("climate-survey.pdf")), found.join());
  await close();
}

async function keys() {
  const { page, close } = await opened("incomplete");
  await page.evaluate(() => document.activeElement.blur());
  const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((it) => it.checkVisibility() && it.tabIndex >= 0 && !it.closest("[hidden]")).length);
  const seen = new Set();
  for (let at = 0; at < wanted + 5; at += 1) {
    await page.keyboard.press("Tab");
    seen.add(await page.evaluate(() => {
      const it = document.activeElement;
      it.dataset.seen ??= String(Math.random());
      const style = getComputedStyle(it.matches(".button input") ? it.parentElement : it);
      if (it === document.body) return "the end";
      return style.outlineStyle === "none" ? `unseen: ${it.outerHTML.slice(0, 90)}` : it.dataset.seen;
    }));
  }
  assert.deepEqual([...seen].filter((it) => it.startsWith("unseen")), []);
  assert.ok(seen.size >= wanted - 2, `${seen.size} of ${wanted} reached`);
  // Cells are chosen by arrow keys, and Escape leaves the dialog.
  await page.evaluate(() => cite("1.a", "artifacts/survey-results.xlsx"));
  await settled(page);
  if (await page.locator("#viewer [data-at='1,1']").count()) {
    await page.focus("#viewer [data-at='1,1']");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    assert.match(await page.inputValue("#cite-at"), /A2:B2$/);
  }
  await page.keyboard.press("Escape");
  assert.ok(!await page.evaluate(() => element("dialog").open));
  await close();
}

async function accessible(options) {
  const { page, close } = await opened(undefined, options);
  // The policy of the page keeps scripts out, so axe-core comes in by the tester's own way.
  await page.evaluate(fs.readFileSync(AXE, "utf8"));
  const looked = async (what, where = "body") => {
    const { violations } = await page.evaluate((it) => axe.run(it, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], iframes: false }), where);
    assert.deepEqual(violations.map((it) => `${what}: ${it.id} ${it.nodes.map((node) => node.target).join(" ")}`), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${what} is ${wide} px wider than the screen`);
  };
  await looked("the start");
  await put(page, "incomplete", path.join(root, "examples/incomplete"));
  await choose(page, "incomplete");
  await looked("a portfolio");
  const kinds = await page.evaluate(() => state.check.portfolios[0].artifacts.map((it) => [it.kind, it.path]));
  for (const artifact of new Map(kinds).values()) {
    await page.evaluate((it) => cite("1.a", it), artifact);
    await settled(page);
    await looked(artifact, "#dialog");
  }
  await close();
}

async function film() {
  const folder = path.join(work, "film");
  fs.cpSync(path.join(root, "examples/complete"), folder, { recursive: true });
  // A box of free space of 2 GB before the end of an MP4.
  const short = fs.readFileSync(example("morning-assembly.mp4")), long = fs.openSync(path.join(folder, "artifacts/morning-assembly.mp4"), "w");
  fs.writeSync(long, short);
  const box = Buffer.alloc(16);
  box.writeUInt32BE(1, 0);
  box.write("free", 4);
  box.writeBigUInt64BE(2n ** 31n, 8);
  fs.writeSync(long, box, 0, 16, short.length);
  fs.ftruncateSync(long, short.length + 2 ** 31);
  fs.closeSync(long);
  const { page, trouble, close } = await open(browser, "about:blank");
  await page.addInitScript(() => { delete window.showDirectoryPicker; });
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => "ready" in document.documentElement.dataset, null, { timeout: 60_000 });
  await page.setInputFiles("#folder", folder);
  await page.waitForSelector("#portfolio:not([hidden])", { timeout: 120_000 });
  const shown = await page.evaluate(() => state.check.portfolios[0]);
  assert.ok(shown.complete);
  assert.ok(shown.artifacts.find((it) => it.path.endsWith("mp4")).bytes > 2 ** 31);
  const memory = memoryOf(browser);
  if (memory) assert.ok(memory < 300e6, `the largest process of the page holds ${Math.round(memory / 1e6)} MB`);
  assert.deepEqual(own(trouble), []);
  await close();
}

/** The memory of the largest renderer, as Linux counts what is its own. */
function memoryOf() {
  const renderers = fs.readdirSync("/proc").filter((it) => /^\d+$/.test(it)).filter((it) => {
    try { return fs.readFileSync(`/proc/${it}/cmdline`, "utf8").includes("--type=renderer"); } catch { return false; }
  });
  return Math.max(0, ...renderers.map((it) => {
    try { return 1024 * Number(fs.readFileSync(`/proc/${it}/status`, "utf8").match(/RssAnon:\s+(\d+)/)[1]); } catch { return 0; }
  }));
}
