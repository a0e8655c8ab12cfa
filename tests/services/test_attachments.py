"""What is attached to a connection: real files, and whatever may have become of them."""

import json
import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest

from events_console.services.attachments import Attachments, AttachmentStore

SCHEMA = json.dumps(
    {
        "type": "record",
        "name": "Interactions",
        "namespace": "com.amazonaws.personalize.schema",
        "fields": [
            {"name": "USER_ID", "type": "string"},
            {"name": "ITEM_ID", "type": "string"},
            {"name": "TIMESTAMP", "type": "long"},
            {"name": "CABIN_TYPE", "type": "string", "categorical": True},
        ],
        "version": "1.0",
    }
)
ITEMS = "ITEM_ID,TITLE,PRICE\ni1,The first,3\ni2,Über “zwei”,4\n"
SHOP = str(uuid4())
NEVER = (float("inf"), float("-inf"), float("nan"), 1e300, 10**400, -1)  # no computer can show these times


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "attachments"


@pytest.fixture
def store(folder: Path) -> AttachmentStore:
    return AttachmentStore(folder)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_without_anything_attached_no_folder_is_made(store: AttachmentStore, folder: Path) -> None:
    assert store.of("") == store.of(SHOP) == Attachments()
    store.forget(SHOP)
    assert not folder.exists()


def test_what_is_attached_comes_back_whole(store: AttachmentStore, folder: Path) -> None:
    schema = store.put_schema(SHOP, SCHEMA, "schema.json", "ECOMMERCE")
    catalogue = store.put_catalogue(SHOP, ITEMS, "items.csv")
    store.silence(SHOP, "time.old")
    store.silence(SHOP, "id.whitespace")
    assert abs(schema.as_of - time.time()) < 60
    assert catalogue.catalogue.titles["i2"] == "Über “zwei”"
    for one in (store, AttachmentStore(folder)):
        assert one.of(SHOP) == Attachments(schema, catalogue, frozenset({"time.old", "id.whitespace"}))
        assert one.of("") == Attachments()
        assert one.notice is None


def test_the_files_are_the_owners_and_named_after_the_connection(
    store: AttachmentStore, folder: Path
) -> None:
    for connection in (SHOP, ""):
        store.put_schema(connection, SCHEMA, "schema.json")
        store.put_catalogue(connection, ITEMS, "items.csv")
    assert names(folder) == {f"{SHOP}.json", f"{SHOP}.items.jsonl", "sandbox.json", "sandbox.items.jsonl"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert "PRICE" not in (folder / f"{SHOP}.items.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "connection", ["../../outside", "a/b", "x" * 300, "nul\0", "half \ud800", "sandbox", ".."]
)
def test_an_id_that_a_person_made_up_leads_nowhere_else(
    store: AttachmentStore, folder: Path, tmp_path: Path, connection: str
) -> None:
    store.silence("", "time.old")
    store.put_catalogue(connection, ITEMS, "items.csv")
    store.silence(connection, "id.whitespace")
    assert store.of(connection).silenced == {"id.whitespace"}
    assert store.of("").silenced == {"time.old"}
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {folder}


def test_one_part_goes_and_the_others_stay(store: AttachmentStore) -> None:
    schema = store.put_schema(SHOP, SCHEMA, "schema.json")
    catalogue = store.put_catalogue(SHOP, ITEMS, "items.csv")
    store.silence(SHOP, "time.old")
    store.remove_schema(SHOP)
    assert store.of(SHOP) == Attachments(None, catalogue, frozenset({"time.old"}))
    store.hear(SHOP, "time.old")
    store.hear(SHOP, "never.silenced")
    assert store.of(SHOP) == Attachments(None, catalogue)
    store.remove_catalogue(SHOP)
    store.remove_catalogue(SHOP)
    assert store.of(SHOP) == Attachments()
    assert store.put_schema(SHOP, SCHEMA, "another.json").source != schema.source


def test_what_is_forgotten_is_gone(store: AttachmentStore, folder: Path) -> None:
    for connection in (SHOP, ""):
        store.put_schema(connection, SCHEMA, "schema.json")
        store.put_catalogue(connection, ITEMS, "items.csv")
    store.forget(SHOP)
    assert store.of(SHOP) == Attachments()
    assert store.of("").schema is not None
    assert names(folder) == {"sandbox.json", "sandbox.items.jsonl"}


def test_text_that_is_none_changes_nothing(store: AttachmentStore) -> None:
    schema = store.put_schema(SHOP, SCHEMA, "schema.json")
    catalogue = store.put_catalogue(SHOP, ITEMS, "items.csv")
    for text in ("", "[]", '{"type": "record"}'):
        with pytest.raises(ValueError, match=r"\w+"):
            store.put_schema(SHOP, text, "wrong.json")
    for text in ("", "TITLE\nx\n"):
        with pytest.raises(ValueError, match=r"\w+"):
            store.put_catalogue(SHOP, text, "wrong.csv")
    assert store.of(SHOP) == Attachments(schema, catalogue)


@pytest.mark.parametrize("rule", ["schema.maxLength", "schema.*", "time.milliseconds"])
def test_errors_cannot_be_silenced(store: AttachmentStore, folder: Path, rule: str) -> None:
    with pytest.raises(ValueError, match="finds errors: only warnings and hints can be silenced"):
        store.silence(SHOP, rule)
    assert not folder.exists()


def test_a_rule_that_there_is_not_cannot_be_silenced(store: AttachmentStore) -> None:
    with pytest.raises(ValueError, match=r"There is no rule “no\.such”\."):
        store.silence(SHOP, "no.such")


def test_what_another_version_keeps_there_stays_and_silences_nothing(
    store: AttachmentStore, folder: Path
) -> None:
    folder.mkdir(parents=True)
    file = folder / f"{SHOP}.json"
    file.write_text('{"silenced": ["later.rule", "schema.type", "time.old"], "later": {"of": ["a"]}}')
    assert store.of(SHOP).silenced == {"time.old"}
    store.silence(SHOP, "id.whitespace")
    store.put_schema(SHOP, SCHEMA, "schema.json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["later"] == {"of": ["a"]}
    assert kept["silenced"] == ["id.whitespace", "later.rule", "schema.type", "time.old"]


@pytest.mark.parametrize(
    "text",
    [
        "half a fi",
        "[]",
        "\xff",
        '{"silenced": "time.old"}',
        '{"schema": {"text": 7, "source": "s", "as_of": 1, "domain": null}}',
        '{"schema": {"text": "no schema", "source": "s", "as_of": 1, "domain": null}}',
        '{"schema": []}',
        *(
            json.dumps({"schema": {"text": SCHEMA, "source": "s", "as_of": as_of, "domain": None}})
            for as_of in NEVER
        ),
    ],
)
@pytest.mark.parametrize("first", ["read", "write"])
def test_a_damaged_file_is_set_aside_and_said_so(
    store: AttachmentStore, folder: Path, text: str, first: str
) -> None:
    catalogue = store.put_catalogue(SHOP, ITEMS, "items.csv")
    file = folder / f"{SHOP}.json"
    file.write_bytes(text.encode("latin-1"))
    if first == "read":
        assert store.of(SHOP) == Attachments(None, catalogue)
    else:
        store.silence(SHOP, "time.old")
        assert store.of(SHOP) == Attachments(None, catalogue, frozenset({"time.old"}))
    (aside,) = folder.glob("*.damaged")
    assert aside.read_bytes() == text.encode("latin-1")
    assert store.notice == f"{file} is damaged; it is kept as {aside.name}."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"source": 7, "as_of": 1, "count": 0}',
        '{"source": "s", "as_of": 1, "count": 1}\n["i1"]',
        '{"source": "s", "as_of": 1, "count": 1}\n{"i1": 7}',
        '{"source": "s", "as_of": 1, "count": 2}\n{"i1": "The first"}',
        '{"source": "s", "as_of": 1, "count": 1}\n{"i1": "The fi',
        *(
            json.dumps({"source": "s", "as_of": as_of, "count": 1}) + '\n{"i1": "The first"}'
            for as_of in NEVER
        ),
    ],
)
def test_damaged_items_leave_the_rest(store: AttachmentStore, folder: Path, text: str) -> None:
    schema = store.put_schema(SHOP, SCHEMA, "schema.json")
    (folder / f"{SHOP}.items.jsonl").write_text(text)
    assert store.of(SHOP) == Attachments(schema)
    assert store.notice is not None
    assert "items.jsonl is damaged; it is kept as" in store.notice


def test_many_items_come_back_in_their_order(store: AttachmentStore, folder: Path) -> None:
    rows = [(f"i{number}", f"Title {number}") for number in range(2_345)]
    store.put_catalogue(SHOP, "\n".join(["ITEM_ID,TITLE", *map(",".join, rows)]), "items.csv")
    found = AttachmentStore(folder).of(SHOP).catalogue
    assert found is not None
    assert [*found.catalogue.titles.items()] == rows


def test_a_file_that_cannot_be_read_stays(store: AttachmentStore, folder: Path) -> None:
    file = folder / f"{SHOP}.json"
    file.mkdir(parents=True)
    for work in (lambda: store.of(SHOP), lambda: store.silence(SHOP, "time.old")):
        with pytest.raises(
            OSError, match=f"^{re.escape(str(file))} is a folder, and should be a file; move it"
        ):
            work()
    assert file.exists()


def test_files_are_read_again_only_when_they_have_changed(store: AttachmentStore, folder: Path) -> None:
    store.put_schema(SHOP, SCHEMA, "schema.json")
    before = store.of(SHOP)
    assert store.of(SHOP) is before
    other = AttachmentStore(folder)
    other.put_catalogue(SHOP, ITEMS, "items.csv")
    changed = store.of(SHOP)
    assert changed.catalogue is not None
    other.silence(SHOP, "time.old")
    assert store.of(SHOP).silenced == {"time.old"}
    other.forget(SHOP)
    assert store.of(SHOP) == Attachments()


def test_programs_that_write_at_once_lose_nothing(store: AttachmentStore, folder: Path) -> None:
    rules = [
        "time.old",
        "time.fraction",
        "id.whitespace",
        "event.no-id",
        "event.no-item",
        "properties.nested",
    ]
    program = (
        "import sys, pathlib; from events_console.services.attachments import AttachmentStore;"
        "store = AttachmentStore(pathlib.Path(sys.argv[1]));"
        "[store.silence(sys.argv[2], one) for one in sys.argv[3:]]"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", program, folder, SHOP, *rules[start::2]], env={**os.environ})
        for start in range(2)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert store.of(SHOP).silenced == set(rules)
