"""Bytes of a text file -> text and the name of its encoding."""

from __future__ import annotations

import codecs
import re

from agent.documents.limits import MAX_CHARACTERS
from agent.errors import InputTooLarge, UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ("gb18030", "big5hkscs")
_UTF16 = ("utf-16-le", "utf-16-be")
_DECLARED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
_FREQUENT = frozenset(
    "，。、：；（）“”　的一是不了在有和人中大为上个以要时来到地于出分对成会可发年动同工能下过法所民"
    "得进之等部度电理起小物现实加量两体制机当使从业本去性好应开合还因由其些然前外政四日社义事平形全表间与关各重新"
    "线内数正心反明看原又比质气第向道此变条只没结解问意建月公无系军情者最立代想已通并提直题党程展五果料员革"
    "位入常文总次品式活设及管特件长求老头基资边流路级统接知组见计别她手角期根论运农指九区强放决被干做必战先"
    "回则任取据处理信息府政公开申请复议诉讼主动行政机关第三方规范章附件报告落实工作情况存在问题改进措施"
    "為個這們來時說國對開發動關會體於無與當現實應條總問題結處門關於單種產業經濟資訊檔辦領導縣區鎮鄉標準網"
    "絡監督責項審點請複議訴訟範報規務電話號圍續構權書變佈"
)
"""The characters and marks that most of a Chinese report consists of, in both scripts."""
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE_BYTES = 1 << 16
_MAX_DAMAGE = 0.01
"""Share of undecodable characters up to which a damaged file is still read (they stay visible)."""
_WRONG_GUESS = 10
"""One undecodable character speaks against an encoding as strongly as ten frequent ones for it."""
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_MAX_BINARY = 0.02


def decode(data: bytes, path: str, declared: str | None = None) -> tuple[str, str]:
    """Return the text without its byte order mark, and the encoding's name.

    The order is: byte order mark, UTF-8 (its sequences are right by accident in no other encoding),
    then the encoding in which the text has most of the characters that are frequent in Chinese.
    What a page declares is often wrong, and decides only where that leaves it open.

    Raises:
        UnreadableDocument: no encoding reads the bytes as text.
    """
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return _damaged(data, marked, path).removeprefix("\ufeff"), marked
    try:
        return _text(data.decode("utf-8"), path), "utf-8"
    except UnicodeDecodeError:
        pass
    sample = _sample(data)
    name = "utf-8" if _is_utf8(sample) else _guess(sample, declared)
    text = _damaged(data, name, path)
    return text, _public_name(data, name, text)


def decode_text(data: bytes, path: str) -> tuple[str, str]:
    """Decode a text file, and refuse what is too long before it is decoded.

    Raises:
        UnreadableDocument: see `decode`.
        InputTooLarge: more bytes than `MAX_CHARACTERS` characters can have.
    """
    if len(data) > 4 * (MAX_CHARACTERS + 1):
        raise InputTooLarge(
            f"{path}: {len(data) / 1e6:.0f} MB of text is more than one report has",
            "Give the reports one by one",
        )
    return decode(data, path)


def declared_charset(data: bytes) -> str | None:
    """Return the charset that an HTML page declares in its first 4 KB."""
    match = re.search(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{2,20})", data[:4096], re.I)
    return match.group(1).decode("ascii").lower() if match else None


def _sample(data: bytes) -> bytes:
    """Return a piece of the file from its first character that is not ASCII."""
    first = _NON_ASCII.search(data)
    start = first.start() & ~1 if first else 0
    return data[start : start + _SAMPLE_BYTES]


def _is_utf8(sample: bytes) -> bool:
    """True for what is UTF-8 but for a few broken bytes, or for its cut last character."""
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text if "\u2e80" <= character < "\ufff0")
    return broken * 10 <= whole or (broken == 1 and text.endswith("\ufffd") and whole > 1)


def _guess(sample: bytes, declared: str | None) -> str:
    told = _DECLARED.get(declared or "", _CHINESE[0])
    # UTF-16 makes Chinese of any bytes; without the zero bytes of its line ends it is none.
    candidates: tuple[str, ...] = (told, *_CHINESE, *(_UTF16 if b"\x00" in sample else ()))
    return max(candidates, key=lambda name: _likeness(sample.decode(name, errors="replace")))


def _likeness(text: str) -> float:
    """Rate how much a text looks like Chinese prose."""
    frequent = sum(1 for character in text if character in _FREQUENT)
    return (frequent - _WRONG_GUESS * text.count("\ufffd")) / max(len(text), 1)


def _public_name(data: bytes, name: str, text: str) -> str:
    """Name plain Big5 so, and not by its superset."""
    if name != "big5hkscs":
        return name
    plain = data.decode("big5", errors="replace")
    return "big5" if plain.count("\ufffd") <= text.count("\ufffd") else name


def _damaged(data: bytes, name: str, path: str) -> str:
    """Decode, with U+FFFD for what cannot be decoded, if that is little."""
    text = data.decode(name, errors="replace")
    if text.count("\ufffd") > max(_MAX_DAMAGE * len(text), 2):
        raise UnreadableDocument(
            f"{path}: not text in a known encoding (UTF-8, UTF-16, GB18030, Big5)",
            "Open the original and save it again as UTF-8 text, HTML, DOCX or PDF",
        )
    return _text(text, path)


def _text(text: str, path: str) -> str:
    """Refuse what is full of control characters, whatever encoding reads it."""
    sample = text[:_SAMPLE_BYTES]
    if len(_BINARY.findall(sample)) > _MAX_BINARY * len(sample) + 2:
        raise UnreadableDocument(
            f"{path}: the file is binary, not text", "Give a text, HTML, DOCX or PDF file"
        )
    return text
