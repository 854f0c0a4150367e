"""An embedded server starts once for all who ask for it."""

from __future__ import annotations

from tests.debates.localpg.servers import (
    Clients,
    answer,
    postmaster,
)


def test_starts_a_server_that_has_the_database(cold: Clients) -> None:
    cold.join()
    assert answer(cold.folder, "SELECT current_database()") == "counterpoint"
    assert answer(cold.folder, "SHOW server_encoding") == "UTF8"


def test_brings_the_extensions_that_the_site_needs(clients: Clients) -> None:
    clients.join()
    query = (
        "SELECT string_agg(name, ' ' ORDER BY name) FROM pg_available_extensions"
        " WHERE name IN ('vector', 'pg_trgm', 'unaccent')"
    )
    assert answer(clients.folder, query) == "pg_trgm unaccent vector"


def test_a_database_that_was_dropped_is_made_again_for_the_next_client(clients: Clients) -> None:
    clients.join()
    answer(clients.folder, "DROP DATABASE counterpoint", database="postgres")
    clients.join()
    assert answer(clients.folder, "SELECT current_database()") == "counterpoint"


def test_a_second_process_joins_the_first_ones_server(clients: Clients) -> None:
    clients.join()
    first = postmaster(clients.folder)
    clients.join()
    assert postmaster(clients.folder) == first


def test_four_cold_starts_at_once_make_one_server(cold: Clients) -> None:
    processes = [cold.start() for _ in range(4)]
    hosts = {process.stdout.readline().strip() for process in processes}
    assert hosts == {str(cold.folder / "run")}
    assert (
        len(
            [
                line
                for line in (cold.folder / "server.log").read_text().splitlines()
                if "starting PostgreSQL" in line
            ]
        )
        == 1
    )


def test_a_half_made_cluster_is_made_anew(cold: Clients) -> None:
    (cold.folder / "data.new" / "base").mkdir(parents=True)
    cold.join()
    assert answer(cold.folder, "SELECT 1") == 1
    assert not (cold.folder / "data.new").exists()


def test_keeps_universal_time_wherever_its_starter_lives(cold: Clients) -> None:
    cold.join(env={"TZ": "Asia/Tokyo"})
    assert answer(cold.folder, "SHOW timezone") == "UTC"
    assert answer(cold.folder, "SHOW log_timezone") == "UTC"


def test_the_language_of_its_starter_does_not_matter(cold: Clients) -> None:
    cold.join(env={"LC_ALL": "xx_YY.UTF-8", "LANG": "tr_TR.UTF-8"})
    assert answer(cold.folder, "SELECT upper('i')") == "I"
