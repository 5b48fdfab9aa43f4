"""Learners' pages as they leave the server: whole without script, no cookie, nothing that could send, light."""

import re
from html.parser import HTMLParser
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.utils import translation

from hocvuso.learn import voice
from hocvuso.learn.catalog import catalog
from hocvuso.learn.formats.problems import BrokenContent
from hocvuso.web.publish import STATIC, addresses, static_files
from tests.learn.sample_content import change, copy_to

PAGES = list(addresses(catalog()))
PRACTICE = [page for page in PAGES if page.endswith("/luyen/")]
LESSONS = [page for page in PAGES if re.search(r"/hoc/[^/]+/$", page)]


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict]:
        return [attributes for name, attributes in self.found if name == tag]


def weight(text: str | bytes) -> int:
    return len(brotli.compress(text if isinstance(text, bytes) else text.encode()))


def script_weight() -> int:
    files = [*Path(finders.find("learn/engine.mjs")).parent.glob("*.mjs"), Path(finders.find("ui/size.js"))]
    assert len(files) >= 8
    return sum(weight(file.read_bytes()) for file in files)


def sent_with(html: str) -> dict[str, int]:
    """What a browser fetches because of this page: its scripts, the modules they import, the icon."""
    return {name: weight(content) for name, content in static_files(sorted(set(STATIC.findall(html))))}


@pytest.fixture
def voices(tmp_path, settings):
    settings.VOICE_DIR = tmp_path / "voice"
    settings.VOICE_DIR.mkdir()
    return settings.VOICE_DIR


@pytest.mark.parametrize("address", PAGES)
def test_a_learner_page_sets_no_cookie_asks_no_database_and_may_send_nothing(client, address):
    response = client.get(address)  # no `db` fixture: a query would fail the test
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    policy = response["Content-Security-Policy"]
    assert "connect-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "'unsafe-inline'" not in policy


@pytest.mark.parametrize("address", PAGES)
def test_a_learner_page_has_one_heading_no_form_no_inline_style_or_script(client, address):
    page = Elements(client.get(address).content.decode())
    assert len(page.of("h1")) == 1
    assert page.of("form") == []
    assert len(page.of("style")) == 1
    for tag, attributes in page.found:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag
    scripts = page.of("script")
    assert all(script.get("src") or script.get("type") == "application/json" for script in scripts)


@pytest.mark.parametrize("address", PRACTICE)
def test_a_practice_page_has_nothing_to_type_real_data_into(client, address):
    page = Elements(client.get(address).content.decode())
    inputs = [one for one in page.of("input") if one.get("name") != "size"]  # the size of type, in the frame
    assert inputs == page.of("textarea") == page.of("select") == []
    assert not [attributes for _, attributes in page.found if "autocomplete" in attributes or "contenteditable" in attributes]


@pytest.mark.parametrize("address", PRACTICE)
def test_every_screen_of_a_practice_phone_says_that_it_is_not_real(client, address):
    html = client.get(address).content.decode()
    words = ("SIMULATION", "Not a real app") if address.startswith("/en/") else ("MÔ PHỎNG", "Không phải ứng dụng thật")
    screens = html.count('class="shell"')
    assert screens >= 4
    for word in words:
        assert html.count(f">{word}<") == screens + 1  # and once above them


def test_every_link_on_learners_pages_leads_somewhere(client, db):
    for address in PAGES:
        for link in Elements(client.get(address).content.decode()).of("a"):
            target = link["href"].split("#")[0]
            assert not target or client.get(target).status_code in {200, 302}, (address, target)


@pytest.mark.parametrize("address", PAGES)
def test_no_link_of_a_page_leaves_this_server(client, address):
    page = Elements(client.get(address).content.decode())
    for tag, attributes in page.found:
        for name in ("href", "src", "action"):
            assert not re.match(r"(?:\w+:)?//", attributes.get(name) or ""), (tag, attributes)


def test_the_home_page_offers_what_exists_and_names_the_skill_of_the_week(client, settings):
    from datetime import date

    settings.SAMPLE_TODAY = date(2025, 7, 20)
    page = client.get("/").content.decode()
    assert "Chào bà con!" in page
    assert "Nhận tiền bằng QR, chống bill giả" in page  # week 29
    assert 'href="/hoc/vneid/">Học ngay' in page
    settings.SAMPLE_TODAY = date(2025, 8, 25)  # week 35: its lesson exists
    page = client.get("/").content.decode()
    assert 'href="/hoc/dung-kiem-tra-bao/">Học ngay' in page
    assert page.count("Kỹ năng tuần này") == 1


def test_a_lesson_is_whole_without_script(client):
    page = client.get("/hoc/vneid/").content.decode()
    text = catalog().lesson("vneid").text("vi")
    for said in [*text.card, text.remember, *(answer.why for one in text.situations for answer in one.answers)]:
        assert said in page
    assert page.count('<svg class="picture"') == len(text.screens)
    assert page.count('type="radio" name="q') == 9
    assert "22/11/2026" in page


def test_a_practice_is_a_list_of_steps_without_script(client):
    page = client.get("/hoc/vneid/luyen/").content.decode()
    assert page.count("<li><p><b>") == len(catalog().scenes["vneid-activate"].steps)
    assert "Bác tìm dòng có nhà phát hành <strong>Bộ Công an</strong>" in page


def test_english_is_english(client):
    page = client.get("/en/hoc/vneid/luyen/").content.decode()
    assert "Never type your real ones." in page
    assert "Bác " not in page


def test_an_unknown_lesson_is_not_there(client, db):
    assert client.get("/hoc/khong-co/").status_code == 404
    assert client.get("/hoc/khong-co/luyen/").status_code == 404


# Weights, on the wire. design.md: first page 14 kB, lesson 20 kB, practice 40 kB, script 10 kB.


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_light(client, voices, address):
    for name in voice.all_texts(catalog()):  # with every "Nghe" there can be
        for ending in voice.FORMATS:
            (voices / f"{name}.{ending}").touch()
    most = 14_000 if address in {"/", "/en/"} else 40_000 if address in PRACTICE else 20_000
    html = client.get(address).content.decode()
    others = sent_with(html)
    assert {"ui/size.js", "learn/store.mjs", "ui/favicon.svg"} <= set(others)
    assert weight(html) + sum(others.values()) <= most, (weight(html), others)


def test_all_scripts_together_are_light():
    assert script_weight() <= 10_000


# The voice.


def make_sound(folder, text: str, language: str = "vi") -> str:
    name = voice.key(text, language)
    for ending in voice.FORMATS:
        (folder / f"{name}.{ending}").write_bytes(ending.encode())
    return name


def test_listen_shows_only_for_a_sound_that_exists(client, voices):
    assert "data-sound" not in client.get("/hoc/vneid/").content.decode()
    sentence = catalog().lesson("vneid").text("vi").screens[0].sentence
    name = make_sound(voices, sentence)
    page = client.get("/hoc/vneid/").content.decode()
    assert page.count("data-sound") == 1
    assert f'href="/giong/{name}.m4a"' in page
    assert "data-sound" not in client.get("/en/hoc/vneid/").content.decode()  # another language, another sound


def test_a_sound_is_served_for_ever_and_nothing_else_is(client, db, voices):
    name = make_sound(voices, "Chào bác")
    (voices / "secret.ogg").write_bytes(b"x")
    (voices.parent / "secret.ogg").write_bytes(b"x")
    response = client.get(f"/giong/{name}.ogg")
    assert b"".join(response.streaming_content) == b"ogg"
    assert (response["Content-Type"], "immutable" in response["Cache-Control"]) == ("audio/ogg", True)
    assert client.get(f"/giong/{name}.m4a")["Content-Type"] == "audio/mp4"
    for other in ("secret.ogg", "..%2Fsecret.ogg", "%2e%2e/secret.ogg", f"{name}.wav", f"{'0' * 20}.ogg", f"{name}.ogg%00"):
        assert client.get(f"/giong/{other}").status_code == 404, other


def test_voices_are_made_once_and_those_of_changed_sentences_go(voices, monkeypatch, capsys):
    made = []

    def fake(words, language, folder, name):
        made.append(words)
        for ending in voice.FORMATS:
            (folder / f"{name}.{ending}").write_bytes(b"sound")

    monkeypatch.setattr(voice, "_make", fake)
    old = make_sound(voices, "Câu đã bỏ")
    (voices / "notes.txt").write_text("not ours")
    first = voice.build(catalog(), voices)
    assert (first.made, first.kept, first.removed) == (len(made), 0, 2)
    assert first.made > 100
    again = voice.build(catalog(), voices)
    assert (again.made, again.kept, again.removed) == (0, first.made, 0)
    assert not (voices / f"{old}.ogg").exists()
    assert (voices / "notes.txt").exists()


def test_without_espeak_the_command_says_so_and_is_content(monkeypatch, capsys):
    monkeypatch.setattr(voice.shutil, "which", lambda program: None)
    call_command("voice", "build")
    assert "espeak-ng" in capsys.readouterr().out


def test_every_sentence_a_page_shows_has_a_sound_in_the_list():
    wanted = voice.all_texts(catalog())
    for lesson in catalog().lessons:
        for language in ("vi", "en"):
            for screen in lesson.text(language).screens:
                assert voice.key(screen.sentence, language) in wanted


# The start.


def test_a_broken_file_stops_the_start_and_content_check_says_the_same(tmp_path, settings, capsys):
    settings.CONTENT_DIR = copy_to(tmp_path)
    line = change(tmp_path, "lessons/G3.1-vneid/lesson.md", "(kho.svg)", "(mat.svg)")
    with pytest.raises(BrokenContent) as stopped:
        catalog()
    said = f"lessons/G3.1-vneid/lesson.md:{line}: không có hình mat.svg trong thư mục bài học"
    assert said in str(stopped.value)
    with pytest.raises(SystemExit) as left:
        call_command("content", "check", folder=tmp_path)
    assert left.value.code == 1
    assert said in capsys.readouterr().out


def test_content_check_as_json(capsys):
    import json

    call_command("content", "check", json=True)
    assert json.loads(capsys.readouterr().out) == {"problems": [], "skills": 52, "lessons": 2, "scenes": 2}


# Published as files.


def test_the_learner_site_as_files(tmp_path, voices, capsys):
    name = make_sound(voices, catalog().lesson("vneid").text("vi").screens[0].sentence)
    out = tmp_path / "site"
    call_command("publish", out=out)
    for address in PAGES:
        file = out / address.strip("/") / "index.html"
        html = file.read_bytes()
        assert b'http-equiv="Content-Security-Policy"' in html
        assert brotli.decompress((file.parent / "index.html.br").read_bytes()) == html
        for source in re.findall(r'(?:src|href)="(/(?:static|giong)/[^"]+)"', html.decode()):
            assert (out / source.lstrip("/")).is_file(), source
    assert (out / "giong" / f"{name}.ogg").is_file()
    assert (out / "static/learn/engine.mjs").is_file()  # imported by another module, named by no page
    assert settings.SECRET_KEY not in "".join(path.read_text() for path in out.rglob("*.html"))


def test_publishing_again_replaces_and_a_strange_folder_is_left_alone(tmp_path, voices):
    from hocvuso.web.publish import NotOurFolder, publish

    out = tmp_path / "site"
    first = publish(catalog(), out)
    (out / "hoc" / "old-lesson").mkdir()
    second = publish(catalog(), out)
    assert (first.pages, first.files) == (second.pages, second.files)
    assert not (out / "hoc" / "old-lesson").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".old", ".publishing"))] == []
    strange = tmp_path / "photos"
    strange.mkdir()
    (strange / "cat.jpg").write_bytes(b"meow")
    with pytest.raises(NotOurFolder):
        publish(catalog(), strange)
    assert [path.name for path in strange.iterdir()] == ["cat.jpg"]


def test_published_pages_are_written_again_for_a_new_day_and_for_new_voices(tmp_path, voices, settings):
    import os
    import time
    from datetime import date

    from hocvuso.web.management.commands.worker import refresh_pages
    from hocvuso.web.publish import is_out_of_date

    settings.SAMPLE_TODAY = date(2025, 8, 24)
    settings.DATA_DIR = tmp_path
    out = tmp_path / "published"
    refresh_pages()
    assert not out.exists()  # nobody wanted pages as files
    call_command("publish", verbosity=0)
    written = (out / "index.html").stat().st_ino
    refresh_pages()
    assert (out / "index.html").stat().st_ino == written
    settings.SAMPLE_TODAY = date(2025, 8, 25)
    assert is_out_of_date(out)
    refresh_pages()
    assert "Dừng, Kiểm tra, Báo" in (out / "index.html").read_text()
    name = make_sound(voices, catalog().lesson("vneid").text("vi").screens[0].sentence)
    refresh_pages()
    assert not (out / "giong").exists()  # voices are still being made
    os.utime(voices, (time.time() - 90,) * 2)
    refresh_pages()
    assert (out / "giong" / f"{name}.ogg").is_file()
    assert not is_out_of_date(out)


def test_two_who_publish_at_once_do_not_meet(tmp_path, voices):
    from threading import Thread

    from hocvuso.web.publish import one_at_a_time

    order = []

    def second():
        with one_at_a_time(tmp_path / "site"):
            order.append("second")

    with one_at_a_time(tmp_path / "site"):
        other = Thread(target=second)
        other.start()
        other.join(0.2)
        order.append("first")
    other.join(5)
    assert order == ["first", "second"]


def test_the_other_language_is_the_same_page(client):
    page = client.get("/hoc/vneid/").content.decode()
    assert 'href="/en/hoc/vneid/"' in page
    with translation.override("vi"):
        assert 'href="/hoc/vneid/"' in client.get("/en/hoc/vneid/").content.decode()


def test_a_page_from_memory_is_the_same_page_with_the_same_policy(client, settings, voices):
    from datetime import date

    first, again = client.get("/hoc/vneid/"), client.get("/hoc/vneid/")
    assert again.content == first.content
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert "sha256-" in again["Content-Security-Policy"]
    make_sound(voices, catalog().lesson("vneid").text("vi").screens[0].sentence)
    assert client.get("/hoc/vneid/").content != first.content  # a new voice shows at once
    settings.SAMPLE_TODAY = date(2025, 7, 20)
    today = client.get("/").content
    settings.SAMPLE_TODAY = date(2025, 7, 21)
    assert client.get("/").content != today
    assert client.get("/en/").content != client.get("/").content


def test_the_program_does_not_start_on_broken_content(tmp_path):
    import os
    import subprocess
    import sys

    (tmp_path / "content").mkdir()
    copy_to(tmp_path / "content")
    root = settings.BASE_DIR
    environment = {**os.environ, "HOCVUSO_CONTENT": str(tmp_path / "content"), "HOCVUSO_DATA": str(tmp_path / "data")}
    environment["DJANGO_SETTINGS_MODULE"] = "hocvuso.settings"

    def start():
        code = "import django; django.setup()"
        return subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True)

    assert start().returncode == 0
    line = change(tmp_path / "content", "lessons/G3.1-vneid/lesson.md", "(kho.svg)", "(mat.svg)")
    stopped = start()
    assert stopped.returncode == 1
    assert f"lessons/G3.1-vneid/lesson.md:{line}: " in stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_an_address_that_a_lesson_had_before_leads_to_it(client, db, tmp_path, settings):
    settings.CONTENT_DIR = copy_to(tmp_path)
    change(tmp_path, "lessons/G3.1-vneid/lesson.md", "was = []", 'was = ["kich-hoat"]')
    for old, new in (("/hoc/kich-hoat/", "/hoc/vneid/"), ("/en/hoc/kich-hoat/luyen/", "/en/hoc/vneid/luyen/")):
        response = client.get(old)
        assert (response.status_code, response.url) == (301, new)
    assert client.get("/hoc/kich-hoat-2/").status_code == 404


def test_words_of_a_scene_are_only_words(client, tmp_path, settings):
    """Whoever writes a scene can put no element, handler or script into the page."""
    settings.CONTENT_DIR = copy_to(tmp_path)
    change(tmp_path, "practice/vneid-activate.toml", "Bác chạm vào **Kho ứng dụng** nhé.", "<img src=x onerror=alert(1)></script><script>x")
    page = Elements(client.get("/hoc/vneid/luyen/").content.decode())
    assert page.of("img") == []
    assert [one.get("src") for one in page.of("script")].count(None) == 2  # the two blocks of data, and no third
    assert not [attributes for _, attributes in page.found if "onerror" in attributes]


@pytest.mark.parametrize("address", PRACTICE)
def test_a_practice_page_may_stand_in_no_frame(client, address):
    response = client.get(address)
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


# The oldest browsers that learners have: Chrome and WebView 80, Safari 14.

NEWER = re.compile(
    r"\?\.(?!\d)|\?\?|\|\|=|&&=|\.replaceAll\(|\.at\(|\.hasOwn\(|\bstructuredClone\b|^await |\bstatic \{|#\w+\s*[=;(]", re.MULTILINE
)


@pytest.mark.parametrize("module", sorted(path.name for path in Path(finders.find("learn/engine.mjs")).parent.glob("*.mjs")))
def test_scripts_speak_a_language_that_old_phones_know(module):
    assert NEWER.search("const a = b?.c")
    assert NEWER.search("await x()")
    code = re.sub(r'"[^"\n]*"|//.*', "", Path(finders.find(f"learn/{module}")).read_text())
    assert not NEWER.search(code), NEWER.search(code)


@pytest.mark.parametrize("address", ["/", "/hoc/vneid/", "/hoc/vneid/luyen/"])
def test_no_rule_is_lost_because_it_shares_its_selector_with_has(client, address):
    """A browser that does not know :has() drops the whole rule, with every selector in it."""
    style = re.search(r"<style>(.*?)</style>", client.get(address).content.decode(), re.DOTALL)[1]
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    rules = [selector for selector in re.findall(r"([^{};]+)\{", style) if ":has(" in selector]
    assert rules
    for selector in rules:
        parts = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "()", selector).split(",")
        assert all(":has()" in part for part in parts), selector
    assert re.search(r'\[data-size="3"\]\s*\{\s*font-size', style)
