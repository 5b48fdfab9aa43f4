"""Officers, leaders and viewers work only with a second factor; sample accounts only at this machine."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from hocvuso.people import access
from hocvuso.people.adapters import sample_may_work
from hocvuso.people.models import Account

SESSION_KEY = "second_factor"  # holds the id of the account that has shown its second factor in this session
PERSONAL = "personal_page"  # set on a request for a page that is not public


class SecondFactorMiddleware:
    """Before any page that is not public: whoever needs a second factor shows it, or sets it up, first.

    On public pages someone who still owes it is nobody. Pages that are not public are kept by no cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, PERSONAL, False):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, view: Callable, args, kwargs) -> HttpResponse | None:
        rule = getattr(view, "access", None)
        if rule is not None and rule.kind == "public":
            account = request.user  # lazy: a public page that asks nobody's name reads no session
            whoever = SimpleLazyObject(lambda: account if stands(request, account) else AnonymousUser())
            request.user = cast(Account | AnonymousUser, whoever)
            return None
        setattr(request, PERSONAL, True)
        if not request.user.is_authenticated:
            return None
        if not works_from_here(request, request.user):
            logout(request)
            return redirect("sign_in")
        if getattr(view, "before_second_factor", False) or not still_owes(request, request.user):
            return None
        return redirect(f"{_where_to(request.user)}?{urlencode({'next': request.get_full_path()})}")


def stands(request: HttpRequest, account) -> bool:
    """Whether this session may act as the account."""
    return account.is_authenticated and works_from_here(request, account) and not still_owes(request, account)


def works_from_here(request: HttpRequest, account) -> bool:
    """Sample accounts work at this machine only."""
    return not account.is_sample or sample_may_work(request)


def still_owes(request: HttpRequest, account) -> bool:
    """Whether this session has yet to show a second factor."""
    if account.is_sample or request.session.get(SESSION_KEY) == str(account.pk):
        return False
    return access.needs_second_factor(account) or access.has_second_factor(account)


def _where_to(account: Account) -> str:
    return reverse("second_factor" if access.has_second_factor(account) else "second_factor_setup")
