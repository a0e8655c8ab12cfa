"""The draft: what was typed comes back, and a damaged file stops nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.json_value import Object, freeze
from events_console.domain.request import Request
from events_console.services import drafts
from events_console.services.drafts import Draft

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
def test_a_damaged_file_is_kept_and_stops_nothing(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert drafts.load(file) is None
    drafts.save(file, Draft(REQUEST))
    assert drafts.load(file) == Draft(REQUEST)
    (damaged,) = file.parent.glob("draft.json.*.damaged")
    assert damaged.read_bytes() == content


def test_a_text_that_is_none_is_left_out(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"request": {"sessionId": "s"}, "json_text": 7}')
    assert drafts.load(file) == Draft(Request(Object(sessionId="s")))


def test_a_folder_in_its_place_stops_nothing(file: Path) -> None:
    file.mkdir(parents=True)
    assert drafts.load(file) is None


@given(content=st.binary(max_size=50) | st.text(max_size=50).map(lambda text: text.encode(errors="replace")))
def test_whatever_is_in_the_file_loading_does_not_raise(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "draft.json"
    path.write_bytes(content)
    assert drafts.load(path) is None
