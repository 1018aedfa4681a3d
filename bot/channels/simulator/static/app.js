// The page: which phones are open, which one is in front on a small screen, and who gets each live event.

import { get, listen, post } from "./api.js";
import { Clock } from "./clock.js";
import { recall, remember } from "./memory.js";
import { Phone } from "./phone.js";
import { open } from "./sheets.js";
import { Strip } from "./strip.js";
import { element } from "./words.js";

const OPEN_AT_FIRST = 6;
const place = document.getElementById("phones");
const tabs = document.getElementById("tabs");
const strip = new Strip();
const clock = new Clock((text) => strip.add({ text }));
const phones = new Map(); // the open ones
const known = new Map(); // every phone there is
let names = recall("open", null);
let selected = recall("selected", "");
let early = []; // events that came while the page was loading
let loading = false;

const page = {
  bot: "Teman Mandiri",
  unread(phone) {
    if (phone.about.name === selected) return;
    phone.unread += 1;
    showTabs();
  },
  close(phone) {
    phones.delete(phone.about.name);
    phone.root.remove();
    keepNames();
    select([...phones.keys()][0] ?? "");
  },
};

function keepNames() {
  names = [...phones.keys()];
  remember("open", names);
}

async function openPhone(about) {
  if (phones.has(about.name)) return;
  const phone = new Phone(about, page);
  phones.set(about.name, phone);
  place.append(phone.root);
  await phone.load();
  phone.outbox.flush();
}

function select(name) {
  selected = name;
  remember("selected", name);
  for (const [other, phone] of phones) {
    phone.root.toggleAttribute("data-selected", other === name);
    if (other === name) {
      phone.unread = 0;
      phone.toEnd();
    }
  }
  showTabs();
}

function showTabs() {
  document.getElementById("no-phones").hidden = phones.size > 0;
  for (const tab of [...tabs.children]) if (!phones.has(tab.dataset.name)) tab.remove();
  for (const [name, phone] of phones) {
    const tab = tabs.querySelector(`[data-name="${name}"]`) ?? newTab(name);
    const chosen = name === selected;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    tab.replaceChildren(element("span", "", phone.about.title));
    if (phone.unread > 0 && !chosen) {
      tab.append(element("span", "unread", phone.unread), element("span", "sr-only", " pesan baru"));
    }
  }
}

function newTab(name) {
  const tab = element("button", "tab");
  tab.type = "button";
  tab.dataset.name = name;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", `phone-${name}`);
  tab.addEventListener("click", () => select(name));
  tabs.append(tab);
  return tab;
}

tabs.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const order = [...phones.keys()];
  select(order.at((order.indexOf(selected) + step) % order.length));
  tabs.querySelector(`[data-name="${selected}"]`).focus();
});

// One load after the other; a load that fails while the server is away is tried again.
let turn = Promise.resolve();

function reload() {
  turn = turn.then(load).catch(() => setTimeout(reload, 2000));
  return turn;
}

async function load() {
  loading = true;
  try {
    const about = await get("/sim/phones");
    page.bot = about.bot_name;
    document.getElementById("bot-name").textContent = about.bot_name;
    fillForm(about);
    strip.reset(about.problems);
    known.clear();
    for (const phone of about.phones) known.set(phone.name, phone);
    const wanted = names?.filter((name) => known.has(name)) ?? [...known.keys()].slice(0, OPEN_AT_FIRST);
    for (const name of wanted) await bring(known.get(name));
    await clock.load();
  } finally {
    loading = false;
  }
  select(phones.has(selected) ? selected : ([...phones.keys()][0] ?? ""));
  for (const event of early.splice(0)) handle(...event);
}

async function bring(about) {
  const there = phones.get(about.name);
  if (!there) return openPhone(about);
  there.update(about);
  await there.load();
  there.outbox.flush();
}

async function handle(kind, data) {
  if (kind === "reset") return reload();
  if (loading) return early.push([kind, data]);
  if (kind === "message") phones.get(data.phone)?.put(data);
  if (kind === "typing") phones.get(data.phone)?.typing();
  if (kind === "toast") phones.get(data.phone)?.toast(data.text);
  if (kind === "clock") clock.set(data);
  if (kind === "problem") strip.add(data);
  if (kind === "phone") await phoneChanged(data);
}

async function phoneChanged(about) {
  const isNew = !known.has(about.name);
  known.set(about.name, about);
  phones.get(about.name)?.update(about);
  if (isNew && phones.size < OPEN_AT_FIRST) {
    await openPhone(about);
    keepNames();
    select(selected || about.name);
  }
  fillKnown();
}

// Adding a phone

const dialog = document.getElementById("add");
const form = document.getElementById("add-form");
const mistake = document.getElementById("add-mistake");

function fillForm({ roles, zones }) {
  const option = ([value, label]) => {
    const made = element("option", "", label || "belum ada");
    made.value = value;
    return made;
  };
  document.getElementById("add-role").replaceChildren(...Object.entries(roles).map(option));
  document.getElementById("add-zone").replaceChildren(...Object.entries(zones).map(option));
  fillKnown();
}

function fillKnown() {
  const closed = [...known.values()].filter((about) => !phones.has(about.name));
  const options = closed.map((about) => Object.assign(element("option"), { value: about.title }));
  document.getElementById("add-known").replaceChildren(...options);
}

document.getElementById("add-open").addEventListener("click", () => {
  mistake.textContent = "";
  form.reset();
  fillKnown();
  open(dialog);
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const about = await post("/sim/phones", Object.fromEntries(new FormData(form)));
    known.set(about.name, about);
    await openPhone(about);
    keepNames();
    select(about.name);
    const field = phones.get(about.name).part(".draft");
    dialog.addEventListener("close", () => field.focus(), { once: true });
    dialog.close();
  } catch (failure) {
    mistake.textContent = failure.message;
  }
});

// The connection

const link = document.getElementById("link");

function connection(state) {
  const was = link.dataset.state;
  link.dataset.state = state;
  link.textContent = state === "on" ? "Tersambung" : "Terputus, menyambung lagi…";
  if (state === "off" && was === "on") strip.add({ text: "Sambungan terputus. Pesan disimpan di halaman ini." });
  if (state === "on" && was === "off") {
    strip.add({ text: "Tersambung lagi." });
    for (const phone of phones.values()) phone.outbox.flush();
  }
}

listen(handle, connection);
