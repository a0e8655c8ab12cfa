"""The files opened and saved last, to be opened again from their menu."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from events_console.ui.recent_files import RecentFiles
from events_console.ui.session import Session
from tests.ui.windows import Open


def _texts(session: Session) -> list[str]:
    return [action.text() for action in session.recent.actions() if action.text()]


def _file(path: Path, user: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'{{"userId": "{user}", "eventList": []}}', encoding="utf-8")
    return path


def test_what_was_opened_and_saved_is_listed_and_opened_again_after_a_restart(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    session = open_window()
    assert not session.recent.isEnabled()
    one, other = _file(tmp_path / "one" / "Größe & Co.json", "one"), tmp_path / "other.json"
    session.window.document.open_file(str(one))
    session.window.document.save_to(other)
    assert _texts(session) == ["&1 other.json", "&2 Größe && Co.json", "&Clear"]
    assert [action.statusTip() for action in session.recent.actions()][:2] == [str(other), str(one)]
    again = open_window()
    assert _texts(again) == ["&1 other.json", "&2 Größe && Co.json", "&Clear"]
    again.window.document.new_request()
    again.recent.actions()[1].trigger()
    qtbot.waitUntil(lambda: again.console.request.text("userId") == "one")
    assert _texts(again)[0] == "&1 Größe && Co.json"
    again.recent.actions()[-1].trigger()
    qtbot.waitUntil(lambda: not again.recent.isEnabled())
    assert one.exists()


def test_code_and_tables_count_as_well(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    session = open_window()
    table = tmp_path / "table.csv"
    session.window.document.save_to(table)
    session.window.document.new_request()
    session.window.document.open_file(str(table))
    qtbot.waitUntil(lambda: len(session.console.request.events) == 3)
    assert session.settings.recent == (str(table),)


def test_a_file_that_is_gone_says_so_and_is_dropped(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    session = open_window()
    path = _file(tmp_path / "gone.json", "gone")
    session.window.document.open_file(str(path))
    path.unlink()
    session.recent.actions()[0].trigger()
    qtbot.waitUntil(lambda: "is not there any more" in session.window.statusBar().currentMessage())
    assert session.settings.recent == ()


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("/a/x.json", "/b/y.json"), ["&1 x.json", "&2 y.json"]),
        (("/a/x.json", "/b/x.json"), ["&1 x.json – a", "&2 x.json – b"]),
        (("/a/c/x.json", "/b/c/x.json"), ["&1 x.json – a/c", "&2 x.json – b/c"]),
        (
            tuple(f"/{n}.json" for n in range(10)),
            [*(f"&{n} {n - 1}.json" for n in range(1, 10)), "1&0 9.json"],
        ),
    ],
)
def test_alike_names_are_told_apart_by_their_folders(
    qtbot: QtBot, files: tuple[str, ...], names: list[str]
) -> None:
    menu = RecentFiles(print, None)  # type: ignore[arg-type]  # a menu without a window
    qtbot.addWidget(menu)
    menu.show_files(files)
    assert [action.text() for action in menu.actions()][: len(files)] == names


def test_no_more_than_ten_are_remembered(open_window: Open, tmp_path: Path) -> None:
    session = open_window()
    for number in range(12):
        session.window.document.open_file(str(_file(tmp_path / f"{number}.json", "x")))
    assert [Path(file).stem for file in session.settings.recent] == [str(n) for n in range(11, 1, -1)]
