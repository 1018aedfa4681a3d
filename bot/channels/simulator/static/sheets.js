// How do dialogs open, over which phone, and how does the keyboard stay inside until Esc?

import { element } from "./words.js";

// Opens the dialog over the phone (or in the middle) and gives focus back to the opener afterwards.
// again(): what stands in its place by then, if its message was drawn anew meanwhile.
export function open(dialog, { over = null, opener = document.activeElement, again = () => null } = {}) {
  const place = over?.getBoundingClientRect();
  dialog.classList.toggle("over-phone", Boolean(place));
  if (place) {
    dialog.style.left = `${place.left}px`;
    dialog.style.width = `${place.width}px`;
    dialog.style.bottom = `${Math.max(0, innerHeight - place.bottom)}px`;
    dialog.style.maxHeight = `${Math.min(place.height, innerHeight) * 0.8}px`;
  } else {
    dialog.removeAttribute("style");
  }
  dialog.showModal();
  dialog.addEventListener("close", () => (opener?.isConnected ? opener : again())?.focus(), { once: true });
}

// Rows of a sheet: [{label, hint, pick()}]; picking closes first, so that focus is back where it came from.
export function fill(list, rows, dialog) {
  list.replaceChildren(
    ...rows.map(({ label, hint, pick }) => {
      const button = element("button", "row");
      button.type = "button";
      button.append(element("span", "row-label", label));
      if (hint) button.append(element("span", "row-hint", hint));
      button.addEventListener("click", () => {
        dialog.close();
        pick();
      });
      const item = element("li");
      item.append(button);
      return item;
    }),
  );
}

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...dialog.querySelectorAll("button, input, select, textarea, a[href]")];
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  });
}
