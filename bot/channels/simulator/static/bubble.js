// What does one message look like? Built from parts with textContent only; a changed message is built anew.

import { element, hourMinute, icon, size } from "./words.js";

const STATES = { waiting: "menunggu", sent: "terkirim", delivered: "sampai", read: "dibaca" };

// hands: {tap(message, button, pressed), list(message, opener), cite(message), again(ref), drop(ref)}
export function bubble(message, { zone, owner, bot, hands }) {
  const mine = message.from === "me";
  const row = element("div", `message ${mine ? "me" : "bot"}`);
  row.dataset.id = message.id;
  row.tabIndex = -1;
  if (message.cleared) {
    row.hidden = true;
    return row;
  }
  if (message.deleted) {
    row.classList.add("gone");
    row.append(element("p", "note", mine ? "Pesan ini dihapus bot" : "Pesan bot dihapus"));
    return row;
  }
  const body = element("div", `bubble kind-${message.kind}`);
  body.append(element("span", "sr-only", `${mine ? owner : bot}: `));
  if (message.quote) body.append(element("p", "quote", message.quote));
  if (message.file) body.append(attachment(message));
  const words = message.text ? element("p", "text", message.text) : null;
  if (words) body.append(words);
  const line = meta(message, zone);
  line.prepend(citing(message, words, hands));
  body.append(line);
  row.append(body);
  if (message.buttons.length > 0) row.append(choices(message, hands));
  return row;
}

function meta(message, zone) {
  const line = element("p", "meta");
  if (message.template) line.append(element("span", "template", "templat "));
  if (message.protected) line.append(icon("lock"), element("span", "sr-only", "tidak bisa diteruskan "));
  if (message.edited) line.append(element("span", "edited", "diubah "));
  const time = element("time", "", hourMinute(message.at_ms, zone));
  time.dateTime = new Date(message.at_ms).toISOString();
  line.append(time);
  if (message.from === "me") line.append(ticks(message.state));
  return line;
}

function citing(message, words, hands) {
  const made = element("button", "cite");
  made.type = "button";
  made.title = "Kutip pesan ini";
  made.setAttribute("aria-label", "Kutip pesan ini");
  if (words) {
    words.id = `words-${message.id}`; // which of them: heard after the name of the button
    made.setAttribute("aria-describedby", words.id);
  }
  made.append(icon("reply"));
  made.addEventListener("click", () => hands.cite(message));
  return made;
}

function ticks(state) {
  const shown = element("span", `ticks ${state}`);
  shown.append(icon({ waiting: "waiting", sent: "sent" }[state] ?? "delivered"));
  shown.append(element("span", "sr-only", ` ${STATES[state] ?? ""}`));
  return shown;
}

function attachment({ file, protected: locked }) {
  const address = `/sim/files/${file.ref}/${encodeURIComponent(file.name)}`;
  if (file.mime.startsWith("image/")) {
    const picture = element("img", "picture");
    picture.src = address;
    picture.alt = `Gambar: ${file.name}`;
    if (locked) return picture;
    return opening(address, "picture-link", picture);
  }
  if (file.mime.startsWith("audio/")) {
    const player = element("audio", "player");
    player.controls = true;
    player.preload = "metadata";
    player.src = address;
    player.setAttribute("aria-label", `Pesan suara: ${file.name}`);
    return player;
  }
  const words = element("span", "file-words");
  words.append(element("strong", "", file.name), element("span", "", size(file.size_bytes)));
  return opening(address, "file-card", icon("file"), words);
}

function opening(address, className, ...parts) {
  const link = element("a", className);
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener";
  link.append(...parts);
  return link;
}

function choices(message, hands) {
  const box = element("div", "choices");
  if (message.layout === "list") {
    const open = element("button", "choice open-list");
    open.type = "button";
    open.setAttribute("aria-haspopup", "dialog");
    open.append(icon("list"), element("span", "", message.list_button || "Pilih"));
    open.addEventListener("click", () => hands.list(message, open));
    box.append(open);
    return box;
  }
  box.classList.toggle("stacked", message.buttons.some((button) => button.label.length > 14));
  for (const button of message.buttons) {
    const made = element("button", "choice");
    made.type = "button";
    made.dataset.payload = button.payload;
    made.append(icon("reply"), element("span", "", button.label));
    made.addEventListener("click", () => hands.tap(message, button, made));
    box.append(made);
  }
  return box;
}

// A message of hers that has not arrived yet.
export function waitingBubble(entry, { owner, hands }) {
  const row = element("div", "message me");
  const body = element("div", "bubble");
  body.append(element("span", "sr-only", `${owner}: `), element("p", "text", entry.shown));
  const line = element("p", "meta");
  line.append(ticks("waiting"));
  body.append(line);
  row.append(body);
  if (entry.state === "failed") row.append(failed(entry, hands));
  return row;
}

function failed(entry, hands) {
  const box = element("div", "failed");
  box.append(element("p", "", `Belum terkirim. ${entry.error}`.trim()));
  const again = element("button", "again", "Coba lagi");
  const drop = element("button", "quiet", "Hapus");
  again.type = drop.type = "button";
  again.addEventListener("click", () => hands.again());
  drop.addEventListener("click", () => hands.drop(entry.ref));
  box.append(again, drop);
  return box;
}
