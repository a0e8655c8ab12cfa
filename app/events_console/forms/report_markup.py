"""Pieces of HTML that a test report is made of; what they show is escaped, whatever it is."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from events_console.domain.exchange import Target
from events_console.domain.timestamps import show
from events_console.forms.report_outline import Line

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)
_TONES: Final = {"accepted": "good", "refused": "error", "failed": "error", "pending": "info"}


def text(shown: str) -> str:
    """Return ``shown`` for any place in HTML."""
    return escape(_UNSEEN.sub(_named, shown))


def _named(unseen: re.Match[str]) -> str:
    code = ord(unseen[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004  # as Python writes it


def facts_table(rows: dict[str, str]) -> str:
    """Return a table of names and values, without those that are empty."""
    shown = (
        f'<tr><th scope="row">{text(name)}</th><td>{text(value)}</td></tr>'
        for name, value in rows.items()
        if value
    )
    return f'<table class="facts">{"".join(shown)}</table>'


def table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells in HTML; a column has a heading and a class."""
    heads = "".join(f'<th scope="col" class="{kind}">{text(name)}</th>' for name, kind in columns)
    kinds = [kind for _, kind in columns]
    body = "".join(f"<tr>{''.join(map(_cell, kinds, cells))}</tr>" for cells in rows)
    return f'<table class="grid"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _cell(kind: str, content: str) -> str:
    return f'<td class="{kind}">{content}</td>'


def pill(line: Line) -> str:
    """Return the verdict on an exchange in its tone."""
    return f'<span class="pill {tone(line.outcome)}">{text(line.verdict)}</span>'


def tone(outcome: str) -> str:
    """Return which of the window's tones an outcome has."""
    return _TONES.get(outcome, "warning")


def duration(milliseconds: float) -> str:
    """Return a time span: "38 ms", "5.0 s"."""
    return f"{milliseconds:.0f} ms" if milliseconds < 999.5 else f"{milliseconds / 1000:.1f} s"  # noqa: PLR2004


def moment(seconds: float) -> str:
    """Return an instant with its milliseconds, so that those below each other line up."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    shown = show(whole)
    return f"{shown.removesuffix(' UTC')}.{thousandths:03d} UTC" if shown else "an unknown time"


def place(target: Target) -> str:
    """Return where an exchange went, each thing once."""
    return " · ".join(dict.fromkeys((target.name, target.kind.value, target.region, target.endpoint)))
