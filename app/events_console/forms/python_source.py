"""Python source as Python's own syntax tree: the whole text, or as much of it as there is to a call."""

import ast
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from events_console.forms import LONGEST_CODE, UnreadableError

_MOST_TOKENS: Final = 20_000  # ten events have some hundred
_MOST_CALLS: Final = 100
_TOKEN: Final = re.compile(
    r'(?P<text>"""(?:[^"\\]+|\\.|"(?!""))*(?:""")?'
    r"|'''(?:[^'\\]+|\\.|'(?!''))*(?:''')?"
    r'|"(?:[^"\\\n]+|\\.)*"?'
    r"|'(?:[^'\\\n]+|\\.)*'?"
    r"|\#[^\n]*)"
    r"|(?P<opening>[(\[{])|(?P<closing>[)\]}])|(?P<word>\w+)|[^\w\s]",
    re.DOTALL,
)
_ODD: Final = re.compile("[\0\ud800-\udfff]")  # no source of Python can hold them
_PROMPT: Final = re.compile(r"^[ \t]*(?:>>>|\.\.\.)(?: |$)", re.MULTILINE)
_CELL: Final = re.compile(r"^[ \t]*(?:In \[[0-9]+\]:|\.\.\.:)(?: |$)", re.MULTILINE)  # a prompt of IPython
_MAGIC: Final = re.compile(r"^[%!].*", re.MULTILINE)  # commands of a notebook
_CALL: Final = "put_events"


@dataclass(frozen=True, slots=True)
class Source:
    """The statements of ``text``; ``notes`` say what of it was not read."""

    text: str
    body: list[ast.stmt]
    notes: tuple[str, ...] = ()


def parse(text: str) -> Source:
    """Return what stands in ``text``; what is no Python is an :class:`UnreadableError` that says where."""
    _check_size(text)
    if text.lstrip().startswith(">>> "):
        text = _PROMPT.sub("", text)
    elif _CELL.match(text.lstrip()):
        text = _CELL.sub("", text)
    try:
        return Source(text, _statements(text))
    except UnreadableError as error:
        plain = _MAGIC.sub("", text)
        with suppress(UnreadableError):
            return Source(plain, _statements(plain))
        found = _around_calls(plain)
        if found is None:
            raise
        note = f"Only a part of the text is read ({error}); what stands elsewhere in it is not known."
        return Source(plain, found, (note,))


def _check_size(text: str) -> None:
    if len(text) > LONGEST_CODE:
        raise UnreadableError(
            f"it has {len(text):,} characters, and at most {LONGEST_CODE:,} are read as Python"
        )
    if not text.strip("\ufeff \t\r\n\f"):
        raise UnreadableError("there is nothing in it; paste Python code with a put_events call")
    if sum(1 for _ in _TOKEN.finditer(text)) > _MOST_TOKENS:
        raise UnreadableError(f"it has more than {_MOST_TOKENS:,} words and signs; paste only the call")
    if odd := _ODD.search(text):
        what = "a null character" if odd[0] == "\0" else "half a character"
        raise UnreadableError(f"{what} stands in it: remove it", *_place(text, odd.start()))


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _statements(text: str) -> list[ast.stmt]:
    try:
        return _tree(text)
    except IndentationError as error:
        if error.msg != "unexpected indent":
            raise _unreadable(error) from None
    except SyntaxError as error:
        raise _unreadable(error) from None
    try:
        block = _tree(f"if 1:\n{text}")[0]  # code cut out of a function; dedenting would change its texts
    except SyntaxError:
        raise UnreadableError("the lines are not indented alike; paste whole lines", 1, 1) from None
    body = block.body if isinstance(block, ast.If) else []
    return [ast.increment_lineno(statement, -1) for statement in body]


def _tree(text: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as of escapes that are none
            return ast.parse(text.removeprefix("\ufeff")).body
    except (RecursionError, MemoryError):
        raise UnreadableError(
            "the code is nested too deep to be read; write the values out plainly"
        ) from None


def _unreadable(error: SyntaxError) -> UnreadableError:
    said = error.msg.partition(" (detected at")[0].partition("; use sys.")[0]
    return UnreadableError(f"this is no Python: {said}", error.lineno or 0, max(error.offset or 0, 1))


def _around_calls(text: str) -> list[ast.stmt] | None:
    """Return what can be read of a text that is no Python: all to the end of its last call, or the calls."""
    calls = list(_calls(text))
    if not calls:
        return None
    for end in (calls[-1][1], calls[0][1]):
        try:
            return _statements(text[:end])
        except UnreadableError:
            continue
    found = []
    for start, end in calls[:_MOST_CALLS]:
        try:
            statements = _statements(text[start:end])
        except UnreadableError:
            continue
        line = text.count("\n", 0, start)
        found += [ast.increment_lineno(statement, line) for statement in statements]
    return found or None


def _calls(text: str) -> Iterator[tuple[int, int]]:
    """Yield where calls begin and end, by their brackets; what stands within another is not told."""
    opened: list[int | None] = []
    last: re.Match[str] | None = None
    outer = 0
    for token in _TOKEN.finditer(text):
        if token["opening"]:
            begins = last is not None and last[0] == _CALL and not outer
            opened.append(last.start() if begins and last else None)
            outer += begins
        elif token["closing"] and opened:
            start = opened.pop()
            if start is not None:
                outer -= 1
                yield start, token.end()
        if not token["text"]:
            last = token
