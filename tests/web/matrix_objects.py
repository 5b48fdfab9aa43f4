"""What stands in each commune of the access matrix (test_access_matrix.py), and which object each URL argument names.

**You added a URL with a new argument?** Give it an object: make one in `build_place` (put the commune's `tag` into every
text of it that only this commune may see), keep it on the Place, and add a line to `ARGUMENTS`. The matrix then opens
your URL as every role, here and elsewhere. Nothing else is to be done.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hocvuso.base import clock
from hocvuso.base.ids import uuid7
from hocvuso.field.models import Attendance, Gathering, SheetFile, SheetImport, SheetRow
from hocvuso.insights.models import Report
from hocvuso.journal.actions import record
from hocvuso.journal.models import Entry
from hocvuso.people.actions import consent, invitations, rights
from hocvuso.people.models import Mention, Merge, Person, PossibleDouble
from hocvuso.places.models import Area
from tests import factories


@dataclass
class Place:
    """A commune with one of everything. `tag` is a canary: it stands in names, nowhere else in the world."""

    commune: Area
    tag: str
    made: dict[str, Any] = field(default_factory=dict)


# URL argument -> the object of a place that it names. Same name, same meaning, in every app.
ARGUMENTS = {
    "area": lambda place: place.commune.pk,
    "invitation": lambda place: place.made["invitation"].pk,
    "token": lambda place: invitations.token_of(place.made["invitation"]),
    "post": lambda place: place.made["post"].pk,
    "person": lambda place: place.made["person"].pk,
    "purpose": lambda place: "contact",
    "consent": lambda place: place.made["consent"].pk,
    "pair": lambda place: place.made["pair"].pk,
    "merge": lambda place: place.made["merge"].pk,
    "asked": lambda place: place.made["asked"].pk,
    "indicator": lambda place: "instructed",
    "gathering": lambda place: place.made["gathering"].pk,
    "report": lambda place: place.made["report"].pk,
    "ending": lambda place: "docx",
    "commune": lambda place: place.commune.pk,  # a commune of which a public page tells
    "village": lambda place: place.made["village"].pk,
    "organisation": lambda place: place.made["organisation"].pk,
    "batch": lambda place: place.made["batch"].pk,
    "file": lambda place: place.made["file"].pk,
    "slug": lambda place: "vneid",
    "name": lambda place: "khong-co.mp3",
}

# These say what is wanted and not whose it is: the same value for every commune, so it cannot be somebody else's.
NOBODYS = {"area", "commune", "purpose", "indicator", "ending", "slug", "name"}


def build_place(code: str, tag: str) -> Place:
    """One of everything in the commune with this code."""
    commune = factories.make_commune(code)
    place = Place(commune, tag)
    officer = factories.make_account("officer", commune, name=f"Cán bộ {tag}", login=f"officer-{tag.lower()}@example.com")
    volunteer = factories.make_account("volunteer", commune, name=f"Tình nguyện {tag}", login=f"volunteer-{tag.lower()}@example.com")
    place.made |= {"officer": officer, "volunteer": volunteer, "post": volunteer.posts.get()}
    place.made["village"] = factories.make_village(commune, f"Khu phố {tag}")
    place.made["organisation"] = factories.make_organisation(commune, f"Chi hội {tag}")
    _people(place)
    _facts(place)
    _sheets(place)
    _office(place)
    return place


def _people(place: Place) -> None:
    village, officer, tag = place.made["village"], place.made["officer"], place.tag
    person = factories.make_person(f"Nguyễn Thị {tag}", village, phone="0912345678")
    other = factories.make_person(f"Nguyễn Thị {tag}", village, birth_year=1956)
    absorbed = factories.make_person(f"Nguyễn T {tag}", village, merged_into=person)
    left, right = sorted((_mention(person), _mention(other)), key=lambda mention: mention.pk)
    place.made |= {
        "person": person,
        "mention": left,
        "pair": PossibleDouble.objects.create(commune=place.commune, left=left, right=right, reason="year"),
        "merge": Merge.objects.create(kept=person, absorbed=absorbed, entry=uuid7(), at=clock.now()),
        "consent": consent.give_consent(person=person, purpose="learn", giver="self", channel="tick", by=officer),
        "asked": rights.take_request(
            commune=place.commune, kind="view", name=f"Nguyễn Thị {tag}", contact=f"{tag}@example.com", received_on=clock.today(),
            by=officer, person=person,
        ),
    }  # fmt: skip


def _mention(person: Person) -> Mention:
    return Mention.objects.create(
        person=person, commune=person.commune, name=person.name, name_key=person.name_key, birth_year=person.birth_year, home=person.home,
        created_at=clock.now(),
    )  # fmt: skip


def _facts(place: Place) -> None:
    """A gathering an hour ago, and the person was there."""
    now = clock.now() - timedelta(hours=1)
    gathering = Gathering.objects.create(
        commune=place.commune, place=place.made["village"], day=clock.today(), starts_at=now, venue=f"Nhà văn hóa {place.tag}",
        lead=place.made["organisation"], entry=uuid7(), created_at=now,
    )  # fmt: skip
    person = place.made["person"]
    common = {"happened_at": now, "received_at": now, "counts_at": now, "place": place.made["village"].pk, "within": gathering.pk}
    attended = Entry(verb="attended", person=person.pk, home=person.home_id, hosts=[str(place.made["organisation"].pk)], **common)
    record([Entry(id=gathering.entry, verb="held", **common), attended])
    place.made["gathering"] = gathering
    place.made["attendance"] = Attendance.objects.create(gathering=gathering, person=person, entry=attended.pk)


def _sheets(place: Place) -> None:
    batch = SheetImport.objects.create(commune=place.commune, created_at=clock.now(), created_by=place.made["officer"])
    file = SheetFile.objects.create(batch=batch, name=f"{place.tag}.xlsx", digest="0" * 64, problem=f"Không mở được {place.tag}.xlsx")
    SheetRow.objects.create(file=file, number=2, status="new", mention=place.made["mention"])
    place.made |= {"batch": batch, "file": file}


def _office(place: Place) -> None:
    place.made["invitation"] = invitations.invite(
        name=f"Người mới {place.tag}", role="volunteer", area=place.commune, organisation=None, by=place.made["officer"]
    )
    place.made["report"] = Report.objects.create(
        area=place.commune, kind="monthly", window="2025-07", narrative={"assessment": f"Nhận xét {place.tag}"}, created_at=clock.now()
    )
