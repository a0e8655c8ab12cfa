"""A page of the checks about one attachment: what it would be good for, or what it is and what it holds."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from events_console.ui import style
from events_console.ui.form_rows import Cell
from events_console.ui.language import tr
from events_console.ui.parts import ElidedLabel, announce, button, label, pill, plain_tip, row
from events_console.ui.sizes import grown

_TEXT_WIDTH: Final = 520  # pixels: a line that is easily read


class AttachmentPage(QWidget):
    """Shows that nothing is attached, and offers to; or shows what is attached.

    Signals: ``file_chosen(str)`` with the file to attach; ``remove_requested()``.
    """

    file_chosen = Signal(str)
    remove_requested = Signal()

    def __init__(self, title: str, purpose: str, file_filter: str) -> None:
        """Attach files of ``file_filter``; until then, ``title`` and ``purpose`` say what for."""
        super().__init__()
        self._file_filter = file_filter
        self._tip = ""
        self.attach = button(tr("Attach a file…"), self._choose_file)
        self.replace = button(tr("Replace…"), self._choose_file, tip=tr("Attach another file instead"))
        self.remove = button(tr("Remove"), self.remove_requested.emit, tip=tr("Check against it no longer"))
        self.name = ElidedLabel("", "title")
        self.facts = label("", "muted", wrap=True)
        self.badge = pill()
        self.outcome = Cell()
        self.progress = QProgressBar(maximum=0, textVisible=False)
        self.empty_buttons = row(self.attach, None, spacing=8)
        self.buttons = row(self.replace, self.remove, None, spacing=8)
        self.body = QVBoxLayout()
        self.body.setSpacing(style.GAP)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty(title, purpose))
        self._stack.addWidget(self._attached())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._stack, 1)
        self.progress_row = row(self.progress)
        box.addLayout(self.progress_row)
        box.addWidget(self.outcome)
        for each in (self.attach, self.replace, self.remove):
            tidy(each)
        self.tell("")
        self.show_busy("")

    @property
    def is_attached(self) -> bool:
        """Whether the page shows something that is attached."""
        return self._stack.currentIndex() == 1

    def show_attached(self, name: str, facts: str, tip: str) -> None:
        """Show what is attached: its ``name``, and ``facts`` about it with an exact ``tip``."""
        self.name.set_full_text(name)
        self.facts.setText(facts)
        self.facts.setToolTip(plain_tip(tip))
        self._stack.setCurrentIndex(1)

    def show_nothing(self) -> None:
        """Show that nothing is attached."""
        self._stack.setCurrentIndex(0)

    def show_busy(self, what: str) -> None:
        """Show that ``what`` goes on, or, for "", that nothing does."""
        self.progress.setVisible(bool(what))
        self.progress.setAccessibleName(what)
        for each in (self.attach, self.replace, self.remove):
            each.setEnabled(not what)

    def tell(self, sentence: str, tone: str = "muted") -> None:
        """Say something about what was done here, or nothing."""
        self.outcome.say(sentence, tone)
        if sentence and self.isVisible():
            announce(self, sentence)

    def _empty(self, title: str, purpose: str) -> QWidget:
        inside, page = QWidget(), QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.GAP)
        box.addWidget(label(title, "title"))
        box.addWidget(label(purpose, "muted", wrap=True))
        box.addLayout(self.empty_buttons)
        self.empty = box
        inside.setFixedWidth(grown(_TEXT_WIDTH, self))
        outer = QVBoxLayout(page)
        outer.addStretch(2)
        outer.addLayout(row(None, inside, None))
        outer.addStretch(3)
        return page

    def _attached(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        head = row(self.name, self.badge)
        head.setStretch(0, 1)
        box.addLayout(head)
        box.addWidget(self.facts)
        box.addLayout(self.body, 1)
        box.addLayout(self.buttons)
        return page

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Attach a file"), "", self._file_filter)
        if name:
            self.file_chosen.emit(name)


def tidy(each: QPushButton) -> None:
    """Make a button of the dialog as high as every control, and none that Enter presses from elsewhere."""
    each.setAutoDefault(False)
    each.setFixedHeight(style.control_height())
