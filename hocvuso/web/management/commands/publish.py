"""`hocvuso publish [--out DIR] [--json]`: the learner site as files that any web server serves."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hocvuso.learn.catalog import catalog
from hocvuso.web.publish import NotOurFolder, is_out_of_date, publish


class Command(BaseCommand):
    help = "Xuất trang học thành tệp / write the learner site as files: hocvuso publish [--out DIR]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=None, help="mặc định: published/ trong thư mục dữ liệu")
        parser.add_argument("--if-old", action="store_true", help="chỉ khi đã sang ngày mới hoặc có thêm giọng đọc")
        parser.add_argument("--json", action="store_true")

    def handle(self, **options) -> None:
        out = (options["out"] or settings.DATA_DIR / "published").resolve()
        if options["if_old"] and not is_out_of_date(out):
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        try:
            made = publish(catalog(), out)
        except NotOurFolder as refused:
            raise CommandError(str(refused)) from refused
        if options["json"]:
            facts = {"folder": str(made.folder), "pages": made.pages, "files": made.files, "bytes": made.bytes}
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
        else:
            self.stdout.write(f"Đã xuất {made.pages} trang ({made.files} tệp, {made.bytes // 1024} kB) vào {made.folder}")
