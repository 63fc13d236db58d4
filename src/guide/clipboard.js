/** Copies a text by whatever the browser allows; false if nothing does. */
async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text, button);
  }
}

function copiedBySelection(text, button) {
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

/** Shows on a button for a moment what it did. */
function flash(button, text) {
  const label = button.firstChild;
  const before = label.textContent;
  label.textContent = text;
  setTimeout(() => { label.textContent = before; }, 2500);
}
