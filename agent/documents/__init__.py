"""Files -> documents: any supported format in, one shape out (see `agent.documents.document`)."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from agent.documents import media
from agent.documents.body import find_body
from agent.documents.decoding import declared_charset, decode, decode_text
from agent.documents.document import Document, Grid, Span
from agent.documents.inline import read_inline
from agent.documents.limits import MAX_CHARACTERS, MAX_FILE_BYTES, MAX_PAGE_BYTES
from agent.documents.view import detect_script, fold
from agent.errors import InputError, InputTooLarge, UnreadableDocument

__all__ = ["Document", "load"]

_SURROGATES = re.compile("[\ud800-\udfff]")
_NO_TEXT = {
    media.HTML: "If a script builds the page, save it from the browser after it has loaded",
    media.DOCX: "If it holds pictures, run text recognition (OCR) first",
}


def load(path: str | Path, data: bytes | None = None) -> Document:
    """Load one file.

    Args:
        path: the file; `-` reads standard input.
        data: the file's bytes, where the caller has them; `path` then only names them.

    Raises:
        InputError: one of its kinds, see `agent.errors`.
    """
    name = str(path)
    try:
        content = _read(name) if data is None else data
        return _load(name, content, media.media_type(content, name))
    except MemoryError as error:
        raise InputTooLarge(
            f"{name}: reading it needs more memory than there is", "Give the report alone"
        ) from error


def _load(name: str, content: bytes, kind: str) -> Document:
    if kind == media.PDF:
        from agent.documents.pdf import read_pdf

        pdf = read_pdf(content, name)
        return _document(name, content, kind, pdf.text, pdf.grids)
    if kind == media.DOCX:
        from agent.documents.docx import read_docx

        word = read_docx(content, name)
        return _document(name, content, kind, word.text, word.grids)
    if kind == media.HTML:
        return _load_page(name, content)
    source, encoding = decode_text(content, name)
    document = _document(name, content, kind, source, [])
    document.encoding = encoding
    document.view, document.grids = read_inline(document.view, marked=kind == media.MARKDOWN)
    return document


def _load_page(name: str, content: bytes) -> Document:
    from agent.documents.markup import read_markup

    if len(content) > MAX_PAGE_BYTES:
        raise InputTooLarge(
            f"{name}: a page of {len(content) / 1e6:.0f} MB is more than one report has",
            "Save it without its pictures, as HTML only",
        )
    source, encoding = decode(content, name, declared_charset(content))
    page = read_markup(source, name)
    document = _document(name, content, media.HTML, page.text, page.grids)
    document.encoding = encoding
    document.body = find_body(document.view, page.containers)
    document.page_properties = page.properties
    return document


def _read(name: str) -> bytes:
    try:
        if name == "-":
            content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        else:
            media.check_size(Path(name).stat().st_size, name)
            with open(name, "rb") as file:
                # Devices and pipes have no size, and growing files another one by now.
                content = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(
            f"{name}: cannot be read ({reason})", "Check the path and its permissions"
        ) from error
    media.check_size(len(content), name)
    return content


def _document(name: str, content: bytes, kind: str, text: str, grids: list[Grid]) -> Document:
    if len(text) > MAX_CHARACTERS:
        raise InputTooLarge(
            f"{name}: {len(text):,} characters are more than the {MAX_CHARACTERS:,} of one report",
            "Give the reports one by one",
        )
    if not text.strip():
        raise UnreadableDocument(
            f"{name}: the file has no text", _NO_TEXT.get(kind, "Download or export it again")
        )
    # Half of a surrogate pair, as damaged PDFs have, is no character and cannot be stored.
    text = _SURROGATES.sub("\ufffd", text)
    script = detect_script(text)
    return Document(
        path=name,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=kind,
        encoding=None,
        text=text,
        view=fold(text, script),
        script=script,
        grids=grids,
        body=Span(0, len(text)),
    )
