"""Item catalogues: CSV files in the Items format, as spreadsheets and exports write them."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.item_catalogue import ItemCatalogue, read
from tests.support import within


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("ITEM_ID,TITLE\n1,One\n2,Two\n", {"1": "One", "2": "Two"}),
        ("\ufeffitem_id,Name\r\n1,One\r\n", {"1": "One"}),
        ("price,itemId,PRODUCT_NAME\n4,-1,x\n\n", {"-1": "x"}),
        ('ITEM_ID,TITLE\n1,"a ""b"", c\nd"\n2,\n', {"1": 'a "b", c\nd', "2": ""}),
        ("ITEM_ID,TITLE\n1,old\n1,new\n", {"1": "new"}),
        ("ITEM_ID\na\nb", {"a": "", "b": ""}),
        ("ITEM_ID,PRICE,STOCK\na,1,2\nb,3,4\n", {"a": "", "b": ""}),
        (
            "ITEM_ID,PROMOTION,TO,FROM,SEASON\na,Yes,Oslo,Rom,May\nb,No,Bern,Rio,June\nc,No,,Nice,May\n",
            {"a": "Oslo, Rom", "b": "Bern, Rio", "c": "Nice"},
        ),
        ("ITEM_ID,COLOUR\n 1 ,red\n", {" 1 ": "red"}),
        ('\ufeffITEM_ID;TITLE\r\n1;a, b\r\n2;"c;d"\r\n', {"1": "a, b", "2": "c;d"}),
        ('"TITLE"\t"ITEM_ID"\r\na;b,c\t1\r\n', {"1": "a;b,c"}),
        ("a;b,ITEM_ID\nx,1\n", {"1": "x"}),
    ],
)
def test_items_and_what_they_are_called(text: str, titles: dict[str, str]) -> None:
    catalogue = read(text)
    assert catalogue.titles == titles
    assert catalogue == ItemCatalogue(titles)
    assert hash(catalogue) == hash(ItemCatalogue(titles))
    assert all(item in catalogue for item in titles)
    assert "absent" not in catalogue


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty, so it has no column ITEM_ID; its first line must name the columns, one of"),
        ("\ufeff\r\n \n", "The file is empty, so "),
        (
            "USER_ID,AGE\n1,2\n",
            "The file begins with “USER_ID,AGE”, so it has no column ITEM_ID; its first line must",
        ),
        ("USER_ID;AGE\n1;2\n", "The file begins with “USER_ID;AGE”, so it has no column "),
        ("ITEM_ID;item_id\n1;1\n", "The file begins with “ITEM_ID;item_id”, so it has 2 columns ITEM_ID; "),
        (
            "ITEM_ID;TITLE\n1;a;b\n",
            "Line 2 has 3 cells, but the first line names 2 columns; put text that holds a semicolon in quot",
        ),
        ("ITEM_ID,item_id\n1,1\n", "The file begins with “ITEM_ID,item_id”, so it has 2 columns ITEM_ID; "),
        ("ITEM_ID,TITLE\n", "The file names its columns, but has no items; add a line for each."),
        ('ITEM_ID,TITLE\n1,"a\nb"\n2\n', "Line 4 has 1 cell, but the first line names 2 columns; "),
        ("ITEM_ID,TITLE\n1,a,b\n", "Line 2 has 3 cells, but the first line names 2 columns; put text"),
        ("ITEM_ID,TITLE\n1,a\n\n ,b\n", "Line 4 has no ITEM_ID; fill it in or remove the line."),
        ('ITEM_ID,TITLE\n1,"a\n2,b\n', "The row that begins on line 2 cannot be read as CSV; put a cell"),
        ('ITEM_ID,TITLE\n1,"a"b\n', "The row that begins on line 2 cannot be read as CSV; "),
        (f"ITEM_ID,TITLE\n1,a\n2,{'x' * 200_000}\n", "The row that begins on line 3 cannot be read as CSV; "),
    ],
)
def test_what_is_no_catalogue_is_told_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        read(text)


@given(
    st.dictionaries(st.text(min_size=1).filter(str.strip), st.text(), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_item_that_csv_can_hold_is_found_again(titles: dict[str, str], ending: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([("TITLE", "ITEM_ID"), *((title, item) for item, title in titles.items())])
    assert read(text.getvalue()).titles == {item: title.strip() for item, title in titles.items()}


def test_a_hundred_thousand_items_are_read_in_a_moment() -> None:
    text = "ITEM_ID,TITLE,PRICE\n" + "".join(f'item-{row},"Thing, {row}",{row}\n' for row in range(100_000))
    with within(1):
        assert len(read(text).titles) == 100_000
