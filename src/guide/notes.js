// Without this script the page lacks only what the assessor adds to it: notes, judgments and keys.
// The block keeps `top` and `status` apart from those of the window.
{
  const NOTES = document.body.dataset.notes;
  const KEYS = "mcred-keys";
  const panels = [...document.querySelectorAll(".judgment")];
  const general = document.getElementById("note-general");

  /** The browser's storage; some browsers have none for pages on disk, or refuse it. */
  const storage = (() => {
    try {
      localStorage.setItem("mcred-probe", "1");
      localStorage.removeItem("mcred-probe");
      return localStorage;
    } catch {
      return null;
    }
  })();

  const notes = (() => {
    try {
      const read = JSON.parse(storage?.getItem(NOTES) ?? "{}");
      return read && typeof read === "object" ? read : {};
    } catch {
      return {};
    }
  })();

  function keep() {
    try {
      if (Object.keys(notes).length > 0) storage?.setItem(NOTES, JSON.stringify(notes));
      else storage?.removeItem(NOTES);
    } catch {
      // The storage is full: the notes are still on the page.
      document.getElementById("not-kept").hidden = false;
    }
  }

  function change(id, what) {
    const note = { ...notes[id], ...what };
    if (note.judgment || note.text) notes[id] = note;
    else delete notes[id];
    keep();
    show();
  }

  /** Shows the notes as they are now, for the screen and for print. */
  function show() {
    for (const panel of panels) {
      const note = notes[panel.dataset.id] ?? {};
      panel.classList.toggle("filled", Boolean(note.judgment || note.text));
      for (const button of panel.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(button.dataset.judgment === note.judgment));
      }
      fill(panel.querySelector("textarea"), note.text);
      const link = document.querySelector(`nav a[href="#detail-${panel.dataset.id}"]`);
      link.toggleAttribute("data-judged", Boolean(note.judgment));
    }
    const all = notes.general ?? {};
    fill(general, all.text);
    document.getElementById("notes").classList.toggle("filled", Boolean(all.text));
    const judged = panels.filter((panel) => notes[panel.dataset.id]?.judgment).length;
    document.getElementById("judged").value = judged;
  }

  function fill(area, text = "") {
    if (area.value !== text) area.value = text;
    area.nextElementSibling.textContent = text;
  }

  function asText() {
    const parts = [document.querySelector("h1").textContent, "Notes of the assessor"];
    for (const panel of panels) {
      const note = notes[panel.dataset.id];
      if (!note) continue;
      const title = document.getElementById(`detail-${panel.dataset.id}-title`).textContent;
      parts.push([title, note.judgment, note.text?.trim()].filter(Boolean).join("\n"));
    }
    if (notes.general?.text) parts.push(`On the whole\n${notes.general.text.trim()}`);
    return `${parts.join("\n\n")}\n`;
  }

  for (const panel of panels) {
    const id = panel.dataset.id;
    panel.hidden = false;
    for (const button of panel.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        const { judgment } = button.dataset;
        change(id, { judgment: notes[id]?.judgment === judgment ? "" : judgment });
      });
    }
    panel.querySelector("textarea").addEventListener("input", (event) => change(id, { text: event.target.value }));
  }
  general.addEventListener("input", () => change("general", { text: general.value }));
  for (const hidden of document.querySelectorAll("#notes, .for-notes")) hidden.hidden = false;
  document.getElementById("not-kept").hidden = storage !== null;

  const status = document.getElementById("notes-status");
  document.getElementById("copy-notes").addEventListener("click", async ({ currentTarget }) => {
    const done = await copyText(asText(), currentTarget);
    if (currentTarget.firstChild.textContent === "Copy as text") flash(currentTarget, done ? "Copied" : "Not possible here");
    status.textContent = done ? "Your notes are copied." : "Nothing may be copied here.";
  });
  document.getElementById("print-notes").addEventListener("click", () => print());
  document.getElementById("delete-notes").addEventListener("click", () => {
    if (Object.keys(notes).length === 0 || !confirm("Delete all your notes and judgments of this portfolio?")) return;
    for (const id of Object.keys(notes)) delete notes[id];
    keep();
    show();
    status.textContent = "Your notes are deleted.";
  });
  show();

  // The detail that is being read, and the keys that lead to the next and the one before.
  const details = [...document.querySelectorAll(".detail")];
  const top = (one) => one.getBoundingClientRect().top;

  function mark() {
    const line = innerHeight / 3;
    const current = details.filter((one) => top(one) <= line && one.getBoundingClientRect().bottom > line).pop();
    for (const one of details) {
      one.classList.toggle("current", one === current);
      const link = document.querySelector(`nav a[href="#${one.id}"]`);
      if (one === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  let waits = false;
  addEventListener("scroll", () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; mark(); });
  }, { passive: true });
  addEventListener("resize", mark);
  mark();

  const keys = document.getElementById("keys");
  keys.checked = storage?.getItem(KEYS) !== "off";
  keys.addEventListener("change", () => {
    try {
      storage?.setItem(KEYS, keys.checked ? "on" : "off");
    } catch {
      // The storage is full: the choice holds for this visit.
    }
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, video, audio");
    if (!keys.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const margin = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const to = {
      j: () => details.find((one) => top(one) > margin + 8),
      k: () => details.filter((one) => top(one) < margin - 8).pop(),
    }[event.key]?.();
    if (!to) return;
    event.preventDefault();
    to.tabIndex = -1;
    to.focus({ preventScroll: true });
    // One after the other in quick succession, each from where the last one leads.
    to.scrollIntoView({ behavior: "instant" });
  });
}
