"""The strip above the history, on screen, with real keys and clicks."""

from collections import Counter
from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.summary import MOST_BARS, Bar, Summary
from events_console.ui import style
from events_console.ui.summary_strip import SummaryStrip

Key = Qt.Key
NOON = datetime(2025, 11, 21, 12).timestamp()  # noqa: DTZ001  # local, as it is shown
HOUR = 3600.0
NONE: dict[str, int] = {}
THREE = (
    {"accepted": 12, "refused": 1},
    NONE,
    {"accepted": 1_192, "refused": 20, "failed": 10, "unanswered": 1, "unknown": 1},
)


def summary(*counts: dict[str, int], is_complete: bool = True) -> Summary:
    totals: Counter[str] = Counter()
    for each in counts:
        totals.update(each)
    bars = tuple(Bar(NOON + place * HOUR, HOUR, each) for place, each in enumerate(counts))
    return Summary(totals.total(), is_complete, dict(totals), bars, 38.2, 1_120.0)


@pytest.fixture
def strip(qtbot: QtBot) -> SummaryStrip:
    made = SummaryStrip()
    qtbot.addWidget(made)
    made.resize(300, 80)
    made.show()
    qtbot.waitActive(made)
    made.show_summary(summary(*THREE))
    return made


@pytest.fixture
def chosen(strip: SummaryStrip) -> list[object]:
    made: list[object] = []
    strip.chosen.connect(made.append)
    return made


def tip() -> str:
    return QToolTip.text().replace("<p style='white-space:pre-wrap'>", "").replace("</p>", "")


def test_nothing_found_is_nothing_to_draw(qtbot: QtBot) -> None:
    strip = SummaryStrip()
    qtbot.addWidget(strip)
    assert strip.accessibleDescription() == "No exchange was found."
    was_empty = [strip.is_empty]
    for shown in (summary(*THREE), Summary()):
        strip.show_summary(shown)
        was_empty.append(strip.is_empty)
    assert was_empty == [True, False, True]
    strip.show()
    assert not strip.grab().isNull()


def test_it_is_all_told_in_words(strip: SummaryStrip) -> None:
    assert strip.accessibleDescription() == (
        "1,237 exchanges, sent 21 Nov 2025 12:00–15:00: 1,204 accepted, 21 refused, 10 failed, 1 no answer, "
        "1 unknown. Answers took: median 38 ms, p95 1.1 s."
    )
    assert [each.text() for each in strip.legend.values() if each.isVisible()] == [
        "✓ 1,204",
        "✕ 21",
        "! 10",
        "? 2",
    ]
    assert strip.legend["unanswered"].accessibleName() == "1 no answer, 1 unknown"
    assert strip.words.text().replace("\N{NO-BREAK SPACE}", " ") == "median 38 ms · p95 1.1 s"


def test_what_is_not_complete_says_so(strip: SummaryStrip) -> None:
    strip.show_summary(summary({"accepted": 20_000}, is_complete=False))
    assert strip.words.text().endswith(" · of the newest 20,000 found")
    assert strip.accessibleDescription().startswith("The newest 20,000 exchanges, sent")


def test_without_an_answer_there_is_no_latency(strip: SummaryStrip) -> None:
    strip.show_summary(Summary(1, True, {"unanswered": 1}, (Bar(NOON, 1, {"unanswered": 1}),)))
    assert not strip.words.isVisible()
    assert strip.accessibleDescription().endswith("1 no answer.")


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("accepted", ("accepted",)),
        ("refused", ("refused",)),
        ("failed", ("failed",)),
        ("unanswered", ("unanswered", "unknown")),
    ],
)
def test_a_number_finds_its_outcomes(
    group: str, names: tuple[str, ...], strip: SummaryStrip, chosen: list[object], qtbot: QtBot
) -> None:
    qtbot.mouseClick(strip.legend[group], Qt.MouseButton.LeftButton)
    assert chosen == [{"outcome": names}]


def test_a_number_finds_only_outcomes_that_there_are(
    strip: SummaryStrip, chosen: list[object], qtbot: QtBot
) -> None:
    strip.show_summary(summary({"refused": 3}))
    assert [each.text() for each in strip.legend.values() if each.isVisible()] == ["✕ 3"]
    strip.legend["refused"].setFocus()
    qtbot.keyClick(strip.legend["refused"], Key.Key_Space)
    assert chosen == [{"outcome": ("refused",)}]


def test_keys_walk_the_bars_that_hold_something_and_choose(
    strip: SummaryStrip, chosen: list[object], qtbot: QtBot
) -> None:
    strip.chart.setFocus(Qt.FocusReason.TabFocusReason)
    said = []
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_Left):
        qtbot.keyClick(strip.chart, key)
        said.append(tip().partition(":00")[0][-2:])
    assert said == ["12", "12", "14", "12", "14", "12"]
    assert tip() == "21 Nov 2025 12:00–13:00: 12 accepted, 1 refused"
    for key in (Key.Key_Return, Key.Key_Enter, Key.Key_Space):
        qtbot.keyClick(strip.chart, key)
    assert chosen == [{"on": (), "after": ("2025-11-21T12:00",), "before": ("2025-11-21T13:00",)}] * 3


def test_keys_that_send_are_left_to_the_window(
    strip: SummaryStrip, chosen: list[object], qtbot: QtBot
) -> None:
    strip.chart.setFocus()
    qtbot.keyClick(strip.chart, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not chosen


def test_each_bar_is_announced(strip: SummaryStrip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    strip.legend["accepted"].setFocus()
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    strip.chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(strip.chart, Key.Key_Left)
    assert said == [
        "21 Nov 2025 14:00–15:00: 1,192 accepted, 20 refused, 10 failed, 1 no answer, 1 unknown",
        "21 Nov 2025 12:00–13:00: 12 accepted, 1 refused",
    ]


def test_a_click_chooses_a_bar_but_not_an_empty_one(
    strip: SummaryStrip, chosen: list[object], qtbot: QtBot
) -> None:
    for x in (14, 42, 70, 200):
        qtbot.mouseClick(strip.chart, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
    assert [each["after"] for each in chosen if isinstance(each, dict)] == [
        ("2025-11-21T12:00",),
        ("2025-11-21T14:00",),
    ]


def test_a_bar_of_a_part_of_a_second_is_chosen_as_that_second(
    strip: SummaryStrip, chosen: list[object], qtbot: QtBot
) -> None:
    strip.show_summary(Summary(1, True, {"accepted": 1}, (Bar(NOON + 0.25, 0.1, {"accepted": 1}),)))
    strip.chart.setFocus()
    qtbot.keyClick(strip.chart, Key.Key_Return)
    assert chosen == [{"on": (), "after": ("2025-11-21T12:00",), "before": ("2025-11-21T12:00:01",)}]


@pytest.mark.parametrize(
    ("start", "end", "on"),
    [
        ("2025-11-01", "2025-12-01", "2025-11"),
        ("2025-11-21", "2025-11-22", "2025-11-21"),
        ("2025-11-21T14:02", "2025-11-21T14:03", "2025-11-21T14:02"),
    ],
)
def test_a_bar_of_a_month_a_day_or_a_minute_is_named_by_it(
    start: str, end: str, on: str, strip: SummaryStrip, qtbot: QtBot
) -> None:
    first, beyond = (datetime.fromisoformat(each).timestamp() for each in (start, end))
    strip.show_summary(Summary(1, True, {"accepted": 1}, (Bar(first, beyond - first, {"accepted": 1}),)))
    strip.chart.setFocus()
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.keyClick(strip.chart, Key.Key_Return)
    assert chosen.args == [{"on": (on,), "after": (), "before": ()}]


def test_what_is_told_of_a_bar_goes_once_it_is_chosen(strip: SummaryStrip, qtbot: QtBot) -> None:
    strip.chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(strip.chart, Key.Key_Left)
    assert QToolTip.isVisible()
    qtbot.keyClick(strip.chart, Key.Key_Return)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_mouse_is_told_what_is_in_a_bar(strip: SummaryStrip) -> None:
    def hover(x: int) -> str:
        where = QPoint(x, 20)
        event = QHelpEvent(QEvent.Type.ToolTip, where, strip.chart.mapToGlobal(where))
        QApplication.sendEvent(strip.chart, event)
        return tip()

    assert hover(10) == "21 Nov 2025 12:00–13:00: 12 accepted, 1 refused"
    assert hover(40) == "21 Nov 2025 13:00–14:00: none"


def test_the_keys_stay_on_their_bar_when_it_is_drawn_anew(
    strip: SummaryStrip, chosen: list[object], qtbot: QtBot
) -> None:
    strip.chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(strip.chart, Key.Key_Home)
    strip.show_summary(summary({"accepted": 12, "refused": 2}, *THREE[1:], {"accepted": 1}))
    qtbot.keyClick(strip.chart, Key.Key_Return)
    strip.show_summary(Summary())
    qtbot.keyClick(strip.chart, Key.Key_Return)
    assert chosen == [{"on": (), "after": ("2025-11-21T12:00",), "before": ("2025-11-21T13:00",)}]


@pytest.mark.parametrize("width", [106, 130, 180, 290, 600])
@pytest.mark.parametrize("is_complete", [True, False])
def test_any_width_shows_all_of_it(width: int, is_complete: bool, qtbot: QtBot) -> None:
    pane, strip = QWidget(), SummaryStrip()
    qtbot.addWidget(pane)
    box = QVBoxLayout(pane)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(strip)
    box.addStretch(1)
    bars = [{"accepted": 400 + place, "refused": place * 10, "unknown": 3} for place in range(MOST_BARS)]
    strip.show_summary(summary(*bars, is_complete=is_complete))
    pane.resize(width, 400)
    pane.show()
    QTest.qWait(20)
    assert strip.width() == width
    shown = [*(each for each in strip.legend.values() if each.isVisible()), strip.words]
    for each in shown:
        inner = each.geometry()
        assert strip.rect().contains(inner), each.accessibleName()
        assert each.height() >= each.sizeHint().height() or each is strip.words
    assert strip.words.height() >= strip.words.heightForWidth(strip.words.width())
    assert len({each.geometry().topLeft().toTuple() for each in shown}) == len(shown)
    assert strip.chart.size() == QSize(width, 40)


@pytest.mark.parametrize("theme", [style.LIGHT, style.DARK])
def test_trouble_is_seen_in_a_bar_of_thousands_and_without_colour(
    theme: style.Theme, strip: SummaryStrip, qapp: QApplication
) -> None:
    before = qapp.palette(), qapp.styleSheet()
    style.apply(qapp, theme)
    try:
        strip.show_summary(summary({"accepted": 10_000}, {"accepted": 9_999, "refused": 1}))
        image = strip.chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    finally:
        qapp.setPalette(before[0])
        qapp.setStyleSheet(before[1])
    ratio = image.devicePixelRatio()

    def column(x: int) -> list[QColor]:
        return [image.pixelColor(int(x * ratio), int(y * ratio)) for y in range(40)]

    good, error, surface = (QColor(name) for name in (theme.good.ink, theme.error.ink, theme.surface))
    plain, troubled = column(10), column(38)
    assert good in plain
    assert error not in plain
    assert surface not in plain
    top = [colour for colour in troubled if colour in (error, surface, good)]
    assert top[0] == error
    assert surface in top[:4]
    assert top.count(good) > 25
