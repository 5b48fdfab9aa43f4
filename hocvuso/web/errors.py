"""Pages for when something went wrong. Each says what happened, that nothing is the reader's fault, and what to do next.

They ask nothing of the database: it may be what went wrong.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hocvuso import __version__
from hocvuso.base import clock
from hocvuso.ui.context import other_language


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return explain(
        request,
        400,
        _("Máy chủ chưa hiểu yêu cầu này"),
        _("Chưa có gì được ghi lại."),
        [_("Quay lại trang trước và làm lại từng bước."), _("Nếu đang gửi tệp: chia nhỏ ra, mỗi lần gửi ít tệp hơn.")],
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return explain(
        request,
        403,
        _("Trang này chưa mở được"),
        _("Việc này cần một quyền mà tài khoản đang dùng chưa có."),
        [_("Đăng nhập bằng đúng tài khoản của mình."), _("Hỏi cán bộ phụ trách của xã, phường để được giao quyền.")],
    )


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF check failed: nearly always a page left open for too long, or cookies turned off."""
    return explain(
        request,
        403,
        _("Trang để lâu quá, chưa gửi được"),
        _("Để giữ an toàn, biểu mẫu chỉ gửi được trong một thời gian. Chưa có gì được gửi đi."),
        [
            _("Quay lại trang trước, tải lại trang, rồi gửi lần nữa."),
            _("Nếu vẫn không được: trình duyệt đang chặn cookie của trang này, hãy cho phép rồi thử lại."),
        ],
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if in_office(request):
        first = _("Trang này không có, hoặc không thuộc nơi mình phụ trách.")
    else:
        first = _("Có thể địa chỉ bị gõ nhầm một chữ, hoặc trang đã dời đi nơi khác.")
    return explain(request, 404, _("Không có trang này"), first, [_("Xem lại địa chỉ vừa gõ."), _("Về trang đầu rồi đi lại từ đó.")])


def not_this_way(request: HttpRequest) -> HttpResponse:
    """An address that only takes what a form sends was opened as a page: after signing in again, or from a bookmark."""
    return explain(
        request,
        405,
        _("Trang này không mở thẳng được"),
        _("Địa chỉ này chỉ nhận những gì một biểu mẫu gửi tới. Chưa có gì được ghi lại."),
        [_("Về trang đầu rồi đi lại từ đó."), _("Nếu vừa phải đăng nhập lại: làm lại việc đang làm dở.")],
    )


class NoBlankPages:
    """Django answers "method not allowed" with an empty page; a reader gets one that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code != 405 or answer.streaming or answer.content or request.method != "GET":
            return answer
        page = not_this_way(request)
        page["Allow"] = answer.get("Allow", "POST")
        return page


def server_error(request: HttpRequest) -> HttpResponse:
    """The one page that must come whatever is broken, even the templates or the style."""
    try:
        return explain_server_error(request)
    except Exception:  # the first fault is logged already; this page must not add a second
        text = _("Máy đang gặp trục trặc. Đợi một phút rồi thử lại.")
        return HttpResponse(
            f'<!doctype html><html lang="{get_language()}"><meta charset="utf-8"><title>{text}</title><h1>{text}</h1>', status=500
        )


def explain_server_error(request: HttpRequest) -> HttpResponse:
    now = date_format(localtime(clock.now()), "DATETIME_FORMAT")
    return explain(
        request,
        500,
        _("Máy đang gặp trục trặc"),
        _("Lỗi này do máy, không phải do người dùng."),
        [
            _("Đợi một phút rồi thử lại."),
            _("Nếu vẫn lỗi, báo người quản trị: lỗi lúc %(time)s.") % {"time": now},
        ],
    )


def explain(request: HttpRequest, status: int, title: str, text: str, steps: list[str]) -> HttpResponse:
    """The page, made without context processors, for these ask the session and the account."""
    context = {
        "request": request,
        "LANGUAGE_CODE": get_language(),
        "version": __version__,
        "other_language": other_language(request.get_full_path()),
        "status": status,
        "heading": title,
        "text": text,
        "steps": steps,
        "in_office": in_office(request),
        "back": page_before(request),
    }
    return HttpResponse(get_template("ui/error.html").render(context), status=status)


def page_before(request: HttpRequest) -> str:
    """Where the reader came from, if that was another page of ours; else nothing, and "Quay lại" leads home."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
        ours = before.netloc == request.get_host()
    except (ValueError, DisallowedHost):
        return ""
    return before.path if ours and before.path != request.path else ""


def in_office(request: HttpRequest) -> bool:
    return request.path.removeprefix("/en").startswith("/vp/")
