// How is a voice note recorded? With MediaRecorder where the browser has it and she allows it; else she picks a file.

const LIMIT_S = 120;

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

// Starts recording; tick(seconds) every second. Resolves to {stop(): Promise<Blob>, cancel()}; throws if not allowed.
export async function record(tick, full) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts = [];
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    tick(seconds);
    if (seconds >= LIMIT_S) full();
  }, 1000);
  const done = new Promise((resolve) => {
    recorder.addEventListener("stop", () => resolve(new Blob(parts, { type: recorder.mimeType || "audio/webm" })));
  });
  const end = () => {
    clearInterval(timer);
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    return done;
  };
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.start();
  return { stop: end, cancel: end };
}

export function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.readAsDataURL(blob);
  });
}
