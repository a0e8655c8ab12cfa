"""The events of exchanges as CSV in the format of an Item interactions dataset.

Only those that the service has taken count, unless all are asked for: an import must not bring back what was
refused. Exchanges are read twice, for the columns and then for the rows, so that any number takes little
memory.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from events_console.domain.annotation import Kept
from events_console.domain.exchange import Outcome
from events_console.domain.wording import counted, listed, shortened
from events_console.forms import Writing
from events_console.forms.interactions_csv import Table, line, losses, table
from events_console.forms.interactions_table import COLUMNS, MOST_COLUMNS

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes for the start of one
_ORDER: Final = {name: place for place, name in enumerate(COLUMNS)}


class Rows:
    """What the rows of exchanges look like: so many ``events``; ``notes`` say what they do not say.

    With ``neutral``, an apostrophe stands before cells that a spreadsheet would take for formulas.
    """

    def __init__(self, kept: Iterable[Kept], *, neutral: bool = False, everything: bool = False) -> None:
        self._neutral, self._everything = neutral, everything
        self._seen = self._left_out = self._guarded = self._unsayable = 0
        self.events = 0
        self._changed, self._unsaid = Counter[str](), Counter[str]()
        names: dict[str, str] = {}
        self._given = 0
        for found in self._tables(kept, count=True):
            self._given += 1
            names |= found.names
        ordered = sorted(names, key=lambda name: _ORDER.get(name, len(_ORDER)))
        self._beyond = ordered[MOST_COLUMNS:]
        self._names = {name: names[name] for name in ordered[:MOST_COLUMNS]}

    @property
    def what(self) -> str:
        """What the rows are, in words: "6 events of 2 exchanges"."""
        return f"{counted(self.events, 'event')} of {counted(self._given, 'exchange')}"

    @property
    def is_all_left_out(self) -> bool:
        """Whether there are exchanges, but none of them was accepted."""
        return 0 < self._seen == self._left_out

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of the rows."""
        return tuple(self._notes())

    def pieces(self, kept: Iterable[Kept]) -> Iterator[str]:
        """Yield the table; ``kept`` are the exchanges that it was made for, once more."""
        yield self._line(self._names.values())
        self.events = self._given = 0  # some of them may have come or gone since
        for found in self._tables(kept):
            self.events += len(found.rows)
            self._given += 1
            places = [list(found.names).index(name) if name in found.names else None for name in self._names]
            for row in found.rows:
                yield self._line("" if place is None else row[place] for place in places)

    def _tables(self, kept: Iterable[Kept], *, count: bool = False) -> Iterator[Table]:
        for one in kept:
            is_meant = self._everything or one.exchange.outcome is Outcome.ACCEPTED
            found = table(one.exchange.request) if is_meant else None
            if count:
                self._count(found)
            if found:
                yield found

    def _count(self, found: Table | None) -> None:
        self._seen += 1
        if found is None:
            self._left_out += 1
            return
        self.events += len(found.rows)
        self._changed += found.changed
        self._unsaid.update(found.unsaid)
        self._unsayable += found.left_out
        if self._neutral:
            self._guarded += sum(cell.startswith(_FORMULA) for row in found.rows for cell in row)

    def _line(self, cells: Iterable[str]) -> str:
        return line(f"'{cell}" if self._neutral and cell.startswith(_FORMULA) else cell for cell in cells)

    def _notes(self) -> Iterator[str]:
        if self._left_out:
            whole = counted(self._seen, "exchange")
            yield f"Only accepted ones are in it: {self._left_out:,} of {whole} left out."
        unsaid = [f"{name} of {counted(number, 'request')}" for name, number in self._unsaid.items()]
        yield from losses(self._changed, unsaid, self._unsayable)
        if self._beyond:
            told = listed([shortened(name.removeprefix("/")) for name in self._beyond])
            yield f"A table has at most {MOST_COLUMNS} columns: {told} left out."
        if self._guarded:
            yield (
                f"An apostrophe stands before {counted(self._guarded, 'cell')} that a spreadsheet would take "
                "for formulas: an import would read it as a part of them."
            )


def write(kept: Sequence[Kept], *, neutral: bool = False, everything: bool = False) -> Writing:
    """Return the events of ``kept`` as one text."""
    rows = Rows(kept, neutral=neutral, everything=everything)
    return Writing("".join(rows.pieces(kept)), rows.notes)
