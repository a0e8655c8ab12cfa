"""The page of the checks about the rules of the lint: what each catches, and which are silenced."""

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QAbstractTableModel, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from events_console.domain.lint import RULES
from events_console.domain.lint.rule import Rule
from events_console.domain.problem import Severity
from events_console.ui import style
from events_console.ui.attachment_page import tidy
from events_console.ui.checking import SILENCED, Checking
from events_console.ui.event_table import Index
from events_console.ui.form_rows import TICK, Cell, draw_line, search_line
from events_console.ui.language import tr
from events_console.ui.parts import MARKS, announce, button, label, plain_tip, row
from events_console.ui.problem_lines import silenced_text
from events_console.ui.read_only_table import set_up
from events_console.ui.sizes import grown

if TYPE_CHECKING:
    from events_console.services.attachments import Attachments

_COLUMNS: Final = (
    tr("Check", "column: a box"),
    tr("Rule"),
    tr("Severity"),
    tr("Catches"),
    tr("Repair", "column"),
)
_CHECK, _RULE, _SEVERITY, _CATCHES, _REPAIR = range(5)
_WIDTHS: Final = {_CHECK: 58, _RULE: 190, _SEVERITY: 96}
_PADDING: Final = 14  # pixels that a cell takes beside its text
_WORDS: Final = {Severity.ERROR: tr("Error"), Severity.WARNING: tr("Warning"), Severity.INFO: tr("Hint")}
_ALWAYS: Final = tr(
    "Errors are always shown: the service refuses such a request, or it cannot mean what was meant."
)
_EVERYWHERE: Final = tr("Silenced for every connection: hear of it again under Edit ▸ Preferences, Checks.")


class RuleList(QAbstractTableModel):
    """Those of ``rules`` in which a text is found, each with a box that says whether it is heard.

    Signals: ``heard_changed(str, bool)`` when somebody wants to hear of a rule from now on, or not.
    """

    heard_changed = Signal(str, bool)

    def __init__(self, parent: QObject | None = None, rules: tuple[Rule, ...] = RULES) -> None:
        """List every rule."""
        super().__init__(parent)
        self._rules = self._order = self._shown = rules
        self._silenced: frozenset[str] = frozenset()
        self._fixed: frozenset[str] = frozenset()

    def show_silenced(self, silenced: frozenset[str], everywhere: frozenset[str] = frozenset()) -> None:
        """Mark the ``silenced`` rules, and those silenced ``everywhere``, which are not heard again here."""
        self._silenced, self._fixed = silenced | everywhere, everywhere
        last = self.index(max(len(self._shown) - 1, 0), _CHECK)
        self.dataChanged.emit(self.index(0, _CHECK), last)

    def put_silenced_first(self, wanted: str) -> None:
        """List the silenced ones before the others, as far as each word of ``wanted`` is found in them."""
        self._order = tuple(sorted(self._rules, key=lambda rule: rule.name not in self._silenced))
        self.filter(wanted)

    def filter(self, wanted: str) -> None:
        """List the rules in which each word of ``wanted`` is found."""
        words = wanted.casefold().split()
        self.beginResetModel()
        self._shown = tuple(rule for rule in self._order if all(word in _searched(rule) for word in words))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let warnings and hints be silenced."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() != _CHECK:
            return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        rule = self._shown[index.row()]
        if rule.severity is Severity.ERROR or rule.name in self._fixed:
            return Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a part of a rule in words, or whether it is heard."""
        if not index.isValid():
            return None
        rule, column = self._shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(rule, column)
            case Qt.ItemDataRole.CheckStateRole if column == _CHECK:
                return Qt.CheckState.Unchecked if rule.name in self._silenced else Qt.CheckState.Checked
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._why_fixed(rule) if column == _CHECK else _text(rule, column))
            case Qt.ItemDataRole.AccessibleTextRole if column == _CHECK:
                if rule.severity is Severity.ERROR:
                    told = tr("{rule}: always checked")
                else:
                    told = tr("{rule}: silenced") if rule.name in self._silenced else tr("{rule}: checked")
                return told.format(rule=rule.name)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _why_fixed(self, rule: Rule) -> str:
        if rule.severity is Severity.ERROR:
            return _ALWAYS
        return _EVERYWHERE if rule.name in self._fixed else ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a rule to be heard or silenced; its box follows once that is done."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.heard_changed.emit(self._shown[index.row()].name, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        named = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _COLUMNS[section] if named else None


class RulesPage(QWidget):
    """Lists the rules, lets them be silenced and heard again; ``checking`` does both."""

    def __init__(self, checking: Checking) -> None:
        """List every rule."""
        super().__init__()
        self._checking = checking
        self.rules = RuleList(self)
        self.rules.heard_changed.connect(self._set_heard)
        self.search = search_line(tr("Filter rules"))
        self.search.textChanged.connect(self._filter)
        self.count = label("", "muted", wrap=True)
        self.hear_all = button(
            tr("Check all again"), self._hear_all, "link", tr("Show the problems of every rule again")
        )
        tidy(self.hear_all)
        self.table = RulesTable()
        self.table.setModel(self.rules)
        set_up(self.table, tr("Rules"))
        self.table.arrange()
        self.outcome = Cell()
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self.table.setFocus)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.search)
        box.addWidget(self.table, 1)
        foot = row(self.count, self.hear_all)
        foot.setStretch(0, 1)
        box.addLayout(foot)
        box.addWidget(self.outcome)

    def show_attachments(self, attachments: "Attachments") -> None:
        """Show which rules are silenced."""
        silenced, everywhere = attachments.silenced, self._checking.everywhere
        self.rules.show_silenced(silenced, everywhere)
        self.count.setText(
            silenced_text(silenced, everywhere)
            or tr("All {count} rules are checked.").format(count=len(RULES))
        )
        self.hear_all.setVisible(bool(silenced))

    def put_silenced_first(self) -> None:
        """List the silenced rules first and select one; they keep their place when they are heard again."""
        self.rules.put_silenced_first(self.search.text())
        self.table.fit()
        self.table.scrollToTop()
        first = self.rules.index(0, _CHECK)
        if first.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked:
            self.table.setCurrentIndex(first)

    def tell(self, sentence: str, tone: str) -> None:
        """Say something about what was done here, or nothing."""
        self.outcome.say(sentence, tone)
        if sentence and self.isVisible():
            announce(self, sentence)

    def follow(self) -> None:
        """Take no second wish before the first is done."""
        self.hear_all.setEnabled(not self._checking.is_reading(SILENCED))

    def _filter(self, wanted: str) -> None:
        self.rules.filter(wanted)
        self.table.fit()

    def _set_heard(self, rule: str, heard: bool) -> None:  # noqa: FBT001  # a slot
        if heard:
            self._checking.hear(rule)
        else:
            self._checking.silence(rule)

    def _hear_all(self) -> None:
        self._checking.hear(*sorted(self._checking.attachments.silenced))


class RulesTable(QTableView):
    """Rows as high as what a rule catches and mends takes at the width there is."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.fit)
        self.setItemDelegateForColumn(_CHECK, _Ticks(self))

    def arrange(self, *, repairs: bool = True) -> None:
        """Share the width; without ``repairs``, what the rules catch has the room of those."""
        self.setColumnHidden(_REPAIR, not repairs)
        self.setWordWrap(True)
        header = self.horizontalHeader()
        for column, width in _WIDTHS.items():
            header.resizeSection(column, grown(width, self))
        for column in (_CATCHES, _REPAIR):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_: self._timer.start())

    def fit(self) -> None:
        """Give each row the height of its texts, and at least that of every row."""
        wrap, room = Qt.TextFlag.TextWordWrap, QRect(0, 0, 0, 10_000)
        for place in range(self.model().rowCount()):
            height = style.row_height()
            for column in (_CATCHES, _REPAIR)[: 1 if self.isColumnHidden(_REPAIR) else 2]:
                room.setWidth(self.columnWidth(column) - _PADDING)
                text = self.model().index(place, column).data()
                height = max(height, self.fontMetrics().boundingRect(room, wrap, text).height() + _PADDING)
            self.setRowHeight(place, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the new width."""
        super().resizeEvent(event)
        self._timer.start()


class _Ticks(QStyledItemDelegate):
    """Draws the tick into a box, which the style sheet leaves out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not Qt.CheckState.Checked:
            return
        self.initStyleOption(option, index)
        view = cast("QTableView", option.widget)
        box = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, view)
        usable = index.flags() & Qt.ItemFlag.ItemIsEnabled
        role = QPalette.ColorRole.BrightText if usable else QPalette.ColorRole.PlaceholderText
        painter.save()
        draw_line(painter, view.palette().color(role), box.toRectF().center(), TICK)
        painter.restore()


def _text(rule: Rule, column: int) -> str:
    marked = f"{MARKS[rule.severity]} {_WORDS[rule.severity]}"
    repair = rule.mends[:1].upper() + rule.mends[1:] if rule.mends else "–"
    catches = rule.catches[:1].upper() + rule.catches[1:]
    return ("", rule.name, marked, catches, repair)[column]


def _searched(rule: Rule) -> str:
    return " ".join(_text(rule, column) for column in range(len(_COLUMNS))).casefold()
