"""bin/hocvuso worker: counts what waits, each second; writes published pages again when a day or a voice has come, each minute;
seals closed days and forgets old files, each hour. Two do no harm."""

import logging
import signal
import time
from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from hocvuso.base import clock
from hocvuso.field.actions.drafts import forget_old_files
from hocvuso.insights.actions import count_pending
from hocvuso.journal.actions import seal_days

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds
MINUTE = 60.0
HOUR = 3600.0


class Command(BaseCommand):
    help = "Đếm những gì vừa ghi, mỗi giây một lần / count what waits, each second"

    def handle(self, *args, **options):
        self.going = True
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        tidied, looked = -HOUR, -MINUTE
        while self.going:
            try:
                count_pending()
                if time.monotonic() - tidied > HOUR:
                    tidied = time.monotonic()
                    tidy()
                if time.monotonic() - looked > MINUTE:
                    looked = time.monotonic()
                    refresh_pages()
            except Error:
                log.exception("the worker failed; it tries again in a moment")
                close_old_connections()
            time.sleep(PAUSE)

    def stop(self, *args):
        self.going = False


def refresh_pages() -> None:
    """The learner pages are made of the day and the voices."""
    try:
        call_command("publish", if_old=True, verbosity=0, stdout=StringIO())
    except Exception:  # whatever is wrong with a page, counting goes on
        log.exception("the learner pages could not be written again; they stay as they are")


def tidy() -> None:
    """What need not happen at once: the journal's closed days are sealed, files of imports older than a week are deleted."""
    seal_days(today=clock.today())
    forget_old_files()
