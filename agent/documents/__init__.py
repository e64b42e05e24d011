"""Files -> documents: any supported format in, one shape out (see `agent.documents.document`)."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from agent.documents import media
from agent.documents.body import find_body
from agent.documents.decoding import declared_charset, decode
from agent.documents.document import Document, Grid, Span
from agent.documents.plain import text_grids
from agent.documents.view import detect_script, fold
from agent.errors import InputError, UnreadableDocument

__all__ = ["Document", "load"]


def load(path: str | Path, data: bytes | None = None) -> Document:
    """Load one file.

    Args:
        path: the file; `-` reads standard input.
        data: the file's bytes, where the caller has them; `path` then only names them.

    Raises:
        InputError: one of its kinds, see `agent.errors`.
    """
    name = str(path)
    content = _read(name) if data is None else data
    kind = media.media_type(content, name)
    digest = hashlib.sha256(content).hexdigest()
    if kind == media.PDF:
        from agent.documents.pdf import read_pdf

        pdf = read_pdf(content, name)
        return _document(name, digest, kind, None, pdf.text, pdf.grids)
    if kind == media.DOCX:
        from agent.documents.docx import read_docx

        word = read_docx(content, name)
        return _document(name, digest, kind, None, word.text, word.grids)
    if kind == media.HTML:
        from agent.documents.markup import read_markup

        source, encoding = decode(content, name, declared_charset(content))
        page = read_markup(source)
        document = _document(name, digest, kind, encoding, page.text, page.grids, page.properties)
        document.body = find_body(document.view, page.containers)
        return document
    text, encoding = decode(content, name)
    _refuse_binary(text, name)
    return _document(name, digest, kind, encoding, text)


def _read(name: str) -> bytes:
    if name == "-":
        content = sys.stdin.buffer.read(media.MAX_FILE_BYTES + 1)
        media.check_size(len(content), name)
        return content
    try:
        media.check_size(Path(name).stat().st_size, name)
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(
            f"{name}: cannot be read ({error.strerror})", "Check the path and its permissions"
        ) from error


def _document(
    name: str,
    digest: str,
    kind: str,
    encoding: str | None,
    text: str,
    grids: list[Grid] | None = None,
    properties: dict[str, str] | None = None,
) -> Document:
    script = detect_script(text)
    view = fold(text, script)
    return Document(
        path=name,
        sha256=digest,
        media_type=kind,
        encoding=encoding,
        text=text,
        view=view,
        script=script,
        grids=text_grids(view) if grids is None else grids,
        body=Span(0, len(text)),
        page_properties=properties or {},
    )


def _refuse_binary(text: str, name: str) -> None:
    sample = text[: 1 << 16]
    odd = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]", sample))
    if odd > 0.02 * len(sample) + 2:
        raise UnreadableDocument(
            f"{name}: the file is binary, not text", "Give a text, HTML, DOCX or PDF file"
        )
