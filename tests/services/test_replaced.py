"""The replaced requests: the last ten, newest first, each once."""

import os
import time
from pathlib import Path

import pytest

from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services import drafts, replaced
from events_console.services.drafts import Draft, Origin
from events_console.services.files import fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "replaced"


def _draft(session: str, events: int = 0, **more: object) -> Draft:
    root = Object(sessionId=session, eventList=tuple(Object(itemId=str(row)) for row in range(events)))
    text = more.get("json_text")
    file = Origin(Path("team.json"), "abc") if more.get("file") else None
    return Draft(Request(root), text if isinstance(text, str) else None, file)


def test_without_a_folder_there_is_nothing(folder: Path) -> None:
    assert replaced.listed(folder) == ()


def test_the_last_ten_are_kept_newest_first(folder: Path) -> None:
    begin = time.time() - 1
    for number in range(13):
        replaced.keep(folder, _draft(f"s-{number}"))
    entries = replaced.listed(folder)
    kept = [drafts.load(entry.path) for entry in entries]
    assert kept == [_draft(f"s-{number}") for number in range(12, 2, -1)]
    assert len(list(folder.iterdir())) == replaced.KEPT == 10
    assert all(begin < entry.time < time.time() + 1 for entry in entries)


def test_the_same_request_is_kept_once_as_the_newest(folder: Path) -> None:
    for session in ("a", "b", "a"):
        replaced.keep(folder, _draft(session))
    assert [entry.about for entry in replaced.listed(folder)] == [
        "session a",
        "session b",
    ]


def test_the_draft_of_a_window_is_moved_and_is_the_newest(folder: Path, tmp_path: Path) -> None:
    replaced.keep(folder, _draft("here"))
    left = tmp_path / "draft-2.json"
    drafts.save(left, _draft("there"))
    os.utime(left, (1, 1))
    replaced.adopt(folder, left)
    assert not left.exists()
    assert [drafts.load(entry.path) for entry in replaced.listed(folder)] == [_draft("there"), _draft("here")]


def test_of_many_that_were_adopted_none_goes_before_its_turn(folder: Path, tmp_path: Path) -> None:
    for number in range(15):
        left = tmp_path / f"draft-{number}.json"
        drafts.save(left, _draft(f"s-{number}"))
        replaced.adopt(folder, left)
    assert len(replaced.listed(folder)) == 15
    kept = []
    for number in range(4):
        replaced.keep(folder, _draft(f"new-{number}"))
        kept.append(len(replaced.listed(folder)))
    assert kept == [14, 13, 12, 11]
    drafts_left = [drafts.load(entry.path) for entry in replaced.listed(folder)]
    assert drafts_left[-1] == _draft("s-8")


def test_a_file_says_what_it_said_only_while_it_does(tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    file = Origin(path, fingerprint(b"{}"))
    assert not replaced.is_in_file(file)
    path.write_bytes(b"{}")
    assert replaced.is_in_file(file)
    path.write_bytes(b"{ }")
    assert not replaced.is_in_file(file)
    path.unlink()
    path.mkdir()
    assert not replaced.is_in_file(file)


@pytest.mark.parametrize(
    ("draft", "events", "about"),
    [
        (_draft("a", 1), 1, "session a"),
        (_draft("", 2), 2, ""),
        (_draft("a", 2, file=True), 2, "team.json, session a"),
        (_draft("a", 2, json_text="{"), None, "unfinished JSON, session a"),
        (_draft("two\nlines"), 0, "session two\\u000alines"),
        (_draft("a", 30_000), None, "a long request, 0.6 MiB"),
    ],
)
def test_each_says_what_it_is_about(draft: Draft, events: int | None, about: str, folder: Path) -> None:
    replaced.keep(folder, draft)
    assert [(entry.events, entry.about) for entry in replaced.listed(folder)] == [(events, about)]


def test_each_says_what_its_first_event_is(folder: Path) -> None:
    event = Object({"eventType": "View", "itemId": "sku-1", "sentAt": "{{now}}"})
    for events in ((event, Object()), (Object({"itemId": 7}), event), ("no event",), ()):
        replaced.keep(folder, Draft(Request(Object({"eventList": events}))))
    assert [entry.first for entry in replaced.listed(folder)] == ["", "", "", "View · sku-1"]


def test_what_cannot_be_read_is_listed_and_what_is_damaged_is_set_aside(folder: Path) -> None:
    replaced.keep(folder, _draft("a"))
    (folder / "unreadable.json").mkdir()
    (folder / "damaged.json").write_text("{", encoding="utf-8")
    entries = {entry.path.name: entry.about for entry in replaced.listed(folder)}
    assert len(entries) == 2
    assert entries["unreadable.json"].startswith("cannot be read: ")
    assert len(list(folder.glob("damaged.json.*.damaged"))) == 1
