"""A data folder is made ready once, and again when there is a reason."""

from datetime import date

import pytest

from hocvuso.base import clock
from hocvuso.web import setup


@pytest.fixture
def calls(settings, tmp_path, monkeypatch):
    """What is done to the folder, instead of doing it to the tests' database."""
    done = []
    settings.DATA_DIR = tmp_path / "new" / "folder"
    monkeypatch.setattr(setup, "call_command", lambda name, **options: done.append(name))
    monkeypatch.setattr(setup, "load_areas", lambda: done.append("load_areas"))
    monkeypatch.setattr(setup, "database_is_there", lambda: True)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 4, 29))
    return done


def test_an_empty_folder_is_migrated_and_given_the_areas_once(calls):
    setup.prepare_data_folder()
    assert calls == ["migrate", "load_areas"]
    setup.prepare_data_folder()
    assert calls == ["migrate", "load_areas"]


def test_the_day_a_unit_changes_its_name_the_areas_are_loaded_again(calls, monkeypatch):
    setup.prepare_data_folder()
    monkeypatch.setattr(clock, "today", lambda: date(2026, 4, 30))
    setup.prepare_data_folder()
    assert calls == ["migrate", "load_areas"] * 2


def test_a_deleted_database_is_made_again(calls, monkeypatch):
    setup.prepare_data_folder()
    monkeypatch.setattr(setup, "database_is_there", lambda: False)
    setup.prepare_data_folder()
    assert calls == ["migrate", "load_areas"] * 2


def test_a_failed_migration_is_tried_again(calls, monkeypatch):
    def fails(name, **options):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(setup, "call_command", fails)
        with pytest.raises(RuntimeError):
            setup.prepare_data_folder()
    setup.prepare_data_folder()
    assert calls == ["migrate", "load_areas"]
