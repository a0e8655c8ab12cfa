"""Asking for the code of an MFA device, for work that waits for it on another thread."""

import threading
from collections import deque
from queue import SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from events_console.ui.language import tr
from events_console.ui.parts import show_plainly


class CodePrompt(QObject):
    """Asks one question after the other, in front of whatever is in front of ``window``."""

    _asked = Signal()

    def __init__(self, window: QWidget) -> None:
        """Be ready for questions from any thread but the window's own."""
        super().__init__(window)
        self._window = window
        self._lock = threading.Lock()
        self._waiting: deque[tuple[str, SimpleQueue[str]]] = deque()  # the first is the one on the screen
        self._closed = False
        self._dialog: QInputDialog | None = None
        self._asked.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def ask(self, prompt: str) -> str:
        """Show ``prompt`` and wait for the code; "" where none was given, or the console is closing."""
        answer: SimpleQueue[str] = SimpleQueue()
        with self._lock:
            if self._closed:
                return ""
            self._waiting.append((prompt, answer))
            self._asked.emit()
        return answer.get()

    def close(self) -> None:
        """Answer whatever waits, and whatever comes later, with ""."""
        with self._lock:
            self._closed = True
            for _, answer in self._waiting:
                answer.put("")
            self._waiting.clear()
        if self._dialog:
            self._dialog.close()

    def _show(self) -> None:
        with self._lock:
            prompt = self._waiting[0][0] if self._waiting else None
        if prompt is None or self._dialog:
            return
        # A dialog in front of the window would keep one behind it from being used.
        dialog = QInputDialog(QApplication.activeModalWidget() or self._window)
        dialog.setWindowTitle(tr("Code of the MFA device"))
        dialog.setLabelText(prompt)
        show_plainly(dialog)
        dialog.setOkButtonText(tr("Sign in"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        typed: list[str] = []
        dialog.textValueSelected.connect(typed.append)
        # Not when it is finished: it may go with the dialog that it belongs to.
        dialog.destroyed.connect(lambda: self._answer("".join(typed)))
        self._dialog = dialog
        dialog.open()

    def _answer(self, code: str) -> None:
        self._dialog = None
        with self._lock:
            if self._waiting:
                self._waiting.popleft()[1].put(code)
        self._show()
