"""The settings: a JSON file that a person may read and edit."""

from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from events_console.domain.json_value import Json, Object, dumps
from events_console.services.files import read_object, write_atomically
from events_console.services.retention import MOST, Limits

Theme: TypeAlias = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has chosen.

    ``connection`` is the ID of the one in use, "" for the built-in sandbox; ``window`` is the layout as the
    window wrote it, and opaque elsewhere; ``searches`` are names and the lines that search the history;
    ``retention`` is what the history keeps.
    """

    stamp_event_ids: bool = True
    theme: Theme = "system"
    connection: str = ""
    window: Object = field(default_factory=Object)
    searches: tuple[tuple[str, str], ...] = ()
    retention: Limits = field(default_factory=Limits)


def load(path: Path) -> Settings:
    """Return the settings in ``path``; whatever is missing there or makes no sense has its default.

    OSError where there are some that cannot be read; ValueError, as a sentence, for a damaged file, which is
    set aside.
    """
    kept = read_object(path) or Object()
    stamp, window, connection = (kept.get(name) for name in ("stamp_event_ids", "window", "connection"))
    return Settings(
        stamp if isinstance(stamp, bool) else True,
        next((theme for theme in get_args(Theme) if theme == kept.get("theme")), "system"),
        connection if isinstance(connection, str) else "",
        window if isinstance(window, Object) else Object(),
        _searches(kept.get("searches")),
        _limits(kept.get("retention")),
    )


def save(path: Path, settings: Settings) -> None:
    """Write the settings to ``path``, beside what another version keeps there, unless that is damaged.

    OSError where what is there cannot be read or written; it stays then.
    """
    known = {one.name: getattr(settings, one.name) for one in fields(settings)}
    known["retention"] = Object(asdict(settings.retention))
    kept: Object | None = None
    with suppress(ValueError):  # it was set aside
        kept = read_object(path)
    write_atomically(path, dumps(Object({**(kept or {}), **known}), indent=2) + "\n")


def _searches(kept: Json) -> tuple[tuple[str, str], ...]:
    """Return the pairs of texts that ``kept`` lists, the last one of each name."""
    pairs = kept if isinstance(kept, tuple) else ()
    found: dict[str, str] = {}
    for pair in pairs:
        match pair:
            case (str(name), str(line)) if name:
                found[name] = line
    return tuple(found.items())


def _limits(kept: Json) -> Limits:
    """Return the limits in ``kept``; a value that makes no sense is one that deletes nothing."""
    if not isinstance(kept, Object):
        return Limits()
    days, count, megabytes = (_natural(kept.get(name)) for name in ("days", "count", "megabytes"))
    return Limits(days, count, megabytes, keep_starred=kept.get("keep_starred") is not False)


def _natural(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST else None
