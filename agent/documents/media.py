"""What kind of file is this? Decided by content, with one clear line for what is not read."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from agent.documents.limits import MAX_FILE_BYTES
from agent.documents.package import member_names
from agent.errors import InputTooLarge, UnreadableDocument, UnsupportedFormat

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", "an RTF file", "Save it as .docx"),
    (b"\x89PNG", "a picture", "Run text recognition (OCR) first"),
    (b"\xff\xd8\xff", "a picture", "Run text recognition (OCR) first"),
    (b"GIF8", "a picture", "Run text recognition (OCR) first"),
    (b"II*\x00", "a picture", "Run text recognition (OCR) first"),
    (b"MM\x00*", "a picture", "Run text recognition (OCR) first"),
    (b"RIFF", "a picture or recording", "Give the report as text, HTML, DOCX or PDF"),
    (b"\x1f\x8b", "a packed archive", "Unpack it first"),
    (b"BZh", "a packed archive", "Unpack it first"),
    (b"\xfd7zXZ", "a packed archive", "Unpack it first"),
    (b"Rar!", "a packed archive", "Unpack it first"),
    (b"7z\xbc\xaf", "a packed archive", "Unpack it first"),
    (b"OFDF", "an OFD file", "Save it as PDF"),
    (b"SQLite format 3", "a database", "Give the reports themselves"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ZIP_KINDS = (
    ("xl/workbook.", "an Excel workbook", "Save the report as .docx, .html or .pdf"),
    ("ppt/presentation.", "a presentation", "Save the report as .docx, .html or .pdf"),
    ("content.xml", "an OpenDocument file", "Save it as .docx"),
    ("OFD.xml", "an OFD file", "Save it as PDF"),
    ("META-INF/container.xml", "an e-book", "Save the report as .docx, .html or .pdf"),
)
_WORD_MEMBER = re.compile(r"word/document\d*\.xml")
_WEB_ARCHIVE = re.compile(rb"(?:From: <?Saved by|MIME-Version:|Content-Type: multipart)", re.I)
_WORD_XML = re.compile(rb"<\?mso-application|<(?:w:wordDocument|pkg:package|uof:UOF)\b")
_BEFORE_TAGS = rb"\s*+(?:<\?xml[^>]{0,200}>\s*+|<!--.{0,2000}?-->\s*+)*+"
_HTML_PAGE = re.compile(
    _BEFORE_TAGS + rb"<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE | re.DOTALL
)
_HTML_PIECE = re.compile(
    _BEFORE_TAGS + rb"<(?:title|link|style|script|div|table|p|span|section|article|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:html|body|div|table|p|span)\b", re.IGNORECASE)
_BLANK = b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"


def media_type(data: bytes, path: str) -> str:
    """Return the media type of a file's bytes.

    Raises:
        UnreadableDocument: the file is empty, or encrypted or damaged as a packed file.
        InputTooLarge: past `MAX_FILE_BYTES`.
        UnsupportedFormat: a format that is not read.
    """
    check_size(len(data), path)
    if not data.strip(_BLANK):
        raise UnreadableDocument(f"{path}: the file is empty", "Download or export it again")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_ZIP):
        return _zip_type(data, path)
    if data.startswith(_OLE):
        raise _ole_error(data, path)
    for magic, kind, remedy in _MAGIC:
        if data.startswith(magic):
            raise UnsupportedFormat(f"{path}: {kind} is not read", remedy)
    return _text_type(data, path)


def _text_type(data: bytes, path: str) -> str:
    head = data[:4096].replace(b"\x00", b"")
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    if _WEB_ARCHIVE.match(head):
        raise UnsupportedFormat(
            f"{path}: a web archive (.mht) is not read", "Save the page as HTML only"
        )
    if _WORD_XML.search(head):
        raise UnsupportedFormat(f"{path}: a Word file as XML is not read", "Save it as .docx")
    suffix = PurePath(path).suffix.lower()
    if _HTML_PAGE.match(head):
        return HTML
    # Markdown and text may begin with a table in HTML, and be no page.
    is_text = suffix in {".md", ".markdown", ".txt"}
    is_page = suffix in {".html", ".htm", ".xhtml"}
    if not is_text and (_HTML_PIECE.match(head) or (is_page and _has_tag(data))):
        return HTML
    return MARKDOWN if suffix in {".md", ".markdown"} else TEXT


def _has_tag(data: bytes) -> bool:
    return _TAG.search(data) is not None or _TAG.search(data.replace(b"\x00", b"")) is not None


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
    members = member_names(data, path)
    if any(_WORD_MEMBER.fullmatch(member) for member in members):
        return DOCX
    for start, kind, remedy in _ZIP_KINDS:
        if any(member.startswith(start) for member in members):
            raise UnsupportedFormat(f"{path}: {kind} is not read", remedy)
    if "[Content_Types].xml" in members:
        raise UnreadableDocument(
            f"{path}: the Office file has no text",
            "Open it in Word or WPS and save it again as .docx",
        )
    raise UnsupportedFormat(f"{path}: a packed archive is not read", "Unpack it first")


def _ole_error(data: bytes, path: str) -> UnreadableDocument | UnsupportedFormat:
    if "EncryptedPackage".encode("utf-16-le") in data[: 1 << 20]:
        return UnreadableDocument(
            f"{path}: the Word file is encrypted", "Remove the password and save it again"
        )
    return UnsupportedFormat(
        f"{path}: the old Word/WPS format (.doc, .wps) is not read", "Save it as .docx"
    )
