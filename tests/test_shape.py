"""The shape of the house: what the fifteen habits would lose first if nobody looked (docs/developer/architecture.md).

Each rule is a plain function from sources to faults, so that it can be shown a small made-up violation and proved to see it.
"""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from hocvuso.journal.verbs import VERBS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "hocvuso"

# The line of imports, highest first; apps of one row are neighbours and do not know each other.
LINE = [
    {"web"}, {"sync"}, {"comms"}, {"insights"}, {"field", "community", "contest", "shield"},
    {"plans"}, {"learn"}, {"people"}, {"places"}, {"journal"}, {"base", "ui"},
]  # fmt: skip
RANK = {app: len(LINE) - row for row, apps_ in enumerate(LINE) for app in apps_}
OF_NO_APP = {"__init__.py", "__main__.py", "settings.py", "urls.py", "wsgi.py"}


def sources(pattern: str) -> dict[str, str]:
    """Files of the package by their path inside it."""
    return {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob(pattern))}


PYTHON = sources("**/*.py")
TEMPLATES = sources("*/templates/**/*.html")


def app_of(path: str) -> str:
    return path.split("/")[0]


# Imports go one way.


def modules_named_in(path: str, source: str) -> Iterator[tuple[int, str]]:
    """Every module a file names: imports wherever they stand, and dotted names of ours given as text (include(), import_string())."""
    here = ["hocvuso", *path.removesuffix(".py").split("/")]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: len(here) - node.level]) if node.level else ""
            module = ".".join(filter(None, [base, node.module]))
            # `from hocvuso import people` names people; `from hocvuso.people import models` names people.models
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"hocvuso(\.\w+)+", node.value):
            yield node.lineno, node.value


def wrong_way_imports(files: Mapping[str, str]) -> list[str]:
    faults = []
    for path, source in files.items():
        app = app_of(path)
        if app in OF_NO_APP:
            continue
        for line, module in modules_named_in(path, source):
            parts = module.split(".")
            other = parts[1] if parts[0] == "hocvuso" and len(parts) > 1 else ""
            if other in RANK and other != app and RANK[other] >= RANK.get(app, 0):
                faults.append(f"{path}:{line} {app} may not import {other}")
    return faults


def test_imports_go_one_way():
    assert wrong_way_imports(PYTHON) == []


def test_every_app_has_its_place_in_the_line():
    assert {app_of(path) for path in PYTHON} - OF_NO_APP <= set(RANK)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("people/actions.py", "from hocvuso.field.models import Gathering"),
        ("people/actions.py", "def late():\n    import hocvuso.insights.queries"),
        ("people/actions.py", "from hocvuso import insights"),
        ("people/actions/persons.py", "from ...insights import queries"),
        ("field/views.py", "from hocvuso.shield import models"),
        ("base/text.py", "from hocvuso.places.models import Area"),
        ("ui/context.py", "from hocvuso.base import clock"),
        ("journal/actions.py", "import_module('hocvuso.people.models')"),
        ("unknown/actions.py", "from hocvuso.people import models"),
    ],
)
def test_a_wrong_way_import_is_seen(path, source):
    assert len(wrong_way_imports({path: source})) == 1


def test_a_right_way_import_is_none():
    source = "from hocvuso import __version__\nfrom hocvuso.people.models import Person\nfrom . import queries"
    source = f'"""See hocvuso.web.views for the pages."""\n{source}'
    assert wrong_way_imports({"field/actions.py": source, "urls.py": "from hocvuso.web import views"}) == []


# Templates too: a page is made of its own app's parts and of those below.


def wrong_way_templates(files: Mapping[str, str]) -> list[str]:
    faults = []
    for path, source in files.items():
        for other in re.findall(r"{%\s*(?:extends|include)\s+[\"'](\w+)/", source):
            if other in RANK and other != app_of(path) and RANK[other] >= RANK[app_of(path)]:
                faults.append(f"{path} may not use a template of {other}")
    return faults


def test_templates_go_one_way():
    assert wrong_way_templates(TEMPLATES) == []
    assert wrong_way_templates({"people/templates/people/a.html": '{% include "field/part.html" %}{% extends "ui/page.html" %}'}) != []


# Foreign keys go one way.


def relations() -> Iterator[tuple[str, str, str]]:
    """(app, "Model.field", app of the other end) of every key between our own tables."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("hocvuso."):
            continue
        for field in model._meta.get_fields(include_hidden=True):
            if field.is_relation and field.concrete and field.related_model.__module__.startswith("hocvuso."):
                yield model._meta.app_label, f"{model.__name__}.{field.name}", field.related_model._meta.app_label


def wrong_way_keys(keys: Iterable[tuple[str, str, str]]) -> list[str]:
    return [f"{app}.{name} points up at {other}" for app, name, other in keys if app != other and RANK[other] >= RANK[app]]


def test_foreign_keys_go_one_way():
    keys = list(relations())
    assert ("people", "Person.home", "places") in keys
    assert wrong_way_keys(keys) == []
    assert wrong_way_keys([("places", "Area.officer", "people"), ("field", "Gathering.scam", "shield")]) != []


def test_the_journal_knows_nobody():
    assert [key for key in relations() if key[0] == "journal" and key[2] != "journal"] == []


# Rules know no Django, not even through what they import.


def is_rules(path: str) -> bool:
    return path.endswith("/rules.py") or "/rules/" in path


def rules_that_meet_django(files: Mapping[str, str]) -> list[str]:
    by_module = {"hocvuso." + path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in files}

    def reaches_django(path: str, seen: set[str]) -> bool:
        seen.add(path)
        for _, module in modules_named_in(path, files[path]):
            if module.split(".")[0] == "django":
                return True
            ours = by_module.get(module) or by_module.get(module.rpartition(".")[0])
            if ours and ours not in seen and reaches_django(ours, seen):
                return True
        return False

    return [path for path in files if is_rules(path) and reaches_django(path, set())]


def test_rules_know_no_django():
    assert any(is_rules(path) for path in PYTHON)
    assert rules_that_meet_django(PYTHON) == []


def test_a_rule_that_meets_django_is_seen():
    models = {"field/models.py": "from django.db import models"}
    assert rules_that_meet_django({"field/rules.py": "def f():\n    from django.conf import settings"}) == ["field/rules.py"]
    assert rules_that_meet_django({"field/rules/late.py": "from hocvuso.field.models import X", **models}) == ["field/rules/late.py"]
    assert rules_that_meet_django({"field/rules.py": "from hocvuso.base.days import day_of", "base/days.py": "import re", **models}) == []


# Every setting is documented, and every documented setting exists.


def settings_read(source: str) -> set[str]:
    """The names given to env(), env_bool(), env_list()…"""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith("env")
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def settings_documented(text: str) -> set[str]:
    """The first cells of the document's tables."""
    return set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)`", text, re.MULTILINE))


def environment_read_elsewhere(files: Mapping[str, str]) -> list[str]:
    """Settings of ours that a file other than settings.py takes from the environment itself."""
    pattern = re.compile(r"environ(?:\.get\(|\[)[\"'](HOCVUSO_\w+|DATABASE_URL)[\"'](?!\]\s*=[^=])")
    return [f"{path}: {name}" for path, source in files.items() if path != "settings.py" for name in pattern.findall(source)]


def test_every_setting_is_documented_and_every_documented_one_exists():
    read = settings_read(PYTHON["settings.py"])
    assert "HOCVUSO_DATA" in read
    assert settings_documented((ROOT / "docs" / "server" / "settings.md").read_text(encoding="utf-8")) == read


def test_settings_are_read_in_one_file():
    assert environment_read_elsewhere(PYTHON) == []
    assert environment_read_elsewhere({"a.py": 'os.environ.get("HOCVUSO_X")', "b.py": 'os.environ["HOCVUSO_DATA"] = folder'}) == [
        "a.py: HOCVUSO_X"
    ]
    assert settings_read('A = env("HOCVUSO_A")\nB = env_bool("HOCVUSO_B", True)') == {"HOCVUSO_A", "HOCVUSO_B"}
    assert settings_documented("| `HOCVUSO_A` | x |\n\nsee `HOCVUSO_B`") == {"HOCVUSO_A"}


# Indicators name verbs that exist.


def unknown_verbs(files: Mapping[str, str]) -> list[str]:
    return [f"{path}: {verb}" for path, text in files.items() for verb in tomllib.loads(text).get("verbs", [""]) if verb not in VERBS]


def test_indicators_name_verbs_that_exist():
    files = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "content" / "indicators").glob("*.toml")}
    assert "instructed.toml" in files
    assert unknown_verbs(files) == []
    assert unknown_verbs({"a.toml": 'verbs = ["attended", "danced"]', "b.toml": "order = 1"}) == ["a.toml: danced", "b.toml: "]


# Migrations say what they do.


def unnamed_migrations(names: Iterable[str]) -> list[str]:
    return [name for name in names if not re.fullmatch(r"\d{4}_[a-z0-9_]+", name) or "_auto_" in name or name.endswith("_initial")]


def test_migrations_are_named():
    names = [Path(path).stem for path in PYTHON if "/migrations/" in path and not path.endswith("__init__.py")]
    assert "0002_append_only_triggers" in names
    assert unnamed_migrations(names) == []
    assert unnamed_migrations(["0001_initial", "0002_auto_20260101_1200", "0003_posts", "latest"]) == [
        "0001_initial",
        "0002_auto_20260101_1200",
        "latest",
    ]


@pytest.mark.django_db
def test_no_model_waits_for_a_migration():
    from django.core.management import call_command

    ours = [config.label for config in apps.get_app_configs() if config.name.startswith("hocvuso.")]
    call_command("makemigrations", *ours, check=True, dry_run=True, verbosity=0)


# Nothing of one machine in the repository.

PRIVATE = [
    r"(?<![\w.~-])/(?:work|root|home/\w+|Users/\w+)/",
    r"\.\./shared\b",
    r"(?<![\w-])--(?:extra-)?index-url[ =]",
    r"(?<![\w-])--(?:trusted-host|find-links)[ =]\S",
    r"file:///(?!\{)\w",
]


def private_words(files: Mapping[str, str]) -> list[str]:
    return [f"{path}: {found.group()}" for path, text in files.items() for pattern in PRIVATE for found in re.finditer(pattern, text)]


def tracked_files() -> dict[str, str]:
    # safe.directory: a clone may belong to somebody else than who runs the tests
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    texts = {}
    for name in filter(None, names):
        path = ROOT / name
        if path.is_file() and name != "tests/test_shape.py":
            try:
                texts[name] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a picture, a font, a sound
    return texts


def test_nothing_of_one_machine_is_in_the_repository():
    files = tracked_files()
    assert "README.md" in files
    assert private_words(files) == []
    assert [name for name, text in files.items() if name.startswith("requirements") and "://" in text] == []


@pytest.mark.parametrize(
    "text",
    ["cd /work/main", "open('/root/x')", "read ../shared/domain.md", "--extra-index-url https://x", "--find-links=dir", "/home/lan/x"],
)
def test_a_private_word_is_seen(text):
    assert private_words({"a": text}) != []


@pytest.mark.parametrize("text", ["uv pip compile --no-emit-index-url", "docs/work/plan", "a ~/root/ b", "https://x.vn/home/lan/"])
def test_an_innocent_word_is_not(text):
    assert private_words({"a": text}) == []


# Pages: no script and no style inside the markup, every text marked for translation, every page has a title.


def without_template_code(source: str) -> str:
    """The markup alone: translated blocks, tags, variables and comments are gone."""
    for pattern in (
        r"{%\s*comment.*?{%\s*endcomment\s*%}",
        r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}",
        r"{#.*?#}",
        r"<!--.*?-->",
        r"{%.*?%}",
        r"{{.*?}}",
    ):
        source = re.sub(pattern, "", source, flags=re.DOTALL)
    return source


def inline_code(files: Mapping[str, str]) -> list[str]:
    """Inline scripts, style attributes, on…= handlers: the policy would stop them on the visitor's screen."""
    faults = []
    for path, source in files.items():
        markup = without_template_code(source)
        faults += [f"{path}: {tag}" for tag in re.findall(r"<script\b[^>]*>", markup) if " src" not in tag and "application/" not in tag]
        faults += [f"{path}: {found.group()}" for found in re.finditer(r"<[a-z][^<>]*?\s((?:style|on[a-z]+)\s*=)", markup)]
        faults += [f"{path}: <style>" for _ in re.findall(r"<style\b", markup)]
    return faults


def test_no_page_has_inline_script_or_style():
    assert inline_code(TEMPLATES) == []


@pytest.mark.parametrize(
    "source", ["<script>go()</script>", '<p class="a"\n style="color:red">', '<button onclick="go()">', "<style>p{}</style>"]
)
def test_inline_code_is_seen(source):
    assert len(inline_code({"a": source})) == 1


def test_a_script_from_a_file_is_none():
    assert inline_code({"a": '<script src="{% static \'ui/x.js\' %}" defer></script><p data-on="x">{# <script> #}'}) == []


VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
# The name of the program and of the languages is the same in every language.
SAME_IN_ALL = ("Học Vụ Số", "Tiếng Việt")


def untranslated(files: Mapping[str, str]) -> list[str]:
    """Vietnamese words standing in the markup outside a translation tag."""
    faults = []
    for path, source in files.items():
        markup = without_template_code(source)
        for name in SAME_IN_ALL:
            markup = markup.replace(name, "")
        for line in markup.splitlines():
            if re.search(f"[{VIETNAMESE}]", line, re.IGNORECASE):
                faults.append(f"{path}: {line.strip()[:80]}")
    return faults


def test_every_text_is_marked_for_translation():
    assert untranslated(TEMPLATES) == []
    assert untranslated({"a": "<p>Chào bác</p>"}) != []
    assert untranslated({"a": '<img alt="Bản đồ xã">'}) != []
    fine = '<title>Học Vụ Số</title>{% translate "Chào bác" %}{% blocktranslate %}Có {{ n }} người{% endblocktranslate %}{# ghi chú #}'
    assert untranslated({"a": fine}) == []


def titleless(files: Mapping[str, str]) -> list[str]:
    """Pages (what extends a frame) without a title of their own."""
    pages = {path: source for path, source in files.items() if re.search(r"{%\s*extends\s+\"(?:ui/page|ui/office)\.html\"", source)}
    return [
        path
        for path, source in pages.items()
        if path != "ui/templates/ui/office.html" and not re.search(r"{%\s*block\s+title\s*%}", source)
    ]


def test_every_page_has_a_title():
    assert titleless(TEMPLATES) == []
    assert titleless({"a": '{% extends "ui/page.html" %}{% block content %}{% endblock %}'}) == ["a"]


# Every page says who may open it.


def views(patterns=None, prefix: str = "") -> Iterator[tuple[str, object]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def without_a_rule(found: Iterable[tuple[str, object]]) -> list[str]:
    return [route for route, view in found if not hasattr(view, "access")]


def test_every_page_says_who_may_open_it():
    found = list(views())
    assert "healthz" in [route for route, _ in found]
    assert without_a_rule(found) == []
    assert without_a_rule([("/x/", lambda request: None)]) == ["/x/"]
