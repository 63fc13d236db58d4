// Without this script only the buttons are missing.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const name = button.querySelector(".unseen").textContent.trim();
  const label = button.firstChild;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = (await byClipboard(field.textContent)) || bySelection(field.textContent, button);
    if (!done) {
      // Nothing may write to the clipboard here: select the text, so that one key does.
      field.closest("details").open = true;
      getSelection().selectAllChildren(field);
    }
    label.textContent = done ? "Copied" : "Selected";
    document.getElementById("copied").textContent = done
      ? `${name} is copied.`
      : `${name} is selected: press Ctrl+C, or Command+C on a Mac.`;
    setTimeout(() => { label.textContent = "Copy"; }, 2500);
  });
}

async function byClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function bySelection(text, button) {
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.style.cssText = "position:fixed;top:0;left:0;opacity:0";
  document.body.append(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  area.remove();
  button.focus({ preventScroll: true });
  return done;
}
