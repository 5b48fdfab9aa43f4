"""bin/hocvuso worker: counts what waits, each second; seals closed days and forgets old files, each hour. More than one does no harm."""

import logging
import signal
import time

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from hocvuso.base import clock
from hocvuso.field.actions.sheets import forget_old_files
from hocvuso.insights.actions import count_pending
from hocvuso.journal.actions import seal_days

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds
HOUR = 3600.0


class Command(BaseCommand):
    help = "Đếm những gì vừa ghi, mỗi giây một lần / count what waits, each second"

    def handle(self, *args, **options):
        self.going = True
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        tidied = -HOUR
        while self.going:
            try:
                count_pending()
                if time.monotonic() - tidied > HOUR:
                    tidied = time.monotonic()
                    tidy()
            except Error:
                log.exception("the worker failed; it tries again in a moment")
                close_old_connections()
            time.sleep(PAUSE)

    def stop(self, *args):
        self.going = False


def tidy() -> None:
    """What need not happen at once: the journal's closed days are sealed, files of imports older than a week are deleted."""
    seal_days(today=clock.today())
    forget_old_files()
