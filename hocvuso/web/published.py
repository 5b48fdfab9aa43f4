"""The published learner pages, handed out in front of the program: a file as it lies there costs a tenth of a page that is made."""

from collections.abc import Callable, Iterable
from pathlib import Path

from whitenoise import WhiteNoise

MINUTE = 60
# A name with a hash in it never holds anything else.
FOREVER = r"^/(static/.*\.[0-9a-f]{12}\.|giong/)"


class PublishedPages:
    """A WSGI application: what is asked for and published comes from the folder, everything else from the program.

    A folder that is published again, also while the server runs, is noticed by its mark.
    """

    def __init__(self, program: Callable, folder: Path):
        self.program, self.folder = program, folder
        self.seen: tuple[int, int] | None = None
        self.site: WhiteNoise | None = None

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if asks_for_a_plain_page(environ) and (site := self.current()):
            return site(environ, start_response)
        return self.program(environ, start_response)

    def current(self) -> WhiteNoise | None:
        """What is published now; None when nothing is."""
        try:
            mark = (self.folder / ".hocvuso-published").stat()
        except OSError:
            return None
        if self.seen != (mark.st_ino, mark.st_mtime_ns):
            self.site = WhiteNoise(
                self.program,
                self.folder,
                index_file=True,
                max_age=MINUTE,
                allow_all_origins=False,
                immutable_file_test=FOREVER,
                add_headers_function=add_headers,
            )
            self.seen = (mark.st_ino, mark.st_mtime_ns)
        return self.site


def asks_for_a_plain_page(environ: dict) -> bool:
    """Reads, with nothing in the address that could ask for something else, by somebody who is not signed in."""
    return (
        environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        and not environ.get("QUERY_STRING")
        and "sessionid=" not in environ.get("HTTP_COOKIE", "")
    )


def add_headers(headers, path: str, url: str) -> None:
    """What the program's middleware would have said; the page's own policy stands inside it."""
    headers["X-Frame-Options"] = "DENY"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
