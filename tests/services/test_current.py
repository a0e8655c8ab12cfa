"""Whether a connection is still the one that is kept: seen in the real file, whoever writes it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from events_console.domain.connection import Connection, ConnectionKind
from events_console.services.connections import Connections
from events_console.services.current import Current


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "connections.json"


@pytest.fixture
def kept(file: Path) -> Connection:
    return Connections(file).put(Connection("QA", ConnectionKind.DEVELOPMENT, "eu-west-1"))


@pytest.fixture
def current(file: Path, kept: Connection) -> Current:
    made = Current(Connections(file), file)
    assert made.has(kept)
    return made


def test_what_others_change_is_seen_at_once(current: Current, file: Path, kept: Connection) -> None:
    changed = Connections(file).put(replace(kept, kind=ConnectionKind.PRODUCTION))
    assert (current.has(kept), current.has(changed)) == (False, True)
    Connections(file).remove(kept.id)
    assert not current.has(changed)


def test_what_an_editor_writes_into_the_same_file_is_seen(
    current: Current, file: Path, kept: Connection
) -> None:
    text, before = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(text.replace("eu-west-1", "eu-west-3"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 10_000_000))
    assert (file.stat().st_ino, file.stat().st_size) == (before.st_ino, before.st_size)
    assert not current.has(kept)
    assert current.has(replace(kept, region="eu-west-3"))


@pytest.mark.parametrize("spoil", [Path.unlink, lambda file: file.write_text("{")])
def test_without_a_file_to_read_nothing_is_kept(
    current: Current, file: Path, kept: Connection, spoil: object
) -> None:
    assert callable(spoil)
    spoil(file)
    assert not current.has(kept)
    assert current.has(replace(kept, id=""))  # such as the sandbox, which is in no file


def test_as_long_as_the_file_stays_it_is_read_once(
    current: Current, kept: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Connections, "all", lambda _self: pytest.fail("it was read again"))
    assert current.has(kept)
