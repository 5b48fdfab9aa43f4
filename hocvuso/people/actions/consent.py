"""Someone agrees to a purpose, or takes it back. Both stay on record as proof."""

from django.db import transaction
from django.utils.translation import gettext as _

from hocvuso.base import clock
from hocvuso.base.text import clean
from hocvuso.people.actions.accounts import Refused
from hocvuso.people.models import Account, Consent, Person
from hocvuso.people.queries import consents
from hocvuso.people.rules.consent import SELF, givers_needed


def give_consent(
    *, person: Person, purpose: str, giver: str, channel: str, by: Account, giver_name: str = "", witness: str = "", paper: str = "",
    language: str = "vi",
) -> Consent:  # fmt: skip
    """Records a consent to the text in use today. One already in force is kept and returned. Raises Refused."""
    _check(person, giver, channel, giver_name, witness, paper)
    with transaction.atomic():
        standing = person.consents.select_for_update().filter(purpose=purpose, giver=giver, withdrawn_at__isnull=True).first()
        return standing or Consent.objects.create(
            person=person,
            purpose=purpose,
            giver=giver,
            giver_name="" if giver == SELF else clean(giver_name),
            text_version=consents.current_version(),
            text_hash=consents.text_hash(purpose, language),
            language=language,
            channel=channel,
            witness=clean(witness),
            paper=clean(paper),
            at=clock.now(),
            recorded_by=by,
        )


def withdraw_consent(*, consent: Consent, by: Account) -> None:
    """From now on the purpose is no longer agreed to. Doing it twice changes nothing."""
    Consent.objects.filter(pk=consent.pk, withdrawn_at__isnull=True).update(withdrawn_at=clock.now(), withdrawn_by=by)


def _check(person: Person, giver: str, channel: str, giver_name: str, witness: str, paper: str) -> None:
    """A proof must say who agreed and who can vouch for it."""
    needed = givers_needed(person.birth_year, clock.today().year)
    if not needed:
        raise Refused(_("Chưa biết năm sinh. Bác ghi năm sinh trước, vì người chưa đủ 18 tuổi cần cả người đại diện đồng ý."))
    if giver not in needed:
        raise Refused(_("Ở tuổi này người đại diện đồng ý thay.") if giver == SELF else _("Người đủ 18 tuổi tự mình đồng ý."))
    if giver != SELF and not clean(giver_name):
        raise Refused(_("Bác ghi họ tên người đại diện."))
    if channel == Consent.Channel.SPOKEN and not clean(witness):
        raise Refused(_("Đồng ý bằng lời cần tên người chứng kiến."))
    if channel == Consent.Channel.PAPER and not clean(paper):
        raise Refused(_("Bác ghi nơi cất tờ giấy đã ký, ví dụ “Tập 2, tờ 15”."))
