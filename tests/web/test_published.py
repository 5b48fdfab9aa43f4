"""Published pages come from their folder, what is personal from the program, and a new publication is noticed."""

import gzip

import pytest

from hocvuso.web.published import PublishedPages


def program(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"the program"]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "published"


@pytest.fixture
def site(folder):
    return PublishedPages(program, folder)


def publish(folder, text: bytes, number: int = 1):
    (folder / "hoc").mkdir(parents=True, exist_ok=True)
    (folder / "static" / "ui").mkdir(parents=True, exist_ok=True)
    for path in (folder / "index.html", folder / "hoc" / "index.html"):
        path.write_bytes(text)
        path.with_name("index.html.gz").write_bytes(gzip.compress(text * 50))
    (folder / "static" / "ui" / "a.0123456789ab.js").write_bytes(b"1")
    (folder / ".hocvuso-published").unlink(missing_ok=True)
    (folder / ".hocvuso-published").write_text(str(number))


def ask(site, path="/", method="GET", **environ) -> tuple[str, dict, bytes]:
    answer = {}
    asked = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": "127.0.0.1", **environ}
    body = site(asked, lambda status, headers, error=None: answer.update(status=status, headers=dict(headers)))
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return answer["status"], answer["headers"], content


def test_nothing_published_is_no_trouble(site):
    assert ask(site)[2] == b"the program"


def test_a_published_page_comes_from_the_folder_with_its_headers(site, folder):
    publish(folder, b"<p>page</p>")
    status, headers, body = ask(site)
    assert (status, body) == ("200 OK", b"<p>page</p>")
    assert headers["Content-Type"] == 'text/html; charset="utf-8"'
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"], headers["Cache-Control"]) == (
        "DENY",
        "nosniff",
        "max-age=60, public",
    )
    assert "Access-Control-Allow-Origin" not in headers
    assert ask(site, "/hoc/")[2] == b"<p>page</p>"
    assert ask(site, "/hoc/", "HEAD")[2] == b""
    assert "immutable" in ask(site, "/static/ui/a.0123456789ab.js")[1]["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "method", "environ"),
    [
        ("/vp/", "GET", {}),
        ("/", "POST", {}),
        ("/", "GET", {"QUERY_STRING": "xa=28249"}),
        ("/", "GET", {"HTTP_COOKIE": "csrftoken=a; sessionid=b"}),
        ("/../secret-key", "GET", {}),
        ("/%2e%2e/secret-key", "GET", {}),
    ],
)
def test_everything_else_comes_from_the_program(site, folder, path, method, environ):
    publish(folder, b"<p>page</p>")
    (folder.parent / "secret-key").write_text("key")
    assert ask(site, path, method, **environ)[2] == b"the program"


def test_publishing_again_is_noticed(site, folder):
    publish(folder, b"<p>old</p>")
    assert ask(site)[2] == b"<p>old</p>"
    publish(folder, b"<p>newer</p>", 2)
    assert ask(site)[2] == b"<p>newer</p>"
