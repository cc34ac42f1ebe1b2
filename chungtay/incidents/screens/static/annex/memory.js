// What this browser remembers between two visits: heads of key lists that it has seen, sealed things that still wait to
// be sent, and the signature key of somebody without enrolment. Never words of a notice, never a recipient's private key.

const STORES = ['heads', 'waiting', 'sender'];

const opened = () => new Promise((done, failed) => {
  const asked = indexedDB.open('chungtay-annex', 1);
  asked.onupgradeneeded = () => STORES.forEach(name => asked.result.createObjectStore(name));
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

async function within(store, mode, act) {
  const memory = await opened();
  try {
    return await new Promise((done, failed) => {
      const change = memory.transaction(store, mode), asked = act(change.objectStore(store));
      change.oncomplete = () => done(asked?.result);
      change.onerror = change.onabort = () => failed(change.error);
    });
  } finally { memory.close(); }
}

export const recall = (store, key) => within(store, 'readonly', rows => rows.get(key));
export const recallAll = store => within(store, 'readonly', rows => rows.getAll());
export const remember = (store, key, value) => within(store, 'readwrite', rows => rows.put(value, key));
export const forget = (store, key) => within(store, 'readwrite', rows => rows.delete(key));
