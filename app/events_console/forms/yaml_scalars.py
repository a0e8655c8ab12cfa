"""Scalars of YAML: what plain ones mean by the core schema of YAML 1.2, and how to write what all read alike.

Sources: YAML 1.2.2, section 10.3.2; the type repository of YAML 1.1, as PyYAML reads it.
"""

import math
import re
from typing import Final

from events_console.domain.json_value import Json, Object
from events_console.domain.wording import quoted
from events_console.forms import UnwritableError

_NULL: Final = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS: Final = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIGURES: Final = frozenset("+-.0123456789")
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

# What YAML 1.1 takes a plain scalar for, or the AWS CLI's reader, where the core schema has something else.
_ELSEWHERE: Final = (
    (re.compile(r"y|yes|on", re.IGNORECASE), "true"),
    (re.compile(r"n|no|off", re.IGNORECASE), "false"),
    (re.compile(r"[-+]?0[0-7]+"), "an octal number"),
    (re.compile(r"[-+]?0[0-9]+"), "text"),
    (re.compile(r"[-+]?0b[01_]+"), "a binary number"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"), "a number to the base of 60"),
    (re.compile(r"[-+]?(?:0x)?[0-9][0-9a-fA-F]*_[0-9a-fA-F_]*(?:\.[0-9_]*)?"), "a number"),
    (re.compile(r"[-+]0x[0-9a-fA-F]+"), "a number"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9].*)?"), "a date"),
    (re.compile(r"0o[0-7]+|[-+]?(?:[0-9]+|\.[0-9]+)[eE][-+]?[0-9]+|[-+]?[0-9]+\.[0-9]*[eE][0-9]+"), "text"),
    (re.compile(r"[-+]\.[0-9]+"), "text"),
)
_BEGINNINGS: Final = _FIGURES | set("yYnNoO")

# Words that no reader of YAML takes for anything but text.
_SAFE: Final = re.compile(r"[A-Za-z](?:[A-Za-z0-9_.-]| (?! |$))*")
_ESCAPES: Final = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_HALF: Final = re.compile("[\ud800-\udfff]")
_WORDS: Final = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf|infinity", re.IGNORECASE)


def meaning(plain: str) -> bool | int | float | str | None:
    """Return what a plain scalar means; an integer with more digits than Python reads is a ValueError."""
    if plain in _NULL:
        return None
    if plain in _BOOLEANS:
        return _BOOLEANS[plain]
    if plain[0] not in _FIGURES:
        return plain
    if _INTEGER.fullmatch(plain):
        return int(plain)
    if _BASED.fullmatch(plain):
        return int(str(int(plain, 0)))  # which has the limit that decimal digits have
    if _FLOAT.fullmatch(plain):
        return float(plain)
    if _INFINITE.fullmatch(plain):
        return float(plain.replace(".", ""))
    return plain


def elsewhere(plain: str) -> str:
    """Return what some readers of YAML take a plain scalar for instead; "" where all agree."""
    if plain[:1] not in _BEGINNINGS:
        return ""
    return next((taken for pattern, taken in _ELSEWHERE if pattern.fullmatch(plain)), "")


def written(value: Json) -> str:
    """Return one value, no list or object but an empty one, such that every reader reads the same.

    Half a character, which YAML has no words for, is an UnwritableError.
    """
    match value:
        case str():
            return _text(value)
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case float():
            return _float(value)
        case _:
            return str(value) if isinstance(value, int) else "{}" if isinstance(value, Object) else "[]"


def _text(text: str) -> str:
    if _SAFE.fullmatch(text) and not _WORDS.fullmatch(text):
        return text
    if _HALF.search(text):
        raise UnwritableError(
            f"{quoted(text)} holds half a character, which YAML cannot say: take it out, or choose JSON"
        )
    if text.isprintable() and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if char < "\U00010000" else f"\\U{ord(char):08x}"


def _float(value: float) -> str:
    if not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    digits, exponent, power = repr(value).partition("e")
    # Readers of YAML 1.1 take 1e+16 for text.
    return f"{digits}.0{exponent}{power}" if exponent and "." not in digits else repr(value)
