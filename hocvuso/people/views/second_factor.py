"""The code asked after the password, setting it up, and the recovery codes to print."""

from urllib.parse import urlencode

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset
from django.contrib.auth.signals import user_login_failed
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hocvuso.people.access import StaffRequest, before_second_factor, has_second_factor, signed_in
from hocvuso.people.actions import accounts
from hocvuso.people.forms.accounts import CodeForm
from hocvuso.people.middleware import SESSION_KEY, still_owes
from hocvuso.people.views.sign_in import locked_out, next_page

NEW_SECRET, NEW_CODES = "second_factor_secret", "second_factor_codes"


def qr_svg(text: str) -> SafeString:
    """A QR code as SVG on white, whatever the theme."""
    return mark_safe(segno.make(text, error="m").svg_inline(border=4, dark="#000", light="#fff", omitsize=True))


@before_second_factor
@signed_in
def second_factor(request: StaffRequest) -> HttpResponse:
    """Asks for the code; wrong codes are counted by axes apart from wrong passwords, which a right password would reset."""
    if not still_owes(request, request.user):
        return redirect(next_page(request))
    if not has_second_factor(request.user):
        return redirect("second_factor_setup")
    counted_as = {"username": f"code {request.user.login}"}
    if not AxesProxyHandler.is_allowed(request, counted_as):
        return locked_out(request, None, counted_as)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if accounts.check_second_factor(account=request.user, code=form.cleaned_data["code"]):
            reset(username=counted_as["username"])
            remember(request)
            return redirect(next_page(request))
        user_login_failed.send(sender=__name__, credentials=counted_as, request=request)
        form.add_error("code", _("Mã chưa đúng hoặc đã dùng rồi. Bác chờ mã mới hiện ra rồi gõ lại."))
    return render(request, "people/second_factor.html", {"form": form, "next": next_page(request)})


@before_second_factor
@signed_in
def second_factor_setup(request: StaffRequest) -> HttpResponse:
    """Shows the secret as a QR code and asks for the first code that the app makes of it."""
    if has_second_factor(request.user) and still_owes(request, request.user):
        return redirect("second_factor")  # a password alone must not replace the app
    secret = request.session.setdefault(NEW_SECRET, generate_totp_secret())
    form = CodeForm(request.POST or None)
    form.fields["code"].help_text = _("6 số đang hiện trong ứng dụng.")
    if request.method == "POST" and form.is_valid():
        codes = accounts.set_up_second_factor(account=request.user, secret=secret, code=form.cleaned_data["code"])
        if codes:
            del request.session[NEW_SECRET]
            remember(request)
            request.session[NEW_CODES] = True
            return redirect(f"{reverse('recovery_codes')}?{urlencode({'next': next_page(request)})}")
        form.add_error("code", _("Mã chưa khớp. Bác xem đồng hồ điện thoại có đúng giờ không, rồi gõ mã đang hiện."))
    address = get_adapter().build_totp_url(request.user, secret)
    context = {"form": form, "qr": qr_svg(address), "secret": spaced(secret), "again": has_second_factor(request.user)}
    return render(request, "people/second_factor_setup.html", context)


@signed_in
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """The codes to print, shown once after they were made; POST throws the old ones away and makes new ones."""
    if not has_second_factor(request.user):
        return redirect("second_factor_setup")
    codes: list[str] = []
    if request.method == "POST":
        codes = accounts.renew_recovery_codes(account=request.user)
    elif request.session.pop(NEW_CODES, False):
        codes = accounts.recovery_codes_of(account=request.user)
    return render(request, "people/recovery_codes.html", {"codes": [spaced(code) for code in codes], "next": next_page(request)})


def remember(request: StaffRequest) -> None:
    """This session has shown its second factor; its key changes, so that an older copy of the cookie is worth nothing."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(request.user.pk)


def spaced(text: str) -> str:
    """In groups of four, for reading."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
