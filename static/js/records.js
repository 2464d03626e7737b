// The attendance grid: the sum while typing, Enter down the column, always a free row.

const DIGITS = /^[0-9０-９]{1,6}$/;

function number(box) {
  const typed = box.value.replace(/[,，名\s]/g, "");
  return DIGITS.test(typed) ? Number(typed.normalize("NFKC")) : 0;
}

function counts(grid) {
  return [...grid.querySelectorAll("input[name$='-count']")];
}

function sumOf(grid) {
  return counts(grid).reduce((total, box) => total + number(box), 0);
}

function showSum(grid) {
  const place = document.querySelector(`[data-attendance-sum="${grid.dataset.attendance}"]`);
  if (place) place.value = `${sumOf(grid)}名`;
}

// A total that nobody typed follows the rows, as it does when the sheet is kept.
function letTotalFollow(grid) {
  const { attendance_total: total, rows_before: before } = grid.closest("form").elements;
  let follows = before.value !== "" && total.value === before.value;
  total.addEventListener("input", () => {
    follows = false;
  });
  grid.addEventListener("input", () => {
    if (follows && !grid.querySelector("input:checked")) total.value = sumOf(grid);
  });
}

function renamed(row, place) {
  for (const box of row.querySelectorAll("input")) {
    box.name = box.name.replace(/-x[0-9]+-/, `-x${place}-`);
    if (box.type === "checkbox") box.checked = false;
    else box.value = "";
  }
  return row;
}

function keepOneFree(grid) {
  const free = [...grid.querySelectorAll("tr[data-free]")];
  const last = free.at(-1);
  const isUsed = [...last.querySelectorAll("input[type=text]")].some((box) => box.value);
  if (!isUsed) return;
  last.after(renamed(last.cloneNode(true), free.length));
  const sent = document.querySelector(`input[name="${grid.dataset.attendance}-sent"]`);
  sent.value = free.length + 1;
}

function goDown(event, grid) {
  if (event.key !== "Enter" || !event.target.name.endsWith("-count")) return;
  event.preventDefault();
  const boxes = counts(grid);
  boxes[boxes.indexOf(event.target) + 1]?.focus();
}

for (const grid of document.querySelectorAll("[data-attendance]")) {
  letTotalFollow(grid);
  grid.addEventListener("input", () => {
    showSum(grid);
    keepOneFree(grid);
  });
  grid.addEventListener("keydown", (event) => goDown(event, grid));
}
