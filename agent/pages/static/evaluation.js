// On paper nothing is folded away.
addEventListener("beforeprint", () => {
  for (const group of document.querySelectorAll("details")) group.open = true;
});
