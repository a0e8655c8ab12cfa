"""`events-console`: the window, or with a command the command line."""

import gc
import sys
from pathlib import Path

from events_console.cli import COMMANDS


def main() -> int:
    """Do what the arguments ask for; return the exit code. A fault of the program itself leaves a report."""
    try:
        return _run()
    except Exception as error:  # noqa: BLE001  # nobody else is left to take it
        from events_console.cli.output import broken

        return broken(error)


def _run() -> int:
    """Import what is needed alone: the window does not wait for the commands, nor they for it."""
    match sys.argv[1:]:
        case []:
            return _open_window(None)
        case [file] if file not in COMMANDS and (file == "-" or not file.startswith("-")):
            return _open_window(file)
        case ["--draw-window"]:  # as --self-check has it done
            return _draw_window()
        case arguments:
            from events_console.cli import command_line

            return command_line.run(arguments)


def _open_window(file: str | None) -> int:
    if file and file.startswith("file://"):
        file = _path(file)
    if file not in (None, "-") and (wrong := _wrong(file)):
        from events_console.cli.output import unusable

        return unusable(wrong)
    from events_console.cli import no_display

    if no_display.is_missing():
        from events_console.cli import command_line

        return command_line.guarded(lambda: no_display.run(file))
    gc.disable()  # a start makes what stays: to look for waste in it takes a tenth of the time
    from events_console.ui.application import run

    return run(file)


def _draw_window() -> int:
    from events_console.ui.self_check import draw

    try:
        print(draw())
    except (OSError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _path(url: str) -> str:
    """Return the path of a file that a desktop names by its URL; one of another computer stays a URL."""
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    parts = urlsplit(url)
    return url2pathname(parts.path) if parts.netloc in {"", "localhost"} else url


def _wrong(file: str) -> str | None:
    """Return why ``file`` can be neither opened nor be meant as a command, None where it can be tried."""
    try:
        Path(file).stat()
    except FileNotFoundError:
        return f"there is no file and no command “{file}”; see events-console --help"
    except OSError as error:
        return f"{file} cannot be opened: {error.strerror}"
    return None


if __name__ == "__main__":
    sys.exit(main())
