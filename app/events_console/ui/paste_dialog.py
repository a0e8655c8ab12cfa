"""The dialog that shows what a text was read as, and lets one of its requests be chosen."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from events_console import forms
from events_console.forms import FORMS, Reading
from events_console.ui import style
from events_console.ui.code_reader import Found, read
from events_console.ui.language import number, tr
from events_console.ui.parts import field_label, label, row
from events_console.ui.shown_text import exact, is_long, shown
from events_console.ui.sizes import fit
from events_console.ui.tasks import Tasks
from events_console.ui.words import tr_word

_PAUSE: Final = 150  # milliseconds without a keystroke before the text is read
_MOST_NOTES: Final = 6
_MOST_SHOWN: Final = 6  # requests; more of them scroll


class PasteDialog(QDialog):
    """Reads its text as it is typed.

    Signals: ``chosen(Form, Reading, str)`` with the request that is to be taken, and the text it is from.
    """

    chosen = Signal(object, object, str)

    def __init__(self, text: str, found: Found, tasks: Tasks, parent: QWidget) -> None:
        """Begin with ``text`` and what it was read as."""
        super().__init__(parent)
        self.setWindowTitle(tr("Paste anything"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, 760, 560)
        self._tasks = tasks
        self._text = text
        self._found = found
        self._wanted: object = None
        self.form = self._make_forms()
        self.editor = QPlainTextEdit(tabChangesFocus=True)
        self.editor.setAccessibleName(tr("Text to read"))
        self.editor.setPlaceholderText(
            tr(
                "Paste a request here: JSON or YAML, a command line of the AWS CLI or curl, Python, "
                "JavaScript, R, a raw HTTP request or a HAR file."
            )
        )
        self.verdict = label("", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Requests found"))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setSpacing(2)
        style.set_role(self.list, "boxed")
        self.notes = label("", "muted", wrap=True)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._read)
        self._arrange()
        self._show_text()
        self._show(None, found)
        self._go_to_error(found)
        self.editor.textChanged.connect(self._take_text)
        self.form.currentIndexChanged.connect(lambda _: self._read())
        self.list.currentRowChanged.connect(self._show_notes)
        self.list.itemActivated.connect(lambda _: self.accept())
        (self.list if len(found.readings) > 1 else self.editor).setFocus()

    def accept(self) -> None:
        """Take the chosen request."""
        reading = self._reading()
        if reading and self._found.form:
            self.chosen.emit(self._found.form, reading, self._text)
            super().accept()

    def done(self, result: int) -> None:
        """Show nothing any more of what is still being read."""
        self._timer.stop()
        self._await()
        super().done(result)

    def _make_forms(self) -> QComboBox:
        made = QComboBox()
        made.addItem(tr("Recognise by itself"), "")
        for form in FORMS:
            if form.reads:
                made.addItem(tr_word(form.label), form.name)
        return made

    def _arrange(self) -> None:
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = self._buttons.addButton(tr("Open request"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.open_button.setShortcut(QKeySequence("Ctrl+Return"))
        self.open_button.setDefault(True)
        style.set_role(self.open_button, "primary")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.PADDING, style.PADDING, style.PADDING, style.PADDING)
        box.setSpacing(style.GAP)
        box.addLayout(row(field_label(tr("Read as", "a form"), self.form), self.form, None))
        box.addWidget(self.editor, 3)
        box.addWidget(self.verdict)
        box.addWidget(self.list, 2)
        box.addWidget(self.notes)
        box.addWidget(self._buttons)

    def _show_text(self) -> None:
        self.editor.setReadOnly(is_long(self._text))  # then it is not all there
        self.editor.setPlainText(shown(self._text))

    def _go_to_error(self, found: Found) -> None:
        """Put the cursor where the text cannot be read."""
        if found.line and not self.editor.isReadOnly():
            block = self.editor.document().findBlockByNumber(found.line - 1)
            cursor = self.editor.textCursor()
            cursor.setPosition(block.position() + min(found.column - 1, max(block.length() - 1, 0)))
            self.editor.setTextCursor(cursor)

    def _take_text(self) -> None:
        if not self.editor.isReadOnly():
            self._text = exact(self.editor.document())
            self._await()
            self._timer.start()

    def _read(self) -> None:
        name = self.form.currentData()
        wanted = self._await()
        self._tasks.run(
            partial(read, self._text, forms.form(name) if name else None), partial(self._show, wanted)
        )

    def _await(self) -> object:
        """Open nothing until what is asked for now is read."""
        self._found = Found()
        self.open_button.setEnabled(False)
        self._wanted = wanted = object()
        return wanted

    def _show(self, wanted: object, found: Found) -> None:
        if wanted is not self._wanted:
            return
        self._found = found
        self.list.clear()
        height = self.fontMetrics().height() + 12
        for reading in found.readings:
            item = QListWidgetItem(reading.title or tr("%Ln event(s)", "", len(reading.request.events)))
            item.setSizeHint(QSize(1, height))
            self.list.addItem(item)
        self.list.setMaximumHeight(min(len(found.readings), _MOST_SHOWN) * (height + 4) + 8)
        self.list.setCurrentRow(0)
        self.list.setVisible(len(found.readings) > 1)
        if found.form and found.readings:
            count = tr("%Ln request(s)", "", len(found.readings))
            self.verdict.setText(f"✓ {tr_word(found.form.label)}: {count}")
        else:
            self.verdict.setText(f"✕ {found.error}" if self._text.strip() else "")
        style.set_role(self.verdict, "error" if found.error and self._text.strip() else "good")
        self.open_button.setEnabled(bool(found.readings))
        self._show_notes()

    def _reading(self) -> Reading | None:
        place = max(self.list.currentRow(), 0)
        return self._found.readings[place] if place < len(self._found.readings) else None

    def _show_notes(self, _row: int = 0) -> None:
        reading = self._reading()
        notes = reading.notes if reading else ()
        lines = [f"• {note}" for note in notes[:_MOST_NOTES]]
        if len(notes) > _MOST_NOTES:
            lines.append(tr("… and {count} more").format(count=number(len(notes) - _MOST_NOTES)))
        self.notes.setText("\n".join(lines))
        self.notes.setVisible(bool(notes))
