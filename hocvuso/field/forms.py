"""What an officer sends about attendance lists."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from hocvuso.base import clock
from hocvuso.field.sheets.layout import ROLES
from hocvuso.learn.catalog import catalog

MOST_FILES = 60
ROLE_NAMES = {
    "": _("Không dùng"),
    "name": _("Họ và tên"),
    "family_name": _("Họ và tên đệm"),
    "given_name": _("Tên"),
    "birth": _("Năm sinh hoặc ngày sinh"),
    "age": _("Tuổi"),
    "sex": _("Giới tính"),
    "male": _("Dấu ở cột Nam"),
    "female": _("Dấu ở cột Nữ"),
    "phone": _("Số điện thoại"),
    "village": _("Khu phố, thôn, địa chỉ"),
    "group": _("Nhóm, nghề nghiệp"),
    "skill": _("Nội dung đã học"),
    "time": _("Giờ gửi phiếu"),
    "day": _("Ngày học"),
    "ignored": _("Bỏ qua"),
}


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more files."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        given = list(data) if isinstance(data, list | tuple) else [data]
        files = [super(ManyFilesField, self).clean(one, initial) for one in given or [None]]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Bác thả nhiều nhất %(most)s tệp một lần."), params={"most": MOST_FILES})
        return files


class UploadForm(forms.Form):
    files = ManyFilesField(  # type: ignore[assignment]  # a field, which the form's class takes away from its attributes
        label=_("Các danh sách"),
        allow_empty_file=True,  # an empty file among fifteen is named in the preview, and stops nothing
        error_messages={"required": _("Bác chọn ít nhất một tệp danh sách.")},
    )
    basis = forms.CharField(
        label=_("Căn cứ lập danh sách"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Kế hoạch BDHVS phường năm 2025. Ghi lại để biết vì sao phường giữ các tên này."),
    )


def skill_choices() -> list[tuple[str, str]]:
    """Every skill by code, as in the calendar."""
    return [("", str(_("chưa rõ")))] + [(skill.code, f"{skill.code} · {skill.name.vi}") for skill in catalog().skills]


def read_file_corrections(data, key: str) -> tuple[dict, str]:
    """What the officer set for one file (fields day-KEY, skill-KEY, place-KEY), and what is wrong with it ("" for nothing)."""
    corrections: dict = {}
    day, skill, place = (data.get(f"{name}-{key}", "").strip() for name in ("day", "skill", "place"))
    if day:
        try:
            found = date.fromisoformat(day)
        except ValueError:
            return {}, str(_("Ngày chưa đúng. Bác chọn lại ngày."))
        if found > clock.today():
            return {}, str(_("Ngày này chưa tới. Bác chọn lại ngày."))
        corrections["day"] = day
    if skill in {code for code, _title in skill_choices()} - {""}:
        corrections["skill"] = skill
    if place:
        corrections["place"] = place[:120]
    return corrections, ""


def read_columns(data, width: int) -> dict[str, str]:
    """The roles the officer chose for the columns (fields column-0, column-1…)."""
    chosen = {str(column): data.get(f"column-{column}", "") for column in range(width) if f"column-{column}" in data}
    return {column: role for column, role in chosen.items() if role in {"", *ROLES}}
