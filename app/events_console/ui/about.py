"""The dialog that says what this program is, in which version, and under which terms."""

from typing import Final

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from events_console import __version__, paths
from events_console.services import installation
from events_console.ui import style
from events_console.ui.language import tr
from events_console.ui.parts import TITLE, announce, button, label, row
from events_console.ui.sizes import fit_text

_ICON: Final = 64  # pixels
_WIDTH: Final = 480
_PURPOSE: Final = tr(
    "Compose PutEvents requests, see at once what is wrong with them, send them, and keep every answer."
)
_TERMS: Final = tr(
    "MIT licence. Made with Qt for Python (LGPL 3) and botocore (Apache License 2.0). Not made or endorsed "
    "by Amazon Web Services."
)


class AboutDialog(QDialog):
    """Names the program and what it runs with; *Copy* takes the versions to where a problem is told."""

    def __init__(self, parent: QWidget) -> None:
        """Read the versions."""
        super().__init__(parent)
        self.setWindowTitle(tr("About"))
        self._versions = (*installation.versions().split(", "), f"Qt {qVersion()}")
        self.copy = button(tr("Copy"), self._copy, tip=tr("Copy the versions"))
        close = button(tr("Close"), self.reject)
        for each in (self.copy, close):
            each.setAutoDefault(each is close)
            each.setFixedHeight(style.control_height())
        self._told = label("", "good")
        head = row(_drawn(), _named(), None, spacing=16)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, style.PADDING)
        box.setSpacing(style.PADDING)
        box.addLayout(head)
        box.addWidget(label(_PURPOSE, wrap=True))
        box.addWidget(label("\n".join(self._versions[1:]), "muted"))
        box.addWidget(label(_TERMS, "muted", wrap=True))
        box.addLayout(row(self._told, None, self.copy, close, spacing=8))
        close.setFocus()
        fit_text(self, _WIDTH)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._versions))
        self._told.setText(tr("✓ Copied"))
        announce(self, tr("Copied"))


def _drawn() -> QLabel:
    made = QLabel()
    drawn = QIcon(str(paths.resource("icons", "app.svg")))
    made.setPixmap(drawn.pixmap(QSize(_ICON, _ICON), made.devicePixelRatio()))
    made.setHidden(made.pixmap().isNull())
    return made


def _named() -> QWidget:
    names = QWidget()
    box = QVBoxLayout(names)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    box.addStretch(1)
    box.addWidget(label(TITLE, "title"))
    box.addWidget(label(tr("Version {version}").format(version=__version__), "muted"))
    box.addStretch(1)
    return names
