"""Persons and the mentions that name them: adding, taking back, joining, parting."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from hocvuso.base import clock
from hocvuso.base.text import clean, fold, title_case
from hocvuso.journal.actions import record, void
from hocvuso.journal.models import Entry
from hocvuso.people.models import Account, Mention, Merge, Person, PossibleDouble
from hocvuso.people.rules.identity import Question, best_of
from hocvuso.people.rules.names import read_name
from hocvuso.places.models import Area

BATCH = 1000
FILLED = ("name", "name_key", "birth_year", "sex", "phone", "home_id", "groups")


class CannotUndo(Exception):
    """The merge cannot be undone now; the message says what to do first."""


@dataclass(frozen=True)
class NewMention:
    """A naming to be kept: `id` is the caller's, `person` an existing person or an id for a new one."""

    id: UUID
    person: UUID
    name: str
    birth_year: int | None = None
    sex: str = ""
    phone: str = ""
    home_id: str | None = None  # the village's code; None when the list did not say
    groups: tuple[str, ...] = ()
    source: UUID | None = None


def add_mentions(*, commune: Area, mentions: list[NewMention], at: datetime) -> dict[UUID, Person]:
    """Keeps namings, makes the persons they name where there are none yet, fills what was blank in the others.

    Returns all these persons by id.
    """
    by_person: dict[UUID, list[NewMention]] = defaultdict(list)
    for mention in mentions:
        by_person[mention.person].append(mention)
    with transaction.atomic():
        known = Person.objects.in_bulk(list(by_person))
        new = {id: Person(id=id, home=commune, commune=commune, created_at=at) for id in by_person if id not in known}
        persons = {**known, **new}
        for id, person in persons.items():
            fill(person, by_person[id])
        Person.objects.bulk_create(new.values(), batch_size=BATCH)
        _save(known.values())
        Mention.objects.bulk_create([_row(commune, mention, at) for mention in mentions], batch_size=BATCH)
    return persons


def _row(commune: Area, mention: NewMention, at: datetime) -> Mention:
    name = clean(mention.name)
    return Mention(
        id=mention.id,
        person_id=mention.person,
        commune=commune,
        name=name,
        name_key=read_name(name).key,
        birth_year=mention.birth_year,
        sex=mention.sex,
        phone=mention.phone,
        home_id=mention.home_id,
        groups=list(mention.groups),
        source=mention.source,
        created_at=at,
    )


def fill(person: Person, said: Sequence[NewMention | Mention]) -> None:
    """Fills the blanks of a person with the best of what is said; what stands there, an officer's correction too, stays."""
    if not person.name or _fuller(best_name(said), person.name):
        person.name = best_name(said)
    person.name_key = fold(person.name)
    person.birth_year = person.birth_year or best_of(one.birth_year for one in said)
    person.sex = person.sex or best_of(one.sex for one in said) or ""
    person.phone = person.phone or best_of(one.phone for one in said) or ""
    if person.home_id == person.commune_id:
        person.home_id = best_of(one.home_id for one in said) or person.commune_id
    person.groups = sorted(set(person.groups).union(*(one.groups for one in said)))


def best_name(said: Sequence[NewMention | Mention]) -> str:
    """The fullest spelling, written as names are: with marks and unshortened before without, then the most frequent."""
    spelled = [title_case(one.name) if one.name.isupper() or one.name.islower() else clean(one.name) for one in said]
    rank = min((_rank(name) for name in spelled), default=0)
    return str(best_of(name for name in spelled if _rank(name) == rank) or "")


def _rank(name: str) -> int:
    read = read_name(name)
    return 2 * read.shortened + read.bare


def _fuller(name: str, than: str) -> bool:
    """Whether a spelling only adds marks to, or spells out, the one that stands there."""
    return bool(name) and _rank(name) < _rank(than)


def _save(persons: Iterable[Person]) -> None:
    Person.objects.bulk_update(list(persons), FILLED, batch_size=500)


def take_back_mentions(*, sources: Sequence[UUID]) -> list[UUID]:
    """Removes the namings that came from these rows. A person whom nothing names any more goes; from others goes what
    only these rows had said. Returns the ids of the persons that are gone."""
    with transaction.atomic():
        gone = [mention for part in _parts(sources) for mention in Mention.objects.filter(source__in=part)]
        by_person: dict[UUID, list[Mention]] = defaultdict(list)
        for mention in gone:
            by_person[mention.person_id].append(mention)
        for part in _parts([mention.pk for mention in gone]):
            Mention.objects.filter(pk__in=part).delete()
        persons = Person.objects.in_bulk(list(by_person))
        left: dict[UUID, list[Mention]] = defaultdict(list)
        for part in _parts(list(by_person)):
            for mention in Mention.objects.filter(person__in=part).order_by("created_at", "id"):
                left[mention.person_id].append(mention)
        for id, person in persons.items():
            if left[id]:
                _forget(person, by_person[id], left[id])
        _save([person for id, person in persons.items() if left[id]])
        return remove_unnamed([*persons, *_absorbed_by(persons)])


def _absorbed_by(kept: Iterable[UUID]) -> list[UUID]:
    return [id for part in _parts(list(kept)) for id in Person.objects.filter(merged_into__in=part).values_list("pk", flat=True)]


def remove_unnamed(persons: Iterable[UUID]) -> list[UUID]:
    """Removes those whom nothing names any more; their merges go with them. Returns who is gone.

    One who has others merged into them stays while any of these is named: the journal counts these others as that person.
    """
    gone: list[UUID] = []
    for part in _parts(list(persons)):
        named = set(Mention.objects.filter(person__in=part).values_list("person", flat=True))
        merges = Merge.objects.filter(Q(absorbed__in=part) | Q(kept__in=part), undone_at__isnull=True)
        lent_mentions = {(merge.kept_id, merge.absorbed_id): merge.mentions for merge in merges}
        lent = {mention for mentions in lent_mentions.values() for mention in mentions}
        alive = {str(id) for id in Mention.objects.filter(pk__in=lent).values_list("pk", flat=True)}
        for (kept, absorbed), mentions in lent_mentions.items():
            if alive & set(mentions):
                named |= {kept, absorbed}
        gone += [id for id in part if id not in named]
    for part in _parts(gone):
        Person.objects.filter(pk__in=part).delete()
    return gone


def _forget(person: Person, gone: list[Mention], left: list[Mention]) -> None:
    """Blanks what only the removed namings had said, then fills from those that stay."""
    for field, blank in (("birth_year", None), ("sex", ""), ("phone", ""), ("home_id", person.commune_id)):
        value = getattr(person, field)
        if value in {getattr(one, field) for one in gone} - {getattr(one, field) for one in left}:
            setattr(person, field, blank)
    if left and person.name_key in {fold(one.name) for one in gone} - {fold(one.name) for one in left}:
        person.name = ""
    only_gone = {group for one in gone for group in one.groups} - {group for one in left for group in one.groups}
    person.groups = [group for group in person.groups if group not in only_gone]
    if left:
        fill(person, left)


def _parts(values: Sequence) -> Iterable[Sequence]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def ask(*, commune: Area, questions: Iterable[Question]) -> list[PossibleDouble]:
    """Puts pairs on the review list. A pair of persons that is there already, or was decided, is not asked again."""
    questions = list(questions)
    ids = {id for question in questions for id in (question.left, question.right)}
    person_of: dict[UUID, UUID] = {}
    for part in _parts(list(ids)):
        person_of.update(Mention.objects.filter(pk__in=part).values_list("pk", "person"))
    asked = _asked_pairs(set(person_of.values()))
    rows = []
    for question in questions:
        left, right = sorted((question.left, question.right))
        if frozenset((person_of[left], person_of[right])) not in asked:
            rows.append(
                PossibleDouble(commune=commune, left_id=left, right_id=right, reason=question.reason.value, pressing=question.pressing)
            )
    return PossibleDouble.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _asked_pairs(persons: set[UUID]) -> set[frozenset[UUID]]:
    found = set()
    for part in _parts(list(persons)):
        for pair in PossibleDouble.objects.filter(left__person__in=part).values_list("left__person", "right__person"):
            found.add(frozenset(pair))
    return found


def decide_double(*, pair: PossibleDouble, same: bool, by: Account | None = None) -> Merge | None:
    """Notes what somebody who knows these people says, and joins the two when they are one. Returns the merge, if any."""
    with transaction.atomic():
        pair.decision = PossibleDouble.Decision.SAME if same else PossibleDouble.Decision.DIFFERENT
        pair.decided_at, pair.decided_by = clock.now(), by
        pair.save(update_fields=["decision", "decided_at", "decided_by"])
        left, right = pair.left.person, pair.right.person
        if not same or left == right:
            return None
        kept, absorbed = sorted((left, right), key=lambda person: (person.created_at, person.pk))
        return merge_persons(kept=kept, absorbed=absorbed, by=by)


def merge_persons(*, kept: Person, absorbed: Person, by: Account | None = None) -> Merge:
    """Makes two persons one: the mentions of `absorbed` come over, and the journal is told, so that figures follow."""
    now = clock.now()
    with transaction.atomic():
        moved = list(Mention.objects.filter(person=absorbed).values_list("pk", flat=True))
        Mention.objects.filter(person=absorbed).update(person=kept)
        Person.objects.filter(merged_into=absorbed).update(merged_into=kept)
        absorbed.merged_into = kept
        absorbed.save(update_fields=["merged_into"])
        fill(kept, list(Mention.objects.filter(person=kept).order_by("created_at", "id")))
        kept.save()
        (entry,) = record([
            Entry(verb="merged", happened_at=now, received_at=now, counts_at=now, person=kept.pk, other_person=absorbed.pk, by=_id_of(by))
        ])  # fmt: skip
        return Merge.objects.create(kept=kept, absorbed=absorbed, mentions=[str(id) for id in moved], entry=entry.pk, at=now, by=by)


def _id_of(account: Account | None) -> UUID | None:
    return account.pk if account else None


def undo_merge(*, merge: Merge, by: Account | None = None) -> None:
    """Parts two persons again: the mentions that had come over go back. Raises CannotUndo when a later merge stands on it."""
    if merge.undone_at:
        return
    kept = Person.objects.get(pk=merge.kept_id)
    if kept.merged_into_id:
        raise CannotUndo("Người này đã được gộp tiếp vào một người khác. Bác tách lần gộp sau trước.")
    now = clock.now()
    with transaction.atomic():
        absorbed = Person.objects.get(pk=merge.absorbed_id)
        back = Mention.objects.filter(pk__in=merge.mentions)
        back.update(person=absorbed)
        absorbed.merged_into = None
        absorbed.save(update_fields=["merged_into"])
        earlier = Merge.objects.filter(kept=absorbed, undone_at__isnull=True).values("absorbed")
        Person.objects.filter(pk__in=earlier).update(merged_into=absorbed)
        _forget(kept, list(back), list(Mention.objects.filter(person=kept).order_by("created_at", "id")))
        kept.save()
        PossibleDouble.objects.filter(left__person__in=[kept, absorbed], right__person__in=[kept, absorbed]).update(
            decision="", decided_at=None, decided_by=None
        )
        void(Entry.objects.filter(pk=merge.entry), at=now, by=_id_of(by))
        merge.undone_at = now
        merge.save(update_fields=["undone_at"])
        # The lists that named one of the two may have been taken back since.
        remove_unnamed([kept.pk, absorbed.pk])
