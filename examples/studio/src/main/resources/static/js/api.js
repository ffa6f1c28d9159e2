/** The server's REST API. Every failure is a Problem. */

/** A problem document (RFC 9457). */
export class Problem extends Error {
  /** @param type last part of the document's type, such as "too-large" */
  constructor(type, detail = "") {
    super(detail || type);
    this.type = type;
  }

  static from(status, document) {
    const type = String(document?.type ?? "").split(":").pop();
    if (type && type !== "blank") return new Problem(type, document.detail);
    return new Problem(BY_STATUS[status] ?? "internal", document?.detail);
  }
}

const BY_STATUS = { 413: "too-large", 415: "unsupported-type", 404: "not-found", 429: "overloaded" };

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem("offline");
  }
  const isJson = response.headers.get("content-type")?.includes("json");
  const body = isJson ? await response.json() : null;
  if (!response.ok) throw Problem.from(response.status, body);
  return body;
}

export function listFurniture(filter = {}) {
  const wanted = Object.entries(filter).filter(([, value]) => value !== "");
  return call("api/furniture?" + new URLSearchParams(wanted));
}

/** Sends a photo as it is; onPercent hears how much of it is sent. */
export function uploadPhoto(blob, onPercent) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far a body got.
    request.open("POST", "api/photos");
    request.setRequestHeader("Content-Type", photoType(blob));
    request.responseType = "json";
    request.upload.onprogress = (e) => onPercent(Math.round((100 * e.loaded) / e.total));
    request.onload = () =>
      request.status < 300
        ? resolve(request.response)
        : reject(Problem.from(request.status, request.response));
    request.onerror = () => reject(new Problem("offline"));
    request.send(blob);
  });
}

function photoType(blob) {
  return blob.type.startsWith("image/") ? blob.type : "application/octet-stream";
}

/** Sends strokes as a PNG; answers what was painted. */
export function saveMask(photo, png, signal) {
  const headers = { "Content-Type": "image/png" };
  return call(`api/photos/${photo}/mask`, { method: "PUT", headers, body: png, signal });
}

export function beginFusion(photo, furniture) {
  return call("api/fusions", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ photo, furniture }),
  });
}

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
