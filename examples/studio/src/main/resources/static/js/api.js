/** The server's REST API. Every failure is a Problem, or an AbortError of whoever cancelled. */

/** A problem document (RFC 9457). */
export class Problem extends Error {
  /**
   * @param type last part of the document's type, such as "too-large"
   * @param members of the document, such as what is allowed
   */
  constructor(type, members = {}) {
    super(members.detail || type);
    this.type = ALIKE[type] ?? type;
    this.members = members;
  }

  static from(status, document) {
    const type = String(document?.type ?? "").split(":").pop();
    return new Problem(status !== 413 && type ? type : BY_STATUS[status] ?? "internal", document ?? {});
  }
}

const BY_STATUS = { 413: "too-large", 415: "unsupported-type", 404: "not-found", 503: "overloaded" };

/** Kinds of the library of which people are told the same as of others. */
const ALIKE = {
  "image-limit": "too-large",
  "image-format": "bad-picture",
  "size-mismatch": "bad-picture",
  "memory-budget": "overloaded",
  "fusion-throttled": "overloaded",
  "fusion-content": "content-refused",
  "fusion-access": "service-account",
  "fusion-quota": "service-account",
  "fusion-service": "service-down",
  "fusion-transport": "service-down",
  "fusion-request": "bad-request",
  "empty-mask": "nothing-painted",
};

async function ask(path, options) {
  try {
    return await fetch(path, options);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem("offline");
  }
}

async function call(path, options) {
  const response = await ask(path, options);
  const isJson = response.headers.get("content-type")?.includes("json");
  const body = isJson ? await response.json() : null;
  if (!response.ok) throw Problem.from(response.status, body);
  return body;
}

/** What the studio takes and makes. */
export function aboutStudio() {
  return call("api/studio");
}

export function listFurniture(filter = {}) {
  const wanted = Object.entries(filter).filter(([, value]) => value !== "");
  return call("api/furniture?" + new URLSearchParams(wanted));
}

/** An image, which stays in the browser from then on. */
export async function picture(path) {
  const response = await ask(path);
  if (!response.ok) throw Problem.from(response.status, null);
  return response.blob();
}

/** Sends an image; onPercent hears how much of it is sent, and a signal cancels it. */
function send(method, path, blob, type, onPercent, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far a body got.
    request.open(method, path);
    request.setRequestHeader("Content-Type", type);
    request.responseType = "json";
    request.upload.onprogress = (e) => onPercent(Math.round((100 * e.loaded) / e.total));
    request.onload = () =>
      request.status < 300
        ? resolve(request.response)
        : reject(Problem.from(request.status, request.response));
    request.onerror = () => reject(new Problem("offline"));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    if (signal.aborted) request.onabort();
    else request.send(blob);
  });
}

/** Sends a photo as it is. */
export function uploadPhoto(blob, onPercent, signal) {
  const type = blob.type.startsWith("image/") ? blob.type : "application/octet-stream";
  return send("POST", "api/photos", blob, type, onPercent, signal);
}

/** Sends strokes as a PNG; answers what was painted. */
export function saveMask(photo, png, onPercent, signal) {
  return send("PUT", `api/photos/${photo}/mask`, png, "image/png", onPercent, signal);
}

export function forgetPhoto(id) {
  return call(`api/photos/${id}`, { method: "DELETE" });
}

export function beginFusion(photo, furniture) {
  return call("api/fusions", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ photo, furniture }),
  });
}

/** Stops a fusion, and deletes what it has made. */
export function cancelFusion(id) {
  return call(`api/fusions/${id}`, { method: "DELETE" });
}

/** Follows a fusion to its end; onProgress hears each state, the promise has the last one. */
export function followFusion(id, onProgress) {
  return new Promise((resolve, reject) => {
    const events = new EventSource(`api/fusions/${id}/events`);
    const end = (settle, value) => {
      events.close();
      settle(value);
    };
    events.addEventListener("progress", (e) => {
      const job = JSON.parse(e.data);
      if (job.state === "RUNNING") onProgress(job);
      else end(resolve, job);
    });
    // The browser reconnects by itself, unless the job is gone.
    events.onerror = () =>
      events.readyState === EventSource.CLOSED && end(reject, new Problem("not-found"));
  });
}
