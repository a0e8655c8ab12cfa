"""The test report on pages: PDF with text that can be searched, laid out by Qt on any thread."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
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
from events_console.ui.language import number, tr
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


def too_many(count: int) -> str:
    """Return why ``count`` exchanges are no PDF, as the end of a sentence; empty where they can be one."""
    if count <= MOST:
        return ""
    why = tr("a PDF takes {most} at most, and these are {count}: choose fewer, or the report as HTML")
    return why.format(most=number(MOST), count=number(count))


def write(kept: Iterable[Kept], facts: Facts, outlined: Outline, fonts: Fonts) -> bytes:
    """Return the report as PDF, on A4, each exchange from a new page on.

    ``kept`` is gone through twice: its pages are counted before they are painted.
    """
    loop = QEventLoop()  # a layout starts timers, for which a thread of Python has nothing yet
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = _Paper(buffer, facts, fonts)
    try:
        chart = _chart(outlined)
        total = sum(paper.laid_out(html, chart).pageCount() for html in report.pages(kept, facts, outlined))
        for html in report.pages(kept, facts, outlined):
            paper.add(paper.laid_out(html, chart), total)
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

    def laid_out(self, html: str, chart: QImage | None) -> QTextDocument:
        """Return ``html`` on pages."""
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
        return document

    def add(self, document: QTextDocument, total: int) -> None:
        """Paint ``document``, which is on some of ``total`` pages, from a new page on."""
        layout = document.documentLayout()
        for page in range(document.pageCount()):
            self._turn(total)
            self._painter.save()
            self._painter.translate(0, -page * self._height)
            visible = QRectF(0, page * self._height, self._width, self._height)
            self._painter.setClipRect(visible)
            layout.draw(self._painter, _on_paper(visible))
            self._painter.restore()

    def close(self) -> None:
        """End the file."""
        self._painter.end()

    def _turn(self, total: int) -> None:
        """Begin the next page, with its footer."""
        if self._page:
            self._writer.newPage()
        self._page += 1
        self._painter.setFont(QFont(self._font.family(), _SMALL))
        self._painter.setPen(QColor(LIGHT.muted))
        bottom = Qt.AlignmentFlag.AlignBottom
        self._painter.drawText(self._footer, bottom | Qt.AlignmentFlag.AlignLeft, self._title)
        self._painter.drawText(
            self._footer, bottom | Qt.AlignmentFlag.AlignRight, f"Page {self._page} of {total}"
        )


def _on_paper(visible: QRectF) -> QAbstractTextDocumentLayout.PaintContext:
    """Return how a page is painted: without the window's own text colour, which may be a pale one."""
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette(QColor(LIGHT.surface))
    palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
    context.palette = palette
    context.clip = visible
    return context


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
