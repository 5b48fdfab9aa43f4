"""bin/hocvuso figures --area CODE (--from DATE --to DATE | --window 2025-07) [--json]"""

from datetime import date

from hocvuso.base.commands import Command as OurCommand
from hocvuso.base.commands import Refused
from hocvuso.base.days import Window, WrongWindow, days_window, parse_window
from hocvuso.insights.indicators import indicators
from hocvuso.insights.queries import figures
from hocvuso.places.models import Area


class Command(OurCommand):
    help = "Số người, lượt người và số việc của một đơn vị trong một kỳ / figures of an area in a window"

    def add_arguments(self, parser):
        parser.add_argument("--area", required=True, help="mã đơn vị, ví dụ 28249")
        parser.add_argument("--from", dest="first", help="ngày đầu, 2025-07-01")
        parser.add_argument("--to", dest="last", help="ngày cuối (tính cả ngày này), 2025-07-15")
        parser.add_argument("--window", help="kỳ: 2025-07, 2025-Q3, 2025…")

    def run(self, *, area, first, last, window, **options):
        found = figures(read_area(area), read_window(first, last, window))
        return {code: figure.as_json() for code, figure in found.items()}

    def say(self, data) -> None:
        for code, parts in data.items():
            words = ", ".join(f"{number} {WORDS[kind]}" for kind, number in parts.items() if number is not None)
            self.stdout.write(f"{indicators()[code].name['vi']} ({code}): {words or 'chưa có số liệu'}")


WORDS = {"people": "người", "contacts": "lượt", "things": "việc"}


def read_area(code: str) -> Area:
    """The area with this code; Refused when there is none."""
    area = Area.objects.filter(pk=code).first()
    if area is None:
        raise Refused(f"Không có đơn vị nào mang mã {code}. Tìm mã bằng lệnh: bin/hocvuso areas find TÊN")
    return area


def read_window(first: str | None, last: str | None, window: str | None) -> Window:
    """The window of the arguments; Refused with what to write when they do not make one."""
    try:
        if window and not (first or last):
            return parse_window(window)
        if first and last and not window:
            return days_window(date.fromisoformat(first), date.fromisoformat(last))
    except (WrongWindow, ValueError) as error:
        raise Refused(str(error)) from error
    raise Refused("Cần --window 2025-07, hoặc cả --from và --to (ngày viết 2025-07-01).")
