"""What is wrong with a content file, told so that its author can mend it."""

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """`file` as seen from content/, `line` from 1, and `mend`: what to do about it."""

    file: str
    line: int
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.mend}"

    def as_json(self) -> dict:
        return asdict(self)


@dataclass
class Problems:
    """The problems found so far, in all files."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, mend: str) -> None:
        self.found.append(Problem(file, line, mend))


class BrokenContent(Exception):
    """Shipped content that cannot be used: the start stops here and says each file, line and mend."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("Nội dung bị lỗi, chưa chạy được. Sửa các chỗ sau:\n" + "\n".join(f"  {problem}" for problem in problems))
