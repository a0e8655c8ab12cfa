"""What bash makes of the escapes in ``$'…'``, and what the programs print that tell the time or make IDs."""

import re
import sys
from collections.abc import Mapping
from typing import Final

from events_console.forms.shell_lexer import SECONDS, shifted

ANSI: Final = re.compile(
    r"[^\\']+|(?P<end>')|\\(?:x(?P<hex>[0-9A-Fa-f]{1,2})|(?P<octal>[0-7]{1,3})"
    r"|(?:u(?P<short>[0-9A-Fa-f]{1,4})|U(?P<long>[0-9A-Fa-f]{1,8}))|c(?P<control>.)|(?P<letter>.))",
    re.DOTALL,
)
_LETTERS: Final = dict(zip("abeEfnrtv", "\a\b\x1b\x1b\f\n\r\t\v", strict=True))
_PLUS_S: Final = r" (?:\+%s|'\+%s'|\"\+%s\")"
_NOW: Final = re.compile(rf"date(?: -u| --utc)?{_PLUS_S}")
_MOVED: Final = re.compile(
    rf"""date(?: -u)? (?:-d|--date)[ =]?["']?(?P<sign>[+-]?) ?(?P<amount>[0-9]{{1,9}}) ?"""
    rf"""(?P<unit>s|m|h|d|w)(?:econd|ec|inute|in|our|ay|eek)?s?(?P<ago> ago)?["']?{_PLUS_S}"""
    rf"""|date(?: -u)? -v ?(?P<bsd>[+-])(?P<count>[0-9]{{1,9}})(?P<letter>[SMHdw]){_PLUS_S}"""
)
_TERM: Final = re.compile(
    rf"(?P<now>\$\(\s*{_NOW.pattern}\s*\)|`\s*{_NOW.pattern}\s*`)|\$\{{(?P<braced>\w+)\}}|\$?\b(?P<name>[A-Za-z_]\w*)"
)
_KERNEL: Final = "cat /proc/sys/kernel/random/uuid"
_UUID: Final = re.compile(
    rf"uuidgen(?: -[rt])?(?: 2> ?/dev/null)?(?: \|\| {_KERNEL}(?: 2> ?/dev/null)?)?"
    rf"(?: ?\| ?tr .{{1,40}})?|{_KERNEL}"
)
_LONGEST_SUM: Final = 500  # characters
_UNITS: Final = {"S": "s", "M": "m", "H": "h"}


def output_of(command: str) -> str | None:
    """Return the placeholder for what ``command`` prints; None where that is neither a time nor a UUID."""
    command = " ".join(command.split())
    if _NOW.fullmatch(command):
        return "{{now}}"
    if _UUID.fullmatch(command):
        return "{{uuid}}"
    if not (found := _MOVED.fullmatch(command)):
        return None
    back = (found["sign"] or found["bsd"]) == "-"
    sign = "-" if back != bool(found["ago"]) else "+"
    unit = found["unit"] or _UNITS.get(found["letter"], found["letter"])
    return shifted(f"{{{{now}}}}{sign}{found['amount'] or found['count']}*{SECONDS[unit]}")


def sum_of(expression: str, variables: Mapping[str, str]) -> str | None:
    """Return the placeholder for ``$((…))`` around ``expression``; None where that is no time near now."""
    if len(expression) > _LONGEST_SUM:
        return None

    def value(term: re.Match[str]) -> str:
        return "{{now}}" if term["now"] else variables.get(term["braced"] or term["name"], term[0])

    return shifted(_TERM.sub(value, expression))


def ansi(text: str) -> str:
    """Return ``text`` with its escapes replaced; a NUL ends it, as it does in bash."""
    raw = bytearray()
    for found in ANSI.finditer(text):
        raw += _bytes(found)
    ended = raw.partition(b"\0")[0]
    try:
        return ended.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return ended.decode("utf-8", "surrogateescape")


def _bytes(found: re.Match[str]) -> bytes:
    if found["hex"] or found["octal"]:
        return bytes([int(found["hex"], 16) if found["hex"] else int(found["octal"], 8) & 0xFF])
    if found["short"] or found["long"]:
        code = int(found["short"] or found["long"], 16)
        text = chr(code) if code <= sys.maxunicode else found[0]
    elif found["control"]:
        text = chr(ord(found["control"]) & 0x1F)
    elif letter := found["letter"]:
        text = _LETTERS.get(letter, letter if letter in "\\'\"?" else found[0])
    else:
        text = found[0]
    return text.encode("utf-8", "surrogatepass")
