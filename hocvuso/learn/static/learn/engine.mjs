// The practice phone's rules, without any page: a scene and a state in, the next state out. Nothing is ever kept but demo characters.

/** A new try. `level`: "watch", "guided" or "alone". */
export function start(level) {
  return { at: 0, typed: "", level, slips: 0, shown: false, ending: null, past: [] };
}

export const step = (scene, state) => scene.steps[state.at];

/** The field to fill on this step, or undefined. */
export const field = (scene, state) => step(scene, state).widgets.find((widget) => widget.demo);

/** Whether the practice keypad takes this character now: only the next one of the demo value. */
export function takes(widget, typed, character) {
  return typed.length < widget.demo.length && widget.demo[typed.length] === character;
}

/** One key. Only the demo value can ever be composed; "Xóa" takes one back. */
export function press(scene, state, character) {
  const widget = field(scene, state);
  if (!widget) return state;
  if (character === "back") return Object.assign({}, state, { typed: state.typed.slice(0, -1) });
  if (!takes(widget, state.typed, character)) return slip(state);
  return Object.assign({}, state, { typed: state.typed + character });
}

export const isFull = (scene, state) => {
  const widget = field(scene, state);
  return Boolean(widget) && state.typed === widget.demo;
};

/** What to show when asked: the number of a widget and of its item; the field when there is one to fill. */
export function target(scene, state) {
  const widgets = step(scene, state).widgets;
  for (let w = 0; w < widgets.length; w += 1) {
    if (widgets[w].demo) return { w, i: -1 };
    const i = (widgets[w].things || []).findIndex((item) => item.right);
    if (i >= 0) return { w, i };
  }
  return null;
}

/** A tap on an item: goes on, or says why not. */
export function tap(scene, state, w, i) {
  const item = step(scene, state).widgets[w].things[i];
  if (item.right || item.to) return { state: go(scene, state, item.to), say: "" };
  return { state: slip(state), say: item.say };
}

/** On to the next step, or to the step or ending with this code. */
export function go(scene, state, code) {
  const past = state.past.concat(state.at);
  const next = Object.assign({}, state, { typed: "", shown: false, past });
  const ending = code ? scene.endings.find((one) => one.code === code) : null;
  const at = code ? scene.steps.findIndex((one) => one.code === code) : state.at + 1;
  if (ending || at < 0 || at >= scene.steps.length) return Object.assign(next, { ending: ending || scene.endings[0] });
  return Object.assign(next, { at });
}

export function undo(state) {
  if (!state.past.length) return null;
  return Object.assign({}, state, { at: state.past[state.past.length - 1], past: state.past.slice(0, -1), typed: "", shown: false });
}

const slip = (state) => Object.assign({}, state, { slips: state.slips + 1 });
