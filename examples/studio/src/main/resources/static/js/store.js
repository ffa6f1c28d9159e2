/**
 * What the browser keeps, so that a reload loses nothing: values by key, in IndexedDB. Where there
 * is none, as in some private windows, nothing is kept and everything else works.
 */

const NAME = "maskloom-studio";
const VALUES = "values";

const database = new Promise((resolve) => {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(VALUES);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  } catch {
    resolve(null);
  }
});

async function ask(mode, work) {
  const opened = await database;
  if (!opened) return undefined;
  return new Promise((resolve) => {
    try {
      const transaction = opened.transaction(VALUES, mode);
      const request = work(transaction.objectStore(VALUES));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => resolve(undefined);
    } catch {
      resolve(undefined); // Such as a value that cannot be kept, or no room for it.
    }
  });
}

/** What is kept under a key; undefined if nothing is. */
export function kept(key) {
  return ask("readonly", (values) => values.get(key));
}

/** Keeps a value, which may hold blobs. */
export function keep(key, value) {
  return ask("readwrite", (values) => values.put(value, key));
}

export function forget(key) {
  return ask("readwrite", (values) => values.delete(key));
}

export function forgetAll() {
  return ask("readwrite", (values) => values.clear());
}

// Small things, which are there at once

/** A setting that is kept; null if it is not. */
export function setting(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // Some browsers keep nothing.
  }
}

export function keepSetting(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // It is set until the page is closed.
  }
}
