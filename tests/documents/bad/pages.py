"""Pages that are large, deep, unclosed, or built to be slow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.documents.bad.inputs import (
    READS,
    BadInput,
    InputTooLarge,
    NotAReport,
    UnreadableDocument,
)
from tests.documents.samples import sample

TITLE = "<h1>2020年政府信息公开工作年度报告</h1><h2>一、总体情况</h2>"


def page(content: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{TITLE}{content}</body></html>".encode()


def around(before: str, after: str) -> bytes:
    """Put markup before and behind the text of a real page."""
    source = sample("made.html").decode("utf-8")
    opened = source.index(">", source.index("<body")) + 1
    closed = source.rindex("</body>")
    return (source[:opened] + before + source[opened:closed] + after + source[closed:]).encode()


def replaced(old: str, new: str) -> bytes:
    """Change the markup of a real page."""
    source = sample("made.html").decode("utf-8")
    assert old in source
    return source.replace(old, new).encode()


def attributes(count: int) -> str:
    return " ".join(f"a{number}" for number in range(count))


CONTENTS: dict[str, tuple[Callable[[], str], str | type[Exception] | None]] = {
    "100,000 nested divisions": (
        lambda: "<div>" * 100_000 + "x" + "</div>" * 100_000,
        UnreadableDocument,
    ),
    "100,000 divisions left open": (lambda: "<div>" * 100_000, UnreadableDocument),
    "2,000 nested divisions": (lambda: "<div>" * 2_000 + "x" + "</div>" * 2_000, None),
    "20,000 nested tables": (lambda: "<table><tr><td>" * 20_000, UnreadableDocument),
    "20,000 bold letters left open": (lambda: "<b>x" * 20_000, UnreadableDocument),
    "2,000 fonts left open in paragraphs": (
        lambda: "".join(f"<p><font size={number}>x" for number in range(2_000)),
        None,
    ),
    "20,000 lists left open": (lambda: "<ul><li>x" * 20_000, UnreadableDocument),
    "10,000 paragraphs left open": (lambda: "<p>x\n" * 10_000, None),
    "a million brackets": (lambda: "<" * 1_000_000, InputTooLarge),
    "300,000 comments": (lambda: "<!---->" * 300_000, InputTooLarge),
    "a comment left open": (lambda: "<!-- " + "x<p>" * 50_000, None),
    "a script left open": (lambda: "<script>" + "x<p>" * 50_000, None),
    "a text area left open": (lambda: "<textarea>" + "x<p>" * 50_000, None),
    "one tag with 50,000 attributes": (lambda: f"<p {attributes(50_000)}>x</p>", None),
    "2,000 tags with 200 attributes": (lambda: f"<p {attributes(200)}>x</p>" * 2_000, None),
    "a table of 100,000 rows": (lambda: "<table>" + "<tr><td>1</td></tr>" * 100_000, InputTooLarge),
    "a table of 1,000 rows": (
        lambda: "<table>" + "<tr><td>规章<td>1<td>2<td>3" * 1_000,
        None,
    ),
    "a table of 7,000 columns": (lambda: "<table><tr>" + "<td>规章" * 7_000, None),
    "cells over 99,999,999 columns": (
        lambda: (
            "<table>" + "<tr>" + "<td colspan=99999999 rowspan=99999999>1" * 150 + "<tr><td>1" * 900
        ),
        None,
    ),
    "cells over -1 and 0 rows": (
        lambda: (
            "<table>" + "<tr><td rowspan=0>1<td rowspan=-1>2<td colspan=0>3<td colspan=x>4" * 300
        ),
        None,
    ),
    "tables in cells in tables": (
        lambda: ("<table><tr><td>" * 20 + "<table><tr><td>1</table>" * 100) * 10,
        None,
    ),
    "mis-nested tags": (lambda: "<b><i><p></b><td></i><div></p>x</td>" * 3_000, None),
    "ends without a beginning": (lambda: "</div></p></td></table>x" * 10_000, None),
    "references that are none": (lambda: "&#99999999;&#xD800;&#0;&bogus;" * 5_000, None),
    "zeros": (lambda: "\x00" * 50_000, UnreadableDocument),
    "500,000 characters": (lambda: "<p>" + "政府信息公开" * 90_000, InputTooLarge),
}

PAGES = {
    **{
        f"a page with {word}": BadInput("page.html", lambda make=make: page(make()), outcome)
        for word, (make, outcome) in CONTENTS.items()
    },
    "a page of nothing but a script": BadInput(
        "page.html",
        lambda: b"<!DOCTYPE html><html><body><div id=app></div><script>x()</script></body></html>",
        UnreadableDocument,
        "no text",
    ),
    "a page of frames": BadInput(
        "page.html",
        lambda: b'<!DOCTYPE html><html><frameset><frame src="a.html"></frameset></html>',
        UnreadableDocument,
        "no text",
    ),
    "a page that is an index": BadInput(
        "index.html",
        lambda: page("").replace(TITLE.encode(), b"<ul><li><a href=a>2020</a></li></ul>"),
        NotAReport,
    ),
    "a report among 20,000 spans": BadInput(
        "page.html", partial(around, "<p>", "<span> </span>" * 20_000), READS
    ),
    "a report in 400 divisions": BadInput(
        "page.html", partial(around, "<div>" * 400, "</div>" * 400), READS
    ),
    "a report in divisions left open": BadInput(
        "page.html", partial(around, "<div><p><b>" * 90, ""), READS
    ),
    "a report without ends of cells": BadInput("page.html", partial(replaced, "</td>", ""), READS),
    "a report without ends of rows": BadInput(
        "page.html", partial(replaced, "</td></tr>", ""), READS
    ),
    "a report in capital tags": BadInput("page.html", partial(replaced, "<td", "<TD"), READS),
    "a report without a doctype": BadInput(
        "page.html", partial(replaced, "<!DOCTYPE html>", ""), READS
    ),
    "a report with pictures in it": BadInput(
        "page.html",
        partial(around, '<img src="data:image/png;base64,' + "A" * 2_000_000 + '">', ""),
        READS,
    ),
}
