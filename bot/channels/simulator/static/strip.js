// What should a developer or trainer notice? The latest line, and the list behind it.

import { element, hourMinute } from "./words.js";

const KEPT = 50;

export class Strip {
  constructor() {
    this.last = document.getElementById("strip-last");
    this.list = document.getElementById("strip-list");
    this.toggle = document.getElementById("strip-open");
    this.toggle.addEventListener("click", () => {
      this.list.hidden = !this.list.hidden;
      this.toggle.setAttribute("aria-expanded", String(!this.list.hidden));
      this.count();
    });
  }

  // text without a phone: something about the page itself
  add({ title, text, at_ms: at }) {
    const shown = `${hourMinute(at ?? Date.now(), "Asia/Jakarta")} ${title ? `HP ${title}: ` : ""}${text}`;
    this.last.textContent = shown;
    this.list.prepend(element("li", "", shown));
    while (this.list.children.length > KEPT) this.list.lastElementChild.remove();
    this.count();
  }

  reset(rows) {
    this.list.replaceChildren();
    for (const row of rows) this.add(row);
  }

  count() {
    const many = this.list.children.length;
    this.toggle.hidden = many === 0;
    this.toggle.textContent = this.list.hidden ? `Semua (${many})` : "Tutup";
  }
}
