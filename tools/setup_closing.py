"""The last line of bin/test, in pytest's words, and the exit code: python tools/setup_closing.py RESULTS SECONDS.

RESULTS holds the JUnit files of the test runs and `steps`: exit code, seconds and name of each step, one a line.
A check that is not a test run counts as one test. A skipped test counts as failed: what needs something installs it or says so.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def main(folder: Path, seconds: int) -> int:
    steps = [line.split("\t") for line in (folder / "steps").read_text().splitlines()]
    passed = failed = skipped = 0
    print("\n--- in short")
    for code, took, name in steps:
        counts = counts_of(folder / f"{name}.xml")
        ended_badly = code != "0"
        if counts is None:
            counts = (0, 1, 0) if ended_badly else (1, 0, 0)
        elif ended_badly and not counts[1]:
            counts = (counts[0], 1, counts[2])  # it broke without a failing test: collection, a crash, nothing collected
        print(f"{'FAILED' if ended_badly or counts[2] else 'ok':7} {name} ({took} s)")
        passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
    words = [f"{failed} failed"] * bool(failed) + [f"{passed} passed"] + [f"{skipped} skipped"] * bool(skipped)
    print(f"{', '.join(words)} in {seconds}s" + (" (a skipped test counts as a failed one)" if skipped else ""))
    return 1 if failed or skipped else 0


def counts_of(report: Path) -> tuple[int, int, int] | None:
    """Passed, failed and skipped tests of a JUnit file; None when there is none."""
    if not report.exists():
        return None
    suite = ElementTree.parse(report).getroot().find("testsuite")
    if suite is None:
        return (0, 1, 0)
    total, failures, errors, skipped = (int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped"))
    return (total - failures - errors - skipped, failures + errors, skipped)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
