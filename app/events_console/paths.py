"""Every location on disk: one folder if `EVENTS_CONSOLE_HOME` names it, else the customary ones.

A missing folder is made, for its owner alone; one that cannot be made raises the OSError that says why.
"""

import os
from pathlib import Path
from typing import Literal, TypeAlias

_Kind: TypeAlias = Literal["user_data_path", "user_config_path"]


def history_file() -> Path:
    """The SQLite database of everything that was sent."""
    return _folder("user_data_path") / "history.sqlite"


def draft_file() -> Path:
    """The request as it was last edited, in JSON; a second window adds a number to the name."""
    return _folder("user_data_path") / "draft.json"


def replaced_drafts() -> Path:
    """The folder of the requests in whose place others were put, in JSON."""
    return _folder("user_data_path") / "replaced"


def sandbox_key_file() -> Path:
    """The key that signs requests to the sandbox of this installation, in JSON; worthless elsewhere."""
    return _folder("user_data_path") / "sandbox-key.json"


def connections_file() -> Path:
    """The named connections, in JSON and without secrets."""
    return _folder("user_config_path") / "connections.json"


def trackers_file() -> Path:
    """The event trackers that were listed last for each connection, in JSON."""
    return _folder("user_data_path") / "trackers.json"


def attachments_folder() -> Path:
    """The folder of what is attached to connections: dataset schemas, items, silenced rules, in JSON."""
    return _folder("user_data_path") / "attachments"


def crashes_folder() -> Path:
    """The folder of reports of what went wrong in the program itself, as text."""
    return _folder("user_data_path") / "crashes"


def settings_file() -> Path:
    """The settings, in JSON."""
    return _folder("user_config_path") / "settings.json"


def own_folders() -> tuple[Path, ...]:
    """The folders of all these files."""
    return _folder("user_data_path"), _folder("user_config_path")


def places() -> tuple[Path, Path]:
    """The folders for user data and for settings, which need not exist, and are not made."""
    return _place("user_data_path"), _place("user_config_path")


def resource(*parts: str) -> Path:
    """A file of `resources/`, which is inside the installed package, and beside `app/` in a checkout."""
    package = Path(__file__).parent
    shipped = package / "resources"
    return (shipped if shipped.is_dir() else package.parents[1] / "resources").joinpath(*parts)


def _folder(kind: _Kind) -> Path:
    folder = _place(kind)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _place(kind: _Kind) -> Path:
    override = os.environ.get("EVENTS_CONSOLE_HOME")
    if override:
        return Path(override).absolute()
    from platformdirs import PlatformDirs

    place: Path = getattr(PlatformDirs("events-console", appauthor=False), kind)
    return place
