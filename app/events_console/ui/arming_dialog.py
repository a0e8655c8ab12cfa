"""The question before the first request to production: somebody has to type the connection's name."""

from typing import Final

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from events_console.domain import arming
from events_console.domain.connection import Connection
from events_console.ui import style
from events_console.ui.connection_bar import TONES
from events_console.ui.language import tr
from events_console.ui.parts import ElidedLabel, button, field_label, label, pill, row
from events_console.ui.sizes import fit_text
from events_console.ui.words import tr_word

_WIDTH: Final = 460
_MEANING: Final = tr(
    "What is sent here lands in real data, and no event can be taken back. Once armed, up to "
    "{count} requests go out; choosing or changing a connection ends that."
)
_AND: Final = {"": tr("Arm"), "send": tr("Arm and send"), "resend": tr("Arm and resend")}


class ArmingDialog(QDialog):
    """Is accepted once the name of ``connection`` has been typed; ``typed`` is what stands there."""

    def __init__(self, connection: Connection, verb: str, parent: QWidget) -> None:
        """Ask in front of ``parent``; ``verb`` is what the button does besides: "send", "resend" or ""."""
        super().__init__(parent)
        self.setWindowTitle(tr("Arm production"))
        self._connection = connection
        self.name = QLineEdit()
        self.name.setFixedHeight(style.control_height())
        self.name.textChanged.connect(self._follow)
        self.arm = button(_AND[verb], self.accept, "primary")
        cancel = button(tr("Cancel"), self.reject)
        for each in (cancel, self.arm):
            each.setAutoDefault(each is self.arm)
            each.setFixedHeight(style.control_height())
        self.arm.setDefault(True)
        title = row(
            ElidedLabel(connection.name, "title"),
            pill(f"● {tr_word(connection.kind)}", TONES[connection.kind]),
        )
        title.setStretch(0, 1)
        ask = QVBoxLayout()
        ask.setSpacing(4)
        asked = field_label(tr("Type the connection’s name; upper and lower case count"), self.name)
        asked.setWordWrap(True)
        ask.addWidget(asked)
        ask.addWidget(self.name)
        box = QVBoxLayout(self)
        box.setSpacing(style.PADDING)
        box.addLayout(title)
        box.addWidget(label(_MEANING.format(count=arming.REQUESTS), wrap=True))
        box.addLayout(ask)
        box.addStretch(1)
        box.addLayout(row(None, cancel, self.arm, spacing=8))
        fit_text(self, _WIDTH)
        self._follow()

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.name.text()

    def accept(self) -> None:
        """Be accepted for the right name alone, however that was asked for."""
        if arming.arm(self._connection, self.typed):
            super().accept()

    def _follow(self) -> None:
        self.arm.setEnabled(arming.arm(self._connection, self.typed) is not None)
