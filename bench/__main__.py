"""python -m bench: what a page, a fact, an import and a figure cost, against the limits we aim at.

Times are CPU time of the process that does the work, or ratios: wall clocks differ between machines and with their neighbours.
A page is asked of the program in process, through all middleware, as a web server would; the least of many rounds is shown.
Everything happens in a throwaway data folder (or a throwaway PostgreSQL: python -m tests.postgres python -m bench).
"""

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="small sizes, in seconds: shows that the bench itself works")
    parser.add_argument("--json", action="store_true", help="JSON alone on stdout")
    parser.add_argument("--only", action="append", metavar="PART", help="pages, facts, writers, sheets, server, published, figures")
    parser.add_argument("--entries", type=int, help="entries in the journal when figures are read (1,000,000)")
    parser.add_argument("--writer", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "hocvuso.settings"
    if asked.writer:
        start_program()
        from bench.parts import write_alone

        print(write_alone(asked.writer))
        return 0
    with tempfile.TemporaryDirectory(prefix="hocvuso-bench-") as folder:
        os.environ["HOCVUSO_DATA"] = folder
        os.environ["HOCVUSO_LOG_LEVEL"] = "CRITICAL"  # a page that is not there yet is a line of ours, not an error on the console
        return measure(asked)


def start_program() -> None:
    import django
    from django.conf import settings

    django.setup()
    settings.ROOT_URLCONF = "bench.urls"
    from hocvuso.web.setup import prepare_data_folder

    prepare_data_folder()


def measure(asked: argparse.Namespace) -> int:
    start_program()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    from dataclasses import replace

    from bench.measure import machine
    from bench.parts import FULL, PARTS, SMOKE

    sizes = SMOKE if asked.smoke else FULL
    if asked.entries:
        sizes = replace(sizes, entries=asked.entries)
    if unknown := set(asked.only or ()) - set(PARTS):
        print(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    if not asked.json:
        print(f"{machine()}{' · SMOKE: sizes too small for figures' if asked.smoke else ''}")
    found, began = [], time.monotonic()
    for name in asked.only or PARTS:
        if not asked.json:
            print(f"\n{name}: {PARTS[name].__doc__}", flush=True)
        for result in PARTS[name](sizes):
            found.append({"part": name, **asdict(result), "verdict": result.verdict})
            if not asked.json:
                print("  " + result.line(), flush=True)
    if asked.json:
        print(json.dumps({"machine": machine(), "smoke": asked.smoke, "results": found}, ensure_ascii=False))
    else:
        over = sum(each["verdict"] == "OVER" for each in found)
        print(f"\n{len(found)} measured, {over} over their limit, {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
