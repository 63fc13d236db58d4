// The guide as an assessor gets it: unpacked, opened from disk, in a real browser.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { finish, launch, launchWithViewer, open, pageShown, test } from "./harness.js";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

const work = process.argv[2];
const bundle = (name) => {
  const unpacked = path.join(work, name);
  const [base, ...more] = fs.readdirSync(unpacked);
  assert.equal(more.length, 0, "a bundle has one base folder");
  return path.join(unpacked, base);
};
const guide = (name) => pathToFileURL(path.join(bundle(name), "START-HERE.html")).href;

/** The practitioner's page with the texts for the portal. */
const portalPage = pathToFileURL(path.join(work, "report", "submission", "portal.html")).href;

const browser = await launch();

const pictured = fs.existsSync(path.join(work, "pictures"));
for (const name of ["complete", "incomplete-draft", "since", "active", ...(pictured ? ["pictures"] : [])]) {
  await test(`${name}: every link leads to something that is there`, () => links(guide(name)));
  for (const [look, options, media] of [
    ["light", {}],
    ["dark", { colorScheme: "dark" }],
    ["phone", PHONE],
    ["phone, dark", { ...PHONE, colorScheme: "dark" }],
    ["print", {}, "print"],
    ["strong contrast", { forcedColors: "active" }],
  ]) {
    await test(`${name}: axe-core finds no violation, ${look}`, () => accessible(guide(name), options, media));
  }
  await test(`${name}: nothing is wider than a phone`, () => narrow(guide(name)));
  await test(`${name}: without script all content is there`, () => withoutScript(guide(name)));
}
for (const [look, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", PHONE]]) {
  await test(`portal: axe-core finds no violation, ${look}`, () => accessible(portalPage, options, undefined, 10));
}
await test("every link lands within 40 pixels, whatever pictures stand between", lands);
await test("no name breaks inside its extension", extensions);
await test("notes and judgments are kept, copied and printed", notes);
await test("where nothing is kept, the page says so", notesWithoutStorage);
await test("j and k lead through the details, and the current one is marked", keysOfDetails);
await test("no printed page is half empty", printed);
await test("no request leaves the disk, and the console is quiet", quiet);
await test("pages and drawings with scripts are shown without them", active);
await test("nothing but the guide's own script runs", policy);
await test("the copy buttons copy, each the text of its file in portal/", () => copies("clipboard"));
await test("the copy buttons copy where the clipboard is refused", () => copies("selection"));
await test("where nothing may copy, the text is selected", selects);
await test("the link to a page opens the PDF there", pdfLinks);
await test("recordings play from their second and stop at their end", recordings);
await test("films show what is said as captions, and its words stand beside every player", captions);
await test("the cited region is drawn where it is", region);
await test("everything is reached by keys, and the focus is seen", keys);
await test("the quoted words are marked in what is shown", quotes);
await test("what changed is read and seen without color", since);
if (pictured) await test("pictures of cited pages are seen, named and lead to their page", pictures);
else console.log("skipped: this mcred was built without pictures");
await test("a draft says so on every printed page", drafts);
await test("the texts for the portal in ASCII are ASCII", ascii);

await browser.close();
finish();

async function links(address) {
  const { page, close } = await open(browser, address);
  const links = await page.$$eval("[href], [src]", (all) =>
    all.map((one) => ({ written: one.getAttribute("href") ?? one.getAttribute("src"), full: one.href || one.src })));
  const ids = new Set(await page.$$eval("[id]", (all) => all.map((one) => one.id)));
  assert.ok(links.length > 50, `${links.length} links`);
  const dead = links.filter(({ written, full }) => {
    if (written.startsWith("#")) return !ids.has(decodeURIComponent(written.slice(1)));
    const url = new URL(full);
    if (url.protocol !== "file:") return !["https:", "mailto:", "data:"].includes(url.protocol);
    url.hash = "";
    return !fs.existsSync(fileURLToPath(url));
  });
  assert.deepEqual(dead, []);
  await close();
}

async function accessible(address, options, media, least = 20) {
  const { page, close } = await open(browser, address, { reducedMotion: "reduce", bypassCSP: true, ...options });
  if (media) await page.emulateMedia({ media });
  // What is closed is read, too, once it is opened.
  await page.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
  await page.addScriptTag({ path: AXE });
  const results = await page.evaluate(() => axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  const said = results.violations.map((it) =>
    `${it.id}: ${it.help}\n${it.nodes.slice(0, 3).map((node) => `  ${node.html.slice(0, 160)}`).join("\n")}`);
  assert.equal(said.join("\n"), "");
  assert.ok(results.passes.length > least, "axe-core looked at something");
  await close();
}

async function narrow(address) {
  const { page, close } = await open(browser, address, PHONE);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await close();
}

async function withoutScript(address) {
  const text = async (options) => {
    const { page, close } = await open(browser, address, options);
    // The labels of the buttons are no content.
    const text = await page.locator("body").evaluate((body) => {
      const copy = body.cloneNode(true);
      copy.querySelectorAll("script, button").forEach((one) => one.remove());
      return copy.textContent;
    });
    const buttons = await page.locator("button:visible").count();
    const parts = await page.locator("main .detail:visible, main section:not(#notes) h2:visible, video:visible, img:visible").count();
    await close();
    return { text, buttons, parts };
  };
  const [off, on] = [await text({ javaScriptEnabled: false }), await text({})];
  assert.equal(off.text, on.text);
  assert.equal(off.parts, on.parts);
  assert.equal(off.buttons, 0);
  assert.ok(on.buttons >= 3, `${on.buttons} buttons`);
}

/** How far below the place that a link aims at its target is; 0 where the page ends before. */
function landing(id) {
  const target = document.getElementById(id);
  const aim = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  const off = target.getBoundingClientRect().top - aim;
  return isAtEnd && off > 0 && off < innerHeight ? 0 : off;
}

async function lands() {
  for (const options of [{}, { viewport: { width: 390, height: 844 } }]) {
    const { page, close } = await open(browser, guide("photos"), { reducedMotion: "reduce", ...options });
    assert.ok(await page.locator("#evidence .picture img").count() >= 20);
    const ids = new Set(await page.$$eval('a[href^="#"]', (all) => all.map((one) => one.hash.slice(1))));
    assert.ok(ids.size > 40, `${ids.size} anchors`);
    for (const id of ids) {
      const name = decodeURIComponent(id);
      // A page that was just opened, so that no picture is there yet.
      await page.goto("about:blank");
      await page.goto(`${guide("photos")}#${id}`, { waitUntil: "load" });
      await page.waitForTimeout(60);
      const opened = await page.evaluate(landing, name);
      assert.ok(Math.abs(opened) <= 40, `opened at #${name}: off by ${opened} pixels`);
      await page.evaluate(() => scrollTo(0, 0));
      await page.evaluate((id) => { location.hash = ""; location.hash = id; }, id);
      await page.waitForTimeout(120);
      const followed = await page.evaluate(landing, name);
      assert.ok(Math.abs(followed) <= 40, `following #${name}: off by ${followed} pixels`);
    }
    await close();
  }
}

async function extensions() {
  for (const name of ["complete", "photos"]) {
    const { page, close } = await open(browser, guide(name), PHONE);
    const lines = await page.$$eval(".extension", (all) => all.map((one) => one.getClientRects().length));
    assert.ok(lines.length > 30, `${lines.length} names`);
    assert.deepEqual(lines.filter((count) => count > 1), []);
    await close();
  }
}

async function notes() {
  const { page, trouble, close } = await open(browser, guide("complete"));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const panel = page.locator('.judgment[data-id="2.b"]');
  await panel.getByRole("button", { name: "In part" }).click();
  await panel.getByLabel("Your note on 2.b").fill("The survey shows it.\nAsk for spring.");
  await page.getByLabel("On the whole").fill("A clear portfolio.");
  await page.reload();
  assert.equal(await panel.getByRole("button", { name: "In part" }).getAttribute("aria-pressed"), "true");
  assert.equal(await panel.getByLabel("Your note on 2.b").inputValue(), "The survey shows it.\nAsk for spring.");
  assert.equal(await page.locator("#judged").textContent(), "1");
  await page.getByRole("button", { name: "Copy as text" }).click();
  await page.getByText("Your notes are copied.").waitFor({ state: "attached", timeout: 2000 });
  assert.equal(
    (await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\r\n", "\n"),
    "Leading a Culture of Safety\n\nNotes of the assessor\n\n"
    + "2.b Ensures all stakeholders a safe environment free of bullying.\nIn part\n"
    + "The survey shows it.\nAsk for spring.\n\nOn the whole\nA clear portfolio.\n");
  await page.emulateMedia({ media: "print" });
  const printed = (await page.locator("main").innerText()).split("\n").map((line) => line.trim());
  for (const line of ["In part", "The survey shows it.", "Ask for spring.", "A clear portfolio."]) {
    assert.ok(printed.includes(line), `print has “${line}”`);
  }
  for (const line of ["Proficient", "Not yet", "Your note on 1.a", "Your judgment of 1.a", "Copy as text"]) {
    assert.ok(!printed.includes(line), `print has no “${line}”`);
  }
  await page.emulateMedia({ media: "screen" });
  // Another portfolio, opened from the same disk, has notes of its own.
  await page.goto(guide("incomplete-draft"));
  assert.equal(await page.locator(".judgment.filled").count(), 0);
  await page.goto(guide("complete"));
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Delete all" }).click();
  await page.reload();
  assert.equal(await page.locator(".judgment.filled").count(), 0);
  assert.deepEqual(trouble, []);
  await close();
}

async function notesWithoutStorage() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } });
  });
  await page.goto(guide("complete"));
  assert.ok(await page.locator("#not-kept").isVisible());
  await page.locator('.judgment[data-id="1.a"]').getByRole("button", { name: "Proficient" }).click();
  assert.equal(await page.locator("#judged").textContent(), "1");
  assert.deepEqual(errors, []);
  await context.close();
}

async function keysOfDetails() {
  const { page, close } = await open(browser, guide("photos"), { reducedMotion: "reduce" });
  const ids = await page.$$eval(".detail", (all) => all.map((one) => one.id));
  const at = async () => ({
    focused: await page.evaluate(() => document.activeElement.id),
    marked: await page.$$eval("nav a[aria-current]", (all) => all.map((one) => one.hash.slice(1))),
  });
  const press = async (key) => {
    await page.keyboard.press(key);
    await page.waitForTimeout(80);
    return at();
  };
  for (const id of ids) assert.deepEqual(await press("j"), { focused: id, marked: [id] });
  assert.equal(await page.locator(".detail.current").count(), 1);
  for (const id of ids.slice(0, -1).reverse()) assert.deepEqual(await press("k"), { focused: id, marked: [id] });
  // What is typed is no command, and who wants no such keys has none.
  await page.getByLabel("Your note on 1.a").focus();
  await page.keyboard.type("jk");
  assert.equal(await page.getByLabel("Your note on 1.a").inputValue(), "jk");
  await page.locator("#keys").uncheck();
  const before = await at();
  assert.deepEqual(await press("j"), before);
  await page.reload();
  assert.ok(!(await page.locator("#keys").isChecked()), "the choice is kept");
  await close();
}

async function printed() {
  const { page, close } = await open(browser, guide("complete"));
  await page.$$eval("img", (all) => all.forEach((one) => { one.loading = "eager"; }));
  await page.waitForFunction(() => [...document.images].every((one) => one.complete));
  const file = path.join(work, "printed.pdf");
  await page.pdf({ path: file, format: "Letter", preferCSSPageSize: true });
  await close();
  // Where the lowest line of each page is, of its height. The number of the page stands below all.
  const words = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
  const pages = words.split("<page ").slice(1);
  assert.ok(pages.length > 10, `${pages.length} pages`);
  const filled = pages.slice(0, -1).map((text) => {
    const height = Number(text.match(/height="([\d.]+)"/)[1]);
    const ends = [...text.matchAll(/yMax="([\d.]+)"/g)].map(([, end]) => Number(end));
    return Math.max(...ends.filter((end) => end < height * 0.93)) / height;
  });
  filled.forEach((part, at) => assert.ok(part > 0.6, `page ${at + 1} ends at ${Math.round(part * 100)} %`));
}

async function quiet() {
  const { page, trouble, close } = await open(browser, guide("complete"));
  await page.$$eval("img", (all) => all.forEach((one) => { one.loading = "eager"; }));
  await page.waitForFunction(() =>
    [...document.images].every((one) => one.complete && one.naturalWidth > 0)
    && [...document.querySelectorAll("video, audio")].every((one) => one.readyState >= 1));
  assert.deepEqual(trouble, []);
  await close();
}

async function active() {
  const { page, trouble, close } = await open(browser, guide("active"));
  for (const name of ["page.html", "drawing.svg"]) {
    const link = page.locator("#artifacts th a", { hasText: name });
    assert.match(await link.getAttribute("href"), /^#shown-/);
    assert.equal(await page.locator(`a[href$="${name}"]`).count(), 0);
    await link.click();
    assert.ok(await page.locator(".safe-view:target").isVisible());
  }
  assert.match(await page.locator(".page-text").innerText(), /We met on Monday/);
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".safe-view img")].every((one) => one.complete && one.naturalWidth > 0));
  assert.deepEqual(trouble, []);
  await close();
}

async function policy() {
  const { page, trouble, close } = await open(browser, guide("complete"));
  const ran = await page.evaluate(async () => {
    window.ran = [];
    const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
    add("script", { textContent: "window.ran.push('script')" });
    add("div", { innerHTML: "<img src=x.png onerror=\"window.ran.push('attribute')\">" });
    add("img", { src: "https://example.org/seen.gif" });
    await fetch("https://example.org/").then(() => window.ran.push("fetch"), () => {});
    await new Promise((done) => setTimeout(done, 300));
    return window.ran;
  });
  assert.deepEqual(ran, []);
  // Chromium names what it is asked for before the policy refuses it.
  const asked = trouble.filter((it) => it.startsWith("asks for ")).map((it) => it.slice("asks for ".length));
  assert.deepEqual(asked.filter((address) => !trouble.includes(`${address}: csp`)), []);
  await close();
}

/** The portal's files by the names of their fields. */
function portal(name) {
  const folder = path.join(bundle(name), "portal");
  return new Map(fs.readdirSync(folder).map((file) =>
    [`field-${file.replace(/\.txt$/, "")}`, fs.readFileSync(path.join(folder, file), "utf8").trimEnd()]));
}

async function copies(way) {
  const { page, close } = await open(browser, portalPage);
  if (way === "clipboard") {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  } else {
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      // What is copied goes through this event, with the text selected.
      document.addEventListener("copy", () => {
        const area = document.activeElement;
        window.copied = area.value.slice(area.selectionStart, area.selectionEnd);
      });
    });
  }
  const files = portal("complete");
  const buttons = page.locator("button[data-copy]");
  assert.equal(await buttons.count(), files.size);
  for (const button of await buttons.all()) {
    await button.click();
    await button.getByText("Copied").waitFor({ timeout: 2000 });
    const copied = await page.evaluate(
      (way) => (way === "clipboard" ? navigator.clipboard.readText() : window.copied), way);
    const field = await button.getAttribute("data-copy");
    assert.equal(copied, files.get(field), field);
    const focused = await button.evaluate((one) => one === document.activeElement);
    assert.ok(focused, "the focus stays on the button");
  }
  assert.match(await page.locator("#copied").textContent(), /is copied\.$/);
  await close();
}

async function selects() {
  const { page, close } = await open(browser, portalPage);
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  const button = page.locator("button[data-copy]").nth(1);
  await button.click();
  await button.getByText("Selected").waitFor({ timeout: 2000 });
  const selected = await page.evaluate(() => getSelection().toString().trimEnd());
  assert.equal(selected, portal("complete").get(await button.getAttribute("data-copy")));
  await close();
}

async function pdfLinks() {
  const { page, close } = await open(browser, guide("complete"));
  const links = await page.$$eval('a[href*=".pdf"]', (all) =>
    all.filter((one) => one.closest(".place")).map((one) => ({ href: one.href, text: one.textContent })));
  assert.ok(links.length >= 10, `${links.length} links into PDFs`);
  const completeness = JSON.parse(fs.readFileSync(path.join(bundle("complete"), "completeness.json"), "utf8"));
  const pages = new Map(completeness.portfolios[0].artifacts.map((it) => [path.basename(it.path), it.pages]));
  for (const { href, text } of links) {
    const url = new URL(href);
    const number = Number(url.hash.match(/^#page=(\d+)$/)?.[1]);
    const [, first] = text.match(/pages? (\d+)/);
    assert.equal(number, Number(first), text);
    const name = path.basename(fileURLToPath(href.split("#")[0]));
    assert.ok(number >= 1 && number <= pages.get(name), `${name} has ${pages.get(name)} pages`);
  }
  await close();
  // A click lands on that page in the browser's own viewer.
  const browserWithViewer = await launchWithViewer();
  for (const wanted of new Set(links.map(({ href }) => href))) {
    const { page, close } = await open(browserWithViewer, guide("complete"));
    await page.locator(`.place a[href$="${wanted.split("/").pop()}"]`).first().click({ noWaitAfter: true });
    const number = Number(wanted.match(/#page=(\d+)$/)[1]);
    const shown = await pageShown(page, number);
    assert.equal(shown.page, number, wanted);
    assert.equal(shown.pages, pages.get(path.basename(fileURLToPath(wanted.split("#")[0]))), wanted);
    await close();
  }
  await browserWithViewer.close();
}

async function recordings() {
  const { page, close } = await open(browser, guide("complete"));
  const count = await page.locator("video, audio").count();
  assert.ok(count >= 4, `${count} recordings`);
  for (const kind of ["video", "audio"]) {
    const media = page.locator(kind).first();
    const seen = await media.evaluate(async (one) => {
      const [start, end] = new URL(one.src).hash.match(/[\d.]+/g).map(Number);
      if (one.readyState < 1) await new Promise((done) => one.addEventListener("loadedmetadata", done, { once: true }));
      const rest = () => new Promise((done) => setTimeout(done, 100));
      for (let tries = 0; one.currentTime !== start && tries < 30; tries += 1) await rest();
      const first = one.currentTime;
      await one.play();
      while (one.currentTime < start + 0.2) await rest();
      one.playbackRate = 2;
      for (let tries = 0; !one.paused && tries < 200; tries += 1) await rest();
      return { start, end, first, last: one.currentTime, paused: one.paused, duration: one.duration };
    });
    assert.equal(seen.first, seen.start, `${kind} begins at its second: ${JSON.stringify(seen)}`);
    assert.ok(seen.end < seen.duration, `${kind} goes on behind the range: ${JSON.stringify(seen)}`);
    assert.ok(seen.paused, `${kind} stops: ${JSON.stringify(seen)}`);
    assert.ok(Math.abs(seen.last - seen.end) < 1.5, `${kind} stops at its end: ${JSON.stringify(seen)}`);
  }
  await close();
}

async function captions() {
  const { page, close } = await open(browser, guide("complete"));
  const seen = await page.locator("video").first().evaluate(async (one) => {
    const [track] = one.textTracks;
    const rest = () => new Promise((done) => setTimeout(done, 100));
    one.currentTime = 8;
    for (let tries = 0; !track.activeCues?.length && tries < 50; tries += 1) await rest();
    return { mode: track.mode, cues: track.cues?.length, shown: track.activeCues?.[0]?.text };
  });
  assert.deepEqual(seen, { mode: "showing", cues: 8, shown: "Today, greet three people by name." });
  const words = await page.locator("li:has(> audio), li:has(> video)").locator("blockquote").allTextContents();
  assert.ok(words.some((text) => text.includes("what do they need now")), words.join("\n"));
  assert.ok(words.some((text) => text.includes("Start at the door")), words.join("\n"));
  await close();
}

async function region() {
  const { page, close } = await open(browser, guide("complete"));
  const frame = page.locator(".frame:has(.region)").first();
  await frame.scrollIntoViewIfNeeded();
  await frame.locator("img").evaluate((one) => one.decode());
  const seen = await frame.evaluate((one) => {
    const image = one.querySelector("img");
    const [whole, part] = [image, one.querySelector(".region")].map((it) => it.getBoundingClientRect());
    const scale = image.naturalWidth / whole.width;
    return {
      cited: new URL(image.src).hash,
      drawn: [part.left - whole.left, part.top - whole.top, part.width, part.height].map((it) => it * scale),
      pixel: scale,
    };
  });
  const cited = seen.cited.match(/\d+/g).map(Number);
  cited.forEach((pixels, at) => assert.ok(
    Math.abs(pixels - seen.drawn[at]) <= seen.pixel + 1, `${seen.cited} is drawn at ${seen.drawn}`));
  await close();
}

async function keys() {
  const { page, close } = await open(browser, guide("complete"), { reducedMotion: "reduce" });
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  const wanted = await page.$$eval("a[href], button, summary, input, textarea, video, audio, [tabindex='0']", (all) => all.length);
  const seen = new Set();
  let top = -1;
  for (let step = 0; step < wanted * 3; step += 1) {
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === document.body) return null;
      const all = [...document.querySelectorAll("*")];
      const style = getComputedStyle(one);
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return { at: all.indexOf(one), outlined, what: one.outerHTML.slice(0, 80), tag: one.tagName };
    });
    if (at === null) break;
    assert.ok(at.at >= top, `the order of the keys is that of the page: ${at.what}`);
    top = at.at;
    // The buttons inside a player are the browser's own.
    if (!["VIDEO", "AUDIO"].includes(at.tag)) assert.ok(at.outlined, `the focus is seen: ${at.what}`);
    seen.add(at.at);
    await page.keyboard.press("Tab");
  }
  assert.equal(seen.size, wanted);
  await close();
}

async function quotes() {
  const { page, close } = await open(browser, guide("complete"));
  const marked = await page.locator(".excerpt mark").count();
  const alone = await page.locator(".quote").count();
  assert.ok(marked >= 20, `${marked} quotes are marked in their surroundings`);
  assert.equal(alone, 0, "every quote of the example stands in a text that can be shown");
  assert.ok(await page.locator(".cells th[scope=row]").count() > 10, "cells are shown as tables");
  await close();
}

async function drafts() {
  for (const name of ["incomplete-draft", "complete-draft"]) {
    const { page, close } = await open(browser, guide(name));
    assert.match(await page.title(), /^DRAFT: /);
    assert.ok(await page.locator(".draft").isVisible());
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).page), "draft");
    await close();
  }
  const { page, close } = await open(browser, guide("complete"));
  assert.ok(!(await page.locator("body").evaluate((body) => body.textContent)).includes("DRAFT"));
  await close();
}

async function since() {
  const { page, close } = await open(browser, guide("since"));
  await page.locator('nav a[href="#since"]').click();
  const section = page.locator("#since");
  await section.getByRole("heading", { level: 2 }).waitFor();
  const changes = await section.locator(".changed ins, .changed del").all();
  assert.equal(changes.length, 4, "two words for two others");
  for (const change of changes) {
    const { line, said, added } = await change.evaluate((one) => ({
      line: getComputedStyle(one).textDecorationLine, added: one.tagName === "INS", said: one.textContent,
    }));
    assert.equal(line, added ? "underline" : "line-through");
    assert.match(said, added ? /^\[new: .+\]$/ : /^\[taken out: .+\]$/);
  }
  assert.match(await section.textContent(), /morning-assembly\.mp4, 0:07–0:12/);
  await close();
}

async function pictures() {
  const { page, trouble, close } = await open(browser, guide("pictures"));
  await page.$$eval(".pages img", (all) => all.forEach((one) => { one.loading = "eager"; }));
  await page.waitForFunction(() => [...document.querySelectorAll(".pages img")].every((one) => one.complete));
  const all = await page.$$eval(".pages img", (all) => all.map((one) => ({
    alt: one.alt, link: one.closest("a").href,
    natural: [one.naturalWidth, one.naturalHeight],
    given: [Number(one.getAttribute("width")), Number(one.getAttribute("height"))],
  })));
  assert.ok(all.length >= 8, `${all.length} pictures`);
  for (const { alt, link, natural, given } of all) {
    const [, number, name] = alt.match(/^Page (\d+) of (.+\.pdf)$/);
    assert.ok(link.endsWith(`/${name}#page=${number}`), `${alt}: ${link}`);
    assert.deepEqual(natural, given);
    assert.ok(natural[0] >= 700, `${natural}`);
  }
  assert.equal(new Set(all.map(({ alt }) => alt)).size, all.length, "each page is pictured once");
  assert.deepEqual(trouble, []);
  await page.emulateMedia({ media: "print" });
  const highest = await page.$$eval(".pages img", (all) => Math.max(...all.map((one) => one.getBoundingClientRect().height)));
  assert.ok(highest < 400, `${highest} pixels high in print`);
  assert.ok(fs.statSync(fileURLToPath(guide("pictures"))).size < 3e6, "the guide stays small");
  await close();
}

async function ascii() {
  const files = portal("ascii");
  assert.deepEqual([...files.keys()], [...portal("complete").keys()]);
  for (const [name, text] of files) assert.match(text, /^[\n\t\x20-\x7e]*$/, name);
}
