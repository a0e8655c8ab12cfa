"""The file of a window's draft: real windows are processes, so here are two of them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services import draft_claim, drafts, replaced
from events_console.services.drafts import Draft, Origin
from events_console.services.files import fingerprint

# Another window: takes its file, says which, writes a draft to it, and stays until its input ends.
WINDOW = """
import sys
from pathlib import Path
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services import draft_claim, drafts
from events_console.services.drafts import Draft

claim = draft_claim.claim(Path(sys.argv[1]))
drafts.save(claim.path, Draft(Request(Object(sessionId=sys.argv[2])), edited=sys.argv[2] != "unedited"))
print(claim.path.name, flush=True)
sys.stdin.read()
claim.release()
"""


@pytest.fixture
def first(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "draft.json"


@pytest.fixture
def folder(first: Path) -> Path:
    return first.with_name("replaced")


class Window:
    """A process that keeps a draft."""

    def __init__(self, first: Path, session: str) -> None:
        command = [sys.executable, "-c", WINDOW, str(first), session]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.file = self.process.stdout.readline().strip()

    def close(self) -> None:
        self.process.communicate("", timeout=10)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=10)


@pytest.fixture
def window(first: Path) -> Iterator[Callable[[str], Window]]:
    with ExitStack() as opened:

        def open_one(session: str) -> Window:
            made = Window(first, session)
            opened.callback(made.kill)
            return made

        yield open_one


def _draft(session: str) -> Draft:
    return Draft(Request(Object(sessionId=session)))


def _claimed(first: Path) -> tuple[str, Draft | None, str, str]:
    claim = draft_claim.claim(first)
    claim.release()
    return claim.path.name, claim.draft, claim.trouble, claim.note


def _kept(folder: Path) -> list[Draft | None]:
    return [drafts.load(entry.path) for entry in replaced.listed(folder)]


def test_one_window_after_the_other_has_the_same_file(first: Path) -> None:
    assert _claimed(first) == ("draft.json", None, "", "")
    drafts.save(first, _draft("a"))
    assert _claimed(first) == ("draft.json", _draft("a"), "", "")
    assert [path.name for path in first.parent.iterdir()] == ["draft.json"]


def test_each_window_has_a_file_of_its_own_and_says_so(
    first: Path, folder: Path, window: Callable[[str], Window]
) -> None:
    assert window("one").file == "draft.json"
    assert window("two").file == "draft-2.json"
    file, draft, trouble, note = _claimed(first)
    assert (file, draft, trouble) == ("draft-3.json", None, "")
    assert note == "Another window is open: what is composed in this one is a draft of its own."
    assert draft_claim.collect(first, folder) == ("", "")
    assert drafts.load(first) == _draft("one")
    assert drafts.load(first.with_name("draft-2.json")) == _draft("two")


@pytest.mark.parametrize("end", [Window.close, Window.kill])
def test_what_a_second_window_leaves_is_there_once_for_the_next_start(
    end: Callable[[Window], None], first: Path, folder: Path, window: Callable[[str], Window]
) -> None:
    one, two, unedited = window("one"), window("two"), window("unedited")
    end(unedited)
    end(two)
    assert _claimed(first)[:2] == ("draft-2.json", _draft("two"))
    end(one)
    claim = draft_claim.claim(first)
    assert (claim.path, claim.draft) == (first, _draft("one"))
    assert draft_claim.collect(first, folder) == (
        "",
        "The request of another window is kept: see File, Bring back a replaced request.",
    )
    assert draft_claim.collect(first, folder) == ("", "")
    assert _kept(folder) == [_draft("two")]
    claim.release()
    assert {path.name for path in first.parent.iterdir()} == {"draft.json", "replaced"}


def test_all_that_crashed_windows_left_is_kept_and_counted(first: Path, folder: Path) -> None:
    replaced.keep(folder, _draft("replaced"))
    for number in range(2, 17):
        drafts.save(first.with_name(f"draft-{number}.json"), _draft(str(number)))
    _, note = draft_claim.collect(first, folder)
    assert note == "The requests of 15 other windows are kept: see File, Bring back a replaced request."
    assert {draft.request.text("sessionId") for draft in _kept(folder) if draft} == {
        "replaced",
        *map(str, range(2, 17)),
    }


def test_a_draft_that_its_file_no_longer_holds_is_kept(first: Path, folder: Path, tmp_path: Path) -> None:
    team = tmp_path / "team.json"
    left = first.with_name("draft-2.json")
    unedited = Draft(Request(Object(sessionId="team")), file=Origin(team, fingerprint(b"team")), edited=False)
    for said, kept in ((b"team", []), (b"changed", [unedited])):
        team.write_bytes(said)
        drafts.save(left, unedited)
        draft_claim.collect(first, folder)
        assert _kept(folder) == kept
        assert not left.exists()


def test_a_draft_that_cannot_be_read_stays_and_another_file_is_taken(first: Path, folder: Path) -> None:
    first.mkdir()
    file, draft, trouble, note = _claimed(first)
    assert (file, draft, note) == ("draft-2.json", None, "")
    assert trouble.startswith(f"The draft {first} cannot be read: ")
    assert trouble.endswith("It stays as it is; this window keeps its draft in another file.")
    drafts.save(first.with_name(file), _draft("meanwhile"))
    assert _claimed(first)[:2] == ("draft-2.json", _draft("meanwhile"))
    first.rmdir()
    drafts.save(first, _draft("readable again"))
    assert _claimed(first) == ("draft.json", _draft("readable again"), "", "")
    draft_claim.collect(first, folder)
    assert _kept(folder) == [_draft("meanwhile")]


def test_a_damaged_draft_is_said_to_be(first: Path) -> None:
    first.write_text("{", encoding="utf-8")
    file, draft, trouble, _ = _claimed(first)
    assert (file, draft) == ("draft.json", None)
    assert trouble.startswith(f"The draft {first} is damaged; it is kept as draft.json.")


def test_what_another_window_left_and_nobody_can_read_is_told_and_stays(first: Path, folder: Path) -> None:
    first.with_name("draft-2.json").mkdir()
    first.with_name("draft-3.json").write_text("{", encoding="utf-8")
    trouble, note = draft_claim.collect(first, folder)
    assert "draft-2.json cannot be read: " in trouble
    assert "draft-3.json is damaged; " in trouble
    assert note == ""
    assert first.with_name("draft-2.json").is_dir()


def test_where_nothing_can_be_read_there_is_no_file(first: Path) -> None:
    for number in range(1, 100):
        first.with_stem("draft" if number == 1 else f"draft-{number}").mkdir()
    with pytest.raises(OSError, match="no draft can be kept"):
        draft_claim.claim(first)


def test_where_no_lock_can_be_made_the_draft_is_read_all_the_same(first: Path) -> None:
    drafts.save(first, _draft("a"))
    first.with_name("draft.json.lock").mkdir()
    assert _claimed(first) == ("draft.json", _draft("a"), "", "")
