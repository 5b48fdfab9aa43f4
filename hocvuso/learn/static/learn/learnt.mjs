// Marks the lessons that this device has learnt, in the version that is shown.
import { read } from "./store.mjs";
import "./listen.mjs";

const all = read();
document.querySelectorAll("[data-learnt]").forEach((mark) => {
  const known = all[mark.dataset.learnt];
  mark.hidden = !(known && known.learnt === mark.dataset.version);
});
