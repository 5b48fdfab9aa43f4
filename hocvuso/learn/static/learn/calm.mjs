// An unsteady finger taps twice: the second tap was not meant for the screen that the first one opened. Keys are never held back.
const PAUSE = 400;
let changed = -PAUSE;

/** A new screen has just come under the finger. */
export function opened() {
  changed = performance.now();
}

document.addEventListener(
  "click",
  (event) => {
    if (!event.detail || performance.now() - changed > PAUSE) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
