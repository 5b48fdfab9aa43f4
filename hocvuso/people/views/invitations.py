"""The invited opens the QR code, or types the short code, and takes the post; or gets a fresh start."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hocvuso.people.access import public
from hocvuso.people.actions import invitations
from hocvuso.people.actions.accounts import LoginTaken
from hocvuso.people.forms.accounts import InvitationCodeForm, JoinForm, NewPasswordForm
from hocvuso.people.models import Account, Invitation
from hocvuso.people.views.sign_in import BACKEND


@public
def invitation_code(request: HttpRequest) -> HttpResponse:
    """Where the short code is typed."""
    form = InvitationCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation = invitations.invitation_by_code(form.cleaned_data["code"])
        if invitation:
            return redirect("invitation", token=invitations.token_of(invitation))
        form.add_error("code", _("Không có lời mời nào với mã này, hoặc mã đã dùng, đã quá 3 ngày. Bác xin mã mới giúp."))
    return render(request, "people/invitation_code.html", {"form": form})


@public
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation or a recovery, opened by its holder."""
    found = invitations.invitation_by_token(token)
    if found is None:
        return render(request, "people/invitation_over.html", status=404)
    if found.kind == Invitation.Kind.RECOVERY:
        return _recover(request, found)
    return _take_with_account(request, found, request.user) if request.user.is_authenticated else _join(request, found)


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, invited=found.name)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            account = invitations.join_with_new_account(invitation=found, login=data["login"], password=data["password"])
        except LoginTaken:
            form.add_error("login", _("Không dùng được tên này. Nếu bác đã có tài khoản, bác đăng nhập trước rồi mở lại lời mời."))
        except invitations.NotOpen:
            return render(request, "people/invitation_over.html", status=404)
        else:
            login(request, account, backend=BACKEND)
            return redirect("office")
    return render(request, "people/invitation.html", {"invitation": found, "form": form})


def _take_with_account(request: HttpRequest, found: Invitation, account: Account) -> HttpResponse:
    if request.method == "POST":
        try:
            invitations.join_with_account(invitation=found, account=account)
        except invitations.NotOpen:
            return render(request, "people/invitation_over.html", status=404)
        return redirect("office")
    return render(request, "people/invitation_with_account.html", {"invitation": found})


def _recover(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = invitations.recover(invitation=found, password=form.cleaned_data["password"])
        except invitations.NotOpen:
            return render(request, "people/invitation_over.html", status=404)
        login(request, account, backend=BACKEND)
        return redirect("office")
    return render(request, "people/recovery.html", {"invitation": found, "form": form})
