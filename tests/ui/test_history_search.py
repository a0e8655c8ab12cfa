"""The head of the history: line, form, chips and saved searches always say the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.annotation import Annotation
from events_console.domain.history_query import Query, parse
from events_console.services.history import History
from events_console.ui.history_filter import FilterForm
from events_console.ui.history_offers import HistoryOffers, query_of
from events_console.ui.history_search import HistorySearch
from events_console.ui.history_searches import NameDialog, SearchesDialog
from events_console.ui.tasks import Tasks
from tests.ui.test_history_pane import accepted, keep, pending, request
from tests.ui.windows import Open

Key = Qt.Key


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path / "history.sqlite3")
    keep(
        made,
        accepted(pending("e1", of=request("sku-1", user="u-7"))),
        accepted(pending("e2", of=request("sku-2", event_type="Purchase", user="u 8"))),
    )
    made.annotate("e1", Annotation(tags=("checkout",)))
    while made.upkeep():
        pass
    yield made
    made.close()


@pytest.fixture
def search(history: History, tasks: Tasks, qtbot: QtBot) -> Iterator[HistorySearch]:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    offers = HistoryOffers(tasks, window)
    offers.open(history)
    made = HistorySearch(offers)
    box.addWidget(made)
    box.addStretch(1)
    window.resize(320, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.line.setFocus()
    yield made
    window.close()


@pytest.fixture
def form(search: HistorySearch) -> FilterForm:
    search.show_form()
    made = search.findChild(FilterForm)
    assert isinstance(made, FilterForm)
    return made


def offered(search: HistorySearch) -> list[str]:
    found = search.completion.list
    if found is None or not found.isVisible():
        return []
    model = found.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def line_of(form: FilterForm, key: str) -> QLineEdit:
    line = form.fields[key].lineEdit()
    assert line
    return line


def chips(search: HistorySearch) -> list[str]:
    shown = (one for one in search.chips.findChildren(QToolButton) if one.isVisible())
    return [one.text().strip() for one in sorted(shown, key=lambda one: (one.y(), one.x()))]


def test_what_is_typed_is_searched_for_after_a_pause(search: HistorySearch, qtbot: QtBot) -> None:
    with qtbot.waitSignal(search.searched) as asked:
        qtbot.keyClicks(search.line, "item:sku-1 red  shoes")
    assert asked.args == [Query("red  shoes", (("item", "sku-1"),))]


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("outcome:", Query()),
        ("red outcome:", Query("red")),
        ('item:"', Query()),
        ("item:a user:", Query(terms=(("item", "a"),))),
        ("at 12:", Query("at 12:")),
    ],
)
def test_a_filter_without_a_value_is_no_text_yet(line: str, query: Query) -> None:
    assert query_of(line) == query


def test_keys_and_then_values_are_completed(search: HistorySearch, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.line, "red out")
    assert offered(search) == ["outcome:"]
    qtbot.keyClick(search.line, Key.Key_Down)
    qtbot.keyClick(search.line, Key.Key_Return)
    assert search.line.text() == "red outcome:"
    assert offered(search)[:2] == ["outcome:accepted", "outcome:refused"]
    qtbot.keyClicks(search.line, "ref")
    qtbot.keyClick(search.line, Key.Key_Down)
    qtbot.keyClick(search.line, Key.Key_Return)
    assert search.line.text() == "red outcome:refused"
    assert offered(search) == []


def test_values_that_occur_are_offered_as_soon_as_they_are_known(search: HistorySearch, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.line, "user:")
    qtbot.waitUntil(lambda: sorted(offered(search)) == ['user:"u 8"', "user:u-7"])
    qtbot.keyClicks(search.line, "u-")
    assert offered(search) == ["user:u-7"]


def test_only_the_word_at_the_cursor_is_completed(search: HistorySearch, qtbot: QtBot) -> None:
    search.search("out red")
    search.line.setCursorPosition(3)
    qtbot.keyClick(search.line, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offered(search) == ["outcome:"]
    qtbot.keyClick(search.line, Key.Key_Up)
    qtbot.keyClick(search.line, Key.Key_Return)
    assert search.line.text() == "outcome: red"


def test_the_form_writes_the_line(search: HistorySearch, form: FilterForm, qtbot: QtBot) -> None:
    search.search("red shoes")
    form.outcomes["refused"].click()
    form.outcomes["unanswered"].click()
    form.flags["starred"].click()
    line_of(form, "item").clear()
    qtbot.keyClicks(form.fields["item"], "sku 1")
    assert parse(search.line.text()) == Query(
        "red shoes",
        (("outcome", "refused"), ("outcome", "unanswered"), ("is", "starred"), ("item", "sku 1")),
    )
    form.outcomes["refused"].click()
    line_of(form, "item").clear()
    assert search.line.text() == "outcome:unanswered is:starred red shoes"


def test_the_line_fills_the_form(search: HistorySearch, form: FilterForm) -> None:
    search.search("outcome:failed user:u-7 is:noted after:7d item:a item:b text")
    assert [name for name, check in form.outcomes.items() if check.isChecked()] == ["failed"]
    assert form.fields["user"].currentText() == "u-7"
    assert form.fields["item"].currentText() == ""
    assert line_of(form, "item").placeholderText() == "any of 2: a, b"
    assert form.flags["noted"].isChecked()
    assert form.period.choice.currentText() == "Last 7 days"
    form.flags["noted"].click()
    assert search.line.text() == "outcome:failed user:u-7 after:7d item:a item:b text"


def test_the_form_offers_values_that_occur(form: FilterForm, qtbot: QtBot) -> None:
    def values(key: str) -> set[str]:
        return {form.fields[key].itemText(place) for place in range(form.fields[key].count())}

    qtbot.waitUntil(lambda: values("tag") == {"checkout"})
    qtbot.waitUntil(lambda: values("type") == {"View", "Purchase"})


def test_a_period_is_chosen(search: HistorySearch, form: FilterForm) -> None:
    choice = form.period.choice
    choice.setCurrentText("Today")
    choice.activated.emit(choice.currentIndex())
    assert search.line.text() == "on:today"
    choice.setCurrentText("Between…")
    choice.activated.emit(choice.currentIndex())
    form.period.last.setDate(QDate(2026, 11, 21))
    form.period.first.setDate(QDate(2026, 11, 3))
    assert search.line.text() == "after:2026-11-03 before:2026-11-22"
    choice.setCurrentText("Any time")
    choice.activated.emit(choice.currentIndex())
    assert search.line.text() == ""


def test_days_of_the_line_are_shown_and_other_times_stay_as_typed(
    search: HistorySearch, form: FilterForm
) -> None:
    search.search("after:2026-11-03 before:2026-11-22")
    assert form.period.choice.currentText() == "Between…"
    assert (form.period.first.date(), form.period.last.date()) == (QDate(2026, 11, 3), QDate(2026, 11, 21))
    search.search("on:2026-11")
    assert form.period.choice.currentText() == "As in the search line"
    form.outcomes["accepted"].click()
    assert search.line.text() == "on:2026-11 outcome:accepted"


def test_clearing_the_form_clears_everything(search: HistorySearch, form: FilterForm, qtbot: QtBot) -> None:
    search.search("item:a text")
    qtbot.mouseClick(form.clear, Qt.MouseButton.LeftButton)
    assert search.line.text() == ""
    assert form.fields["item"].currentText() == ""


def test_the_form_finds_anonymous_visitors_and_says_how_values_match(
    search: HistorySearch, form: FilterForm
) -> None:
    form.flags["anonymous"].click()
    assert search.line.text() == "is:anonymous"
    assert line_of(form, "item").placeholderText() == "any"
    assert any("match as a whole" in one.text() for one in form.findChildren(QLabel))


def test_escape_closes_the_form_and_keeps_the_filters(
    search: HistorySearch, form: FilterForm, qtbot: QtBot
) -> None:
    form.outcomes["refused"].click()
    qtbot.keyClick(form, Key.Key_Escape)
    assert not form.isVisible()
    assert search.line.text() == "outcome:refused"


def test_filters_show_as_chips_that_take_them_back(search: HistorySearch, qtbot: QtBot) -> None:
    search.search("outcome:refused item:a text")
    assert chips(search) == ["Refused", "item a", "Clear"]
    assert search.filter.accessibleName() == "Filter the history, 2 on"
    chip = next(one for one in search.chips.findChildren(QToolButton) if one.text().startswith("item"))
    assert chip.accessibleName() == "Filter item a: take it back"
    chip.setFocus()
    qtbot.keyClick(chip, Key.Key_Space)
    assert search.line.text() == "outcome:refused text"
    assert search.chips.isVisible()
    search.chips.clear.click()
    assert search.line.text() == ""
    assert not search.chips.isVisible()


def test_a_period_and_a_flag_are_said_as_a_person_says_them(search: HistorySearch, qtbot: QtBot) -> None:
    search.search("is:starred after:2025-11-21T14:00 before:2025-11-21T15:00")
    assert chips(search) == ["Starred", "21 Nov 2025 14:00–15:00", "Clear"]
    chip = next(one for one in search.chips.findChildren(QToolButton) if one.text().startswith("21 Nov"))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert search.line.text() == "is:starred"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("on:2025-11", "Nov 2025"),
        ("on:2025-11-21", "21 Nov 2025"),
        ("on:2025-11-21T14:02", "21 Nov 2025 14:02–14:03"),
        ("after:2025-11-21 before:2025-11-24", "21 Nov 2025–23 Nov 2025"),
        ("on:today", "Today"),
        ("after:7d", "Last 7 days"),
        ("after:9d", "after 9d"),
    ],
)
def test_a_period_is_said_with_its_ends(line: str, said: str, search: HistorySearch) -> None:
    search.search(line)
    assert chips(search)[0] == said


def test_chips_take_a_second_line_where_they_need_it(search: HistorySearch, qtbot: QtBot) -> None:
    search.window().resize(280, 400)
    search.search("is:starred outcome:refused after:2025-11-21T14:00 before:2025-11-21T15:00")
    qtbot.wait(20)
    shown = [one for one in search.chips.findChildren(QToolButton) if one.isVisible()]
    assert [one.text()[:6] for one in sorted(shown, key=lambda one: (one.y(), one.x()))] == [
        "Starre",
        "Refuse",
        "21 Nov",
        "Clear",
    ]
    assert len({one.y() for one in shown}) == 2
    assert all(search.chips.rect().contains(one.geometry()) for one in shown)


def test_what_is_clicked_can_be_undone_in_the_line(search: HistorySearch) -> None:
    search.search("red")
    search.narrow({"outcome": ("refused",)})
    search.clear()
    said = []
    for _ in range(3):
        said.append(search.line.text())
        search.line.undo()
    assert said == ["", "outcome:refused red", "red"]


def test_chips_without_room_are_counted(search: HistorySearch, qtbot: QtBot) -> None:
    search.search("outcome:refused item:a-long-one user:another-long-one tag:c")
    search.window().resize(200, 400)
    qtbot.waitUntil(lambda: "+2" in chips(search) or "+3" in chips(search))
    assert "Clear" in chips(search)
    assert all(
        one.geometry().right() < search.chips.width()
        for one in search.chips.findChildren(QToolButton)
        if one.isVisible()
    )


def test_a_search_is_saved_chosen_renamed_and_deleted(search: HistorySearch, qtbot: QtBot) -> None:
    saved = search.searches
    search.search("outcome:refused on:today")
    saved.menu.actions()[-2].trigger()
    ask = search.findChild(NameDialog)
    assert isinstance(ask, NameDialog)
    ask.name.setText("Refused today")
    with qtbot.waitSignal(saved.changed) as kept:
        qtbot.keyClick(ask.name, Key.Key_Return)
    assert kept.args == [(("Refused today", "outcome:refused on:today"),)]
    search.clear()
    saved.menu.actions()[0].trigger()
    assert search.line.text() == "outcome:refused on:today"
    saved.menu.actions()[-1].trigger()
    dialog = search.findChild(SearchesDialog)
    assert isinstance(dialog, SearchesDialog)
    dialog.list.item(0).setText("Today’s refusals")
    assert saved.searches == (("Today’s refusals", "outcome:refused on:today"),)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Key.Key_Delete)
    assert search.searches.searches == ()
    assert not saved.menu.actions()[-1].isEnabled()


def test_saved_searches_are_beside_the_line(search: HistorySearch, qtbot: QtBot) -> None:
    assert search.saved.menu() is search.searches.menu
    assert search.saved.accessibleName() == "Saved searches"
    search.line.setFocus()
    for after in (search.saved, search.filter):
        qtbot.keyClick(search.window().focusWidget(), Key.Key_Tab)
        assert after.hasFocus()


def test_saving_under_a_name_that_is_taken_says_what_it_replaces(search: HistorySearch) -> None:
    search.searches.take((("Mine", "item:a"),))
    search.search("item:b")
    search.searches.menu.actions()[-2].trigger()
    ask = search.findChild(NameDialog)
    assert isinstance(ask, NameDialog)
    ask.name.setText("Mine")
    assert ask.save.text() == "Replace"
    assert "item:a" in ask.hint.text()
    ask.accept()
    assert search.searches.searches == (("Mine", "item:b"),)


def test_the_lines_of_saved_searches_are_high_enough_to_be_hit(search: HistorySearch) -> None:
    search.searches.take((("Mine", "item:a"), ("Yours", "item:b")))
    search.searches.menu.actions()[-1].trigger()
    dialog = search.findChild(SearchesDialog)
    assert isinstance(dialog, SearchesDialog)
    assert dialog.list.visualItemRect(dialog.list.item(0)).height() >= 24
    dialog.close()


def test_a_name_that_is_taken_or_empty_is_not_given(search: HistorySearch) -> None:
    search.searches.take((("Mine", "item:a"), ("Yours", "item:b")))
    search.searches.menu.actions()[-1].trigger()
    dialog = search.findChild(SearchesDialog)
    assert isinstance(dialog, SearchesDialog)
    for wanted in ("Mine", "  "):
        dialog.list.item(1).setText(wanted)
        assert dialog.list.item(1).text() == "Yours"
    assert search.searches.searches == (("Mine", "item:a"), ("Yours", "item:b"))
    assert "needs a name" in dialog.sentence.text()
    dialog.close()


def test_only_a_search_can_be_saved(search: HistorySearch) -> None:
    assert not search.searches.menu.actions()[-2].isEnabled()
    search.search("x")
    assert search.searches.menu.actions()[-2].isEnabled()


def test_saved_searches_come_back_after_a_restart(open_window: Open) -> None:
    first = open_window().window.history.search
    first.search("outcome:refused")
    first.searches.menu.actions()[-2].trigger()
    ask = first.findChild(NameDialog)
    assert isinstance(ask, NameDialog)
    ask.name.setText("Refused & lost")
    ask.accept()
    saved = open_window().window.history.search.searches
    assert saved.searches == (("Refused & lost", "outcome:refused"),)
    assert saved.menu.actions()[0].text() == "Refused && lost"
