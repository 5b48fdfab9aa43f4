"""What a report says: drafted from figures, silent about what is not known, every kind of count by its name."""

from datetime import date

import pytest

from hocvuso.base.days import parse_window
from hocvuso.insights.reports import form
from hocvuso.insights.reports.document import document_from_json
from hocvuso.insights.reports.facts import Place, differences, facts_from_json
from hocvuso.insights.reports.monthly import base_lines, build, drafts, period_text, typed_number
from hocvuso.insights.reports.skeleton import BrokenReport, read_skeleton, skeleton
from hocvuso.insights.rules import Figure
from tests.insights.report_world import facts, july, line

MADE = date(2025, 7, 20)


def made(found=None, narrative=None):
    return build(found or july(), narrative or {}, skeleton(), made_on=MADE)


def part(document, code):
    parts = [one for top in document.parts for one in (top, *top.parts)]
    return next(one for one in parts if one.code == code)


def rows(document, annex=0):
    return {(row.label, row.unit): row.values for row in document.annexes[annex].rows}


def test_the_sections_are_those_of_the_skeleton():
    document = made()
    assert [one.number for one in document.parts] == ["I", "II", "III", "IV", "V"]
    assert [one.number for one in document.parts[1].parts] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert document.parts[1].title == "KẾT QUẢ THỰC HIỆN"
    assert document.parts[1].parts[0].title == "Công tác tuyên truyền"


def test_people_and_contacts_are_both_named():
    text = " ".join(part(made(), "II.2").paragraphs)
    assert "Có 392 người được hướng dẫn, với 479 lượt" in text
    assert "Lũy kế từ đầu năm: 1.210 người, 1.479 lượt, 41 buổi." in text
    assert "Cùng kỳ năm trước: 25 người, 30 lượt." in text


def test_what_is_not_measured_is_not_zero():
    document = made(facts(places=()))
    for code in ("I", "II.1", "II.2", "II.4", "II.5", "II.6", "II.7", "II.8"):
        assert part(document, code).paragraphs == ("Chưa có số liệu.",), code
    assert all(value is None for values in rows(document).values() for value in values)
    assert " 0 " not in " ".join(text for top in document.parts for one in (top, *top.parts) for text in (*one.paragraphs, *one.items))


def test_a_measured_zero_stays_in_the_annex_and_out_of_the_draft_beside_others():
    document = made()
    assert "nộp hồ sơ" not in " ".join(part(document, "II.7").paragraphs)
    assert rows(document)["Người được giúp nộp hồ sơ trực tuyến", "người"][:2] == (0, 0)
    alone = made(facts(line("dossiers", Figure(0, 0))))
    assert part(alone, "II.7").paragraphs == ("Đã giúp 0 người nộp hồ sơ trực tuyến (0 lượt).",)


def test_the_annex_has_this_window_the_year_the_same_and_the_plan():
    annex = made().annexes[0]
    assert annex.columns[3:] == ("Kỳ này", "Lũy kế năm", "Cùng kỳ", "% kế hoạch")
    assert rows(made())["Người được hướng dẫn", "người"] == (392, 1210, 25, 12.6)
    assert rows(made())["Người được hướng dẫn (tính theo lượt)", "lượt"] == (479, 1479, 30, None)
    assert rows(made())["Buổi đã tổ chức", "buổi"] == (14, 41, None, None)


def test_the_annex_of_places_adds_up_to_the_total():
    table = made().annexes[1].rows
    assert [row.label for row in table] == ["Khu phố 1", "Khu phố 2", "Chưa rõ khu phố", "Tổng cộng phường Đạo Thạnh"]
    assert table[1].values == (None, None, None)
    assert table[-1].values == (14, 479, 392)
    assert sum(row.values[2] or 0 for row in table[:-1]) == 392


def test_items_are_lettered_and_tell_the_share_of_the_plan():
    items = part(made(), "II.3").items
    assert items[0] == "a) Cán bộ, công chức, viên chức có kỹ năng số: chưa có số liệu;"
    assert items[-1].endswith(".")
    assert all(item.endswith(";") for item in items[:-1])


def test_typed_figures_are_labelled():
    document = made(narrative={"typed.bulletins": "1.234"})
    assert part(document, "II.1").paragraphs == ("Đã đăng 1.234 tin, bài về phong trào (số nhập tay).",)
    typed = [row for row in document.annexes[0].rows if row.typed]
    assert [(row.label, row.values[0]) for row in typed] == [("Tin, bài tuyên truyền (*)", 1234)]
    assert "(*) Số nhập tay, không đếm từ danh sách." in document.annexes[0].notes


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("1.234", 1234), ("63,5", 63.5), ("", None), ("nhiều", None), ("-3", None), ("12.5", None)]
)
def test_typed_numbers_are_read_as_vietnamese_writes_them(text, number):
    assert typed_number(text) == number


def test_the_officers_words_stand_instead_of_the_draft():
    document = made(narrative={"V": "Đề nghị cấp thêm máy chiếu.\n\nĐề nghị tập huấn."})
    assert part(document, "V").paragraphs == ("Đề nghị cấp thêm máy chiếu.", "Đề nghị tập huấn.")
    assert part(document, "IV").paragraphs[0].startswith("Tiếp tục tổ chức")


def test_bases_end_with_semicolons_and_a_full_stop():
    lines = base_lines({}, skeleton())
    assert [one[-1] for one in lines] == [";"] * (len(lines) - 1) + ["."]
    assert base_lines({"bases": "Căn cứ A;\nCăn cứ B."}, skeleton()) == ["Căn cứ A;", "Căn cứ B."]


def test_unlinked_people_are_told_above_a_commune_only():
    province = facts(
        line("instructed", Figure(5, 4)), area="82", area_name="Tỉnh Đồng Tháp", area_kind="Tỉnh", area_level="province", unlinked=3
    )
    assert any("Chưa nối được giữa các xã: 3 người" in note for note in made(province).annexes[0].notes)
    assert not any("Chưa nối được" in note for note in made().annexes[0].notes)
    assert made(province).issuer == ("ỦY BAN NHÂN DÂN", "TỈNH ĐỒNG THÁP")
    assert made(province).place == "Đồng Tháp"


def test_a_deputy_signs_for_the_chairman():
    assert made().authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert made(narrative={"signs": "deputy"}).authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize(
    ("window", "text"),
    [
        ("2025-07", "tháng 7 năm 2025"),
        ("2025-Q3", "quý III năm 2025"),
        ("2025-H1", "6 tháng đầu năm 2025"),
        ("2025-9M", "9 tháng năm 2025"),
        ("2025", "năm 2025"),
        ("school-2025", "năm học 2025-2026"),
        ("2025-07-01..2025-07-15", "từ ngày 1/7/2025 đến hết ngày 15/7/2025"),
        ("day-2025-07-15", "ngày 15/7/2025"),
    ],
)
def test_a_window_has_a_name(window, text):
    assert period_text(parse_window(window)) == text


def test_a_document_and_its_facts_come_back_from_json_as_they_were():
    import json

    document, found = made(narrative={"typed.bulletins": "63,5"}), july()
    assert document_from_json(json.loads(json.dumps(document.as_json()))) == document
    assert facts_from_json(json.loads(json.dumps(found.as_json()))) == found


def test_differences_name_each_figure_that_moved():
    before, after = (
        facts(line("instructed", Figure(479, 392))),
        facts(line("instructed", Figure(481, 392)), line("gatherings", Figure(things=1))),
    )
    assert [(one.measure, one.signed, one.live, one.change) for one in differences(before, after)] == [
        ("contacts", 479, 481, 2),
        ("things", None, 1, None),
    ]
    assert differences(before, before) == []


def test_villages_without_a_list_are_named_as_missing():
    found = facts(line("instructed", Figure(5, 4)), places=(Place("1", "Khu phố 1", 1, 5, 4), Place("2", "Khu phố 9", None, None, None)))
    assert drafts(found, {}, skeleton())["III.2"] == "Còn 1 khu phố chưa có danh sách trong kỳ: Khu phố 9."


def test_many_missing_places_are_left_to_the_annex_and_none_with_data_is_no_figure():
    places = tuple(Place(str(number), f"Khu phố {number}", None, None, None) for number in range(1, 17))
    told = drafts(facts(places=places), {}, skeleton())
    assert told["III.2"] == "Còn 16 khu phố chưa có danh sách trong kỳ: danh sách tại Phụ lục II."
    assert told["II.2"] == "Chưa có số liệu."


def test_a_broken_skeleton_names_file_and_fault(tmp_path):
    text = (skeleton_path()).read_text(encoding="utf-8")
    good = tmp_path / "good.toml"
    good.write_text(text, encoding="utf-8")
    assert read_skeleton(good).kind == "BÁO CÁO"
    for wrong, told in (
        (text.replace("{instructed.people}", "{instructed.heads}"), "instructed.heads"),
        (text.replace("{typed.bulletins}", "{typed.leaflets}"), "typed.leaflets"),
        (text.replace('kind = "BÁO CÁO"', ""), "kind"),
        (text.replace('"N1", "N2"', '"N1", "N9"'), "N9"),
    ):
        path = tmp_path / "wrong.toml"
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(BrokenReport, match=told):
            read_skeleton(path)


def skeleton_path():
    from django.conf import settings

    return settings.CONTENT_DIR / "reports" / "monthly.toml"


def test_numbers_and_dates_as_the_decree_writes_them():
    assert form.number_text(1234) == "1.234"
    assert form.number_text(1234.5) == "1.234,5"
    assert form.number_text(12.0) == "12"
    assert form.number_text(None) == "–"
    assert form.day_text(date(2026, 2, 5)) == "05 tháng 02 năm 2026"
    assert form.day_text(date(2026, 3, 15)) == "15 tháng 3 năm 2026"
    assert form.number_and_symbol("", "BC-UBND") == "Số:      /BC-UBND"
    assert form.number_and_symbol("5", "BC-UBND") == "Số: 05/BC-UBND"
    assert form.number_and_symbol("125", "BC-UBND") == "Số: 125/BC-UBND"
    assert form.place_and_date("Đạo Thạnh", None, 2025) == "Đạo Thạnh, ngày … tháng … năm 2025"
    assert form.place_name("Phường 1", "Phường") == "Phường 1"
    assert form.place_name("Đặc khu Côn Đảo", "Đặc khu") == "Côn Đảo"


def test_widths_are_those_of_the_font():
    from PIL import ImageFont

    font = ImageFont.truetype(str(form_fonts() / "Tinos-Bold.ttf"), 1000)
    for text in ("ỦY BAN NHÂN DÂN", form.MOTTO, "PHƯỜNG ĐẠO THẠNH"):
        assert form.width_in_points(text, 14) == pytest.approx(font.getlength(text, features=["-kern"]) * 14 / 1000, rel=0.01)


def form_fonts():
    from hocvuso.insights.reports.metrics import FONTS

    return FONTS
