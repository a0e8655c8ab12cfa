"""The items of a dataset group, from a CSV in the Items format: which there are, and what they are called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice
from types import MappingProxyType
from typing import Final

from events_console.domain.dataset_schema import folded
from events_console.domain.wording import counted, quoted

_ITEM_ID: Final = "ITEM_ID"
_TITLES: Final = tuple(map(folded, ("TITLE", "NAME", "ITEM_NAME", "PRODUCT_NAME", "PRODUCT_TITLE")))
_SIGNS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab"}  # between cells, the usual one first
_LONGEST_HEAD: Final = 16_384  # characters of the first line that tell which of them it is
_SAMPLE: Final = 100  # rows that show which columns tell items apart
_MOST_WORDS: Final = 2  # columns that a title is made of


@dataclass(frozen=True, slots=True)
class ItemCatalogue:
    """The items: ``titles`` maps each item ID to its title, "" where the file has none."""

    titles: Mapping[str, str]

    def __hash__(self) -> int:
        """Return the same for equal catalogues, at once: rules remember by it what they have looked up."""
        return hash(len(self.titles))

    def __contains__(self, item_id: str) -> bool:
        """Return whether there is such an item."""
        return item_id in self.titles


def read(text: str) -> ItemCatalogue:
    """Return the items in the CSV ``text``, which has a column ITEM_ID.

    Semicolons or tabs may part its cells instead of commas. The title is the column TITLE, NAME, ITEM_NAME,
    PRODUCT_NAME or PRODUCT_TITLE (any writing), else the first two columns of words that tell items apart. Of
    an item that is given again the last row counts. ValueError, as a sentence without the file's name, where
    there is none.
    """
    text = text.removeprefix("\ufeff")
    sign = _sign(text)
    rows = _rows(text, sign)
    _, header = next(rows, (1, []))
    names = [folded(name.strip()) for name in header]
    count = names.count(folded(_ITEM_ID))
    if count != 1:
        found = "is empty" if not text.strip() else f"begins with {quoted(sign.join(header))}"
        has = f"{count} columns" if count else "no column"
        raise ValueError(
            f"The file {found}, so it has {has} {_ITEM_ID}; its first line must name the columns, one of "
            f"them {_ITEM_ID}."
        )
    item_column = names.index(folded(_ITEM_ID))
    first = list(islice(rows, _SAMPLE))
    columns = _title_columns(names, item_column, [row for _, row in first if len(row) == len(names)])
    titles: dict[str, str] = {}
    for line, row in chain(first, rows):
        if len(row) != len(names):
            cells = f"{counted(len(row), 'cell')}, but the first line names {counted(len(names), 'column')}"
            raise ValueError(
                f"Line {line:,} has {cells}; put text that holds {_SIGNS[sign]} in quotation marks."
            )
        item_id = row[item_column]
        if not item_id.strip():
            raise ValueError(f"Line {line:,} has no {_ITEM_ID}; fill it in or remove the line.")
        titles[item_id] = ", ".join(filter(None, [row[column].strip() for column in columns]))
    if not titles:
        raise ValueError("The file names its columns, but has no items; add a line for each.")
    return ItemCatalogue(MappingProxyType(titles))


def _sign(text: str) -> str:
    """Return what parts the cells of ``text``, going by its first line."""
    line = text.lstrip()[:_LONGEST_HEAD].partition("\n")[0]
    item_id = folded(_ITEM_ID)
    return next(
        (sign for sign in _SIGNS if item_id in {folded(name.strip(' "\r')) for name in line.split(sign)}), ","
    )


def _rows(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of the CSV ``text`` that is not blank, after the number (from 1) of its first line."""
    import csv

    reader = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        advice = "put a cell in quotation marks as a whole, and double those inside it"
        raise ValueError(f"The row that begins on line {line:,} cannot be read as CSV; {advice}.") from None


def _title_columns(names: Sequence[str], item_column: int, sample: Sequence[list[str]]) -> Sequence[int]:
    """Return the columns whose cells make up the title."""
    for name in _TITLES:
        if name in names:
            return [names.index(name)]
    words = (
        column
        for column, cells in enumerate(zip(*sample, strict=True))
        if column != item_column and _tells_apart(cells)
    )
    return list(islice(words, _MOST_WORDS))


def _tells_apart(cells: Sequence[str]) -> bool:
    """Return whether ``cells`` hold words, and more of them than yes and no."""
    return len(set(cells)) > min(2, len(cells) - 1) and any(map(str.isalpha, "".join(cells)))
