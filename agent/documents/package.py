"""Packed files (ZIP), opened without trusting what they claim about themselves.

A member's size in the directory may be a lie, and reading it in one go unpacks all there is. So
every member is read up to a limit, and only plain and deflated ones, which can be stopped on the
way.
"""

from __future__ import annotations

import io
import re
import zipfile

from agent.documents.limits import MAX_ELEMENTS, MAX_MEMBERS, MAX_PART_BYTES
from agent.errors import InputTooLarge, UnreadableDocument, UnsupportedFormat

_SAVE_AGAIN = "Open it in Word or WPS and save it again as .docx"
_ENTRY = b"PK\x01\x02"
_TEXT_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels"
    r"|word/(?:_rels/)?(?:document\d*|styles\d*|numbering|comments|footnotes|endnotes)\.xml(?:\.rels)?"
)
"""What the reader of Word files looks at."""


def member_names(data: bytes, path: str) -> list[str]:
    """Return the names of a packed file's members.

    Raises:
        UnsupportedFormat: more members than a document has.
        UnreadableDocument: the file is damaged or encrypted.
    """
    return [info.filename for info in _open(data, path).infolist()]


def text_parts(data: bytes, path: str) -> bytes:
    """Return a Word file with only its parts of text, checked and unpacked.

    Raises:
        InputTooLarge: a part unpacks to more than a report has.
        UnreadableDocument: the file is damaged, or has what no Word program writes.
    """
    archive = _open(data, path)
    result = io.BytesIO()
    elements = 0
    with zipfile.ZipFile(result, "w") as kept:
        for info in archive.infolist():
            if not _TEXT_PART.fullmatch(info.filename):
                continue
            part = _read(archive, info, path)
            elements += part.count(b"<") - part.count(b"</")
            if len(part) > MAX_PART_BYTES or elements > MAX_ELEMENTS:
                raise InputTooLarge(
                    f"{path}: the Word file unpacks to more than a report may have",
                    "Save the report alone, without pictures and attachments",
                )
            _refuse_declarations(part, path)
            kept.writestr(info.filename, part)
    return result.getvalue()


def _open(data: bytes, path: str) -> zipfile.ZipFile:
    if data.count(_ENTRY) > MAX_MEMBERS:
        raise UnsupportedFormat(f"{path}: a packed archive is not read", "Unpack it first")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:
        # Broken fields of the directory raise errors of many kinds, not only BadZipFile.
        raise _damaged(path, error) from error
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise UnreadableDocument(f"{path}: the archive is encrypted", "Remove the password first")
    return archive


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> bytes:
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableDocument(f"{path}: the Word file is packed as Word does not", _SAVE_AGAIN)
    try:
        with archive.open(info) as member:
            return member.read(MAX_PART_BYTES + 1)
    except MemoryError:
        raise
    except Exception as error:
        raise _damaged(path, error) from error


def _damaged(path: str, error: Exception) -> UnreadableDocument:
    return UnreadableDocument(
        f"{path}: the packed file is damaged ({error})", "Download or export it again"
    )


def _refuse_declarations(part: bytes, path: str) -> None:
    """Refuse a document type: its entities can grow without end, and no Word program writes one."""
    if b"<!DOCTYPE" in part.replace(b"\x00", b""):
        raise UnreadableDocument(
            f"{path}: the Word file declares a document type, as no Word program does", _SAVE_AGAIN
        )
