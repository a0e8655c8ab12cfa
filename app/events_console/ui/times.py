"""The time zone that the window shows times in: that of this computer, or one that a person has chosen.

It is a property of the application, as palette and locale are. Times stand in the words of dozens of places,
many of which are no widgets; all of them are to agree at any moment, and none has a zone of its own.
"""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, Qt, QTimeZone

_PROPERTY: Final = "timeZone"
_LOCAL: Final = QTimeZone.Initialization.LocalTime


def use(app: QCoreApplication, name: str) -> None:
    """Show times in the zone that IANA calls ``name``; for "" and what is none, in that of this computer."""
    app.setProperty(_PROPERTY, name if name and is_known(name) else "")


def name() -> str:
    """Return the IANA name of the zone that was chosen, "" for that of this computer."""
    app = QCoreApplication.instance()
    return str(app.property(_PROPERTY) or "") if app else ""


def zone() -> QTimeZone:
    """Return the zone that times are shown in."""
    chosen = name()
    return QTimeZone(chosen.encode()) if chosen else QTimeZone(_LOCAL)


def for_search() -> tzinfo | None:
    """Return the same for those who search the history; None is the zone of this computer."""
    from zoneinfo import ZoneInfo  # the first window has the zone of this computer, or does not search

    chosen = name()
    return ZoneInfo(chosen) if chosen else None


def shown(seconds: float) -> QDateTime:
    """Return what clocks of the zone show at ``seconds`` of Unix time."""
    return QDateTime.fromSecsSinceEpoch(int(seconds), zone())


def read(text: str, written: str | Qt.DateFormat) -> QDateTime:
    """Return when clocks of the zone show ``text``, as the format ``written`` has it; invalid if never."""
    clock = QDateTime.fromString(text, written)
    return QDateTime(clock.date(), clock.time(), zone()) if clock.isValid() else clock


def today() -> QDate:
    """Return the day that it is in the zone."""
    return QDateTime.currentDateTime(zone()).date()


def is_known(name: str) -> bool:
    """Return whether ``name`` is a zone, for Qt and for Python."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # the same

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # "", "..", or a folder of zones
        return False
    return QTimeZone.isTimeZoneIdAvailable(name.encode())


def names() -> tuple[str, ...]:
    """Return the zones to choose from, by name."""
    places = (bytes(each.data()).decode() for each in QTimeZone.availableTimeZoneIds())
    return tuple(sorted(place for place in places if "/" in place))
