"""The process that opens a stranger's file: `python -m hocvuso.base.workbooks.child KIND PATH`.

It gives itself little memory and time, then writes JSON lines: {"sheet": name, "merged": [...]}, a list for each
row, a number for so many blank rows, at the end {"end": true}, or {"refused": code}. Whatever a hostile file does to it, the
parent sees only missing lines.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from hocvuso.base.workbooks import limits
from hocvuso.base.workbooks.collecting import TooMuch, plain_value


def main(kind: str, path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_MEMORY, limits.CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CHILD_CPU_SECONDS, limits.CHILD_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # the stubs allow any TextIO here
    try:
        for message in _messages(kind, Path(path)):
            sys.stdout.write(json.dumps(message, default=_tagged, ensure_ascii=False) + "\n")
        sys.stdout.write('{"end": true}\n')
    except TooMuch as refused:
        sys.stdout.write(json.dumps({"refused": refused.code}) + "\n")
    except MemoryError:
        sys.stdout.write('{"refused": "too-big"}\n')
    sys.stdout.flush()


def _messages(kind: str, path: Path) -> Iterator[object]:
    if kind == "html":
        from hocvuso.base.workbooks.htmltables import tables

        return tables(path.read_bytes())
    from hocvuso.base.workbooks.sheets import sheets

    return sheets(path, kind)


def _tagged(value: object) -> object:
    """What JSON has no word for: {"day": …}, {"moment": …}; the rest as it will be shown."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return plain_value(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
