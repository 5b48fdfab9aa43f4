"""In and out, and one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hocvuso.people.access import StaffRequest, has_second_factor, needs_second_factor, posts_of, public, signed_in
from hocvuso.people.actions import accounts
from hocvuso.people.adapters import sample_may_work
from hocvuso.people.forms.accounts import ChangePasswordForm, SignInForm
from hocvuso.people.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"


def next_page(request: HttpRequest) -> str:
    """Where to go afterwards: `next` if it is a page of ours, else the office."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("office")


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_page(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = known_account(request, **form.cleaned_data)
        if account is not None:
            login(request, account, backend=BACKEND)
            return redirect(next_page(request))
        # One text for an unknown account, a wrong password and a sample account from elsewhere: it tells nothing.
        form.add_error(None, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Bác thử lại nhé."))
    return render(request, "people/sign_in.html", {"form": form, "next": next_page(request)})


def known_account(request: HttpRequest, login: str, password: str) -> Account | None:
    """The account with this login and password, if it may be used from where the request comes."""
    account = authenticate(request, username=login, password=password)
    if account is not None and account.is_sample and not sample_may_work(request):
        return None
    return account


def locked_out(request: HttpRequest, original_response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    """What axes shows after five wrong tries with one login from one address (settings: AXES_LOCKOUT_CALLABLE)."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "people/locked_out.html", {"minutes": minutes}, status=429)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    answer = redirect("home")
    answer["Clear-Site-Data"] = '"cache"'  # never "storage": facts not yet sent live there
    return answer


@signed_in
def account(request: StaffRequest) -> HttpResponse:
    """One's posts, password and second factor."""
    form = ChangePasswordForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        accounts.change_password(account=request.user, password=form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Đã đổi mật khẩu. Những nơi khác đang đăng nhập đều phải đăng nhập lại."))
        return redirect("account")
    context = {
        "form": form,
        "posts": posts_of(request.user),
        "second_factor": has_second_factor(request.user),
        "second_factor_needed": needs_second_factor(request.user),
    }
    return render(request, "people/account.html", context)
