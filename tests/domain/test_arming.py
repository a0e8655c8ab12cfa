"""Arming: production waits for its name, and what was armed is exactly what was meant."""

from dataclasses import replace

import pytest

from events_console.domain.arming import REQUESTS, Arming, arm, needs_arming
from events_console.domain.connection import Connection, ConnectionKind

SHOP = Connection("Shop live", ConnectionKind.PRODUCTION, "eu-west-1", id="1")


@pytest.mark.parametrize("kind", [ConnectionKind.SANDBOX, ConnectionKind.DEVELOPMENT])
def test_only_production_needs_it(kind: ConnectionKind) -> None:
    assert needs_arming(SHOP, None)
    assert not needs_arming(replace(SHOP, kind=kind), None)


@pytest.mark.parametrize("typed", ["Shop live", "  Shop live\n"])
def test_the_name_arms(typed: str) -> None:
    assert not needs_arming(SHOP, arm(SHOP, typed))


@pytest.mark.parametrize("typed", ["", "shop live", "Shop", "Shop  live", "Shop live!"])
def test_anything_else_does_not(typed: str) -> None:
    assert arm(SHOP, typed) is None


def test_a_connection_without_a_name_cannot_be_armed() -> None:
    assert arm(replace(SHOP, name=" "), "") is None


@pytest.mark.parametrize(
    "change",
    [{"region": "us-east-1"}, {"endpoint_url": "https://example.com"}, {"profile": "x"}, {"id": "2"}],
)
def test_another_or_a_changed_connection_is_not_armed(change: dict[str, str]) -> None:
    assert needs_arming(replace(SHOP, **change), Arming(SHOP))  # type: ignore[arg-type]  # all are texts


def test_it_lasts_for_so_many_requests() -> None:
    arming: Arming | None = arm(SHOP, "Shop live")
    sent = 0
    while arming and not needs_arming(SHOP, arming):
        arming = arming.spent()
        sent += 1
    assert sent == REQUESTS == 25
