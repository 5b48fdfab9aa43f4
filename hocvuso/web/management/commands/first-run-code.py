"""bin/hocvuso first-run-code: how to open the first run of an empty folder; says nothing once there is an account."""

from hocvuso.base.commands import Command as OurCommand
from hocvuso.web.first_run import first_run_code, nobody_yet


class Command(OurCommand):
    help = "Mã để mở trang thiết lập lần đầu từ máy khác / the code that opens the first-run page from another machine"

    def run(self, **options):
        return {"code": first_run_code() if nobody_yet() else None}

    def say(self, data) -> None:
        if data["code"]:
            self.stdout.write("  Lần đầu / first run: mở trang Cán bộ ở trên và làm ba bước / open the offices page above.")
            self.stdout.write(f"  Từ máy khác, gõ mã / from another machine, type the code:  {data['code']}")
