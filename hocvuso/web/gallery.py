"""What the design page shows its components with. The names and numbers are invented."""

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hocvuso.ui.icons import ICONS


class SampleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Họ và tên"), help_text=gettext_lazy("Như trên căn cước."))
    year = forms.IntegerField(label=gettext_lazy("Năm sinh"), min_value=1900, max_value=2026)
    place = forms.ChoiceField(
        label=gettext_lazy("Khu phố"), required=False, choices=[("", gettext_lazy("Chưa rõ")), ("1", gettext_lazy("Khu phố 1"))]
    )
    told = forms.ChoiceField(
        label=gettext_lazy("Đồng ý bằng cách nào?"),
        choices=[("spoken", gettext_lazy("Bằng lời")), ("signed", gettext_lazy("Ký giấy"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label=gettext_lazy("Đã đọc cho người học nghe"))
    fixed = forms.CharField(label=gettext_lazy("Mã xã"), required=False, disabled=True, initial="28249")


def samples() -> dict:
    return {
        "form": SampleForm({"name": "Nguyễn Thị Hoa", "year": "1958", "told": "spoken", "agree": "on"}),
        "wrong_form": SampleForm({"name": "", "year": "58"}, prefix="wrong"),
        "spark": [3, 8, 12, None, 15, 21, 20, 26, 30, 29, 35, 41],
        "columns": [
            {"label": _("Khu phố")},
            {"label": _("Người"), "number": True},
            {"label": _("Lượt"), "number": True},
            {"label": _("Tình trạng")},
        ],
        "rows": [
            [{"text": _("Khu phố 1"), "href": "#tables"}, 58, 71, {"chip": _("Đạt"), "kind": "done"}],
            [{"text": _("Khu phố 2"), "href": "#tables"}, 1021, 1325, {"chip": _("trễ 2 ngày"), "kind": "late"}],
            [_("Khu phố Nguyễn Thị Minh Khai nối dài"), None, None, {"chip": _("chưa có danh sách"), "kind": "none"}],
        ],
        "tabs": [
            {"label": _("Cần xem ngay"), "url": "#tabs", "here": True, "count": 12},
            {"label": _("Có thể trùng"), "url": "#lists", "count": 3},
            {"label": _("Đã xem"), "url": "#notices"},
        ],
        "page": Paginator(list(range(95)), 20).page(2),
        "crumbs": [
            {"label": _("Tỉnh Đồng Tháp"), "url": "#crumbs"},
            {"label": _("Phường Đạo Thạnh"), "url": "#crumbs"},
            {"label": _("Nhập danh sách")},
        ],
        "icons": sorted(ICONS),
        "facts": [(_("Năm sinh"), "1958"), (_("Khu phố"), _("Khu phố 3")), (_("Điện thoại"), "")],
    }
