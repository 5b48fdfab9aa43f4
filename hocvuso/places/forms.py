"""What an officer types about villages and organisations, made clean. The rules themselves are in rules.py and actions/."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hocvuso.base import clock
from hocvuso.base.fields import choices_of, rows_of
from hocvuso.base.text import clean
from hocvuso.places.models import Area, Organisation
from hocvuso.places.queries import villages_of
from hocvuso.places.rules import VILLAGE_KINDS

MOST_VILLAGES = 200  # the largest ward has 108 groups


def _day(label, **kwargs) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


def _basis() -> forms.CharField:
    return forms.CharField(
        label=_("Căn cứ"), help_text=_("Số và ngày của nghị quyết, quyết định. Ví dụ: Nghị quyết 12/NQ-HĐND ngày 10/7/2025."),
        max_length=200, required=False, widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip


def _name(label, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, max_length=100, widget=forms.TextInput({"autocomplete": "off"}), **kwargs)


def _lines(text: str) -> list[str]:
    return [line for line in map(clean, text.splitlines()) if line]


def village_kind_choices(usual: str) -> list[tuple[str, str]]:
    """The usual kind of the commune first."""
    return [(kind, kind) for kind in sorted(VILLAGE_KINDS, key=lambda kind: kind != usual)]


class NamesField(forms.Field):
    """Names, one a line; gives a list."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea({"rows": 8, "autocomplete": "off", "spellcheck": "false", "maxlength": "20000"}), **kwargs)

    def to_python(self, value) -> list[str]:
        return _lines(value or "")

    def validate(self, value: list[str]) -> None:
        if self.required and not value:
            raise forms.ValidationError(_("Bác gõ ít nhất một tên."))
        if len(value) > MOST_VILLAGES:
            raise forms.ValidationError(_("Nhiều nhất %(most)s dòng một lần.") % {"most": MOST_VILLAGES})

    def clean(self, value):
        value = self.to_python(value)
        self.validate(value)
        return value


class VillagesForm(forms.Form):
    """New villages; the day may be left out: as long as the commune."""

    names = NamesField(label=_("Tên, mỗi dòng một nơi"), help_text=_("Ví dụ: Khu phố 1. Chỉ gõ 1 cũng được."))
    valid_from = _day(_("Có từ ngày"), required=False, help_text=_("Bỏ trống nếu đã có từ trước."))
    basis = _basis()


class ManyForm(forms.Form):
    """How many numbered villages to write ready: "12 khu phố"."""

    how_many = forms.IntegerField(
        label=_("Có bao nhiêu?"), min_value=1, max_value=MOST_VILLAGES, widget=forms.NumberInput({"inputmode": "numeric"})
    )
    kind = forms.ChoiceField(label=_("Gọi là"))

    def __init__(self, *args, usual: str, **kwargs):
        super().__init__(*args, **kwargs)
        choices_of(self, "kind").choices = village_kind_choices(usual)

    def names(self) -> list[str]:
        return [f"{self.cleaned_data['kind']} {number}" for number in range(1, self.cleaned_data["how_many"] + 1)]


class RenameForm(forms.Form):
    name = _name(_("Tên mới"))
    day = _day(_("Dùng từ ngày"), help_text=_("Trước ngày này, danh sách và báo cáo vẫn ghi tên cũ."))
    basis = _basis()


class MergeForm(forms.Form):
    villages = forms.ModelMultipleChoiceField(
        label=_("Những nơi sáp nhập"), queryset=Area.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bác đánh dấu ít nhất hai nơi.")},
    )  # fmt: skip
    name = _name(_("Tên sau khi sáp nhập"))
    day = _day(_("Sáp nhập từ ngày"))
    basis = _basis()

    def __init__(self, *args, commune: Area, **kwargs):
        super().__init__(*args, **kwargs)
        rows_of(self, "villages").queryset = villages_of(commune)


class SplitForm(forms.Form):
    names = NamesField(label=_("Tên các nơi mới, mỗi dòng một tên"), help_text=_("Một nơi có thể giữ tên cũ."))
    day = _day(_("Tách từ ngày"))
    basis = _basis()


class CloseForm(forms.Form):
    day = _day(_("Thôi dùng từ ngày"))
    basis = _basis()


class OrganisationForm(forms.Form):
    """A body of the commune or of one of its villages."""

    kind = forms.ChoiceField(label=_("Loại"), choices=[("", "–"), *Organisation.Kind.choices])
    name = forms.CharField(label=_("Tên"), max_length=160, widget=forms.TextInput({"autocomplete": "off"}))
    area = forms.ModelChoiceField(label=_("Thuộc"), queryset=Area.objects.none(), empty_label=None)

    def __init__(self, *args, commune: Area, **kwargs):
        super().__init__(*args, **kwargs)
        villages = villages_of(commune).values("pk") if commune.level == Area.Level.COMMUNE else []
        own = Area.objects.filter(pk=commune.pk)
        rows_of(self, "area").queryset = (own | Area.objects.filter(pk__in=villages)).order_by("level", "order_key")
        self.fields["area"].initial = commune.pk


class OrganisationNameForm(forms.Form):
    name = forms.CharField(label=_("Tên mới"), max_length=160, widget=forms.TextInput({"autocomplete": "off"}))


class OrganisationCloseForm(forms.Form):
    day = _day(_("Thôi hoạt động từ ngày"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()
