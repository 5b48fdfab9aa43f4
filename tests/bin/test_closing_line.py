"""The last line of bin/test and its exit code are honest."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def close(folder: Path, *steps: tuple[int, str], **reports: tuple[int, int, int, int]) -> tuple[int, str]:
    """Exit code and last line for steps (code, name) and reports name=(tests, failures, errors, skipped)."""
    (folder / "steps").write_text("".join(f"{code}\t3\t{name}\n" for code, name in steps))
    for name, (tests, failures, errors, skipped) in reports.items():
        suite = f'<testsuite tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}"/>'
        (folder / f"{name}.xml").write_text(f"<testsuites>{suite}</testsuites>")
    done = subprocess.run([sys.executable, ROOT / "tools" / "setup_closing.py", folder, "61"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("steps", "reports", "code", "line"),
    [
        ([(0, "mypy"), (0, "sqlite")], {"sqlite": (10, 0, 0, 0)}, 0, "11 passed in 61s"),
        ([(1, "mypy"), (0, "sqlite")], {"sqlite": (10, 0, 0, 0)}, 1, "1 failed, 10 passed in 61s"),
        ([(1, "sqlite")], {"sqlite": (10, 2, 1, 0)}, 1, "3 failed, 7 passed in 61s"),
        ([(0, "sqlite")], {"sqlite": (10, 0, 0, 1)}, 1, "9 passed, 1 skipped in 61s (a skipped test counts as a failed one)"),
        ([(5, "browser")], {"browser": (0, 0, 0, 0)}, 1, "1 failed, 0 passed in 61s"),  # nothing was collected
        ([(2, "sqlite")], {}, 1, "1 failed, 0 passed in 61s"),  # pytest itself broke
    ],
)
def test_the_closing_line(tmp_path, steps, reports, code, line):
    assert close(tmp_path, *steps, **reports) == (code, line)
