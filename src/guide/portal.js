// Without this script only the buttons are missing.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const name = button.querySelector(".unseen").textContent.trim();
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copyText(field.textContent, button);
    if (!done) {
      // Nothing may write to the clipboard here: select the text, so that one key does.
      field.closest("details").open = true;
      getSelection().selectAllChildren(field);
    }
    if (button.firstChild.textContent === "Copy") flash(button, done ? "Copied" : "Selected");
    document.getElementById("copied").textContent = done
      ? `${name} is copied.`
      : `${name} is selected: press Ctrl+C, or Command+C on a Mac.`;
  });
}
