"""Consents given with proof and taken back, on the page and by the actions."""

import re

import pytest
from django.urls import reverse

from hocvuso.people.actions.accounts import Refused
from hocvuso.people.actions.consent import give_consent, withdraw_consent
from hocvuso.people.models import Consent
from hocvuso.people.queries import consents
from hocvuso.people.rules.consent import PURPOSES
from tests import factories


@pytest.fixture
def officer(areas, client):
    account = factories.make_account("officer", areas.commune)
    factories.sign_in(client, account)
    return account


@pytest.fixture
def hoa(areas):
    return factories.make_person("Nguyễn Thị Hoa", areas.village, birth_year=1950)


@pytest.fixture
def an(areas):
    """A pupil of twelve."""
    from hocvuso.base import clock

    return factories.make_person("Trần An", areas.village, birth_year=clock.today().year - 12)


def give(person, by, **fields):
    return give_consent(person=person, by=by, **{"purpose": "contact", "giver": "self", "channel": "tick", **fields})


def url(person, purpose="contact"):
    return reverse("consent_give", kwargs={"area": "28249", "person": person.pk, "purpose": purpose})


def test_every_purpose_has_its_words_in_both_languages_in_every_version():
    for version, texts in consents.all_texts().items():
        for purpose in PURPOSES:
            for language in ("vi", "en"):
                assert "{unit}" in consents.words(purpose, language, version)
                assert len(texts[purpose][language]) > 60
    assert set(PURPOSES) == set(Consent.Purpose.values)


def test_the_proof_names_the_exact_words(hoa, officer):
    made = give(hoa, officer, channel="spoken", witness="Anh Bình")
    assert consents.text_hash(made.purpose, made.language, made.text_version) == made.text_hash
    assert (made.witness, made.recorded_by, made.channel) == ("Anh Bình", officer, "spoken")


@pytest.mark.parametrize(
    ("who", "fields"),
    [
        ("hoa", {"channel": "spoken"}),
        ("hoa", {"channel": "paper"}),
        ("hoa", {"giver": "representative", "giver_name": "Mẹ"}),
        ("an", {"giver": "representative"}),
    ],
)
def test_a_proof_that_proves_nothing_is_refused(request, officer, who, fields):
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        give(person, officer, **fields)
    assert not Consent.objects.exists()


def test_without_a_birth_year_nothing_is_recorded(areas, officer):
    with pytest.raises(Refused, match="năm sinh"):
        give(factories.make_person("Không Rõ", areas.village, birth_year=None), officer)


def test_a_pupil_needs_the_parent_too(an, officer):
    give(an, officer, purpose="story")
    assert not consents.may_use(an, "story")
    parents = give(an, officer, purpose="story", giver="representative", giver_name="Trần Văn Ba")
    assert consents.may_use(an, "story")
    withdraw_consent(consent=parents, by=officer)
    an.refresh_from_db()
    assert not consents.may_use(an, "story")


def test_imported_people_are_counted_and_not_contacted(hoa):
    assert consents.may_use(hoa, "statistics", legal_ground=True)
    assert not consents.may_use(hoa, "contact", legal_ground=True)


def test_giving_twice_is_one_and_giving_again_after_taking_back_is_a_second(hoa, officer):
    first = give(hoa, officer)
    assert give(hoa, officer) == first
    withdraw_consent(consent=first, by=officer)
    withdraw_consent(consent=first, by=officer)
    second = give(hoa, officer)
    assert second != first
    first.refresh_from_db()
    assert first.withdrawn_by == officer


def test_on_the_page_nothing_is_ticked_ahead_of_time(client, hoa, officer):
    page = client.get(url(hoa)).content.decode()
    boxes = re.findall(r'<input type="radio" name="(?:giver|channel)"[^>]*>', page)
    assert len(boxes) == 4
    assert not [box for box in boxes if "checked" in box]
    assert "Phường Đạo Thạnh gọi điện" in page, "the very words, with who asks"


def test_the_page_records_and_takes_back(client, hoa, officer):
    assert client.post(url(hoa), {"giver": "self", "channel": "tick"}).status_code == 302
    person = reverse("person", kwargs={"area": "28249", "person": hoa.pk})
    assert "đã đồng ý" in client.get(person).content.decode()
    made = Consent.objects.get()
    client.post(reverse("consent_withdraw", kwargs={"area": "28249", "person": hoa.pk, "consent": made.pk}))
    assert "đã đồng ý" not in client.get(person).content.decode().replace("Dấu vết đã đồng ý", "")


def test_the_page_keeps_what_was_typed_when_something_is_missing(client, hoa, officer):
    answer = client.post(url(hoa), {"giver": "self", "channel": "paper", "witness": "Anh Bình"})
    assert answer.status_code == 200
    assert "nơi cất" in answer.content.decode()
    assert "Anh Bình" in answer.content.decode()


def test_an_unknown_purpose_is_404(client, hoa, officer):
    assert client.get(url(hoa, "ads")).status_code == 404
    assert client.get(url(hoa, "story")).status_code == 200


def test_a_consent_of_one_is_not_taken_back_on_the_page_of_another(client, hoa, an, officer):
    made = give(hoa, officer)
    assert client.post(reverse("consent_withdraw", kwargs={"area": "28249", "person": an.pk, "consent": made.pk})).status_code == 404
    made.refresh_from_db()
    assert made.withdrawn_at is None
