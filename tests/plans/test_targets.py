"""Targets: set, altered, taken away; a share has its whole, with source and date."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from hocvuso.base.days import parse_window
from hocvuso.plans.actions import drop_target, set_target
from hocvuso.plans.forms import TargetForm
from hocvuso.plans.models import Target
from hocvuso.plans.queries import target_of
from tests import factories

pytestmark = pytest.mark.django_db
JULY = parse_window("2025-07")
GOOD = {"window": "2025", "unit": "count", "value": "400", "denominator": "", "denominator_source": "", "basis": ""}


@pytest.fixture(autouse=True)
def twentieth_of_july(settings):
    settings.SAMPLE_TODAY = date(2025, 7, 20)


def form(**fields):
    return TargetForm(GOOD | fields, target=None, window=JULY)


def test_setting_again_alters(areas):
    first = set_target(area=areas.commune, indicator="N3", window="2025", value=400, unit="count")
    again = set_target(
        area=areas.commune, indicator="N3", window="2025", value=80, unit="percent", denominator=12000, denominator_source="Công an"
    )
    assert again.pk == first.pk
    kept = Target.objects.get()
    assert (kept.value, kept.unit, kept.denominator) == (80, "percent", 12000)
    drop_target(target=kept)
    assert not Target.objects.exists()


def test_the_windows_own_target_stands_before_the_years(areas):
    year = set_target(area=areas.commune, indicator="N3", window="2025", value=400, unit="count")
    assert target_of(area=areas.commune, indicator="N3", window=JULY) == year
    month = set_target(area=areas.commune, indicator="N3", window="2025-07", value=40, unit="count")
    assert target_of(area=areas.commune, indicator="N3", window=JULY) == month
    assert target_of(area=areas.commune, indicator="N3", window=parse_window("2025-06")) == year
    assert target_of(area=areas.sibling, indicator="N3", window=JULY) is None


def test_a_number_needs_no_whole():
    assert form().is_valid()
    assert form(denominator="12").is_valid()
    wrong = form(value="-1")
    assert not wrong.is_valid()


def test_a_share_needs_its_whole_with_source_and_is_at_most_100():
    whole = {"unit": "percent", "value": "80", "denominator": "12.000", "denominator_source": "Công an phường, ngày 01/7/2025"}
    good = form(**whole)
    assert good.is_valid(), good.errors
    assert good.cleaned_data["denominator"] == 12000
    assert "denominator" in form(**whole | {"denominator": ""}).errors
    assert "denominator_source" in form(**whole | {"denominator_source": ""}).errors
    assert "value" in form(**whole | {"value": "120"}).errors
    assert "denominator" in form(**whole | {"denominator": "12.5"}).errors
    assert "denominator" in form(**whole | {"denominator": "0"}).errors


def test_a_kept_target_is_written_as_it_is_read_back(areas):
    whole = {"denominator": 12000, "denominator_source": "Công an phường, ngày 01/7/2025"}
    kept = set_target(area=areas.commune, indicator="N3", window="2025", value=Decimal("80.50"), unit="percent", **whole)
    for language in ("vi", "en"):
        with override(language):
            shown = TargetForm(None, target=Target.objects.get(), window=JULY)
            data = {field.name: field.value() for field in shown}
            again = TargetForm(data, target=kept, window=JULY)
            assert again.is_valid(), again.errors
            assert (again.cleaned_data["value"], again.cleaned_data["denominator"]) == (Decimal("80.5"), 12000)


def test_an_officer_sets_a_target_for_the_commune_and_for_a_village(areas, client):
    factories.sign_in(client, factories.make_account("officer", areas.commune))
    url = reverse("target", args=["28249", "instructed"])
    assert "chưa đặt" in client.get(reverse("targets", args=["28249"])).content.decode()
    client.post(f"{url}?ky=2025-07", GOOD)
    client.post(f"{url}?ky=2025-07&cho={areas.village.code}", GOOD | {"window": "2025-07", "value": "25"})
    kept = {(one.area_id, one.window, int(one.value)) for one in Target.objects.all()}
    assert kept == {("28249", "2025", 400), ("28249.01", "2025-07", 25)}
    assert "Chỉ tiêu 400 người · cả năm" in client.get(reverse("targets", args=["28249"])).content.decode()
    client.post(f"{url}?ky=2025-07", {"drop": "1"})
    assert {one.area_id for one in Target.objects.all()} == {"28249.01"}


def test_a_village_of_another_commune_is_not_reached(areas, client):
    factories.sign_in(client, factories.make_account("officer", areas.commune))
    client.post(reverse("target", args=["28249", "instructed"]) + f"?cho={areas.sibling_village.code}", GOOD)
    assert {one.area_id for one in Target.objects.all()} == {"28249"}


def test_a_wrong_target_is_asked_again_and_not_kept(areas, client):
    factories.sign_in(client, factories.make_account("officer", areas.commune))
    answer = client.post(reverse("target", args=["28249", "instructed"]), GOOD | {"unit": "percent"})
    assert "cần tổng số" in answer.content.decode()
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("role", "sees", "sets"), [("officer", 200, 200), ("leader", 200, 200), ("viewer", 200, 404), ("volunteer", 404, 404)]
)
def test_who_sees_and_who_sets(areas, client, role, sees, sets):
    factories.sign_in(client, factories.make_account(role, areas.commune))
    assert client.get(reverse("targets", args=["28249"])).status_code == sees
    assert client.get(reverse("target", args=["28249", "instructed"])).status_code == sets
