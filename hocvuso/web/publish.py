"""The learner site as plain files, compressed ahead of time: any web server or CDN serves it without the program.

Every learner page is a pure function of the content, so publishing is asking for each page once and writing down the answer, with the
policy of its header inside it (a file server knows none).
"""

import fcntl
import gzip
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hocvuso.base import clock
from hocvuso.learn import voice
from hocvuso.learn.catalog import Catalog
from hocvuso.ui.policy import with_policy_inside

MARK = ".hocvuso-published"
SQUEEZED = {".html", ".css", ".js", ".mjs", ".svg", ".json", ".txt"}
STATIC = re.compile(r'(?:src|href)="(/static/[^"?#]+)"')
IMPORT = re.compile(r'(?:from|import)\s+"\./([\w.-]+\.mjs)"')
A_MOMENT = 60  # seconds without a new voice: their making has paused or ended
SOUND = re.compile(re.escape(voice.URL) + r"([0-9a-f]{20})")


class NotOurFolder(Exception):
    """The folder holds something that `publish` did not make; it is left alone."""


@dataclass(frozen=True)
class Published:
    folder: Path
    pages: int
    files: int
    bytes: int


def publish(read: Catalog, out: Path) -> Published:
    """Writes the whole learner site to `out` in place of what an earlier publish wrote; the old one serves until the new one is whole."""
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise NotOurFolder(f"{out} có tệp khác ở trong; hãy chọn một thư mục trống.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(out):
        work = Path(tempfile.mkdtemp(dir=out.parent, prefix=".publishing-"))
        try:
            made_of = stamp()  # before the pages: what changes meanwhile is noticed the next time
            pages = write_site(read, work)
            work.chmod(0o755)
            (work / MARK).write_text(made_of)
            swap(work, out)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    files = [path for path in out.rglob("*") if path.is_file()]
    return Published(out, pages, len(files), sum(path.stat().st_size for path in files))


def is_out_of_date(out: Path) -> bool:
    """Whether another day has come, or voices that the pages of `out` do not know, since then. Nothing published is not old."""
    try:
        made_of = (out / MARK).read_text()
    except OSError:
        return False
    return made_of.split()[:1] != stamp().split()[:1] or (made_of != stamp() and time.time() - voice.changed_at() > A_MOMENT)


def stamp() -> str:
    """What a page depends on besides the program and the content: the day, and the voices there are."""
    return f"{clock.today()} {voice.changed_at()}"


@contextmanager
def one_at_a_time(out: Path) -> Iterator[None]:
    """The worker and somebody's command may publish to the same folder: the second waits. The lock ends with its process."""
    with out.with_name(f".lock-{out.name}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def swap(new: Path, out: Path) -> None:
    """Puts the new folder in the old one's place."""
    old = out.with_name(f".old-{out.name}")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def write_site(read: Catalog, folder: Path) -> int:
    client = Client(SERVER_NAME=own_host(), raise_request_exception=True)
    pages = {address: page_text(client, address) for address in addresses(read)}
    for address, text in pages.items():
        write(folder, f"{address}index.html", text.encode())
    everything = "".join(pages.values())
    for name, content in static_files(sorted(set(STATIC.findall(everything)))):
        write(folder, f"{settings.STATIC_URL}{name}", content)
    for name in sorted(set(SOUND.findall(everything))):
        for ending in voice.FORMATS:
            write(folder, f"{voice.URL}{name}.{ending}", (settings.VOICE_DIR / f"{name}.{ending}").read_bytes())
    return len(pages)


def own_host() -> str:
    """A name that ALLOWED_HOSTS accepts."""
    return next((host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", ".", "["))), "localhost")


def addresses(read: Catalog) -> Iterator[str]:
    """Every learner page, in each language."""
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            yield reverse("home")
            yield reverse("lessons")
            for lesson in read.lessons:
                yield reverse("lesson", args=[lesson.slug])
                if lesson.practice:
                    yield reverse("practice", args=[lesson.slug])


def page_text(client: Client, address: str) -> str:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return with_policy_inside(response.content.decode(), response["Content-Security-Policy"])


def static_files(urls: list[str]) -> Iterator[tuple[str, bytes]]:
    """The static files that pages name, and the modules that those import (by their plain names)."""
    waiting = [url.removeprefix(settings.STATIC_URL) for url in urls]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        content = static_path(name).read_bytes()
        yield name, content
        if name.endswith(".mjs"):
            waiting += [str(Path(name).with_name(other)) for other in IMPORT.findall(content.decode())]


def static_path(name: str) -> Path:
    found = finders.find(name)
    return Path(found) if found else Path(staticfiles_storage.path(name))


def write(folder: Path, address: str, content: bytes) -> None:
    """One file, and beside it .br and .gz for those servers that hand them out."""
    path = folder / address.lstrip("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if path.suffix in SQUEEZED:
        path.with_name(path.name + ".br").write_bytes(brotli.compress(content))
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, mtime=0))
