"""What is attached to a connection reaches the rules and stays with it; what fails is told of."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services.attachments import Attachments, AttachmentStore
from events_console.ui.checking import CATALOGUE, SCHEMA, SILENCED, Checking
from events_console.ui.console import Console
from events_console.ui.tasks import Tasks
from tests.ui.connection_desk import ConnectionDesk, connection_desk

AVRO = """{"type": "record", "name": "Interactions", "fields": [
    {"name": "USER_ID", "type": "string"}, {"name": "ITEM_ID", "type": "string"},
    {"name": "TIMESTAMP", "type": "long"}, {"name": "CABIN_TYPE", "type": "string", "categorical": true}]}"""
OTHER_ID = "0a4c7c2e-1d2f-4b53-9c1e-2f6d8b3a9e47"


@pytest.fixture
def desk() -> Iterator[ConnectionDesk]:
    with connection_desk() as made:
        yield made


@pytest.fixture
def checking(console: Console, desk: ConnectionDesk, tasks: Tasks, qtbot: QtBot) -> Checking:
    store = AttachmentStore(paths.attachments_folder())
    made = Checking(store, desk.keeper.sessions, console, tasks)
    console.connect_to(desk.built_in)
    idle(made, qtbot)
    return made


@pytest.fixture
def schema_file(tmp_path: Path) -> Path:
    path = tmp_path / "interactions.avsc"
    path.write_text(AVRO, encoding="utf-8")
    return path


def idle(checking: Checking, qtbot: QtBot) -> None:
    parts = (SCHEMA, CATALOGUE, SILENCED)
    qtbot.waitUntil(lambda: not checking.is_fetching and not any(map(checking.is_reading, parts)))


def rules(console: Console, qtbot: QtBot) -> set[str]:
    qtbot.waitUntil(lambda: console.checked)
    return {problem.rule for problem in console.validation.problems()}


def sentences(checking: Checking) -> list[tuple[str, str, str]]:
    told: list[tuple[str, str, str]] = []
    checking.told.connect(lambda *said: told.append(said) if said[1] else None)
    return told


def test_a_schema_is_checked_against_until_it_is_removed(
    checking: Checking, console: Console, schema_file: Path, qtbot: QtBot
) -> None:
    console.edit(console.request.with_event(0, console.request.event(0).without("properties")), "Edit")
    assert "schema-field.missing" not in rules(console, qtbot)
    checking.attach_schema(str(schema_file))
    idle(checking, qtbot)
    attached = checking.attachments.schema
    assert attached is not None
    assert (attached.schema.name, attached.source) == ("Interactions", "interactions.avsc")
    assert "schema-field.missing" in rules(console, qtbot)
    checking.remove_schema()
    idle(checking, qtbot)
    assert checking.attachments.schema is None
    assert "schema-field.missing" not in rules(console, qtbot)


def test_items_are_checked_against_until_they_are_removed(
    checking: Checking, console: Console, tmp_path: Path, qtbot: QtBot
) -> None:
    clean = rules(console, qtbot)
    items = tmp_path / "items.csv"
    items.write_text("ITEM_ID,TITLE\na,First\n", encoding="utf-8")
    checking.attach_catalogue(str(items))
    idle(checking, qtbot)
    assert checking.attachments.catalogue is not None
    assert rules(console, qtbot) > clean
    checking.remove_catalogue()
    idle(checking, qtbot)
    assert rules(console, qtbot) == clean


def test_a_silenced_rule_is_not_heard_before_it_is_wanted_again(
    checking: Checking, console: Console, qtbot: QtBot
) -> None:
    old = console.request.event(0).with_member("sentAt", 1_000_000_000)
    console.edit(console.request.with_event(0, old), "Edit")
    assert "time.old" in rules(console, qtbot)
    checking.silence("time.old")
    checking.silence("event.no-id")
    idle(checking, qtbot)
    assert checking.attachments.silenced == {"time.old", "event.no-id"}
    assert "time.old" not in rules(console, qtbot)
    checking.hear("time.old", "event.no-id")
    idle(checking, qtbot)
    assert checking.attachments.silenced == frozenset()
    assert "time.old" in rules(console, qtbot)


def test_each_connection_has_its_own_also_after_a_restart(
    checking: Checking, console: Console, desk: ConnectionDesk, tasks: Tasks, qtbot: QtBot
) -> None:
    checking.fetch_schema()
    idle(checking, qtbot)
    checking.silence("time.old")
    idle(checking, qtbot)
    console.connect_to(replace(desk.built_in, name="Elsewhere", id=OTHER_ID))
    assert checking.attachments.schema is None
    idle(checking, qtbot)
    assert checking.place == "Elsewhere"
    assert checking.attachments.silenced == frozenset()
    console.connect_to(desk.built_in)
    idle(checking, qtbot)
    assert checking.attachments.silenced == {"time.old"}
    again = Checking(AttachmentStore(paths.attachments_folder()), desk.keeper.sessions, console, tasks)
    idle(again, qtbot)
    assert again.attachments == checking.attachments
    assert again.attachments.schema is not None


def test_what_is_still_read_for_one_connection_is_not_taken_for_another(
    checking: Checking, console: Console, desk: ConnectionDesk, schema_file: Path, qtbot: QtBot
) -> None:
    checking.attach_schema(str(schema_file))
    console.connect_to(replace(desk.built_in, name="Elsewhere", id=OTHER_ID))
    seen: list[Attachments] = []
    checking.changed.connect(seen.append)
    idle(checking, qtbot)
    assert [each.schema for each in seen] == [None]
    console.connect_to(desk.built_in)
    idle(checking, qtbot)
    assert checking.attachments.schema is not None


def test_a_file_that_holds_none_is_told_of_and_changes_nothing(
    checking: Checking, schema_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    checking.attach_schema(str(schema_file))
    idle(checking, qtbot)
    told = sentences(checking)
    for name, text in (("list.json", "[]"), ("words.txt", "a b c")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        checking.attach_schema(str(tmp_path / name))
    checking.attach_catalogue(str(tmp_path / "words.txt"))
    checking.attach_catalogue(str(tmp_path / "nowhere.csv"))
    idle(checking, qtbot)
    assert [(part, tone) for part, _, tone in told] == [(SCHEMA, "error")] * 2 + [(CATALOGUE, "error")] * 2
    assert told[0][1].startswith("list.json cannot be attached: this is JSON, but no Avro record")
    assert told[3][1] == "nowhere.csv cannot be attached: No such file or directory."
    assert checking.attachments.schema is not None


def test_errors_cannot_be_silenced(checking: Checking, qtbot: QtBot) -> None:
    told = sentences(checking)
    checking.silence("time.milliseconds")
    idle(checking, qtbot)
    assert checking.attachments.silenced == frozenset()
    assert [(part, tone) for part, _, tone in told] == [(SILENCED, "error")]


def test_a_disk_that_refuses_is_told_of(checking: Checking, qtbot: QtBot) -> None:
    folder = paths.attachments_folder()
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file in the place of the folder", encoding="utf-8")
    told = sentences(checking)
    checking.silence("time.old")
    idle(checking, qtbot)
    assert "cannot be kept" in told[0][1]
    assert checking.attachments.silenced == frozenset()


def test_a_damaged_file_is_set_aside_and_told_of(
    checking: Checking, console: Console, desk: ConnectionDesk, qtbot: QtBot
) -> None:
    checking.silence("time.old")
    idle(checking, qtbot)
    (kept,) = paths.attachments_folder().glob("*.json")
    kept.write_text("{", encoding="utf-8")
    told = sentences(checking)
    console.connect_to(desk.built_in)
    idle(checking, qtbot)
    assert "is damaged; it is kept as" in told[0][1]
    assert told[0][2] == "warning"


def test_a_schema_is_fetched_through_the_tracker(checking: Checking, console: Console, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []
    checking.progressed.connect(lambda *step: steps.append(step))
    checking.fetch_schema()
    assert checking.is_fetching
    idle(checking, qtbot)
    attached = checking.attachments.schema
    assert attached is not None
    assert "CABIN_TYPE" in [field.name for field in attached.schema.fields]
    assert "flights" in attached.source
    assert steps
    assert steps[-1][0] == steps[-1][1]
    assert console.context.schema == attached.schema


def test_a_missing_grant_is_named(checking: Checking, desk: ConnectionDesk, qtbot: QtBot) -> None:
    desk.sandbox.set_faults(["access-denied@DescribeSchema"])
    told = sentences(checking)
    checking.fetch_schema()
    idle(checking, qtbot)
    assert "personalize:DescribeSchema" in told[0][1]
    assert told[0][2] == "warning"
    assert checking.attachments.schema is None


def test_a_slow_service_is_left(checking: Checking, desk: ConnectionDesk, qtbot: QtBot) -> None:
    desk.sandbox.set_faults(["hang"])
    checking.fetch_schema()
    told = sentences(checking)
    checking.stop_fetching()
    assert not checking.is_fetching
    assert told == [(SCHEMA, "The service was not waited for; nothing has changed.", "muted")]
    desk.sandbox.stop()  # ends what still waits
    qtbot.wait(50)
    assert len(told) == 1


def test_another_connection_ends_what_is_fetched(
    checking: Checking, console: Console, desk: ConnectionDesk, qtbot: QtBot
) -> None:
    desk.sandbox.set_faults(["delay=0.2"])
    checking.fetch_schema()
    console.connect_to(replace(desk.built_in, name="Elsewhere", id=OTHER_ID))
    assert not checking.is_fetching
    desk.sandbox.set_faults([])
    checking.fetch_schema()
    idle(checking, qtbot)
    assert checking.attachments.schema is not None
    console.connect_to(desk.built_in)
    idle(checking, qtbot)
    assert checking.attachments.schema is None


def test_the_tracking_id_is_that_of_the_document(checking: Checking, console: Console) -> None:
    assert checking.tracking_id
    console.edit(Request(Object(trackingId=7, eventList=())), "Edit")
    assert checking.tracking_id == ""
