"""Word files that are damaged, that lie about their sizes, or that hold more than text."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO

from tests.documents.bad.inputs import (
    READS,
    BadInput,
    InputTooLarge,
    UnreadableDocument,
    UnsupportedFormat,
)
from tests.documents.samples import sample

TEXT = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARTS = ("[Content_Types].xml", "_rels/.rels", TEXT, "word/styles.xml", "word/numbering.xml")
OTHER_PACKAGES = {
    "xlsx": ("xl/workbook.xml", "Excel"),
    "xlsb": ("xl/workbook.bin", "Excel"),
    "pptx": ("ppt/presentation.xml", "presentation"),
    "odt": ("content.xml", "OpenDocument"),
    "ofd": ("OFD.xml", "OFD"),
    "epub": ("META-INF/container.xml", "e-book"),
    "zip": ("2020.txt", "archive"),
}
Change = Callable[[bytes], bytes]


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(result, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return result.getvalue()


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(sample("small.docx"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(part: str, change: Change) -> bytes:
    """Change one part of a Word file."""
    return packed(members() | {part: change(members()[part])})


def without(part: str) -> bytes:
    return packed({name: data for name, data in members().items() if name != part})


def with_body(addition: bytes) -> bytes:
    """Put XML at the end of a Word file's text."""
    return changed(TEXT, lambda xml: xml.replace(b"</w:body>", addition + b"</w:body>"))


def with_declaration(declaration: bytes, use: bytes) -> bytes:
    """Give a Word file's text a document type."""

    def declare(xml: bytes) -> bytes:
        head, rest = xml.split(b"?>", 1)
        paragraph = b"<w:p><w:r><w:t>" + use + b"</w:t></w:r></w:p></w:body>"
        return head + b"?>" + declaration + rest.replace(b"</w:body>", paragraph)

    return changed(TEXT, declare)


def lying(part: str, size: int, claimed: int) -> bytes:
    """Let a part unpack to more than the directory claims."""
    xml = members().get(part, b"")
    data = bytearray(packed(members() | {part: xml + b" " * size}))
    for entry in re.finditer(b"PK\x01\x02", bytes(data)):
        at = entry.start()
        name = data[at + 46 : at + 46 + int.from_bytes(data[at + 28 : at + 30], "little")]
        if name.decode() == part:
            data[at + 24 : at + 28] = claimed.to_bytes(4, "little")
    return bytes(data)


def marked_encrypted() -> bytes:
    """Set the flag of encryption in the directory."""
    data = bytearray(sample("small.docx"))
    for entry in re.finditer(b"PK\x01\x02", bytes(data)):
        data[entry.start() + 8] |= 1
    return bytes(data)


def many_entries(count: int) -> bytes:
    """List one member many times in the directory."""
    data = sample("small.docx")
    directory, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entry = data[directory : data.index(b"PK\x01\x02", directory + 4)]
    grown = data[directory:end] + entry * count
    sizes = b"\xff\xff\xff\xff" + len(grown).to_bytes(4, "little") + directory.to_bytes(4, "little")
    return data[:directory] + grown + b"PK\x05\x06" + bytes(4) + sizes + bytes(2)


def deep(levels: int) -> bytes:
    """Nest tables in tables."""
    paragraph = b"<w:p><w:r><w:t>1</w:t></w:r></w:p>"
    return with_body(
        b"<w:tbl><w:tr><w:tc>" * levels + paragraph + b"</w:tc></w:tr></w:tbl>" * levels
    )


def in_utf16(xml: bytes) -> bytes:
    text = xml.decode("utf-8").split("?>", 1)[1]
    return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")


def laughs() -> bytes:
    lines = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE x [<!ENTITY l0 "lol">' + lines + b"]>"


def _parts() -> dict[str, BadInput]:
    found = {}
    for part in PARTS:
        lost = None if part == TEXT else READS
        found[f"a Word file without {part}"] = BadInput("r.docx", partial(without, part), lost)
        for word, change in {
            "an empty": lambda data: b"",
            "a half": lambda data: data[: len(data) // 2],
            "a random": lambda data: random.Random(7).randbytes(len(data)),
        }.items():
            found[f"a Word file with {word} {part}"] = BadInput(
                "r.docx", partial(changed, part, change), UnreadableDocument, "damaged"
            )
    return found


def _declarations() -> dict[str, BadInput]:
    makes = {
        "billion laughs": (laughs(), b"&l9;"),
        "one large entity": (b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 50_000 + b'">]>', b"&a;" * 2000),
        "a file of the system": (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hosts">]>', b"&a;"),
    }
    found = {
        f"a Word file with {word}": BadInput(
            "r.docx", partial(with_declaration, *make), UnreadableDocument, "document type"
        )
        for word, make in makes.items()
    }
    hidden = laughs().decode()
    return found | {
        "a Word file with entities in UTF-16": BadInput(
            "r.docx",
            lambda: changed(
                TEXT, lambda xml: in_utf16(xml.replace(b"?>", b"?>" + hidden.encode()))
            ),
            UnreadableDocument,
            "document type",
        )
    }


PACKAGES = {
    **_parts(),
    **_declarations(),
    **{
        f"a package of .{suffix}": BadInput(
            f"report.{suffix}", partial(packed, {member: b"<x/>"}), UnsupportedFormat, word
        )
        for suffix, (member, word) in OTHER_PACKAGES.items()
    },
    **{
        f"a Word file packed by method {method}": BadInput(
            "r.docx", lambda method=method: packed(members(), method), UnreadableDocument, "packed"
        )
        for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    },
    "a Word file in UTF-16": BadInput("r.docx", lambda: changed(TEXT, in_utf16), READS),
    "a Word file not packed": BadInput(
        "r.docx", lambda: packed(members(), zipfile.ZIP_STORED), READS
    ),
    "a Word file with macros": BadInput(
        "r.docm",
        lambda: packed(members() | {"word/vbaProject.bin": bytes(9), "word/embeddings/o.bin": OLE}),
        READS,
    ),
    "a Word file in a Word file": BadInput(
        "r.docx",
        lambda: packed(members() | {"word/embeddings/a.docx": sample("small.docx")}),
        READS,
    ),
    "an archive of reports": BadInput(
        "r.zip", lambda: packed({"a.docx": sample("small.docx")}), UnsupportedFormat, "archive"
    ),
    "a Word file marked encrypted": BadInput(
        "r.docx", marked_encrypted, UnreadableDocument, "encrypted"
    ),
    "a Word file with 20,000 entries": BadInput(
        "r.docx", partial(many_entries, 20_000), UnsupportedFormat, "archive"
    ),
    "a Word file that points outside": BadInput(
        "r.docx",
        lambda: changed(
            "_rels/.rels", lambda data: data.replace(TEXT.encode(), b"../../etc/hosts")
        ),
    ),
    "a Word file with 200 nested tables": BadInput(
        "r.docx", partial(deep, 200), UnreadableDocument, "nested"
    ),
    "a Word file with 5,000 nested tables": BadInput(
        "r.docx", partial(deep, 5000), UnreadableDocument, "nested"
    ),
    "a Word file of another namespace": BadInput(
        "r.docx", lambda: changed(TEXT, lambda xml: xml.replace(b"w:body", b"w:corpse"))
    ),
    "a Word file without any text": BadInput(
        "r.docx",
        lambda: changed(TEXT, lambda xml: re.sub(rb"<w:body>.*</w:body>", b"<w:body/>", xml)),
        UnreadableDocument,
        "no text",
    ),
    "a Word text that unpacks to 12 MB": BadInput(
        "r.docx", lambda: with_body(b" " * 12_000_000), InputTooLarge, "unpacks"
    ),
    "a Word text that lies about its size": BadInput(
        "r.docx", partial(lying, TEXT, 12_000_000, 5000), UnreadableDocument, "damaged"
    ),
    "a Word part that lies about its size": BadInput(
        "r.docx", partial(lying, "word/comments.xml", 12_000_000, 50), UnreadableDocument, "damaged"
    ),
    "a Word file with 300,000 elements": BadInput(
        "r.docx", lambda: with_body(b"<w:p/>" * 300_000), InputTooLarge, "unpacks"
    ),
    "a Word paragraph of two megabytes": BadInput(
        "r.docx",
        lambda: with_body(b"<w:p><w:r><w:t>" + b"1" * 2_000_000 + b"</w:t></w:r></w:p>"),
        InputTooLarge,
        "characters",
    ),
}
