"""Which small style files make up a page's style, put together once and named by their hash.

A learner's page carries its style inside itself (one request less), so the policy has to allow exactly that text: its hash.
An office page links to `ui/office.css`, which `tools/styles` makes of the same parts.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

PARTS = Path(__file__).resolve().parent / "styles"

# In this order: a later file may override an earlier one.
SHARED = ("tokens", "base", "button", "card", "notice", "chip", "field", "errors", "meter", "fold", "list", "size")
LEARNER = (*SHARED, "scale-learner", "frame-learner")
OFFICE_ONLY = ("figure", "table", "tabs", "crumbs", "drop")
OFFICE = (*SHARED, *OFFICE_ONLY, "scale-office", "frame-office")
# What `tools/styles` writes into static/ui/.
BUNDLES = {"learner.css": LEARNER, "office.css": OFFICE}


@dataclass(frozen=True)
class Style:
    """The text of a <style>, and the source expression that allows it in a policy."""

    text: str
    source: str


def squeeze(css: str) -> str:
    """The same style without comments and spare white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    css = re.sub(r": ", ":", css)
    return css.replace(";}", "}").strip()


def joined(parts: tuple[str, ...]) -> str:
    """The named parts of `styles/`, one after the other, squeezed."""
    return "".join(squeeze((PARTS / f"{part}.css").read_text(encoding="utf-8")) for part in parts)


def learner_style(more: tuple[str, ...] = ()) -> Style:
    """The learner's style and the static files `more` ("learn/practice.css"), for one inline <style>."""
    return _read_learner_style(more) if settings.DEBUG else _kept_learner_style(more)


def _read_learner_style(more: tuple[str, ...]) -> Style:
    text = joined(LEARNER) + "".join(squeeze(_static_text(name)) for name in more)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Style(text, f"'sha256-{digest}'")


_kept_learner_style = lru_cache(maxsize=32)(_read_learner_style)


def _static_text(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"no static file {name!r} for inline_style")
    return Path(path).read_text(encoding="utf-8")
