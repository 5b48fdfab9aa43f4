"""Who works here: posts, invitations, recovery."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hocvuso.people.access import StaffRequest, needs
from hocvuso.people.actions import accounts, invitations
from hocvuso.people.actions.accounts import Refused
from hocvuso.people.forms.accounts import InviteForm
from hocvuso.people.models import Post
from hocvuso.people.queries.team import invitations_at, posts_at
from hocvuso.people.views.second_factor import qr_svg
from hocvuso.places.models import Area

THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]"}


@needs("team.change")
def team(request: StaffRequest, area: Area) -> HttpResponse:
    form = InviteForm(request.POST or None, area=area)
    if request.method == "POST" and form.is_valid():
        made = invitations.invite(**form.cleaned_data, area=area, by=request.user)
        return redirect("invitation_made", area=area.code, invitation=made.pk)
    posts = [(post, invitations.may_recover(request.user, post.account)) for post in posts_at(area)]
    return render(request, "people/team.html", {"area": area, "form": form, "posts": posts, "invitations": invitations_at(area)})


@needs("team.change")
def invitation_made(request: HttpRequest, area: Area, invitation: UUID) -> HttpResponse:
    """The sheet to hand over: QR code, address and short code, until it is used."""
    found = get_object_or_404(invitations_at(area), pk=invitation)
    address = request.build_absolute_uri(reverse("invitation", kwargs={"token": invitations.token_of(found)}))
    context = {
        "area": area,
        "invitation": found,
        "qr": qr_svg(address),
        "code": invitations.code_of(found),
        "typed_at": request.build_absolute_uri(reverse("invitation_code")),
        "only_here": request.get_host().rpartition(":")[0] in THIS_MACHINE or request.get_host() in THIS_MACHINE,
    }
    return render(request, "people/invitation_made.html", context)


@needs("team.change")
@require_POST
def invitation_withdraw(request: HttpRequest, area: Area, invitation: UUID) -> HttpResponse:
    invitations.withdraw_invitation(invitation=get_object_or_404(invitations_at(area), pk=invitation))
    messages.success(request, _("Đã rút lời mời. Mã cũ không dùng được nữa."))
    return redirect("team", area=area.code)


@needs("team.change")
@require_POST
def post_end(request: StaffRequest, area: Area, post: UUID) -> HttpResponse:
    found = _post_at(area, post)
    try:
        accounts.end_post(post=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(name)s đã thôi nhiệm vụ “%(role)s”.") % {"name": found.account.name, "role": found.get_role_display()}
        )
    # Her own post ended: the team page may be closed to her now.
    return redirect("office") if found.account == request.user else redirect("team", area=area.code)


@needs("team.change")
@require_POST
def account_recovery(request: StaffRequest, area: Area, post: UUID) -> HttpResponse:
    try:
        made = invitations.offer_recovery(account=_post_at(area, post).account, area=area, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("team", area=area.code)
    return redirect("invitation_made", area=area.code, invitation=made.pk)


def _post_at(area: Area, post: UUID) -> Post:
    """A post held today at this very area; 404 otherwise."""
    return get_object_or_404(posts_at(area), pk=post)
