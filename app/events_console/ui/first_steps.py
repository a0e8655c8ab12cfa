"""The first steps: three cards beside what they speak of, which go on when the person does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from events_console.domain.connection import ConnectionKind
from events_console.ui import style
from events_console.ui.language import tr
from events_console.ui.parts import announce, button, label, row

if TYPE_CHECKING:
    from events_console.domain.connection import Connection
    from events_console.ui.main_window import MainWindow

_WIDTH: Final = 320
_GAP: Final = 12  # pixels between the card and what it speaks of
_RING: Final = 3  # pixels of its line
_AROUND: Final = 5  # pixels from what it goes around
_VALUE: Final = 2  # the column of the table that the first step has changed
_PLACING: Final = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.LayoutRequest)


@dataclass(frozen=True, slots=True)
class _Step:
    """What a card says, and what it is about: a widget, and the part of it that it goes around.

    Tab leads to the card from ``stop``; ``place`` is where it lies in the window, if not close by.
    """

    title: str
    text: str
    target: Callable[[], tuple[QWidget, QRect]]
    stop: Callable[[], QWidget]
    place: Callable[[QSize], QPoint] | None = None


class FirstSteps(QObject):
    """Leads through a first request, without being in the way of anything.

    Signals: ``ended()`` when the last step is done, or somebody has had enough.
    """

    ended = Signal()

    def __init__(self, window: "MainWindow") -> None:
        """Show the first of the steps."""
        super().__init__(window)
        self._window = window
        self._place = 0
        self._before = window.console.request
        self._errors = len(window.console.errors)
        self._steps = (
            _Step(
                tr("Change a cell"),
                tr("Type another value here and press Enter. It is checked at once: problems appear below."),
                self._cell,
                lambda: window.compose.table if window.compose.table.isVisible() else window.compose.tabs,
            ),
            _Step(
                tr("Send it"),
                _where_to(window.console.connection),
                lambda: _whole(window.bar.send_button),
                lambda: window.bar.send_button,
                self._over_form,
            ),
            _Step(
                tr("Find it again"),
                tr("Whatever you send is kept in the history. Choose the line to see what was answered."),
                self._history,
                lambda: window.history.view,
            ),
        )
        self.ring = _Ring(window)
        self.card = _Card(window, self.end, self.go_on)
        window.console.changed.connect(self._take_change)
        window.compose.table.itemDelegate().closeEditor.connect(self._take_change)
        window.console.settled.connect(self._take_answer)
        window.history.opened.connect(self._take_look)
        self._place_soon = QTimer(self, singleShot=True, interval=0)
        self._place_soon.timeout.connect(self.place)
        for moved in self._moves():
            moved.connect(self._place_soon.start)
        window.installEventFilter(self)
        self.card.installEventFilter(self)
        self._show()

    def go_on(self) -> None:
        """Show the next step, or end with the last one."""
        if self._is_last:
            self.end()
        else:
            self._place += 1
            self._show()

    def end(self) -> None:
        """Go away for good."""
        had_focus = self.card.isAncestorOf(self._window.focusWidget())
        self._window.removeEventFilter(self)
        self._place_soon.stop()
        for moved in self._moves():
            moved.disconnect(self._place_soon.start)
        for part in (self.ring, self.card):
            part.hide()
            part.deleteLater()
        if had_focus:
            self._window.compose.table.setFocus()
        self.ended.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside what is spoken of; end with an Escape that nothing else had a use for."""
        # In another type, the card has another size.
        if event.type() in _PLACING and (watched is self._window or event.type() is _PLACING[-1]):
            self._place_soon.start()
        if is_escape(event):
            self.end()
            return True
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Put ring and card where the present step is about."""
        step = self._steps[self._place]
        widget, part = step.target()
        part = QRect(widget.mapTo(self._window, part.topLeft()), part.size())
        self.card.fit()
        self.ring.setGeometry(part.marginsAdded(_margins(_AROUND)).intersected(self._window.rect()))
        size = self.card.size()
        self.card.move(step.place(size) if step.place else _beside(part, size, self._window.rect()))

    @property
    def _is_last(self) -> bool:
        return self._place == len(self._steps) - 1

    def _show(self) -> None:
        step = self._steps[self._place]
        if self._is_last and not self._window.actions_.panes[0].isChecked():
            self._window.actions_.panes[0].setChecked(True)
        self.card.say(self._place + 1, len(self._steps), step.title, step.text)
        self.place()
        for part in (self.ring, self.card):
            part.show()
            part.raise_()
        QWidget.setTabOrder(step.stop(), self.card.skip)
        QWidget.setTabOrder(self.card.skip, self.card.next)
        announce(self.card, self.card.accessibleName())

    def _moves(self) -> tuple[SignalInstance, ...]:
        """Return what tells that something spoken of may be elsewhere now."""
        window = self._window
        table, lines = window.compose.table, window.history.view.model()
        return (
            table.verticalScrollBar().valueChanged,
            table.horizontalScrollBar().valueChanged,
            window.compose.tabs.currentChanged,
            window.sides.splitterMoved,
            lines.rowsInserted,
            lines.modelReset,
        )

    def _take_change(self) -> None:
        """Go on once a change of the document is made and checked, and no new error is left to be mended."""
        console, typing = self._window.console, self._window.compose.table.table.typing
        is_changed = console.request is not self._before and console.checked and not typing
        if self._place == 0 and is_changed and len(console.errors) <= self._errors:
            self.go_on()

    def _take_answer(self) -> None:
        if not self._is_last:
            self._place = len(self._steps) - 1
            self._show()

    def _take_look(self) -> None:
        if self._is_last:
            self.go_on()

    def _cell(self) -> tuple[QWidget, QRect]:
        table = self._window.compose.table
        if table.isVisible():
            return table.viewport(), table.visualRect(table.table.index(0, _VALUE))
        return _whole(self._window.compose.tabs)

    def _over_form(self, size: QSize) -> QPoint:
        """Return the place below the bar that leaves inspector and table to be seen."""
        form = self._window.compose.form
        return form.mapTo(self._window, QPoint(form.width() - size.width(), 0))

    def _history(self) -> tuple[QWidget, QRect]:
        view = self._window.history.view
        if view.isVisible() and view.model().rowCount():
            return view.viewport(), view.visualRect(view.model().index(0, 0))
        return _whole(self._window.history)


class _Card(QFrame):
    """What one step says, with the buttons that are always there."""

    def __init__(self, window: QWidget, on_skip: Callable[[], object], on_next: Callable[[], object]) -> None:
        super().__init__(window)
        style.set_role(self, "card")
        self.hide()
        self._title, self._text = label("", "title"), label("", wrap=True)
        self._count = label("", "muted")
        self.skip = button(tr("Skip"), on_skip, "link", tr("Do without the first steps (Esc)"))
        self.next = button(tr("Next"), on_next)
        for each in (self.skip, self.next):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where a person works
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addLayout(row(self._title, None, self._count))
        box.addWidget(self._text)
        box.addLayout(row(self.skip, None, self.next))

    def say(self, number: int, total: int, title: str, text: str) -> None:
        """Say ``text`` as the step ``number`` of ``total``."""
        self._title.setText(title)
        self._text.setText(text)
        self._count.setText(tr("{number} of {total}").format(number=number, total=total))
        self.skip.setVisible(number < total)
        self.next.setText(tr("Done") if number == total else tr("Next"))
        self.setAccessibleName(f"{self._count.text()}: {title}. {text}")

    def fit(self) -> None:
        """Take as much room as the text does."""
        width = max(_WIDTH, self.fontMetrics().averageCharWidth() * 46)
        self.resize(width, self._box.totalHeightForWidth(width))


class _Ring(QWidget):
    """A line in the accent colour around what is spoken of; clicks go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.theme_of(self).accent), _RING))
        inset = (_RING + 1) // 2
        painter.drawRoundedRect(self.rect().marginsRemoved(_margins(inset)), 8, 8)


def is_escape(event: QEvent) -> bool:
    """Return whether ``event`` is that Escape was pressed."""
    is_press = event.type() is QEvent.Type.KeyPress
    return is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _where_to(connection: "Connection | None") -> str:
    if connection is None or connection.kind is ConnectionKind.SANDBOX:
        return tr("Press Send. It goes to the sandbox on this computer, so that nothing can go wrong.")
    told = tr("Press Send when you are sure: it goes to “{name}”, the connection named at the left.")
    return told.format(name=connection.name)


def _whole(widget: QWidget) -> tuple[QWidget, QRect]:
    return widget, widget.rect()


def _margins(width: int) -> QMargins:
    return QMargins(width, width, width, width)


def _beside(part: QRect, size: QSize, room: QRect) -> QPoint:
    """Return where in ``room`` a card of ``size`` lies beside ``part``: below, above, right or left."""
    left = max(min(part.left(), room.right() - size.width() - _GAP), _GAP)
    top = max(min(part.top(), room.bottom() - size.height() - _GAP), _GAP)
    places = (
        QPoint(left, part.bottom() + _GAP),
        QPoint(left, part.top() - _GAP - size.height()),
        QPoint(part.right() + _GAP, top),
        QPoint(part.left() - _GAP - size.width(), top),
    )
    return next((place for place in places if room.contains(QRect(place, size))), places[0])
