"""Finding people and telling what is known of one. Names leave these functions only for someone who may see the area."""

import tomllib
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404
from django.utils.translation import get_language

from hocvuso.base.text import fold
from hocvuso.journal.models import Entry
from hocvuso.people.models import Look, Merge, Person
from hocvuso.places.models import Area

PAGE = 40


@cache
def learner_groups() -> list[dict]:
    """The groups of content/groups.toml: code, vi, en."""
    path = settings.CONTENT_DIR / "groups.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["group"] if path.exists() else []


def group_names() -> dict[str, str]:
    """Code -> name in the reader's language."""
    language = "en" if get_language() == "en" else "vi"
    return {group["code"]: group[language] for group in learner_groups()}


def people_of(area: Area) -> QuerySet[Person]:
    """Everyone living in the area now, once each: those found to be someone else are left out."""
    people = Person.objects.filter(merged_into__isnull=True)
    if area.level == Area.Level.COMMUNE:
        return people.filter(commune=area)
    if area.level == Area.Level.VILLAGE:
        return people.filter(home=area)
    return people.filter(commune__path__startswith=area.path)


def find_people(area: Area, *, text: str = "", village: str = "", group: str = "") -> QuerySet[Person]:
    """People of the area whose name holds every word of `text`, with or without marks; of a village; of a group."""
    people = people_of(area)
    for word in fold(text).split():
        people = people.filter(name_key__contains=word)
    if village:
        people = people.filter(home_id=village)
    if group:
        people = people.annotate(groups_text=Cast("groups", TextField())).filter(groups_text__contains=f'"{group}"')
    return people.select_related("home").order_by("name_key", "id")


@dataclass(frozen=True)
class PersonPage:
    """One page of a list; `more` when another follows. Nothing is counted: a count reads every row, a page only its own."""

    people: list[Person]
    number: int
    more: bool


def page_of_people(people: QuerySet[Person], number: int) -> PersonPage:
    number = max(number, 1)
    start = (number - 1) * PAGE
    found = list(people[start : start + PAGE + 1])
    return PersonPage(found[:PAGE], number, len(found) > PAGE)


def person_in(area: Area, person_id: UUID) -> Person:
    """The person, if one of the area; otherwise 404, as if there were none. One found to be another leads to that other."""
    person = Person.objects.select_related("home", "commune", "merged_into__home", "merged_into__commune").filter(pk=person_id).first()
    if person is not None and person.merged_into is not None:
        person = person.merged_into
    if person is None or area.pk not in {person.commune_id, person.home_id}:
        raise Http404
    return person


def ids_of(person: Person) -> list[UUID]:
    """Every id under which the journal knows the person: their own and those that turned out to be them."""
    return [person.pk, *Person.objects.filter(merged_into=person).values_list("pk", flat=True)]


def attended(person: Person) -> list[dict]:
    """The gatherings the person was at, newest first: when, where, which (`within`), by what is in the journal and not taken back."""
    entries = list(Entry.objects.filter(verb="attended", person__in=ids_of(person)).order_by("-counts_at"))
    taken_back = set(Entry.objects.filter(verb="voided", corrects__in=[entry.pk for entry in entries]).values_list("corrects", flat=True))
    standing = [entry for entry in entries if entry.pk not in taken_back]
    names = dict(Area.objects.filter(pk__in={entry.place for entry in standing}).values_list("pk", "name"))
    return [
        {"at": entry.counts_at, "place": names.get(entry.place, ""), "within": entry.within, "skill": entry.subject} for entry in standing
    ]


def merges_of(person: Person) -> QuerySet[Merge]:
    """Merges into this person that stand and can be undone."""
    return Merge.objects.filter(kept=person, undone_at__isnull=True).select_related("absorbed", "by").order_by("-at")


def looks_at(person: Person) -> QuerySet[Look]:
    """Who opened the page or took a copy, newest first, the last twenty."""
    return Look.objects.filter(person__in=ids_of(person)).select_related("by").order_by("-at")[:20]


def copy_of(person: Person) -> dict:
    """Everything kept of the person, for them to take away, as plain values."""
    return {
        "id": str(person.pk),
        "name": person.name,
        "birth_year": person.birth_year,
        "sex": person.sex or None,
        "commune": {"code": person.commune_id, "name": person.commune.name},
        "home": {"code": person.home_id, "name": person.home.name},
        "phone": person.phone or None,
        "groups": person.groups,
        "named_as": [
            {"name": one.name, "birth_year": one.birth_year, "sex": one.sex or None, "phone": one.phone or None, "at": one.created_at}
            for one in person.mentions.order_by("created_at")
        ],
        "attended": [{**one, "within": str(one["within"] or "")} for one in attended(person)],
        "consents": [
            {
                "purpose": one.purpose,
                "given_by": one.giver,
                "representative": one.giver_name or None,
                "text_version": one.text_version,
                "text_sha256": one.text_hash,
                "channel": one.channel,
                "witness": one.witness or None,
                "paper": one.paper or None,
                "at": one.at,
                "withdrawn_at": one.withdrawn_at,
            }
            for one in person.consents.order_by("at")
        ],
        "requests": [
            {"kind": one.kind, "received_on": one.received_on, "due": one.due, "closed_at": one.closed_at, "outcome": one.outcome or None}
            for one in person.rights_requests.order_by("received_on")
        ],
        "opened_by": [{"what": one.what, "at": one.at} for one in looks_at(person)],
    }
