"""`hocvuso content check [--json]`: reads everything that is taught and says where and how to mend what is broken."""

import json as json_format
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from hocvuso.learn.catalog import read_content


class Command(BaseCommand):
    help = "Kiểm tra nội dung học / check the content files: hocvuso content check [--json] [--folder DIR]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("task", choices=["check"])
        parser.add_argument("--folder", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, folder: Path, json: bool, **options) -> None:
        read, problems = read_content(folder)
        counted = {"skills": len(read.skills), "lessons": len(read.lessons), "scenes": len(read.scenes)}
        if json:
            self.stdout.write(dumps({"problems": [problem.as_json() for problem in problems], **counted}))
        elif problems:
            for problem in problems:
                self.stdout.write(str(problem))
            self.stdout.write(f"\nCó {len(problems)} chỗ cần sửa. / {len(problems)} to mend.")
        else:
            self.stdout.write(f"Nội dung tốt: {counted['skills']} kỹ năng, {counted['lessons']} bài học, {counted['scenes']} bài luyện.")
        if problems:
            sys.exit(1)


def dumps(value: dict) -> str:
    return json_format.dumps(value, ensure_ascii=False, indent=1)
