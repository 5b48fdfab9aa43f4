"""The whole house once: every page that can be asked for without knowing more than an area, as an officer and as a stranger.

A new page is in here by having an address. Pages about one gathering, one person… are looked at where they are made.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.browser import DESK, PHONE, axe, is_wider_than_screen, new_page, sign_in
from tests.factories import make_account
from tests.factories import sign_in as sign_client_in

# Not pages: files, data, and what only leads on.
OF_ANOTHER_KIND = {"healthz"}


def names(patterns, known: frozenset[str] = frozenset()) -> Iterator[tuple[str, bool]]:
    """(name, whether it takes an area) of each address that needs nothing else."""
    for pattern in patterns:
        asks = known | set(re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern)))
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, asks)
        elif isinstance(pattern, URLPattern) and pattern.name and asks <= {"area"} and "hocvuso." in pattern.callback.__module__:
            yield pattern.name, "area" in asks


PAGES = sorted(set(names(get_resolver().url_patterns)) - {(name, False) for name in OF_ANOTHER_KIND})


def address(name: str, of_area: bool) -> str:
    return reverse(name, args=["28249"] if of_area else [])


@pytest.fixture
def people(areas) -> dict[str, Client]:
    officer = Client()
    sign_client_in(officer, make_account("officer", areas.commune))
    return {"officer": officer, "stranger": Client()}


def page_of(client: Client, url: str) -> str | None:
    """The HTML of a page; nothing when the address leads elsewhere, refuses, or is a file."""
    answer = client.get(url)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return None
    return answer.content.decode()


def faults_of(page: str) -> list[str]:
    """What every page must have."""
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    return [
        fault
        for fault, wrong in {
            "no title of its own": not title or not title[1].split("·")[0].strip(),
            "not one h1": len(re.findall(r"<h1\b", page)) != 1,
            "no language": not re.search(r'<html lang="(vi|en)"', page),
            "no main": len(re.findall(r"<main\b", page)) != 1,
            "no viewport": 'name="viewport"' not in page,
            "a tag of the template shown": "{%" in page or "{{" in page,
        }.items()
        if wrong
    ]


def test_the_pages_everybody_knows_are_walked():
    assert {("home", False), ("sign_in", False), ("overview", True), ("team", True), ("design", False)} <= set(PAGES)


def test_a_page_without_heading_or_title_is_seen():
    assert len(faults_of("<html><title> · Học Vụ Số</title><p>{{ x }}</p>")) == 6


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["officer", "stranger"])
@pytest.mark.parametrize(("name", "of_area"), PAGES, ids=[name for name, _ in PAGES])
def test_every_page_has_title_heading_and_language(people, who, name, of_area):
    for language in ("vi", "en"):
        with override(language):
            url = address(name, of_area)
        page = page_of(people[who], url)
        if page is not None:
            assert faults_of(page) == []
            assert f'<html lang="{language}"' in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk", marks=pytest.mark.full)])
@pytest.mark.parametrize("who", ["officer", "stranger"])
def test_axe_finds_nothing_on_any_page(browser, live_server, people, who, screen):
    found = {}
    with new_page(browser, *screen) as page:
        if who == "officer":
            sign_in(page, people[who], live_server.url)
        for name, of_area in PAGES:
            url = address(name, of_area)
            if page_of(people[who], url) is None:
                continue
            page.goto(live_server.url + url)
            faults = axe(page) + (["wider than the screen"] if is_wider_than_screen(page) else [])
            if faults:
                found[name] = faults
    assert found == {}
