// How are times, sizes and small words written for people? Indonesian, in the zone of the phone that shows them.

const LOCALE = "id-ID";
const shapes = new Map();

function shape(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!shapes.has(key)) shapes.set(key, new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }));
  return shapes.get(key);
}

export const hourMinute = (ms, zone) => shape(zone, { hour: "2-digit", minute: "2-digit" }).format(ms);

export const longDay = (ms, zone) =>
  shape(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(ms);

export const shortDay = (ms, zone) =>
  shape(zone, { weekday: "long", day: "numeric", month: "short", year: "numeric" }).format(ms);

export function size(bytes) {
  if (bytes < 1024) return `${bytes} byte`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toLocaleString(LOCALE, { maximumFractionDigits: 1 })} MB`;
}

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text; // never as HTML: people write what they like
  return made;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}
