"""A browser for tests: `from tests.browser import axe, browser, new_page` and `pytestmark = pytest.mark.browser`.

    def test_it(browser, live_server):
        with new_page(browser, 360, 740) as page:
            page.goto(live_server.url + "/ui/")
            assert axe(page) == []

A page from new_page() fails the test when the page's script throws, when the policy blocks something, or when anything is asked
of another host than the test's own server.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
CHROMIUM = os.environ.get("HOCVUSO_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = (360, 740)
DESK = (1366, 768)


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """One Chromium for all tests of a worker."""
    from playwright.sync_api import sync_playwright

    # Playwright's loop lives in this thread, and Django would take its ORM calls for calls out of that loop.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def new_page(browser, width: int = PHONE[0], height: int = PHONE[1], **options) -> Iterator:
    """A fresh page with no cookies; `options` are Playwright's for a context (color_scheme, java_script_enabled, offline…)."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda message: faults.append(f"policy: {message.text}") if "Content Security Policy" in message.text else None)
    page.on("request", lambda request: faults.append(f"foreign host: {request.url}") if is_foreign(request.url) else None)
    try:
        yield page
    finally:
        context.close()
    assert faults == []


def is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {"localhost", "127.0.0.1", "::1"}


def sign_in(page, client, url: str) -> None:
    """Gives the page the session of a Django test client (`client.force_login(account)` first)."""
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


def axe(page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds on the page as it is now, one line a fault; WCAG 2.2 AA and best practices, or only `rules`."""
    if not page.evaluate("typeof window.axe === 'object'"):
        # Through the debugger: a <script> of our own making would be stopped by the policy.
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{fault['id']} ({fault['impact']}): {' '.join(node['target'][0]) if isinstance(node['target'][0], list) else node['target'][0]}"
        f" · {node['failureSummary'].splitlines()[-1].strip()}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def is_wider_than_screen(page) -> bool:
    """Whether the page scrolls sideways, which no page may at 360 pixels."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
