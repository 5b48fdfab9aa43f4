"""bin/hocvuso areas find TEXT [--under CODE] [--level LEVEL] [--json] · areas show CODE [--on DATE] [--json]"""

from argparse import SUPPRESS
from datetime import date

from hocvuso.base import clock
from hocvuso.base.commands import Command as OurCommand
from hocvuso.base.commands import Refused
from hocvuso.places.models import Area
from hocvuso.places.queries import find_areas, name_on, names_on, successors, villages_of


class Command(OurCommand):
    help = "Tìm đơn vị hành chính, xem một đơn vị / find and show areas"

    def add_arguments(self, parser):
        what = parser.add_subparsers(dest="what", required=True)
        find = what.add_parser("find", help="tìm theo tên, gõ không dấu cũng được")
        find.add_argument("text", nargs="+", help="tên, ví dụ: dao thanh dong thap")
        find.add_argument("--under", help="chỉ tìm trong đơn vị có mã này")
        find.add_argument("--level", action="append", choices=Area.Level.values, help="chỉ tìm ở cấp này")
        show = what.add_parser("show", help="xem một đơn vị theo mã")
        show.add_argument("code")
        show.add_argument("--on", help="vào ngày, viết 2025-07-01 (không có: hôm nay)")
        for part in (find, show):
            part.add_argument("--json", action="store_true", default=SUPPRESS, help="in kết quả dạng JSON / print JSON alone")

    def run(self, *, what, **options):
        return _found(**options) if what == "find" else _shown(**options)

    def say(self, data) -> None:
        if isinstance(data, list):
            for area in data:
                self.stdout.write(f"{area['code']:10} {', '.join([area['name'], *area['within']])}")
            if not data:
                self.stdout.write("Không tìm thấy. Thử gõ ít chữ hơn.")
            return
        for word, value in data.items():
            shown = (
                "; ".join(f"{one['code']} {one['name']}" if "code" in one else f"{one['from']}: {one['name']}" for one in value)
                if isinstance(value, list)
                else value
            )
            self.stdout.write(f"{word}: {shown}")


def _found(*, text, under, level, **options) -> list[dict]:
    areas = find_areas(" ".join(text), under=_area(under) if under else None, levels=level or ())
    return [{"code": area.code, "level": area.level, "name": area.name, "within": _within(area)} for area in areas]


def _within(area: Area) -> list[str]:
    """The names of the units above, nearest first, without the nation."""
    names = []
    while area.parent and area.parent.level != Area.Level.NATION:
        area = area.parent
        names.append(area.name)
    return names


def _shown(*, code, on, **options) -> dict:
    area = _area(code)
    day = _day(on)
    villages = list(villages_of(area, on=day)) if area.level == Area.Level.COMMUNE else []
    names = names_on([village.code for village in villages], day)
    return {
        "code": area.code,
        "level": area.level,
        "name": name_on(area, day),
        "parent": area.parent_id,
        "latitude": area.latitude,
        "longitude": area.longitude,
        "area_km2": area.area_km2,
        "valid_from": area.valid_from,
        "valid_to": area.valid_to,
        "names": [{"from": str(one.valid_from), "name": one.name, "basis": one.basis} for one in area.names.order_by("valid_from")],
        "became": [{"code": one.code, "name": one.name} for one in successors(area) if area.valid_to],
        "villages": [{"code": village.code, "name": names[village.code]} for village in villages],
    }


def _area(code: str) -> Area:
    area = Area.objects.select_related("parent").filter(pk=code).first()
    if area is None:
        raise Refused(f"Không có đơn vị nào mang mã {code}. Tìm mã bằng lệnh: bin/hocvuso areas find TÊN")
    return area


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError:
        raise Refused(f"Không đọc được ngày {text}. Viết như 2025-07-01.") from None
