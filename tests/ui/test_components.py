"""Components say what they are told, and nothing that was not measured."""

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from hocvuso.ui.templatetags.ui import at, number
from tests.ui.test_contrast import DECLARED, contrast, rules, undeclared

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = sorted((ROOT / "hocvuso" / "ui" / "templates" / "ui" / "components").glob("*.html"))
DESIGN = (ROOT / "hocvuso" / "web" / "templates" / "web" / "design.html").read_text(encoding="utf-8")


def component(name: str, **options) -> str:
    return render_to_string(f"ui/components/{name}.html", options)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_says_its_options_at_its_top(path):
    source = re.sub(r"^{%\s*load[^%]*%}", "", path.read_text(encoding="utf-8"))
    assert source.startswith("{% comment %}")


# These are drawn by others: a form draws its fields and its summary, the frame its messages.
DRAWN_BY_OTHERS = {"form", "field", "error_summary", "messages"}


@pytest.mark.parametrize("name", [path.stem for path in COMPONENTS if path.stem not in DRAWN_BY_OTHERS])
def test_component_is_shown_on_the_design_page(name):
    assert f'"ui/components/{name}.html"' in DESIGN


# Figures


def test_a_figure_says_number_and_unit():
    shown = component("figure", label="Người được hướng dẫn", value=1392, unit="người", second="1.479 lượt", from_url="/tu-dau/")
    assert "1.392 <small>người · 1.479 lượt</small>" in shown
    assert 'href="/tu-dau/">từ đâu?<span class="sr"> Người được hướng dẫn</span>' in shown
    assert "chưa đo" not in shown
    assert "<svg" not in shown


@pytest.mark.parametrize(("value", "reached"), [(69, False), (70, True), (0, False)])
def test_a_figure_says_reached_only_when_it_is(value, reached):
    shown = component("figure", label="Hồ sơ", value=value, unit="%", target=70)
    assert ("Đạt" in shown) is reached
    assert ('class="goal reached"' in shown) is reached
    assert 'class="goal' in shown


def test_a_figure_not_measured_has_no_bar_and_is_not_zero():
    shown = component("figure", label="Hồ sơ", value=None, unit="%", target=70, spark=[1, 2], target_text="Chỉ tiêu 70 %")
    assert "chưa đo" in shown
    assert "<svg" not in shown
    assert "Đạt" not in shown
    assert ">0" not in shown
    assert component("figure", label="Hồ sơ", value=0, unit="%").count("0 <small>%") == 1


def test_a_change_reads_from_to():
    assert "48<span" in component("figure", label="Hồ sơ", value=63, before=48, unit="%")
    assert "0<span" in component("figure", label="Hồ sơ", value=63, before=0, unit="%")
    assert "→" not in component("figure", label="Hồ sơ", value=63, unit="%")


def test_a_bar_is_said_aloud():
    assert 'aria-label="Khu phố 2: 31, chỉ tiêu 80"' in component("bar", label="Khu phố 2", value=31, target=80)
    assert "chưa đo" in component("bar", label="Khu phố 2", value=None, target=80)


# Tables and lists


def test_each_cell_of_a_table_knows_its_column():
    shown = component(
        "table", columns=[{"label": "Khu phố"}, {"label": "Người", "number": True}], rows=[["Khu phố 1", 1021], ["Khu phố 9", None]]
    )
    assert '<td role="cell" data-label="Người" class="number">1.021' in shown
    assert '<td role="cell" data-label="Người" class="number">–' in shown
    assert shown.count('scope="row"') == 2


def test_a_cell_cannot_bring_markup():
    assert "&lt;b&gt;" in component("table", columns=[{"label": "a"}], rows=[["<b>"]])
    assert "&lt;b&gt;" in component("table", columns=[{"label": "a"}], rows=[[{"text": "<b>", "href": "/x"}]])


def pages(page: int, query: str = "") -> str:
    request = RequestFactory().get("/nguoi/" + query)
    return render_to_string("ui/components/pages.html", {"page": Paginator(range(50), 20).page(page)}, request)


def test_pages_keep_what_was_searched():
    assert 'href="?tim=hoa+l%E1%BB%87&amp;trang=3"' in pages(2, "?tim=hoa lệ&trang=2")
    assert "Trang trước" not in pages(1)
    assert "Trang sau" not in pages(3)
    assert render_to_string("ui/components/pages.html", {"page": Paginator([1], 20).page(1)}).strip() == ""


def test_numbers_are_written_the_vietnamese_way():
    assert (number(1234567), number(0), number(None), number(12.5)) == ("1.234.567", "0", "–", "12,5")
    assert (at(["a"], 0), at(["a"], 1)) == ("a", "")


# Forms


class Form(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trên căn cước.")
    note = forms.CharField(label="Ghi chú", required=False)
    sure = forms.BooleanField(label="Đã đọc")


def test_a_wrong_field_is_described_by_its_hint_and_by_what_is_wrong():
    shown = str(Form({"name": ""}))
    control = re.search(r"<input[^>]*id_name[^>]*>", shown)[0]
    assert 'aria-describedby="id_name_helptext id_name_error"' in control
    assert 'aria-invalid="true"' in control
    ids = set(re.findall(r'\bid="([^"]+)"', shown))
    pointed = {one for ids_ in re.findall(r'aria-describedby="([^"]+)"', shown) for one in ids_.split()}
    assert pointed <= ids
    assert set(re.findall(r'href="#([^"]+)"', shown)) == {"id_name", "id_sure"} <= ids
    assert "Còn 2 chỗ cần sửa" in shown


def test_a_right_form_has_no_summary_and_says_what_may_stay_empty():
    shown = str(Form({"name": "Hoa", "sure": "on"}))
    assert "cần sửa" not in shown
    assert shown.count("không bắt buộc") == 1


def test_a_button_that_cannot_be_pressed_is_so_for_everyone():
    assert " disabled" in component("button", label="Gửi", disabled=True)
    assert " disabled" not in component("button", label="Gửi")
    assert component("button", label="Gửi", href="/x").startswith('<a class="button" href="/x">Gửi</a>')


def test_asking_before_carries_the_token_of_its_form():
    request = RequestFactory().get("/")
    shown = render_to_string("ui/components/ask.html", {"label": "Gỡ", "question": "Gỡ?", "confirm": "Gỡ đi", "action": "/go/"}, request)
    assert "csrfmiddlewaretoken" in shown
    assert 'method="post" action="/go/"' in shown


# The styles of the other apps live by the same tokens. What is drawn to look the same in every theme (the practice phone, a printed
# page) has colours of its own; where a rule names both, they are computed.

STYLES = [path for path in (ROOT / "hocvuso").glob("*/static/**/*.css") if "/ui/static/" not in path.as_posix()]


def own_pairs(css: str) -> list[tuple[str, float]]:
    """Selector and contrast of each rule that names its own text and ground."""
    found = []
    for selector, rule in rules(css):
        on, under = (re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", rule.get(name, ""), re.I) for name in ("color", "background"))
        if on and under:
            found.append(
                (selector, contrast(*("#" + (c[1] if len(c[1]) == 6 else "".join(2 * part for part in c[1])) for c in (on, under))))
            )
    return found


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_of_apps_use_declared_pairs(path):
    css = path.read_text(encoding="utf-8")
    assert [fault for fault in undeclared(css, DECLARED) if "raw colour" not in fault] == []
    assert [pair for pair in own_pairs(css) if pair[1] < 7] == []


def test_own_pairs_are_computed():
    [(selector, found)] = own_pairs(".a{color:#777;background:#ffffff}.b{color:#777}")
    assert selector == ".a"
    assert found == pytest.approx(4.48, abs=0.005)
