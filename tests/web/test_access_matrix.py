"""Every URL, as every role, in one's own commune, the next one and another province's: who gets in, and what is seen.

What is right stands here by hand (WHO_MAY), not in the program. A page needs nothing to be on the walk: it is found in the
resolver. A page without one of the three decorators, with a permission nobody wrote here, or with an argument that
matrix_objects.py does not fill, fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from hocvuso.insights.actions import count_pending
from hocvuso.people import access
from tests import factories
from tests.web.matrix_objects import ARGUMENTS, NOBODYS, Place, build_place

# Permission -> the roles that hold it, at their area and below. Written from the design, by hand.
WHO_MAY = {
    "figures.see": {"officer", "leader", "viewer"},
    "people.see": {"officer", "leader"},
    "people.change": {"officer"},
    "sheets.import": {"officer"},
    "gatherings.see": {"officer", "leader", "volunteer"},
    "places.change": {"officer"},
    "targets.change": {"officer", "leader"},
    "reports.see": {"officer", "leader", "viewer"},
    "reports.write": {"officer"},
    "reports.approve": {"officer", "leader"},
    "team.change": {"officer"},
    "rights.answer": {"officer"},
}

# The canaries: letters that occur in no page, no library and no other commune.
OWN, SIBLING, FOREIGN = "Zqxvown", "Zqxvsib", "Zqxvfor"

# One for all: making a client loads the whole middleware.
BROWSER = Client(raise_request_exception=False)

# Whoever holds this link is the invited: the token is the key, and shows who invites whom.
OPENED_BY_A_SECRET = {"invitation"}


@dataclass(frozen=True)
class Page:
    """One URL pattern."""

    name: str
    route: str
    arguments: tuple[str, ...]
    view: object

    @property
    def rule(self) -> access.Rule | None:
        return getattr(self.view, "access", None)


def all_pages() -> list[Page]:
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns, route: str, arguments: tuple[str, ...]) -> Iterator[Page]:
    for pattern in patterns:
        here, names = route + str(pattern.pattern), (*arguments, *getattr(pattern.pattern, "converters", {}))
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, here, names)
        else:
            yield Page(pattern.name, here, names, pattern.callback)


@dataclass
class Actor:
    """Someone at a browser. `area` is where the role is held; none for who has no account or no post any more."""

    label: str
    role: str
    area: object
    cookies: SimpleCookie
    may_see: set[str]  # canaries that may stand in an answer

    def holds(self, permission: str, place: Place) -> bool:
        return self.area is not None and self.role in WHO_MAY[permission] and place.commune.path.startswith(self.area.path)


@dataclass
class World:
    """Three communes and those who come to their doors."""

    own: Place
    sibling: Place
    foreign: Place
    actors: list[Actor]

    @property
    def places(self) -> list[Place]:
        return [self.own, self.sibling, self.foreign]


@pytest.fixture
def world(db) -> World:
    own, sibling, foreign = build_place("28249", OWN), build_place("28627", SIBLING), build_place("00454", FOREIGN)
    commune, province = own.commune, own.commune.parent
    former = factories.make_account(None, name="Người đã thôi việc")
    factories.give_post(former, "officer", commune, until=factories.LONG_AGO.replace(year=2026))
    count_pending()  # now, or every request would count the same facts, whose counting is then taken back
    inside = {OWN}
    actors = [
        Actor("anonymous", "", None, SimpleCookie(), set()),
        _actor("volunteer", commune, inside),
        _actor("officer", commune, inside),
        _actor("leader", commune, inside),
        _actor("viewer", province, {OWN, SIBLING}),
        _actor("officer", province, {OWN, SIBLING}),
        _actor("former", None, set(), former),
    ]
    assert len(actors) == 7
    return World(own, sibling, foreign, actors)


def _actor(role: str, area, may_see: set[str], account=None) -> Actor:
    client = Client()
    factories.sign_in(client, account or factories.make_account(role, area, name=f"Vai {role}"))
    return Actor(f"{role} of {area or 'nowhere'}", role, area, client.cookies, may_see)


def ask(actor: Actor, method: str, url: str) -> HttpResponse:
    """One request, whose writes are taken back."""
    BROWSER.cookies = SimpleCookie(actor.cookies.output(header="", sep=";"))
    with transaction.atomic():
        answer = getattr(BROWSER, method)(url)
        answer.bytes_sent = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer


def walk(world: World, *, actors: list[Actor] | None = None, pages: list[Page] | None = None, only: Place | None = None) -> list[str]:
    """Opens everything and says what was wrong; `only`: at this commune alone."""
    wrong = []
    for page in pages or all_pages():
        for actor in actors or world.actors:
            for at, of in [(only, only)] if only else combinations(page, world):
                for method in ("get", "post"):
                    problem = look(page, actor, at, of, method)
                    if problem:
                        wrong.append(f"{method.upper()} {page.name} at {at.tag} object of {of.tag} as {actor.label}: {problem}")
    return wrong


def combinations(page: Page, world: World) -> list[tuple[Place, Place]]:
    """(the area in the address, the commune whose objects its other arguments name)."""
    if not page.arguments:
        return [(world.own, world.own)]
    pairs = [(place, place) for place in world.places]
    if "area" in page.arguments and set(page.arguments) - NOBODYS:
        pairs += [(world.own, world.sibling), (world.own, world.foreign)]
    return pairs


def look(page: Page, actor: Actor, at: Place, of: Place, method: str) -> str:
    """What is wrong with one answer; empty when nothing is."""
    arguments = {name: ARGUMENTS[name](at if name == "area" else of) for name in page.arguments}
    answer = ask(actor, method, reverse(page.name, kwargs=arguments))
    leaked = canaries_in(answer) - actor.may_see
    if page.name in OPENED_BY_A_SECRET:
        leaked -= {of.tag}
    if leaked:
        return f"shows {sorted(leaked)}"
    if answer.status_code >= 500:
        return f"answers {answer.status_code}"
    return verdict(page.rule, actor, at, of, answer)


def canaries_in(answer: HttpResponse) -> set[str]:
    """Canaries anywhere in the body or the headers, in any case."""
    sent = (answer.bytes_sent + str(answer.items()).encode()).lower()
    return {tag for tag in (OWN, SIBLING, FOREIGN) if tag.lower().encode() in sent}


def verdict(rule: access.Rule, actor: Actor, at: Place, of: Place, answer: HttpResponse) -> str:
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith(reverse("sign_in"))
    if rule.kind == "public":
        return "asks to sign in" if to_sign_in else ""
    if answer.status_code == 405:
        return ""  # a GET of what only takes a POST: nothing was looked for, nothing told; the POST is judged
    if actor.label == "anonymous":
        return "" if to_sign_in else f"answers {answer.status_code} to a stranger"
    if rule.kind == "signed-in":
        return "is not found" if answer.status_code == 404 else ""
    if actor.holds(rule.permission, at) and at is of:
        return f"answers {answer.status_code} to one who may" if answer.status_code == 404 or to_sign_in else ""
    return "" if answer.status_code == 404 else f"answers {answer.status_code} to one who may not"


# -- the tests ---------------------------------------------------------------------------------------------------------


def test_every_page_says_who_may_open_it():
    without = [page.route for page in all_pages() if not isinstance(page.rule, access.Rule)]
    assert without == []


def test_every_permission_is_written_here_by_hand():
    assert {page.rule.permission for page in all_pages() if page.rule.kind == "area"} <= set(WHO_MAY)


def test_the_programs_table_is_the_one_written_by_hand():
    assert {permission: set(map(str, roles)) for permission, roles in access.PERMISSIONS.items()} == WHO_MAY


def test_every_page_has_a_name_and_its_arguments_have_objects():
    assert [page.route for page in all_pages() if not page.name] == []
    assert {name for page in all_pages() for name in page.arguments} - set(ARGUMENTS) == set()


def test_area_pages_and_only_they_ask_for_a_permission():
    wrong = [page.name for page in all_pages() if page.rule.kind == "area" and "area" not in page.arguments]
    assert wrong == []


@pytest.mark.parametrize("who", range(7), ids=["anonymous", "volunteer", "officer", "leader", "viewer above", "officer above", "former"])
def test_nobody_gets_in_or_sees_what_is_not_theirs(world, who):
    wrong = walk(world, actors=[world.actors[who]])
    assert not wrong, "\n".join(wrong)


def test_each_commune_shows_its_canary_to_its_own(world):
    """The scan could find something: the officer meets her own commune's canary on many pages."""
    officer = next(actor for actor in world.actors if actor.role == "officer")
    pages = [page for page in all_pages() if page.arguments == ("area",)]
    seen = [page.name for page in pages if OWN in canaries_in(ask(officer, "get", reverse(page.name, kwargs={"area": "28249"})))]
    assert {"people", "doubles", "rights", "team"} <= set(seen)


def test_the_matrix_sees_a_gate_that_stands_open(world, monkeypatch):
    """With `may` always true the walk must find foreign pages open and foreign canaries shown."""
    monkeypatch.setattr(access, "may", lambda account, permission, area: True)
    officer = [actor for actor in world.actors if actor.role == "officer"][:1]
    wrong = walk(world, actors=officer, only=world.foreign)
    pages = {page.name for page in all_pages() if page.rule.kind == "area"}
    assert {name for name in pages if any(f" {name} at {FOREIGN}" in line for line in wrong)} == pages
    assert any(f"shows ['{FOREIGN}']" in line for line in wrong)


def test_the_matrix_sees_a_person_fetched_without_asking_where(world, monkeypatch):
    """With the look at the person's commune gone, the walk must find other communes' people in one's own area."""
    from hocvuso.people.models import Person
    from hocvuso.people.views import persons as views

    monkeypatch.setattr(views.persons, "person_in", lambda area, person_id: Person.objects.get(pk=person_id))
    officer = [actor for actor in world.actors if actor.role == "officer"][:1]
    pages = [page for page in all_pages() if page.name == "person"]
    wrong = walk(world, actors=officer, pages=pages)
    assert any("shows" in line for line in wrong)


def test_a_post_that_ended_opens_nothing_on_the_next_request(world, client):
    account = factories.make_account("officer", world.own.commune)
    factories.sign_in(client, account)
    url = reverse("people", kwargs={"area": "28249"})
    assert client.get(url).status_code == 200
    account.posts.update(valid_to=factories.LONG_AGO.replace(year=2026))
    assert client.get(url).status_code == 404
