// What has she written that has not arrived? It goes out in order, one at a time; nothing is dropped when the
// server is away, and the mark ("ref") makes sure that trying again never counts twice.

import { mark, post } from "./api.js";
import { recall, remember } from "./memory.js";

export class Outbox {
  // changed(): the list is different now. Each entry: {ref, body, shown, state: "waiting"|"failed", error}.
  constructor(name, changed) {
    this.path = `/sim/phones/${name}/messages`;
    this.key = `out.${name}`;
    this.changed = changed;
    this.entries = recall(this.key, []);
    this.sending = false;
  }

  add(body, shown) {
    this.entries.push({ ref: mark(), body, shown, state: "waiting", error: "" });
    this.keep();
    this.flush();
  }

  async flush() {
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.entries.length > 0) {
        const entry = this.entries[0];
        entry.state = "waiting";
        this.changed();
        if (!(await this.send(entry))) break;
      }
    } finally {
      this.sending = false;
    }
  }

  async send(entry) {
    try {
      await post(this.path, { ...entry.body, ref: entry.ref });
    } catch (failure) {
      for (const waiting of this.entries) waiting.state = "failed";
      entry.error = failure.message;
      this.keep();
      return false;
    }
    this.drop(entry.ref);
    return true;
  }

  holds(ref) {
    return this.entries.some((entry) => entry.ref === ref);
  }

  drop(ref) {
    const before = this.entries.length;
    this.entries = this.entries.filter((entry) => entry.ref !== ref);
    if (this.entries.length !== before) this.keep();
  }

  keep() {
    // Files are too big for the browser's small store; they wait as long as the page is open.
    remember(this.key, this.entries.filter((entry) => !entry.body.file && !entry.body.voice));
    this.changed();
  }
}
