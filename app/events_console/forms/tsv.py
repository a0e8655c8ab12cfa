"""Cells as spreadsheets exchange them: tab-separated text, and an HTML table beside it.

Read leniently (ragged rows, quoted line feeds, CRLF, a byte order mark); written so that spreadsheets read
it back.
"""

import csv
import io
from collections.abc import Sequence
from html import escape

Grid = tuple[tuple[str, ...], ...]


def read(text: str) -> Grid:
    """Return the rows of ``text``, each as long as it is; a stray quotation mark is an ordinary character."""
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    try:
        return tuple(tuple(row) or ("",) for row in csv.reader(lines, delimiter="\t", strict=True))
    except csv.Error:  # not quoted as a spreadsheet does it: every quotation mark counts as itself
        return tuple(tuple(line.split("\t")) for line in text.removeprefix("\ufeff").splitlines())


def write(rows: Sequence[Sequence[str]]) -> str:
    """Return ``rows`` as tab-separated text; only cells that need it are quoted: JSON stays as it is."""
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows)


def _cell(text: str) -> str:
    needs_quotes = text.startswith('"') or any(mark in text for mark in "\t\n\r")
    return '"{}"'.format(text.replace('"', '""')) if needs_quotes else text


def write_html(rows: Sequence[Sequence[str]]) -> str:
    """Return ``rows`` as an HTML table in which every cell is text."""
    body = "".join(
        "<tr>" + "".join(f'<td style="mso-number-format:\\@">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f'<meta charset="utf-8"><table>{body}</table>'
