"""Shipped content is read when the program starts, so that a broken file is met by whoever broke it and not by a learner."""

import sys

from django.apps import AppConfig

from hocvuso.learn.catalog import catalog


class LearnConfig(AppConfig):
    name = "hocvuso.learn"

    def ready(self) -> None:
        if "content" not in sys.argv[1:]:  # `hocvuso content check` lists the problems itself
            catalog()
