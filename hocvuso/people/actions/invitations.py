"""Invitations and recoveries: a one-time way in that an officer hands over, on the screen or on paper."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hocvuso.base import clock
from hocvuso.base.text import clean
from hocvuso.people.access import current_posts, may, paths_of
from hocvuso.people.actions import accounts
from hocvuso.people.actions.accounts import Refused
from hocvuso.people.models import Account, Invitation, Post
from hocvuso.people.rules import tokens
from hocvuso.people.rules.posts import may_reset, role_fits
from hocvuso.places.models import Area, Organisation

GOOD_FOR = timedelta(hours=72)


class NotOpen(Refused):
    """The invitation was used, withdrawn, is too old, or whoever made it may no longer do so."""


def invite(*, name: str, role: str, area: Area, organisation: Organisation | None, by: Account | None) -> Invitation:
    """Makes an invitation to a post at `area`. `by` None is the server's technician. Raises Refused."""
    if by is not None and not may(by, "team.change", area):
        raise Refused(_("Bác không phụ trách nơi này."))
    if not role_fits(role, area.level):
        raise Refused(_("Vai trò này không có ở cấp đó."))
    return _make(Invitation.Kind.POST, area, by, name=clean(name), role=role, organisation=organisation)


def offer_recovery(*, account: Account, area: Area, by: Account | None) -> Invitation:
    """Makes a recovery for an account that lost its password or its phone. Raises Refused.

    An officer may do so only when all posts of the account lie under hers; the server's technician (`by` None) always.
    """
    if by is not None and not may_recover(by, account):
        raise Refused(_("Người này còn giữ việc ở nơi khác. Bác nhờ cán bộ phụ trách cấp trên cấp lại giúp."))
    with transaction.atomic():
        _open_now().filter(kind=Invitation.Kind.RECOVERY, account=account).update(withdrawn_at=clock.now())
        return _make(Invitation.Kind.RECOVERY, area, by, name=account.name, account=account)


def may_recover(officer: Account, account: Account) -> bool:
    """Whether the officer may give this account a fresh start; never her own, and never a sample account's."""
    if officer.pk == account.pk or account.is_sample:
        return False
    return may_reset(paths_of(officer, "team.change"), [post.area.path for post in current_posts(account)])


def _make(kind: str, area: Area, by: Account | None, **fields) -> Invitation:
    now = clock.now()
    invitation = Invitation(kind=kind, area=area, made_by=by, made_at=now, expires_at=now + GOOD_FOR, **fields)
    invitation.token_hash = tokens.hash_of(token_of(invitation))
    invitation.code_hash = tokens.hash_of(code_of(invitation))
    invitation.save(force_insert=True)
    return invitation


def token_of(invitation: Invitation) -> str:
    return tokens.token_of(settings.SECRET_KEY.encode(), invitation.pk)


def code_of(invitation: Invitation) -> str:
    return tokens.code_of(settings.SECRET_KEY.encode(), invitation.pk)


def _open_now():
    return Invitation.objects.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=clock.now())


def invitation_by_token(token: str) -> Invitation | None:
    """The open invitation with this token."""
    return _open_now().select_related("area", "organisation", "account").filter(token_hash=tokens.hash_of(token)).first()


def invitation_by_code(typed: str) -> Invitation | None:
    """The open invitation with this short code, however it was typed."""
    return _open_now().filter(code_hash=tokens.hash_of_code(typed)).first()


def join_with_new_account(*, invitation: Invitation, login: str, password: str) -> Account:
    """The invited makes an account and takes the post. Raises NotOpen, or LoginTaken, which leaves the invitation open."""
    with transaction.atomic():
        invitation = _use(invitation, Invitation.Kind.POST)
        account = accounts.create_account(login=login, name=invitation.name, password=password)
        _take_post(invitation, account)
        return account


def join_with_account(*, invitation: Invitation, account: Account) -> Post:
    """Someone who has an account takes one more post with it. Raises NotOpen."""
    with transaction.atomic():
        return _take_post(_use(invitation, Invitation.Kind.POST), account)


def recover(*, invitation: Invitation, password: str) -> Account:
    """Sets a new password and forgets the second factor; every session of the account ends. Raises NotOpen."""
    with transaction.atomic():
        invitation = _use(invitation, Invitation.Kind.RECOVERY)
        account = _whose(invitation)
        accounts.change_password(account=account, password=password)
        accounts.forget_second_factor(account=account)
        return account


def withdraw_invitation(*, invitation: Invitation) -> None:
    """The QR code and the short code stop working at once."""
    Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(withdrawn_at=clock.now())


def _use(invitation: Invitation, kind: str) -> Invitation:
    """Locks the invitation and marks it used; whoever made it must still be allowed to."""
    invitation = _open_now().select_for_update(of=("self",)).filter(pk=invitation.pk, kind=kind).first()
    if invitation is None or not _maker_still_may(invitation):
        raise NotOpen(_("Lời mời này không còn dùng được. Bác xin cán bộ phụ trách một lời mời mới."))
    invitation.used_at = clock.now()
    invitation.save(update_fields=["used_at"])
    return invitation


def _maker_still_may(invitation: Invitation) -> bool:
    maker = invitation.made_by
    if maker is None:
        return True
    if invitation.kind == Invitation.Kind.RECOVERY:
        return may_recover(maker, _whose(invitation))
    return maker.is_active and may(maker, "team.change", invitation.area)


def _whose(recovery: Invitation) -> Account:
    """Every recovery is for an account, and goes with it."""
    assert recovery.account is not None
    return recovery.account


def _take_post(invitation: Invitation, account: Account) -> Post:
    Invitation.objects.filter(pk=invitation.pk).update(account=account)
    return accounts.give_post(account=account, role=invitation.role, area=invitation.area, organisation=invitation.organisation)
