"""A learner's page carries its style, and its policy allows that text and no other."""

import base64
import hashlib
import re

import pytest
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.test import RequestFactory

from hocvuso.ui.policy import PagePolicyMiddleware, with_policy_inside
from hocvuso.ui.stylesheets import squeeze


def answer(view) -> HttpResponse:
    """The view's answer after the policy's middleware."""
    return PagePolicyMiddleware(view)(RequestFactory().get("/"))


def learner_page(request):
    return HttpResponse(Template("{% inline_style %}").render(RequestContext(request)))


def digest(page: str) -> str:
    text = re.search(r"<style>(.*)</style>", page, re.S)[1]
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_policy_names_the_hash_of_the_style_inside():
    response = answer(learner_page)
    assert f"style-src 'self' 'sha256-{digest(response.content.decode())}'" in response["Content-Security-Policy"]


def test_a_page_without_inline_style_allows_none():
    response = answer(lambda request: HttpResponse("x"))
    assert "style-src 'self';" in response["Content-Security-Policy"] + ";"
    assert "sha256" not in response["Content-Security-Policy"]


def test_what_a_view_adds_to_its_policy_stays():
    def view(request):
        response = learner_page(request)
        response._csp_update = {"style-src": ["'sha256-other='"]}
        response._csp_replace = {"connect-src": ["'none'"], "form-action": ["'none'"]}
        return response

    policy = answer(view)["Content-Security-Policy"]
    assert "'sha256-other=' 'sha256-" in policy
    assert "connect-src 'none'" in policy
    assert "form-action 'none'" in policy


def test_a_published_page_holds_its_policy_inside():
    page = '<!doctype html><head><meta charset="utf-8"><title>x</title>'
    inside = with_policy_inside(page, "style-src 'self' 'sha256-a+/='; frame-ancestors 'none'; default-src 'self'")
    assert (
        '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'self'; style-src 'self' 'sha256-a+/='\"><title>" in inside
    )


def test_a_page_without_charset_cannot_be_published():
    with pytest.raises(ValueError, match="charset"):
        with_policy_inside("<title>x</title>", "default-src 'self'")


@pytest.mark.parametrize(
    ("css", "short"),
    [
        ("/* why */ a { color: red; }\n", "a{color:red}"),
        ("a b > c:hover , d{ margin: 0 auto;  width: calc(1px + 2px) }", "a b > c:hover,d{margin:0 auto;width:calc(1px + 2px)}"),
        (".a :focus { top: 0 }", ".a :focus{top:0}"),
    ],
)
def test_squeeze(css, short):
    assert squeeze(css) == short
