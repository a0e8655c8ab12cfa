"""The dialog that writes exchanges of the history to a file."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, qVersion
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from events_console.domain.history_query import Query
from events_console.domain.masking import Mask
from events_console.domain.summary import Summary
from events_console.services import exports
from events_console.services.exports import Form
from events_console.ui import export_work, style
from events_console.ui.export_work import Done, Job, Progress
from events_console.ui.form_rows import Check
from events_console.ui.language import number, tr
from events_console.ui.parts import announce, button, field_label, label, row
from events_console.ui.report_pdf import MOST, Fonts, too_many
from events_console.ui.sizes import room
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.forms.report import Facts
    from events_console.services.history import History

_KINDS: Final = {
    "jsonl": ("JSON Lines", tr("All that is kept; it can be imported again.")),
    "har": ("HAR 1.2", tr("What went over the wire, for developer tools.")),
    "csv": ("CSV", tr("The events as rows of an Item interactions dataset.")),
    "html": (tr("Test report, HTML"), tr("Totals, requests, answers and problems.")),
    "pdf": (
        tr("Test report, PDF"),
        tr("The same on A4, at most {most} exchanges.").format(most=number(MOST)),
    ),
}
_REPORTS: Final = ("html", "pdf")
_MASKS: Final = {
    "people": (tr("User and session IDs"), tr("They become user-1, session-1…; notes are left out.")),
    "trackers": (tr("Tracking IDs"), tr("They become tracker-1, tracker-2…")),
    "properties": (tr("Values of properties"), tr("They become value-1, value-2…; names stay.")),
    "bodies": (tr("Headers and bodies"), tr("What went over the wire is left out.")),
}
_FOUND, _CHOSEN, _ALL = "found", "chosen", "all"
_PULSE: Final = 100  # milliseconds
_WIDTH: Final = 820
_INDENT: Final = 22


class ExportDialog(QDialog):
    """Asks what of ``history`` to write, as what and what to hide in it, and writes it on a thread.

    Signals: ``told(str)`` with a sentence once a file is written.
    """

    told = Signal(str)

    def __init__(
        self, history: "History", query: Query, chosen: Iterable[str], tasks: Tasks, parent: QWidget
    ) -> None:
        """Offer the exchanges with the IDs ``chosen``, newest first, what ``query`` finds, and everything."""
        super().__init__(parent)
        self.setWindowTitle(tr("Export exchanges"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, 0)
        self._history, self._query, self._tasks = history, query, tasks
        self._chosen = tuple(reversed(tuple(chosen)))
        self._counts = {_CHOSEN: len(self._chosen)}
        self._is_too_much = False
        self._progress: Progress | None = None
        self.scopes = {name: QRadioButton(text) for name, text in self._scopes().items()}
        self.kinds = {name: QRadioButton(text) for name, (text, _) in _KINDS.items()}
        self.masks = {name: Check(text) for name, (text, _) in _MASKS.items()}
        self.neutral = Check(tr("Safe to open in a spreadsheet"))
        self.only_accepted = Check(tr("Only what the service accepted"))
        self.title = QLineEdit("Test report", maxLength=200)
        self.description = QTextEdit(acceptRichText=False, tabChangesFocus=True)
        self.message = label("", wrap=True)
        self._bar = QProgressBar(textVisible=False)
        self.write_button = button(
            tr("Export…"), self._choose_file, "primary", tr("Choose a file and write it")
        )
        self.close_button = button(tr("Close"), self.reject)
        self._pulse = QTimer(self, interval=_PULSE)
        self._pulse.timeout.connect(self._show_progress)
        self._arrange()
        for each in (*self.kinds.values(), *self.scopes.values()):
            each.toggled.connect(self._follow)
        self.kinds["jsonl"].setChecked(True)
        next(iter(self.scopes.values())).setChecked(True)
        tasks.run(self._count, self._show_counts)

    def reject(self) -> None:
        """Write no more, or close where nothing is being written."""
        if self._progress:
            self._progress.is_cancelled = True
            self._progress = None
            self._show_work(on=False)
            self._say(tr("Cancelled: nothing was written."))
        else:
            super().reject()

    def kind(self) -> str:
        """Return as what to write: a key of ``exports.KINDS`` or "pdf"."""
        return next(name for name, each in self.kinds.items() if each.isChecked())

    def hidden(self) -> Mask:
        """Return what is to be hidden."""
        return Mask(**{name: each.isChecked() for name, each in self.masks.items()})

    def _scopes(self) -> dict[str, str]:
        chosen = len(self._chosen)
        return {
            **({_CHOSEN: tr("The %Ln chosen", "", chosen)} if chosen else {}),
            **({_FOUND: tr("All found")} if self._query else {}),
            _ALL: tr("Everything in the history"),
        }

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(5)
        self._group(left, tr("What"), self.scopes)
        left.addSpacing(style.GAP)
        self._group(
            left,
            tr("As", "the form of a file"),
            self.kinds,
            {name: said for name, (_, said) in _KINDS.items()},
        )
        left.addStretch(1)
        right.addWidget(label(tr("Hide"), "title"))
        for name, check in self.masks.items():
            right.addWidget(check)
            right.addWidget(_said(_MASKS[name][1]))
        right.addSpacing(style.GAP)
        right.addWidget(
            label(tr("Keys, tokens and Authorization headers are never in it."), "muted", wrap=True)
        )
        right.addSpacing(style.GAP)
        right.addWidget(self._table_options())
        right.addWidget(self._report_options())
        right.addStretch(1)
        columns = self._columns = QHBoxLayout()
        columns.setSpacing(2 * style.PADDING)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        for each in (self.close_button, self.write_button):
            each.setAutoDefault(each is self.write_button)
            each.setFixedHeight(style.control_height())
        self.write_button.setDefault(True)
        self._bar.setAccessibleName(tr("Writing exchanges"))
        self._bar.hide()
        box = self._box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        self._choices = QWidget()
        self._choices.setLayout(columns)
        columns.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._choices, 1)
        box.addWidget(self._bar)
        box.addWidget(self.message)
        box.addLayout(row(None, self.close_button, self.write_button, spacing=8))

    def _group(
        self,
        box: QVBoxLayout,
        name: str,
        choices: dict[str, QRadioButton],
        said: dict[str, str] | None = None,
    ) -> None:
        box.addWidget(label(name, "title"))
        group = QButtonGroup(self)
        for key, choice in choices.items():
            group.addButton(choice)
            box.addWidget(choice)
            if said:
                choice.setAccessibleDescription(said[key])
                box.addWidget(_said(said[key]))

    def _table_options(self) -> QWidget:
        self._for_table = QWidget()
        box = QVBoxLayout(self._for_table)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.only_accepted)
        box.addWidget(self.neutral)
        box.addWidget(_said(tr("An apostrophe comes before cells that begin with = + - @.")))
        self.only_accepted.setChecked(True)
        return self._for_table

    def _report_options(self) -> QWidget:
        self._for_report = QWidget()
        box = QVBoxLayout(self._for_report)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.title.setFixedHeight(style.control_height())
        self.description.setFixedHeight(3 * style.control_height())
        self.description.setPlaceholderText(tr("What was tested, and why"))
        for name, field in ((tr("Title"), self.title), (tr("Description"), self.description)):
            box.addWidget(field_label(name, field))
            box.addWidget(field)
        return self._for_report

    def _follow(self) -> None:
        """Ask only what the chosen form needs to know."""
        if not any(each.isChecked() for each in self.kinds.values()):
            return
        self._for_table.setVisible(self.kind() == "csv")
        self._for_report.setVisible(self.kind() in _REPORTS)
        scope = next((name for name, each in self.scopes.items() if each.isChecked()), "")
        why = too_many(self._counts.get(scope, 0)) if self.kind() == "pdf" else ""
        if why or self._is_too_much:
            self._say(f"✕ {why[:1].upper()}{why[1:]}." if why else "", "error")
        self._is_too_much = bool(why)
        self.write_button.setEnabled(not why and not self._progress)
        self._fit()

    def _fit(self) -> None:
        """Take the height that is needed, and no more."""
        for each in (self._columns, self._box):  # which otherwise hear only later of what came or went
            each.invalidate()
            each.activate()
        wanted = QSize(self.width(), self._box.totalHeightForWidth(self.width()))
        self.resize(wanted.boundedTo(room(self)))

    def _count(self) -> tuple[int, Summary] | None:
        """Return how many there are, and what of them is found; None where that cannot be told."""
        try:
            return self._history.count(), (self._query and self._history.summary(self._query)) or Summary()
        except (OSError, ValueError):
            return None  # exporting says it

    def _show_counts(self, counts: tuple[int, Summary] | None) -> None:
        if counts is None or not isValid(self):  # it was closed meanwhile, which deletes it
            return
        everything, found = counts
        self._counts |= {_ALL: everything, _FOUND: found.total}
        self.scopes[_ALL].setText(tr("Everything in the history (%Ln exchange(s))", "", everything))
        if _FOUND in self.scopes:
            told = tr("All {count} found") if found.is_complete else tr("All {count} or more found")
            self.scopes[_FOUND].setText(told.format(count=number(found.total)))
        self._follow()

    def _choose_file(self) -> None:
        kind = self.kind()
        ending = exports.KINDS.get(kind, f".{kind}")
        stem = "test-report" if kind in _REPORTS else "exchanges"
        suggestion = f"{stem}-{date.today().isoformat()}{ending}"  # noqa: DTZ011  # a person's own day
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("Export exchanges"),
            suggestion,
            tr("{kind} (*{ending});;All files (*)").format(kind=_KINDS[kind][0], ending=ending),
        )
        path = Path(name)
        if not name:
            return
        if not path.suffix:
            path = path.with_name(f"{path.name}{ending}")
            if path.exists():
                there = tr("{file} is there already: choose it with its ending to replace it.")
                self._say(there.format(file=path), "error")
                return
        self._start(kind, path)

    def _start(self, kind: str, path: Path) -> None:
        form = Form(
            kind,
            self.hidden(),
            neutral=self.neutral.isChecked(),
            everything=not self.only_accepted.isChecked(),
            how=f"untick “{self.only_accepted.text()}”",
            facts=self._facts(),
        )
        self._progress = Progress()
        job = Job(self._history, self._wanted(), form, path, Fonts() if kind == "pdf" else None)
        self._say(tr("Writing {file}…").format(file=path.name))
        self._show_work(on=True)
        work = partial(export_work.run, job, self._progress)
        self._tasks.wait_for(work, partial(self._finish, self._progress, path))

    def _wanted(self) -> Query | tuple[str, ...]:
        if (chosen := self.scopes.get(_CHOSEN)) and chosen.isChecked():
            return self._chosen
        return Query() if self.scopes[_ALL].isChecked() else self._query

    def _facts(self) -> "Facts":
        wanted = self._wanted()
        return exports.facts_of(
            wanted.line if isinstance(wanted, Query) else "",
            self.hidden(),
            title=self.title.text().strip() or "Test report",
            description=self.description.toPlainText().strip(),
            environment=(("Qt", qVersion()),),
        )

    def _finish(self, progress: Progress, path: Path, result: Done | str | None) -> None:
        if progress is not self._progress:
            return
        self._progress = None
        self._show_work(on=False)
        if isinstance(result, Done):
            sentence = tr("{exchanges} written to {file}.").format(exchanges=result.what, file=path)
            self._say(" ".join((f"✓ {sentence}", *result.notes)), "good")
            self.told.emit(sentence)
        else:
            why = tr("{file} was not written: {why}.").format(file=path, why=result)
            self._say(f"✕ {why}", "error")

    def _show_work(self, *, on: bool) -> None:
        self._choices.setEnabled(not on)
        self.write_button.setEnabled(not on and not self._is_too_much)
        self.close_button.setText(tr("Cancel") if on else tr("Close"))
        self._bar.setRange(0, 0)
        self._bar.setVisible(on)
        if on:
            self._pulse.start()
        else:
            self._pulse.stop()

    def _show_progress(self) -> None:
        if self._progress and self._progress.total:
            self._bar.setRange(0, self._progress.total)
            self._bar.setValue(self._progress.read)

    def _say(self, text: str, tone: str = "") -> None:
        style.set_role(self.message, tone)
        self.message.setText(text)
        self._fit()
        announce(self, text)


def _said(text: str) -> QWidget:
    made = label(text, "muted", wrap=True)
    made.setIndent(_INDENT)
    return made
