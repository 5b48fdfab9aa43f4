"""`hocvuso --data DIR restore FILE`: a copy made by `backup`, into an empty data folder."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from hocvuso.base.copies import CopyProblem, restore_copy


class Command(BaseCommand):
    help = "Khôi phục một bản sao lưu vào thư mục dữ liệu trống / restores a copy into an empty data folder"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options):
        try:
            count = restore_copy(options["file"], settings.DATA_DIR)
        except CopyProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Đã khôi phục {count} tệp vào {settings.DATA_DIR}")
