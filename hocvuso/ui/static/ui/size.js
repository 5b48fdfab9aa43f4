// Remembers the size of type on this device. The page works without: the radios and the style do the rest.
(function () {
  "use strict";
  var root = document.documentElement, radios = document.querySelectorAll("input[name=size]"), kept = null;
  try { kept = localStorage.getItem("size"); } catch (refused) { /* a device that keeps nothing */ }

  function show(size) {
    root.setAttribute("data-size", size);
    for (var i = 0; i < radios.length; i++) radios[i].checked = radios[i].value === size;
  }
  function choose(event) {
    show(event.target.value);
    try { localStorage.setItem("size", event.target.value); } catch (refused) { /* only this page, then */ }
  }

  if (/^[123]$/.test(kept || "")) show(kept);
  for (var i = 0; i < radios.length; i++) radios[i].addEventListener("change", choose);
})();
