"""Every check of a content file, each with a file broken in that one way: it names the file, the line and the mend."""

import re

import pytest

from tests.learn.sample_content import DRILL, LESSON, SCENE, SHIPPED, change, copy_to, problems_of, shipped

LESSON_2 = "lessons/G5.2-dung-kiem-tra-bao/lesson.md"
EN = "lessons/G3.1-vneid/lesson.en.md"
PICTURE = "lessons/G3.1-vneid/kho.svg"


@pytest.fixture
def folder(tmp_path):
    return copy_to(tmp_path)


def test_what_we_ship_is_right():
    assert problems_of(SHIPPED) == []


def test_all_52_skills_in_calendar_order_with_what_a_learner_can_then_do():
    skills = shipped().skills
    assert [skill.week for skill in skills] == list(range(1, 53))
    assert all(len(skill.outcomes) >= 4 for skill in skills)
    must = {skill.code for skill in skills if any(outcome.must for outcome in skill.outcomes)}
    assert {"G3.1", "G5.2", "G4.2", "G5.6"} <= must


def test_a_copy_of_what_we_ship_is_right_too(folder):
    assert problems_of(folder) == []


BREAKS = [
    # file, what is there, what someone wrote instead, words of the mend, the line below the change that is named (0: that very line)
    ("skills.toml", "week = 15", "week = 60", "week phải là số từ 1 đến 52", 0),
    ("skills.toml", "week = 15", "week = 16", "week 16 đã dùng", 18),
    ("skills.toml", 'audience = ["everyone", "elderly"]', 'audience = ["everyone", "oldies"]', "oldies", 0),
    ("skills.toml", 'code = "G3.1"', 'code = "G3.1', "không đọc được TOML", 0),
    ("skills.toml", "minutes = 75", "minuts = 75", "không hiểu “minuts”", 0),
    ("groups.toml", 'en = "Farmers"', "", "thiếu en", -3),
    (LESSON, "verified = 2026-11-22", 'verified = "hôm qua"', "verified phải là ngày", 0),
    (LESSON, 'practice = "vneid-activate"', 'practice = "khong-co"', "không có practice/khong-co.toml", 0),
    (LESSON, "(kho.svg)", "(kho-khac.svg)", "không có hình kho-khac.svg", 0),
    (LESSON, "tìm VNeID.", "tìm VNeID rồi bấm vào đó xem thử cho kỹ.", "câu dài", 0),
    (LESSON, "tìm VNeID.", "tìm. VNeID.", "đúng một câu", 0),
    (LESSON, "## Màn hình: Mở kho ứng dụng", "## Trang: Mở kho ứng dụng", "tiêu đề phải là một trong", 0),
    (LESSON, "- [x] Cúp máy, có gì", "- [ ] Cúp máy, có gì", "ít nhất một câu trả lời nên làm", -3),
    (LESSON, "- [x] Cúp máy, có gì", "* Cúp máy, có gì", "- [x] câu trả lời", 0),
    (LESSON, "+++\ntitle", "title", "nằm giữa hai dòng +++", 0),
    (LESSON_2, "was = []", 'was = ["vneid"]', "đã dùng ở", None),
    (EN, "- [x] Hang up and ask", "- [ ] Hang up and ask", "ít nhất một câu trả lời nên làm", -3),
    (PICTURE, 'href="#kho"', 'href="#cho"', "không có hình mẫu “cho”", 0),
    (PICTURE, "<path d=", '<path onclick="x()" d=', "không được dùng onclick", 0),
    (PICTURE, "<path d=", "<script>x()</script><path d=", "không được chứa <script>", 0),
    (PICTURE, 'href="#kho"', 'href="https://x.example/a.svg"', "không được dùng href", 0),
    (SCENE, 'kind = "field"', 'kind = "input"', "kind phải là một trong", 0),
    (SCENE, 'skill = "G3.1"', 'skill = "G9.9"', "G9.9", 0),
    (SCENE, 'code = "tim"', 'code = "man-hinh-chinh"', "đã dùng ở bước khác", None),
    (SCENE, 'demo = "0000 0000 0000"', 'demo = "001155001234"', "số tập", 0),
    (SCENE, 'demo = "0000 000 000"', 'demo = "0912345678"', "số tập", 0),
    (SCENE, 'keys = ["A", "D"', 'keys = ["A", "B", "C", "D"', "nhiều nhất", 0),
    (SCENE, 'items = [{ label = "Cài đặt", right = true }]', 'items = [{ label = "Cài đặt" }]', "chạm vào thì sao", 0),
    (SCENE, 'title = { vi = "Kích hoạt VNeID", en = "Activate VNeID" }', 'title = { vi = "Kích hoạt VNeID" }', "cả hai thứ tiếng", 0),
    (SCENE, "Tên cần gõ · VNEID", "Tên cần gõ", "phải in sẵn trên màn hình này", None),
    (SCENE, "Công ty Ứng dụng Lạ", "Công ty Viettel", "“Viettel” là tên thật", 0),
    (SCENE, "Xin chào (hello)", "Gọi 0912 345 678", "số giống số thật", 0),
    (SCENE, "Xin chào (hello)", "Mở vneid-capnhat.com", "đường dẫn giống thật", 0),
    (DRILL, 'hang_up = "cup-may"', 'hang_up = "lo-tin"', "hang_up phải dẫn tới", 0),
    (DRILL, 'wait = "doa"', 'wait = "o-dau"', "“o-dau” không phải code", None),
    (DRILL, 'wait = "doa"\n', "", "thiếu wait", None),
    (DRILL, 'kind = "call"', 'kind = "call"\nform = "x"', "không hiểu “form”", 1),
]


@pytest.mark.parametrize(("file", "old", "new", "mend", "below"), BREAKS, ids=lambda value: str(value)[:28])
def test_a_broken_file_is_named_with_its_line_and_mend(folder, file, old, new, mend, below):
    line = change(folder, file, old, new)
    found = [problem for problem in problems_of(folder) if mend in problem.mend]
    assert [problem.file for problem in found][:1] == [file]
    if below is not None:
        assert line + below in [problem.line for problem in found]


def test_a_missing_file_and_one_that_is_not_utf8(folder):
    (folder / "groups.toml").unlink()
    (folder / LESSON).write_bytes("Bác".encode("utf-16"))
    files = {problem.file for problem in problems_of(folder)}
    assert {"groups.toml", LESSON} <= files


def test_a_lesson_folder_with_a_wrong_name(folder):
    (folder / "lessons" / "vneid").mkdir()
    assert [problem.file for problem in problems_of(folder)] == ["lessons/vneid"]


def test_a_picture_that_is_too_heavy(folder):
    change(folder, PICTURE, "</svg>", '<path d="' + "M0 0h1" * 500 + '"/></svg>')
    assert [problem.file for problem in problems_of(folder)] == [PICTURE]


def test_the_version_of_a_lesson_is_its_folder_and_a_rename_is_remembered(folder):
    from hocvuso.learn.catalog import read_content

    before = read_content(folder)[0].lesson("vneid")
    change(folder, LESSON, "was = []", 'was = ["kich-hoat"]')
    after = read_content(folder)[0]
    assert after.lesson("vneid").version != before.version
    assert after.lesson("kich-hoat") is after.lesson("vneid")
    assert after.lesson("khac") is None


def test_parsing_needs_no_django():
    """A teacher's tool can check content without our settings."""
    import subprocess
    import sys

    modules = ["formats.scene", "formats.lesson", "formats.skills", "formats.picture", "rules.speech", "rules.weeks"]
    code = "import sys; " + "; ".join(f"import hocvuso.learn.{module}" for module in modules) + "; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=SHIPPED.parent).returncode == 0


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_learner_is_scolded(language):
    """Explanations of a wrong answer begin gently and never with "Sai" or "Wrong"."""
    for lesson in shipped().lessons:
        for situation in lesson.text(language).situations:
            for answer in situation.answers:
                assert not answer.why.lower().startswith(("sai", "không đúng", "wrong", "no,", "incorrect"))


def test_no_real_company_stands_in_any_scene_and_the_list_is_long():
    """Not by the checker's own pattern: each name is looked for in every text that a scene shows."""
    from hocvuso.base.text import fold
    from hocvuso.learn.formats.scene import Play

    read = shipped()
    assert len(set(read.names.real)) >= 60
    for scene in read.scenes.values():
        for language in ("vi", "en"):
            shown = f" {fold(str(Play(scene, language).data()))} "
            for name in read.names.real:
                assert not re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", shown), name
