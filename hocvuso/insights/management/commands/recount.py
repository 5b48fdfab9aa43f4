"""bin/hocvuso recount --check [--json]: counts everything again from the journal and compares with the counters."""

from hocvuso.base.commands import Command as OurCommand
from hocvuso.insights.actions import count_anew
from hocvuso.insights.recount import differences


class Command(OurCommand):
    help = "Đếm lại toàn bộ từ nhật ký và so với bộ đếm / recount everything and compare"

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="chỉ so sánh, không sửa gì (mặc định) / only compare")
        parser.add_argument("--anew", action="store_true", help="bỏ bộ đếm, đếm lại từ đầu rồi so / throw the counters away first")

    def run(self, *, anew, **options):
        if anew:
            count_anew()
        found = differences()
        return {"agree": not found, "differences": found}

    def say(self, data) -> None:
        self.stdout.write("Hai cách đếm khớp nhau." if data["agree"] else f"Có {len(data['differences'])} chỗ lệch:")
        for row in data["differences"][:50]:
            self.stdout.write(f"  {row['indicator']} {row['window']} {row['area']}: bộ đếm {row['counted']}, đếm lại {row['recounted']}")

    def exit_code(self, data) -> int:
        return 0 if data["agree"] else 1
