"""Where the console keeps its files, and how it finds what is shipped with it."""

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from events_console import paths

FILES = [
    paths.history_file,
    paths.draft_file,
    paths.replaced_drafts,
    paths.attachments_folder,
    paths.sandbox_key_file,
    paths.settings_file,
]


@pytest.mark.parametrize("location", FILES)
def test_one_variable_moves_every_file(location: Callable[[], Path], console_home: Path) -> None:
    assert location().parent == console_home


@pytest.mark.parametrize("location", FILES)
def test_without_it_files_are_the_persons_own(
    location: Callable[[], Path], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVENTS_CONSOLE_HOME")
    assert home in location().parents
    assert location().parent.name == "events-console"


def test_no_two_files_share_a_place() -> None:
    assert len({location() for location in FILES}) == len(FILES)


def test_the_folder_is_made_for_its_owner_alone(console_home: Path) -> None:
    assert not console_home.exists()
    paths.draft_file()
    assert stat.S_IMODE(console_home.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").touch()
    monkeypatch.setenv("EVENTS_CONSOLE_HOME", str(home / "file"))
    with pytest.raises(OSError, match="file"):
        paths.history_file()


def test_a_relative_override_is_taken_from_the_working_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv("EVENTS_CONSOLE_HOME", "here")
    assert paths.draft_file() == home / "here" / "draft.json"


def test_resources_are_those_of_the_checkout() -> None:
    assert (
        paths.resource("service_model.json") == Path(__file__).parents[1] / "resources" / "service_model.json"
    )


def test_importing_it_costs_no_third_party_module() -> None:
    program = "import sys; old = {*sys.modules}; import events_console.paths; print(*{*sys.modules} - old)"
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names == {"events_console"}
