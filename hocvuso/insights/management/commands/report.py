"""bin/hocvuso report monthly --area CODE --window 2025-07 --out FILE.docx|.pdf|.xlsx [--json]"""

from pathlib import Path

from hocvuso.base import clock
from hocvuso.base.commands import Command as OurCommand
from hocvuso.base.commands import Refused
from hocvuso.base.days import WrongWindow, parse_window
from hocvuso.insights.reports.files import MAKERS
from hocvuso.insights.reports.live import REPORTING_LEVELS, gather
from hocvuso.insights.reports.monthly import build
from hocvuso.insights.reports.queries import document_of, latest_report, signed_facts
from hocvuso.insights.reports.skeleton import skeleton
from hocvuso.places.models import Area


class Command(OurCommand):
    """A report that was approved comes out as it was signed; otherwise it is drafted from the figures as they are."""

    help = "Lập báo cáo theo Nghị định 30/2020/NĐ-CP / make the official report"

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=["monthly"], help="loại báo cáo")
        parser.add_argument("--area", required=True, help="mã xã, phường hoặc tỉnh, ví dụ 28249")
        parser.add_argument("--window", required=True, help="kỳ: 2025-07, 2025-Q3, 2025…")
        parser.add_argument("--out", required=True, help="tên tệp sẽ ghi: .docx, .pdf hoặc .xlsx")

    def run(self, *, kind, area, window, out, **options):
        path = Path(out)
        make = MAKERS.get(path.suffix.lower())
        if make is None:
            raise Refused(f"Không làm được tệp “{path.name}”. Tên tệp phải kết thúc bằng .docx, .pdf hoặc .xlsx.")
        unit, asked = reporting_area(area), reporting_window(window)
        report = latest_report(unit, asked)
        facts = (signed_facts(report) if report else None) or gather(unit, asked)
        document = document_of(report, facts) if report else build(facts, {}, skeleton(kind), made_on=clock.today())
        try:
            path.write_bytes(make(document))
        except OSError as error:
            raise Refused(f"Không ghi được vào {path}: {error.strerror}. Chọn thư mục khác hoặc đóng tệp đang mở rồi làm lại.") from error
        return {
            "out": str(path),
            "area": facts.area,
            "window": facts.window,
            "state": report.state if report else "draft",
            "figures": {line.code: line.now.as_json() for line in facts.lines},
        }

    def say(self, data) -> None:
        self.stdout.write(f"Đã lập báo cáo: {data['out']}")


def reporting_area(code: str) -> Area:
    """The area that reports; Refused when there is none, or it is one that issues no report."""
    area = Area.objects.select_related("parent").filter(pk=code).first()
    if area is None:
        raise Refused(f"Không có đơn vị nào mang mã {code}. Mã xã, phường có 5 chữ số, ví dụ 28249 (Phường Đạo Thạnh).")
    if area.level not in REPORTING_LEVELS:
        raise Refused(f"{area.name} không phải là đơn vị lập báo cáo. Hãy chọn mã của xã, phường, đặc khu hoặc của tỉnh, thành phố.")
    return area


def reporting_window(code: str):
    try:
        return parse_window(code)
    except WrongWindow as error:
        raise Refused(str(error)) from error
