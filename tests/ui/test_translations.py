"""English is complete: every text of every app has it, nothing is a guess, and what runs (.mo) is what is written (.po)."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hocvuso"
SAYS_SOMETHING = re.compile(r"gettext|{%\s*(?:translate|blocktranslate)\b")


def apps_that_speak() -> list[str]:
    files = [path for kind in ("py", "html") for path in PACKAGE.glob(f"*/**/*.{kind}")]
    return sorted({path.relative_to(PACKAGE).parts[0] for path in files if SAYS_SOMETHING.search(path.read_text(encoding="utf-8"))})


def texts_of(app: Path, folder: Path) -> Path:
    """A fresh list of the app's texts, found as Django finds them; in `folder`, so that nothing of ours is touched."""
    copy = folder / app.name
    shutil.copytree(app, copy, ignore=shutil.ignore_patterns("locale", "static", "__pycache__", "data"))
    (copy / "locale").mkdir()
    finder = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-location", "--no-wrap", "--verbosity", "0"]
    without_settings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(finder, cwd=copy, check=True, capture_output=True, env=without_settings)
    return copy / "locale" / "en" / "LC_MESSAGES" / "django.po"


def missing_english(translated: Path, texts: Path) -> list[str]:
    """What msgcmp complains about: texts without English, or with a guess ("fuzzy") for it."""
    done = subprocess.run(["msgcmp", str(translated), str(texts)], capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [line for line in done.stderr.splitlines() if "warning" not in line]


@pytest.mark.parametrize("app", apps_that_speak())
def test_every_text_has_its_english(app, tmp_path):
    texts = texts_of(PACKAGE / app, tmp_path)
    assert texts.exists(), f"{app} speaks, but no text of it was found"
    translated = PACKAGE / app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    assert translated.exists(), f"run tools/messages {app}"
    assert missing_english(translated, texts) == [], f"run tools/messages {app}, then write the English"


def catalogs() -> list[Path]:
    return sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("written", catalogs(), ids=lambda path: "/".join(path.relative_to(PACKAGE).parts[:3:2]))
def test_what_runs_is_what_is_written(written, tmp_path):
    fresh = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", str(fresh), str(written)], check=True, capture_output=True)
    assert meanings(written.with_suffix(".mo")) == meanings(fresh), "run tools/messages"
    assert not re.search(r"^#,.*\bfuzzy\b(?![^\n]*\n(?:#[^\n]*\n)*msgid \"\"\nmsgstr \"\"\n\"Project)", written.read_text("utf-8"), re.M)


def meanings(compiled: Path) -> dict:
    with compiled.open("rb") as file:
        found = dict(gettext.GNUTranslations(file)._catalog)
    found.pop("", None)
    return found


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("english", "faults"),
    [('msgid "Chào"\nmsgstr "Hello"\n', 0), ('msgid "Chào"\nmsgstr ""\n', 1), ('#, fuzzy\nmsgid "Chào"\nmsgstr "Bye"\n', 1), ("", 1)],
)
def test_a_missing_empty_or_guessed_translation_is_seen(tmp_path, english, faults):
    app = tmp_path / "app"
    (app / "templates").mkdir(parents=True)
    (app / "templates" / "a.html").write_text('{% load i18n %}{% translate "Chào" %}', encoding="utf-8")
    translated = tmp_path / "en.po"
    translated.write_text(HEADER + english, encoding="utf-8")
    assert (missing_english(translated, texts_of(app, tmp_path / "found")) != []) == bool(faults)


def test_djangos_own_words_are_said_our_way():
    with override("vi"):
        assert _("This field is required.") == "Ô này cần điền."
    with override("en"):
        assert _("This field is required.") == "This field is required."
        assert _("Quay lại") == "Back"
