"""Limits for the PDF parser, which has none: what a stream unpacks to, what a page has."""

from __future__ import annotations

import logging
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pdfminer import pdftypes
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from agent.documents.limits import MAX_CONTENT_BYTES, MAX_MARKS, MAX_STREAM_BYTES

if TYPE_CHECKING:
    from pdfplumber.page import Page

_PIECE = 1 << 14

# Without a handler Python prints the parser's remarks on damaged files to the terminal.
for _library in ("pdfminer", "pdfplumber"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


_MAX_LINES = 500_000
_MAX_OBJECTS = 100_000
"""In the whole file: the parser goes through all of them when the file's index is damaged."""


_FIGURE = 10
"""Marks that a figure counts for: each is a page of its own to the parser."""


class TooMuch(Exception):
    """A stream or a page past its limit."""


class _BoundedZlib:
    """What the parser uses of `zlib`, unpacking no more than a stream may have."""

    error = zlib.error
    decompressobj = staticmethod(zlib.decompressobj)

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """Unpack what can be unpacked: a file cut short ends inside a stream."""
        unpacker = zlib.decompressobj()
        parts: list[bytes] = []
        room = MAX_STREAM_BYTES
        # The last bytes one by one: there stands the checksum, which some programs get wrong.
        ends = [*range(_PIECE, len(data) - 8, _PIECE), *range(max(0, len(data) - 8), len(data) + 1)]
        for start, end in pairwise([0, *ends]):
            try:
                parts.append(unpacker.decompress(data[start:end], room))
            except zlib.error:
                break
            room -= len(parts[-1])
            if room <= 0:
                raise TooMuch("a stream that unpacks to more than a report has")
        return b"".join(parts)


# Streams are unpacked at many places inside the parser, encrypted and doubly packed ones too, and
# all of them call this name.
pdftypes.zlib = _BoundedZlib  # type: ignore[attr-defined, assignment]


class _Device(PDFPageAggregatorWithMarkedContent):
    """Collects what a page shows, up to a limit."""

    marks = 0

    def _count(self, marks: int = 1) -> None:
        self.marks += marks
        if self.marks > MAX_MARKS:
            raise TooMuch("a page with more characters and lines than a report has")

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self._count()
        return super().render_char(*args, **kwargs)

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self._count()
        super().paint_path(*args, **kwargs)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        self._count(_FIGURE)
        super().begin_figure(*args, **kwargs)


def refuse_endless(data: bytes) -> None:
    """Refuse a file that takes minutes to look through.

    Raises:
        TooMuch: more lines or objects than one report has.
    """
    lines = data.count(b"\n") + data.count(b"\r")
    if lines > _MAX_LINES or data.count(b" obj") > _MAX_OBJECTS:
        raise TooMuch("more objects than a report has")


def interpret(page: Page) -> None:
    """Run a page's drawing commands within the limits, before anything asks for what it shows.

    Raises:
        TooMuch: past a limit.
    """
    size = sum(len(stream_value(content).get_data()) for content in page.page_obj.contents)
    if size > MAX_CONTENT_BYTES:
        raise TooMuch("a page with more drawing commands than a report has")
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
