"""Every colour that may stand on another is computed, light and dark; and no style uses a pair that is not declared."""

import re
import tomllib

import pytest

from hocvuso.ui.stylesheets import BUNDLES, PARTS

# Learners' pages use no other tokens than offices', so the stricter limit holds for both.
LEAST = {"text": 7.0, "outline": 3.0}
THEMES = ("light", "dark")
# What inherits ink: a surface is only good for what may stand on it.
NEVER = {"transparent", "none", "currentColor", "inherit", "0"}


def tokens() -> dict[str, dict[str, str]]:
    """Name -> colour, as a reader in each theme gets them."""
    source = re.sub(r"/\*.*?\*/", "", (PARTS / "tokens.css").read_text(encoding="utf-8"), flags=re.S)
    blocks = re.findall(r"(:root[^{]*)\{([^{}]*)\}", source)
    colours = [(selector.strip(), dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))) for selector, body in blocks]
    light = next(found for selector, found in colours if selector == ":root")
    dark = [found for selector, found in colours if selector != ":root"]
    assert len(dark) == 2
    assert dark[0] == dark[1], "the dark theme is written twice (asked for by the system, or by the page); the two differ"
    return {"light": light, "dark": {**light, **dark[0]}}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


DECLARED = tomllib.loads((PARTS / "pairs.toml").read_text(encoding="utf-8"))
COLOURS = tokens()
PAIRS = [(kind, theme, on, under) for kind in LEAST for theme in THEMES for on, unders in DECLARED[kind].items() for under in unders]


@pytest.mark.parametrize(("kind", "theme", "on", "under"), PAIRS)
def test_pair_can_be_seen(kind, theme, on, under):
    assert contrast(COLOURS[theme][on], COLOURS[theme][under]) >= LEAST[kind]


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the well-known grey that just fails


def rules(css: str) -> list[tuple[str, dict[str, str]]]:
    """Selector and declarations of each rule, media queries opened."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        declarations = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        found.append((selector.strip(), {name.strip(): value.strip() for name, value in declarations.items()}))
    return found


def named(value: str) -> list[str]:
    return [name for name in re.findall(r"var\(--([\w-]+)\)", value) if name in COLOURS["light"]]


LINES = (
    "border",
    "border-color",
    "border-left",
    "border-right",
    "border-top",
    "border-bottom",
    "outline",
    "stroke",
    "fill",
    "accent-color",
)


def undeclared(css: str, declared: dict) -> list[str]:
    """Uses of colour in a style that nobody declared, or that do not go through a token."""
    text, outline, decoration = declared["text"], declared["outline"], declared["decoration"]
    surfaces = {under for kind in ("text", "outline") for unders in declared[kind].values() for under in unders}
    faults = []
    for selector, rule in rules(css):
        under = named(rule.get("background", "") + rule.get("background-color", ""))
        on = named(rule.get("color", ""))
        faults += [f"{selector}: surface {name}" for name in under if name not in surfaces and name not in decoration]
        if on and under:
            faults += [f"{selector}: {a} on {b}" for a in on for b in under if b not in text.get(a, [])]
        faults += [f"{selector}: text {name}" for name in on if name not in text]
        for property_ in LINES:
            faults += [
                f"{selector}: line {n}"
                for n in named(rule.get(property_, ""))
                if n not in outline and n not in decoration and n not in surfaces
            ]
        if ":root" not in selector:
            faults += [f"{selector}: raw colour {value}" for value in rule.values() if re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", value)]
    return faults


@pytest.mark.parametrize("part", sorted({part for parts in BUNDLES.values() for part in parts}))
def test_a_style_uses_only_declared_pairs(part):
    assert undeclared((PARTS / f"{part}.css").read_text(encoding="utf-8"), DECLARED) == []


@pytest.mark.parametrize(
    "css",
    [
        ".a { color: var(--ink-soft); background: var(--line) }",
        ".a { color: var(--lamp) }",
        "@media print { .a { color: #777777 } }",
        ".a { border: 1px solid rgb(0 0 0 / .2) }",
        ".a { background: var(--edge) }",
    ],
)
def test_an_undeclared_use_is_seen(css):
    assert undeclared(css, DECLARED) != []


def test_a_declared_use_is_none():
    assert undeclared(".a { color: var(--on-action); background: var(--lotus); border: 1px solid var(--line) }", DECLARED) == []


def test_every_style_file_belongs_to_a_bundle():
    assert {path.stem for path in PARTS.glob("*.css")} == {part for parts in BUNDLES.values() for part in parts}
