"""The history: a real SQLite file, read again by a real SQLite."""

import contextlib
import json
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain import cells
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Sent, Target, Timing
from events_console.domain.fields import EVENT_FIELDS
from events_console.domain.history_query import Query
from events_console.domain.json_value import DEEPEST, Object, freeze, same
from events_console.domain.request import Request
from events_console.services import history_file as schema
from events_console.services.exchange_rows import COLUMNS, to_row
from events_console.services.history import History

VALUE = next(field for field in EVENT_FIELDS if field.name == "eventValue")
TARGET = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:8080")


def exchange(target: Target = TARGET, **members: object) -> Exchange:
    """Return a pending exchange with one event; ``members`` are those of the request."""
    document = freeze({"sessionId": "s", "eventList": [{"eventType": "View", "itemId": "i1"}], **members})
    assert isinstance(document, Object)
    return Exchange(str(uuid4()), Request(document), target, 1700000000.25)


def accepted(pending: Exchange) -> Exchange:
    sent = Sent("POST", "http://127.0.0.1:8080/events", (("Host", "127.0.0.1:8080"),), b"{}")
    response = Response(200, (("x-amzn-RequestId", "r-1"),), b"", "r-1")
    return replace(
        pending, outcome=Outcome.ACCEPTED, attempts=1, timing=Timing(1.5, 2.25), sent=sent, answer=response
    )


# What goes in comes out -----------------------------------------------------------------------------------

# As JSON reads it: two halves of one character, next to each other, are that character.
TEXT = st.text(st.characters() | st.sampled_from(["\ud800", "\udfff", "\0", "é", "😀", '"', "\\"])).map(
    lambda text: str(json.loads(json.dumps(text)))
)
NUMBER = st.floats() | st.integers(-(10**300), 10**300)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
ROOT = st.dictionaries(st.sampled_from(["userId", "eventList", "trackingId"]) | TEXT, JSON, max_size=4)
HEADERS = st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)
RESPONSE = st.builds(
    Response, st.integers(100, 599), HEADERS, st.binary(), *[st.none() | TEXT for _ in range(3)]
)
FAILURE = st.builds(Failure, TEXT, TEXT, TEXT, st.booleans(), st.none() | RESPONSE)
MILLISECONDS = st.floats(0, 1e9)
EXCHANGE = st.builds(
    Exchange,
    st.uuids().map(str),
    ROOT.map(lambda root: Request(Object({name: freeze(value) for name, value in root.items()}))),
    st.builds(Target, TEXT, st.sampled_from(ConnectionKind), TEXT, TEXT),
    st.floats(0, 1e10),
    st.sampled_from(Outcome),
    st.integers(0, 9),
    st.none() | st.builds(Timing, MILLISECONDS, MILLISECONDS),
    st.none() | st.builds(Sent, TEXT, TEXT, HEADERS, st.binary()),
    st.none() | RESPONSE | FAILURE,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    with contextlib.closing(History(tmp_path_factory.mktemp("shared") / "history.sqlite")) as history:
        yield history


@settings(max_examples=150)
@given(drawn=EXCHANGE)
def test_an_exchange_comes_back_as_it_was(drawn: Exchange, shared: History) -> None:
    settled = replace(drawn, id=str(uuid4()))
    pending = replace(settled, outcome=Outcome.PENDING, attempts=0, timing=None, sent=None, answer=None)
    shared.begin(pending)
    assert_same(shared.get(settled.id), pending)
    shared.settle(settled)
    assert_same(shared.get(settled.id), settled)
    (entry,) = shared.page(1)
    assert (entry.id, entry.outcome, entry.event_count) == (
        settled.id,
        settled.outcome,
        len(settled.request.events),
    )


def assert_same(kept: Exchange | None, given: Exchange) -> None:
    assert kept
    assert same(kept.request.root, given.request.root)  # in which NaN is NaN
    assert replace(kept, request=given.request) == given


def test_an_ordinary_exchange_is_equal_again(history: History) -> None:
    one = exchange(userId="u")
    history.begin(one)
    assert history.get(one.id) == one
    history.settle(accepted(one))
    assert history.get(one.id) == accepted(one)


def test_a_line_of_the_list_says_what_happened(history: History) -> None:
    one = accepted(exchange(userId="u-7"))
    history.begin(one)
    (entry,) = history.page()
    assert (entry.started_at, entry.connection, entry.kind) == (
        1700000000.25,
        "Shop",
        ConnectionKind.DEVELOPMENT,
    )
    assert (entry.outcome, entry.status, entry.code, entry.answer_ms) == (Outcome.ACCEPTED, 200, None, 2.25)
    assert (entry.event_count, entry.event_type, entry.item_id, entry.user_id) == (1, "View", "i1", "u-7")


def test_a_line_shows_wrong_types_as_json(history: History) -> None:
    history.begin(exchange(userId=7, eventList=[{"eventType": ["View"], "itemId": "half \ud83d"}, "event"]))
    history.begin(exchange(eventList="none"))
    nothing, wrong = history.page()
    assert (wrong.event_count, wrong.event_type, wrong.item_id, wrong.user_id) == (
        2,
        '["View"]',
        "half \\ud83d",
        "7",
    )
    assert (nothing.event_count, nothing.event_type, nothing.item_id, nothing.user_id) == (
        0,
        None,
        None,
        None,
    )


# The list -------------------------------------------------------------------------------------------------


def test_pages_are_newest_first_and_follow_each_other(history: History) -> None:
    sent = [exchange() for _ in range(7)]
    for one in sent:
        history.begin(one)
    first = history.page(3)
    history.begin(exchange())  # what comes later does not move what follows
    second = history.page(3, before=first[-1].seq)
    third = history.page(3, before=second[-1].seq)
    assert [entry.id for entry in first + second + third] == [one.id for one in reversed(sent)]
    assert history.page(3, before=third[-1].seq) == ()
    assert history.count() == 8


def test_the_beginning_of_an_id_will_do_unless_several_begin_so(history: History) -> None:
    for one in ("4c0ffee1-a", "4c0ffee1-b", "5c0ffee1"):
        history.begin(replace(exchange(), id=one))

    def found(start: str) -> str | None:
        got = history.get(start)
        return got.id if got else None

    assert found("5c0ffe") == found("5C0FFEE1") == "5c0ffee1"
    assert found("4c0ffee1-b") == "4c0ffee1-b"
    assert found("5c0ff") is found("6c0ffee") is found("5c0ffee11") is found("5c0ff%") is None
    with pytest.raises(OSError, match=r"^The history has several IDs that begin with “4c0ffee1”: give more"):
        history.get("4c0ffee1")
    history.begin(replace(exchange(), id="4c0ffee1"))
    assert found("4c0ffee1") == "4c0ffee1"


def test_the_revision_changes_with_the_file_and_only_then(history: History, history_file: Path) -> None:
    one = exchange()
    history.begin(one)
    with contextlib.closing(History(history_file)) as other:
        before = history.revision()
        assert history.count() == 1
        assert history.revision() == before
        other.settle(accepted(one))
        after = history.revision()
    assert after != before
    history.delete([one.id])
    assert history.revision() != after


# What a crash leaves --------------------------------------------------------------------------------------


def test_what_is_pending_at_the_next_start_is_unknown(history_file: Path) -> None:
    with contextlib.closing(History(history_file)) as history:
        done, lost = exchange(), exchange()
        history.begin(done)
        history.settle(accepted(done))
        history.begin(lost)
        assert [entry.outcome for entry in history.page()] == [Outcome.PENDING, Outcome.ACCEPTED]
    with contextlib.closing(History(history_file)) as history:
        assert [entry.outcome for entry in history.page()] == [Outcome.UNKNOWN, Outcome.ACCEPTED]
        assert history.get(lost.id) == replace(lost, outcome=Outcome.UNKNOWN)
        assert history.notice is None


def test_an_outcome_replaces_unknown(history: History, history_file: Path) -> None:
    one = exchange()
    history.begin(one)
    (lock,) = history_file.parent.glob("*.running")
    lock.unlink()  # nobody should: this program is taken for dead then
    with contextlib.closing(History(history_file)) as other:
        assert [entry.outcome for entry in other.page()] == [Outcome.UNKNOWN]
        history.settle(accepted(one))
        assert other.get(one.id) == accepted(one)


def test_what_is_on_its_way_elsewhere_stays_pending(history: History, history_file: Path) -> None:
    one, two = exchange(), exchange()
    history.begin(one)
    with contextlib.closing(History(history_file)) as other:
        other.begin(two)
        with contextlib.closing(History(history_file)) as another:
            assert [entry.outcome for entry in another.page()] == [Outcome.PENDING] * 2
        history.settle(accepted(one))
    with contextlib.closing(History(history_file)) as another:
        assert another.get(one.id) == accepted(one)
        assert another.get(two.id) == replace(two, outcome=Outcome.UNKNOWN)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_what_a_killed_program_leaves_is_unknown(history_file: Path) -> None:
    with Program(history_file) as program:
        assert program("begin", "one") == "pending"
        with contextlib.closing(History(history_file)) as history:
            assert [entry.outcome for entry in history.page()] == [Outcome.PENDING]
    with contextlib.closing(History(history_file)) as history:
        assert [entry.outcome for entry in history.page()] == [Outcome.UNKNOWN]
        assert not list(history_file.parent.glob("*.running"))


def test_looking_changes_nothing_on_the_disk(history: History, history_file: Path) -> None:
    def state() -> list[tuple[Path, int, bytes]]:
        files = [file for file in history_file.parent.iterdir() if file.suffix != ".sqlite-shm"]
        return sorted((file, file.stat().st_mtime_ns, file.read_bytes()) for file in files)

    history.begin(exchange())
    before = state()
    with contextlib.closing(History(history_file)) as other:
        assert other.count() == len(other.page()) == 1
    assert state() == before


def test_an_outcome_is_kept_even_if_its_row_was_deleted(history: History) -> None:
    one = exchange()
    history.begin(one)
    history.delete([one.id])
    history.settle(accepted(one))
    assert history.get(one.id) == accepted(one)


def test_every_write_is_flushed(history: History) -> None:
    pragmas = [f"PRAGMA {name}" for name in ("journal_mode", "synchronous")]
    writer = history._store._writer.sqlite  # noqa: SLF001  # "synchronous" is a matter of this one
    assert [writer.execute(pragma).fetchone() for pragma in pragmas] == [("wal",), (2,)]


# Deleting -------------------------------------------------------------------------------------------------


def test_what_is_deleted_is_gone_from_the_files(history: History, history_file: Path) -> None:
    keep, secret = exchange(userId="KEEP-ME"), exchange(userId="WIPE-ME" * 2000)
    for one in (keep, secret):
        history.begin(one)
        history.settle(accepted(one))
    history.delete([secret.id, "never-there"])
    kept = b"".join(file.read_bytes() for file in history_file.parent.iterdir())
    assert b"KEEP-ME" in kept
    assert b"WIPE-ME" not in kept
    assert [entry.id for entry in history.page()] == [keep.id]


def test_many_can_be_deleted_at_once(history: History) -> None:
    ids = [exchange() for _ in range(50)]
    for one in ids:
        history.begin(one)
    history.delete(one.id for one in ids[:49])
    history.delete([])
    assert [entry.id for entry in history.page()] == [ids[49].id]


# The file -------------------------------------------------------------------------------------------------


def test_only_the_owner_may_read_it(history_file: Path) -> None:
    history_file.parent.mkdir(mode=0o700)
    history_file.touch(mode=0o666)
    history_file.chmod(0o666)
    with contextlib.closing(History(history_file)) as history:
        history.begin(exchange())
        modes = {file.suffix: stat.S_IMODE(file.stat().st_mode) for file in history_file.parent.iterdir()}
    assert modes == dict.fromkeys((".sqlite", ".sqlite-wal", ".sqlite-shm", ".running"), 0o600)
    assert list(history_file.parent.iterdir()) == [history_file]


def test_it_says_whose_file_it_is(history: History, history_file: Path) -> None:
    history.begin(exchange())
    with contextlib.closing(sqlite3.connect(history_file)) as database:
        assert database.execute("PRAGMA application_id").fetchall() == [(0x45764373,)]
        assert database.execute("PRAGMA user_version").fetchall() == [(3,)]
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def foreign(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE notes (text)")


def newer(file: Path) -> None:
    with contextlib.closing(History(file)) as history:
        history.begin(exchange())
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA user_version = 99")


def scratched(file: Path) -> None:
    with contextlib.closing(History(file)) as history:
        for _ in range(20):
            history.begin(accepted(exchange(userId="u" * 2000)))
    data = bytearray(file.read_bytes())
    data[8192:20000] = b"\xa5" * (20000 - 8192)
    file.write_bytes(data)


def cut(file: Path) -> None:
    scratched(file)
    file.write_bytes(file.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda file: file.write_text("no database, but a shopping list" * 100), "is damaged"),
        (lambda file: file.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000), "is damaged"),
        (scratched, "is damaged"),
        (cut, "is damaged"),
        (foreign, "belongs to another program"),
        (newer, "was written by a newer version"),
    ],
    ids=["text", "header", "scratched", "cut", "foreign", "newer"],
)
def test_a_file_that_cannot_serve_is_set_aside(
    history_file: Path, spoil: Callable[[Path], object], why: str
) -> None:
    history_file.parent.mkdir()
    spoil(history_file)
    spoilt = history_file.read_bytes()
    with contextlib.closing(History(history_file)) as history:
        (aside,) = history_file.parent.glob("*.damaged")
        assert history.notice == f"The history {why}: it was set aside as {aside}, and a new one was begun."
        assert aside.read_bytes() == spoilt
        one = exchange()
        history.begin(one)
        assert [entry.id for entry in history.page()] == [one.id]


def test_two_damaged_files_are_both_kept(history_file: Path) -> None:
    history_file.parent.mkdir()
    for words in ("first", "second"):
        history_file.write_text(words)
        History(history_file).close()
    assert {file.read_text() for file in history_file.parent.glob("*.damaged")} == {"first", "second"}


def fill(file: Path) -> None:
    with contextlib.closing(History(file)) as history:
        for _ in range(60):
            history.begin(accepted(exchange(userId="u" * 3000)))


def scratch(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xa5" * 150_000)


@pytest.mark.parametrize("find", [History.page, History.count, lambda _history: None])
def test_damage_that_is_found_late_stops_nothing(
    history_file: Path, find: Callable[[History], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "CHECKED_AT_START", 0)
    fill(history_file)
    with contextlib.closing(History(history_file)) as history:
        scratch(history_file)
        find(history)
        one = exchange()
        history.begin(one)
        history.settle(accepted(one))
        assert history.notice
        assert history.notice.startswith("The history is damaged: ")
        assert [entry.id for entry in history.page()] == [one.id]
    assert len(list(history_file.parent.glob("*.damaged"))) == 1


def test_damage_where_a_large_file_is_not_looked_at(
    history_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratched(history_file)
    monkeypatch.setattr(schema, "CHECKED_AT_START", 0)
    with contextlib.closing(History(history_file)) as history:
        history.begin(exchange())
        history.page()
        assert history.notice


def test_an_older_file_is_backed_up_and_brought_up_to_date(
    history_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = exchange()
    with contextlib.closing(History(history_file)) as history:
        history.begin(one)
        history.settle(accepted(one))
    added = ("ALTER TABLE exchange ADD COLUMN star INTEGER", "UPDATE exchange SET star = 1")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, added))
    with contextlib.closing(History(history_file)) as history:
        assert history.get(one.id) == accepted(one)
        assert history.notice is None
    with contextlib.closing(sqlite3.connect(history_file)) as database:
        assert database.execute("SELECT star FROM exchange").fetchall() == [(1,)]
        assert database.execute("PRAGMA user_version").fetchall() == [(4,)]
    (backup,) = history_file.parent.glob("history.sqlite.*.version-3")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with contextlib.closing(sqlite3.connect(backup)) as database:
        assert database.execute("SELECT id, outcome FROM exchange").fetchall() == [(one.id, "accepted")]
        assert database.execute("PRAGMA user_version").fetchall() == [(3,)]


def test_what_a_request_was_made_from_is_kept(history: History) -> None:
    one = exchange(userId="u")
    one = replace(one, source=Request(Object(userId="{{uuid}}", sessionId="\ud800")))
    two = exchange()
    for each in (one, two):
        history.begin(each)
    history.settle(accepted(one))
    assert history.get(one.id) == accepted(one)
    assert history.recent(5) == (accepted(one), two)
    assert history.recent(1) == (two,)


def test_of_a_file_of_version_1_nothing_is_lost(history_file: Path) -> None:
    done, lost = accepted(exchange(userId="u")), exchange()
    history_file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(history_file)) as database, database:
        for statement in schema.MIGRATIONS[0]:
            database.execute(statement)
        database.execute("PRAGMA application_id = 0x45764373")
        database.execute("PRAGMA user_version = 1")
        columns = [name for name in COLUMNS if name not in {"source", "answer_ms"}]
        insert = f"INSERT INTO exchange ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
        rows = (to_row(one) for one in (done, lost))
        database.executemany(insert, [[row[name] for name in columns] for row in rows])
    for _ in range(2):
        with contextlib.closing(History(history_file)) as history:
            assert history.notice is None
            assert [entry.id for entry in history.page()] == [lost.id, done.id]
            assert history.get(done.id) == done
            assert history.get(lost.id) == replace(lost, outcome=Outcome.UNKNOWN)
    (backup,) = history_file.parent.glob("history.sqlite.*.version-1")
    with contextlib.closing(sqlite3.connect(backup)) as database:
        kept = database.execute("SELECT id, outcome FROM exchange ORDER BY seq").fetchall()
        assert kept == [(done.id, "accepted"), (lost.id, "pending")]


@pytest.mark.parametrize("remove", [Path.unlink, schema.set_aside])
def test_a_file_that_is_there_no_more_is_made_anew(
    history: History, history_file: Path, remove: Callable[[Path], object]
) -> None:
    one, two = exchange(), exchange()
    history.begin(one)
    remove(history_file)
    history.settle(accepted(one))
    history.begin(two)
    with contextlib.closing(History(history_file)) as other:
        assert [entry.id for entry in other.page()] == [two.id, one.id]
        assert other.get(one.id) == accepted(one)
    assert [entry.id for entry in history.page()] == [two.id, one.id]


def test_a_file_that_another_program_is_opening_is_waited_for(
    history_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history_file.parent.mkdir()
    with schema.opening(history_file), monkeypatch.context() as patch:
        patch.setattr(schema, "OPENING_SECONDS", 0.02)
        with pytest.raises(
            OSError, match=r"history\.sqlite is being opened by another program; try again\.$"
        ):
            History(history_file)
    History(history_file).close()


def test_a_migration_that_fails_changes_nothing(history_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    History(history_file).close()
    broken = ("ALTER TABLE exchange ADD COLUMN star INTEGER", "no statement")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
        with pytest.raises(OSError, match="could not be opened"):
            History(history_file)
    with contextlib.closing(History(history_file)) as history:
        history.begin(exchange())
        assert history.notice is None


def test_a_place_where_no_file_can_be_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"file"):
        History(tmp_path / "file" / "history.sqlite")


def test_a_closed_history_says_so(history_file: Path) -> None:
    history = History(history_file)
    history.close()
    with pytest.raises(OSError, match=r"The history .*history\.sqlite could not be written: .*closed"):
        history.begin(exchange())
    with pytest.raises(OSError, match="could not be read"):
        history.page()


# Rows that something else wrote ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        "request = 'no JSON'",
        "request = '" + "[" * 5_000 + "'",
        "request = '" + "[" * 200 + "]" * 200 + "'",
        "request = x'ff'",
        "details = '{}'",
        "details = '[]'",
        "details = json_set(details, '$.timing.answer_ms', 'long')",
        "details = json_set(details, '$.response.headers', 'none')",
        "details = json_set(details, '$.response.headers', json('[[1, 2]]'))",
        "details = json_set(details, '$.response.surprise', 1)",
        'target = \'{"kind": "Sandbox"}\'',
        "outcome = 'lost'",
        "answer_body = NULL",
        "sent_body = 17",
        "started_at = 9e999",
        "started_at = 'yesterday'",
    ],
)
def test_a_row_that_cannot_be_read_is_one_sentence(history: History, history_file: Path, wrong: str) -> None:
    other, one = accepted(exchange()), accepted(exchange())
    for each in (other, one):
        history.begin(each)
    with contextlib.closing(sqlite3.connect(history_file)) as database, database:
        database.execute(f"UPDATE exchange SET {wrong} WHERE id = ?", (one.id,))  # noqa: S608
    with pytest.raises(
        OSError, match=rf"^The exchange {one.id} cannot be read: its row in [^\n]* foreign\.$"
    ):
        history.get(one.id)
    assert [entry.id for entry in history.page()] == [one.id, other.id]
    assert history.get(other.id) == other
    assert history.page(query=Query("no such thing")) == ()


@pytest.mark.parametrize(
    ("wrong", "member", "shown"),
    [
        ("kind = 'Moon'", "kind", ConnectionKind.PRODUCTION),
        ("outcome = x'00'", "outcome", Outcome.UNKNOWN),
        ("started_at = -9e999", "started_at", 0.0),
        ("started_at = 'yesterday'", "started_at", 0.0),
        ("event_count = 'many'", "event_count", 0),
        ("answer_ms = 'long'", "answer_ms", 0.0),
        ("details = '['", "answer_ms", None),
        ("status = 'fine'", "status", 0),
        ("connection = x'61ff'", "connection", "a\\xff"),
        ("user_id = CAST(x'61ff' AS TEXT)", "user_id", "a\\xff"),
    ],
)
def test_a_line_of_such_a_row_has_the_types_of_any_other(
    history: History, history_file: Path, wrong: str, member: str, shown: object
) -> None:
    history.begin(exchange())
    with contextlib.closing(sqlite3.connect(history_file)) as database, database:
        database.execute(f"UPDATE exchange SET {wrong}")  # noqa: S608
    (entry,) = history.page()
    assert getattr(entry, member) == shown
    assert type(getattr(entry, member)) is type(shown)


def test_a_cell_may_be_nested_as_deep_as_a_document(history: History) -> None:
    request = cells.edited(exchange().request, 0, VALUE, "[" * DEEPEST + "]" * DEEPEST)
    one = replace(exchange(), request=request)
    history.begin(one)
    assert history.get(one.id) == one


# Many at once ---------------------------------------------------------------------------------------------


def test_threads_share_one_history(history: History) -> None:
    def work() -> None:
        for _ in range(25):
            one = exchange()
            history.begin(one)
            history.page(5, query=Query("view"))
            history.settle(accepted(one))
            done.append(one.id)

    done: list[str] = []
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {entry.id for entry in history.page(200)} == set(done)
    assert all(entry.outcome is Outcome.ACCEPTED for entry in history.page(200))


PROGRAM = """
import sys
from dataclasses import replace
from pathlib import Path
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome, Target
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services import history_file
from events_console.services.history import History
history_file.CHECKED_AT_START = int(sys.argv[2])
history = None
for line in sys.stdin:
    command, *words = line.split()
    history = history or History(Path(sys.argv[1]))
    answer = history.notice or ""
    for word in words:
        one = Exchange(word, Request(Object()), Target("", ConnectionKind.SANDBOX, "", ""), 0.0)
        history.begin(one)
        if command == "send":
            history.settle(replace(one, outcome=Outcome.REJECTED))
        answer = history.get(word).outcome.value
    if command == "close":
        history.close()
        history = None
    print(answer, flush=True)
"""


class Program:
    """Another program, which uses a history as it is told."""

    def __init__(self, file: Path, *, checked_at_start: int = schema.CHECKED_AT_START) -> None:
        command = [sys.executable, "-c", PROGRAM, str(file), str(checked_at_start)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        with self.process:
            self.process.kill()

    def tell(self, *words: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{' '.join(words)}\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().rstrip("\n")

    def __call__(self, *words: str) -> str:
        self.tell(*words)
        return self.answer()


def test_programs_share_one_file_from_its_first_moment(history_file: Path) -> None:
    with contextlib.ExitStack() as stack:
        programs = [stack.enter_context(Program(history_file)) for _ in range(4)]
        for name, program in enumerate(programs):
            program.tell("send", *(f"{name}-{number}" for number in range(20)))
        assert [program.answer() for program in programs] == ["rejected"] * 4
    with contextlib.closing(History(history_file)) as history:
        assert history.count() == 80
        assert {entry.outcome for entry in history.page(100)} == {Outcome.REJECTED}
        assert history.notice is None


@pytest.mark.parametrize("found", ["at once", "late"])
def test_programs_that_find_the_same_damage_agree_on_one_new_file(history_file: Path, found: str) -> None:
    history_file.parent.mkdir()
    with contextlib.ExitStack() as stack:
        checked = schema.CHECKED_AT_START if found == "at once" else 0
        programs = [stack.enter_context(Program(history_file, checked_at_start=checked)) for _ in range(2)]
        for number in range(15):
            if found == "at once":
                history_file.write_bytes(b"no database" * 900)
            else:
                fill(history_file)
                assert [program("open") for program in programs] == ["", ""]
                scratch(history_file)
            for name, program in enumerate(programs):
                program.tell("send", f"{number}-{name}")
            assert [program.answer() for program in programs] == ["rejected"] * 2
            assert sorted(bool(program("close")) for program in programs) == [False, True]
            with contextlib.closing(History(history_file)) as history:
                assert {entry.id for entry in history.page()} == {f"{number}-0", f"{number}-1"}
                assert history.notice is None
            history_file.unlink()
    assert len(list(history_file.parent.glob("*.damaged"))) == 15
