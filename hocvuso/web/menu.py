"""The office's menu: one list. A page is on it when its address exists and its own rule lets this account in here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hocvuso.people.access import Rule, may, posts_of
from hocvuso.places.models import Area

Level = Area.Level
COMMUNE_AND_BELOW = frozenset({Level.COMMUNE, Level.VILLAGE})


@dataclass(frozen=True)
class Entry:
    """A line of the menu. Who may see it is asked of the page itself, so the two can never disagree."""

    label: str | Promise
    url_name: str
    icon: str
    levels: frozenset[str] = frozenset(Level.values)


ENTRIES = (
    Entry(_("Tổng quan"), "overview", "figures"),
    Entry(_("Nhập danh sách"), "sheets", "sheets", COMMUNE_AND_BELOW),
    Entry(_("Buổi và điểm"), "gatherings", "calendar", COMMUNE_AND_BELOW),
    Entry(_("Người học"), "people", "people", COMMUNE_AND_BELOW),
    Entry(_("Cần xem lại"), "doubles", "doubles", COMMUNE_AND_BELOW),
    Entry(_("Chỉ tiêu"), "targets", "target"),
    Entry(_("Báo cáo"), "reports", "report"),
    Entry(_("Khu phố – tổ chức"), "places", "places"),
    Entry(_("Đội ngũ"), "team", "team"),
    Entry(_("Quyền dữ liệu"), "rights", "rights", COMMUNE_AND_BELOW),
)


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    icon: str = ""
    here: bool = False


@dataclass(frozen=True)
class Menu:
    """What the office's frame shows around a page."""

    entries: list[Link]
    crumbs: list[Link]  # the way to this page, without the page itself
    above: str  # the unit the area lies in
    several: bool  # whether the account works in more than one area


def menu_for(account, area: Area | None, path: str) -> Menu:
    """The menu of `account` on the page at `path`, which is about `area` (none: the front door)."""
    several = account.is_authenticated and len({post.area_id for post in posts_of(account)}) > 1
    if area is None:
        return Menu([], [], "", several)
    entries = list(open_entries(account, area, path))
    return Menu(entries, crumbs_to(account, area, entries, path), area.parent.name if area.parent else "", several)


def open_entries(account, area: Area, path: str) -> Iterator[Link]:
    """The lines of the menu that lead somewhere for this account."""
    for entry in ENTRIES:
        if area.level not in entry.levels:
            continue
        home = area_of_entry(account, entry, area)
        if home is not None:
            url = address(entry.url_name, home.pk, get_language())
            yield Link(entry.label, url, entry.icon, is_here(entry, url, path))


def area_of_entry(account, entry: Entry, area: Area) -> Area | None:
    """Where the line leads: a village's work is done on its commune's pages, by those who may work there."""
    rule = rule_of(entry.url_name)
    if rule is None:
        return None
    around = [area.parent, area] if area.is_village and area.parent else [area]
    return next((place for place in around if may(account, rule.permission, place)), None)


def is_here(entry: Entry, url: str, path: str) -> bool:
    """Whether the page belongs to this line; the overview stands at the root of all of them, so only its very address counts."""
    return path == url or (entry.url_name != "overview" and path.startswith(url))


def crumbs_to(account, area: Area, entries: list[Link], path: str) -> list[Link]:
    """The area's first page, then the line of the menu that the page lies under."""
    way = [Link(area.name, entries[0].url)] if entries else []
    way += [entry for entry in entries if entry.here and entry not in entries[:1]]
    return [link for link in way if link.url != path]


def first_page(account, area: Area) -> str | None:
    """The address of the first page this account may open at the area; none when there is not one."""
    return next((link.url for link in open_entries(account, area, "")), None)


@cache
def rule_of(url_name: str) -> Rule | None:
    """The access rule of the page with this name; none when there is no such page."""
    try:
        rule = getattr(resolve(reverse(url_name, args=["VN"])).func, "access", None)
    except NoReverseMatch:
        return None
    return rule if rule is not None and rule.kind == "area" else None


@lru_cache(maxsize=4096)
def address(url_name: str, area: str, language: str) -> str:
    """reverse(), kept: ten of them on every page would cost more than the page. `language` is part of the address."""
    return reverse(url_name, args=[area])
