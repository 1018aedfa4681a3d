"""The tests' own PostgreSQL: real, empty for each test, the same for plain and asynchronous tests."""

import asyncpg
import pytest

from tests.postgres import database_url, empty_database

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("turn", [1, 2])
async def test_each_test_gets_an_empty_database(postgres_url: str, turn: int) -> None:
    connection = await asyncpg.connect(postgres_url)
    try:
        await connection.execute("CREATE TABLE left_over (turn BIGINT)")
        await connection.execute("INSERT INTO left_over VALUES ($1)", turn)
        assert await connection.fetchval("SELECT count(*) FROM left_over") == 1
    finally:
        await connection.close()


async def test_a_database_is_gone_afterwards_even_when_somebody_is_still_connected(
    postgres_server: str,
) -> None:
    with empty_database(postgres_server) as url:
        lingering = await asyncpg.connect(url)
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await asyncpg.connect(url)
    lingering.terminate()


def test_a_plain_test_may_ask_too(postgres_url: str) -> None:
    assert "/teman_test_" in postgres_url


def test_another_database_of_the_same_server_keeps_its_socket_and_user() -> None:
    assert (
        database_url("postgresql://u:p@/postgres?host=/run/x", "other")
        == "postgresql://u:p@/other?host=/run/x"
    )
    assert database_url("postgresql://u@h:5433/a", "other") == "postgresql://u@h:5433/other"
