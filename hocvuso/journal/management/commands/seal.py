"""`hocvuso seal`: seals the days of receipt that are over. Run each night; running it twice is harmless."""

import json
from datetime import timedelta

from django.core.management import BaseCommand

from hocvuso.base import clock
from hocvuso.base.days import day_of
from hocvuso.journal.actions import seal_days

# A fact received at 23:59 may still be in its transaction at midnight.
GRACE = timedelta(hours=1)


class Command(BaseCommand):
    help = "Niêm phong sổ ghi của những ngày đã qua / seals the journal of the days that are over"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="JSON alone on stdout")

    def handle(self, *args, **options):
        seals = seal_days(today=day_of(clock.now() - GRACE))
        if options["json"]:
            self.stdout.write(json.dumps({"sealed": [{"day": str(seal.day), "count": seal.count, "hash": seal.hash} for seal in seals]}))
            return
        for seal in seals:
            self.stdout.write(f"{seal.day:%d/%m/%Y}: {seal.count} bản ghi, {seal.hash}")
        if not seals:
            self.stdout.write("Không có ngày nào cần niêm phong.")
