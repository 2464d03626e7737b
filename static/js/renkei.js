// What makes the pages pleasanter; each page works without it.

const SENDING = "送っています";
const faces = new Map();

function isSending(form) {
  return form.dataset.sending === "yes";
}

function markAsSending(button) {
  faces.set(button, [...button.childNodes]);
  button.setAttribute("aria-disabled", "true");
  button.replaceChildren(SENDING);
}

function restore(face, button) {
  button.removeAttribute("aria-disabled");
  button.replaceChildren(...face);
}

// A second press while the first is on its way would make a second record.
function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if (isSending(form)) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  const button = event.submitter;
  // After the browser has read name and value of the pressed button.
  if (button) setTimeout(() => markAsSending(button));
}

// Back from the next page: the browser shows this one as it was left.
function letSendAgain(event) {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
  faces.forEach(restore);
  faces.clear();
}

// Back from the next page, a browser may ask for this one anew and fill in what was typed:
// then it is still the same sheet, so that sending it again makes no second record.
function keepMarks() {
  const boxes = [...document.querySelectorAll("input[name=submission]")];
  const known = history.state?.marks ?? [];
  if (known.length === boxes.length) {
    boxes.forEach((box, place) => (box.value = known[place]));
  } else {
    history.replaceState({ ...history.state, marks: boxes.map((box) => box.value) }, "");
  }
}

function focusErrorSummary() {
  document.getElementById("error-summary")?.focus();
}

// Esc or a press elsewhere closes an open menu and gives the focus back to its name.
function closeMenus(event) {
  const isEscape = event.key === "Escape";
  if (event.type === "keydown" && !isEscape) return;
  for (const menu of document.querySelectorAll("details:is(.c-menu, .c-person)[open]")) {
    if (!isEscape && menu.contains(event.target)) continue;
    menu.open = false;
    if (isEscape) menu.querySelector("summary").focus();
  }
}

document.addEventListener("submit", sendOnce);
document.addEventListener("keydown", closeMenus);
document.addEventListener("click", closeMenus);
window.addEventListener("pageshow", letSendAgain);
keepMarks();
focusErrorSummary();
