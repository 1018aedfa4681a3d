// How does the page speak with the simulator? Plain requests, and one live stream that comes back by itself.

const AWAY = "Server belum menjawab. Coba lagi sebentar.";

// refused: the simulator understood and said no, so trying again changes nothing by itself.
export class Failure extends Error {
  constructor(message, { refused = false } = {}) {
    super(message);
    this.refused = refused;
  }
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Failure(AWAY);
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Failure(body.error || AWAY, { refused: answer.status < 500 && answer.status !== 408 });
  return body;
}

export const get = (path) => ask(path);

export const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// A mark for each message: sent twice, it arrives once. randomUUID is missing on plain http from another machine.
export function mark() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const KINDS = ["reset", "message", "typing", "toast", "phone", "clock", "problem"];

// handle(kind, data) for each event; state("on" | "off") when the connection comes or goes.
export function listen(handle, state) {
  let last = "";
  let wait = 500;

  function open() {
    const source = new EventSource(`/sim/events?last=${encodeURIComponent(last)}`);
    source.onopen = () => {
      wait = 500;
      state("on");
    };
    source.onerror = () => {
      state("off");
      source.close();
      setTimeout(open, wait);
      wait = Math.min(wait * 2, 8000);
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        last = event.lastEventId;
        handle(kind, JSON.parse(event.data));
      });
    }
  }

  open();
}
