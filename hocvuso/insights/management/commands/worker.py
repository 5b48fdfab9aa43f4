"""bin/hocvuso worker: counts what waits, each second. One is enough; more do no harm."""

import logging
import signal
import time

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from hocvuso.insights.actions import count_pending

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds


class Command(BaseCommand):
    help = "Đếm những gì vừa ghi, mỗi giây một lần / count what waits, each second"

    def handle(self, *args, **options):
        self.going = True
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while self.going:
            try:
                count_pending()
            except Error:
                log.exception("counting failed; tried again in a moment")
                close_old_connections()
            time.sleep(PAUSE)

    def stop(self, *args):
        self.going = False
