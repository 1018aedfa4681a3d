// What time is it in the simulator, and how is it moved? Shown in Western time, the zone of the demo's office.

import { get, post } from "./api.js";
import { hourMinute, shortDay } from "./words.js";

const ZONE = "Asia/Jakarta";
const ZONE_AHEAD_S = 7 * 3600; // no daylight saving (Keppres 41/1987)
const DAY_S = 86400;

export class Clock {
  constructor(trouble) {
    this.trouble = trouble;
    this.root = document.getElementById("clock");
    this.face = document.getElementById("clock-time");
    this.moves = document.getElementById("clock-moves");
    this.wire();
    setInterval(() => this.show(), 1000);
  }

  wire() {
    const toggle = document.getElementById("clock-open");
    toggle.addEventListener("click", () => {
      const opened = this.root.classList.toggle("opened");
      toggle.setAttribute("aria-expanded", String(opened));
    });
    for (const button of this.moves.querySelectorAll("[data-forward]")) {
      button.addEventListener("click", () => this.forward(Number(button.dataset.forward)));
    }
    for (const button of this.moves.querySelectorAll("[data-until]")) {
      button.addEventListener("click", () => this.forward(this.untilTomorrow(Number(button.dataset.until))));
    }
    document.getElementById("clock-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const count = Number(document.getElementById("clock-count").value);
      this.forward(count * Number(document.getElementById("clock-unit").value));
    });
  }

  async load() {
    this.set(await get("/sim/clock"));
  }

  set({ now_ms: now, allowed }) {
    this.ahead_ms = now - Date.now();
    this.root.classList.toggle("fixed", !allowed);
    this.show();
  }

  now() {
    return Date.now() + this.ahead_ms;
  }

  show() {
    if (this.ahead_ms === undefined) return;
    const text = `${shortDay(this.now(), ZONE)}, ${hourMinute(this.now(), ZONE)} WIB`;
    if (this.face.textContent !== text) this.face.textContent = text;
  }

  untilTomorrow(hour) {
    const local_s = Math.floor(this.now() / 1000) + ZONE_AHEAD_S;
    return (Math.floor(local_s / DAY_S) + 1) * DAY_S + hour * 3600 - local_s;
  }

  async forward(seconds) {
    this.root.setAttribute("aria-busy", "true");
    try {
      this.set(await post("/sim/clock", { forward_s: seconds }));
    } catch (failure) {
      this.trouble(failure.message);
    } finally {
      this.root.removeAttribute("aria-busy");
    }
  }
}
