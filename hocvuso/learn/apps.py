"""Shipped content is read when the program starts, so that a broken file is met by whoever broke it and not by a learner."""

import sys

from django.apps import AppConfig

from hocvuso.learn.catalog import catalog
from hocvuso.learn.formats.problems import BrokenContent


class LearnConfig(AppConfig):
    name = "hocvuso.learn"

    def ready(self) -> None:
        if "content" in sys.argv[1:]:  # `hocvuso content check` lists the problems itself
            return
        try:
            catalog()
        except BrokenContent as broken:
            print(broken, file=sys.stderr)  # without a trace of the program: the mend is in a content file
            raise SystemExit(1) from broken
