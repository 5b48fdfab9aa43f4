"""Small pictures of numbers, as SVG text. Pure: numbers in, text out; colours come from the style sheet by class."""

from collections.abc import Sequence
from html import escape

WIDTH = 100.0
HEIGHT = 24.0
PAD = 2.0


def sparkline(values: Sequence[float | None], label: str = "") -> str:
    """The course of a figure, left to right. A value that was not measured (None) is a gap, not a 0; fewer than two values draw nothing."""
    runs = [run for run in _runs(_points(values)) if len(run) > 1]
    if not runs:
        return ""
    under = "".join(f'<path class="under" d="{_area(run)}"/>' for run in runs)
    course = "".join(f'<path class="course" d="{_line(run)}"/>' for run in runs)
    return f'<svg class="spark" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" preserveAspectRatio="none" {_said(label)}>{under}{course}</svg>'


def goal_bar(value: float | None, target: float | None, label: str = "", most: float | None = None) -> str:
    """A bar of `value` with the target as a mark, green only when it is reached. Not measured: no bar at all.

    The bar's full length is `most`, or else the larger of value and target, so the mark never leaves the bar.
    """
    if value is None:
        return ""
    full = max(most or 0, value, target or 0) or 1
    reached = " reached" if target is not None and value >= target else ""
    part = f'<rect class="part" y="30%" width="{_percent(value, full)}" height="40%" rx="3"/>' if value > 0 else ""
    return (
        f'<svg class="goal{reached}" {_said(label)}><rect class="all" y="30%" width="100%" height="40%" rx="3"/>'
        f"{part}{_mark(target, full)}</svg>"
    )


def _mark(target: float | None, full: float) -> str:
    if target is None:
        return ""
    # Two units wide, drawn inwards from its place, so that a mark at the very end is still seen.
    return f'<rect class="mark" x="{_percent(max(target, 0), full)}" width="3" height="100%" rx="1.5" transform="translate(-3)"/>'


def _percent(value: float, full: float) -> str:
    return f"{round(100 * max(value, 0) / full, 1):g}%"


def _points(values: Sequence[float | None]) -> list[tuple[float, float] | None]:
    """Each value as a place in the picture; the lowest line is 0 or the least value below it."""
    known = [value for value in values if value is not None]
    if not known:
        return []
    low, high = min(0, *known), max(known)
    reach = (high - low) or 1
    step = WIDTH / max(len(values) - 1, 1)
    return [
        None if value is None else (round(index * step, 1), round(HEIGHT - PAD - (HEIGHT - 2 * PAD) * (value - low) / reach, 1))
        for index, value in enumerate(values)
    ]


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The stretches without a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return runs


def _line(run: list[tuple[float, float]]) -> str:
    return "M" + " ".join(f"{x:g} {y:g}" for x, y in run)


def _area(run: list[tuple[float, float]]) -> str:
    return f"{_line(run)}V{HEIGHT:g}H{run[0][0]:g}Z"


def _said(label: str) -> str:
    """For who listens: the label, or nothing when the words beside say it already."""
    return f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
