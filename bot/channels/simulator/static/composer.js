// What is she writing? A draft that survives reloading, files, and voice notes.

import { remember } from "./memory.js";
import { base64, canRecord, record } from "./voice.js";
import { size } from "./words.js";

const FILE_BYTES_MAX = 5 * 1024 * 1024;

export class Composer {
  constructor(phone, draft) {
    this.phone = phone;
    this.part = phone.part;
    this.field = this.part(".draft");
    this.editing = null;
    this.cited = null;
    this.name();
    this.field.value = draft;
    this.wire();
    requestAnimationFrame(() => this.grow());
  }

  name() {
    const { title } = this.phone.about;
    this.field.setAttribute("aria-label", `Tulis pesan dari HP ${title}`);
    this.field.placeholder = "Tulis pesan";
    this.part(".attach").setAttribute("aria-label", `Kirim berkas dari HP ${title}`);
    this.part(".voice").setAttribute("aria-label", `Rekam suara di HP ${title}`);
    this.part(".send").setAttribute("aria-label", `Kirim pesan dari HP ${title}`);
  }

  wire() {
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.editing) this.stopEditing();
      else if (event.key === "Escape") this.stopCiting();
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.part(".composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.part(".attach").addEventListener("click", () => this.pick("", false));
    this.part(".voice").addEventListener("click", () => this.startVoice());
    this.part(".cancel-voice").addEventListener("click", () => this.stopVoice(false));
    this.part(".send-voice").addEventListener("click", () => this.stopVoice(true));
    this.part(".stop-editing").addEventListener("click", () => this.stopEditing());
    this.part(".stop-quoting").addEventListener("click", () => this.stopCiting());
    this.part(".file").addEventListener("change", (event) => {
      const [file] = event.target.files;
      if (file) this.sendFile(file, file.name, this.asVoice);
      event.target.value = "";
    });
  }

  changed() {
    if (!this.editing) remember(`draft.${this.phone.about.name}`, this.field.value);
    this.grow();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 140)}px`;
  }

  set(text) {
    this.field.value = text;
    this.changed();
  }

  async send() {
    const text = this.field.value;
    if (!text.trim()) return;
    if (this.editing) {
      const sent = await this.phone.change("/messages", { edit: { id: this.editing, text } });
      if (sent) this.stopEditing();
      return;
    }
    this.phone.write(text, this.quote());
    this.set("");
    this.field.focus();
  }

  // The message that the next one answers.
  cite(message) {
    if (this.editing) this.stopEditing();
    this.cited = message.id;
    const quoted = this.part(".quoted-text");
    quoted.textContent = (message.text || message.file?.name || "").slice(0, 120);
    quoted.id = `quoted-${this.phone.about.name}`;
    this.field.setAttribute("aria-describedby", quoted.id); // heard with the field that now has the focus
    this.field.placeholder = "Balas pesan ini";
    this.part(".quoting").hidden = false;
    this.field.focus();
  }

  stopCiting() {
    this.cited = null;
    this.field.removeAttribute("aria-describedby");
    this.field.placeholder = "Tulis pesan";
    this.part(".quoting").hidden = true;
    this.field.focus();
  }

  // What of it goes with the request; after that the next message is one of its own.
  quote() {
    if (!this.cited) return {};
    const quote = { reply_to: String(this.cited) };
    this.stopCiting();
    return quote;
  }

  edit(message) {
    if (this.cited) this.stopCiting();
    this.before = this.field.value;
    this.editing = message.id;
    this.part(".editing").hidden = false;
    this.set(message.text);
    requestAnimationFrame(() => this.field.focus());
  }

  stopEditing() {
    this.editing = null;
    this.part(".editing").hidden = true;
    this.set(this.before);
    this.field.focus();
  }

  pick(accept, asVoice) {
    this.asVoice = asVoice;
    const input = this.part(".file");
    input.accept = accept;
    input.click();
  }

  async sendFile(blob, name, asVoice) {
    if (blob.size > FILE_BYTES_MAX) {
      this.phone.toast(`Berkas ini ${size(blob.size)}. Paling banyak 5 MB.`);
      return;
    }
    const file = { name, mime: blob.type || "application/octet-stream", data: await base64(blob) };
    const voice = asVoice && file.mime.startsWith("audio/");
    const sent = voice ? { voice: file } : { file };
    this.phone.outbox.add({ ...sent, ...this.quote() }, voice ? "Pesan suara" : name);
  }

  async startVoice() {
    if (!canRecord()) return this.pick("audio/*", true);
    const clock = this.part(".recorded");
    clock.textContent = "0.00";
    try {
      this.recording = await record(
        (seconds) => (clock.textContent = `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, "0")}`),
        () => this.stopVoice(true),
      );
    } catch {
      return this.pick("audio/*", true); // no microphone, or she said no
    }
    this.part(".composer").hidden = true;
    this.part(".recording").hidden = false;
    this.part(".send-voice").focus();
  }

  async stopVoice(send) {
    const blob = await this.recording.stop();
    this.part(".recording").hidden = true;
    this.part(".composer").hidden = false;
    this.field.focus();
    if (send) await this.sendFile(blob, "suara", true);
  }
}
