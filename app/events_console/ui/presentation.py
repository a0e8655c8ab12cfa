"""Presentation mode: the whole screen, larger type, no IDs, and only what an audience needs."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QToolButton, QWidget

from events_console.domain import endpoint
from events_console.domain.fields import OWN_NAMES
from events_console.domain.lint import Validation
from events_console.domain.request import Request, shared_events
from events_console.ui import masked, style
from events_console.ui.event_field import TextBox
from events_console.ui.first_steps import is_escape
from events_console.ui.language import tr
from events_console.ui.masked_ids import Mask
from events_console.ui.masked_widgets import MaskedWidgets, elide_anew
from events_console.ui.parts import announce, label
from events_console.ui.presentation_size import Enlargement

if TYPE_CHECKING:
    from collections.abc import Callable

    from events_console.domain.connection import Connection
    from events_console.ui.main_window import MainWindow

_WIDE: Final = 1_360  # pixels from which on there is room for type half as large again
_LARGE, _LARGER = 1.25, 1.5
_LEAST, _MOST, _STEP = 1.0, 3.0, 0.125
_ANSWER: Final = 0.38  # of the width
_UNBOUNDED: Final = 16_777_215  # pixels, Qt's own


class Presentation(QObject):
    """Shows ``window`` to an audience until :meth:`end`, which leaves everything as it was before."""

    def __init__(self, window: "MainWindow", app: QApplication) -> None:
        """Fill the screen, and hide what only the person at the keyboard should know."""
        super().__init__(window)
        self._window = window
        self._before = _Arrangement(window)
        self._mask = Mask()
        self._has_problems: bool | None = None  # which nobody has been shown yet
        self._gave_way = False  # whether the details have, to the history
        self._known = Request(window.console.request.root.without("eventList"))
        self._learn_all()
        masked.put_on(self._mask)
        self._size = Enlargement(app)
        self._factor = _LARGER if window.screen().availableGeometry().width() >= _WIDE else _LARGE
        self._widgets = MaskedWidgets(app, self._mask, self)
        self._widgets.opened.connect(self._size.take_in)
        self._hide_fields()
        self._widgets.cover_all()
        self._note = _Note(window)
        self._keys = [
            self._shortcut(keys, step)
            for keys, step in (("Ctrl++", _STEP), ("Ctrl+=", _STEP), ("Ctrl+-", -_STEP))
        ]
        self._show_anew()
        self._arrange()
        self._resize(self._factor)
        self._follows = (
            (window.console.changed, self._show_problems),
            (window.actions_.panes[0].toggled, self._share),
            (window.actions_.panes[2].toggled, self._put_first),
        )
        for told, follow in self._follows:
            told.connect(follow)
        window.installEventFilter(self)
        announce(window, tr("Presentation mode: IDs are hidden; Escape or F11 leaves it."))

    def end(self) -> None:
        """Show everything again where it was, and as large as it was."""
        window = self._window
        window.removeEventFilter(self)
        for told, follow in self._follows:
            told.disconnect(follow)
        for key in self._keys:
            key.deleteLater()
        window.column.removeWidget(self._note)
        self._note.deleteLater()
        self._size.set_factor(1.0)
        self._before.restore()
        masked.put_on(None)
        self._widgets.end()
        self._show_anew()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave with an Escape that nothing in the window had a use for; share out the width of a screen."""
        if watched is self._window and event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._share)
        if watched is self._window and is_escape(event):
            self._window.actions_.present.setChecked(False)
            return True
        return super().eventFilter(watched, event)

    def _learn_all(self) -> None:
        """Know who is named in what is on the screen, and from now on in what comes there."""
        window, mask = self._window, self._mask
        console = window.console
        self._follow(console.request, console.validation)
        console.changed.connect(self._follow)
        if console.connection:
            self._follow_connection(console.connection)
        console.connected.connect(self._follow_connection)
        for exchange in filter(None, (console.sending, window.response.view.exchange)):
            mask.learn_exchange(exchange)
        for told in (console.sent, console.settled, window.history.opened):
            told.connect(mask.learn_exchange)

    def _follow(self, request: Request, _validation: Validation) -> None:
        head, tail = shared_events(self._known, request)
        self._mask.learn_request(request, range(head, len(request.events) - tail))
        self._known = request

    def _follow_connection(self, connection: "Connection") -> None:
        self._mask.learn_address(endpoint.url(connection))

    def _hide_fields(self) -> None:
        """Hide whatever is typed where an ID belongs."""
        for name, line in self._window.compose.form.edits.items():
            self._widgets.cover_line(line, name)
        for name in OWN_NAMES:
            box = self._window.inspector.boxes[name]
            if isinstance(box, TextBox):
                self._widgets.cover_line(box.line, name)

    def _arrange(self) -> None:
        window = self._window
        history, _, right = window.actions_.panes
        history.setChecked(False)
        right.setChecked(True)
        window.centre.is_chosen = False
        self._show_problems()
        window.inspector.hide()
        window.menuBar().setFixedHeight(0)  # hidden, it would take its shortcuts away
        window.statusBar().hide()
        window.column.addWidget(self._note)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)

    def _show_problems(self) -> None:
        """Fold the problems away once there are none, and show them once there are any."""
        if (there := bool(self._window.problems.counts())) != self._has_problems:
            self._has_problems = there
            self._window.actions_.panes[1].setChecked(there)

    def _share(self) -> None:
        """Share out the width; the history takes the place of the details where both have no room."""
        history, _, right = self._window.actions_.panes
        sides = self._window.sides
        gives_way = history.isChecked() and not sides.has_room
        if gives_way and right.isChecked():
            self._gave_way = True
            right.setChecked(False)
        elif self._gave_way and not gives_way:
            self._gave_way = False
            right.setChecked(True)
        sides.share(_ANSWER)

    def _put_first(self, details: bool) -> None:  # noqa: FBT001  # a slot
        """Have the history give way to the details where a person wants to see these."""
        history = self._window.actions_.panes[0]
        if details and history.isChecked() and not self._window.sides.has_room:
            history.setChecked(False)
        self._gave_way = self._gave_way and not details
        self._window.sides.share(_ANSWER)

    def _resize(self, factor: float) -> None:
        self._factor = min(max(factor, _LEAST), _MOST)
        self._size.set_factor(self._factor)
        self._share()

    def _shortcut(self, keys: str, step: float) -> QShortcut:
        return QShortcut(QKeySequence(keys), self._window, lambda: self._resize(self._factor + step))

    def _show_anew(self) -> None:
        """Have every text made anew of which a part is made elsewhere than in a widget of its own."""
        compose = self._window.compose
        for view in (compose.json, compose.code, compose.wire):
            view.show_anew()
        self._window.history.search.chips.show_anew()
        elide_anew()
        for widget in QApplication.allWidgets():
            if isinstance(widget, QAbstractItemView):
                widget.viewport().update()


class _Arrangement:
    """How a window was arranged."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._state, self._place = window.windowState(), window.geometry()
        self._splitters = {part: part.saveState() for part in (window.sides, window.centre, window.right)}
        self._columns = window.compose.table.horizontalHeader().saveState()
        self._panes = {action: action.isChecked() for action in window.actions_.panes}
        self._inspector = window.inspector.isHidden()
        self._chosen = window.sides.is_chosen, window.centre.is_chosen

    def restore(self) -> None:
        """Arrange the window so again."""
        window = self._window
        window.setWindowState(self._state)
        if self._state is Qt.WindowState.WindowNoState:
            window.setGeometry(self._place)
        window.menuBar().setMinimumHeight(0)
        window.menuBar().setMaximumHeight(_UNBOUNDED)
        window.statusBar().show()
        window.inspector.setHidden(self._inspector)
        window.sides.is_chosen, window.centre.is_chosen = self._chosen
        for action, on in self._panes.items():
            action.setChecked(on)
        self._restore_splitters()
        QTimer.singleShot(0, self._restore_splitters)  # the window has fitted its sides by then
        if window.size() != self._place.size():
            window.layout_changed.connect(self._restore_late)
        window.compose.table.horizontalHeader().restoreState(self._columns)

    def _restore_late(self) -> None:
        """Do so again once a window system that takes its time has given the window its size back."""
        if self._window.size() == self._place.size():
            self._window.layout_changed.disconnect(self._restore_late)
            QTimer.singleShot(0, self._restore_splitters)

    def _restore_splitters(self) -> None:
        for splitter, state in self._splitters.items():
            splitter.restoreState(state)


class _Note(QWidget):
    """Says at the foot of the window that it is presented, and brings back what was folded away."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 6)
        line.setSpacing(style.GAP)
        self.history = _toggle(tr("History"), window.actions_.panes[0].setChecked)
        self.inspector = _toggle(tr("Event inspector"), window.inspector.setVisible)
        window.actions_.panes[0].toggled.connect(self.history.setChecked)
        line.addWidget(self.history)
        line.addWidget(self.inspector)
        line.addStretch(1)
        line.addWidget(label(tr("Presenting · Esc or F11 leaves"), "muted"))


def _toggle(text: str, on_toggle: "Callable[[bool], object]") -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setCheckable(True)
    style.set_role(made, "toggle")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.toggled.connect(on_toggle)
    return made
