"""The problems of the document, worst first, as an editor lists them."""

from collections import Counter

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStackedWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from events_console.domain.lint import Validation
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Request
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.event_table import Index
from events_console.ui.parts import MARKS, TONES, Card, button, label, pill, plain_tip, row, set_pill

PROBLEM_ROLE = Qt.ItemDataRole.UserRole + 1
_LINE = 42  # pixels: a message has two lines at least, because its end says how to mend it
_RAGGED = 70
_GAPS = 6  # pixels above and below a message of more lines
_MOST_WRAPPED = 100  # problems whose messages are measured; of more, each gets two lines
_MOST = 1_000  # problems that are listed; the others are counted, and come up as these are mended


class ProblemsPane(Card):
    """The list of problems. Signals: ``place_chosen(str)`` with the JSON Pointer of a problem to go to."""

    place_chosen = Signal(str)

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """List the problems of the console's document."""
        super().__init__("Problems", parent)
        self._console = console
        self._model = _ProblemList(self)
        self._chosen: Problem | None = None  # the one gone to last
        self._errors, self._warnings, self._infos = pill(), pill(), pill()
        self.fix_button = button("Fix", self._fix_current, "link", "Mend the selected problem")
        self._fix_all = button(
            "Fix all", self._fix_everything, "link", "Mend everything that has a certain repair"
        )
        self._clean = label("", "muted", wrap=True)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_ProblemDelegate(self.view))
        self.view.setWordWrap(True)  # a new width is a new layout
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName("Problems")
        self.view.activated.connect(self._choose)
        self.view.clicked.connect(self._choose)
        self.view.selectionModel().currentChanged.connect(self._offer_fix)
        title = label("Problems", "title")
        self.box.addLayout(
            row(title, self._errors, self._warnings, self._infos, None, self.fix_button, self._fix_all)
        )
        self._stack = QStackedWidget()
        clean = QWidget()
        clean.setLayout(row(self._clean))
        self._clean.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(clean)
        self._stack.addWidget(self.view)
        self._more = label("", "muted")
        self.box.addWidget(self._stack, 1)
        self.box.addWidget(self._more)
        console.changed.connect(self._show)
        self._fix_all.setEnabled(False)
        self._offer_fix(QModelIndex())

    @property
    def can_fix(self) -> bool:
        """Whether there may be something that has a certain repair."""
        return self._fix_all.isEnabled()

    def counts(self) -> list[str]:
        """Return what the pills say, such as "✕ 2 errors"; none where there is no problem."""
        return [made.text() for made in (self._errors, self._warnings, self._infos) if made.text()]

    def go(self, step: int) -> None:
        """Go to the next problem (1) or the one before (-1), from the end round to the beginning.

        Where the one gone to last is mended, the next is the one that has taken its place.
        """
        count = self._model.rowCount()
        if count:
            current = self.view.currentIndex()
            stays = current.isValid() and self._chosen == current.data(PROBLEM_ROLE)
            row = max(current.row(), 0)
            there = self._model.index((row + step if stays or step < 0 else row) % count)
            self.view.setCurrentIndex(there)
            self._choose(there)

    def _show(self, _request: Request, validation: Validation) -> None:
        unreadable = _unreadable(self._console)
        problems = (*unreadable, *validation.problems(_MOST))
        severities = validation.severities() + Counter(problem.severity for problem in unreadable)
        kept = self.view.currentIndex().row()
        self.view.setUniformItemSizes(len(problems) > _MOST_WRAPPED)
        self._model.show(problems)
        if problems and kept >= 0:
            self.view.setCurrentIndex(self._model.index(min(kept, len(problems) - 1)))
        for made, severity, word in (
            (self._errors, Severity.ERROR, "error"),
            (self._warnings, Severity.WARNING, "warning"),
            (self._infos, Severity.INFO, "hint"),
        ):
            count = severities[severity]
            set_pill(
                made,
                f"{MARKS[severity]} {count:,} {word}{'' if count == 1 else 's'}" if count else "",
                TONES[severity],
            )
        more = severities.total() - len(problems)
        self._more.setText(f"… and {more:,} more, which come up as these are mended")
        self._more.setVisible(more > 0)
        self._stack.setCurrentIndex(1 if problems else 0)
        self._clean.setText(self._clean_text())
        self._fix_all.setEnabled(more > 0 or any(problem.fix for problem in problems))
        self._fix_all.setVisible(bool(problems))
        self.fix_button.setVisible(bool(problems))
        self._offer_fix(self.view.currentIndex())

    def _clean_text(self) -> str:
        if self._console.checked:
            return "✓ No problem found: every limit of the service's model is kept."
        return "Checking the request…"

    def _current_fix(self) -> Fix | None:
        problem: Problem | None = self.view.currentIndex().data(PROBLEM_ROLE)
        return problem.fix if problem else None

    def _offer_fix(self, _current: Index) -> None:
        fix = self._current_fix()
        self.fix_button.setEnabled(fix is not None)
        self.fix_button.setText(fix.label if fix else "Fix")

    def _choose(self, index: Index) -> None:
        self._chosen = index.data(PROBLEM_ROLE)
        self.place_chosen.emit(index.data(PROBLEM_ROLE).path)

    def _fix_current(self) -> None:
        fix = self._current_fix()
        if fix:
            self._console.edit(fix.apply(self._console.request), fix.label, path=fix.edits[-1].path)

    def _fix_everything(self) -> None:
        self._console.fix_all()


def _unreadable(console: Console) -> tuple[Problem, ...]:
    """Return the problem of JSON text that is no request, which the rest of the window cannot show."""
    if console.json_error is None:
        return ()
    message = f"The JSON view holds text that is no request yet: {console.json_error}."
    return (Problem("", Severity.ERROR, "json.unreadable", message),)


class _ProblemList(QAbstractListModel):
    """The problems in the order they are shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()

    def show(self, problems: tuple[Problem, ...]) -> None:
        """List ``problems`` instead of what was listed."""
        if problems == self._problems:
            return
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a problem in words, or itself."""
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return problem.message
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{problem.message}\n{problem.place} · {problem.rule}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{problem.severity}: {problem.message} {problem.place}"
            case _ if role == PROBLEM_ROLE:
                return problem
        return None


class _ProblemDelegate(QStyledItemDelegate):
    """Draws the mark, the message and, at the right, the place."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that the whole message takes, or one for all where there are very many."""
        if self._view.uniformItemSizes():
            return QSize(100, _LINE)
        problem: Problem = index.data(PROBLEM_ROLE)
        text, _ = _parts(QRect(0, 0, self._view.viewport().width(), 0), option, problem)
        wrapped = option.fontMetrics.boundingRect(
            QRect(0, 0, text.width(), _LINE), Qt.TextFlag.TextWordWrap, problem.message
        )
        return QSize(100, max(_LINE, wrapped.height() + 2 * _GAPS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one problem."""
        problem: Problem = index.data(PROBLEM_ROLE)
        theme = style.theme_of(self._view)
        tone = theme.tone(TONES[problem.severity])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(option.rect, QColor(theme.info.tint))
        mark = QRect(option.rect.left() + 4, option.rect.top() + (option.rect.height() - 22) // 2, 30, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.tint))
        painter.drawRoundedRect(mark, 10, 10)
        painter.setPen(QColor(tone.ink))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, MARKS[problem.severity])
        text, place = _parts(option.rect, option, problem)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, problem.place)
        painter.setPen(QColor(theme.text))
        message = problem.message
        if self._view.uniformItemSizes():
            room = 2 * text.width() - _RAGGED  # two lines, of which the first ends between words
            message = option.fontMetrics.elidedText(message, Qt.TextElideMode.ElideRight, room)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, message)
        painter.restore()


def _parts(whole: QRect, option: QStyleOptionViewItem, problem: Problem) -> tuple[QRect, QRect]:
    """Return where in ``whole`` the message of ``problem`` goes, and where its place."""
    inner = whole.adjusted(44, 0, -8, 0)
    taken = option.fontMetrics.horizontalAdvance(problem.place) + 16
    return inner.adjusted(0, 0, -taken, 0), inner
