// What does the page remember by itself? Drafts, unsent messages and which phones are open: in this browser only.

export function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`sim.${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(key, value) {
  try {
    if (value === null || value === "" || value.length === 0) localStorage.removeItem(`sim.${key}`);
    else localStorage.setItem(`sim.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden store costs a draft after reloading, nothing else.
  }
}
