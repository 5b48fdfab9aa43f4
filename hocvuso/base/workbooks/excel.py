"""Excel files and web pages, read by a process of their own, so that a hostile one cannot hurt this one."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO

import hocvuso
from hocvuso.base.workbooks import limits
from hocvuso.base.workbooks.collecting import Collector, TooMuch

_ROOT = Path(hocvuso.__file__).resolve().parent.parent


def read_with_child(kind: str, path: Path, collector: Collector) -> None:
    """Collects the sheets of a "zip", "ole" or "html" file. Raises TooMuch with the reason when the child refused or fell."""
    with _child(kind, path) as process:
        assert process.stdout is not None
        overdue = threading.Timer(limits.CHILD_SECONDS, process.kill)
        overdue.start()
        try:
            ended = _collect(process.stdout, collector)
        finally:
            overdue.cancel()
            process.kill()
    if not ended:
        raise TooMuch(_why_it_fell(process.returncode))


def _child(kind: str, path: Path) -> subprocess.Popen[bytes]:
    # No settings and no secrets of this process go along; one arena keeps malloc within the memory limit.
    surroundings = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-s", "-B", "-m", "hocvuso.base.workbooks.child", kind, str(path.resolve())]
    return subprocess.Popen(
        command, cwd=_ROOT, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _collect(stream: IO[bytes], collector: Collector) -> bool:
    """Takes the child's messages; whether the last one came."""
    for message in _messages(stream):
        if isinstance(message, list):
            collector.add(map(_untagged, message))
        elif isinstance(message, int):
            collector.skip(message)
        elif "sheet" in message:
            collector.begin(message["sheet"], map(tuple, message["merged"]))
        elif "refused" in message:
            raise TooMuch(message["refused"])
        else:
            return True
    return False


def _messages(stream: IO[bytes]) -> Iterator[list | int | dict]:
    while line := stream.readline(limits.LINE_CHARACTERS * 4):
        try:
            yield json.loads(line)
        except ValueError:  # cut in the middle: too long, or the child was ended
            return


def _untagged(value: object) -> object:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["moment"]) if "moment" in value else date.fromisoformat(value["day"])
    return value


def _why_it_fell(code: int) -> str:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return "too-slow"
    # Rust aborts when memory is refused; anything else is a file that its reader could not bear.
    return "too-big" if code == -signal.SIGABRT else "corrupt"
