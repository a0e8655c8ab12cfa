"""What a restart brings back of the window: its layout, what is selected in it, and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, Signal

from events_console.domain.json_value import Object

if TYPE_CHECKING:
    from events_console.ui.main_window import MainWindow

_LATER = ("code", "search", "exchange")  # is brought back when there is something to show it in
_DIGITS: Final = 9  # of a number that Qt takes
_AUTOMATIC: Final = "-"  # as a pane is that the window shows where there is room


class WindowState(QObject):
    """Brings ``window`` back to what was ``kept``, in three steps, and says what is to be kept.

    What has not been brought back yet is kept as it was. Signals: ``changed()`` after any change of that.
    """

    changed = Signal()

    def __init__(self, window: "MainWindow", kept: Object, parent: QObject) -> None:
        """Change nothing yet."""
        super().__init__(parent)
        self._window = window
        self._kept = {name: text for name, text in kept.items() if isinstance(text, str)}
        self._unpresented: Object | None = None  # what to keep while the window is presented
        window.before_presenting = self._note_state
        self._is_complete = False  # whether the panes behind the first paint are there

    def restore(self, *, cell: bool) -> None:
        """Lay the window out before it is shown, and with ``cell`` select the one of before in its table."""
        window, kept = self._window, self._kept
        for name, part in self._parts().items():
            if name in kept:
                part.load(QByteArray.fromBase64(kept[name].encode("ascii", "ignore")))
        self._restore_panes(kept.get("panes", ""))
        window.fit_screen()
        tabs, table = window.compose.tabs, window.compose.table
        tabs.setCurrentIndex(_number(kept.get("view")))
        if cell:
            place = table.table.index(_number(kept.get("row")), _number(kept.get("column")))
            if place.isValid() and not table.isColumnHidden(place.column()):
                table.setCurrentIndex(place)
        window.layout_changed.connect(self.changed)
        tabs.currentChanged.connect(self.changed)
        table.selectionModel().currentChanged.connect(self.changed)
        for pane in window.actions_.panes:
            pane.toggled.connect(self.changed)

    def restore_panes_behind(self) -> None:
        """Go on with the panes that come behind the first paint."""
        window, kept, self._is_complete = self._window, self._kept, True
        search, code = window.history.search, window.compose.code
        code.choose(kept.pop("code", ""))
        search.search(kept.pop("search", ""))
        code.choice_changed.connect(self.changed)
        search.searched.connect(self.changed)

    def restore_exchange(self) -> None:
        """Show the exchange of before, once there is a history, unless another one is shown by now."""
        window, shown = self._window, self._kept.pop("exchange", "")
        if shown and window.response.shown is None and not window.console.is_busy:
            window.history.look_at(shown)
        for changed in (window.history.opened, window.console.sent, window.history.does.deleted):
            changed.connect(self.changed)

    def gather(self) -> Object:
        """Return what is to be kept; while the window is presented, that is what was before."""
        window = self._window
        if window.presentation and self._unpresented:
            return self._unpresented
        state = {name: bytes(part.save().toBase64().data()).decode() for name, part in self._parts().items()}
        place = window.compose.table.currentIndex()
        panes = [str(int(pane.isChecked())) for pane in window.actions_.panes]
        if not window.sides.is_chosen:
            panes[0] = _AUTOMATIC
        state |= {
            "view": str(window.compose.tabs.currentIndex()),
            "row": str(place.row()),
            "column": str(place.column()),
            "panes": "".join(panes),
        }
        if self._is_complete:
            shown = window.response.shown
            state["code"] = window.compose.code.choice
            state["search"] = window.history.line.text()
            state["exchange"] = shown.id if shown else ""
        for name in ("code", "search", "exchange"):
            if name in self._kept:  # not brought back yet
                state[name] = self._kept[name]
        return Object(state)

    def _restore_panes(self, shown: str) -> None:
        panes = self._window.actions_.panes
        for pane, on in zip(panes[1:], shown[1:], strict=False):
            pane.setChecked(on == "1")
        if shown and shown[0] != _AUTOMATIC:
            panes[0].setChecked(shown[0] != "1")
            panes[0].trigger()  # as the person did, which the window takes for good

    def _note_state(self) -> None:
        self._unpresented = self.gather()

    def _parts(self) -> dict[str, "_Part"]:
        window = self._window
        header = window.compose.table.horizontalHeader()
        return {
            "geometry": _Part(window.saveGeometry, window.restoreGeometry),
            "sides": _Part(window.sides.save_widths, window.sides.load_widths),
            "centre": _Part(window.centre.save, window.centre.load),
            "right": _Part(window.right.saveState, window.right.restoreState),
            "columns": _Part(header.saveState, header.restoreState),
        }


@dataclass(frozen=True, slots=True)
class _Part:
    """How one part of the layout is read and brought back."""

    save: Callable[[], QByteArray]
    load: Callable[[QByteArray], bool]


def _number(text: str | None) -> int:
    """Return a row, column or page; 0 for what is none that there can be."""
    return int(text) if text and text.isdecimal() and len(text) <= _DIGITS else 0
