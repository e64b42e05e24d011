"""Bytes of a text file -> text and the name of its encoding."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from agent.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["gb18030", "big5hkscs", "utf_16_le", "utf_16_be"]
_DETECTION_BYTES = 1 << 18
_MAX_DAMAGE = 0.01
"""Share of undecodable characters up to which a damaged file is still read (they stay visible)."""


def decode(data: bytes, path: str, declared: str | None = None) -> tuple[str, str]:
    """Return the text without its byte order mark, and the encoding's name.

    The order is: byte order mark, strict UTF-8, detection by charset-normalizer, then the
    encoding that the page declares. Declarations come last, because they are often wrong.

    Raises:
        UnreadableDocument: no encoding reads the bytes as text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decode_damaged(data, name, path).removeprefix("\ufeff"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    for name in _names(data, declared):
        try:
            return data.decode(name), _public_name(data, name)
        except (UnicodeDecodeError, LookupError):
            continue
    best = min(("utf-8", *_names(data, declared), "gb18030"), key=lambda n: _damage(data, n))
    return _decode_damaged(data, best, path), _public_name(data, best)


def _names(data: bytes, declared: str | None) -> list[str]:
    names = []
    # A sample may end inside a character; one to three bytes less is a whole number of them.
    sample = data[:_DETECTION_BYTES]
    for cut in range(4):
        best = from_bytes(sample[: len(sample) - cut], cp_isolation=_CANDIDATES).best()
        if best is not None:
            names.append(best.encoding)
            break
    if declared:
        name = declared.strip().lower()
        names.append("gb18030" if name in {"gb2312", "gbk", "gb18030"} else name)
    return names


def _public_name(data: bytes, name: str) -> str:
    if name == "big5hkscs":
        try:
            data.decode("big5")
            return "big5"
        except UnicodeDecodeError:
            return name
    return name.replace("_", "-")


def _damage(data: bytes, name: str) -> float:
    """Share of characters that cannot be decoded; 1.0 for an encoding that does not exist."""
    try:
        text = data[:_DETECTION_BYTES].decode(name, errors="replace")
    except LookupError:
        return 1.0
    return text.count("\ufffd") / max(len(text), 1)


def _decode_damaged(data: bytes, name: str, path: str) -> str:
    text = data.decode(name, errors="replace")
    if text.count("\ufffd") > max(_MAX_DAMAGE * len(text), 2):
        raise UnreadableDocument(
            f"{path}: not text in a known encoding (UTF-8, UTF-16, GB18030, Big5)",
            "Open the original and save it again as UTF-8 text, HTML, DOCX or PDF",
        )
    return text


def declared_charset(data: bytes) -> str | None:
    """Return the charset that an HTML page declares in its first 4 KB."""
    match = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", data[:4096], re.IGNORECASE)
    return match.group(1).decode("ascii") if match else None
