// A lesson one part at a time. The page is whole without this: it only hides the other parts and moves between them.
import { opened } from "./calm.mjs";
import { keep, read } from "./store.mjs";
import { hush } from "./listen.mjs";

const box = document.getElementById("parts");
const parts = Array.from(box.querySelectorAll(".part"));
const byId = (id) => document.getElementById(id);
const next = byId("next");
const last = byId("last");
const back = document.querySelector(".dock .go");
const { slug, version, where } = box.dataset;
let at = -1;

function show(number, moved) {
  at = number;
  hush();
  parts.forEach((part, index) => part.classList.toggle("away", index !== at));
  byId("where").textContent = where.replace("{n}", at + 1).replace("{all}", parts.length);
  byId("meter").max = parts.length;
  byId("meter").value = at + 1;
  next.hidden = at === parts.length - 1;
  last.hidden = !next.hidden;
  if (!last.hidden) byId("unkept").hidden = keep(slug, { learnt: version });
  else keep(slug, { version, part: parts[at].id });
  if (moved) {
    opened();
    parts[at].tabIndex = -1;
    parts[at].focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: "instant" });
  }
}

function go(number) {
  history.pushState(null, "", "#" + parts[number].id);
  show(number, true);
}

function fromAddress() {
  return parts.findIndex((part) => "#" + part.id === location.hash);
}

next.addEventListener("click", () => go(at + 1));
back.addEventListener("click", (event) => {
  if (at === 0) return;
  event.preventDefault();
  go(at - 1);
});
window.addEventListener("popstate", () => show(Math.max(0, fromAddress()), true));

// What was left half done goes on where it was, when nothing else was asked for.
const known = read()[slug];
const left = known && known.version === version && known.learnt !== version ? parts.findIndex((part) => part.id === known.part) : 0;
byId("along").hidden = false;
document.documentElement.classList.add("stepwise");
show(fromAddress() >= 0 ? fromAddress() : Math.max(0, left), false);
if (location.hash) window.scrollTo({ top: 0, behavior: "instant" });
