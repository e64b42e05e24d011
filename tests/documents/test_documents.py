"""Any supported file becomes one shape: text, a search view as long, and grids with places."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.documents import load
from agent.documents.body import find_body
from agent.documents.decoding import declared_charset, decode
from agent.documents.document import Document, Grid, Span
from agent.documents.lines import is_page_furniture, iter_lines
from agent.documents.media import DOCX, HTML, MARKDOWN, PDF, TEXT, media_type
from agent.documents.spans import Columns
from agent.documents.view import detect_script, fold, simplify
from agent.errors import InputError, InputTooLarge, UnreadableDocument, UnsupportedFormat
from tests.conftest import RealReport
from tests.documents.samples import sample, traditional
from tests.rendering import made_2019, write_html, write_pdf

SENTENCE = "青岚市2020年政府信息公开工作年度报告，主动公开规范性文件９件。\n"
HANT = "青嵐市2020年政府信息公開工作年度報告，主動公開規範性檔案９件。\n"
REPORT = "青岚市2020年政府信息公开工作年度报告\n一、总体情况\n全年公开信息12条。\n"

CHARACTERS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.characters(min_codepoint=0x2E80, max_codepoint=0xFAFF, exclude_categories=["Cs"]),
        st.sampled_from("（）０９釆−　\u200b\ufeff規範性檔案乾县臺台ﬁ㎡①\r\n\t"),
    )
)


# Decoding


@pytest.mark.parametrize(
    ("encoding", "text", "told"),
    [
        ("utf-8", SENTENCE, "utf-8"),
        ("utf-8-sig", SENTENCE, "utf-8-sig"),
        ("utf-16", SENTENCE, "utf-16"),
        ("utf-32", SENTENCE, "utf-32"),
        ("gb2312", SENTENCE.replace("岚", "山"), "gb18030"),
        ("gbk", SENTENCE, "gb18030"),
        ("gb18030", SENTENCE, "gb18030"),
        ("gb18030", HANT, "gb18030"),
        ("big5", HANT, "big5"),
        ("utf-16-le", SENTENCE, "utf-16-le"),
        ("utf-16-be", SENTENCE, "utf-16-be"),
        ("ascii", "annual report\n", "utf-8"),
    ],
)
def test_a_text_is_decoded_and_its_encoding_told(encoding: str, text: str, told: str) -> None:
    assert decode((text * 20).encode(encoding), "r.txt") == (text * 20, told)


def test_a_character_that_only_hong_kong_has_names_its_encoding() -> None:
    text = HANT * 20 + "深水\u57d7，\u5497\n"
    assert decode(text.encode("big5hkscs"), "r.txt") == (text, "big5hkscs")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_the_byte_order_mark_is_no_part_of_the_text(mark: bytes) -> None:
    name = "utf-8" if mark == codecs.BOM_UTF8 else "utf-16-le"
    document = load("r.txt", mark + REPORT.encode(name))
    assert document.text == REPORT


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_stay_as_they_are(newline: str) -> None:
    text = REPORT.replace("\n", newline)
    assert load("r.txt", text.encode()).text == text


def test_what_a_page_declares_does_not_outweigh_what_it_is() -> None:
    data = (SENTENCE * 20).encode("gb18030")
    for declared in ("big5", "utf-8", "iso-8859-1", "no-such-charset", None):
        assert decode(data, "r.html", declared) == (SENTENCE * 20, "gb18030")


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="GBK">', "gbk"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=gb2312'>", "gb2312"),
        (b"<meta charset = 'utf-8'>", "utf-8"),
        (b"<title>charset</title>", None),
        (b" " * 5000 + b'<meta charset="GBK">', None),
    ],
)
def test_the_declared_charset(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


def test_a_few_broken_bytes_stay_visible() -> None:
    data = bytearray((SENTENCE * 30).encode())
    data[400] = 0xFF
    text, encoding = decode(bytes(data), "r.txt")
    assert encoding == "utf-8"
    assert 1 <= text.count("\ufffd") <= 3


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 500])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        decode(data, "r.txt")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "r.txt")
    except UnreadableDocument as error:
        assert error.message.startswith("r.txt: ")
    else:
        assert codecs.lookup(encoding)
        assert len(text) <= len(data)


# The search view


@settings(max_examples=300, deadline=None)
@given(CHARACTERS)
def test_the_view_is_as_long_as_any_text(text: str) -> None:
    for script in ("hans", "hant"):
        assert len(fold(text, script)) == len(text)


@settings(max_examples=200, deadline=None)
@given(CHARACTERS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text, "hans")
    assert fold(once, "hans") == once


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("（１２３）．％", "(123).%"),
        ("政府集中釆购", "政府集中采购"),
        ("−6", "-6"),
        ("\u3000\u00a00\u200b", "  0 "),
        ("⼀、總", "一、總"),
        ("㎡①", "㎡①"),
        ("乾县", "乾县"),
    ],
)
def test_what_the_view_of_a_simplified_text_folds(text: str, view: str) -> None:
    assert fold(text, "hans") == view


def test_the_view_of_a_traditional_text_keeps_its_words() -> None:
    """tw2sp would make 运行 of 執行, and 查找 of 查詢."""
    assert fold("執行程序，查詢規範性檔案", "hant") == "执行程序,查询规范性档案"


def test_a_document_refuses_a_view_of_another_length() -> None:
    document = load("r.txt", REPORT.encode())
    with pytest.raises(AssertionError, match="as long as"):
        replace(document, view=document.view[:-1])


@settings(max_examples=100, deadline=None)
@given(CHARACTERS)
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(simplify(text)) == len(text)


# The script


def test_the_script_of_the_real_reports(real: RealReport) -> None:
    assert detect_script(real.text) == ("hant" if real.code == "D1" else "hans")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", "hans"),
        ("2020-01-01", "hans"),
        ("乾县政府", "hans"),
        ("政府信息公開", "hant"),
        ("政府信息公开", "hans"),
        ("本機關的對外公開總數量，涉及“后”字", "hant"),
        ("蕭山区信息公开工作年度报告", "hans"),
    ],
)
def test_the_script_is_that_of_most_characters_that_differ(text: str, script: str) -> None:
    assert detect_script(text) == script


def test_a_traditional_report_is_told_by_the_loader() -> None:
    assert load("r.txt", traditional().encode("big5")).script == "hant"


# Media types


@pytest.mark.parametrize(
    ("data", "path", "kind"),
    [
        (REPORT.encode(), "r.txt", TEXT),
        (REPORT.encode(), "r", TEXT),
        (REPORT.encode(), "r.md", MARKDOWN),
        (REPORT.encode(), "r.html", TEXT),
        (b"<!DOCTYPE html><html><body>x</body></html>", "r.txt", HTML),
        (b"\xef\xbb\xbf\n<html><body>x", "r.txt", HTML),
        ("<html><body>x".encode("utf-16"), "r.txt", HTML),
        (b"<!-- saved from url --><html>", "r", HTML),
        (b"<div>x</div>", "r", HTML),
        (b"<table><tr><td>1</table>", "r.md", MARKDOWN),
        (b"<table><tr><td>1</table>", "r.txt", TEXT),
        (b"text <p>of</p> a page", "r.htm", HTML),
        (b"%PDF-1.7 \n", "r.txt", PDF),
        (b"\n\n%PDF-1.4 \n", "r", PDF),
    ],
)
def test_a_file_is_what_its_content_is(data: bytes, path: str, kind: str) -> None:
    assert media_type(data, path) == kind


def test_a_word_file_is_told_by_its_members() -> None:
    assert media_type(sample("made.docx"), "report.txt") == DOCX


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", UnreadableDocument, "empty"),
        (b" \r\n\t ", UnreadableDocument, "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnsupportedFormat, "old Word/WPS"),
        (b"{\\rtf1 }", UnsupportedFormat, "RTF"),
        (b"\x89PNG\r\n", UnsupportedFormat, "picture"),
        (b"MIME-Version: 1.0\n", UnsupportedFormat, "web archive"),
        (b"PK\x05\x06" + bytes(18), UnsupportedFormat, "packed archive"),
        (b"PK\x03\x04broken", UnreadableDocument, "damaged"),
    ],
)
def test_what_is_not_read_is_refused_with_its_name(
    data: bytes, error: type[InputError], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        media_type(data, "r.bin")
    assert caught.value.message.startswith("r.bin: ")
    assert caught.value.remedy


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(InputTooLarge, match="300,000"):
        load("r.txt", ("公" * 300_001).encode())


# The report in its page


def test_the_report_is_found_among_navigation_and_footers(tmp_path: Path) -> None:
    document = load(write_html(made_2019(), tmp_path / "r.html"))
    body = document.text[slice(*document.body)]
    assert made_2019().title in body
    assert "四、政府信息公开行政复议、行政诉讼情况" in body
    for furniture in ("无障碍阅读", "索 引 号", "浏览次数", "下一篇", "版权所有"):
        assert furniture in document.text
        assert furniture not in body


def test_the_smallest_container_with_the_reports_words_is_taken() -> None:
    text = "导航\n标题\n总体情况\n第二十条第一项\n结转下年度继续办理\n友情链接\n"
    inner = Span(3, text.index("友情"))
    assert find_body(text, [Span(0, len(text)), inner, Span(6, 10)]) == inner


def test_a_title_outside_the_container_is_reached() -> None:
    title = "青岚市2020年政府信息公开工作年度报告"
    text = f"首页\n{title}\n发布日期\n总体情况\n第二十条第一项\n"
    container = Span(text.index("总体"), len(text))
    assert text[find_body(text, [container]).start :].startswith(title)


@pytest.mark.parametrize("containers", [[], [Span(0, 2)]])
def test_without_a_fitting_container_the_whole_page_is_the_body(containers: list[Span]) -> None:
    text = "2020年政府信息公开工作年度报告\n总体情况\n"
    assert find_body(text, containers) == Span(0, len(text))
    assert find_body("无关的文字", containers) == Span(0, 5)


# Lines and page furniture


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab\n\r\u2028\t |")))
def test_lines_tile_the_text(text: str) -> None:
    lines = list(iter_lines(text))
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert all(not re.search("[\r\n\u2028]", line.text) for line in lines)
    between = [text[a.end : b.start] for a, b in zip(lines, lines[1:], strict=False)]
    assert all(mark in ("\n", "\r", "\r\n", "\u2028") for mark in between)


@pytest.mark.parametrize(
    "line", ["- 4 -", "—12—", "第4页", "第 4 页 共 9 页", "4/6", "Page 3 of 9"]
)
def test_page_numbers_are_furniture(line: str) -> None:
    assert is_page_furniture(line)


@pytest.mark.parametrize("line", ["4", "-4", "第四页", "2020/2021年", "- 4 - 件", ""])
def test_numbers_of_the_report_are_none(line: str) -> None:
    assert not is_page_furniture(line)


# Grids


def texts(document: Document, grid: Grid) -> list[list[str]]:
    return [[document.text[cell.start : cell.end] for cell in row] for row in grid.rows]


def grids(name: str, text: str) -> list[list[list[str]]]:
    document = load(name, text.encode())
    return [texts(document, grid) for grid in document.grids]


@pytest.mark.parametrize("name", ["D0.txt", "made.docx", "made.html", "made.md", "tags.md"])
def test_every_cell_is_a_place_of_the_text(name: str) -> None:
    document = load(name, sample(name))
    assert len(document.grids) >= 3
    for grid in document.grids:
        cells = [cell for row in grid.rows for cell in row]
        assert all(grid.start <= cell.start <= cell.end <= grid.end for cell in cells)
        places = [(cell.start, cell.end) for cell in cells if cell.end > cell.start]
        assert places == sorted(places)
        assert all(a[1] <= b[0] for a, b in zip(places, places[1:], strict=False))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("\t\n|- 1规\f<>/td")))
def test_no_text_gives_a_cell_outside_of_it(text: str) -> None:
    for name in ("r.txt", "r.md"):
        document = load(name, (REPORT + text).encode())
        for grid in document.grids:
            for cell in (cell for row in grid.rows for cell in row):
                assert 0 <= cell.start <= cell.end <= len(document.text)
                inner = document.view[cell.start : cell.end]
                assert inner == inner.strip()


def test_a_tabbed_cell_a_line() -> None:
    text = REPORT + "\t规章\n\t1\n\t\n\t3\n\n\t规范性\n文件\n\t4\n\n"
    assert grids("r.txt", text) == [[["规章", "1", "", "3"], ["规范性\n文件", "4"]]]


def test_fields_between_tabs_and_pipes() -> None:
    assert grids("r.txt", REPORT + "规章\t1\t\t3\n") == [[["规章", "1", "", "3"]]]
    outer = "| 规章 | 1 |  | 3 |\n|---|---|---|---|\n| 文件 | 4 | 5 | 6 |\n"
    assert grids("r.md", REPORT + outer) == [[["规章", "1", "", "3"], ["文件", "4", "5", "6"]]]


def test_a_page_break_inside_a_row_does_not_end_it() -> None:
    text = REPORT + "\t规章\n\t1\n\f\n\t2\n- 4 -\n\t3\n\n"
    assert grids("r.txt", text) == [[["规章", "1", "2", "3"]]]


def test_spans_give_true_columns() -> None:
    page = (
        "<html><body><table><tr><td rowspan=3>一<td colspan=2>二<td>三"
        "<tr><td>四<td>五<td>六<tr><td rowspan=0>七<td>八</table>"
    )
    document = load("r.html", page.encode())
    columns = [[(c.column, c.colspan) for c in row] for row in document.grids[0].rows]
    assert columns == [[(0, 1), (1, 2), (3, 1)], [(1, 1), (2, 1), (3, 1)], [(1, 1), (2, 1)]]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.text("0123456789-x ", max_size=3), st.text("0123456789-x ", max_size=3)),
            max_size=6,
        ),
        max_size=8,
    )
)
def test_cells_never_overlap_whatever_the_spans_say(rows: list[list[tuple[str, str]]]) -> None:
    columns = Columns()
    for row in rows:
        places = [columns.place(*spans) for spans in row]
        columns.next_row()
        ends = [column + width for column, width in places]
        assert all(end <= after[0] for end, after in zip(ends, places[1:], strict=False))
        assert all(width >= 1 for _, width in places)


# HTML: what is text and what is not


def test_a_page_is_laid_out_as_a_browser_breaks_it() -> None:
    page = (
        "<html><head><title>题</title><style>p{}</style></head><body><h1>标 题</h1>"
        "<p>一<b>二</b>&nbsp;三<br>四</p><div style='display: none'>隐</div><script>x</script>"
        "<ul><li>五</li><li hidden>六</li></ul><!-- 七 --></body></html>"
    )
    document = load("r.html", page.encode())
    assert document.text == "标 题\n一二\u00a0三\n四\n五\n"
    assert document.page_properties["title"] == "题"


def test_a_table_that_lays_out_the_page_is_no_grid() -> None:
    inner = "<table><tr><td>规章<td>1</table>"
    page = f"<html><body><table><tr><td>栏目<td>{inner}</table>{'<p>x</p>' * 3}"
    document = load("r.html", page.encode())
    assert [texts(document, grid) for grid in document.grids] == [[["规章", "1"]]]


def test_nested_marks_in_a_cell_are_one_text() -> None:
    page = (
        "<html><body><table><tr><td><p><span>规</span>章</p><td> <p>&nbsp;</p> <td>1<br>2</table>"
    )
    document = load("r.html", page.encode())
    assert texts(document, document.grids[0]) == [["规章", "", "1\n2"]]


# Tables in tags inside Markdown


@pytest.mark.parametrize("name", ["r.md", "r.txt"])
def test_a_table_in_tags_inside_a_text(name: str) -> None:
    text = (
        REPORT
        + '<table><tr><td rowspan="2">**规章**</td><td>1\\.5</td></tr><tr><td>&nbsp;</td></tr></table>\n\n尾\n'
    )
    document = load(name, text.encode())
    assert document.text == text
    (grid,) = document.grids
    assert [[document.view[c.start : c.end].strip() for c in row] for row in grid.rows] == [
        ["规章", "1 .5"],
        [""],
    ]
    assert [[c.column for c in row] for row in grid.rows] == [[0, 1], [1]]
    assert "<" not in document.view


def test_marks_of_markdown_are_not_in_the_view_and_the_places_hold() -> None:
    text = "# **一、总体情况**\n\n1\\. 公开\n"
    document = load("r.md", text.encode())
    assert document.text == text
    assert len(document.view) == len(text)
    at = document.view.index("一、总体情况")
    assert document.text[at : at + 6] == "一、总体情况"


def test_tags_left_open_end_with_the_text() -> None:
    (grid,) = grids("r.md", REPORT + "<table><tr><td>规章</td><td>1</td><td>2")
    assert grid == [["规章", "1"]]


# PDF


def test_a_paragraph_goes_on_over_lines_and_pages(tmp_path: Path) -> None:
    """A line that reaches the margin goes on in the next one, also on the next page."""
    paragraph = "全年主动公开政府信息。" * 150
    made = made_2019()
    section = made.sections[1]
    assert section
    sections = {**made.sections, 1: replace(section, paragraphs=[paragraph, "第二段。"])}
    document = load(write_pdf(replace(made, sections=sections), tmp_path / "r.pdf"))
    assert paragraph in "".join(document.text.split(" "))
    assert "\n第二段。" in document.text


def test_a_table_over_pages_is_a_grid_a_page_without_page_numbers(tmp_path: Path) -> None:
    whole = load(write_pdf(made_2019(), tmp_path / "a.pdf"))
    pages = load(write_pdf(made_2019(), tmp_path / "b.pdf", rows_per_page=6, repeat_head=True))
    assert len(pages.grids) > len(whole.grids) >= 3
    assert not re.search(r"^- \d+ -$", pages.text, re.MULTILINE)
    for document in (whole, pages):
        cells = [text for grid in document.grids for row in texts(document, grid) for text in row]
        assert "".join(cells).count("四、结转下年度继续办理") == 1
