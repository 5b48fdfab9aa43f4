"""Accounts and posts: who may sign in, with what, and which post they hold."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.translation import gettext as _

from hocvuso.base import clock
from hocvuso.base.text import clean
from hocvuso.people.access import current_posts
from hocvuso.people.models import Account, Post
from hocvuso.people.rules.phones import read_login
from hocvuso.people.rules.posts import role_fits
from hocvuso.places.models import Area, Organisation


class Refused(Exception):
    """A rule forbids it; the message says which, in words for the person at the screen."""


class LoginTaken(Refused):
    """Another account signs in with this phone or e-mail."""


def create_account(*, login: str, name: str, password: str, is_sample: bool = False) -> Account:
    """Makes an account without posts. Raises LoginTaken."""
    login = read_login(login)
    with transaction.atomic():
        if Account.objects.filter(login=login).exists():
            raise LoginTaken(_("Không dùng được tên đăng nhập này."))
        return Account.objects.create_user(login, password, name=clean(name), is_sample=is_sample)


def give_post(*, account: Account, role: str, area: Area, organisation: Organisation | None = None) -> Post:
    """Gives the account a post from today; the post it holds already, if it is the same one. Raises Refused."""
    if not role_fits(role, area.level):
        raise Refused(_("Vai trò này không có ở cấp đó."))
    with transaction.atomic():
        same = current_posts(account).filter(role=role, area=area, organisation=organisation).first()
        if same:
            return same
        # Ended and given again on one day: the row of that day comes back to life.
        post, made = Post.objects.get_or_create(account=account, role=role, area=area, organisation=organisation, valid_from=clock.today())
        if not made:
            post.valid_to = None
            post.save(update_fields=["valid_to"])
        return post


def end_post(*, post: Post) -> None:
    """Ends a post today: the next request of its holder is refused. Raises Refused for the area's last officer."""
    with transaction.atomic():
        area = Area.objects.select_for_update().get(pk=post.area_id)  # two officers ending each other: one after the other
        if post.role == Post.Role.OFFICER and not _other_officers(post, area):
            raise Refused(_("Đây là cán bộ phụ trách cuối cùng. Bác mời người thay trước, rồi mới thôi nhiệm vụ này."))
        Post.objects.filter(pk=post.pk).update(valid_to=clock.today())


def _other_officers(post: Post, area: Area) -> bool:
    """Whether another account is officer of this very area today."""
    today = clock.today()
    others = Post.objects.filter(role=Post.Role.OFFICER, area=area, valid_from__lte=today, account__is_active=True)
    return others.exclude(valid_to__lte=today).exclude(account=post.account_id).exists()


def change_password(*, account: Account, password: str) -> None:
    """Sets a new password; every other session of the account ends with it."""
    account.set_password(password)
    account.save(update_fields=["password"])


def set_up_second_factor(*, account: Account, secret: str, code: str) -> list[str] | None:
    """Binds the authenticator app that shows `code` for `secret`; returns the recovery codes to print. None: wrong code."""
    if not totp.validate_totp_code(secret, code.replace(" ", "")):
        return None
    with transaction.atomic():
        Authenticator.objects.filter(user=account).delete()
        totp.TOTP.activate(account, secret)
        return RecoveryCodes.activate(account).generate_codes()


def check_second_factor(*, account: Account, code: str) -> bool:
    """Whether `code` is the app's present code, not used before, or an unused recovery code, which it then uses up."""
    code = "".join(letter for letter in code if letter.isalnum())
    with transaction.atomic():
        keys = {key.type: key for key in Authenticator.objects.select_for_update().filter(user=account)}
        app, codes = keys.get(Authenticator.Type.TOTP), keys.get(Authenticator.Type.RECOVERY_CODES)
        return bool(app and _takes_app_code(app, code)) or bool(codes and codes.wrap().validate_code(code))


def _takes_app_code(app: Authenticator, code: str) -> bool:
    """Accepts a code of the app once: its time step must lie after the last one accepted."""
    secret, last = decrypt(app.data["secret"]), app.data.get("last_step", 0)
    for step in totp.yield_hotp_counters_from_time():
        if step > last and totp.compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step))):
            app.data["last_step"] = step
            app.save(update_fields=["data"])
            app.record_usage()
            return True
    return False


def renew_recovery_codes(*, account: Account) -> list[str]:
    """Throws the old recovery codes away and makes ten new ones."""
    with transaction.atomic():
        Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
        return RecoveryCodes.activate(account).generate_codes()


def forget_second_factor(*, account: Account) -> None:
    """The account must set its second factor up anew at the next sign-in."""
    Authenticator.objects.filter(user=account).delete()


def recovery_codes_of(*, account: Account) -> list[str]:
    """The recovery codes still unused."""
    return RecoveryCodes.activate(account).get_unused_codes()
