"""What an officer fills in to set a target."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from hocvuso.base.days import Window, year_of
from hocvuso.plans.models import Target
from hocvuso.plans.rules import read_number


class NumberField(forms.Field):
    """A number as Vietnamese writes it. Django's own field reads "12.000" as twelve."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, *, least: int = 0, most: int = 999_999_999, whole: bool = False, **options):
        super().__init__(**options)
        self.least, self.most, self.whole = least, most, whole

    def to_python(self, value) -> Decimal | None:
        if value in self.empty_values:
            return None
        number = value if isinstance(value, Decimal) else read_number(str(value))
        if number is None:
            raise forms.ValidationError(_("Viết số như 12.000 hoặc 34,5."))
        return number

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None:
            return
        if not self.least <= value <= self.most:
            raise forms.ValidationError(_("Số nằm ngoài khoảng cho phép."))
        if value != round(value, 0 if self.whole else 2):
            raise forms.ValidationError(_("Số này quá lẻ: ghi nhiều nhất hai chữ số sau dấu phẩy; tổng số thì ghi số nguyên."))

    def prepare_value(self, value):
        """Also on English pages in the Vietnamese way, because it comes back to be read so."""
        if isinstance(value, str) or value is None:
            return value
        return f"{value:,}".translate(str.maketrans(",.", ".,"))


class TargetForm(forms.Form):
    """A number or a share. A share needs its whole, with source and date, or nobody can check it."""

    window = forms.ChoiceField(label=_("Cho kỳ nào?"))
    unit = forms.ChoiceField(label=_("Cách tính"), choices=[("count", _("Số lượng")), ("percent", _("Tỷ lệ % trên tổng số"))])
    value = NumberField(label=_("Chỉ tiêu"), help_text=_("Ví dụ 400 (số lượng) hoặc 80 (%)."))
    denominator = NumberField(
        label=_("Tổng số để tính %"),
        least=1,
        whole=True,
        required=False,
        help_text=_("Chỉ cần khi tính theo %, ví dụ số người từ 18 tuổi."),
    )
    denominator_source = forms.CharField(
        label=_("Nguồn và ngày của tổng số"), max_length=200, required=False, help_text=_("Ví dụ: Công an phường, ngày 01/7/2025.")
    )
    basis = forms.CharField(label=_("Căn cứ"), max_length=200, required=False, help_text=_("Ví dụ: Kế hoạch số 12/KH-UBND ngày 05/6/2025."))

    def __init__(self, data=None, *, target: Target | None, window: Window):
        super().__init__(data, initial=self.kept(target) if target else {"window": year_of(window.last_day).code})
        year = year_of(window.last_day)
        named = [(year.code, _("Cả năm %(year)s") % {"year": year.code})]
        if window.code != year.code:
            named.append(
                (
                    window.code,
                    _("Chỉ kỳ %(first)s – %(last)s") % {"first": f"{window.start:%d/%m/%Y}", "last": f"{window.last_day:%d/%m/%Y}"},
                )
            )
        self.fields["window"] = forms.ChoiceField(label=_("Cho kỳ nào?"), choices=named)

    @staticmethod
    def kept(target: Target) -> dict:
        kept = {name: getattr(target, name) for name in ("window", "unit", "denominator", "denominator_source", "basis")}
        return kept | {"value": int(target.value) if target.value == int(target.value) else target.value}

    def clean(self) -> dict:
        fields = super().clean() or {}
        if fields.get("unit") != Target.Unit.PERCENT:
            return fields | {"denominator": None, "denominator_source": ""}
        if fields.get("value") is not None and fields["value"] > 100:
            self.add_error("value", _("Tỷ lệ không quá 100 %. Nếu là số lượng, bác chọn “Số lượng”."))
        if fields.get("denominator"):
            fields["denominator"] = int(fields["denominator"])
        elif "denominator" not in self.errors:
            self.add_error("denominator", _("Tính theo % thì cần tổng số, ví dụ 12.000 người từ 18 tuổi."))
        if not fields.get("denominator_source"):
            self.add_error("denominator_source", _("Ghi rõ tổng số lấy ở đâu, ngày nào, để ai cũng kiểm tra được."))
        return fields
