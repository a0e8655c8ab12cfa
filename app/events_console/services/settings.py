"""The settings: a JSON file that a person may read and edit."""

from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from events_console.domain.json_value import Json, Object, dumps
from events_console.services.files import read_object, write_atomically
from events_console.services.lock import Lock
from events_console.services.retention import MOST, Limits

Theme: TypeAlias = Literal["system", "light", "dark", "contrast-light", "contrast-dark"]
MOST_RECENT: Final = 10  # files
_PATIENCE: Final = 1.0  # seconds that another program may take to write its own


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has chosen.

    ``connection`` is the ID of the one in use, "" for the built-in sandbox; ``window`` is the layout as the
    window wrote it, and opaque elsewhere; ``searches`` are names and the lines that search the history;
    ``retention`` is what the history keeps. ``language`` is a code such as "de", "" for the system's;
    ``time_zone`` an IANA name such as "Europe/Berlin", "" for the system's; ``autosave`` writes the open file
    itself after each edit, and not the draft alone; ``silenced`` are the rules that no connection hears;
    ``recent`` are the files opened and saved last, the last one first; ``guided`` says that the first steps
    were shown or skipped.
    """

    stamp_event_ids: bool = True
    theme: Theme = "system"
    connection: str = ""
    window: Object = field(default_factory=Object)
    searches: tuple[tuple[str, str], ...] = ()
    retention: Limits = field(default_factory=Limits)
    language: str = ""
    time_zone: str = ""
    autosave: bool = False
    silenced: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    guided: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """The settings of a run, the file that they can be written to, None for none, and what is wrong there."""

    settings: Settings
    file: Path | None
    trouble: str = ""


def kept(path: Path) -> Kept:
    """Return the settings in ``path``, or the defaults and a sentence that says why they are all there is."""
    try:
        return Kept(load(path), path)
    except ValueError as damage:
        return Kept(Settings(), path, f"The settings file {damage}")
    except OSError as error:
        trouble = (
            f"The settings in {path} cannot be read: {error.strerror or error}. They stay as they are; "
            "what is chosen in this window is not kept."
        )
        return Kept(Settings(), None, trouble)


def load(path: Path) -> Settings:
    """Return the settings in ``path``; whatever is missing there or makes no sense has its default.

    OSError where there are some that cannot be read; ValueError, as a sentence, for a damaged file, which is
    set aside.
    """
    found = read_object(path) or Object()
    window = found.get("window")
    return Settings(
        stamp_event_ids=found.get("stamp_event_ids") is not False,
        theme=next((theme for theme in get_args(Theme) if theme == found.get("theme")), "system"),
        connection=_text(found.get("connection")),
        window=window if isinstance(window, Object) else Object(),
        searches=_searches(found.get("searches")),
        retention=_limits(found.get("retention")),
        language=_text(found.get("language")),
        time_zone=_text(found.get("time_zone")),
        autosave=found.get("autosave") is True,
        silenced=_texts(found.get("silenced")),
        recent=_texts(found.get("recent"))[:MOST_RECENT],
        guided=found.get("guided") is True,
    )


def save(path: Path, settings: Settings, before: Settings | None = None) -> None:
    """Write the settings to ``path``, beside what another version keeps there, unless that is damaged.

    With ``before``, the settings that are known to have been there, only what is another one now is written:
    the rest may have been chosen in another window meanwhile. OSError where what is there cannot be read or
    written; it stays then.
    """
    known = {one.name: getattr(settings, one.name) for one in fields(settings)}
    same = {name for name, value in known.items() if before and getattr(before, name) == value}
    known["retention"] = Object(asdict(settings.retention))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with Lock(path.with_name(f".{path.name}.lock"), _PATIENCE):
        kept: Object | None = None
        with suppress(ValueError):  # it was set aside
            kept = read_object(path)
        kept = kept or Object()
        chosen = {name: value for name, value in known.items() if name not in kept or name not in same}
        write_atomically(path, dumps(Object({**kept, **chosen}), indent=2) + "\n")


def _text(kept: Json) -> str:
    return kept if isinstance(kept, str) else ""


def _texts(kept: Json) -> tuple[str, ...]:
    return tuple(each for each in kept if isinstance(each, str)) if isinstance(kept, tuple) else ()


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
