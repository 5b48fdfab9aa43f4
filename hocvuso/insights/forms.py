"""What an officer fills in for a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hocvuso.base.days import Window, WrongWindow
from hocvuso.base.text import clean
from hocvuso.insights.reports.monthly import SIGNS, mark_of, typed_number
from hocvuso.insights.reports.skeleton import Skeleton
from hocvuso.insights.windows import read_code


class MakeReportForm(forms.Form):
    window = forms.CharField(label=_("Kỳ báo cáo"), max_length=40)

    def clean_window(self) -> Window:
        try:
            return read_code(self.cleaned_data["window"])
        except WrongWindow as error:
            raise forms.ValidationError(str(error)) from error


class NarrativeForm(forms.Form):
    """A text for each section, the figures typed in, who signs. Fields are named as the narrative's keys."""

    def __init__(self, data=None, *, words: Skeleton, narrative: dict[str, str], drafts: dict[str, str]):
        super().__init__(data)
        for one in words.typed:
            label = f"{one.name} ({one.unit})"
            self.fields[f"typed.{one.code}"] = forms.CharField(label=label, required=False, max_length=20)
        self.fields["bases"] = forms.CharField(
            label=_("Căn cứ"), required=False, widget=forms.Textarea(attrs={"rows": 6}), help_text=_("Mỗi dòng một căn cứ.")
        )
        for part in words.parts:
            if not words.is_heading(part) or drafts.get(part.number):
                rows = max(3, drafts.get(part.number, "").count("\n") + 2)
                label = f"{part.number}. {part.title}"
                self.fields[part.number] = forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}))
                # What was drafted when the page was made: a figure may move before it comes back, and must not be taken for a word of ours.
                self.fields[f"drafted.{part.number}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        choices = [("chairman", _("Chủ tịch")), ("deputy", _("Phó Chủ tịch ký thay (KT.)"))]
        assert {code for code, _label in choices} == set(SIGNS)
        self.fields["signs"] = forms.ChoiceField(label=_("Người ký"), choices=choices, required=False)
        marks = {f"drafted.{code}": mark_of(text) for code, text in drafts.items()}
        told = drafts | marks | {"bases": "\n".join(words.bases), "signs": "chairman"} | narrative
        self.initial = {name: told.get(name, "") for name in self.fields}

    def clean(self) -> dict:
        fields = super().clean() or {}
        for name, text in list(fields.items()):
            if name.startswith("typed.") and text:
                fields[name] = clean(text)
                if typed_number(text) is None:
                    self.add_error(name, _("Ghi bằng số, ví dụ 12 hoặc 63,5. Chưa có thì để trống."))
        return fields

    @property
    def typed(self) -> list:
        return [field for field in self if field.name.startswith("typed.")]

    @property
    def sections(self) -> list:
        return [field for field in self if field.name not in {"bases", "signs"} and not field.name.startswith(("typed.", "drafted."))]

    @property
    def texts(self) -> dict[str, str]:
        """What was written, by key, one spelling of line ends; the usual signer is not worth keeping."""
        sent = self.cleaned_data
        found = {
            name: "\n".join(text.splitlines())
            for name, text in sent.items()
            if text and not name.startswith("drafted.") and sent.get(f"drafted.{name}") != mark_of(text)
        }
        return found if found.get("signs") == "deputy" else {name: text for name, text in found.items() if name != "signs"}


class NumberForm(forms.Form):
    """What the clerk enters after signing."""

    number = forms.RegexField(
        r"^\d{1,6}$",
        label=_("Số"),
        strip=True,
        help_text=_("Chỉ ghi số, ví dụ 25."),
        error_messages={"invalid": _("Chỉ ghi số, ví dụ 25.")},
    )
    signed_on = forms.DateField(label=_("Ngày ký"), help_text=_("Ví dụ 15/07/2025."))
    signer = forms.CharField(label=_("Họ và tên người ký"), max_length=120, help_text=_("Không ghi học hàm, học vị, chức danh."))

    def clean_signer(self) -> str:
        return clean(self.cleaned_data["signer"])
