"""The commune's own villages: add, rename, merge, split, close. What was stays readable: codes are never given twice."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from hocvuso.base import clock
from hocvuso.base.text import clean, fold
from hocvuso.journal.models import Entry
from hocvuso.places.actions.refusal import Refused
from hocvuso.places.models import Area, AreaName, Succession
from hocvuso.places.queries import village_habit
from hocvuso.places.rules import full_village_name, next_village_code, same_village_name

LONGEST_NAME = 100


def add_village(*, commune: Area, name: str, kind: str = "", valid_from: date | None = None, basis: str = "") -> Area:
    """Makes one village of a commune. "4" becomes "Khu phố 4" where khu phố is the habit. Raises Refused.

    Without `valid_from` it has been there as long as the commune: a list may be older than its entry here.
    """
    with transaction.atomic():
        _lock(commune)
        return _make(commune, name, kind, valid_from or commune.valid_from, basis)


def add_villages(*, commune: Area, names: Iterable[str], kind: str = "", valid_from: date | None = None, basis: str = "") -> list[Area]:
    """Makes several villages at once, or none: the first refusal takes all back and names its line. Raises Refused."""
    with transaction.atomic():
        _lock(commune)
        return [_make(commune, name, kind, valid_from or commune.valid_from, basis) for name in names]


def rename_village(*, village: Area, name: str, kind: str = "", day: date, basis: str = "") -> Area:
    """Gives a village another name from `day` on. On the very day its present name began, that name is put right. Raises Refused."""
    with transaction.atomic():
        commune = _lock(village.parent)
        village = Area.objects.get(pk=village.pk)
        _must_stand(village, day)
        current = village.names.latest("valid_from")
        if day < current.valid_from:
            raise Refused(
                _("Tên “%(name)s” có từ ngày %(day)s. Bác chọn ngày đó hoặc sau đó.")
                % {"name": current.name, "day": _vn(current.valid_from)}
            )
        new_kind, full = _full_name(commune, name, kind or village.kind)
        if full == village.name:
            raise Refused(_("Tên mới giống hệt tên đang dùng. Bác gõ tên khác."))
        _must_be_free(commune, full, day, besides=[village])
        if current.valid_from == day:
            AreaName.objects.filter(pk=current.pk).update(name=full, kind=new_kind, name_key=fold(full), basis=basis or current.basis)
        else:
            AreaName.objects.filter(pk=current.pk).update(valid_to=day)
            _name(village, full, new_kind, day, basis)
        village.name, village.kind = full, new_kind
        village.save()
        return village


def merge_villages(*, villages: Iterable[Area], name: str, kind: str = "", day: date, basis: str = "") -> Area:
    """Makes one new village of several from `day` on; the old ones end that day. Returns the new one. Raises Refused."""
    old = list({village.pk: village for village in villages}.values())
    if len(old) < 2:
        raise Refused(_("Sáp nhập thì cần ít nhất hai nơi khác nhau. Bác đánh dấu thêm nhé."))
    if len({village.parent_id for village in old}) > 1:
        raise Refused(_("Chỉ sáp nhập được các nơi trong cùng một xã, phường."))
    return _replace(old, [name], kind, day, basis)[0]


def split_village(*, village: Area, names: Iterable[str], kind: str = "", day: date, basis: str = "") -> list[Area]:
    """Makes several new villages of one from `day` on; the old one ends that day. One of the new may keep its name. Raises Refused."""
    names = [one for one in map(clean, names) if one]
    if len(names) < 2:
        raise Refused(_("Tách thì cần ít nhất hai tên mới, mỗi dòng một tên."))
    return _replace([village], names, kind or village.kind, day, basis)


def close_village(*, village: Area, day: date, basis: str = "") -> Area:
    """Ends a village without a successor on `day`, the first day it is no more. Raises Refused."""
    with transaction.atomic():
        _lock(village.parent)
        village = Area.objects.get(pk=village.pk)
        _end(village, day)
        if basis:
            village.names.filter(valid_to=None).update(basis=basis)
        return village


def remove_village(*, village: Area) -> None:
    """Takes back a village that was entered by mistake, as if it had never been; what it was made of stands again. Raises Refused."""
    with transaction.atomic():
        _lock(village.parent)
        if village.became.exists() or Entry.objects.filter(Q(home=village.code) | Q(place=village.code)).exists():
            raise Refused(_in_use(village))
        old = list(Area.objects.filter(became__new=village))
        try:
            village.delete()
        except ProtectedError:
            raise Refused(_in_use(village)) from None
        for one in old:
            if not one.became.exists():
                Area.objects.filter(pk=one.pk).update(valid_to=None)


def _in_use(village: Area) -> str:
    return _("%(name)s đã có người, buổi học hoặc đã sáp nhập, tách, nên không xóa được. Bác chọn “Thôi dùng” với ngày kết thúc.") % {
        "name": village.name
    }


def _replace(old: list[Area], names: list[str], kind: str, day: date, basis: str) -> list[Area]:
    """Ends the old villages and begins the new ones on one day, and says which became which."""
    with transaction.atomic():
        commune = _lock(old[0].parent)
        old = list(Area.objects.filter(pk__in=[village.pk for village in old]).order_by("order_key"))
        for village in old:
            _end(village, day)
        new = [_make(commune, name, kind, day, basis) for name in names]
        Succession.objects.bulk_create([Succession(old=one, new=other, day=day, basis=clean(basis)) for one in old for other in new])
        return new


def _lock(commune: Area | None) -> Area:
    """Two officers at one commune write one after the other."""
    if commune is None or commune.level != Area.Level.COMMUNE:
        raise Refused(_("Thôn, ấp, khu phố chỉ thuộc một xã, phường, đặc khu."))
    return Area.objects.select_for_update().get(pk=commune.pk)


def _make(commune: Area, name: str, kind: str, day: date, basis: str) -> Area:
    _must_have_come(day)
    kind, full = _full_name(commune, name, kind)
    _must_be_free(commune, full, day)
    code = next_village_code(commune.code, Area.objects.filter(parent=commune).values_list("code", flat=True))
    village = Area.objects.create(
        code=code, level=Area.Level.VILLAGE, kind=kind, name=full, parent=commune, path=f"{commune.path}{code}/", valid_from=day
    )
    _name(village, full, kind, day, basis)
    return village


def _full_name(commune: Area, name: str, kind: str) -> tuple[str, str]:
    kind, full = full_village_name(name, kind, "" if kind else village_habit(commune))
    if not full:
        raise Refused(_("Bác gõ tên, ví dụ: Khu phố 4 hoặc Ấp Tân Đông."))
    if len(full) > LONGEST_NAME:
        raise Refused(_("Tên dài quá %(most)d chữ. Bác gõ gọn lại.") % {"most": LONGEST_NAME})
    return kind, full


def _must_be_free(commune: Area, name: str, day: date, besides: Iterable[Area] = ()) -> None:
    """No two villages of a commune bear one name on one day, however it is spelled."""
    later = Area.objects.filter(parent=commune).filter(Q(valid_to=None) | Q(valid_to__gt=day)).exclude(pk__in=[area.pk for area in besides])
    taken = next((area for area in later if same_village_name(area.name, name)), None)
    if taken:
        raise Refused(_("Tên “%(name)s” đã có rồi. Mỗi nơi một tên, bác sửa lại giúp.") % {"name": taken.name})


def _end(village: Area, day: date) -> None:
    _must_stand(village, day)
    if day <= village.valid_from:
        raise Refused(_("%(name)s có từ ngày %(day)s. Bác chọn ngày sau ngày đó.") % {"name": village.name, "day": _vn(village.valid_from)})
    village.valid_to = day
    village.save()


def _must_stand(village: Area, day: date) -> None:
    _must_have_come(day)
    if not village.is_village:
        raise Refused(_("Chỉ sửa được thôn, ấp, khu phố, tổ dân phố; tên xã, tỉnh đi theo bản cập nhật của phần mềm."))
    if village.valid_to is not None:
        raise Refused(_("%(name)s đã thôi dùng từ ngày %(day)s.") % {"name": village.name, "day": _vn(village.valid_to)})
    if day < village.valid_from:
        raise Refused(
            _("%(name)s có từ ngày %(day)s. Bác chọn ngày đó hoặc sau đó.") % {"name": village.name, "day": _vn(village.valid_from)}
        )


def _must_have_come(day: date) -> None:
    if day > clock.today():
        raise Refused(_("Ngày %(day)s chưa tới. Đến ngày đó bác hãy ghi.") % {"day": _vn(day)})


def _name(village: Area, name: str, kind: str, day: date, basis: str) -> None:
    AreaName.objects.create(area=village, name=name, kind=kind, name_key=fold(name), valid_from=day, basis=clean(basis)[:200])


def _vn(day: date) -> str:
    return f"{day:%d/%m/%Y}"
