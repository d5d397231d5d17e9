"""A table as Excel, Word or a browser leave it on the clipboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.services.intake.clipboard import from_clipboard
from app.services.intake.gate import LIMITS
from tests.services.intake.offices import csv_bytes, flat, texts

EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:x"><head><meta
 name=Generator content="Microsoft Excel 15"><style><!-- td {mso-number-format:General;} --></style>
</head><body link="#0563C1"><table border=0 cellpadding=0><!--StartFragment-->
 <col width=64 span=3><tr height=20><td colspan=3 height=20 class=xl65>Implementation
  status</td></tr>
 <tr><td rowspan=2>3.10</td><td>Two<span style='mso-spacerun:yes'>\xa0 </span>blanks</td>
  <td align=right>45%</td></tr>
 <tr style='display:none'><td>hidden</td></tr>
 <tr><td>line one<br>
    line two</td><td>&quot;Belarus&quot; &lt;b&gt;</td></tr>
 <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr>
 <![endif]><!--EndFragment--></table></body></html>"""

EXCEL_TEXT = (
    "Implementation status\t\t\r\n3.10\tTwo  blanks\t45%\r\n"
    '\t"line one\nline two"\t"Belarus" <b>\r\n'
)

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-GB>
<!--StartFragment--><p class=MsoNormal>Annex</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Para<o:p></o:p></p></td>
<td><p class=MsoNormal><b>Decision</b></p></td></tr>
<tr><td><p>3.2(a)</p></td><td><p>The Sides
agreed:</p><p>to hold talks</p><table><tr><td>MoIP</td><td>held</td></tr><tr><td>MoFA</td>
<td>open</td></tr></table></td></tr></table><!--EndFragment--></body></html>"""


def test_a_table_of_excel_keeps_its_merged_cells_and_its_letters():
    grid = from_clipboard(EXCEL_TEXT, EXCEL)
    assert flat(grid) == [
        ["Implementation status"] * 3,
        ["3.10", "Two  blanks", "45%"],
        ["3.10", "line one\nline two", '"Belarus" <b>'],
    ]
    assert grid.rows[2].cells[0].spread
    assert not grid.rows[1].cells[0].spread


def test_excel_without_markup_is_divided_by_tabs():
    assert texts(from_clipboard(EXCEL_TEXT)) == {
        1: ["Implementation status"],
        2: ["3.10", "Two  blanks", "45%"],
        3: ["", "line one\nline two", '"Belarus" <b>'],
    }


def test_a_table_of_word_keeps_its_paragraphs_and_the_table_within():
    text = "Para\tDecision\r\n3.2(a)\tThe Sides agreed:\r\nto hold talks\r\nMoIP\theld\r\n"
    grid = from_clipboard(text, WORD)
    assert flat(grid) == [
        ["Para", "Decision"],
        ["3.2(a)", "The Sides agreed:\nto hold talks\nMoIP\theld\nMoFA\topen"],
    ]


def test_several_tables_come_one_below_the_other():
    page = "<table><tr><td>a<td>b</table>x<table><tr><td>c</table><table></table>"
    grid = from_clipboard("", page)
    assert texts(grid) == {1: ["a", "b"], 3: ["c"]}


def test_cells_that_hang_over_rows_below_push_others_aside():
    page = (
        "<table><tr><td rowspan=2>a<td>b<td rowspan=3>c</tr><tr><td>d</tr><tr><td>e<td>f</tr>"
        "<tr><td>g<td><td>h</tr></table>"
    )
    assert flat(from_clipboard("", page)) == [
        ["a", "b", "c"],
        ["a", "d", "c"],
        ["e", "f", "c"],
        ["g", "", "h"],
    ]


def test_one_cell_is_a_table_and_a_plain_text_has_one_column():
    assert flat(from_clipboard("Tractors, tyres; buses")) == [["Tractors, tyres; buses"]]
    assert flat(from_clipboard("a\r\nb\r\n", "<p>a</p><p>b</p>")) == [["a"], ["b"]]


def test_what_is_hidden_on_a_page_or_is_no_text_of_it_is_left_out():
    page = (
        "<table><tr><td>a<span style='DISPLAY: none'>x<br>y</span><script>z</script></td></tr>"
        "</table><style>td</style>"
    )
    assert flat(from_clipboard("", page)) == [["a"]]


@pytest.mark.parametrize(
    "hidden",
    [
        "<tr><td>a<td style='display:none'>x<td>b<tr><td>c<td>d",
        "<tr><td>a<td>b<tr style='display:none'><td>x<td>y<tr><td>c<td>d",
        "<tr><td>a<td>b<p style='display:none'>x<tr><td>c<td>d",
        "<tr><td>a<td>b<tr><td>c<td>d<tr style='display:none'><td>x<table><tr><td>y</table>",
    ],
)
def test_what_is_hidden_ends_where_it_ends_even_without_saying_so(hidden):
    page = f"<table>{hidden}</table><p>after</p><table><tr><td>e</table>"
    assert texts(from_clipboard("", page)) == {1: ["a", "b"], 2: ["c", "d"], 4: ["e"]}


@pytest.mark.parametrize(("text", "html"), [("", ""), (" \r\n", ""), ("", "<table></table>")])
def test_nothing_on_the_clipboard_is_said(text, html):
    with pytest.raises(InvalidValueError, match="There is no table on the clipboard"):
        from_clipboard(text, html)


def test_the_limits_hold_for_the_clipboard_too():
    few = replace(LIMITS, rows=2)
    assert from_clipboard("a\nb\n", "<table><tr><td>a<tr><td>b</table>", limits=few)
    with pytest.raises(InvalidValueError, match="“the clipboard” has more than the 2 rows"):
        from_clipboard("a\nb\nc\n", limits=few)
    with pytest.raises(InvalidValueError, match="More was copied than can be taken in"):
        from_clipboard("a" * 11, limits=replace(LIMITS, text=10))


@given(
    st.lists(
        st.lists(st.text(st.sampled_from("aЖب \"\n.,;='1"), max_size=8), min_size=2, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_quoted_as_excel_does_comes_back(rows):
    rows = [["head", "line"], *rows]
    grid = from_clipboard(csv_bytes(rows, delimiter="\t").decode())
    for number, row in enumerate(rows, 1):
        held = next((each for each in grid.rows if each.number == number), None)
        assert [held.text(at) if held else "" for at in range(len(row))] == row


def test_what_was_struck_out_before_it_was_copied_is_told():
    one = "<table><tr><td>Decision</td></tr><tr><td><s>Tractors</s></td></tr></table>"
    said = "Struck-out text was read like any other: look at row 2."
    assert from_clipboard("", one).notes == (said,)
    assert from_clipboard("", one * 2).notes == (f"Table 1: {said}", f"Table 2: {said}")
