"""Runs a command with DATABASE_URL naming a throwaway PostgreSQL: `python -m tests.postgres pytest -m both`.

The cluster lives in a temporary folder, listens on a free port of 127.0.0.1 only, and is gone when the command ends.
PostgreSQL refuses to run as root, so root hands it to the user `postgres` (or `nobody`).
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing here must survive a power cut, so nothing waits for the disk.
CARELESS = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=40",
    "shared_buffers=64MB",
    "log_min_messages=fatal",
]


class NoPostgres(Exception):
    """PostgreSQL is not installed or does not start; the message says what to do."""


def binaries() -> Path:
    """The folder of the newest initdb on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parent.parent.name))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if not on_path:
        raise NoPostgres("PostgreSQL is not installed: sudo apt-get install -y postgresql")
    return Path(on_path).parent


def as_other_user() -> list[str]:
    """The words before a command that must not run as root."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]
    raise NoPostgres("neither a user `postgres` nor `nobody` to run PostgreSQL as")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def throwaway_cluster() -> Iterator[str]:
    """A running cluster; gives its DATABASE_URL."""
    bin_folder, prefix, port = binaries(), as_other_user(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="hocvuso-postgres-"))
    if prefix:
        shutil.chown(folder, int(prefix[1].split("=")[1]), int(prefix[2].split("=")[1]))
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    log = open(folder / "log", "wb")  # noqa: SIM115  # lives as long as the server
    server = None
    try:
        subprocess.run(
            [*prefix, bin_folder / "initdb", "-D", folder / "data", "-U", "hocvuso", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            check=True, stdout=log, stderr=log, env=environment, cwd=folder,
        )  # fmt: skip
        options = [
            part
            for setting in [*CARELESS, f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
            for part in ("-c", setting)
        ]
        server = subprocess.Popen(
            [*prefix, bin_folder / "postgres", "-D", folder / "data", *options], stdout=log, stderr=log, env=environment, cwd=folder
        )
        wait_until_ready(server, port, folder / "log")
        yield f"postgres://hocvuso@127.0.0.1:{port}/postgres"
    except subprocess.CalledProcessError as error:
        raise NoPostgres(f"initdb failed:\n{(folder / 'log').read_text(errors='replace')[-2000:]}") from error
    finally:
        if server:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait(20)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_ready(server: subprocess.Popen, port: int, log: Path, seconds: float = 60) -> None:
    import psycopg

    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=hocvuso dbname=postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NoPostgres(f"PostgreSQL did not start:\n{log.read_text(errors='replace')[-2000:]}")


def main(command: list[str]) -> int:
    try:
        with throwaway_cluster() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode
    except NoPostgres as problem:
        print(problem, file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
