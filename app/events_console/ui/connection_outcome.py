"""What became of a test or of saving, in words, beneath the form of a connection."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from events_console.services.identity import Check
from events_console.ui import style
from events_console.ui.connection_bar import masked
from events_console.ui.language import tr
from events_console.ui.parts import announce, button, label, row

_ACCOUNT: Final = re.compile(r"(?<=:)\d{12}(?=:)")  # as ARNs name it
_PATIENCE: Final = 300  # milliseconds before waiting is mentioned


class OutcomePanel(QFrame):
    """Says one thing at a time, or nothing and is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.headline, self.advice = label("", wrap=True), label("", "muted", wrap=True)
        for text in (self.headline, self.advice):  # a command to run is there to be copied
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_account = button(tr("Show account"), self._turn_mask, "link")
        self.cancel = button(tr("Cancel"), self._stop, "link", tr("Wait for the answer no longer"))
        for each in (self.show_account, self.cancel):
            each.setAutoDefault(False)
        self.progress = QProgressBar(maximum=0, textVisible=False)
        self.progress.setAccessibleName(tr("Waiting for the answer"))
        self._on_cancel: Callable[[], object] = lambda: None
        self._check: Check | None = None
        self._is_masked = True
        self._waiting = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._waiting.timeout.connect(self.show)
        upper = row(self.headline, self.show_account, self.cancel)
        upper.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.PADDING, 8, style.PADDING, 8)
        box.setSpacing(4)
        box.addLayout(upper)
        box.addWidget(self.progress)
        box.addWidget(self.advice)
        self.hide()

    def clear(self) -> None:
        """Say nothing."""
        self._waiting.stop()
        self._check = None
        self.hide()

    def wait(self, headline: str, on_cancel: Callable[[], object] | None = None) -> None:
        """Say, if it takes long enough to be noticed, that something goes on; offer to cancel it."""
        self._fill("info", headline, "")
        self._on_cancel = on_cancel or (lambda: None)
        self.cancel.setVisible(on_cancel is not None)
        self.progress.show()
        self._waiting.start()

    def tell(self, tone: str, headline: str, advice: str = "") -> None:
        """Say how it ended; ``tone`` is "good", "warning" or "error"."""
        self._fill(tone, headline, advice)
        self.show()
        announce(self, f"{headline} {advice}".strip())

    def show_check(self, check: Check) -> None:
        """Say what a test has found; the account stays hidden before somebody wants to see it."""
        self._is_masked = True
        self._fill("good" if check.ok else "error", "", check.advice)
        self._check = check
        self.show_account.setVisible(bool(_ACCOUNT.search(f"{check.headline} {check.advice}")))
        self._say_check(check)
        self.show()
        announce(self, f"{self.headline.text()} {self.advice.text()}")

    def _turn_mask(self) -> None:
        self._is_masked = not self._is_masked
        if self._check:
            self._say_check(self._check)

    def _say_check(self, check: Check) -> None:
        for where, text in (
            (self.headline, f"{'✓' if check.ok else '✕'} {check.headline}"),
            (self.advice, check.advice),
        ):
            where.setText(_ACCOUNT.sub(lambda found: masked(found[0]), text) if self._is_masked else text)
        self.show_account.setText(tr("Show account") if self._is_masked else tr("Hide account"))

    def _fill(self, tone: str, headline: str, advice: str) -> None:
        self.clear()
        style.set_role(self, f"banner-{tone}")
        mark = {"good": "✓ ", "warning": "▲ ", "error": "✕ "}.get(tone, "")
        self.headline.setText(f"{mark}{headline}")
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        for part in (self.progress, self.cancel, self.show_account):
            part.hide()

    def _stop(self) -> None:
        self.clear()
        self._on_cancel()
