"""Problems as lines of a list: the mark, the message and, at the right, the place."""

from typing import Final

from PySide6.QtCore import QAbstractListModel, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from events_console.domain.problem import Problem, Severity
from events_console.ui import style
from events_console.ui.event_table import Index
from events_console.ui.language import tr
from events_console.ui.masked import covered
from events_console.ui.parts import MARKS, TONES, plain_tip
from events_console.ui.words import spoken, tr_place

PROBLEM_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_LEAST: Final = 28  # pixels
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RAGGED: Final = 70
_GAPS: Final = 4  # pixels above and below a message


class ProblemList(QAbstractListModel):
    """The problems in the order they are shown."""

    def __init__(self, parent: QObject) -> None:
        """Begin without any."""
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
                return covered(problem.message)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{problem.message}\n{tr_place(problem.path)} · {problem.rule}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return covered(f"{spoken(problem)} {tr_place(problem.path)}")
            case _ if role == PROBLEM_ROLE:
                return problem
        return None


class ProblemDelegate(QStyledItemDelegate):
    """Draws the mark, the message and, at the right, the place."""

    def __init__(self, view: QListView) -> None:
        """Draw the rows of ``view``."""
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that the whole message takes, or one for all where there are very many."""
        if self._view.uniformItemSizes():
            return QSize(100, 2 * option.fontMetrics.lineSpacing() + 2 * _GAPS)
        problem: Problem = index.data(PROBLEM_ROLE)
        text, _ = _parts(QRect(0, 0, self._view.viewport().width(), 0), option, problem)
        wrapped = option.fontMetrics.boundingRect(
            QRect(0, 0, text.width(), 0), Qt.TextFlag.TextWordWrap, covered(problem.message)
        )
        return QSize(100, max(_LEAST, wrapped.height() + 2 * _GAPS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one problem."""
        problem: Problem = index.data(PROBLEM_ROLE)
        theme = style.theme_of(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(option.rect, QColor(theme.info.tint))
        draw_mark(painter, option.rect, problem.severity, theme)
        text, place = _parts(option.rect, option, problem)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(place, _RIGHT, tr_place(problem.path))
        painter.setPen(QColor(theme.text))
        message = covered(problem.message)
        if self._view.uniformItemSizes():
            room = 2 * text.width() - _RAGGED  # two lines, of which the first ends between words
            message = option.fontMetrics.elidedText(message, Qt.TextElideMode.ElideRight, room)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, message)
        painter.restore()


def draw_mark(painter: QPainter, line: QRect, severity: Severity, theme: style.Theme) -> None:
    """Draw the mark of ``severity`` at the left of ``line``, in a pill of its tone."""
    tone = theme.tone(TONES[severity])
    mark = QRect(line.left() + 4, line.top() + (line.height() - 22) // 2, 30, 22)
    painter.setPen(QColor(tone.ink if theme.contrast else tone.tint))
    painter.setBrush(QColor(tone.tint))
    painter.drawRoundedRect(mark, 10, 10)
    painter.setPen(QColor(tone.ink))
    painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, MARKS[severity])


def _parts(whole: QRect, option: QStyleOptionViewItem, problem: Problem) -> tuple[QRect, QRect]:
    """Return where in ``whole`` the message of ``problem`` goes, and where its place."""
    inner = whole.adjusted(44, 0, -8, 0)
    taken = option.fontMetrics.horizontalAdvance(tr_place(problem.path)) + 16
    return inner.adjusted(0, 0, -taken, 0), inner


class ProblemView(QListView):
    """The list on screen."""

    def __init__(self, problems: ProblemList, parent: QWidget | None = None) -> None:
        """Show ``problems``."""
        super().__init__(parent)
        self.setModel(problems)
        self.setItemDelegate(ProblemDelegate(self))
        self.setWordWrap(True)  # a new width is a new layout
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Problems"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
