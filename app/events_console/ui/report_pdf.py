"""The test report on pages: PDF with text that can be searched, laid out by Qt on any thread."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from events_console.domain.annotation import Kept
from events_console.domain.wording import shortened
from events_console.forms import report, report_chart
from events_console.forms.report import Facts
from events_console.forms.report_outline import Outline
from events_console.forms.report_style import PAGE
from events_console.ui.style import LIGHT, fixed_font

MOST: Final = 500  # exchanges
_MARGINS: Final = QMarginsF(16, 15, 16, 14)  # millimetres
_DPI: Final = 300
_FOOTER: Final = 0.06  # of the height of what is inside the margins
_TEXT_SIZE: Final = 9  # points
_SMALL: Final = 8
_SHARP: Final = 3  # pixels of the chart's image for each of its own


class Fonts:
    """The families of the program's fonts, which must be asked for on the main thread."""

    def __init__(self) -> None:
        """Ask."""
        self.text = QGuiApplication.font().family()
        self.fixed = fixed_font().family()


def write(kept: Iterable[Kept], facts: Facts, outlined: Outline, fonts: Fonts) -> bytes:
    """Return the report as PDF, on A4, each exchange from a new page on.

    ValueError, as the end of a sentence, where there are more than ``MOST`` exchanges.
    """
    if len(outlined.lines) > MOST:
        raise ValueError(
            f"a PDF takes {MOST} exchanges at most, and these are {len(outlined.lines):,}: "
            "choose fewer of them, or the report as HTML"
        )
    loop = QEventLoop()  # a layout starts timers, for which a thread of Python has nothing yet
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = _Paper(buffer, facts, fonts)
    try:
        chart = _chart(outlined)
        for html in report.pages(kept, facts, outlined):
            paper.add(html, chart)
    finally:
        paper.close()
        del loop
    return bytes(data.data())


class _Paper:
    """Pages with a footer, onto which documents are painted, each from a new page on."""

    def __init__(self, device: QIODevice, facts: Facts, fonts: Fonts) -> None:
        self._writer = QPdfWriter(device)
        self._writer.setResolution(_DPI)
        self._writer.setTitle(shortened(facts.title))
        self._writer.setCreator(" ".join(facts.environment[0]) if facts.environment else "")
        self._writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                _MARGINS,
                QPageLayout.Unit.Millimeter,
            )
        )
        self._title = shortened(facts.title)
        self._font = QFont(fonts.text, _TEXT_SIZE)
        self._sheet = f'{PAGE}pre {{ font-family: "{fonts.fixed}"; }}'
        self._page = 0
        self._painter = QPainter(self._writer)
        self._width, height = float(self._writer.width()), float(self._writer.height())
        self._footer = QRectF(0, height * (1 - _FOOTER), self._width, height * _FOOTER)
        self._height = self._footer.top()

    def add(self, html: str, chart: QImage | None) -> None:
        """Paint ``html`` from a new page on."""
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.documentLayout().setPaintDevice(self._writer)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultStyleSheet(self._sheet)
        if chart:
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(report.CHART), chart)
        document.setPageSize(QSizeF(self._width, self._height))
        document.setHtml(html)
        for page in range(document.pageCount()):
            self._turn()
            self._painter.save()
            self._painter.translate(0, -page * self._height)
            document.drawContents(self._painter, QRectF(0, page * self._height, self._width, self._height))
            self._painter.restore()

    def close(self) -> None:
        """End the file."""
        self._painter.end()

    def _turn(self) -> None:
        """Begin the next page, with its footer."""
        if self._page:
            self._writer.newPage()
        self._page += 1
        self._painter.setFont(QFont(self._font.family(), _SMALL))
        self._painter.setPen(QColor(LIGHT.muted))
        bottom = Qt.AlignmentFlag.AlignBottom
        self._painter.drawText(self._footer, bottom | Qt.AlignmentFlag.AlignLeft, self._title)
        self._painter.drawText(self._footer, bottom | Qt.AlignmentFlag.AlignRight, f"Page {self._page}")


def _chart(outlined: Outline) -> QImage | None:
    if not outlined.summary.bars:
        return None
    size = report_chart.WIDTH * _SHARP, report_chart.HEIGHT * _SHARP
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(report_chart.svg(outlined.summary).encode()).render(painter)
    painter.end()
    return image
