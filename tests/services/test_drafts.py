"""The draft: what was typed comes back, in order, and nothing that cannot be read is lost."""

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.json_value import DEEPEST, Object, freeze
from events_console.domain.request import Request
from events_console.forms import json_request
from events_console.services import drafts
from events_console.services.drafts import Draft, DraftFile, Origin

REQUEST = Request(Object(sessionId="s", eventList=freeze([{"sentAt": 1.5, "itemId": "half \ud83d"}])))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "draft.json"


def test_without_a_file_there_is_no_draft(file: Path) -> None:
    assert drafts.load(file) is None
    assert not file.parent.exists()


@pytest.mark.parametrize("text", [None, "", '{"eventList": [', "half \ud83d, \0 and “é”\r\n"])
def test_a_draft_comes_back(file: Path, text: str | None) -> None:
    drafts.save(file, Draft(Request(Object())))
    drafts.save(file, Draft(REQUEST, text))
    assert drafts.load(file) == Draft(REQUEST, text)
    assert [one.name for one in file.parent.iterdir()] == ["draft.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[1, 2]",
        b'{"sessionId": "of another program"}',
        b'{"request": []}',
        b"[" * 100_000,
        b'{"request": {"a": ' + b"9" * 5000 + b"}}",
    ],
)
def test_a_damaged_file_is_kept_and_said_to_be(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(ValueError, match="is damaged; it is kept as draft") as caught:
        drafts.load(file)
    (damaged,) = file.parent.glob("draft.json.*.damaged")
    assert str(file) in str(caught.value)
    assert damaged.name in str(caught.value)
    assert damaged.read_bytes() == content
    drafts.save(file, Draft(REQUEST))
    assert drafts.load(file) == Draft(REQUEST)


def test_a_text_that_is_none_is_left_out(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"request": {"sessionId": "s"}, "json_text": 7}')
    assert drafts.load(file) == Draft(Request(Object(sessionId="s")))


def test_what_cannot_be_read_stays_as_it_is(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(OSError):  # noqa: PT011  # Windows says "permission", others "directory"
        drafts.load(file)
    assert [one.name for one in file.parent.iterdir()] == ["draft.json"]


def test_the_file_of_the_document_and_whether_it_was_edited_come_back(file: Path) -> None:
    draft = Draft(REQUEST, None, Origin(Path("some where") / "ü.json", "abc"), edited=False)
    drafts.save(file, draft)
    assert drafts.load(file) == draft


def test_the_deepest_document_comes_back(file: Path) -> None:
    deepest = json_request.read("{" + '"a": {' * (DEEPEST - 1) + "}" * DEEPEST).request
    cell = freeze(json.loads("[" * DEEPEST + "]" * DEEPEST))
    in_a_cell = deepest.with_events([Object(metricAttribution=Object(eventAttributionSource=cell))])
    for request in (deepest, in_a_cell):
        draft = Draft(request, "[" * 1000)
        drafts.save(file, draft)
        assert drafts.load(file) == draft


def test_the_file_holds_the_document_as_json(file: Path) -> None:
    drafts.save(file, Draft(REQUEST, 'as "typed"'))
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert freeze(kept["request"]) == REQUEST.root
    assert kept["json_text"] == 'as "typed"'


@given(
    lists=st.lists(st.lists(st.integers(0, 9), max_size=9), min_size=1, max_size=6),
    text=st.none() | st.text(),
)
def test_what_is_encoded_once_is_right_in_every_later_draft(
    lists: list[list[int]], text: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    events = [Object(itemId=str(number)) for number in range(10)]
    path = tmp_path_factory.mktemp("drafts") / "draft.json"
    file = DraftFile(path)
    for number, rows in enumerate(lists, 1):
        draft = Draft(REQUEST.with_events(events[row] for row in rows), text)
        file.save(draft, number)
        assert drafts.load(path) == draft


def test_a_long_draft_comes_back(file: Path) -> None:
    draft = Draft(REQUEST.with_events(Object(itemId=str(row)) for row in range(10_000)), "x\ud83d" * 50_000)
    DraftFile(file).save(draft, 1)
    assert drafts.load(file) == draft


def test_an_earlier_draft_never_lands_on_a_later_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    fsync = os.fsync

    def slow(handle: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            begun.set()
            go_on.wait(5)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", slow)
    draft_file = DraftFile(file)
    early, late = Draft(REQUEST, "early"), Draft(REQUEST, "late")
    writer = threading.Thread(target=draft_file.save, args=(early, 1))
    writer.start()
    assert begun.wait(5)
    threading.Timer(0.2, go_on.set).start()
    draft_file.save(late, 2)
    writer.join()
    assert drafts.load(file) == late
    draft_file.save(early, 1)
    assert drafts.load(file) == late


@given(content=st.binary(max_size=50) | st.text(max_size=50).map(lambda text: text.encode(errors="replace")))
def test_whatever_else_is_in_the_file_it_is_damaged(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "draft.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="is damaged"):
        drafts.load(path)
