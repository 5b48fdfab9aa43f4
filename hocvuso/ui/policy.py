"""The Content-Security-Policy of a page: the strict one of the settings, plus the hash of the style the page carries."""

import re

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase
from django.utils.html import escape

# A policy inside the page cannot say these; the web server's header must.
HEADER_ONLY = frozenset({"frame-ancestors", "report-uri", "report-to", "sandbox"})


def allow_style(request: HttpRequest, source: str) -> None:
    """Lets the page that is being made carry the inline style with this hash."""
    request.__dict__.setdefault("inline_styles", []).append(source)


class PagePolicyMiddleware(CSPMiddleware):
    """django-csp's, which also allows the inline styles of this very page."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        styles = getattr(request, "inline_styles", [])
        if styles and not report_only:
            update = dict(parts.update or {})
            update["style-src"] = [*update.get("style-src", []), *styles]
            parts.update = update
        return parts


def with_policy_inside(page: str, policy: str) -> str:
    """The page with the policy of its header written into its head, for a page that any web server may serve as a file."""
    directives = sorted(part.strip() for part in policy.split(";") if part.strip())
    kept = "; ".join(part for part in directives if part.split()[0] not in HEADER_ONLY)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(kept).replace("&#x27;", chr(39))}">'
    inside, found = re.subn(r'(<meta charset="utf-8">)', lambda match: match[1] + meta, page, count=1)
    if not found:
        raise ValueError("the page has no <meta charset> to put its policy after")
    return inside
