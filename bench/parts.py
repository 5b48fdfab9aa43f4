"""What is measured. Each part takes the sizes and gives its results; one that cannot be measured says so."""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import world
from bench.measure import Result, children_of, children_usage, cpu, cpu_of_processes, memory_mb

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Sizes:
    rounds: int
    rows: int  # of the imported list
    entries: int  # in the journal when figures are read
    seconds: int  # of load on a server


FULL = Sizes(rounds=200, rows=10_000, entries=1_000_000, seconds=5)
SMOKE = Sizes(rounds=5, rows=200, entries=2_000, seconds=1)


def ask(path: str, cookie: str = "") -> Callable[[], bytes]:
    """A function that asks the program itself, as a web server would, without a network."""
    from django.test import RequestFactory

    from hocvuso.wsgi import application

    def call() -> bytes:
        environ = RequestFactory()._base_environ(PATH_INFO=path, HTTP_HOST="127.0.0.1", HTTP_COOKIE=cookie, REQUEST_METHOD="GET")
        status: list[str] = []
        answer = application(environ, lambda words, headers, error=None: status.append(words))
        body = b"".join(answer)
        answer.close()
        if not status[0].startswith("200"):
            raise RuntimeError(f"{path}: {status[0]}")
        return body

    return call


def officer_cookie() -> str:
    from django.test import Client

    from hocvuso.places.models import Area
    from tests.factories import make_account, sign_in

    client = Client()
    sign_in(client, make_account("officer", Area.objects.get(pk=world.COMMUNE)))
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


LEARNER_PAGES = ["/", "/hoc/", "/hoc/vneid/", "/hoc/vneid/luyen/"]
HOME = f"/vp/{world.COMMUNE}/"
LISTS = [f"/vp/{world.COMMUNE}/nguoi/", f"/vp/{world.COMMUNE}/buoi/", f"/vp/{world.COMMUNE}/khu-pho/", f"/vp/{world.COMMUNE}/chi-tieu/"]


def is_there(path: str, cookie: str = "") -> bool:
    try:
        ask(path, cookie)()
    except RuntimeError:
        return False
    return True


def pages(sizes: Sizes) -> Iterator[Result]:
    """Pages against a view that does nothing, in the same run."""
    empty, middle = cpu(ask("/bench-nothing"), rounds=sizes.rounds * 3)
    yield Result("a view that does nothing, all middleware", empty, "CPU ms", note=f"median {middle:.2f}")
    for path in filter(is_there, LEARNER_PAGES):
        least, middle = cpu(ask(path), rounds=sizes.rounds)
        yield Result(f"learner page {path}", least, "CPU ms", note=f"median {middle:.2f}, {least / empty:.1f}x the empty view")
        yield Result(f"learner page {path}, from Python", 1000 / least, "/s and core", 900, at_least=True)
    cookie = officer_cookie()
    empty, middle = cpu(ask(f"/bench-nothing/{world.COMMUNE}/", cookie), rounds=sizes.rounds * 3)
    yield Result("a view that does nothing, behind session and gate", empty, "CPU ms", note=f"median {middle:.2f}")
    for name, path, limit in [("office home", HOME, 3), *(("office list", path, 10) for path in LISTS)]:
        if not is_there(path, cookie):
            yield Result(f"{name} {path}", None, "x", limit, note="no such page yet")
            continue
        least, middle = cpu(ask(path, cookie), rounds=sizes.rounds)
        yield Result(f"{name} {path}", least / empty, "x empty", limit, note=f"{least:.2f} CPU ms, median {middle:.2f}")


def facts(sizes: Sizes) -> Iterator[Result]:
    """Facts written and counted."""
    from django.db import connection, transaction

    from hocvuso.insights.actions import count_pending
    from hocvuso.journal.actions import record

    homes = villages(9)
    # What a phone brings back: the people of one gathering, of one day, from the villages of one commune.
    made = iter(world.entries(10**9, homes, people=4000, days=1, seed=7))
    count_pending()

    def write(number: int) -> None:
        with transaction.atomic():
            record([next(made) for _ in range(number)])

    def write_and_count(number: int) -> None:
        write(number)
        count_pending()

    rounds = max(5, sizes.rounds // 5)
    alone, _ = cpu(lambda: write(50), rounds=rounds)
    count_pending()
    yield Result("50 facts written, not counted", alone, "CPU ms")
    least, middle = cpu(lambda: write_and_count(50), rounds=rounds)
    yield Result("50 facts written and counted", least, "CPU ms", 33, note=f"median {middle:.1f}; {connection.vendor}")
    least, _ = cpu(lambda: write_and_count(1), rounds=rounds)
    yield Result("1 fact written and counted", least, "CPU ms", 10)
    number = min(5000, sizes.rows)
    least, _ = cpu(lambda: write_and_count(number), rounds=2, warm=1)
    yield Result(f"a fact of {number}, written and counted", least / number, "CPU ms", 33 / 50)


def villages(number: int) -> list[str]:
    """Codes of the commune's first villages, made when there are none."""
    from hocvuso.places.models import Area
    from tests.factories import make_village

    commune = Area.objects.get(pk=world.COMMUNE)
    there = Area.objects.filter(parent=commune).count()
    for each in range(there, number):
        make_village(commune, f"Khu phố {each + 1}")
    return list(Area.objects.filter(parent=commune).values_list("code", flat=True)[:number])


def sheets(sizes: Sizes) -> Iterator[Result]:
    """A long list imported by command, in a data folder of its own."""
    name = f"import of {sizes.rows:,} rows"
    if not (ROOT / "hocvuso/field/management/commands/sheets.py").exists():
        yield Result(name, None, "CPU s", note="no command `sheets` yet")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "danh-sach.xlsx"
        world.write_list(path, sizes.rows)
        environment = {**os.environ, "HOCVUSO_DATA": f"{folder}/data"}
        command = [sys.executable, "-m", "hocvuso"]
        subprocess.run([*command, "seal"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        before, clock = children_usage()[0], time.monotonic()
        done = subprocess.run(
            [*command, "sheets", "import", path, "--area", world.COMMUNE, "--json"], cwd=ROOT, env=environment, capture_output=True
        )
        used, took = children_usage()[0] - before, time.monotonic() - clock
        if done.returncode not in {0, 1}:
            yield Result(name, None, "CPU s", note=done.stderr.decode()[-200:].replace("\n", " "))
            return
        yield Result(name, used, "CPU s", note=f"{took:.1f} s; {1000 * used / sizes.rows:.2f} CPU ms a row")
        yield Result("  largest memory of the import", children_usage()[1], "MB", 300)


def figures(sizes: Sizes) -> Iterator[Result]:
    """Figures read at each level over a large journal."""
    from django.db import transaction

    from hocvuso.base.days import parse_window
    from hocvuso.insights import queries
    from hocvuso.insights.actions import count_pending
    from hocvuso.insights.models import PeopleCount
    from hocvuso.journal.actions import record
    from hocvuso.places.models import Area

    homes = [*villages(9), *Area.objects.filter(level="commune").order_by("code").values_list("code", flat=True)[:300]]
    made = world.entries(sizes.entries, homes, people=max(100, sizes.entries // 3), seed=3)
    used = time.process_time()
    left = sizes.entries
    while left:
        step = min(left, 5000)
        with transaction.atomic():
            record([next(made) for _ in range(step)])
        count_pending()
        left -= step
    each = 1000 * (time.process_time() - used) / sizes.entries
    yield Result(f"each of {sizes.entries:,} facts over 309 areas, written and counted", each, "CPU ms", 33 / 50)
    window = parse_window("2025-06")
    for code in (homes[0], world.COMMUNE, "82", "VN"):
        area = Area.objects.get(pk=code)
        lookup = cpu(lambda code=code: PeopleCount.objects.get(indicator="instructed", window="2025-06", area=code), rounds=sizes.rounds)[0]
        yield Result(f"one figure, {area.level} {code}, {sizes.entries:,} entries", lookup, "CPU ms", 5)
        whole = cpu(lambda area=area: queries.figures(area, window), rounds=max(5, sizes.rounds // 10))[0]
        yield Result(f"all figures of a month, {area.level} {code}", whole, "CPU ms")


def writers(sizes: Sizes) -> Iterator[Result]:
    """Eight processes writing at once, each fact in a transaction of its own."""
    number, each = 8, 5 if sizes is SMOKE else 50
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "bench", "--writer", str(each)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        for _ in range(number)
    ]
    written = sum(int(process.communicate()[0].split()[-1] or 0) for process in running)
    yield Result(f"{number} writers at once, {number * each} facts: errors", number * each - written, "errors", 0)


def write_alone(number: int) -> int:
    """What one of the eight does; how many facts were written."""
    from django.db import Error

    from hocvuso.journal.actions import record

    written = 0
    for entry in world.entries(number, [world.COMMUNE], people=50, seed=os.getpid()):
        try:
            record([entry])
        except Error:
            continue
        written += 1
    return written


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def gunicorn() -> Iterator[tuple[str, list[int]]]:
    """The server as bin/serve starts it; its address and the ids of its two workers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "hocvuso.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    server = subprocess.Popen([*command, "--worker-class", "gthread", "--log-level", "error", "--no-control-socket"], cwd=ROOT)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        yield address, children_of(server.pid)
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str, path: str = "healthz", seconds: int = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/{path}", timeout=10).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not answer")


NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; types {{ text/html html; }} gzip_static on; sendfile on;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


def published(sizes: Sizes) -> Iterator[Result]:
    """Learner pages as published files: from the program's own door, and from nginx against a plain file of that size."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("publish", verbosity=0, stdout=io.StringIO())
    for path in filter(is_there, LEARNER_PAGES):
        least, _ = cpu(ask(path), rounds=sizes.rounds)
        yield Result(f"published page {path}, from Python", 1000 / least, "/s and core", 900, at_least=True, note=f"{least:.3f} CPU ms")
    folder = settings.DATA_DIR / "published"
    if not shutil.which("wrk") or not shutil.which("nginx"):
        yield Result("published page through nginx", None, "x plain", 1.1, note="needs: sudo apt-get install -y wrk nginx-light")
        return
    page = folder / "index.html.gz"
    (folder / "plain.html").write_bytes(os.urandom(page.stat().st_size))
    with nginx(folder) as (address, workers):
        times = {
            name: min(load_cpu(f"{address}/{name}", workers, sizes.seconds) for _ in range(2)) for name in ("plain.html", "index.html")
        }
    (folder / "plain.html").unlink()
    size = page.stat().st_size
    ratio = times["index.html"] / times["plain.html"]
    yield Result(f"first page ({size:,} bytes) through nginx", ratio, "x plain", 1.1, note=f"{1000 * times['index.html']:.1f} CPU us")


@contextmanager
def nginx(root: Path) -> Iterator[tuple[str, list[int]]]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        configuration = Path(folder) / "nginx.conf"
        configuration.write_text(NGINX.format(folder=folder, port=port, root=root) + ("" if os.geteuid() else "user root;"))
        server = subprocess.Popen(["nginx", "-c", configuration], stderr=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{port}", "index.html")
            yield f"http://127.0.0.1:{port}", children_of(server.pid)
        finally:
            server.terminate()
            server.wait(20)


def load_cpu(url: str, workers: list[int], seconds: int) -> float:
    """CPU milliseconds a request costs these processes, under 8 connections."""
    before = cpu_of_processes(workers)
    command = ["wrk", "-t1", "-c8", f"-d{seconds}", "-H", "Accept-Encoding: gzip", url]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return 1000 * (cpu_of_processes(workers) - before) / max(1, int(told.split(" requests in ")[0].split()[-1]))


def server(sizes: Sizes) -> Iterator[Result]:
    """Memory of a worker before and after load, and CPU a request through the server."""
    if not shutil.which("wrk"):
        yield Result("server under load", None, "", note="wrk is not installed: sudo apt-get install -y wrk")
        return
    with gunicorn() as (address, workers):
        subprocess.run(["wrk", "-t1", "-c2", "-d1", f"{address}/"], check=True, stdout=subprocess.DEVNULL)
        yield Result("memory of a worker, idle", max(memory_mb(pid) for pid in workers), "MB", 75)
        yield Result("learner page / through gunicorn", load_cpu(f"{address}/", workers, sizes.seconds), "CPU ms", note="8 connections")
        yield Result("memory of a worker after load", max(memory_mb(pid) for pid in workers), "MB", 150)


PARTS = {"pages": pages, "facts": facts, "writers": writers, "sheets": sheets, "server": server, "published": published, "figures": figures}
