"""The largest inputs; they are read in a process of their own (`tests.documents.read_files`)."""

from __future__ import annotations

import os
import zlib
from functools import partial

from tests.documents.bad.inputs import (
    READS,
    BadInput,
    InputTooLarge,
    UnreadableDocument,
    UnsupportedFormat,
)
from tests.documents.bad.packages import many_entries, members, packed, with_body
from tests.documents.bad.pages import around, page
from tests.documents.bad.pdfs import one_page
from tests.documents.bad.texts import run

TEN_DEEP = "<div>" * 10 + "政务公开" + "</div>" * 10


def large_picture() -> bytes:
    """A page of 20 MB, nearly all of it a picture; one wide character makes all of it wide."""
    return around('<img src="data:image/png;base64,' + "A" * 20_000_000 + '">', "<p>\U0001f600</p>")


def long_script() -> bytes:
    return around("<script>" + "var x = 'y';\n" * 1_600_000 + "</script>", "")


def bomb(megabytes: int) -> bytes:
    """Pack spaces; blocks that know nothing of each other can be repeated."""
    packer = zlib.compressobj(9)
    first, again = (
        packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    return first + again * (megabytes - 1) + packer.flush()


def picture_bomb() -> bytes:
    return packed(members() | {"word/media/a.png": bytes(250_000_000)})


def text_bomb() -> bytes:
    return with_body(b" " * 100_000_000)


def many_cells() -> bytes:
    row = b"<w:tr><w:tc><w:p/></w:tc></w:tr>"
    return with_body(b"<w:tbl>" + row * 15_000 + b"</w:tbl>")


HEAVY: dict[str, BadInput] = {
    "a page of 20 MB, ten levels deep": BadInput(
        "page.html", lambda: around("", TEN_DEEP * 160_000), InputTooLarge, "tags"
    ),
    "a page of 20 MB with a picture": BadInput("page.html", large_picture, READS),
    "a page of 20 MB with a script": BadInput("page.html", long_script, READS),
    "a page of 20 MB in one line": BadInput(
        "page.html", lambda: page("政府信息公开" * 1_100_000), InputTooLarge, "characters"
    ),
    "a page of 100,000 tags": BadInput(
        "page.html", lambda: page("<p class=a>x</p>" * 50_000), None
    ),
    "a page of 40 MB": BadInput(
        "page.html", lambda: page("<!--" + "x" * 40_000_000 + "-->"), InputTooLarge, "MB"
    ),
    "five megabytes without a line end": BadInput(
        "report.txt", partial(run, "政府信息公开工作", 1_700_000), InputTooLarge, "MB"
    ),
    "text at the limit": BadInput(
        "report.txt", partial(run, "政府信息公开工作动态。\n", 290_000), None
    ),
    "a line at the limit": BadInput("report.txt", partial(run, "政府信息公开工作", 290_000), None),
    "60 MB of text": BadInput("report.txt", lambda: b"a b c d\n" * 7_500_000, InputTooLarge, "MB"),
    "a Word file with a picture of 250 MB": BadInput("r.docx", picture_bomb, READS),
    "a Word text of 100 MB": BadInput("r.docx", text_bomb, InputTooLarge, "unpacks"),
    "a Word file with 60,000 elements": BadInput("r.docx", many_cells, READS),
    "a Word file with 600,000 entries": BadInput(
        "r.docx", partial(many_entries, 600_000), UnsupportedFormat, "archive"
    ),
    "a PDF that unpacks to a gigabyte": BadInput(
        "r.pdf", lambda: one_page(bomb(1000)), InputTooLarge, "unpacks"
    ),
    "60 MB of PDF objects": BadInput(
        "r.pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj " * 7_500_000, InputTooLarge, "objects"
    ),
    "20 MB of random PDF": BadInput(
        "r.pdf", lambda: b"%PDF-1.7\n" + os.urandom(1 << 20) * 19, UnreadableDocument, "damaged"
    ),
}
