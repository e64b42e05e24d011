"""Files of other formats, empty ones, and noise with and without a known beginning."""

from __future__ import annotations

import gzip
import random
import sqlite3
import tempfile
from functools import partial
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from PIL import Image

from tests.documents.bad.inputs import (
    BadInput,
    NotAReport,
    UnreadableDocument,
    UnsupportedFormat,
)
from tests.documents.samples import sample

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAGIC = {
    "PDF": (b"%PDF-1.7\n", "pdf"),
    "ZIP": (b"PK\x03\x04", "docx"),
    "an empty ZIP": (b"PK\x05\x06", "docx"),
    "OLE": (OLE, "doc"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "png"),
    "JPEG": (b"\xff\xd8\xff\xe0", "jpg"),
    "GIF": (b"GIF89a", "gif"),
    "TIFF": (b"II*\x00", "tif"),
    "WebP": (b"RIFF\x00\x10\x00\x00WEBP", "webp"),
    "gzip": (b"\x1f\x8b\x08", "gz"),
    "bzip2": (b"BZh9", "bz2"),
    "xz": (b"\xfd7zXZ\x00", "xz"),
    "RAR": (b"Rar!\x1a\x07\x00", "rar"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "7z"),
    "RTF": (b"{\\rtf1\\ansi ", "rtf"),
    "HTML": (b"<!DOCTYPE html><html>", "html"),
    "XML": (b'<?xml version="1.0"?>', "xml"),
    "UTF-8": (b"\xef\xbb\xbf", "txt"),
    "UTF-16": (b"\xff\xfe", "txt"),
    "nothing": (b"", "txt"),
}
PACKED = ("PNG", "JPEG", "GIF", "TIFF", "WebP", "gzip", "bzip2", "xz", "RAR", "7z", "RTF", "OLE")


def noise(beginning: bytes, size: int, seed: int) -> bytes:
    """Return random bytes behind the beginning of a format."""
    return beginning + random.Random(seed).randbytes(size)


def _noise() -> dict[str, BadInput]:
    found = {}
    for seed, (word, (beginning, suffix)) in enumerate(MAGIC.items()):
        error = UnsupportedFormat if word in PACKED else UnreadableDocument
        for size in (0, 3_001, 200_000):
            if size or word in PACKED:
                make = partial(noise, beginning, size, seed)
                found[f"{size} random bytes as {word}"] = BadInput(f"report.{suffix}", make, error)
    return found


def workbook() -> bytes:
    book = Workbook()
    book.active["A1"] = "政府信息公开工作年度报告"
    result = BytesIO()
    book.save(result)
    return result.getvalue()


def picture(kind: str) -> bytes:
    result = BytesIO()
    Image.new("RGB", (40, 30), "white").save(result, kind)
    return result.getvalue()


def database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        connection = sqlite3.connect(path)
        connection.execute("create table reports (title text)")
        connection.commit()
        connection.close()
        return path.read_bytes()


def old_word() -> bytes:
    return OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(4000)


def encrypted_office() -> bytes:
    return OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4000)


def web_archive() -> bytes:
    head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"
    return head + sample("made.html")


def word_xml() -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        "<w:wordDocument><w:body><w:p><w:t>政府信息公开工作年度报告</w:t></w:p></w:body></w:wordDocument>"
    ).encode()


def _real() -> dict[str, BadInput]:
    makes = {
        "xlsx": (workbook, "Excel"),
        "png": (partial(picture, "PNG"), "picture"),
        "jpg": (partial(picture, "JPEG"), "picture"),
        "gif": (partial(picture, "GIF"), "picture"),
        "tif": (partial(picture, "TIFF"), "picture"),
        "db": (database, "database"),
        "gz": (lambda: gzip.compress(sample("D0.txt")), "archive"),
        "doc": (old_word, "old Word"),
        "mht": (web_archive, "web archive"),
        "xml": (word_xml, "XML"),
        "rtf": (lambda: b"{\\rtf1\\ansi\\ansicpg936 \\'d5\\'fe}", "RTF"),
        "ofd": (lambda: b"OFDF" + bytes(400), "OFD"),
    }
    return {
        f"a real .{suffix} file": BadInput(f"report.{suffix}", make, UnsupportedFormat, word)
        for suffix, (make, word) in makes.items()
    }


def _empty() -> dict[str, BadInput]:
    contents = {
        "no byte": b"",
        "spaces": b" " * 5000,
        "line ends": b"\r\n" * 5000,
        "tabs": b"\t\n" * 5000,
        "zeros": bytes(5000),
        "a mark and spaces": b"\xef\xbb\xbf  \n",
        "wide spaces": "\u3000\u00a0\n".encode() * 500,
    }
    return {
        f"{word} in a .{suffix}": BadInput(
            f"report.{suffix}", partial(bytes, content), UnreadableDocument
        )
        for word, content in contents.items()
        for suffix in ("txt", "html", "pdf")
    }


FORMATS = {
    **_noise(),
    **_real(),
    **_empty(),
    "an encrypted Office file": BadInput(
        "report.docx", encrypted_office, UnreadableDocument, "encrypted"
    ),
    "a picture named .txt": BadInput(
        "report.txt", partial(picture, "PNG"), UnsupportedFormat, "picture"
    ),
    "an old Word file named .docx": BadInput(
        "report.docx", old_word, UnsupportedFormat, "old Word"
    ),
    "one letter": BadInput("report.txt", lambda: b"a", NotAReport),
    "one Chinese character": BadInput("report.txt", "政".encode, NotAReport),
}
