// One phone: its chat, what she writes on it and what happens to it. The page gives it events; it gives back posts.

import { Failure, get, mark, post } from "./api.js";
import { bubble, waitingBubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { recall } from "./memory.js";
import { Outbox } from "./outbox.js";
import { fill, open } from "./sheets.js";
import { element, longDay } from "./words.js";

const SHOWN_AT_FIRST = 200;
const TYPING_MS = 5000; // Telegram's chat action lasts as long
const TOAST_MS = 4000;
const HELLO = {
  telegram: { text: "Belum ada pesan. Tekan Mulai untuk membuka obrolan.", label: "Mulai", send: "/start" },
  whatsapp: { text: "Belum ada pesan. Sapa dulu, nanti dijawab.", label: "Kirim “Halo”", send: "Halo" },
};

export class Phone {
  // page: {bot, unread(phone), close(phone)}
  constructor(about, page) {
    this.page = page;
    this.root = document.getElementById("phone-template").content.firstElementChild.cloneNode(true);
    this.part = (selector) => this.root.querySelector(selector);
    this.log = this.part(".log");
    this.scroll = this.part(".scroll");
    this.messages = new Map();
    this.rows = new Map();
    this.unread = 0;
    this.outbox = new Outbox(about.name, () => this.showWaiting());
    this.update(about);
    this.composer = new Composer(this, recall(`draft.${about.name}`, ""));
    this.wire();
    this.showWaiting();
  }

  get path() {
    return `/sim/phones/${this.about.name}`;
  }

  update(about) {
    this.about = about;
    const { title, role_label: role } = about;
    this.root.dataset.phone = about.name;
    this.root.dataset.look = about.look;
    this.root.id = `phone-${about.name}`;
    this.root.setAttribute("aria-label", `HP ${title}${role ? `, ${role}` : ""}`);
    this.part(".owner-name").textContent = title;
    this.part(".owner-role").textContent = role;
    this.part(".looks").setAttribute("aria-label", `Tampilan HP ${title}`);
    this.part(".more").setAttribute("aria-label", `Pilihan lain untuk HP ${title}`);
    this.part(".bot-name").textContent = this.page.bot;
    this.part(".avatar").textContent = this.page.bot.split(" ").map((word) => word[0]).slice(0, 2).join("");
    this.log.setAttribute("aria-label", `Percakapan di HP ${title}`);
    this.scroll.setAttribute("aria-label", `Layar HP ${title}`);
    for (const button of this.root.querySelectorAll("[data-look]")) {
      button.setAttribute("aria-pressed", String(button.dataset.look === about.look));
    }
    const hello = HELLO[about.look];
    this.part(".hello-text").textContent = hello.text;
    this.part(".hello-start").textContent = hello.label;
    this.showState();
  }

  wire() {
    for (const button of this.root.querySelectorAll(".looks button")) {
      button.addEventListener("click", () => this.change("/look", { look: button.dataset.look }));
    }
    this.part(".more").addEventListener("click", () => this.menu());
    this.part(".hello-start").addEventListener("click", () => this.write(HELLO[this.about.look].send));
    this.part(".share-number").addEventListener("click", () => this.outbox.add({ contact: true }, "Nomor saya"));
    this.part(".new").addEventListener("click", () => this.toEnd());
    this.top = 0;
    this.follow = true; // she reads the newest message, so new ones may scroll up
    this.scroll.addEventListener("scroll", () => this.looked());
    const grown = new ResizeObserver(() => this.follow && this.toEnd()); // a picture loads, the keyboard opens
    grown.observe(this.scroll);
    grown.observe(this.log);
    this.inView = false;
    this.toldSeen = 0;
    const view = new IntersectionObserver(([entry]) => {
      this.inView = entry.isIntersecting;
      this.tellSeen();
    });
    view.observe(this.root);
    document.addEventListener("visibilitychange", () => this.tellSeen());
  }

  // What arrives

  async load() {
    const { messages } = await get(`${this.path}/messages`);
    const arrived = messages.filter((message) => this.settled(message));
    this.messages = new Map(arrived.map((message) => [message.id, message]));
    this.render(arrived.slice(-SHOWN_AT_FIRST), arrived.length > SHOWN_AT_FIRST);
  }

  // What the program has not taken yet stays in the outbox, with its "coba lagi"; shown once, not twice.
  settled(message) {
    if (message.state === "sent" && this.outbox.holds(message.ref)) return false;
    if (message.ref) this.outbox.drop(message.ref);
    return true;
  }

  render(messages, older) {
    this.log.setAttribute("aria-busy", "true"); // a screen reader does not read the whole past aloud
    this.log.replaceChildren();
    this.rows.clear();
    if (older) this.log.append(this.olderButton());
    for (const message of messages) this.append(message);
    this.showEmptyAndKeyboard();
    this.log.setAttribute("aria-busy", "false");
    this.toEnd();
  }

  olderButton() {
    const button = element("button", "older", "Pesan lebih lama");
    button.type = "button";
    button.addEventListener("click", () => this.render([...this.messages.values()], false));
    return button;
  }

  put(message) {
    if (!this.settled(message)) return;
    const fresh = !this.messages.has(message.id);
    this.messages.set(message.id, message);
    if (fresh) this.arrive(message);
    else this.replace(message);
    this.showEmptyAndKeyboard();
    this.tellSeen();
  }

  arrive(message) {
    if (message.from === "bot") this.stopTyping();
    this.append(message).classList.add("fresh");
    for (const tapped of this.root.querySelectorAll(".choice[aria-busy]")) this.release(tapped);
    if (this.follow) this.toEnd();
    else this.part(".new").hidden = false;
    if (message.from === "bot") this.page.unread(this);
  }

  append(message) {
    const day = longDay(message.at_ms, this.about.zone);
    const row = this.build(message);
    row.dataset.day = day;
    // An answer can overtake the message it answers; numbers say what came first.
    const later = [...this.log.children].find((other) => Number(other.dataset.id) > message.id) ?? null;
    this.log.insertBefore(row, later);
    if (row.previousElementSibling?.dataset.day !== day) {
      const line = element("p", "day", `${day} · ${this.about.zone_label}`);
      line.dataset.day = day;
      this.log.insertBefore(line, row);
    }
    return row;
  }

  replace(message) {
    const old = this.rows.get(message.id);
    if (!old) return;
    const held = old.contains(document.activeElement);
    const row = this.build(message);
    row.dataset.day = old.dataset.day;
    old.replaceWith(row);
    // The pressed button may be gone; the keyboard goes on from the message, not from the top of the page.
    if (held) row.focus({ preventScroll: true });
    if (this.follow) this.toEnd();
  }

  build(message) {
    const row = bubble(message, {
      zone: this.about.zone,
      owner: this.about.title,
      bot: this.page.bot,
      hands: {
        tap: (...tapped) => this.tap(...tapped),
        list: (...opened) => this.list(...opened),
        cite: (cited) => this.composer.cite(cited),
      },
    });
    this.rows.set(message.id, row);
    return row;
  }

  showWaiting() {
    if (!this.about) return;
    const hands = { again: () => this.outbox.flush(), drop: (ref) => this.outbox.drop(ref) };
    const rows = this.outbox.entries.map((entry) => waitingBubble(entry, { owner: this.about.title, hands }));
    this.part(".waiting").replaceChildren(...rows);
    this.showEmptyAndKeyboard();
    if (this.follow) this.toEnd();
  }

  showEmptyAndKeyboard() {
    this.part(".hello").hidden = this.messages.size > 0 || this.outbox.entries.length > 0;
    const last = [...this.messages.values()].at(-1);
    this.part(".keyboard").hidden = !last?.ask_contact || this.about.look !== "telegram";
  }

  showState() {
    const kind = this.about.look === "telegram" ? "bot" : "akun layanan";
    const { blocked, off, gone } = this.about;
    const trouble = (gone && "akun dihapus") || (off && "HP ini mati") || (blocked && "diblokir di HP ini");
    this.part(".bot-state").textContent = trouble || kind;
  }

  typing() {
    this.part(".typing").hidden = false;
    this.part(".bot-state").textContent = "sedang mengetik…";
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.stopTyping(), TYPING_MS);
    if (this.follow) this.toEnd();
  }

  stopTyping() {
    clearTimeout(this.typingTimer);
    this.part(".typing").hidden = true;
    this.showState();
  }

  toast(text) {
    for (const tapped of this.root.querySelectorAll(".choice[aria-busy]")) this.release(tapped);
    if (!text) return;
    const toast = this.part(".toast");
    toast.textContent = text;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => (toast.textContent = ""), TOAST_MS);
  }

  // What she does

  write(text, quote = {}) {
    this.outbox.add({ text, ...quote }, text);
    this.follow = true;
    this.toEnd();
  }

  async tap(message, button, pressed) {
    if (pressed.getAttribute("aria-busy")) return;
    pressed.setAttribute("aria-busy", "true");
    setTimeout(() => this.release(pressed), TYPING_MS);
    this.follow = true;
    const sent = await this.change("/messages", { button: button.payload, message: message.id, ref: mark() });
    if (!sent) this.release(pressed);
  }

  release(pressed) {
    pressed.removeAttribute("aria-busy");
  }

  list(message, opener) {
    const dialog = document.getElementById("list-sheet");
    document.getElementById("list-title").textContent = message.list_button || "Pilih";
    const rows = message.buttons.map((row) => ({
      label: row.label,
      hint: row.hint,
      pick: () => this.tap(message, row, opener),
    }));
    fill(document.getElementById("list-rows"), rows, dialog);
    dialog.dataset.look = this.about.look;
    const again = () => this.rows.get(message.id)?.querySelector(".open-list");
    open(dialog, { over: this.part(".device"), opener, again });
  }

  menu() {
    const { title, blocked, look, off, gone } = this.about;
    const last = [...this.messages.values()].filter((one) => one.from === "me" && one.kind === "text").at(-1);
    const rows = [
      { label: "Kirim nomor HP saya", pick: () => this.outbox.add({ contact: true }, "Nomor saya") },
      { label: "Kirim stiker ♥", pick: () => this.outbox.add({ sticker: "♥" }, "♥") },
    ];
    if (look === "telegram" && last && !last.deleted) {
      rows.push({ label: "Ubah pesan terakhir", hint: last.text, pick: () => this.composer.edit(last) });
    }
    rows.push({
      label: blocked ? "Buka blokir bot" : "Blokir bot",
      hint: blocked ? "" : "Bot tidak bisa mengirim pesan ke HP ini lagi.",
      pick: () => this.change("/messages", { block: !blocked }),
    });
    rows.push({
      label: off ? "Nyalakan HP" : "Matikan HP",
      hint: off ? "" : "Pesan bot menunggu sampai HP ini menyala.",
      pick: () => this.change("/messages", { off: !off }),
    });
    rows.push({
      label: gone ? "Buat akun lagi" : "Hapus akun",
      hint: gone ? "" : "Bot baru tahu kalau mengirim pesan.",
      pick: () => this.change("/messages", { gone: !gone }),
    });
    rows.push({ label: "Tutup HP ini", hint: "Pesannya tetap disimpan.", pick: () => this.page.close(this) });
    const dialog = document.getElementById("menu-sheet");
    document.getElementById("menu-title").textContent = `HP ${title}`;
    fill(document.getElementById("menu-rows"), rows, dialog);
    open(dialog, { over: this.part(".device"), opener: this.part(".more") });
  }

  async change(where, body) {
    try {
      return await post(this.path + where, body);
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      this.toast(failure.message);
      return null;
    }
  }

  // Where she looks

  // WhatsApp tells the program what was read: what stands on this screen while she can see it.
  tellSeen() {
    if (this.about.look !== "whatsapp" || document.hidden || !this.inView || !this.follow) return;
    const shown = [...this.messages.values()].filter((one) => one.from === "bot" && one.state === "delivered");
    const newest = Math.max(0, ...shown.map((one) => one.id));
    if (newest <= this.toldSeen) return;
    this.toldSeen = newest;
    post(`${this.path}/seen`, { up_to: newest }).catch(() => (this.toldSeen = 0));
  }

  atEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 40;
  }

  looked() {
    const up = this.scroll.scrollTop < this.top; // only she scrolls up; a smaller screen does not
    this.top = this.scroll.scrollTop;
    if (this.atEnd()) this.seen();
    else if (up) this.follow = false;
  }

  seen() {
    this.follow = true;
    this.part(".new").hidden = true;
    this.tellSeen();
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.seen();
  }
}
