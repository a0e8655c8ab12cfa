"""What a request is checked against: files that are named, and what is attached to a connection."""

import calendar
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from events_console import paths
from events_console.cli import documents
from events_console.domain.connection import Connection, ConnectionKind
from events_console.services.attachments import AttachmentStore
from events_console.services.connections import Connections
from tests.cli.ended import Ended, Run, Save

SCHEMA = json.dumps(
    {
        "type": "record",
        "name": "Interactions",
        "fields": [
            {"name": "USER_ID", "type": "string"},
            {"name": "ITEM_ID", "type": "string"},
            {"name": "TIMESTAMP", "type": "long"},
            {"name": "CABIN_TYPE", "type": "string"},
        ],
    }
)
ITEMS = "ITEM_ID,TITLE\ni1,The first\n"
QA = Connection("QA", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:9")


@pytest.fixture
def file(save: Save) -> str:
    """A request with an item that no file has and a property that no schema has."""
    event = {"eventId": "e1", "itemId": "i2", "properties": '{"cabinKind": "First"}'}
    return save(event, userId="u1 ")


@pytest.fixture
def store() -> AttachmentStore:
    return AttachmentStore(paths.attachments_folder())


@pytest.fixture
def kept() -> Connection:
    """A connection that is kept."""
    return Connections(paths.connections_file()).put(QA)


def rules(done: Ended) -> set[str]:
    return {problem["rule"] for problem in done.json["problems"]}


def test_without_them_items_and_properties_are_not_known(run: Run, file: str) -> None:
    found = rules(run("validate", file, "--format", "json"))
    assert "id.whitespace" in found
    assert found.isdisjoint({"item.unknown", "properties.unknown", "schema-field.missing"})


def test_files_that_are_named_are_checked_against(run: Run, file: str) -> None:
    Path("schema.json").write_text(SCHEMA)
    Path("items.csv").write_text(ITEMS)
    done = run("validate", file, "--schema", "schema.json", "--items", "items.csv", "--format", "json")
    assert rules(done) >= {"item.unknown", "properties.unknown", "schema-field.missing", "id.whitespace"}


@pytest.mark.parametrize("name", ["QA", "qa", "Sandbox"])
def test_a_connection_brings_what_is_attached_and_what_is_silenced(
    run: Run, file: str, store: AttachmentStore, kept: Connection, name: str
) -> None:
    owner = "" if name == "Sandbox" else kept.id
    store.put_schema(owner, SCHEMA, "schema.json")
    store.put_catalogue(owner, ITEMS, "items.csv")
    store.silence(owner, "id.whitespace")
    store.silence(owner, "event.no-id")
    done = run("validate", file, "--connection", name, "--format", "json")
    found = rules(done)
    assert found >= {"item.unknown", "properties.unknown", "schema-field.missing"}
    assert found.isdisjoint({"id.whitespace", "event.no-id"})
    assert "request.json: note: The connection silences event.no-id, id.whitespace.\n" in done.err


def test_another_connection_brings_nothing_of_it(
    run: Run, file: str, store: AttachmentStore, kept: Connection
) -> None:
    store.silence("", "id.whitespace")
    done = run("validate", file, "--connection", kept.name, "--format", "json")
    assert "id.whitespace" in rules(done)
    assert "silences" not in done.err


def test_a_file_counts_before_what_is_attached(
    run: Run, file: str, store: AttachmentStore, kept: Connection
) -> None:
    store.put_catalogue(kept.id, ITEMS, "items.csv")
    events = json.loads(Path(file).read_text())["eventList"]
    items = [item for event in events for item in (event["itemId"], *event.get("impression", []))]
    Path("items.csv").write_text("\n".join(["ITEM_ID", *items]))
    arguments = ("validate", file, "--connection", kept.name, "--format", "json")
    assert "item.unknown" in rules(run(*arguments))
    assert "item.unknown" not in rules(run(*arguments, "--items", "items.csv"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--schema", "missing.json"), "missing.json: it does not exist"),
        (("--schema", "request.json"), "request.json: This is JSON, but no Avro record"),
        (("--items", "request.json"), "request.json: The file begins with “{"),
        (
            ("--items", "people.csv"),
            "people.csv: The file begins with “USER_ID,AGE”, so it has no column ITEM_ID;",
        ),
        (("--connection", "Nowhere"), "there is no connection “Nowhere”, only Sandbox"),
    ],
)
def test_what_cannot_be_used_is_told(run: Run, file: str, arguments: tuple[str, str], words: str) -> None:
    Path("people.csv").write_text("USER_ID,AGE\nu1,40\n")
    done = run("validate", file, *arguments)
    assert (done.code, done.out) == (2, "")
    assert "attach" not in done.err
    assert done.err.startswith(f"events-console: {words}")


def test_attachments_that_cannot_be_read_hold_nothing_up(
    run: Run, file: str, store: AttachmentStore, kept: Connection
) -> None:
    store.silence(kept.id, "id.whitespace")
    (attached,) = paths.attachments_folder().glob("*.json")
    attached.write_text("half a fi")
    done = run("validate", file, "--connection", kept.name, "--format", "json")
    assert "id.whitespace" in rules(done)
    assert "is damaged; it is kept as" in done.err
    attached.mkdir()
    done = run("validate", file, "--connection", kept.name, "--format", "json")
    assert "id.whitespace" in rules(done)
    assert "events-console: what is attached to the connection is not used: " in done.err


@pytest.fixture
def _in_tokyo() -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("This system takes no TZ.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "JST-9")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_in_tokyo")
def test_a_time_without_zone_may_be_that_of_this_computer(save: Save) -> None:
    noon = calendar.timegm((2026, 11, 21, 12, 0, 0))
    document = documents.read(save({"sentAt": "2026-11-21 12:00:00"}))
    assert document
    (problem,) = (one for one in document.problems() if one.rule == "time.no-zone")
    offered = {edit.value for fix in (problem.fix, *problem.others) if fix for edit in fix.edits}
    assert offered == {noon, noon - 9 * 3600}


def test_send_takes_those_of_its_connection(run: Run, file: str, store: AttachmentStore) -> None:
    store.put_catalogue("", ITEMS, "items.csv")
    store.silence("", "id.whitespace")
    done = run("send", file, "--dry-run")
    assert done.code == 0
    assert "[item.unknown]" in done.err
    assert "[id.whitespace]" not in done.err
    assert "The connection silences id.whitespace." in done.err
    done = run("send", file, "--dry-run", "--endpoint-url", "http://127.0.0.1:9", "--sandbox-key")
    assert "[item.unknown]" not in done.err
    assert "[id.whitespace]" in done.err
