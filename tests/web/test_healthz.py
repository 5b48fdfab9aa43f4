"""GET /healthz: 200 with the version when a write succeeds, 503 when not."""

import pytest
from django.db import connection

from hocvuso import __version__

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]

READ_ONLY = {"sqlite": "PRAGMA query_only = {}", "postgresql": "SET default_transaction_read_only = {}"}


@pytest.fixture
def set_read_only():
    def switch(state: str):
        with connection.cursor() as cursor:
            cursor.execute(READ_ONLY[connection.vendor].format(state))

    yield switch
    switch("off")


def test_healthy(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"version": __version__, "writable": True})


def test_a_database_that_cannot_be_written_is_not_healthy(client, set_read_only):
    set_read_only("on")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"version": __version__, "writable": False})
    set_read_only("off")
    assert client.get("/healthz").status_code == 200


def test_it_asks_the_session_and_the_accounts_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/healthz")
