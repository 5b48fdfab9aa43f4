// What this device has learnt. Private windows and full devices refuse to keep anything: then learning simply goes on.
const KEY = "hocvuso.learnt";

export function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch (refused) {
    return {};
  }
}

/** Adds to what is known of one lesson; false when the device does not keep it. */
export function keep(slug, facts) {
  try {
    const all = read();
    all[slug] = Object.assign({}, all[slug], facts, { day: new Date().toISOString().slice(0, 10) });
    localStorage.setItem(KEY, JSON.stringify(all));
    return true;
  } catch (refused) {
    return false;
  }
}
