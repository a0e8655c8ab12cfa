"""The dialog for what a person notes about exchanges: a note and tags."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox, QTextEdit, QVBoxLayout, QWidget

from events_console.domain.annotation import Annotation, tags_in
from events_console.ui import style
from events_console.ui.language import tr
from events_console.ui.parts import ElidedLabel, button, field_label, label, message_box, row
from events_console.ui.sizes import fit

Change = Callable[[Annotation], Annotation]

_SIZE: Final = (460, 320)
_SAVE: Final = ("Ctrl+Return", "Ctrl+Enter")


class NoteDialog(QDialog):
    """Edits the note and the tags of one exchange, or adds to those of several.

    Signals: ``saved(Change)`` with what makes of an annotation the one that was wanted.
    """

    saved = Signal(object)

    def __init__(self, about: str, annotation: Annotation | None, count: int, parent: QWidget) -> None:
        """Begin with ``annotation`` of the exchange ``about``; None is to add to those of ``count``."""
        super().__init__(parent)
        self.setWindowTitle(tr("Note and tags"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, *_SIZE)
        self._annotation = annotation
        present = annotation or Annotation()
        self.note = QTextEdit(acceptRichText=False, tabChangesFocus=True)
        self.note.setPlainText(present.note)
        self.tags = QLineEdit(" ".join(present.tags))
        self.tags.setFixedHeight(style.control_height())
        self.tags.setPlaceholderText(tr("checkout regression"))
        self._before = self._typed()
        self.save = button(tr("Save"), self._save, "primary", tr("Ctrl+Enter"))
        cancel = button(tr("Cancel"), self.reject)
        for each in (cancel, self.save):
            each.setAutoDefault(False)
            each.setFixedHeight(style.control_height())
        for key in _SAVE:
            QShortcut(QKeySequence(key), self, self._save)
        several = annotation is None
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addWidget(ElidedLabel(tr("%Ln exchange(s)", "", count) if several else about, "title"))
        beneath = tr("Note to put beneath those there are")
        box.addWidget(field_label(beneath if several else tr("Note"), self.note))
        box.addWidget(self.note, 1)
        box.addWidget(field_label(tr("Tags to add") if several else tr("Tags"), self.tags))
        box.addWidget(self.tags)
        box.addWidget(label(tr("Blanks separate tags; both are found by searching."), "muted", wrap=True))
        box.addLayout(row(None, cancel, self.save, spacing=8))
        self.note.setFocus()

    def reject(self) -> None:
        """Close, but ask first where something was typed."""
        if self._typed() == self._before:
            super().reject()
            return
        asked = tr("Keep what you have typed?")
        box = message_box(QMessageBox.Icon.Question, self.windowTitle(), asked, self)
        save = box.addButton(tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(tr("Do not keep it"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(save)
        save.clicked.connect(self._save)
        drop.clicked.connect(self._drop)
        box.open()

    def _typed(self) -> tuple[str, str]:
        return self.note.toPlainText(), self.tags.text()

    def _drop(self) -> None:
        super().reject()

    def _save(self) -> None:
        note, tags = self.note.toPlainText(), tags_in(self.tags.text())
        if self._annotation is None:
            self.saved.emit(lambda before: _with_more(before, note, tags))
        else:
            self.saved.emit(lambda before: replace(before, note=note, tags=tags))
        self.accept()


def _with_more(before: Annotation, note: str, tags: tuple[str, ...]) -> Annotation:
    """Return ``before`` with a note beneath its own and further tags."""
    both = "\n".join(filter(None, (before.note, note.strip())))
    return replace(before, note=both, tags=tuple(dict.fromkeys((*before.tags, *tags))))
