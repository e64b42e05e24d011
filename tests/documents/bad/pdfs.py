"""PDFs that are encrypted, scanned, damaged, or that unpack to much."""

from __future__ import annotations

import random
import re
import zlib
from functools import partial
from io import BytesIO

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.documents.bad.inputs import READS, BadInput, InputTooLarge, UnreadableDocument
from tests.documents.encryption import encrypted
from tests.documents.samples import sample

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES_OF_ONE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
FLATE = b"/Filter /FlateDecode"
SHOW = b"BT /F1 12 Tf 10 10 Td (1) Tj ET\n"


def pdf(objects: list[bytes]) -> bytes:
    """Write a PDF of these objects, the catalog first."""
    parts = [b"%PDF-1.4\n"]
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return b"".join(parts)


def stream(data: bytes, entries: bytes = FLATE) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def one_page(content: bytes, entries: bytes = FLATE) -> bytes:
    """Write a PDF of one page with these drawing commands."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return pdf([CATALOG, PAGES_OF_ONE, page, stream(content, entries), FONT])


def drawn(commands: bytes) -> bytes:
    return one_page(zlib.compress(commands, 9))


def bomb(layers: int) -> bytes:
    """Pack 40 MB of spaces, once or several times."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * 1_000_000) for _ in range(40)) + packer.flush()
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return one_page(data, b"/Filter [" + b"/FlateDecode " * layers + b"]")


def with_canvas(pages: int, text: str = "hello", picture: bool = False, lock: str = "") -> bytes:
    result = BytesIO()
    protection = StandardEncryption(lock, strength=128) if lock else None
    canvas = Canvas(result, invariant=1, encrypt=protection)
    for _ in range(pages):
        if picture:
            canvas.drawImage(ImageReader(Image.new("RGB", (80, 110), "white")), 0, 0, 595, 842)
        else:
            canvas.drawString(100, 100, text)
        canvas.showPage()
    canvas.save()
    return result.getvalue()


def lines(count: int) -> bytes:
    """Draw lines at random places, as a map does."""
    chance = random.Random(5)
    places = ((chance.randrange(600), chance.randrange(800)) for _ in range(count))
    return drawn(b"".join(b"%d %d m %d %d l S\n" % (x, y, x + 9, y) for x, y in places))


def forms(levels: int) -> bytes:
    """Let a figure show ten figures that each show ten figures, and so on."""
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>"
    )
    nested = [
        stream(b"/X Do " * 10, head + b" /Resources << /XObject << /X %d 0 R >> >>" % (6 + level))
        for level in range(levels)
    ]
    last = stream(b"0 0 m 1 1 l S", head)
    return pdf([CATALOG, PAGES_OF_ONE, page, stream(b"/X Do", b""), *nested, last])


def without_index() -> bytes:
    data = sample("made.pdf")
    return data[: data.rindex(b"xref\n0")]


def wrong_offsets() -> bytes:
    """Lie about where the index and the objects are."""
    data = re.sub(rb"startxref\n\d+", b"startxref\n77", sample("made.pdf"))
    return re.sub(rb"\d{10} 00000 n", b"0000000099 00000 n", data)


def broken_stream() -> bytes:
    """Overwrite bytes in the middle of each packed page."""
    data = sample("made.pdf")
    for found in reversed(list(re.finditer(rb"stream\r?\n.{400}", data, re.DOTALL))):
        data = data[: found.end() - 20] + b"\x00" * 20 + data[found.end() :]
    return data


_DEEP = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(3000)]
_LOOP = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"
_NESTED = b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 20_000 + b"]" * 20_000 + b" >>"

PDFS = {
    "a PDF with a password": BadInput(
        "r.pdf", partial(with_canvas, 1, lock="secret"), UnreadableDocument, "encrypted"
    ),
    "a report with a password": BadInput(
        "r.pdf",
        lambda: encrypted(sample("made.pdf"), user="secret"),
        UnreadableDocument,
        "encrypted",
    ),
    "a report locked against changes": BadInput(
        "r.pdf", lambda: encrypted(sample("made.pdf"), owner="secret"), READS
    ),
    "a scanned PDF": BadInput(
        "r.pdf", partial(with_canvas, 3, picture=True), UnreadableDocument, "scan"
    ),
    "a PDF with one word a page": BadInput(
        "r.pdf", partial(with_canvas, 3, "p"), UnreadableDocument, "scan"
    ),
    "a PDF of another text": BadInput("r.pdf", partial(with_canvas, 3, "hello world, " * 9), None),
    "a PDF of 500 pages": BadInput("r.pdf", partial(with_canvas, 500), InputTooLarge, "pages"),
    "a PDF without pages": BadInput(
        "r.pdf",
        lambda: pdf([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        UnreadableDocument,
        "no pages",
    ),
    "a PDF without a list of pages": BadInput(
        "r.pdf", lambda: pdf([b"<< /Type /Catalog >>"]), UnreadableDocument
    ),
    "a PDF whose pages hold themselves": BadInput(
        "r.pdf", lambda: pdf([CATALOG, _LOOP]), UnreadableDocument
    ),
    "a PDF with 3,000 levels of pages": BadInput(
        "r.pdf", lambda: pdf([CATALOG, *_DEEP]), UnreadableDocument
    ),
    "a PDF with 20,000 nested lists": BadInput("r.pdf", lambda: pdf([_NESTED]), UnreadableDocument),
    "a PDF that unpacks to 40 MB": BadInput("r.pdf", partial(bomb, 1), InputTooLarge, "unpacks"),
    "a PDF packed three times": BadInput("r.pdf", partial(bomb, 3), InputTooLarge, "unpacks"),
    "a PDF page of 200,000 words": BadInput(
        "r.pdf", lambda: drawn(SHOW * 200_000), InputTooLarge, "commands"
    ),
    "a PDF page of 60,000 letters": BadInput(
        "r.pdf",
        lambda: drawn(b"BT /F1 9 Tf (" + b"1" * 60_000 + b") Tj ET"),
        InputTooLarge,
        "characters",
    ),
    "a PDF page of 8,000 lines": BadInput(
        "r.pdf", partial(lines, 8_000), UnreadableDocument, "scan"
    ),
    "a PDF of figures in figures": BadInput("r.pdf", partial(forms, 10), InputTooLarge),
    "a PDF without its index": BadInput("r.pdf", without_index),
    "a PDF with wrong offsets": BadInput("r.pdf", wrong_offsets),
    "a PDF with broken pages": BadInput("r.pdf", broken_stream),
    "a PDF with an empty page box": BadInput(
        "r.pdf", lambda: one_page(SHOW, b"").replace(b"0 0 600 800", b"0 0 0 0    ")
    ),
    "a PDF with a box of no numbers": BadInput(
        "r.pdf", lambda: one_page(SHOW, b"").replace(b"0 0 600 800", b"0 0 1e99 x ")
    ),
    "a PDF with an unknown filter": BadInput("r.pdf", lambda: one_page(SHOW, b"/Filter /Bogus")),
    "a PDF with a picture for text": BadInput(
        "r.pdf", lambda: one_page(SHOW, b"/Filter /DCTDecode")
    ),
    "a PDF of 200,000 objects": BadInput(
        "r.pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 200_000, InputTooLarge, "objects"
    ),
    "a PDF of line ends": BadInput("r.pdf", lambda: b"%PDF-1.7\n" + b"\n" * 600_000, InputTooLarge),
    "a PDF behind a text": BadInput("r.pdf", lambda: b"HTTP/1.1 200 OK\n\n" + sample("made.pdf")),
    "a PDF with junk behind it": BadInput("r.pdf", lambda: sample("made.pdf") + bytes(3000), READS),
}
