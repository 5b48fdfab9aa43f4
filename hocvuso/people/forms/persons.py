"""What an officer writes about a person: corrections, consents, requests."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hocvuso.base import clock
from hocvuso.base.fields import choices_of, rows_of
from hocvuso.base.text import clean
from hocvuso.people.models import Consent, Person, RightsRequest, Sex
from hocvuso.people.queries.persons import group_names
from hocvuso.people.rules.consent import SELF, givers_needed
from hocvuso.people.rules.phones import read_phone
from hocvuso.places.models import Area
from hocvuso.places.queries import standing_on

OLDEST = 120


def homes_in(commune: Area):
    """Where someone of the commune may live: the commune while the village is unknown, or one of its villages of today."""
    here = standing_on(Area.objects.filter(Q(pk=commune.pk) | Q(parent=commune, level=Area.Level.VILLAGE)), clock.today())
    return here.order_by("level", "order_key", "code")


class HomeField(forms.ModelChoiceField):
    def label_from_instance(self, area: Area) -> str:
        return area.name if area.is_village else str(_("Chưa rõ khu phố, thôn, ấp"))


class PersonForm(forms.Form):
    """A person's record, for correcting it."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    birth_year = forms.IntegerField(label=_("Năm sinh"), required=False, help_text=_("Chỉ ghi năm. Chưa biết thì để trống."))
    sex = forms.ChoiceField(label=_("Giới tính"), required=False, choices=[("", _("Chưa rõ")), *Sex.choices])
    home = HomeField(label=_("Nơi ở"), queryset=Area.objects.none(), empty_label=None)
    phone = forms.CharField(
        label=_("Số điện thoại"), required=False, max_length=30, widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"})
    )
    groups = forms.MultipleChoiceField(label=_("Nhóm học"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data=None, *, person: Person):
        initial = {field: getattr(person, field) for field in ("name", "birth_year", "sex", "home", "phone", "groups")}
        super().__init__(data, initial=initial)
        rows_of(self, "home").queryset = homes_in(person.commune) | Area.objects.filter(pk=person.home_id)
        names = group_names()
        choices_of(self, "groups").choices = [*names.items(), *((code, code) for code in person.groups if code not in names)]

    def clean_name(self) -> str:
        return clean(self.cleaned_data["name"])

    def clean_birth_year(self) -> int | None:
        year, this_year = self.cleaned_data["birth_year"], clock.today().year
        if year is not None and not this_year - OLDEST <= year <= this_year:
            raise forms.ValidationError(_("Năm sinh từ %(first)s đến %(last)s.") % {"first": this_year - OLDEST, "last": this_year})
        return year

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"].strip()
        phone = read_phone(typed)
        if typed and not phone:
            raise forms.ValidationError(_("Số này chưa đúng. Số di động có 10 số, ví dụ 0912 345 678."))
        return phone


class ConsentForm(forms.Form):
    """Who agreed, how, and who can vouch for it. Nothing is ticked ahead of time."""

    giver = forms.ChoiceField(label=_("Ai đồng ý?"), widget=forms.RadioSelect)
    giver_name = forms.CharField(
        label=_("Họ tên người đại diện"),
        required=False,
        max_length=120,
        help_text=_("Cha, mẹ hoặc người giám hộ, khi người học chưa đủ 18 tuổi."),
    )
    channel = forms.ChoiceField(label=_("Đồng ý bằng cách nào?"), widget=forms.RadioSelect, choices=Consent.Channel.choices)
    witness = forms.CharField(label=_("Người chứng kiến"), required=False, max_length=120, help_text=_("Cần khi đồng ý bằng lời."))
    paper = forms.CharField(
        label=_("Nơi cất tờ giấy đã ký"), required=False, max_length=60, help_text=_("Cần khi ký giấy, ví dụ “Tập 2, tờ 15”.")
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        needed = givers_needed(person.birth_year, clock.today().year)
        choices_of(self, "giver").choices = [choice for choice in Consent.Giver.choices if choice[0] in needed]
        if needed == {SELF}:
            del self.fields["giver_name"]


class RightsForm(forms.Form):
    """A request as it came in, at the counter, by telephone or on paper."""

    kind = forms.ChoiceField(label=_("Người dân yêu cầu gì?"), choices=RightsRequest.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Họ và tên người yêu cầu"), max_length=120)
    contact = forms.CharField(
        label=_("Trả lời tới đâu?"), max_length=120, help_text=_("Số điện thoại, hoặc “tới gặp tại bộ phận một cửa”.")
    )
    received_on = forms.DateField(label=_("Ngày nhận"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    detail = forms.CharField(label=_("Nội dung"), required=False, max_length=400, widget=forms.Textarea({"rows": 3}))

    def clean_received_on(self) -> date:
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Ngày nhận chưa tới. Bác xem lại giúp."))
        return day
