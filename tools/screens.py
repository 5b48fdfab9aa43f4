"""Pictures of every page of the sample commune, on a phone and on an office screen, small enough for git.

Serves the sample folder by bin/serve, signs in as the sample officer without a password (it writes the session itself),
and fails when a page does not answer 200, throws in its script, or is stopped by its own policy.
"""

import argparse
import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCREENS = {"360": (360, 740), "1366": (1366, 768)}
MOST_BYTES = 6_000_000
COLOURS = 96
COMMUNE = "28249"

# name of the picture, address, who looks. {…} is filled in by things_to_show().
PUBLIC = [
    ("home", "/"),
    ("home-en", "/en/"),
    ("lessons", "/hoc/"),
    ("lesson", "{lesson}"),
    ("practice", "{practice}"),
    ("drill", "{drill}"),
    ("sign-in", "/vao/"),
    ("invitation", "/moi/"),
    ("my-rights", "/quyen-cua-toi/"),
    ("privacy", "/rieng-tu/"),
    ("design", "/ui/"),
]
OFFICE = [
    ("overview", "/vp/{area}/"),
    ("overview-en", "/en/vp/{area}/"),
    ("behind", "/vp/{area}/tu-dau/instructed/"),
    ("behind-person", "/vp/{area}/tu-dau/instructed/{counted}/"),
    ("targets", "/vp/{area}/chi-tieu/"),
    ("gatherings", "/vp/{area}/buoi/"),
    ("gathering", "/vp/{area}/buoi/{gathering}/"),
    ("import", "/vp/{area}/danh-sach/"),
    ("import-preview", "/vp/{area}/danh-sach/{draft}/"),
    ("import-rows", "/vp/{area}/danh-sach/{draft}/{file}/"),
    ("import-written", "/vp/{area}/danh-sach/{batch}/"),
    ("people", "/vp/{area}/nguoi/"),
    ("person", "/vp/{area}/nguoi/{person}/"),
    ("doubles", "/vp/{area}/can-xem-lai/"),
    ("places", "/vp/{area}/khu-pho/"),
    ("village", "/vp/{area}/khu-pho/{village}/"),
    ("organisations", "/vp/{area}/to-chuc/them/"),
    ("team", "/vp/{area}/doi-ngu/"),
    ("rights", "/vp/{area}/quyen/"),
    ("reports", "/vp/{area}/bao-cao/"),
    ("report", "/vp/{area}/bao-cao/{report}/"),
    ("account", "/tai-khoan/"),
]


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools/screens", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--data", type=Path, help="another data folder than data/sample")
    parser.add_argument("--only", action="append", help="only this picture")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with served(asked.data) as address:
        os.environ["HOCVUSO_DATA"] = str((asked.data or ROOT / "data" / "sample").resolve())
        cookie, things = officer_and_things()
        faults = take_all(address, cookie, things, asked.out, set(asked.only or ()))
    total = sum(path.stat().st_size for path in asked.out.glob("*.png"))
    print(f"{len(list(asked.out.glob('*.png')))} pictures, {total / 1e6:.1f} MB")
    if total > MOST_BYTES:
        faults.append(f"{total} bytes are more than {MOST_BYTES}")
    for fault in faults:
        print(f"FAULT {fault}", file=sys.stderr)
    return 1 if faults else 0


@contextmanager
def served(data: Path | None) -> Iterator[str]:
    """bin/serve on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [ROOT / "bin/serve", "--port", str(port), *(["--data", data] if data else [])]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(3000):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=10).close()
                break
            except OSError:
                if server.poll() is not None:
                    raise SystemExit("bin/serve did not start") from None
                time.sleep(0.1)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def officer_and_things() -> tuple[str, dict[str, str]]:
    """The session of an officer of the sample commune, and the ids that addresses need, from the data folder itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hocvuso.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from hocvuso.people.models import Post
    from tests.factories import sign_in

    settings.ALLOWED_HOSTS.append("testserver")
    post = Post.objects.filter(role="officer", area_id=COMMUNE).order_by("id").first()
    if post is None:
        raise SystemExit(f"no officer of {COMMUNE} in this folder")
    draft_a_report(post.account)
    draft_an_import(post.account)
    client = Client()
    sign_in(client, post.account)
    return client.cookies[settings.SESSION_COOKIE_NAME].value, things_to_show()


def draft_a_report(officer) -> None:
    """A draft to show, when the folder has none."""
    from hocvuso.base.days import parse_window
    from hocvuso.insights.models import Report
    from hocvuso.insights.reports.actions import draft_report
    from hocvuso.places.models import Area

    if not Report.objects.filter(area_id=COMMUNE).exists():
        draft_report(area=Area.objects.get(pk=COMMUNE), window=parse_window("2025-07"), by=officer)


# A list with somebody known, somebody new, somebody to be asked about and somebody without a name; and a file that is no list.
NEW_LIST = """Ngày 16/07/2025 tại Nhà văn hóa Khu phố 5,,,,
Họ và tên,Năm sinh,Số điện thoại,Khu phố,Đối tượng
Đỗ Kim Thảo,1993,0930261352,1,Nông dân
Trần Thị Mới,1977,0912000111,kp 5,Tiểu thương
NGUYEN THI HANG,1973,,KP.10,TT
,1960,0912000112,kp 5,NCT
"""


def draft_an_import(officer) -> None:
    """A preview of lists to show, when the folder has none."""
    from hocvuso.field.actions.drafts import start_import
    from hocvuso.field.models import SheetImport
    from hocvuso.places.models import Area

    if SheetImport.objects.filter(commune_id=COMMUNE, state=SheetImport.State.DRAFT).exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        texts = {"Khu phố 5 ngày 16.07.csv": NEW_LIST, "ảnh chụp danh sách.pdf": "%PDF-1.7"}
        files = [(name, Path(folder, str(number))) for number, name in enumerate(texts)]
        for (_, path), text in zip(files, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8")
        start_import(commune=Area.objects.get(pk=COMMUNE), files=files, by=officer)


def things_to_show() -> dict[str, str]:
    """One of each kind, the fullest where there are several; empty where there is none, and its page is left out."""
    from django.db.models import Count

    from hocvuso.field.models import Gathering, SheetFile, SheetImport
    from hocvuso.insights.models import CountedPerson, Report
    from hocvuso.people.models import Person
    from hocvuso.places.models import Area

    def key(rows) -> str:
        row = rows.first()
        return str(row.pk) if row else ""

    counted = CountedPerson.objects.filter(indicator="instructed", home__startswith=COMMUNE).order_by("person").first()
    people = Person.objects.filter(commune_id=COMMUNE, merged_into=None)
    lessons = lesson_addresses()
    return {
        "area": COMMUNE,
        "gathering": key(Gathering.objects.annotate(number=Count("attendances")).order_by("-number", "id")),
        "person": key(people.annotate(number=Count("attendances")).order_by("-number", "name_key", "id")),
        "counted": str(counted.person) if counted else "",
        "village": key(Area.objects.filter(parent_id=COMMUNE).order_by("code")),
        "batch": key(SheetImport.objects.filter(commune_id=COMMUNE, state=SheetImport.State.WRITTEN).order_by("id")),
        "draft": key(SheetImport.objects.filter(commune_id=COMMUNE, state=SheetImport.State.DRAFT).order_by("id")),
        "file": key(SheetFile.objects.filter(batch__commune=COMMUNE, batch__state=SheetImport.State.DRAFT, name__endswith=".csv")),
        "report": key(Report.objects.filter(area_id=COMMUNE).order_by("created_at")),
        **lessons,
    }


def lesson_addresses() -> dict[str, str]:
    """The first lesson with its practice, and the first one of safety with its drill."""
    from hocvuso.learn.catalog import catalog

    def first(safety: bool) -> str:
        found = [lesson.slug for lesson in catalog().lessons if lesson.practice and lesson.skill.startswith("G5") == safety]
        return f"/hoc/{found[0]}/" if found else ""

    lesson, drill = first(False), first(True)
    return {"lesson": lesson, "practice": lesson and f"{lesson}luyen/", "drill": drill and f"{drill}luyen/"}


def addresses(pages: list[tuple[str, str]], things: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, pattern in pages:
        needed = [each for each in things if "{" + each + "}" in pattern]
        if missing := [each for each in needed if not things[each]]:
            print(f"left out: {name}, because there is no {missing[0]}")
            continue
        yield name, pattern.format(**things)


def take_all(address: str, cookie: str, things: dict[str, str], out: Path, only: set[str]) -> list[str]:
    from playwright.sync_api import sync_playwright

    from tests.browser import ARGUMENTS, CHROMIUM

    faults: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for screen, (width, height) in SCREENS.items():
            for pages, session in ((PUBLIC, ""), (OFFICE, cookie)):
                context = chromium.new_context(
                    viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce"
                )
                if session:
                    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
                for name, path in addresses(pages, things):
                    if not only or name in only:
                        faults += take(context, address + path, out / f"{name}-{screen}.png")
                context.close()
        chromium.close()
    return faults


def take(context, url: str, target: Path) -> list[str]:
    """One picture; what was wrong with the page."""
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(f"{target.name}: {error}"))
    page.on("console", lambda message: faults.append(f"{target.name}: {message.text}") if message.type == "error" else None)
    answer = page.goto(url, wait_until="networkidle")
    if answer is None or answer.status != 200:
        faults.append(f"{target.name}: {answer.status if answer else 'no answer'} {url}")
    elif page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        faults.append(f"{target.name}: wider than the screen")
    page.evaluate("document.fonts.ready")
    target.write_bytes(smaller(page.screenshot()))
    page.close()
    return faults


def smaller(png: bytes) -> bytes:
    """The same picture with a palette: a quarter of the bytes, and text as sharp."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
