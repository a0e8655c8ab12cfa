"""What can be done with exchanges of the history: the actions, and the questions before them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from events_console.domain.annotation import Annotation
from events_console.domain.connection import Connection, KeySource
from events_console.domain.exchange import Exchange
from events_console.domain.wording import quoted
from events_console.forms import Shell
from events_console.ui.copying import copy_as, copy_menu
from events_console.ui.exchange_text import about, date_time
from events_console.ui.history_deletion import Deletion
from events_console.ui.history_line import title
from events_console.ui.language import number, tr
from events_console.ui.masked import know
from events_console.ui.parts import message_box

if TYPE_CHECKING:
    from events_console.domain.history_query import Query
    from events_console.forms import Form
    from events_console.services.history_entries import Entry
    from events_console.ui.console import Console
    from events_console.ui.history_search import HistorySearch
    from events_console.ui.history_view import HistoryView
    from events_console.ui.work_bar import WorkBar

_PAIR: Final = 2
_LOST: Final = tr("Deleted exchanges are wiped from the disk and cannot be brought back.")


class HistoryActions(QObject):
    """The actions on what is selected in a view, and on what is found, in the order of their menu.

    Signals: ``open_requested()``; ``load_requested(Exchange)``, ``resend_requested(Exchange)`` and
    ``renew_requested(Exchange)`` to send it as new; ``import_requested(History)``; ``deleted(list[str])``
    with the IDs of exchanges that are about to be deleted.
    """

    open_requested = Signal()
    load_requested = Signal(object)
    resend_requested = Signal(object)
    renew_requested = Signal(object)
    import_requested = Signal(object)
    deleted = Signal(object)

    def __init__(
        self,
        console: "Console",
        view: "HistoryView",
        search: "HistorySearch",
        work: "WorkBar",
        parent: QWidget,
    ) -> None:
        """Make the actions of ``view``, which lists what ``search`` finds; ask in front of ``parent``."""
        super().__init__(parent)
        self._console, self._view, self._search, self._window = console, view, search, parent
        self._list, self._work = view.entries, work
        self.shell: Callable[[], Shell] = lambda: Shell.POSIX  # that code is copied for
        self._make_those_of_one()
        self._make_those_of_several()
        for action in (self._open, self._delete, self._star, self._note):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # these keys mean text elsewhere
        view.addActions(self.for_view())
        view.star_clicked.connect(self._turn_star)
        search.line.textChanged.connect(self.follow)
        self.follow()

    def for_view(self) -> list[QAction]:
        """Return the actions on what is selected, and on what is found."""
        one = [self._open, self._load, self._resend, self._renew, self._compare]
        copies = [line_between(self), self._copy, self._copy_id, self._copy_history_id]
        notes = [line_between(self), self._star, self._note]
        files = [line_between(self), self._export, self._export_found, self._import]
        return [*one, *copies, *notes, *files, line_between(self), self._delete, self._delete_found]

    @property
    def import_action(self) -> QAction:
        """The action that adds the exchanges of a file."""
        return self._import

    def selected(self) -> list["Entry"]:
        """Return the lines that are selected, from the top down."""
        return self._view.selected()

    def follow(self) -> None:
        """Offer what there is something to do for."""
        count, entries = self._view.count_selected(), self._list
        one = self.selected()[0] if count == 1 else None
        for action in (self._open, self._load, self._copy, self._copy_history_id):
            action.setEnabled(one is not None)
        for action in (self._resend, self._renew):
            action.setEnabled(bool(one) and self._console.service is not None and not self._console.is_busy)
        self._copy_id.setEnabled(one is not None and one.status is not None)
        self._compare.setEnabled(count in {1, _PAIR})
        self._compare.setText(tr("Co&mpare the two") if count == _PAIR else tr("Co&mpare with the draft"))
        for action in (self._star, self._note, self._delete, self._export):
            action.setEnabled(count > 0)
        is_starred = one.starred if one else False
        self._star.setText(tr("Remove &star") if is_starred else tr("&Star"))
        several = count > 1
        self._delete.setText(tr("&Delete %Ln exchange(s)…", "", count) if several else tr("&Delete…"))
        self._export.setText(tr("&Export %Ln exchange(s)…", "", count) if several else tr("&Export chosen…"))
        self._import.setEnabled(entries.history is not None)
        self._follow_found()

    def _follow_found(self) -> None:
        """Offer what is listed only where that is what the search line asks for by now."""
        entries = self._list
        found = f"{number(entries.found)}{'' if entries.is_counted else '+'}"
        is_listed = entries.rowCount() > 0 and self._search.query == entries.searched
        self._delete_found.setText(tr("Delete the {count} found…").format(count=found))
        self._delete_found.setEnabled(bool(entries.searched) and is_listed)
        export = tr("E&xport the {count} found…") if entries.searched else tr("E&xport all…")
        self._export_found.setText(export.format(count=found))
        self._export_found.setEnabled(is_listed)

    def _make_those_of_one(self) -> None:
        self._open = self._action(tr("&Open exchange"), self.open_requested.emit, "Return", "Enter")
        self._load = self._action(
            tr("&Load into composer"), partial(self._hand_to, self.load_requested), "Ctrl+L"
        )
        self._resend = self._action(
            tr("&Resend as it was"),
            partial(self._hand_to, self.resend_requested),
            "Ctrl+Shift+Return",
            "Ctrl+Shift+Enter",
            tip=tr("Send it again with the same event IDs: no event counts twice"),
        )
        self._renew = self._action(
            tr("Resend as ne&w (new event IDs, sent now)"),
            partial(self._hand_to, self.renew_requested),
            tip=tr("Send its events once more: each counts as another one"),
        )
        self._compare = self._action(tr("Co&mpare with the draft"), self._compare_selected, "Ctrl+Shift+D")
        menu = copy_menu(
            tr("&Copy request as"), lambda form: self._with_one(partial(self._copy_as, form)), self._window
        )
        self._copy = menu.menuAction()
        self._copy_id = self._action(tr("Copy re&quest ID"), lambda: self._with_one(self._copy_request_id))
        self._copy_history_id = self._action(tr("Copy &history ID"), self._copy_own_id)

    def _make_those_of_several(self) -> None:
        tip = tr("Star it, or take its star away")
        self._star = self._action(tr("&Star"), self._star_selected, "S", tip=tip)
        self._note = self._action(tr("&Note and tags…"), self._edit_note, "N")
        self._export = self._action("", self._export_selected)
        self._export_found = self._action("", partial(self._open_export, ()))
        self._import = self._action(tr("&Import…"), lambda: self.import_requested.emit(self._list.history))
        self._delete = self._action("", self._ask_to_delete_selected, "Del")
        self._delete_found = self._action("", lambda: self._list.with_found(self._ask_to_delete_found))

    def _action(self, text: str, on_trigger: Callable[[], object], *keys: str, tip: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setStatusTip(tip)
        action.triggered.connect(lambda _: on_trigger())
        return action

    def _with_one(self, do: Callable[[Exchange], object]) -> None:
        (entry,) = self.selected()
        self._list.with_exchange(entry.id, do)

    def _hand_to(self, signal: SignalInstance) -> None:
        self._with_one(signal.emit)

    def _compare_selected(self) -> None:
        ids = [entry.id for entry in reversed(self.selected())]
        self._list.run(
            lambda history: [found for each in ids if (found := history.get(each))],
            lambda found: self._open_comparison(found) if len(found) == len(ids) else None,
        )

    def _open_comparison(self, found: list[Exchange]) -> None:
        from events_console.ui.compare_dialog import Side, show_comparison  # the first window does without it

        know(found)
        left, *others = [Side(about(each), each.request, each) for each in found]
        right = others[0] if others else Side(tr("Draft"), self._console.request)
        show_comparison(self._window.window(), left, right, self._work.tasks)

    def _copy_as(self, form: "Form", exchange: Exchange) -> None:
        now, there = self._console.connection, exchange.target
        is_that = now is not None and now.name == there.name
        # With the keys of the environment, unless it is the connection in use: no other one is known here.
        then = Connection(there.name, there.kind, there.region, keys=KeySource.ENVIRONMENT)
        self._console.told.emit(copy_as(form, exchange.request, now if is_that else then, self.shell()))

    def _copy_request_id(self, exchange: Exchange) -> None:
        request_id = exchange.response.request_id if exchange.response else None
        if request_id:
            QGuiApplication.clipboard().setText(request_id)
        copied, none = tr("Copied the request ID."), tr("The answer came without a request ID.")
        self._console.told.emit(copied if request_id else none)

    def _copy_own_id(self) -> None:
        (entry,) = self.selected()
        QGuiApplication.clipboard().setText(entry.id)
        self._console.told.emit(tr("Copied the history ID."))

    def _star_selected(self) -> None:
        """Star all that are selected; take the stars away where all have one."""
        entries = self.selected()
        self._set_star(entries, on=not all(entry.starred for entry in entries))

    def _turn_star(self, entry: "Entry") -> None:
        self._set_star([entry], on=not entry.starred)

    def _set_star(self, entries: list["Entry"], *, on: bool) -> None:
        self._list.annotate([entry.id for entry in entries], lambda before: replace(before, starred=on))

    def _edit_note(self) -> None:
        entries = self.selected()
        if len(entries) == 1:
            (entry,) = entries
            self._list.run(lambda history: history.annotation(entry.id), partial(self._open_note, entries))
        else:
            self._open_note(entries, None)

    def _open_note(self, entries: list["Entry"], annotation: Annotation | None) -> None:
        from events_console.ui.history_note import NoteDialog  # the first window does without it

        about = f"{title(entries[0])}, {date_time(entries[0].started_at)}"
        dialog = NoteDialog(about, annotation, len(entries), self._window)
        dialog.saved.connect(partial(self._list.annotate, [entry.id for entry in entries]))
        dialog.open()

    def _export_selected(self) -> None:
        self._open_export(tuple(entry.id for entry in self.selected()))

    def _open_export(self, chosen: tuple[str, ...]) -> None:
        from events_console.ui.export_dialog import ExportDialog  # the first window does without it

        if history := self._list.history:
            dialog = ExportDialog(
                history, self._list.searched, chosen, self._work.tasks, self._window.window()
            )
            dialog.told.connect(self._console.told)
            dialog.open()

    def _ask_to_delete_selected(self) -> None:
        ids = [entry.id for entry in self.selected()]
        self._ask_to_delete(ids, tr("Delete %Ln exchange(s) from the history?", "", len(ids)))

    def _ask_to_delete_found(self, ids: list[str], query: "Query") -> None:
        asked = tr("Delete the %Ln exchange(s) that {search} finds?", "", len(ids))
        self._ask_to_delete(ids, asked.format(search=quoted(query.line)))

    def _ask_to_delete(self, ids: list[str], asked: str) -> None:
        box = message_box(QMessageBox.Icon.Warning, tr("Delete"), asked, self._window, _LOST)
        delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        delete.clicked.connect(lambda: self._delete_all(ids))
        box.open()

    def _delete_all(self, ids: list[str]) -> None:
        Deletion(self._list, ids, self._work, self.deleted.emit, self._console.told.emit)


def line_between(parent: QObject) -> QAction:
    """Return the line between two groups of a menu."""
    made = QAction(parent)
    made.setSeparator(True)
    return made
