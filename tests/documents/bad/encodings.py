"""Encodings that lie, are broken, or are mixed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import partial

from tests.documents.bad.inputs import (
    READS,
    BadInput,
    NotAReport,
    UnreadableDocument,
)
from tests.documents.samples import sample, traditional


def text(name: str = "D0.txt") -> str:
    return sample(name).decode("utf-8")


def page(encoding: str, declared: str) -> bytes:
    """Write the page in one encoding and let it declare another."""
    source = re.sub(r"charset=[\w-]*", f"charset={declared}", sample("made.html").decode("utf-8"))
    return source.encode(encoding)


def traditional_page(declared: str) -> bytes:
    head = f'<html><head><meta charset="{declared}"></head><body><pre>'
    return (head + traditional().replace("<", "&lt;") + "</pre></body></html>").encode("big5")


def broken(data: bytes, share: float, piece: bytes) -> bytes:
    """Put bytes in the place of one."""
    place = int(len(data) * share)
    return data[:place] + piece + data[place + 1 :]


def mixed(first: str, second: str) -> bytes:
    """Write one half of a report in one encoding and the other in another."""
    source = text()
    half = source.index("\n", len(source) // 2)
    return source[:half].encode(first) + source[half:].encode(second)


def _lies() -> dict[str, BadInput]:
    declared = {
        "gb18030": ("utf-8", "iso-8859-1", "big5", "utf-16"),
        "utf-8": ("gb2312", "big5", "us-ascii", "utf-7"),
    }
    bogus = ("no-such-charset", "undefined", "idna", "punycode", "base64", "rot13", "zip", "mbcs")
    found = {
        f"page in {encoding} that declares {claim}": BadInput(
            "page.html", partial(page, encoding, claim), READS
        )
        for encoding, claims in declared.items()
        for claim in (*claims, *bogus)
    }
    return found | {
        f"page in big5 that declares {claim}": BadInput(
            "page.html", partial(traditional_page, claim), READS
        )
        for claim in ("big5", "gb2312", "utf-8", "undefined")
    }


def _broken_bytes() -> dict[str, BadInput]:
    pieces = {"0xff": b"\xff", "a lead byte": b"\xe4", "a lost byte": b"", "a zero": b"\x00"}
    found = {}
    for encoding in ("utf-8", "gb18030"):
        for word, piece in pieces.items():
            for share in (0.2, 0.5, 0.8):
                data = text().encode(encoding)
                make = partial(broken, data, share, piece)
                found[f"{encoding} with {word} at {share}"] = BadInput("report.txt", make, READS)
    return found


def _marks() -> dict[str, BadInput]:
    makes: dict[str, tuple[Callable[[], bytes], str | None]] = {
        "utf-16 without a last byte": (lambda: text().encode("utf-16")[:-1], READS),
        "utf-16-le without a mark": (lambda: text().encode("utf-16-le"), READS),
        "utf-16-be without a mark and a last byte": (
            lambda: text().encode("utf-16-be")[:-1],
            READS,
        ),
        "utf-16-be with a mark": (lambda: codecs.BOM_UTF16_BE + text().encode("utf-16-be"), READS),
        "utf-32": (lambda: text().encode("utf-32"), READS),
        "utf-32 without three bytes": (lambda: text().encode("utf-32")[:-3], READS),
        "utf-16 shifted by a byte": (lambda: b"\xff\xfe\x20" + text().encode("utf-16-le"), None),
        "utf-16 with a lost byte": (lambda: broken(text().encode("utf-16"), 0.5, b""), None),
        "utf-8 mark before GBK": (lambda: codecs.BOM_UTF8 + text().encode("gb18030"), None),
        "utf-16 mark before UTF-8": (lambda: codecs.BOM_UTF16_LE + text().encode("utf-8"), None),
        "two utf-8 marks": (lambda: codecs.BOM_UTF8 * 2 + text().encode("utf-8"), READS),
        "page in utf-16": (lambda: page("utf-16", "utf-16"), READS),
        "page in utf-16 without a mark": (lambda: page("utf-16-le", "utf-8"), READS),
        "utf-8 read as GBK and saved": (
            lambda: text().encode("utf-8").decode("gb18030", "replace").encode("utf-8"),
            None,
        ),
        "half UTF-8, half GBK": (lambda: mixed("utf-8", "gb18030"), None),
        "half GBK, half UTF-8": (lambda: mixed("gb18030", "utf-8"), None),
        "half UTF-16, half UTF-8": (lambda: mixed("utf-16", "utf-8"), None),
    }
    return {
        word: BadInput("page.html" if word.startswith("page") else "report.txt", make, outcome)
        for word, (make, outcome) in makes.items()
    }


def _foreign() -> dict[str, BadInput]:
    words = {
        "shift_jis": "令和二年度の情報公開制度の運用状況についての報告です。" * 40,
        "euc_kr": "정보공개 연차 보고서의 주요 내용은 다음과 같습니다. " * 40,
        "koi8_r": "Отчёт о деятельности органов власти за прошедший год. " * 40,
        "cp1252": "Déclaration annuelle d'activité, présentée à l'été où… " * 40,
        "utf-7": "政府信息公开工作年度报告 " * 40,
        "cp037": "annual report in EBCDIC " * 40,
    }
    return {
        f"another script in {encoding}": BadInput(
            "report.txt", partial(written.encode, encoding), None
        )
        for encoding, written in words.items()
    }


ENCODINGS = {
    **_lies(),
    **_broken_bytes(),
    **_marks(),
    **_foreign(),
    "only a utf-8 mark": BadInput(
        "report.txt", lambda: codecs.BOM_UTF8, UnreadableDocument, "empty"
    ),
    "only a utf-16 mark": BadInput(
        "report.txt", lambda: codecs.BOM_UTF16_LE, UnreadableDocument, "empty"
    ),
    "only a utf-32 mark": BadInput(
        "report.txt", lambda: codecs.BOM_UTF32_BE, UnreadableDocument, "empty"
    ),
    "ascii with one odd byte": BadInput(
        "report.txt", lambda: b"annual report \xe9 " * 3 + b"of the year " * 90, NotAReport
    ),
}
