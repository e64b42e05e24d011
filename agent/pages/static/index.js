// Sorts and filters the list of reports; without it the list is complete, in the order it was made.
"use strict";
(() => {
  const form = document.querySelector(".filters");
  const body = document.querySelector("tbody");
  const heads = [...document.querySelectorAll("thead th")];
  const rows = [...body.rows];
  const byWords = new Intl.Collator("zh-Hans", { numeric: true });

  function filter() {
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden =
        !words.every((word) => text.includes(word)) ||
        (form.year.value !== "" && row.dataset.year !== form.year.value) ||
        ["errors", "warnings", "conflicts", "open"].some(
          (name) => form[name].checked && row.dataset[name] === "0");
      shown += row.hidden ? 0 : 1;
    }
    form.querySelector("output").textContent = `${shown} / ${rows.length}`;
  }

  function sort(head) {
    const column = heads.indexOf(head);
    const isNumber = head.classList.contains("number");
    const before = head.getAttribute("aria-sort");
    // Numbers first from the top: most errors are looked for more often than fewest.
    const down = before === "none" ? isNumber : before === "ascending";
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) =>
      isNumber ? Number(row.cells[column].dataset.value) : row.cells[column].textContent.trim();
    const compare = isNumber ? (a, b) => a - b : byWords.compare;
    const sorted = rows.map((row) => [key(row), row]).sort((a, b) => compare(a[0], b[0]) * (down ? -1 : 1));
    body.append(...sorted.map(([, row]) => row));
  }

  for (const head of heads) {
    head.querySelector("button").addEventListener("click", () => sort(head));
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
