"""`events-console`: the window, or with a command the command line."""

import sys
from pathlib import Path

from events_console.cli import COMMANDS


def main() -> int:
    """Do what the arguments ask for; return the exit code.

    What is not needed is not imported: the window does not wait for the commands, nor they for it.
    """
    match sys.argv[1:]:
        case []:
            return _open_window(None)
        case [file] if file not in COMMANDS and (file == "-" or not file.startswith("-")):
            return _open_window(file)
        case arguments:
            from events_console.cli import command_line

            return command_line.run(arguments)


def _open_window(file: str | None) -> int:
    if file not in (None, "-") and (wrong := _wrong(file)):
        from events_console.cli.output import unusable

        return unusable(wrong)
    from events_console.cli import no_display

    if no_display.is_missing():
        from events_console.cli import command_line

        return command_line.guarded(lambda: no_display.run(file))
    from events_console.ui.application import run

    return run(file)


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
