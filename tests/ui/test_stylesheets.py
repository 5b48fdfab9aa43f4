"""Styles are put together from small files; what is kept in git is what the files say; learners' stays light."""

import re
from pathlib import Path

import brotli
import pytest

from hocvuso.ui.stylesheets import BUNDLES, joined

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "hocvuso" / "ui" / "static" / "ui"


@pytest.mark.parametrize(("name", "parts"), BUNDLES.items())
def test_bundle_is_fresh(name, parts):
    assert (STATIC / name).read_text(encoding="utf-8") == joined(parts) + "\n", "run tools/styles"


@pytest.mark.parametrize("name", BUNDLES)
def test_bundle_closes_what_it_opens_and_cannot_end_a_style_element(name):
    text = (STATIC / name).read_text(encoding="utf-8")
    assert text.count("{") == text.count("}")
    assert "</" not in text


def test_the_style_inside_a_learners_page_is_at_most_4_kb_on_the_wire():
    assert len(brotli.compress(joined(BUNDLES["learner.css"]).encode())) <= 4096


def test_the_fonts_of_the_office_are_there_with_their_licence():
    named = set(re.findall(r"fonts/([\w.-]+\.woff2)", joined(BUNDLES["office.css"])))
    assert named == {path.name for path in (STATIC / "fonts").glob("*.woff2")}
    assert len(named) == 6
    assert "SIL Open Font License" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_learners_download_no_font():
    assert "url(" not in joined(BUNDLES["learner.css"])


THIRD_PARTY = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[\w-]+(?:\.[\w-]+)+""")


def foreign_hosts(text: str) -> list[str]:
    """Addresses of other hosts that a browser would ask by itself; a plain <a href> asks nothing until somebody presses it."""
    text = re.sub(r"<a\b[^>]*>|{#.*?#}|{%\s*comment.*?endcomment\s*%}|/\*.*?\*/|^\s*//.*$", "", text, flags=re.S | re.M)
    return THIRD_PARTY.findall(text)


def test_no_page_style_or_script_asks_a_third_party():
    files = [path for kind in ("html", "css", "js", "mjs", "svg") for path in (ROOT / "hocvuso").glob(f"**/*.{kind}") if path.is_file()]
    assert len(files) > 20
    assert {str(path.relative_to(ROOT)): found for path in files if (found := foreign_hosts(path.read_text(encoding="utf-8")))} == {}


def test_a_third_party_is_seen():
    assert foreign_hosts('<script src="https://cdn.example.com/x.js">') == ["https://cdn.example.com"]
    assert foreign_hosts("a{background:url(//img.example.com/x.png)}") == ["//img.example.com"]
    assert foreign_hosts('<a href="https://dichvucong.gov.vn">') == []
