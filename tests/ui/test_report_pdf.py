"""The test report as PDF: what is on its pages, by a reader that is not ours where the system has one."""

import re
import shutil
import subprocess
import threading
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from events_console.domain.annotation import Kept
from events_console.domain.exchange import Sent
from events_console.forms.report_outline import outline
from events_console.forms.report_style import PAGE, SCREEN
from events_console.ui import style
from events_console.ui.report_pdf import MOST, Fonts, too_many, write
from events_console.ui.style import DARK, LIGHT
from tests.forms.test_report import FACTS, accepted, refused, unanswered

STREAM = rb"stream\r?\n(.*?)endstream"
LONG = "0123456789abcdef" * 1000


@pytest.fixture
def fonts(qapp: QApplication) -> Fonts:  # noqa: ARG001  # fonts need it
    return Fonts()


def pdf(fonts: Fonts, *kept: Kept) -> bytes:
    return write(kept, FACTS, outline(kept), fonts)


def page_count(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


def long_one() -> Kept:
    exchange = accepted().exchange
    return Kept(replace(exchange, sent=Sent("POST", "https://shop.example", (), LONG.encode())))


def test_each_exchange_begins_on_a_page(fonts: Fonts) -> None:
    data = pdf(fonts, accepted(), refused(), unanswered())
    assert data.startswith(b"%PDF-")
    assert page_count(data) == 5  # the overview, the index, and three
    assert FACTS.title.encode("utf-16-be") in data


def test_its_text_is_drawn_as_text(fonts: Fonts) -> None:
    data = pdf(fonts, accepted())
    streams = re.findall(STREAM, data, re.DOTALL)
    drawn = b"".join(_inflated(stream) for stream in streams)
    assert drawn.count(b"Tj") + drawn.count(b"TJ") > 50
    assert b"/ToUnicode" in data  # what makes it searchable


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils are not installed")
def test_another_reader_finds_all_of_a_long_line(fonts: Fonts, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    data = pdf(fonts, long_one(), refused())
    pages = page_count(data)
    file.write_bytes(data)
    found = subprocess.run(
        ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, timeout=30
    ).stdout.decode()
    joined = "".join(found.split())
    assert joined.count("0123456789abcdef") > 950  # a page break has a footer in it
    for told in (
        "Release 12",
        "Page 1 of ",
        f"Page {pages} of {pages}",
        "InvalidInputException",
        "✕ 400 Refused",
        "x-2",
    ):
        assert told in found


def test_the_report_has_the_colours_of_the_window() -> None:
    known = set(re.findall("#[0-9A-F]{6}", f"{LIGHT} {DARK}"))
    assert set(re.findall("#[0-9A-Fa-f]{6}", SCREEN + PAGE)) <= known
    assert {LIGHT.good.ink, DARK.good.ink, LIGHT.window, DARK.window} <= set(
        re.findall("#[0-9A-F]{6}", SCREEN)
    )


def test_a_long_line_takes_the_pages_it_needs(fonts: Fonts) -> None:
    assert page_count(pdf(fonts, long_one())) > page_count(pdf(fonts, accepted())) + 1


def test_any_thread_can_make_it(fonts: Fonts) -> None:
    made: list[bytes] = []
    thread = threading.Thread(target=lambda: made.append(pdf(fonts, long_one())))
    thread.start()
    thread.join(20)
    assert page_count(made[0]) > 3  # and no warning of a layout that could not start its timers


def test_too_many_exchanges_are_refused_in_a_sentence() -> None:
    assert too_many(MOST) == ""
    assert too_many(MOST + 1).startswith(
        f"a PDF takes {MOST} at most, and these are {MOST + 1}: choose fewer"
    )


def test_a_dark_window_prints_as_a_light_one_does(qapp: QApplication) -> None:
    made = []
    try:
        for theme in (LIGHT, DARK):
            style.apply(qapp, theme)
            data = pdf(Fonts(), accepted(), refused())
            made.append([_inflated(stream) for stream in re.findall(STREAM, data, re.DOTALL)])
    finally:
        style.apply(qapp, LIGHT)
    assert any(b"Tj" in stream for stream in made[0])
    assert made[0] == made[1]


def test_what_breaks_off_the_reading_breaks_off_the_writing(fonts: Fonts) -> None:
    kept = [accepted(), refused()]

    def breaking() -> Iterator[Kept]:
        yield kept[0]
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write(breaking(), FACTS, outline(kept), fonts)
