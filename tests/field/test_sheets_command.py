"""bin/hocvuso sheets: what a person or a program at the command line gets, with good lists and with bad ones."""

import json

import pytest
from django.core.management import call_command

from hocvuso.base import clock
from hocvuso.base.commands import Refused
from hocvuso.field.models import Gathering, SheetImport, SheetRow
from hocvuso.people.models import Mention, Person, PossibleDouble
from hocvuso.places.models import Area
from tests.base import files_for_tests as bad_files
from tests.field.made_files import FileMaker
from tests.field.truth import TODAY

pytestmark = pytest.mark.django_db
HEAD = ["STT", "Họ và tên", "Năm sinh", "Khu phố", "Số điện thoại"]
HOA = ["1", "Nguyễn Thị Hoa", "1960", "Khu phố 1", "0912345678"]
NAM = ["2", "Trần Văn Nam", "1955", "Khu phố 1", "0987654321"]
MAI = ["3", "Lê Thị Mai", "1970", "Khu phố 2", "0977111222"]
NEW, KNOWN = "new", "known"


@pytest.fixture(autouse=True)
def afterwards(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    settings.UPLOAD_DIR = tmp_path / "uploads"


@pytest.fixture
def lists(tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    return folder


@pytest.fixture
def sheets(areas, capsys):
    """Runs the command: (exit code, the JSON it printed)."""

    def run(*words):
        capsys.readouterr()
        try:
            call_command("sheets", *map(str, words), "--json")
            code = 0
        except SystemExit as stopped:
            code = stopped.code
        return code, json.loads(capsys.readouterr().out)

    return run


def write(folder, name, *rows, title="Ngày 05/07/2025 tại Nhà văn hóa Khu phố 1"):
    path = folder / name
    path.write_text(bad_files.csv_text([[title], HEAD, *rows]), encoding="utf-8")
    return path


def test_what_an_import_answers(sheets, lists):
    write(lists, "a.csv", HOA, NAM, HOA, ["4", "", "1950", "Khu phố 1", ""])
    write(lists, "b.csv", HOA, MAI, title="Ngày 06/07/2025 tại Khu phố 2")
    code, answer = sheets("import", lists, "--area", "28249")
    assert code == 1  # a row was refused
    assert (answer["people"], answer["attendances"], answer["written"]) == (3, 4, True)
    assert answer["refused"] == [{"file": "a.csv", "row": 6, "reason": "Thiếu họ tên."}]
    assert answer["villages_new"] == ["Khu phố 2"]
    assert answer["review"] == answer["warnings"] == []
    rows = [(row["file"], row["row"], row["status"]) for row in answer["rows"]]
    assert rows == [
        ("a.csv", 3, "new"), ("a.csv", 4, "new"), ("a.csv", 5, "repeat"), ("a.csv", 6, "refused"), ("b.csv", 3, "known"), 
        ("b.csv", 4, "new"),
    ]  # fmt: skip
    persons = [row["person"] for row in answer["rows"]]
    assert persons[0] == persons[2] == persons[4]
    assert persons[3] is None
    assert len(set(persons) - {None}) == 3


def test_a_dry_run_says_the_same_and_writes_nothing(sheets, lists):
    write(lists, "a.csv", HOA, NAM)
    code, dry = sheets("import", lists, "--area", "28249", "--dry-run")
    assert (code, dry["people"], dry["written"]) == (0, 2, False)
    assert Person.objects.count() == SheetImport.objects.count() == Area.objects.filter(name="Khu phố 2").count() == 0
    _, wet = sheets("import", lists, "--area", "28249")
    assert (wet["people"], wet["attendances"]) == (dry["people"], dry["attendances"])


def test_day_and_skill_given_for_lists_that_state_none(sheets, lists):
    write(lists, "a.csv", HOA, title="DANH SÁCH")
    code, answer = sheets("import", lists, "--area", "28249", "--dry-run")
    assert (code, answer["refused"][0]["reason"]) == (1, "Không rõ ngày của buổi. Bác điền ngày cho tệp này.")
    code, answer = sheets("import", lists, "--area", "28249", "--day", "2025-07-09", "--skill", "G5.2")
    assert (code, answer["people"]) == (0, 1)
    assert [(str(one.day), one.skills) for one in Gathering.objects.all()] == [("2025-07-09", ["G5.2"])]
    with pytest.raises(Refused, match="không đúng"):
        call_command("sheets", "import", str(lists), "--area", "28249", "--day", "09/07/2025")


def test_the_same_file_twice_is_refused_with_the_day_of_the_first(sheets, lists):
    path = write(lists, "a.csv", HOA, NAM)
    sheets("import", path, "--area", "28249")
    code, answer = sheets("import", path, "--area", "28249")
    assert (code, answer["written"], answer["people"]) == (1, False, 0)
    assert "đã được nhập ngày" in answer["refused"][0]["reason"]
    assert SheetImport.objects.count() == 1
    _, dry = sheets("import", path, "--area", "28249", "--dry-run")
    assert dry["refused"] == answer["refused"]


def test_one_file_under_two_names_is_read_once(sheets, lists):
    write(lists, "a.csv", HOA, NAM)
    write(lists, "b.csv", HOA, NAM)
    _, answer = sheets("import", lists, "--area", "28249")
    assert (answer["people"], answer["attendances"]) == (2, 2)
    assert [(one["file"], one["like"]) for one in answer["warnings"]] == [("b.csv", "a.csv")]


def test_the_same_list_in_another_format_is_written_with_a_warning(sheets, lists):
    write(lists, "a.csv", HOA, NAM, MAI)
    sheets("import", lists / "a.csv", "--area", "28249")
    bad_files.xlsx(lists / "moi.xlsx", [["Ngày 05/07/2025 tại Nhà văn hóa Khu phố 1"], HEAD, HOA, NAM, MAI])
    code, answer = sheets("import", lists / "moi.xlsx", "--area", "28249")
    assert (code, answer["written"], answer["people"]) == (0, True, 3)
    assert [(one["file"], one["like"], one["people"]) for one in answer["warnings"]] == [("moi.xlsx", "a.csv", 3)]
    assert {row["status"] for row in answer["rows"]} == {"known"}
    write(lists, "other-day.csv", HOA, NAM, MAI, title="Ngày 07/07/2025 tại Nhà văn hóa Khu phố 1")
    assert sheets("import", lists / "other-day.csv", "--area", "28249")[1]["warnings"] == []


def test_files_of_one_name_are_told_apart_by_their_folder(sheets, lists):
    for name, row in (("kp1", HOA), ("kp2", NAM)):
        (lists / name).mkdir()
        write(lists / name, "ds.csv", row)
    _, answer = sheets("import", lists, "--area", "28249")
    assert [row["file"] for row in answer["rows"]] == ["kp1/ds.csv", "kp2/ds.csv"]


def ask_about_nam(sheets, lists):
    """Father and son of one name on one phone: one question."""
    write(lists, "a.csv", HOA, NAM, ["3", "Trần Văn Nam", "1985", "Khu phố 1", "0987654321"])
    _, answer = sheets("import", lists, "--area", "28249")
    (pair,) = answer["review"]
    assert (pair["reason"], pair["pressing"], pair["left"]["row"], pair["right"]["row"]) == ("year", True, 4, 5)
    return answer, pair


@pytest.mark.parametrize(("word", "people"), [("same", 2), ("different", 3), ("một", 2), ("hai", 3)])
@pytest.mark.parametrize("form", ["json", "import", "csv", "map", "rows"])
def test_decisions_in_every_form(sheets, lists, tmp_path, word, people, form):
    answer, pair = ask_about_nam(sheets, lists)
    assert answer["people"] == 3
    whole = {**pair, "decision": word}
    by_rows = {"left": {"file": "a.csv", "row": 5}, "right": {"file": "a.csv", "row": 4}, "decision": word}
    text = {
        "json": json.dumps([whole]),
        "import": "\ufeff" + json.dumps({**answer, "review": [whole]}, ensure_ascii=False),
        "csv": f"id,decision\n{pair['id']},{word}\n",
        "map": json.dumps({pair["id"]: word}),
        "rows": json.dumps([by_rows]),
    }[form]
    path = tmp_path / "decided"
    path.write_text(text, encoding="utf-8")
    code, decided = sheets("review", "--decide", path)
    assert (code, decided["decided"], decided["left"], decided["people"], decided["attendances"]) == (0, 1, 0, people, people)
    _, rows = sheets("rows", "--area", "28249")
    assert len({row["person"] for row in rows["rows"]}) == people
    assert sheets("review", "--area", "28249")[1]["review"] == []
    assert len(sheets("review", "--area", "28249", "--all")[1]["review"]) == 1


def test_decisions_that_cannot_be_applied_are_named(sheets, lists, tmp_path):
    _, pair = ask_about_nam(sheets, lists)
    path = tmp_path / "decided.csv"
    path.write_text(f"{pair['id']},perhaps\n{pair['id'][:-1]}0,same\nxyz,same\n{pair['id']},different\n", encoding="utf-8")
    code, decided = sheets("review", "--decide", path)
    assert (code, decided["decided"], decided["people"]) == (1, 1, 3)
    assert len(decided["unknown"]) == 3
    path.write_text("{not json", encoding="utf-8")
    with pytest.raises(Refused, match="JSON"):
        call_command("sheets", "review", "--decide", str(path))
    with pytest.raises(Refused, match="Không có tệp"):
        call_command("sheets", "review", "--decide", str(tmp_path / "none"))


def test_undo(sheets, lists):
    answer, _ = ask_about_nam(sheets, lists)
    code, undone = sheets("undo", answer["import"])
    assert (code, undone["state"]) == (0, "undone")
    assert Person.objects.count() == Mention.objects.count() == Gathering.objects.count() == PossibleDouble.objects.count() == 0
    assert sheets("rows", "--area", "28249")[1] == {"rows": []}
    assert sheets("import", lists, "--area", "28249")[1]["people"] == 3
    for wrong in ("not-an-id", "0" * 32):
        with pytest.raises(Refused, match="Không có lần nhập"):
            call_command("sheets", "undo", wrong)


@pytest.mark.parametrize(("area", "said"), [("99999", "Không có đơn vị"), ("82", "không phải xã"), ("28249.01", "không phải xã")])
def test_an_area_that_is_no_commune(areas, lists, area, said):
    write(lists, "a.csv", HOA)
    with pytest.raises(Refused, match=said) as refused:
        call_command("sheets", "import", str(lists), "--area", area)
    assert refused.value.returncode == 2
    assert Person.objects.count() == 0


def test_a_path_that_is_not_there(areas, tmp_path):
    with pytest.raises(Refused, match="Không có tệp hay thư mục"):
        call_command("sheets", "import", str(tmp_path / "gone"), "--area", "28249")


def make_bad(folder, kind: str):
    path = folder / f"xấu {kind}.xlsx"
    if kind == "macro":
        return bad_files.xlsx_with(path, {"xl/vbaProject.bin": b"x" * 100})
    if kind == "locked":
        return bad_files.locked_xls(path)
    if kind == "long":
        return bad_files.long_xlsx(path, 25_000)
    path.write_bytes(
        {
            "pdf": b"%PDF-1.4\n%x",
            "empty": b"",
            "cut": bad_files.xlsx(folder / "whole.xlsx").read_bytes()[:900],
            "picture": b"\xff\xd8\xff\xe0" + b"\0" * 500,
            "binary": bytes(range(256)) * 20,
        }[kind]
    )
    (folder / "whole.xlsx").unlink(missing_ok=True)
    return path


@pytest.mark.parametrize("kind", ["pdf", "empty", "cut", "picture", "binary", "macro", "locked", "long"])
def test_a_bad_file_among_good_ones(sheets, lists, kind):
    write(lists, "a.csv", HOA, NAM)
    bad = make_bad(lists, kind)
    code, answer = sheets("import", lists, "--area", "28249")
    assert (code, answer["written"], answer["people"]) == (1, True, 2)
    assert [(one["file"], one["row"]) for one in answer["refused"]] == [(bad.name, None)]
    assert bad.name in answer["refused"][0]["reason"]
    assert "Bác" in answer["refused"][0]["reason"]


def test_a_list_of_nothing_and_a_page_of_instructions(sheets, lists):
    write(lists, "trống.csv")
    (lists / "hướng dẫn.csv").write_text("Họ và tên,Ghi đầy đủ theo CCCD\nNăm sinh,Ghi 4 số\nSố điện thoại,Ghi 10 số\n", encoding="utf-8")
    code, answer = sheets("import", lists, "--area", "28249")
    assert (code, answer["written"], answer["people"]) == (1, False, 0)
    assert {one["file"] for one in answer["refused"]} == {"trống.csv", "hướng dẫn.csv"}


def test_control_characters_and_formulas(sheets, lists):
    path = write(lists, "a.csv", ["1", "Nguyễn\x07 Thị\u200b Hoa", "1960", "Khu phố 1\x1f", "0912345678"])
    assert sheets("import", path, "--area", "28249")[1]["people"] == 1
    assert Person.objects.get().name == "Nguyễn Thị Hoa"
    bad_files.xlsx(
        lists / "b.xlsx", [["Ngày 06/07/2025"], HEAD, ["1", "Nguyễn Thị Hoa", "=2025-65", "Khu phố 1", '=HYPERLINK("http://x","y")']]
    )
    code, answer = sheets("import", lists / "b.xlsx", "--area", "28249")
    assert code == 0
    assert len(answer["rows"]) == 1
    assert "HYPERLINK" not in json.dumps(answer)


def test_card_numbers_are_never_kept(sheets, lists):
    head = ["STT", "Họ và tên", "Số CCCD", "Năm sinh", "Ghi chú"]
    path = lists / "a.csv"
    rows = [
        ["Ngày 05/07/2025"],
        head,
        ["1", "Nguyễn Thị Hoa", "082160001234", "1960", "CCCD 082160001234"],
        ["2", "Trần Văn Nam", "312345678", "1955", ""],
    ]
    path.write_text(bad_files.csv_text(rows), encoding="utf-8")
    _, answer = sheets("import", path, "--area", "28249")
    kept = [*Mention.objects.values(), *Person.objects.values(), *SheetRow.objects.values(), *Gathering.objects.values(), answer]
    assert answer["people"] == 2
    assert all("160001234" not in repr(one) and "312345678" not in repr(one) for one in kept)


def test_the_absent_are_refused_and_say_why(sheets, lists):
    path = lists / "a.csv"
    head = ["STT", "Họ và tên", "Năm sinh", "Ghi chú"]
    rows = [["Ngày 05/07/2025"], head, ["1", "Nguyễn Thị Hoa", "1960", "Vắng"], ["2", "Trần Văn Nam", "1955", "hộ nghèo"]]
    path.write_text(bad_files.csv_text(rows), encoding="utf-8")
    _, answer = sheets("import", path, "--area", "28249")
    assert [(row["row"], row["status"]) for row in answer["rows"]] == [(3, "refused"), (4, "new")]
    assert answer["refused"] == [{"file": "a.csv", "row": 3, "reason": "Danh sách ghi là vắng mặt."}]


def test_statuses_are_these_five_and_no_other(sheets, tmp_path):
    FileMaker(2, people=30, hard=1.0, thin=0.3).make_all(tmp_path)
    _, answer = sheets("import", tmp_path, "--area", "28249")
    assert {row["status"] for row in answer["rows"]} <= {"new", "known", "repeat", "review", "refused"}
    review = {(side["file"], side["row"]) for pair in answer["review"] if pair["pressing"] for side in (pair["left"], pair["right"])}
    assert review
    assert {(row["file"], row["row"]) for row in answer["rows"] if row["status"] == "review"} <= review


def test_help_says_what_a_decision_file_is(capsys):
    with pytest.raises(SystemExit):
        call_command("sheets", "--help")
    said = capsys.readouterr().out
    assert '"decision"' in said
    assert "CSV" in said
