"""The queue of data subjects' requests, and the public pages about them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hocvuso.base import clock
from hocvuso.people.actions import rights
from hocvuso.people.actions.accounts import Refused
from hocvuso.people.models import RightsRequest
from tests import factories

LIST = "/vp/28249/quyen/"


@pytest.fixture
def officer(areas, client):
    account = factories.make_account("officer", areas.commune)
    factories.sign_in(client, account)
    return account


def take(areas, officer, *, days_ago=0, kind="view", name="Nguyễn Thị Hoa", **fields) -> RightsRequest:
    received = clock.today() - timedelta(days=days_ago)
    return rights.take_request(
        commune=areas.commune, kind=kind, name=name, contact="tại một cửa", received_on=received, by=officer, **fields
    )


def step(client, request, what, reason=""):
    return client.post(reverse("rights_act", kwargs={"area": "28249", "asked": request.pk}), {"step": what, "reason": reason}, follow=True)


def test_a_request_is_taken_down_with_its_days(client, officer, areas):
    data = {"kind": "delete", "name": "Nguyễn Thị Hoa", "contact": "tại một cửa", "received_on": "2026-11-16"}
    said = client.post(reverse("rights_new", kwargs={"area": "28249"}), data, follow=True).content.decode()
    made = RightsRequest.objects.get()
    assert (made.answer_due, made.due) == (date(2026, 11, 18), date(2026, 12, 7))  # 6 December is a Sunday
    assert "18/11/2026" in said
    assert "07/12/2026" in said


def test_a_day_to_come_is_refused_and_nothing_is_lost(client, officer, areas):
    tomorrow = clock.today() + timedelta(days=1)
    data = {"kind": "view", "name": "Nguyễn Thị Hoa", "contact": "tại một cửa", "received_on": tomorrow.isoformat(), "detail": "Xem giúp"}
    page = client.post(reverse("rights_new", kwargs={"area": "28249"}), data).content.decode()
    assert "chưa tới" in page
    assert "Xem giúp" in page
    assert not RightsRequest.objects.exists()


def test_from_a_persons_page_the_phone_does_not_come_along(client, officer, areas):
    person = factories.make_person("Nguyễn Thị Hoa", areas.village, phone="0912345678")
    page = client.get(reverse("rights_new", kwargs={"area": "28249"}), {"nguoi": person.pk}).content.decode()
    assert "Nguyễn Thị Hoa" in page
    assert "0912345678" not in page
    asked = rights.take_request(
        commune=areas.commune, kind="view", name=person.name, contact="0912 345 678", received_on=clock.today(), by=officer, person=person
    )
    shown = client.get(reverse("rights_request", kwargs={"area": "28249", "asked": asked.pk})).content.decode()
    assert "091•••••78" in shown
    assert "0912 345 678" not in shown


def test_the_next_due_stands_first_and_what_is_late_says_so(client, officer, areas):
    take(areas, officer, days_ago=1, name="Người mới")
    take(areas, officer, days_ago=40, name="Người lâu")
    page = client.get(LIST).content.decode()
    assert page.index("Người lâu") < page.index("Người mới")
    assert "quá hạn" in page


def test_answered_then_done(client, officer, areas):
    asked = take(areas, officer)
    step(client, asked, "answered")
    asked.refresh_from_db()
    assert asked.answered_at
    step(client, asked, "done", "Đã gửi bản sao")
    asked.refresh_from_db()
    assert (asked.outcome, asked.outcome_reason, asked.closed_by) == ("done", "Đã gửi bản sao", officer)
    assert "Không có yêu cầu nào đang chờ" in client.get(LIST).content.decode()


def test_a_refusal_gives_its_reason(client, officer, areas):
    asked = take(areas, officer)
    assert "lý do" in step(client, asked, "refuse").content.decode()
    asked.refresh_from_db()
    assert asked.closed_at is None
    step(client, asked, "refuse", "Dữ liệu phải giữ theo luật")
    asked.refresh_from_db()
    assert asked.outcome == "refused"


def test_one_extension_with_a_reason_before_it_is_late(officer, areas):
    asked = take(areas, officer)
    first_due = asked.due
    with pytest.raises(Refused):
        rights.extend(request=asked, reason=" ")
    rights.extend(request=asked, reason="Hồ sơ ở nhiều nơi")
    asked.refresh_from_db()
    assert timedelta(days=15) <= asked.due - first_due <= timedelta(days=25)
    with pytest.raises(Refused, match="một lần"):
        rights.extend(request=asked, reason="Lần nữa")
    late = take(areas, officer, days_ago=60)
    with pytest.raises(Refused, match="quá hạn"):
        rights.extend(request=late, reason="Muộn")


def test_what_is_closed_stays_closed(officer, areas):
    asked = take(areas, officer)
    rights.close(request=asked, outcome="done", reason="", by=officer)
    with pytest.raises(Refused):
        rights.close(request=asked, outcome="refused", reason="đổi ý", by=officer)
    with pytest.raises(Refused):
        rights.extend(request=asked, reason="x")


def test_as_many_questions_for_three_as_for_one(client, officer, areas):
    take(areas, officer)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    take(areas, officer)
    take(areas, officer, person=factories.make_person("Trần Văn Bình", areas.village))
    with CaptureQueriesContext(connection) as three:
        client.get(LIST)
    assert len(three) == len(one)


@pytest.mark.parametrize(("name", "says"), [("my_rights", "20 ngày"), ("rights_form", "Kính gửi"), ("privacy", "căn cước")])
def test_the_public_pages_ask_for_nothing(client, db, name, says):
    page = client.get(reverse(name)).content.decode()
    assert says in page
    assert "<form" not in page
    assert page.count("<h1") == 1
