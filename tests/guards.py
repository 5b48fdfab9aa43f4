"""What watches over every test: no network but this machine, journals that can be emptied between tests, what runs on both databases."""

import ipaddress
import socket
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase

TESTS = Path(__file__).parent

# Everything here that touches the database also runs on PostgreSQL (bin/test), and whatever carries @pytest.mark.both.
BOTH_FOLDERS = {"journal", "places", "people", "field", "insights", "plans", "sync", "learn"}

APPEND_ONLY = ("journal_entry", "journal_seal")


class NetworkForbidden(Exception):
    """A test asked for another machine."""


def forbid_network() -> None:
    """From now on sockets of this process reach this machine and nothing else."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self, address):
        refuse_foreign(self.family, address)
        return connect(self, address)

    def guarded_connect_ex(self, address):
        refuse_foreign(self.family, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host, *args, **kwargs):
        if host is not None and not is_this_machine(host):
            raise NetworkForbidden(f"a test looked up {host!r}")
        return getaddrinfo(host, *args, **kwargs)

    socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo = guarded_connect, guarded_connect_ex, guarded_getaddrinfo


def refuse_foreign(family: int, address) -> None:
    if family in {socket.AF_INET, socket.AF_INET6} and not is_this_machine(address[0]):
        raise NetworkForbidden(f"a test called {address[0]!r}")


def is_this_machine(host) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in {"", "localhost", socket.gethostname()}:
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def let_journals_be_emptied() -> None:
    """Between transactional tests Django empties every table, which the journal's triggers rightly refuse: they step aside for that."""
    from hocvuso.journal import triggers

    empty_all_tables = TransactionTestCase._fixture_teardown

    def with_triggers_aside(self):
        for table in APPEND_ONLY:
            triggers.drop(connection, table)
        empty_all_tables(self)
        for table in APPEND_ONLY:
            triggers.create(connection, table)

    TransactionTestCase._fixture_teardown = with_triggers_aside


def mark_what_runs_on_both(items) -> None:
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        if folder in BOTH_FOLDERS and touches_database(item) and not item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.both)


def touches_database(item) -> bool:
    from django.test import TestCase

    case = getattr(item, "cls", None)
    return bool(
        item.get_closest_marker("django_db")
        or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        or (case and issubclass(case, TransactionTestCase | TestCase))
    )
