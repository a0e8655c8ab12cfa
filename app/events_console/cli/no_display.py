"""The main job in the terminal, where there is no display for the window."""

import contextlib
import os
import socket
import sys
from typing import Final

_PATIENCE: Final = 2.0  # seconds for a display on another computer


def is_missing() -> bool:
    """Return whether Qt would find no display, as it may on Linux: none is named, or nobody serves it."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return False
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if wayland and _is_served(_wayland_socket(wayland)):
        return False
    return not (x11 and _is_served(*_x11_addresses(x11)))


def _wayland_socket(display: str) -> str:
    return os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), display)  # noqa: PTH118  # absolute names stay


def _x11_addresses(display: str) -> tuple[str | tuple[str, int], ...]:
    """Return where the X server of ":1.0", "unix:1" or "host:10" listens (the manual page X(7))."""
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdecimal():
        return ()
    local = f"/tmp/.X11-unix/X{number}"  # noqa: S108  # where X servers listen, not a file of ours
    return (local, f"\0{local}") if host in ("", "unix") else ((host, 6000 + int(number)),)


def _is_served(*addresses: str | tuple[str, int]) -> bool:
    for address in addresses:
        family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
        with socket.socket(family) as client, contextlib.suppress(OSError):
            client.settimeout(_PATIENCE)
            client.connect(address)
            return True
    return False


def run(file: str | None) -> int:
    """Send the sample request to the sandbox and print the exchange; a ``file`` is the person's to send."""
    from events_console.cli import connecting, exchanges, send  # every start of the window asks the above
    from events_console.cli.output import say, unusable
    from events_console.sandbox.connection import NAME
    from events_console.services import examples

    if file is not None:
        commands = f"events-console validate {file}, or send {file}"
        return unusable(f"there is no display to open the window on; without it, use {commands}")
    say("There is no display to open the window on, so here is its main job in the terminal instead:")
    say("the sample request, sent to the sandbox, which runs on this computer.", "")
    with contextlib.ExitStack() as stack:
        connection = connecting.named(NAME, stack)
        sender = stack.enter_context(connecting.open_line(connection, connecting.open_sessions()))
        exchange = send.dispatch(
            sender, sender.prepare(examples.sandbox(), connection, stamp=True), connection
        )
    say(*exchanges.transcript(exchange), "", exchanges.sentence(exchange), "", *exchanges.facts(exchange), "")
    say(f"It is in the history: events-console history show {exchange.id}")
    say("For the window, start it in a desktop session, through ssh -X, or as: xvfb-run events-console")
    say("What else there is without it: events-console --help")
    return send.exit_for(exchange)
