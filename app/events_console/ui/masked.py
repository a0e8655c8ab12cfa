"""What an audience does not see: while the window is presented, IDs and accounts go by other names.

A pane shows its texts by :func:`covered`, which changes nothing at other times. What Qt's own widgets say is
looked after by `masked_widgets`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.domain.request import Request
    from events_console.ui.masked_ids import Mask

_PROPERTY: Final = "mask"  # of the application, as its palette and its font are


def mask() -> "Mask | None":
    """Return what hides IDs now; None where nothing is hidden."""
    app = QCoreApplication.instance()
    found: Mask | None = app.property(_PROPERTY) if app else None
    return found


def put_on(made: "Mask | None") -> None:
    """Have ``made`` hide IDs from now on; with None, nothing does."""
    if app := QCoreApplication.instance():
        app.setProperty(_PROPERTY, made)


def covered(text: str, name: str = "") -> str:
    """Return ``text`` as an audience may see it; ``name`` is the member whose value it is, if it is one."""
    current = mask()
    if current is None:
        return text
    current.learn(name, text)
    return current.text(text)


def covered_request(request: "Request") -> "Request":
    """Return ``request`` with other names in the place of IDs; itself where there is nothing to hide."""
    current = mask()
    return current.request(request) if current else request


def know(exchanges: "Iterable[Exchange]") -> None:
    """Know who is named in ``exchanges``, if anything is hidden."""
    if current := mask():
        for exchange in exchanges:
            current.learn_exchange(exchange)


def learn(name: str, values: Iterable[str]) -> None:
    """Know that ``values`` are those of the member or the filter ``name``, if anything is hidden."""
    if current := mask():
        for value in values:
            current.learn(name, value)
