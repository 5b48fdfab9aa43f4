"""practice/*.toml and drills/*.toml: a practice phone, as data.

A scene is a row of steps. A step is one look of the phone: a heading, widgets, a hint. Things that can be tapped either lead on
(`right`, or `to` with the code of another step or an ending) or explain (`say`) and stay. A field is typed on the practice keypad, which
takes only the demo characters of `demo`. In a drill each step also says what happens when the learner does nothing (`wait`); hanging up
and asking the family are possible at every moment.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from hocvuso.learn.formats.problems import Problems
from hocvuso.learn.formats.said import LANGUAGES, Said, said
from hocvuso.learn.formats.tomlfile import Spot, Table

KINDS = {"text", "button", "field", "list", "sms", "call", "choice", "note"}
TAPPED = {"button", "list", "choice", "sms"}
LAYOUTS = {"app", "home", "call"}
ITEM_KEYS = {"label", "note", "icon", "right", "to", "say"}
MOST_STEPS = 30
KEYS = 10
# What a demo value may be: never what a living person could have. Twelve digits, an ID number, only all zero; ten, a phone number, too.
DEMO_DIGITS = re.compile(r"0{12}|0{10}|\d{6}")
DEMO_WORD = re.compile(r"[A-Za-z]{3,8}")
PHONE_LIKE = re.compile(r"(?<!\d)(?:\+?84|0)[1-9](?:[ .]?\d){8}(?!\d)")
ID_LIKE = re.compile(r"(?<!\d)0(?!0{11})\d{11}(?!\d)")
LINK_LIKE = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|vn|net|org|top|icu|vip|xyz|app)\b")


@dataclass(frozen=True)
class Item:
    """Something to tap. `right`: leads on to the next step, or to `to`; otherwise `say` explains."""

    label: Said
    note: Said | None
    icon: str
    right: bool
    to: str
    say: Said | None


@dataclass(frozen=True)
class Widget:
    kind: str
    text: Said | None
    label: Said | None
    items: tuple[Item, ...]
    demo: str
    keys: tuple[str, ...]
    filled: str
    secret: bool


@dataclass(frozen=True)
class Step:
    code: str
    stage: int
    layout: str
    title: Said
    hint: Said
    widgets: tuple[Widget, ...]
    wait: str


@dataclass(frozen=True)
class Ending:
    """`good` in a drill: the learner is safe. The words are kind either way."""

    code: str
    good: bool
    title: Said
    well: tuple[Said, ...]


@dataclass(frozen=True)
class Scene:
    slug: str
    kind: str
    skill: str
    title: Said
    goal: Said
    safety: Said
    stages: tuple[Said, ...]
    steps: tuple[Step, ...]
    endings: tuple[Ending, ...]
    hang_up: str
    ask: str
    verified: date
    sources: tuple[str, ...]
    version: str = ""


@dataclass(frozen=True)
class Names:
    """allowed-names.toml."""

    state: tuple[str, ...]
    invented: tuple[str, ...]
    real: tuple[str, ...]


def read_names(top: Table) -> Names:
    top.only({"state", "invented", "real"})
    return Names(top.texts("state"), top.texts("invented"), top.texts("real"))


def read_scene(top: Table, slug: str, kind: str, names: Names, problems: Problems, version: str = "") -> Scene:
    """A scene with every rule checked that keeps it from being anything but practice. `kind` is "practice" or "drill"."""
    top.only({"skill", "title", "goal", "safety", "stages", "verified", "sources", "hang_up", "ask", "step", "ending"})
    steps = tuple(_step(row) for row in top.tables("step"))
    endings = tuple(_ending(row) for row in top.tables("ending"))
    nothing = Said("", "")
    scene = Scene(
        slug=slug,
        kind=kind,
        skill=top.text("skill"),
        title=top.said("title") or nothing,
        goal=top.said("goal") or nothing,
        safety=top.said("safety") or nothing,
        stages=_all_said(top, "stages"),
        steps=steps,
        endings=endings,
        hang_up=top.text("hang_up", needed=kind == "drill"),
        ask=top.text("ask", needed=kind == "drill"),
        verified=top.day("verified"),
        sources=top.texts("sources"),
        version=version,
    )
    _check_roads(scene, top)
    _check_texts(top.spot, names, problems)
    return scene


def _step(row: Table) -> Step:
    row.only({"code", "stage", "layout", "title", "hint", "widget", "wait"})
    nothing = Said("", "")
    layout = row.values.get("layout", "app")
    if layout not in LAYOUTS:
        row.spot.fault(f"layout phải là một trong: {', '.join(sorted(LAYOUTS))}", "layout")
    return Step(
        code=row.text("code"),
        stage=row.number("stage", 1, 9),
        layout=layout,
        title=row.said("title") or nothing,
        hint=row.said("hint") or nothing,
        widgets=tuple(_widget(widget) for widget in row.tables("widget", "step.widget")),
        wait=row.text("wait", needed=False),
    )


def _widget(row: Table) -> Widget:
    row.only({"kind", "text", "label", "items", "demo", "keys", "filled", "secret"})
    kind = row.text("kind")
    if kind not in KINDS:
        row.spot.fault(f"kind phải là một trong: {', '.join(sorted(KINDS))}", "kind")
    demo, keys = row.text("demo", needed=False), row.texts("keys")
    for key, value in (("demo", demo), ("filled", row.values.get("filled", ""))):
        plain = str(value).replace(" ", "")
        if plain and not (DEMO_DIGITS.fullmatch(plain) or DEMO_WORD.fullmatch(plain) or set(plain) == {"•"}):
            row.spot.fault(f"{key} chỉ được là số tập: 000000000000, 0000000000, sáu số, hoặc một chữ ngắn như VNeID", key)
    if keys and (len(keys) > KEYS or not set(demo) <= set(keys)):
        row.spot.fault(f"keys phải có đủ các phím của demo và nhiều nhất {KEYS} phím", "keys")
    if demo and not demo.replace(" ", "").isdigit() and not keys:
        row.spot.fault("demo có chữ thì phải kê keys: các phím hiện ra", "demo")
    return Widget(
        kind=kind,
        text=row.said("text", needed=kind in {"text", "note", "sms", "call"}),
        label=row.said("label", needed=kind == "field"),
        items=tuple(_items(row, needed=kind in TAPPED)),
        demo=demo,
        keys=keys,
        filled=row.text("filled", needed=False),
        secret=row.values.get("secret") is True,
    )


def _items(row: Table, needed: bool):
    values = row.values.get("items", [])
    if needed and not values:
        row.spot.fault("thiếu items: những chỗ có thể chạm", "items")
    for value in values:
        label = said(value.get("label")) if isinstance(value, dict) else None
        if label is None or set(value) - ITEM_KEYS:
            row.spot.fault("mỗi item viết { label = …, say = … } hoặc { label = …, right = true }", "items")
            continue
        note, say = said(value.get("note")), said(value.get("say"))
        item = Item(label, note, value.get("icon", ""), value.get("right") is True, value.get("to", ""), say)
        if not item.right and not item.to and item.say is None:
            row.spot.fault(f"“{item.label.vi}” chạm vào thì sao? Thêm right = true, hoặc say = lời giải thích", "items")
        yield item


def _ending(row: Table) -> Ending:
    row.only({"code", "good", "title", "well"})
    return Ending(row.text("code"), row.values.get("good", True) is True, row.said("title") or Said("", ""), _all_said(row, "well"))


def _all_said(row: Table, key: str) -> tuple[Said, ...]:
    values = row.values.get(key, [])
    texts = [said(value) for value in values] if isinstance(values, list) else [None]
    if not texts or None in texts:
        row.spot.fault(f'{key} phải là danh sách: {key} = [{{ vi = "…", en = "…" }}]', key)
    return tuple(text for text in texts if text)


def goes_on(step: Step) -> bool:
    """Whether the learner can leave the step: something right to tap, or a field to fill."""
    return any(widget.demo for widget in step.widgets) or any(item.right or item.to for widget in step.widgets for item in widget.items)


def is_printed(demo: str, step: Step) -> bool:
    """Whether the demo value stands on the same screen, in both languages: nobody has to remember or invent a number."""
    shown = [widget.text for widget in step.widgets if widget.text]
    bare = demo.replace(" ", "")
    return all(any(bare in text.speak(language).replace(" ", "") for text in shown) for language in LANGUAGES)


def _check_roads(scene: Scene, top: Table) -> None:
    """Every step can be left, every name leads somewhere, and in a drill the three safe moves are always there."""
    codes = [step.code for step in scene.steps] + [ending.code for ending in scene.endings]
    if not scene.steps or not scene.endings or len(scene.steps) > MOST_STEPS:
        top.spot.fault(f"một cảnh có 1 đến {MOST_STEPS} [[step]] và ít nhất một [[ending]]")
    for name in ("hang_up", "ask"):
        target = getattr(scene, name)
        if target and target not in {ending.code for ending in scene.endings if ending.good}:
            top.spot.fault(f"{name} phải dẫn tới một [[ending]] tốt: cúp máy và hỏi người nhà luôn là đúng", name)
    for index, step in enumerate(scene.steps):
        _check_step(scene, step, codes, top.spot.inside("step", index))


def _check_step(scene: Scene, step: Step, codes: list[str], spot: Spot) -> None:
    if codes.count(step.code) > 1:
        spot.fault(f"code “{step.code}” đã dùng ở bước khác", "code")
    if not goes_on(step):
        spot.fault("bước này không đi tiếp được: cần một item right = true hoặc một field có demo")
    for demo in (widget.demo for widget in step.widgets if widget.demo):
        if not is_printed(demo, step):
            spot.fault(f"“{demo}” phải in sẵn trên màn hình này: thêm một widget note, sms hoặc text có số đó", "demo")
    if not 1 <= step.stage <= len(scene.stages):
        spot.fault("stage không có trong stages", "stage")
    if scene.kind == "drill" and not step.wait:
        spot.fault('thiếu wait = "…": bác không làm gì thì chuyện gì xảy ra', "wait")
    for target in [step.wait, *(item.to for widget in step.widgets for item in widget.items)]:
        if target and target not in codes:
            spot.fault(f"“{target}” không phải code của bước hay kết thúc nào")


def _check_texts(spot: Spot, names: Names, problems: Problems) -> None:
    """No real brand, no number that could be someone's, no link that could be opened. Comments are not shown and may say anything."""
    allowed = [*names.state, *names.invented]
    brands = _pattern(names.real)
    for number, line in enumerate(spot.lines, 1):
        if line.lstrip().startswith("#"):
            continue
        text = line
        for name in allowed:
            text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
        for found in brands.finditer(text) if brands else ():
            problems.add(spot.file, number, f"“{found[0]}” là tên thật: dùng tên bịa trong allowed-names.toml")
        if PHONE_LIKE.search(text) or ID_LIKE.search(text):
            problems.add(spot.file, number, "có số giống số thật: chỉ dùng số tập toàn số 0")
        if LINK_LIKE.search(text):
            problems.add(spot.file, number, "có đường dẫn giống thật: dùng đuôi .example, hoặc bỏ đi")


def _pattern(names: tuple[str, ...]) -> re.Pattern | None:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in names) + r")(?!\w)", re.IGNORECASE) if names else None


@dataclass
class Play:
    """A scene in one language, ready for the page: plain lists and texts, as the engine reads them."""

    scene: Scene
    language: str
    texts: list[str] = field(default_factory=list)

    def __post_init__(self):
        assert self.language in LANGUAGES, self.language

    def t(self, text: Said | None) -> str:
        return text.speak(self.language) if text else ""

    def data(self) -> dict:
        scene = self.scene
        return {
            "kind": scene.kind,
            "title": self.t(scene.title),
            "goal": self.t(scene.goal),
            "safety": self.t(scene.safety),
            "stages": [self.t(stage) for stage in scene.stages],
            "steps": [self._step(step) for step in scene.steps],
            "endings": [
                {"code": end.code, "good": end.good, "title": self.t(end.title), "well": [self.t(text) for text in end.well]}
                for end in scene.endings
            ],
            "hangUp": scene.hang_up,
            "ask": scene.ask,
        }

    def _step(self, step: Step) -> dict:
        return {
            "code": step.code,
            "stage": step.stage,
            "layout": step.layout,
            "title": self.t(step.title),
            "hint": self.t(step.hint),
            "wait": step.wait,
            "widgets": [self._widget(widget) for widget in step.widgets],
        }

    def _widget(self, widget: Widget) -> dict:
        data = {
            "kind": widget.kind,
            "text": self.t(widget.text),
            "label": self.t(widget.label),
            "things": [self._item(item) for item in widget.items],  # "items" would be a method to a template
            "demo": widget.demo.replace(" ", ""),
            "keys": list(widget.keys),
            "filled": widget.filled,
            "secret": widget.secret,
        }
        return {key: value for key, value in data.items() if value}

    def _item(self, item: Item) -> dict:
        data = {
            "label": self.t(item.label),
            "note": self.t(item.note),
            "icon": item.icon,
            "right": item.right,
            "to": item.to,
            "say": self.t(item.say),
        }
        return {key: value for key, value in data.items() if value}
