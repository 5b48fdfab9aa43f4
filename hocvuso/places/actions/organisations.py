"""Bodies beside the tree: add, rename, close; the eight that every commune has."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hocvuso.base import clock
from hocvuso.base.text import clean, fold
from hocvuso.places.actions.refusal import Refused
from hocvuso.places.models import Area, Organisation
from hocvuso.places.rules import usual_bodies

LONGEST_NAME = 160


def add_organisation(
    *, area: Area, kind: str, name: str, parent: Organisation | None = None, valid_from: date | None = None
) -> Organisation:
    """Makes a body of an area, or of one of its villages. Raises Refused for a name taken, empty or too long."""
    name = _checked_name(name)
    if kind not in Organisation.Kind.values:
        raise Refused(_("Bác chọn loại tổ chức trong danh sách."))
    if parent and not (area.path.startswith(parent.area.path)):
        raise Refused(_("Tổ chức cấp trên phải ở cùng xã, phường."))
    try:
        with transaction.atomic():
            return Organisation.objects.create(area=area, kind=kind, name=name, name_key=fold(name), parent=parent, valid_from=valid_from)
    except IntegrityError:
        raise _taken(area, name) from None


def add_usual_organisations(*, area: Area) -> list[Organisation]:
    """Makes those of the commune's eight usual bodies that are not there yet; returns the new ones."""
    if area.level != Area.Level.COMMUNE:
        raise Refused(_("Tám cơ quan, đoàn thể này là của xã, phường, đặc khu."))
    with transaction.atomic():
        present = set(Organisation.objects.filter(area=area).values_list("kind", "name_key"))
        missing = [(kind, name) for kind, name in usual_bodies(area.kind) if (kind, fold(name)) not in present]
        return [add_organisation(area=area, kind=kind, name=name) for kind, name in missing]


def rename_organisation(*, organisation: Organisation, name: str) -> Organisation:
    """Gives a body another name. Raises Refused."""
    name = _checked_name(name)
    try:
        with transaction.atomic():
            organisation.name, organisation.name_key = name, fold(name)
            organisation.save(update_fields=["name", "name_key"])
            return organisation
    except IntegrityError:
        raise _taken(organisation.area, name) from None


def close_organisation(*, organisation: Organisation, day: date | None = None) -> Organisation:
    """Ends a body on `day` (today): it stays on old gatherings and can no longer be chosen. Raises Refused."""
    day = day or clock.today()
    if day > clock.today():
        raise Refused(_("Ngày %(day)s chưa tới. Đến ngày đó bác hãy ghi.") % {"day": f"{day:%d/%m/%Y}"})
    if organisation.valid_from and day < organisation.valid_from:
        raise Refused(_("%(name)s có từ ngày %(day)s.") % {"name": organisation.name, "day": f"{organisation.valid_from:%d/%m/%Y}"})
    organisation.valid_to = day
    organisation.save(update_fields=["valid_to"])
    return organisation


def _checked_name(name: str) -> str:
    name = clean(name)
    if not name:
        raise Refused(_("Bác gõ tên tổ chức."))
    if len(name) > LONGEST_NAME:
        raise Refused(_("Tên dài quá %(most)d chữ. Bác gõ gọn lại.") % {"most": LONGEST_NAME})
    return name


def _taken(area: Area, name: str) -> Refused:
    return Refused(_("%(area)s đã có “%(name)s” trong danh sách.") % {"area": area.name, "name": name})
