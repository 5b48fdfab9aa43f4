"""The one gate: may this account do this here? Every view asks it through one of the decorators below.

A post covers its area and everything below. What is foreign does not exist: 404, never 403. The matrix test
(tests/web/test_access_matrix.py) walks every URL as every role; a view without a decorator fails it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, cast

from allauth.mfa.models import Authenticator
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from hocvuso.base import clock
from hocvuso.people.models import Account, Post
from hocvuso.places.models import Area

Role = Post.Role

# Permission -> roles that hold it, at their area and below.
PERMISSIONS: dict[str, frozenset[str]] = {
    "figures.see": frozenset({Role.OFFICER, Role.LEADER, Role.VIEWER}),  # counts, gatherings, nobody's name
    "people.see": frozenset({Role.OFFICER, Role.LEADER}),  # names behind a figure
    "people.change": frozenset({Role.OFFICER}),  # decide doubles, merge, correct, erase
    "sheets.import": frozenset({Role.OFFICER}),
    "gatherings.see": frozenset({Role.OFFICER, Role.LEADER, Role.VOLUNTEER}),
    "places.change": frozenset({Role.OFFICER}),  # villages and organisations
    "targets.change": frozenset({Role.OFFICER, Role.LEADER}),
    "reports.see": frozenset({Role.OFFICER, Role.LEADER, Role.VIEWER}),
    "reports.write": frozenset({Role.OFFICER}),
    "reports.approve": frozenset({Role.LEADER, Role.OFFICER}),
    "team.change": frozenset({Role.OFFICER}),  # invitations and posts
    "rights.answer": frozenset({Role.OFFICER}),  # requests of data subjects
}

# These roles see personal data or sign: they need a second factor.
SECOND_FACTOR_ROLES = frozenset({Role.OFFICER, Role.LEADER, Role.VIEWER})


@dataclass(frozen=True)
class Rule:
    """Who may open a view: "public", "signed-in", or a permission in the area named by the URL."""

    kind: str
    permission: str = ""


class StaffRequest(HttpRequest):
    """What a view behind @signed_in or @needs is given, for its annotation: someone has signed in."""

    user: Account


class Page(Protocol):
    """A view with its rule."""

    access: Rule
    before_second_factor: bool

    def __call__(self, request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


View = Callable[..., HttpResponseBase]


def current_posts(account: Account) -> QuerySet[Post]:
    """The posts an account holds today, with their areas."""
    today = clock.today()
    return (
        account.posts.filter(valid_from__lte=today)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
        .select_related("area", "organisation")
        .order_by("area__path", "role")
    )


def may(account, permission: str, area: Area) -> bool:
    """Whether the account holds `permission` at `area`, through a post there or above."""
    if not account.is_authenticated:
        return False
    roles = PERMISSIONS[permission]
    return any(post.role in roles and area.path.startswith(post.area.path) for post in posts_of(account))


def posts_of(account: Account) -> list[Post]:
    """current_posts, asked once for each request's account object."""
    if not hasattr(account, "_posts_today"):
        account._posts_today = list(current_posts(account))
    return account._posts_today


def needs_second_factor(account: Account) -> bool:
    """Whether one of the account's posts today asks for a second factor."""
    return any(post.role in SECOND_FACTOR_ROLES for post in posts_of(account))


def has_second_factor(account: Account) -> bool:
    """Whether the account has set up TOTP."""
    return Authenticator.objects.filter(user=account, type="totp").exists()


def paths_of(account: Account, permission: str) -> list[str]:
    """The paths of the areas at which the account holds the permission; each counts for everything below it."""
    return [post.area.path for post in posts_of(account) if post.role in PERMISSIONS[permission]]


def area_for(account, code: str, permission: str) -> Area:
    """The area with this code, if the account may do this there; otherwise 404, as if there were none."""
    area = Area.objects.filter(pk=code).first()
    if area is None or not may(account, permission, area):
        raise Http404
    return area


def public(view: View) -> Page:
    """A page that anyone may open."""
    return _ruled(view, Rule("public"))


def _ruled(view: View, rule: Rule) -> Page:
    page = cast(Page, view)
    page.access = rule
    return page


def before_second_factor(view: Page) -> Page:
    """Marks a page that works between the password and the second factor: setting it up, showing it, signing out."""
    view.before_second_factor = True
    return view


def signed_in(view: View) -> Page:
    """A page for anyone with an account, about themselves."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _ruled(guarded, Rule("signed-in"))


def needs(permission: str) -> Callable[[View], Page]:
    """A page at `<area>` in the URL: the view is given the Area itself, or is not reached."""
    assert permission in PERMISSIONS, permission

    def decorate(view: View) -> Page:
        @wraps(view)
        def guarded(request: HttpRequest, area: str, *args, **kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return view(request, area_for(request.user, area, permission), *args, **kwargs)

        return _ruled(guarded, Rule("area", permission))

    return decorate
