"""What kind of file is this? Decided by content, with one clear line for what is not read."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from agent.errors import InputTooLarge, UnreadableDocument, UnsupportedFormat

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

MAX_FILE_BYTES = 64 << 20
MAX_UNPACKED_BYTES = 96 << 20
"""Of all members of a DOCX together."""
MAX_DOCUMENT_XML_BYTES = 16 << 20
"""Of the one member that holds the text; its tree takes many times as much memory."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", "an RTF file", "Save it as .docx"),
    (b"\x89PNG", "a picture", "Run text recognition (OCR) first"),
    (b"\xff\xd8\xff", "a picture", "Run text recognition (OCR) first"),
    (b"GIF8", "a picture", "Run text recognition (OCR) first"),
    (b"II*\x00", "a picture", "Run text recognition (OCR) first"),
    (b"MM\x00*", "a picture", "Run text recognition (OCR) first"),
    (b"\x1f\x8b", "a packed archive", "Unpack it first"),
    (b"Rar!", "a packed archive", "Unpack it first"),
    (b"7z\xbc\xaf", "a packed archive", "Unpack it first"),
    (b"OFDF", "an OFD file", "Save it as PDF"),
    (b"SQLite format 3", "a database", "Give the reports themselves"),
)
_ZIP_KINDS = (
    ("xl/workbook.xml", "an Excel workbook", "Save the report as .docx, .html or .pdf"),
    ("ppt/presentation.xml", "a presentation", "Save the report as .docx, .html or .pdf"),
    ("content.xml", "an OpenDocument file", "Save it as .docx"),
    ("OFD.xml", "an OFD file", "Save it as PDF"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|section|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:html|body|div|table|p|span)\b", re.IGNORECASE)


def media_type(data: bytes, path: str) -> str:
    """Return the media type of a file's bytes.

    Raises:
        UnreadableDocument: the file is empty or an encrypted Word file.
        InputTooLarge: past `MAX_FILE_BYTES`, or a DOCX that unpacks to too much.
        UnsupportedFormat: a format that is not read.
    """
    check_size(len(data), path)
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument(f"{path}: the file is empty", "Download or export it again")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data, path)
    if data.startswith(_OLE):
        raise _ole_error(data, path)
    for magic, kind, remedy in _MAGIC:
        if data.startswith(magic):
            raise UnsupportedFormat(f"{path}: {kind} is not read", remedy)
    if re.match(rb"(?i)(?:From: <?Saved by|MIME-Version:|Content-Type: multipart)", data[:200]):
        raise UnsupportedFormat(
            f"{path}: a web archive (.mht) is not read", "Save the page as HTML only"
        )
    suffix = PurePath(path).suffix.lower()
    head = data[:4096].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    if _HTML_START.match(head) or (suffix in {".html", ".htm", ".xhtml"} and _TAG.search(data)):
        return HTML
    return MARKDOWN if suffix in {".md", ".markdown"} else TEXT


def check_size(size: int, path: str) -> None:
    """Refuse a file past the limit before it is read.

    Raises:
        InputTooLarge: past `MAX_FILE_BYTES`.
    """
    if size > MAX_FILE_BYTES:
        raise InputTooLarge(
            f"{path}: {size / 1e6:.0f} MB is more than the {MAX_FILE_BYTES >> 20} MB that one "
            "report may have",
            "Give the reports one by one",
        )


def _zip_type(data: bytes, path: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: info.file_size for info in archive.infolist()}
            encrypted = any(info.flag_bits & 1 for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableDocument(
            f"{path}: the file is damaged ({error})", "Download or export it again"
        ) from error
    if encrypted:
        raise UnreadableDocument(f"{path}: the archive is encrypted", "Remove the password first")
    if "word/document.xml" in members:
        if (
            sum(members.values()) > MAX_UNPACKED_BYTES
            or members["word/document.xml"] > MAX_DOCUMENT_XML_BYTES
        ):
            raise InputTooLarge(
                f"{path}: the Word file unpacks to {sum(members.values()) / 1e6:.0f} MB, "
                "more than a report may have",
                "Save the report alone, without pictures and attachments",
            )
        return DOCX
    for member, kind, remedy in _ZIP_KINDS:
        if member in members:
            raise UnsupportedFormat(f"{path}: {kind} is not read", remedy)
    raise UnsupportedFormat(f"{path}: a packed archive is not read", "Unpack it first")


def _ole_error(data: bytes, path: str) -> UnreadableDocument | UnsupportedFormat:
    if "EncryptedPackage".encode("utf-16-le") in data[: 1 << 20]:
        return UnreadableDocument(
            f"{path}: the Word file is encrypted", "Remove the password and save it again"
        )
    return UnsupportedFormat(
        f"{path}: the old Word/WPS format (.doc, .wps) is not read", "Save it as .docx"
    )
