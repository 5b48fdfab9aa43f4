// "Nghe": the link's sound in place. Opus where the browser can, AAC otherwise. One sound at a time; a second tap stops it.
let audio = null;
let playing = "";

export function play(sound) {
  if (!audio) audio = new Audio();
  if (playing === sound && !audio.paused) {
    audio.pause();
    return;
  }
  playing = sound;
  audio.src = sound + (audio.canPlayType('audio/ogg; codecs="opus"') ? ".ogg" : ".m4a");
  const started = audio.play();
  if (started) started.catch(() => {});
}

export function hush() {
  if (audio) audio.pause();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-sound]");
  if (!link) return;
  event.preventDefault();
  play(link.dataset.sound);
});
