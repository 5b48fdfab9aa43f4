"""Signing in, joining, passwords, the team."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from hocvuso.base.fields import choices_of, rows_of
from hocvuso.base.text import clean, fold
from hocvuso.people.models import Post
from hocvuso.people.rules.phones import is_login, read_login
from hocvuso.people.rules.posts import ROLES_AT
from hocvuso.places.models import Area, Organisation
from hocvuso.places.queries import organisations_of


def _password(label, autocomplete: str, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, strip=False, max_length=200, widget=forms.PasswordInput({"autocomplete": autocomplete}), **kwargs)


def _bare(text: str) -> str:
    """Letters and figures only, without marks: "Nguyễn Thị Lan" and "nguyenthilan" are one."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


class SignInForm(forms.Form):
    login = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = _password(_("Mật khẩu"), "current-password")

    def clean_login(self) -> str:
        return read_login(self.cleaned_data["login"])


class CodeForm(forms.Form):
    """Six figures of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        help_text=_("6 số đang hiện trong ứng dụng xác thực. Mất điện thoại: gõ một mã dự phòng 8 số đã in."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = _password(
        _("Mật khẩu mới"), "new-password", help_text=_("Ít nhất 10 ký tự. Một câu dễ nhớ là tốt nhất, ví dụ “sáng nay trời mưa”.")
    )
    again = _password(_("Gõ lại mật khẩu"), "new-password")

    def clean_password(self) -> str:
        password_validation.validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        if "password" in data and data.get("again") != data["password"]:
            self.add_error("again", _("Hai lần gõ chưa giống nhau. Bác gõ lại giúp."))
        if "password" in data and _bare(data["password"]) in {_bare(text) for text in self.own_words()}:
            self.add_error("password", _("Mật khẩu này trùng tên của bác, dễ đoán. Bác chọn mật khẩu khác nhé."))
        return data

    def own_words(self) -> list[str]:
        """What everyone knows of the person: no password may be one of these."""
        return [self.cleaned_data.get("name", ""), self.cleaned_data.get("login", "")]


class JoinForm(NewPasswordForm):
    """The invited chooses how to sign in."""

    login = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử"),
        help_text=_("Dùng để đăng nhập. Không ai gọi hay nhắn vào đó."),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ["login", "password", "again"]

    def __init__(self, *args, invited: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mật khẩu")
        self.invited = invited

    def own_words(self) -> list[str]:
        return [*super().own_words(), self.invited]

    def clean_login(self) -> str:
        login = self.cleaned_data["login"]
        if not is_login(login):
            raise forms.ValidationError(_("Đây chưa phải số điện thoại hay địa chỉ thư. Ví dụ: 0912 345 678."))
        return read_login(login)


class ChangePasswordForm(NewPasswordForm):
    """One's own password; the present one is asked first."""

    present = _password(_("Mật khẩu đang dùng"), "current-password")
    field_order = ["present", "password", "again"]

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account

    def own_words(self) -> list[str]:
        return [self.account.name, self.account.login]

    def clean_present(self) -> str:
        if not self.account.check_password(self.cleaned_data["present"]):
            raise forms.ValidationError(_("Mật khẩu đang dùng chưa đúng."))
        return self.cleaned_data["present"]


class InvitationCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Mã lời mời"),
        help_text=_("9 chữ và số trên tờ giấy mời, ví dụ K7M-4PX-9QT."),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class InviteForm(forms.Form):
    """Whom to invite, to which role, for which organisation."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Vai trò"))
    organisation = forms.ModelChoiceField(
        label=_("Thuộc tổ chức"), queryset=Organisation.objects.none(), required=False, empty_label=_("Không thuộc tổ chức nào")
    )

    def __init__(self, *args, area: Area, **kwargs):
        super().__init__(*args, **kwargs)
        choices_of(self, "role").choices = [(role, Post.Role(role).label) for role in ROLES_AT[area.level]]
        rows_of(self, "organisation").queryset = organisations_of(area)

    def clean_name(self) -> str:
        return clean(self.cleaned_data["name"])
