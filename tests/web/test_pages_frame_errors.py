"""When something went wrong: each page says what to do next, in both languages, and asks nothing of the database."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_POST

from hocvuso import urls
from hocvuso.urls import handler400, handler403, handler404, handler500  # noqa: F401  Django looks for them in the root URLs

WRONG = {
    "404": (Http404(), 404, "Không có trang này"),
    "403": (PermissionDenied(), 403, "Trang này chưa mở được"),
    "400": (SuspiciousOperation(), 400, "Máy chủ chưa hiểu yêu cầu này"),
    "500": (RuntimeError("hỏng"), 500, "Máy đang gặp trục trặc"),
}


@require_POST
def form_only(request) -> HttpResponse:
    return HttpResponse("sent")


def go_wrong(request, what: str) -> HttpResponse:
    if what == "ok":
        return HttpResponse("ok")
    raise WRONG[what][0]


urlpatterns = [
    path("chi-gui/", form_only),
    path("hong/<str:what>/", go_wrong),
    path("en/hong/<str:what>/", go_wrong),
    path("vp/hong/<str:what>/", go_wrong),
    *urls.urlpatterns,
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def visitor() -> Client:
    """Meets faults as a reader does, and checks forms as a browser's are checked."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize("what", WRONG)
def test_the_page_says_what_happened_and_what_to_do(visitor, what):
    """No database is allowed in this test: it may be what went wrong."""
    _, status, heading = WRONG[what]
    answer = visitor.get(f"/hong/{what}/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert page.count("<h1>") == 1
    assert f"<h1>{heading}</h1>" in page
    assert f"<title>{heading}" in page
    assert "Làm gì bây giờ?" in page
    assert page.count("<li>") == 2


def test_nothing_is_wrong_when_nothing_is(visitor):
    assert visitor.get("/hong/ok/").content == b"ok"


@pytest.mark.django_db
def test_a_form_left_open_too_long(visitor):
    page = visitor.post("/hong/ok/", {"a": "b"})
    assert page.status_code == 403
    assert "Trang để lâu quá" in page.content.decode()
    assert "Chưa có gì được gửi đi" in page.content.decode()
    assert Client().post("/hong/ok/").content == b"ok"


def test_an_address_for_forms_only_is_no_blank_page(visitor):
    answer = visitor.get("/chi-gui/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Trang này không mở thẳng được" in answer.content.decode()
    assert "sha256-" in answer["Content-Security-Policy"]
    assert Client().post("/chi-gui/").content == b"sent"


def test_an_unknown_host_is_refused_and_told_so():
    answer = Client(raise_request_exception=False).get("/", headers={"host": "la.example"})
    assert answer.status_code == 400
    assert "Máy chủ chưa hiểu" in answer.content.decode()


@pytest.mark.parametrize("what", WRONG)
def test_the_same_in_english(visitor, what):
    page = visitor.get(f"/en/hong/{what}/").content.decode()
    assert '<html lang="en"' in page
    assert "What to do now?" in page
    assert f'href="/hong/{what}/"' in page


def test_the_office_leads_back_to_the_office(visitor):
    assert 'class="button" href="/vp/"' in visitor.get("/vp/hong/404/").content.decode()
    assert 'class="button" href="/"' in visitor.get("/hong/404/").content.decode()


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/hoc/", "/hoc/"),
        ("http://evil.example/hoc/", "/"),
        ("http://testserver/hong/404/", "/"),
        ("", "/"),
        ("http://[", "/"),
    ],
)
def test_back_leads_to_the_page_before_if_it_was_ours(visitor, referer, back):
    page = visitor.get("/hong/404/", headers={"referer": referer}).content.decode()
    assert f'<a class="go" href="{back}">' in page


def test_even_with_broken_templates_something_kind_comes(visitor, monkeypatch):
    def broken(*_args):
        raise OSError("no templates")

    monkeypatch.setattr("hocvuso.web.errors.get_template", broken)
    answer = visitor.get("/hong/500/")
    assert answer.status_code == 500
    assert "Máy đang gặp trục trặc" in answer.content.decode()


# Headers: the same strictness on a good page, a bad page and a broken one.

PAGES = ["/ui/", "/ui/?frame=learner", "/hong/404/", "/hong/403/", "/hong/400/", "/hong/500/", "/khong-co/", "/vp/", "/chi-gui/"]


@pytest.mark.django_db
@pytest.mark.parametrize("url", PAGES)
def test_headers_are_strict(visitor, url):
    headers = visitor.get(url).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert set(policy["style-src"].split()) - {"'self'"} == {source for source in policy["style-src"].split() if "sha256-" in source}
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "*" not in headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("url", PAGES)
def test_a_page_with_its_own_style_is_allowed_exactly_that(visitor, url):
    answer = visitor.get(url)
    assert ("<style>" in answer.content.decode()) == ("sha256-" in answer.headers["Content-Security-Policy"])
