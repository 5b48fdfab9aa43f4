"""`hocvuso voice build [--json]`: makes the sound of every sentence a learner can hear. Run it again at any time."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from hocvuso.learn import voice
from hocvuso.learn.catalog import catalog


class Command(BaseCommand):
    help = "Tạo giọng đọc / make the voices: hocvuso voice build [--json]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("task", choices=["build"])
        parser.add_argument("--json", action="store_true")

    def handle(self, **options) -> None:
        missing = voice.missing_programs()
        if missing:
            words = f"Chưa có {', '.join(missing)} nên chưa có giọng đọc; vẫn học được bình thường."
            self.say(options["json"], {"missing": missing}, f"{words}\nĐể có giọng đọc: sudo apt-get install -y {' '.join(missing)}")
            return
        made = voice.build(catalog(), settings.VOICE_DIR)
        self.say(
            options["json"],
            {"missing": [], "made": made.made, "kept": made.kept, "removed": made.removed},
            f"Giọng đọc: tạo mới {made.made}, giữ {made.kept}, bỏ {made.removed}.",
        )

    def say(self, as_json: bool, facts: dict, words: str) -> None:
        self.stdout.write(json.dumps(facts, ensure_ascii=False) if as_json else words)
