// Steps through what was read. Every place was computed when the page was made: this script only
// shows and hides elements, and writes no markup.
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const panel = one("#panel");
  const here = one(".here");
  const keys = one("dialog.keys");
  const find = one(".find");
  const tabs = all(".tabs a");
  const marks = all(".source mark[data-of]");
  const covered = new Map(); // item -> the pieces of the text that it covers
  for (const mark of marks) {
    for (const item of mark.dataset.of.split(" ")) {
      if (!covered.has(item)) covered.set(item, []);
      covered.get(item).push(mark);
    }
  }
  const chosen = { severity: new Set(), status: new Set(), kind: new Set() };
  let current = null;
  let step = -1;

  const openTab = () => one(".tab.open");
  const items = () => all("[data-item]", openTab()).filter((item) => !item.hidden);
  const isPhone = () => matchMedia("(max-width: 55rem)").matches;

  function show(name, drawer = true) {
    for (const tab of all(".tab")) tab.classList.toggle("open", tab.id === name);
    for (const link of tabs) {
      if (link.dataset.tab === name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (drawer) panel.classList.add("open");
    tell();
  }

  function tell() {
    const list = items();
    const place = current ? list.indexOf(current) : -1;
    one(".where").textContent = list.length ? `${place < 0 ? "–" : place + 1} / ${list.length}` : "";
  }

  function bring(element, block) {
    if (element) element.scrollIntoView({ block, inline: "nearest" });
  }

  function clear() {
    for (const element of all(".on, .at, .proof")) element.classList.remove("on", "at", "proof");
    current = null;
    step = -1;
    here.hidden = true;
  }

  function links(item) {
    return all(".evidence a, .places a", item);
  }

  function select(item, { scrollText = true, address = true } = {}) {
    clear();
    current = item;
    item.classList.add("on");
    show(item.closest(".tab").id);
    for (const mark of covered.get(item.id) || []) mark.classList.add("on");
    for (const link of links(item)) {
      const target = named(link.hash);
      for (const name of target?.dataset.of?.split(" ") || [target?.id]) {
        const cell = name?.startsWith("cell-") && document.getElementById(name);
        if (cell) cell.classList.add("proof");
      }
    }
    bring(item, "nearest");
    if (scrollText) bring((covered.get(item.id) || [])[0], "center");
    if (address) history.replaceState(null, "", `#${item.id}`);
    item.focus({ preventScroll: true });
    tell();
  }

  function move(by) {
    const list = items();
    if (!list.length) return;
    const place = list.indexOf(current);
    const next = place < 0 ? (by > 0 ? 0 : list.length - 1) : place + by;
    select(list[Math.min(list.length - 1, Math.max(0, next))]);
  }

  function visit(target, link) {
    for (const element of all(".at")) element.classList.remove("at");
    target.classList.add("at");
    link?.closest(".evidence li")?.classList.add("at");
    bring(target, "center");
  }

  function moveEvidence(by) {
    if (!current) return;
    const places = links(current);
    if (!places.length) return;
    step = (step + by + places.length) % places.length;
    follow(places[step]);
  }

  function named(hash) {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null; // an address typed by hand
    }
  }

  function follow(link) {
    const target = named(link.hash);
    if (!target) return;
    if (target.matches("td[data-item]")) select(target);
    else visit(target, link);
  }

  // Which items are shown

  function filter() {
    for (const item of all("[data-item]")) {
      item.hidden = Object.entries(chosen).some(
        ([name, values]) => values.size && name in item.dataset && !values.has(item.dataset[name]));
    }
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const card of all(".card[data-item]")) {
      const text = card.textContent.toLowerCase();
      if (!words.every((word) => text.includes(word))) card.hidden = true;
    }
    // What section five lists has no status, and is left out where one is asked for.
    for (const item of all("[data-kind]:not([data-status])")) {
      if (item.closest("#facts") && chosen.status.size) item.hidden = true;
    }
    for (const group of all("#facts .group, #rest .group")) {
      group.hidden = all("[data-item]", group).every((item) => item.hidden);
    }
    for (const mark of marks) {
      const shown = mark.dataset.of.split(" ").some((name) => !document.getElementById(name)?.hidden);
      mark.classList.toggle("off", !shown);
    }
    if (current?.hidden) clear();
    tell();
  }

  // What is at one place of the text

  function offer(mark) {
    const found = mark.dataset.of.split(" ").map((name) => document.getElementById(name));
    const shown = found.filter((item) => item && item.matches("[data-item]") && !item.hidden);
    const order = (item) => ["finding", "fact", "cell"].indexOf(item.id.split("-")[0]) >>> 0;
    shown.sort((a, b) => order(a) - order(b));
    if (!shown.length) return;
    select(shown[0], { scrollText: false });
    here.replaceChildren(...(shown.length > 1 ? shown.map(button) : []));
    here.hidden = shown.length < 2;
  }

  function button(item) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "chip";
    made.setAttribute("aria-pressed", String(item === current));
    made.textContent = words(item);
    made.addEventListener("click", () => {
      select(item, { scrollText: false });
      for (const other of all("button", here)) other.setAttribute("aria-pressed", String(other === made));
      here.hidden = false;
    });
    return made;
  }

  function words(item) {
    if (item.matches("td")) return `表格 ${one("th", item.parentElement).textContent}`;
    const text = (one(".label, .message, .quote", item) || item).textContent.trim();
    return text.length > 18 ? `${text.slice(0, 18)}…` : text;
  }

  // Where an address leads

  function arrive() {
    const target = named(location.hash);
    if (!target) return;
    if (target.matches("[data-item]")) select(target, { address: false });
    else if (target.matches(".tab")) show(target.id);
    else if (target.matches(".source *")) bring(target, "center");
  }

  // Keys and clicks

  const commands = {
    j: () => move(1),
    k: () => move(-1),
    n: () => moveEvidence(1),
    p: () => moveEvidence(-1),
    f: () => show(openTab().id === "findings" ? "facts" : "findings"),
    t: () => show("tables"),
    u: () => show("rest"),
    "/": () => {
      panel.classList.add("open");
      find.focus();
    },
    "?": toggleKeys,
    Escape: () => {
      if (current || !here.hidden) clear();
      else panel.classList.remove("open");
      tell();
    },
  };

  function toggleKeys() {
    if (keys.open) keys.close();
    else keys.showModal();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (keys.open && event.key !== "?") return; // the dialog has Esc of its own
    const command = commands[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });

  document.addEventListener("click", (event) => {
    const target = event.target;
    const tab = target.closest(".tabs a");
    const link = target.closest("#panel a[href^='#']");
    const action = target.closest("[data-do]")?.dataset.do;
    const chip = target.closest(".chip[data-filter]");
    if (tab) {
      event.preventDefault();
      const again = panel.classList.contains("open") && openTab().id === tab.dataset.tab;
      if (again && isPhone()) panel.classList.remove("open");
      else show(tab.dataset.tab);
    } else if (action) {
      ({ previous: () => move(-1), next: () => move(1), keys: toggleKeys,
         close: () => panel.classList.remove("open") })[action]();
    } else if (chip) {
      const values = chosen[chip.dataset.filter];
      const value = chip.dataset.value;
      if (!values.delete(value)) values.add(value);
      chip.setAttribute("aria-pressed", String(values.has(value)));
      filter();
    } else if (link) {
      event.preventDefault();
      const item = link.closest("[data-item]");
      if (item && item !== current) select(item, { scrollText: false });
      step = item ? links(item).indexOf(link) : -1;
      follow(link);
    } else if (target.closest(".source mark[data-of]")) {
      if (getSelection().isCollapsed) offer(target.closest(".source mark[data-of]"));
    } else if (target.closest(".card[data-item]") && getSelection().isCollapsed) {
      select(target.closest(".card[data-item]"));
    } else if (target === keys) {
      keys.close();
    }
  });

  find.addEventListener("input", filter);
  addEventListener("hashchange", arrive);
  show(one("[data-item]", one("#findings")) ? "findings" : "facts", !isPhone());
  arrive();
})();
