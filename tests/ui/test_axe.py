"""The design page, with every component in every state, as axe-core and a small screen see it."""

import pytest

from tests.browser import DESK, PHONE, axe, is_wider_than_screen, new_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FRAMES = ("office", "learner")
THEMES = ("light", "dark")


def open_design(page, live_server, frame="office", theme="light", size="1"):
    page.goto(f"{live_server.url}/ui/?frame={frame}&theme={theme}")
    for _ in range(int(size) - 1):
        page.locator(".size label:visible").click()
    return page


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(browser, live_server, screen, frame, theme):
    with new_page(browser, *screen) as page:
        open_design(page, live_server, frame, theme)
        page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
        assert axe(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_learners_read_at_seven_to_one(browser, live_server, theme):
    with new_page(browser, *PHONE) as page:
        open_design(page, live_server, "learner", theme)
        assert axe(page, ("color-contrast-enhanced",)) == []


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("size", ["2", "3"])
@pytest.mark.parametrize("screen", [PHONE, (320, 640)], ids=["phone", "small phone"])
def test_larger_type_still_fits(browser, live_server, frame, size, screen):
    with new_page(browser, *screen) as page:
        open_design(page, live_server, frame, size=size)
        assert not is_wider_than_screen(page)
        assert axe(page) == []


def test_from_24_pixels_on_tiles_stand_in_one_column_and_the_dock_is_not_fixed(browser, live_server):
    columns = "getComputedStyle(document.querySelector('.tiles')).gridTemplateColumns.split(' ').length"
    place = "getComputedStyle(document.querySelector('.dock')).position"
    with new_page(browser, *PHONE) as page:
        open_design(page, live_server, "learner")
        assert (page.evaluate(columns), page.evaluate(place)) == (2, "sticky")
        page.locator(".size label:visible").click()
        assert (page.evaluate(columns), page.evaluate(place)) == (1, "static")


@pytest.mark.parametrize("frame", FRAMES)
def test_text_at_200_percent_fits_and_nothing_is_cut(browser, live_server, frame):
    """The phone's own setting for larger type, twice the usual."""
    with new_page(browser, *PHONE) as page:
        open_design(page, live_server, frame)
        page.evaluate(
            "document.documentElement.style.fontSize = parseFloat(getComputedStyle(document.documentElement).fontSize) * 2 + 'px'"
        )
        assert not is_wider_than_screen(page)
        assert page.evaluate(CUT) == []


# Buttons, chips and labels whose words are wider than themselves.
CUT = """[...document.querySelectorAll('.button, .chip, label, .tile, h1, h2, h3, td, th')]
  .filter(one => one.offsetParent && !one.closest('thead') && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.className + ': ' + one.textContent.trim())"""


@pytest.mark.parametrize("frame", FRAMES)
def test_every_icon_has_its_word(browser, live_server, frame):
    with new_page(browser, *PHONE) as page:
        open_design(page, live_server, frame)
        wordless = "[...document.querySelectorAll('svg.icon')].filter(one => !one.parentElement.textContent.trim())"
        assert page.evaluate(f"{wordless}.map(one => one.outerHTML)") == []


# What a finger meets, in CSS pixels. A link inside a sentence is measured by its line, as WCAG allows.
SMALL = """least => [...document.querySelectorAll('a, button, input:not(.sr), select, textarea, summary, .size label')]
  .filter(one => one.offsetParent && !one.closest('.skip') && getComputedStyle(one).display !== 'inline')
  .map(one => one.matches('[type=checkbox], [type=radio]') ? one.labels[0] : one)
  .map(one => one.getBoundingClientRect())
  .filter(box => box.height < least - 0.5 || box.width < Math.min(least, 44)).map(box => JSON.stringify(box))"""


@pytest.mark.parametrize(("frame", "least"), [("learner", 56), ("office", 24)])
def test_targets_are_large_enough_for_a_finger(browser, live_server, frame, least):
    with new_page(browser, *PHONE) as page:
        open_design(page, live_server, frame)
        assert page.evaluate(SMALL, least) == []


def test_larger_type_works_without_script_and_is_remembered_with_it(browser, live_server):
    size = "getComputedStyle(document.documentElement).fontSize"
    with new_page(browser, *PHONE, java_script_enabled=False) as page:
        open_design(page, live_server, "learner")
        words = page.locator(".size label:visible")
        assert words.inner_text().split() == ["A+", "Chữ", "to"]
        words.click()
        assert page.locator(".size label:visible").inner_text().split() == ["A++", "To", "nữa"]
        assert page.locator("h1").evaluate(f"() => {size}") == "24px"
    with new_page(browser, *PHONE) as page:
        open_design(page, live_server, "learner")
        assert page.evaluate(size) == "20px"
        page.locator(".size label:visible").click()
        assert page.evaluate(size) == "24px"
        page.locator(".size label:visible").click()
        page.goto(live_server.url + "/khong-co-trang-nay/")
        assert page.evaluate(size) == "28px"
        page.locator(".size label:visible").click()
        page.reload()
        assert page.evaluate(size) == "20px"


def test_what_is_focused_is_never_under_the_dock(browser, live_server):
    with new_page(browser, *PHONE, reduced_motion="reduce") as page:
        open_design(page, live_server, "learner")
        hidden = []
        for _ in range(40):
            page.keyboard.press("Tab")
            fault = page.evaluate(UNDER_DOCK)
            if fault:
                hidden.append(fault)
        assert hidden == []


UNDER_DOCK = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), dock = document.querySelector('.dock');
  if (dock.contains(one) || one === document.body || one.matches('.sr')) return '';
  return box.top >= dock.getBoundingClientRect().top ? one.outerHTML : '';
}"""
