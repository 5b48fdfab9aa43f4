"""The review list: pairs side by side, decided, and a merge undone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hocvuso.people.models import Person, PossibleDouble
from tests import factories
from tests.people.test_persons import mention

LIST = "/vp/28249/can-xem-lai/"


@pytest.fixture
def officer(areas, client):
    account = factories.make_account("officer", areas.commune)
    factories.sign_in(client, account)
    return account


def make_pair(areas, name="Nguyễn Thị Hoa", *, pressing=True, commune=None) -> PossibleDouble:
    commune = commune or areas.commune
    sides = [mention(factories.make_person(name, commune, birth_year=year), phone="0912345678") for year in (1950, 1960)]
    left, right = sorted(sides, key=lambda one: one.pk)
    return PossibleDouble.objects.create(commune=commune, left=left, right=right, reason="year", pressing=pressing)


def decide(client, pair, answer):
    return client.post(reverse("double_decide", kwargs={"area": "28249", "pair": pair.pk}), {"answer": answer})


def test_both_sides_stand_beside_each_other_with_a_masked_phone(client, officer, areas):
    make_pair(areas)
    page = client.get(LIST).content.decode()
    assert page.count("Nguyễn Thị Hoa") >= 2
    assert "1950" in page
    assert "1960" in page
    assert page.count("091•••••78") == 2
    assert "0912345678" not in page


def test_the_row_they_come_from_is_named(client, officer, areas):
    from hocvuso.base import clock
    from hocvuso.field.models import SheetFile, SheetImport, SheetRow

    pair = make_pair(areas)
    file = SheetFile.objects.create(
        batch=SheetImport.objects.create(commune=areas.commune, created_at=clock.now()), name="Khu phố 3.xlsx", digest="0"
    )
    SheetRow.objects.create(file=file, number=12, status="review", mention=pair.left)
    assert "Khu phố 3.xlsx, dòng 12" in client.get(LIST).content.decode()


def test_one_person(client, officer, areas):
    pair = make_pair(areas)
    decide(client, pair, "same")
    assert Person.objects.filter(merged_into__isnull=True).count() == 1
    page = client.get(LIST).content.decode()
    assert "Không có gì phải xem lại" in page
    assert "Vừa gộp" in page


def test_two_people(client, officer, areas):
    pair = make_pair(areas)
    decide(client, pair, "different")
    assert Person.objects.filter(merged_into__isnull=True).count() == 2
    assert "Không có gì phải xem lại" in client.get(LIST).content.decode()
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by) == ("different", officer)


def test_neither_answer_changes_nothing(client, officer, areas):
    pair = make_pair(areas)
    decide(client, pair, "maybe")
    pair.refresh_from_db()
    assert pair.decision == ""


def test_a_merge_is_undone_and_the_pair_comes_back(client, officer, areas):
    from hocvuso.people.models import Merge

    pair = make_pair(areas)
    decide(client, pair, "same")
    client.post(reverse("merge_undo", kwargs={"area": "28249", "merge": Merge.objects.get().pk}))
    assert Person.objects.filter(merged_into__isnull=True).count() == 2
    assert "Là một người" in client.get(LIST).content.decode()


def test_the_merely_possible_ones_are_folded_apart(client, officer, areas):
    make_pair(areas, pressing=False)
    page = client.get(LIST).content.decode()
    assert page.index("Không có gì phải xem lại") < page.index("<details") or "1 cặp" in page
    assert "1 cặp" in page


def test_another_communes_pairs_are_not_here(client, officer, areas):
    pair = make_pair(areas, "Người Xã Bên", commune=areas.sibling)
    assert "Người Xã Bên" not in client.get(LIST).content.decode()
    assert decide(client, pair, "same").status_code == 404
    pair.refresh_from_db()
    assert pair.decision == ""


def test_as_many_questions_for_three_as_for_one(client, officer, areas):
    make_pair(areas)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    make_pair(areas, "Trần Văn Bình")
    make_pair(areas, "Lê Thị Cúc")
    with CaptureQueriesContext(connection) as three:
        client.get(LIST)
    assert len(three) == len(one)
