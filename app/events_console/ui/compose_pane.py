"""The request being composed: its fields above, its events below as a table, JSON, bytes or code."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from events_console.domain import service_model
from events_console.domain.lint import Validation
from events_console.domain.problem import row_of
from events_console.domain.request import EVENT_LIST, Request
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.event_view import EventView
from events_console.ui.language import number, tr
from events_console.ui.notes_banner import NotesBanner
from events_console.ui.parts import Card, button, label, row
from events_console.ui.request_form import RequestForm
from events_console.ui.shown_request import ShownRequest

if TYPE_CHECKING:
    from events_console.ui.batch_banner import BatchBanner
    from events_console.ui.code_pane import CodePane
    from events_console.ui.json_pane import JsonPane
    from events_console.ui.tasks import Tasks
    from events_console.ui.wire_pane import WirePane

VIEWS: Final = (tr("Table"), "JSON", tr("Wire"), tr("Code"))
TABLE, JSON = 0, 1


class ComposePane(QWidget):
    """The form and the views of one document, always in step; most of them come with :meth:`complete`."""

    json: "JsonPane"
    wire: "WirePane"
    code: "CodePane"
    batch: "BatchBanner"

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """Show the console's document."""
        super().__init__(parent)
        self._console = console
        self.form = RequestForm(console)
        self.notes = NotesBanner()
        self.table = EventView(console)
        self.shown = ShownRequest(console, self)
        self.table.row_changed.connect(self.shown.go_to)
        self.tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(tr("Views of the request"))
        self._stack = QStackedWidget()
        for name in VIEWS:
            self.tabs.addTab(name)
        self._stack.addWidget(self.table)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._count = label("", "muted")
        self._add = button(tr("Add event"), self.add_event, "link", tr("Add an event after the last one"))
        events = Card(tr("Events"))
        events.box.setContentsMargins(style.PADDING, 4, style.PADDING, style.PADDING)
        events.box.setSpacing(0)
        events.box.addLayout(row(self.tabs, None, self._count, self._add))
        events.box.addWidget(self._stack, 1)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.GAP)
        box.addWidget(self.form)
        box.addWidget(self.notes)
        box.addWidget(events, 1)
        console.changed.connect(self._show)

    def complete(self, tasks: "Tasks") -> None:
        """Add the views that the first paint does without."""
        from events_console.ui.batch_banner import BatchBanner  # see above
        from events_console.ui.code_pane import CodePane
        from events_console.ui.json_pane import JsonPane
        from events_console.ui.wire_pane import WirePane

        self.table.complete()
        self.batch = BatchBanner(self._console)
        self._box.insertWidget(self._box.indexOf(self.notes) + 1, self.batch)
        self.json = JsonPane(self._console)
        self.json.go_to(self.table.current_row())
        self.table.row_changed.connect(self.json.go_to)
        self.code = CodePane(self._console, self.shown, tasks)
        self.wire = WirePane(self._console, self.shown, tasks)
        self.wire.place_requested.connect(self.go_to)
        for view in (self.json, self.wire, self.code):
            self._stack.addWidget(view)
        self._stack.setCurrentIndex(self.tabs.currentIndex())

    def add_event(self) -> None:
        """Add an event, in the view where it can be filled in."""
        self.show_view(TABLE)
        self.table.add_event()
        self.table.setFocus()

    def show_view(self, index: int) -> None:
        """Bring the view at ``index`` of ``VIEWS`` to the front, with the focus in it."""
        self.tabs.setCurrentIndex(index)
        (self.table, self.json.editor, self.wire.editor, self.code.editor)[index].setFocus()

    def go_to(self, path: str) -> None:
        """Put the focus where the JSON Pointer ``path`` leads: a field, a cell, else the JSON view."""
        name = path.removeprefix("/")
        if name in self.form.edits:
            self.form.focus_field(name)
        elif row_of(path) is not None or name == EVENT_LIST:
            self.show_view(TABLE)
            self.table.show_place(path)
        else:
            self.show_view(JSON)

    def _show(self, request: Request, validation: Validation) -> None:
        if validation.is_long:
            self._count.setText(tr("%Ln event(s)", "", len(request.events)))
            style.set_role(self._count, "muted")
            return
        most, count = service_model.put_events().input.members[EVENT_LIST].max or 0, len(request.events)
        self._count.setText(tr("{count} of {most} events").format(count=number(count), most=number(most)))
        style.set_role(self._count, "muted" if count <= most else "error")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
