"""What every test may ask for."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from tests import factories, guards
from tests.browser import browser

__all__ = ["browser"]

guards.forbid_network()


def pytest_configure() -> None:
    guards.let_journals_be_emptied()


def pytest_collection_modifyitems(items) -> None:
    guards.mark_what_runs_on_both(items)


@pytest.fixture(autouse=True)
def in_vietnamese(settings):
    """A request for an English page leaves its language behind in the thread; no test shall depend on the one before."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def areas(db):
    """A small country: two communes of one province and one of another, each with a village."""
    commune, sibling, foreign = (factories.make_commune(code) for code in ("28249", "28627", "00454"))
    return SimpleNamespace(
        commune=commune,
        sibling=sibling,
        foreign=foreign,
        province=commune.parent,
        other_province=foreign.parent,
        nation=commune.parent.parent,
        village=factories.make_village(commune, "Khu phố 1"),
        sibling_village=factories.make_village(sibling, "Khóm 1"),
        foreign_village=factories.make_village(foreign, "Thôn Đông"),
    )
