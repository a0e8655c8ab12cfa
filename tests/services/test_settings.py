"""The settings: what is known comes back, what is not stays."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from events_console.domain.json_value import Object
from events_console.services import settings
from events_console.services.retention import Limits
from events_console.services.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_without_a_file_everything_has_its_default(file: Path) -> None:
    assert (
        settings.load(file) == Settings() == Settings(stamp_event_ids=True, theme="system", window=Object())
    )


def test_settings_come_back(file: Path) -> None:
    chosen = Settings(
        stamp_event_ids=False,
        theme="dark",
        window=Object(geometry="AAEC", splitters=(1, 2)),
        searches=(("Refused today", "outcome:refused on:today"), ("Ünïcode", 'item:"a b"')),
        language="de",
        time_zone="Europe/Berlin",
        autosave=True,
        silenced=("time.old",),
        recent=("a.json", "b.json"),
        guided=True,
    )
    settings.save(file, chosen)
    assert settings.load(file) == chosen


def test_what_another_version_keeps_there_stays(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"theme": "dark", "version": {"of": ["a", "later"]}, "stamp_event_ids": false}')
    settings.save(file, replace(settings.load(file), theme="light"))
    assert json.loads(file.read_text()) == {
        "theme": "light",
        "version": {"of": ["a", "later"]},
        "stamp_event_ids": False,
        "connection": "",
        "window": {},
        "searches": [],
        "retention": {"days": None, "count": None, "megabytes": None, "keep_starred": True},
        "language": "",
        "time_zone": "",
        "autosave": False,
        "silenced": [],
        "recent": [],
        "guided": False,
    }


@pytest.mark.parametrize("limits", [Limits(), Limits(30, None, 500), Limits(count=7, keep_starred=False)])
def test_limits_of_the_history_come_back(file: Path, limits: Limits) -> None:
    settings.save(file, Settings(retention=limits))
    assert settings.load(file).retention == limits


@pytest.mark.parametrize(
    "text",
    [
        "30",
        '{"days": "30", "count": true, "megabytes": 1.5, "keep_starred": null}',
        '{"days": 0, "count": -1, "megabytes": 1e9, "keep_starred": 0}',
        '{"days": 100000000000000000000}',
    ],
)
def test_a_limit_that_makes_no_sense_deletes_nothing(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(f'{{"retention": {text}}}')
    assert settings.load(file).retention == Limits()


@pytest.mark.parametrize(
    "text",
    [
        '{"theme": "neon"}',
        '{"theme": ["dark"]}',
        '{"stamp_event_ids": "no", "window": []}',
        '{"theme": null}',
        '{"searches": "outcome:refused"}',
        '{"searches": [["no line"], ["", "x"], ["number", 1], {"a": "b"}, "ab"]}',
    ],
)
def test_a_value_that_makes_no_sense_has_its_default(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    assert settings.load(file) == Settings()
    assert [one.name for one in file.parent.iterdir()] == ["settings.json"]


def test_of_searches_with_one_name_the_last_counts(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"searches": [["a", "x"], 7, ["b", "y"], ["a", "z"]]}')
    assert settings.load(file).searches == (("a", "z"), ("b", "y"))


def test_what_another_window_chose_meanwhile_stays(file: Path) -> None:
    settings.save(file, Settings(retention=Limits(days=7)))
    mine = theirs = settings.load(file)
    settings.save(file, replace(theirs, retention=Limits(), searches=(("a", "x"),), language="de"), theirs)
    settings.save(file, replace(mine, theme="dark"), mine)
    assert settings.load(file) == Settings(theme="dark", searches=(("a", "x"),), language="de")


def test_a_damaged_file_is_kept_and_said_to_be(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("theme: dark")
    with pytest.raises(ValueError, match="is damaged"):
        settings.load(file)
    assert settings.load(file) == Settings()
    (damaged,) = file.parent.glob("settings.json.*.damaged")
    assert damaged.read_text() == "theme: dark"


def test_saving_keeps_a_file_that_was_damaged_meanwhile(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("theme: dark")
    settings.save(file, Settings(theme="light"))
    assert settings.load(file) == Settings(theme="light")
    (damaged,) = file.parent.glob("settings.json.*.damaged")
    assert damaged.read_text() == "theme: dark"


def test_what_cannot_be_read_is_neither_taken_for_nothing_nor_overwritten(file: Path) -> None:
    file.mkdir(parents=True)
    for act in (lambda: settings.load(file), lambda: settings.save(file, Settings())):
        with pytest.raises(OSError):  # noqa: PT011  # Windows says "permission", others "directory"
            act()
    assert file.is_dir()
