"""What nobody may overlook about the connection in use, for as long as it is so."""

from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from events_console.domain import endpoint
from events_console.domain.connection import Connection, KeySource
from events_console.ui import style
from events_console.ui.language import tr
from events_console.ui.parts import announce, label

_KEYLESS: Final = frozenset({KeySource.SANDBOX, KeySource.UNSIGNED})


def facts(connection: Connection, proxy: str | None, *, lasting: bool) -> tuple[str, ...]:
    """Return what to bear in mind, each with a mark and in a sentence.

    ``proxy`` is the one on the way to its endpoint, ``lasting`` whether the vault keeps keys for longer than
    the program runs.
    """
    host = endpoint.host(endpoint.url(connection))
    found = (
        (
            not connection.verify_tls,
            tr(
                "▲ The certificate of {host} is not checked: "
                "somebody on the way can read and change requests."
            ).format(host=host),
        ),
        (
            bool(connection.confirmed_host)
            and connection.confirmed_host == host
            and connection.keys not in _KEYLESS,
            tr("▲ Keys go to {host}, which is no host of AWS: somebody has confirmed it by its name.").format(
                host=host
            ),
        ),
        (
            connection.keys is KeySource.KEYRING and not lasting,
            tr("▲ The keys are kept in memory alone, and forgotten when the console closes."),
        ),
        (
            proxy is not None,
            tr("ℹ Requests go through the proxy {proxy}.").format(proxy=proxy),  # noqa: RUF001  # the sign
        ),
    )
    return tuple(sentence for is_so, sentence in found if is_so)


class ConnectionBanner(QFrame):
    """Shows sentences one beneath the other; without any it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setAccessibleName(tr("About this connection"))
        self._text = label("", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.PADDING, 6, style.PADDING, 6)
        box.addWidget(self._text)
        self.hide()

    def show_facts(self, sentences: tuple[str, ...]) -> None:
        """Show ``sentences`` of :func:`facts`."""
        text = "\n".join(sentences)
        if text and text != self._text.text():
            announce(self, text)
        style.set_role(self, "banner-warning" if "▲" in text else "banner-info")
        self._text.setText(text)
        self.setVisible(bool(text))
