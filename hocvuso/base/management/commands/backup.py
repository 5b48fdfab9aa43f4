"""`hocvuso backup --to DIR`: everything of this installation in one file, while people work."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from hocvuso.base.copies import CopyProblem, make_copy


class Command(BaseCommand):
    help = "Sao lưu toàn bộ dữ liệu vào một tệp / copies all data into one file"

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=Path(), help="thư mục nhận / the folder that takes it")
        parser.add_argument("--json", action="store_true", help="JSON alone on stdout")

    def handle(self, *args, **options):
        on_sqlite = connection.vendor == "sqlite"
        try:
            # The computer's own clock, not the sample's: a copy is named after when it was made.
            copy = make_copy(settings.DATA_DIR, options["to"], timezone.localtime(), with_database=on_sqlite)
        except (CopyProblem, OSError) as problem:
            raise CommandError(str(problem)) from problem
        if options["json"]:
            self.stdout.write(json.dumps({"file": str(copy), "bytes": copy.stat().st_size, "database": on_sqlite}))
            return
        self.stdout.write(f"{copy} ({copy.stat().st_size / 1e6:.1f} MB)")
        if not on_sqlite:
            self.stderr.write(
                "Cơ sở dữ liệu PostgreSQL không nằm trong tệp này: dùng pg_dump. / The PostgreSQL database is not in it: use pg_dump."
            )
