"""How things are measured: CPU time of this process, many short rounds, the least and the middle one."""

import gc
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Result:
    """One line of the output. `limit` is the most (or, with `at_least`, the least) that design aims at; None: no limit set."""

    name: str
    value: float | None  # None: not measured, and `note` says why
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.value is None:
            return "not measured"
        if self.limit is None:
            return ""
        fine = self.value >= self.limit if self.at_least else self.value <= self.limit
        return "within" if fine else "OVER"

    def line(self) -> str:
        value = "–" if self.value is None else f"{self.value:,.3g}" if self.value < 100 else f"{self.value:,.0f}"
        sign = ">=" if self.at_least else "<="
        limit = "" if self.limit is None else f"{sign} {self.limit:g}"
        return f"{self.name:<58} {value:>9} {self.unit:<11} {limit:>9}  {self.verdict:<13} {self.note}".rstrip()


def cpu(call: Callable[[], object], *, rounds: int, warm: int = 3) -> tuple[float, float]:
    """CPU milliseconds of one call: least and median of `rounds`, after `warm` calls that are not counted."""
    for _ in range(warm):
        call()
    times = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            before = time.process_time_ns()
            call()
            times.append((time.process_time_ns() - before) / 1e6)
    finally:
        gc.enable()
    return min(times), statistics.median(times)


def cpu_of_processes(pids: Iterable[int]) -> float:
    """CPU seconds used so far by these processes."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(each) for each in text.split()]


def children_usage() -> tuple[float, float]:
    """CPU seconds of all finished children so far, and the largest memory of any of them in MB."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def machine() -> str:
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "?"
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1024
    return f"{model}, {os.cpu_count()} cores, {memory} MB; Python {platform.python_version()}; load {os.getloadavg()[0]:.1f}"
