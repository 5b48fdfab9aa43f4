// Draws the practice phone. What may happen is decided in engine.mjs; this turns a state into a screen, and a tap into a move.
import * as engine from "./engine.mjs";
import { opened } from "./calm.mjs";
import { keep } from "./store.mjs";
import { hush, play } from "./listen.mjs";

const byId = (id) => document.getElementById(id);
const scene = JSON.parse(byId("scene").textContent);
const words = JSON.parse(byId("words").textContent);
const phone = byId("phone");
const drill = scene.kind === "drill";

let state = null;
let typing = false;
let told = "";

/** An element; children are elements or texts, never HTML. */
function h(name, attributes, ...children) {
  const element = document.createElement(name);
  Object.entries(attributes || {}).forEach(([key, value]) => {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== "") element.setAttribute(key, value);
  });
  children.forEach((child) => element.append(child));
  return element;
}

/** **Important words** of a hint in bold. */
const bold = (text) => text.split("**").map((part, index) => (index % 2 ? h("b", null, part) : part));

const button = (kind, label, onclick) => h("button", { class: kind, type: "button", onclick }, label);

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  svg.setAttribute("viewBox", "0 0 40 46");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", "#" + name);
  svg.append(use);
  return svg;
}

function change(next, say) {
  hush();
  typing = typing && next.at === state.at && !next.ending;
  told = say || "";
  state = next;
  draw();
}

const tell = (say) => change(state, say);

function tapItem(w, i) {
  const { state: next, say } = engine.tap(scene, state, w, i);
  change(next, say);
}

function openField(widget) {
  if (!widget.demo) return tell(words.elsewhere);
  typing = true;
  told = "";
  draw();
}

function press(key) {
  const before = state.slips;
  state = engine.press(scene, state, key);
  told = state.slips > before ? words.wrongKey : "";
  drawTyping();
}

function finishTyping() {
  if (engine.isFull(scene, state)) return change(engine.go(scene, state, ""));
  if (state.typed) {
    told = words.missing.replace("{n}", engine.field(scene, state).demo.length - state.typed.length);
    return drawTyping();
  }
  typing = false;
  return draw();
}

/** "Tiếp" while watching: the phone does it itself, one press at a time. */
function doIt() {
  const widget = engine.field(scene, state);
  if (widget && !engine.isFull(scene, state)) return change(Object.assign({}, state, { typed: widget.demo }));
  const { w, i } = engine.target(scene, state);
  return change(i < 0 ? engine.go(scene, state, "") : engine.tap(scene, state, w, i).state);
}

function showMe() {
  told = "";
  state = Object.assign({}, state, { shown: true });
  draw();
  const here = phone.querySelector(".glow");
  if (here) here.focus();
}

function goBack() {
  const before = engine.undo(state);
  if (before) change(before);
  else leave();
}

/** "Dừng luyện": what begin() put into the history goes too. */
function leave() {
  intro();
  history.back();
}

function intro() {
  hush();
  state = null;
  typing = false;
  phone.hidden = true;
  byId("intro").hidden = false;
  byId("live").textContent = "";
  document.body.classList.remove("practising", "typing");
  opened();
  byId("levels").querySelector("button").focus();
}

// Drawing.

function draw() {
  document.body.classList.toggle("typing", typing);
  phone.textContent = "";
  opened();
  if (state.ending) return drawEnding();
  phone.append(top(), hint(), shell(engine.step(scene, state)), typing ? keypad() : moves());
  if (typing) drawTyping();
  focusOn(typing ? phone.querySelector(".keys button") : phone.querySelector("h2"));
  say(hintText());
}

function focusOn(element) {
  element.focus({ preventScroll: true });
  if (typing) return aboveTheKeys();
  const here = phone.querySelector(".glow") || element;
  here.scrollIntoView({ block: "nearest" });
}

/** With large type not all fits: the field that is being filled stays in sight, right above the keypad. */
function aboveTheKeys() {
  const under = phone.querySelector(".active").getBoundingClientRect().bottom + 8 - phone.querySelector(".keys").getBoundingClientRect().top;
  if (under > 0) window.scrollBy(0, under);
}

/** For those who hear the page: a place that stays, because one that is made anew is not read out. The same words twice are said twice. */
function say(text) {
  const live = byId("live");
  const plain = text.replace(/\*\*/g, "");
  live.textContent = live.textContent === plain ? plain + "\u00a0" : plain;
}

function top() {
  const { stage } = engine.step(scene, state);
  const where = words.stage.replace("{n}", stage).replace("{all}", scene.stages.length);
  return h(
    "div",
    { class: "top" },
    h("div", { class: "grow" }, h("h1", { class: "sr" }, scene.title), h("p", null, h("b", null, where), h("span", { class: "soft" }, ` ${scene.stages[stage - 1]}`))),
    button("button quiet", words.stop, leave),
    h("progress", { class: "meter", value: state.at + 1, max: scene.steps.length, "aria-label": where }),
  );
}

function hintText() {
  if (told) return told;
  const { hint: text } = engine.step(scene, state);
  return state.level === "alone" && !state.shown ? words.alone : text;
}

function hint() {
  const text = hintText();
  const box = h("div", { class: told ? "hint told" : "hint" }, h("p", { id: "hint" }, ...bold(text)));
  if (scene.sounds[text]) box.append(button("button quiet round", words.listen, () => play(scene.sounds[text])));
  return box;
}

function band() {
  return h("p", { class: "band" }, h("b", null, words.band), h("span", null, words.notReal));
}

function shell(step) {
  const shown = state.shown || state.level !== "alone" ? engine.target(scene, state) : null;
  const widgets = step.widgets.map((widget, w) => drawn(widget, w, shown && shown.w === w ? shown.i : null));
  return h("section", { class: `shell ${step.layout}`, "aria-label": words.phone }, band(), h("h2", { class: "title", tabindex: "-1" }, step.title), ...widgets);
}

/** One widget; `target` is the number of the item to show, -1 for the field itself, null for neither. */
function drawn(widget, w, target) {
  if (widget.kind === "field") return drawnField(widget, target === -1);
  const box = h("div", { class: `things w-${widget.kind}` });
  if (widget.text) box.append(h("p", { class: `w-${widget.kind}` }, widget.text.replace(/(\d) (?=\d)/g, "$1\u00a0")));
  (widget.things || []).forEach((item, i) => {
    const inside = [item.icon ? icon(item.icon) : "", h("span", null, item.label, item.note ? h("small", null, item.note) : "")];
    box.append(h("button", { type: "button", class: target === i ? "thing glow" : "thing", onclick: () => tapItem(w, i) }, ...inside));
  });
  return box;
}

function drawnField(widget, glow) {
  const typed = widget.demo ? state.typed : widget.filled || "";
  const value = h("b", { id: widget.demo ? "typed" : "" }, shownValue(widget, typed));
  return h("button", { type: "button", class: `box${glow ? " glow" : ""}${widget.demo ? " active" : ""}`, onclick: () => openField(widget) }, h("span", null, widget.label), value);
}

function shownValue(widget, typed) {
  if (!typed) return "\u00a0";
  if (widget.secret) return "•".repeat(typed.length);
  return /^\d{7,}$/.test(typed) ? typed.replace(/(\d{4})(?=\d)/g, "$1 ") : typed;
}

function moves() {
  if (drill) {
    const step = engine.step(scene, state);
    return h(
      "nav",
      { class: "moves three", "aria-label": words.moves },
      button("button quiet", words.ask, () => change(engine.go(scene, state, scene.ask))),
      button("button", words.hangUp, () => change(engine.go(scene, state, scene.hangUp))),
      button("button quiet", words.wait, () => change(engine.go(scene, state, step.wait))),
    );
  }
  const main = state.level === "watch" ? button("button", words.next, doIt) : button("button", words.show, showMe);
  return h("nav", { class: "moves", "aria-label": words.moves }, button("button quiet", words.back, goBack), main);
}

function keypad() {
  const { keys } = engine.field(scene, state);
  const all = keys || ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];
  const pad = h("div", { class: keys ? "keys letters" : "keys", role: "group", "aria-label": words.keypad });
  const letter = (key) => h("button", { type: "button", "data-key": key, onclick: () => press(key) }, key);
  const erase = h("button", { type: "button", class: "word", onclick: () => press("back") }, words.erase);
  const done = h("button", { type: "button", class: "word", "data-key": "done", onclick: finishTyping }, words.done);
  if (keys) pad.append(...all.map(letter), erase, done);
  else pad.append(...all.slice(0, 9).map(letter), erase, letter("0"), done);
  return pad;
}

/** What changes with each key: the value, the hint, and which key is the next. The keys stay, so that the finger and the focus stay. */
function drawTyping() {
  const widget = engine.field(scene, state);
  byId("typed").textContent = shownValue(widget, state.typed);
  phone.querySelector(".hint").replaceWith(hint());
  say(told || `${state.typed.length}/${widget.demo.length}`);
  const next = engine.isFull(scene, state) ? "done" : widget.demo[state.typed.length];
  const help = state.level !== "alone" || state.shown;
  phone.querySelectorAll("[data-key]").forEach((key) => key.classList.toggle("glow", help && key.dataset.key === next));
}

function drawEnding() {
  const { ending } = state;
  const kept = keep(phone.dataset.slug, { practised: phone.dataset.version });
  const shellBox = h(
    "section",
    { class: ending.good ? "shell ending" : "shell ending soon", "aria-label": words.phone },
    band(),
    h("h1", { class: "title", tabindex: "-1" }, ending.title),
    h("ul", { class: "ticks" }, ...ending.well.map((line) => h("li", null, h("span", null, line)))),
    h("p", { class: "remember" }, h("b", null, words.remember), " ", scene.safety),
  );
  if (ending.sound) shellBox.append(button("button quiet", words.listen, () => play(ending.sound)));
  if (!kept) shellBox.append(h("p", { class: "soft" }, words.unkept));
  const nav = h("nav", { class: "moves", "aria-label": words.moves }, button("button quiet", words.again, () => begin(state.level)));
  nav.append(h("a", { class: "button", href: phone.dataset.next }, words.onward));
  phone.append(shellBox, nav);
  say("");
  shellBox.querySelector("h1").focus({ preventScroll: true });
  window.scrollTo({ top: 0, behavior: "instant" });
}

// Beginning.

function begin(level) {
  state = engine.start(level);
  typing = false;
  told = "";
  if (phone.hidden) history.pushState(null, "");
  byId("intro").hidden = true;
  phone.hidden = false;
  document.body.classList.add("practising");
  window.scrollTo({ top: 0, behavior: "instant" });
  draw();
}

document.addEventListener("keydown", (event) => {
  if (!typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Backspace") press("back");
  else if (event.key === "Escape") {
    typing = false;
    draw();
  } else if (/^[0-9a-z]$/i.test(event.key)) press(event.key.toUpperCase());
});

/** The phone's own Back key goes one step back, as "Quay lại" does; from the first step, or from the end, to where one began. */
window.addEventListener("popstate", () => {
  if (!state) return;
  const before = state.ending ? null : typing ? state : engine.undo(state);
  if (!before) return intro();
  history.pushState(null, "");
  typing = false;
  return change(before);
});

// In a frame of somebody else's page nobody practises: there it could be dressed up as something real.
byId("levels").hidden = window.top !== window;
byId("steps").classList.add("paper-only");
byId("levels").addEventListener("click", (event) => {
  const { level } = event.target.dataset;
  if (level) begin(level);
});
