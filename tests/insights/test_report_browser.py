"""The pages of overview, targets, gatherings and report on a phone and on an office screen, in a browser."""

from datetime import date

import pytest
from django.urls import reverse

from hocvuso.base.days import parse_window
from hocvuso.insights.reports.actions import approve_report, draft_report
from hocvuso.plans.actions import set_target
from tests import factories
from tests.browser import DESK, PHONE, axe, is_wider_than_screen, new_page, sign_in
from tests.insights.report_world import hold

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(transactional_db):
    """Every page of insights with something to show: a signed report that has moved, a draft, targets reached and not."""
    commune = factories.make_commune("28249")
    one, two = factories.make_village(commune, "Khu phố 1"), factories.make_village(commune, "Khu phố 2")
    people = [factories.make_person(f"Người thứ {number}", one, phone="0912345678") for number in range(3)]
    held = hold(one, date(2025, 7, 1), *people)
    set_target(area=commune, indicator="instructed", window="2025-07", value=2, unit="count")
    set_target(area=two, indicator="instructed", window="2025-07", value=20, unit="count")
    july = parse_window("2025-07")
    signed = approve_report(report=draft_report(area=commune, window=july, by=None), by=None)
    hold(one, date(2025, 7, 2), people[0])
    draft = draft_report(area=commune, window=july, by=None)

    def at(name, *args):
        return reverse(name, args=["28249", *args]) + "?ky=2025-07"

    return [
        at("overview"),
        at("behind", "instructed"),
        at("behind", "instructed") + "&xem=nguoi",
        at("behind_person", "instructed", people[0].pk),
        at("targets"),
        at("target", "instructed"),
        at("gatherings"),
        at("gathering", held.pk),
        at("reports"),
        at("report", signed.pk),
        at("report", draft.pk),
        at("report_edit", draft.pk),
        at("report_approve", draft.pk),
        at("report_number", signed.pk),
        reverse("overview", args=["28249"]) + "?tu=2025-07-09&den=2025-07-01",
        "/en" + at("overview"),
    ]


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_fits_and_axe_finds_nothing(browser, live_server, client, pages, settings, screen):
    settings.SAMPLE_TODAY = date(2025, 7, 20)
    factories.sign_in(client, factories.make_account("officer", factories.make_commune("28249")))
    with new_page(browser, *screen) as page:
        sign_in(page, client, live_server.url)
        faults = {}
        for url in pages:
            answer = page.goto(live_server.url + url)
            assert answer.status == 200, url
            assert page.locator("h1").count() == 1, url
            found = axe(page) + (["wider than the screen"] if is_wider_than_screen(page) else [])
            if found:
                faults[url] = found
        assert faults == {}
