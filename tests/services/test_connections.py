"""The named connections: nothing of the file is lost, whatever is in it and whoever writes beside us."""

import json
import stat
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain import endpoint
from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.services.connections import Connections

SHOP = Connection("Shop", ConnectionKind.PRODUCTION, "eu-west-1", keys=KeySource.KEYRING)
EVERYTHING = Connection(
    "Everything",
    ConnectionKind.DEVELOPMENT,
    "us-east-1",
    endpoint_url="https://example.com",
    connect_timeout=1.5,
    read_timeout=2,
    attempts=3,
    keys=KeySource.PROFILE,
    profile="tester",
    confirmed_host="example.com",
    fips=True,
    dual_stack=True,
    ca_bundle="/certificates.pem",
    verify_tls=False,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "connections.json"


@pytest.fixture
def connections(file: Path) -> Connections:
    return Connections(file)


def write(file: Path, **connections: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"connections": connections}))


def read(file: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(file.read_text())["connections"]
    return found


def test_without_a_file_there_are_none(connections: Connections, file: Path) -> None:
    assert connections.all() == ()
    assert connections.named("Shop") is None
    assert not file.parent.exists()


def test_a_connection_comes_back_whole(connections: Connections, file: Path) -> None:
    kept = connections.put(EVERYTHING)
    assert kept.id
    assert kept == replace(EVERYTHING, id=kept.id)
    assert Connections(file).all() == (kept,)
    usual = Connection("Usual", ConnectionKind.DEVELOPMENT, "us-east-1")
    same = [one.name for one in fields(Connection) if getattr(kept, one.name) == getattr(usual, one.name)]
    assert same == ["kind", "region"]  # so that each option was tried


def test_they_are_in_the_order_of_their_names(connections: Connections) -> None:
    for name in ("shop", "Ärger", "Another", "  Blanks  "):
        connections.put(replace(SHOP, name=name))
    assert [one.name for one in connections.all()] == ["Another", "Blanks", "shop", "Ärger"]
    found = connections.named(" SHOP ")
    assert found
    assert found.name == "shop"


def test_a_change_keeps_the_id(connections: Connections) -> None:
    kept = connections.put(SHOP)
    changed = connections.put(replace(kept, name="SHOP", region="us-east-1"))
    assert connections.all() == (changed,)
    assert changed.id == kept.id


def test_what_is_removed_is_gone(connections: Connections) -> None:
    kept, other = connections.put(SHOP), connections.put(EVERYTHING)
    connections.remove(kept.id)
    connections.remove("unknown")
    assert connections.all() == (other,)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "has no name: write one"),
        ({"name": "x" * 81}, "up to 80 printable"),
        ({"name": "two\nlines"}, "up to 80 printable"),
        ({"name": "other"}, "There is a connection “other” already"),
        ({"name": "SANDBOX"}, "There is a connection “SANDBOX” already"),
        ({"endpoint_url": "https://user:CANARY@example.com"}, "contains “@”"),
        ({"region": "nowhere at all"}, "is not a region"),
    ],
)
def test_what_cannot_be_kept_says_why(
    connections: Connections, file: Path, fields: dict[str, str], words: str
) -> None:
    connections.put(replace(SHOP, name="Other"))
    before = file.read_text()
    with pytest.raises(ValueError, match=words):
        connections.put(replace(SHOP, **fields))  # type: ignore[arg-type]  # all are texts
    assert file.read_text() == before


def test_only_the_owner_may_read_it(connections: Connections, file: Path) -> None:
    connections.put(SHOP)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["connections.json"]


def test_a_person_can_read_it(connections: Connections, file: Path) -> None:
    kept = connections.put(SHOP)
    assert read(file) == {
        kept.id: {"name": "Shop", "kind": "Production", "region": "eu-west-1", "keys": "keyring"}
    }


def test_what_another_version_keeps_there_stays(connections: Connections, file: Path) -> None:
    later = {
        "name": "Shop",
        "kind": "Development",
        "region": "eu-west-1",
        "later": {"of": ["a"]},
        "fips": True,
    }
    write(file, one=later, two={"later": "kind of connection"}, three=7)
    whole = json.loads(file.read_text())
    file.write_text(json.dumps({**whole, "version": 9}))
    (kept,) = connections.all()
    connections.put(replace(kept, fips=False, region="us-east-1"))
    connections.put(EVERYTHING)
    assert json.loads(file.read_text())["version"] == 9
    found = read(file)
    assert found["one"] == {
        "name": "Shop",
        "kind": "Development",
        "region": "us-east-1",
        "later": {"of": ["a"]},
    }
    assert found["two"] == {"later": "kind of connection"}
    assert found["three"] == 7


@pytest.mark.parametrize("kind", [None, "production", "Test", ["Development"], {}])
def test_a_kind_that_is_none_counts_as_production(connections: Connections, file: Path, kind: object) -> None:
    write(file, one={"name": "Shop", "region": "eu-west-1", "kind": kind, "keys": kind})
    (found,) = connections.all()
    assert found.kind is ConnectionKind.PRODUCTION
    assert found.keys is KeySource.UNSIGNED


@pytest.mark.parametrize(
    "options",
    [
        {"read_timeout": -1},
        {"read_timeout": "30"},
        {"connect_timeout": True},
        {"connect_timeout": float("nan")},
        {"connect_timeout": 3601},
        {"attempts": 0},
        {"attempts": 11},
        {"attempts": 1.5},
        {"verify_tls": "no"},
        {"verify_tls": None},
        {"confirmed_host": ["example.com"]},
    ],
)
def test_an_option_that_makes_no_sense_has_its_default(
    connections: Connections, file: Path, options: dict[str, object]
) -> None:
    write(
        file, one={"name": "Shop", "region": "eu-west-1", "kind": "Production", "keys": "keyring", **options}
    )
    assert connections.all() == (replace(SHOP, id="one"),)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"connections": []}', b"[" * 100_000])
def test_a_damaged_file_is_kept_and_told(connections: Connections, file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert connections.all() == ()
    assert connections.notice == f"{file} is damaged: mend it, or remove it."
    assert file.read_bytes() == content  # somebody may be about to write the rest of it
    kept = connections.put(SHOP)
    (damaged,) = file.parent.glob("connections.json.*.damaged")
    assert damaged.read_bytes() == content
    assert connections.notice == f"{file} was damaged; what it held is kept as {damaged.name}."
    assert Connections(file).all() == (kept,)


def test_a_file_that_was_half_written_is_read_once_it_is_whole(connections: Connections, file: Path) -> None:
    write(file, one={"name": "Shop", "region": "eu-west-1"})
    whole = file.read_text()
    file.write_text(whole[:20])
    assert connections.all() == ()
    file.write_text(whole)
    assert [one.name for one in connections.all()] == ["Shop"]
    assert connections.notice is None


def test_an_id_is_never_empty(connections: Connections, file: Path) -> None:
    file.parent.mkdir()
    shop = {"name": "Shop", "region": "eu-west-1"}
    file.write_text(json.dumps({"connections": {"": shop, "one": {**shop, "name": "QA"}}}))
    assert [one.name for one in connections.all()] == ["QA"]


def test_an_enormous_file_is_not_read(connections: Connections, file: Path) -> None:
    write(file, one={"name": "Shop", "region": "eu-west-1"})
    with file.open("a") as rest:
        rest.write(" " * 16 * 1024 * 1024)
    assert connections.all() == ()
    assert connections.notice


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.json"
    file.parent.mkdir()
    file.symlink_to(real)
    Connections(file).put(SHOP)
    assert file.is_symlink()
    assert "Shop" in real.read_text()


@pytest.mark.parametrize("address", [["http://127.0.0.1:8000"], 1, False, {}])
def test_an_endpoint_that_makes_no_sense_leads_nowhere(
    connections: Connections, file: Path, address: object
) -> None:
    write(file, one={"name": "Shop", "region": "eu-west-1", "endpoint_url": address})
    (shop,) = connections.all()
    assert "no web address" in str(endpoint.flaw(shop))


def test_a_file_that_cannot_be_read_is_not_overwritten(connections: Connections, file: Path) -> None:
    file.mkdir(parents=True)  # root may read any file, but no folder
    for act in (connections.all, lambda: connections.put(SHOP), lambda: connections.remove("one")):
        with pytest.raises(OSError, match=r"connections\.json"):
            act()
    assert file.is_dir()
    assert [one.name for one in file.parent.iterdir()] == ["connections.json"]


def test_programs_that_write_at_once_lose_nothing(connections: Connections, file: Path) -> None:
    program = (
        "import sys\n"
        "from dataclasses import replace\n"
        "from pathlib import Path\n"
        "from events_console.domain.connection import Connection, ConnectionKind\n"
        "from events_console.services.connections import Connections\n"
        "place = Connection('', ConnectionKind.DEVELOPMENT, 'eu-west-1')\n"
        "connections = Connections(Path(sys.argv[1]))\n"
        "for number in range(25):\n"
        "    connections.put(replace(place, name=f'{sys.argv[2]} {number}'))\n"
    )
    programs = [subprocess.Popen([sys.executable, "-c", program, file, name]) for name in ("a", "b", "c")]
    assert [one.wait(60) for one in programs] == [0, 0, 0]
    assert len(connections.all()) == 75
    assert [one.name for one in file.parent.iterdir()] == ["connections.json"]


def test_two_cannot_take_one_name_at_once(file: Path) -> None:
    first, second = Connections(file), Connections(file)
    assert first.flaw(SHOP) is second.flaw(SHOP) is None
    first.put(SHOP)
    with pytest.raises(ValueError, match="already"):
        second.put(SHOP)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    one=st.fixed_dictionaries(
        {"name": st.just("Shop") | JSON, "region": st.just("eu-west-1") | JSON},
        optional={one.name: JSON for one in fields(Connection) if one.name not in ("name", "region")},
    )
)
def test_whatever_is_in_the_file_it_can_be_listed(
    one: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("any") / "connections.json"
    write(file, one=one)
    for found in Connections(file).all():
        assert found.name
        assert isinstance(found.read_timeout, int | float)
