// The little that the tests need: a browser, and a count of what passed.
import { chromium } from "playwright-core";

const PROGRAM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--autoplay-policy=no-user-gesture-required", "--mute-audio",
];

let passed = 0;
let failed = 0;

/** Runs one test; what it throws is printed. ONLY is a part of the names of those that run. */
export async function test(name, body) {
  if (!name.includes(process.env.ONLY ?? "")) return;
  try {
    await body();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n        ${String(error.message ?? error).replaceAll("\n", "\n        ")}`);
  }
}

/** Prints the count as the last line and ends. */
export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

export function launch() {
  return chromium.launch({ executablePath: PROGRAM, args: ARGUMENTS });
}

/** A browser with its viewer of PDF files, which is an extension and left out otherwise. */
export function launchWithViewer() {
  return chromium.launch({
    executablePath: PROGRAM, headless: false, args: [...ARGUMENTS, "--headless=new"],
    ignoreDefaultArgs: ["--disable-extensions", "--disable-component-extensions-with-background-pages"],
  });
}

/** The number of the page that the browser's viewer comes to show, and how many there are. */
export async function pageShown(page, wanted) {
  let last;
  for (let tries = 0; tries < 100; tries += 1) {
    const viewer = page.frames().find((frame) => frame.url().startsWith("chrome-extension://"));
    const shown = await viewer?.evaluate(() => {
      const inside = (host, name) => host?.shadowRoot?.querySelector(name);
      const toolbar = inside(document.querySelector("pdf-viewer"), "viewer-toolbar");
      const selector = inside(toolbar, "viewer-page-selector");
      return { page: Number(inside(selector, "input")?.value), pages: selector?.docLength };
    }).catch(() => undefined);
    if (shown?.pages > 0) last = shown;
    if (last?.page === wanted) break;
    await page.waitForTimeout(100);
  }
  if (!last) throw new Error("the browser's viewer of PDF files did not open");
  return last;
}

/**
 * Opens a page from disk in a context of its own; gives it with what went wrong on it: requests
 * that left the disk, requests that failed, and messages of the console.
 */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) trouble.push(`asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A player that has what it needs breaks off by itself.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") trouble.push(`${request.url()}: ${why}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(error.message));
  await page.goto(address, { waitUntil: "load" });
  return { page, trouble, close: () => context.close() };
}
