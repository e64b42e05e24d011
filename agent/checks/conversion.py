"""Damage by crawling and conversion (CV-*). Hints: the original should be seen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.checks.registry import Outcome, Subject, rule, span, verdict
from agent.errors import ConfigurationError
from agent.resources import data_folder

_DAMAGED_DATE = re.compile(
    r"(?<!\d)20\d{2}(?:1[0-2]|[1-9])月\d{1,2}日|(?<!\d)20\d{2}(?:1[0-2]|[1-9])(?:3[01]|[12]\d|[1-9])日"
)
_PINYIN = re.compile(r"(?:[一-鿿]\([a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)){2,}")
_STARS = re.compile(r"(?<=[一-鿿])\*{2,5}(?=[一-鿿])")
_HALF = re.compile(r"(?<=[一-鿿])[,;:](?=[一-鿿])")
_FULL = re.compile(r"(?<=[一-鿿])[，；：](?=[一-鿿])")
_MIN_HALF = 20
_MAX_EVIDENCE = 20
_MIN_FOR_RARE = 2_000
"""Characters below which words of the language (共和国, 服务) stand only once too."""


class _Traces(BaseModel):
    model_config = ConfigDict(extra="forbid")

    taiwan_words: dict[str, str]
    kept_words: list[str]
    hair_followers: str
    fixed_phrases: list[str]
    spam_words: list[str]
    mojibake: list[str]


@cache
def _traces() -> _Traces:
    file = data_folder("schemas") / "conversion.yaml"
    try:
        return _Traces.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise ConfigurationError(f"schemas/conversion.yaml is malformed: {error}") from error


@cache
def _alternatives(kind: str) -> re.Pattern[str]:
    words = {
        "taiwan": list(_traces().taiwan_words),
        "kept": _traces().kept_words,
        "spam": _traces().spam_words + _traces().mojibake,
    }[kind]
    return re.compile("|".join(map(re.escape, words)))


def _outcome(subject: Subject, pattern: re.Pattern[str], words: str, *, view: bool) -> Outcome:
    """Look a pattern up in the report's body and tell what was found."""
    text = subject.document.view if view else subject.document.text
    found = [match.span() for match in pattern.finditer(text, *subject.document.body)]
    return _told(subject, found, words)


def _told(subject: Subject, found: list[tuple[int, int]], words: str) -> Outcome:
    quotes = Counter(subject.document.text[a:b].strip() for a, b in found)
    told = "、".join(f"“{quote[:24]}”" for quote, _ in quotes.most_common(6))
    message = f"{words}{len(found)}处：{told}"
    evidence = tuple(span(a, b) for a, b in found[:_MAX_EVIDENCE])
    return Outcome("", verdict(not found), message, None, told or None, evidence)


@rule("CV-DATE", "quality", "日期缺“年”“月”字")
def damaged_dates(subject: Subject) -> Iterator[Outcome]:
    """`202011日`, `20251月1日`: lost when the page was turned into text."""
    yield _outcome(subject, _DAMAGED_DATE, "日期疑在转换中缺字，", view=True)


@rule("CV-TW", "quality", "转载网站换入的台湾用语")
def taiwan_words(subject: Subject) -> Iterator[Outcome]:
    """規範性檔案 for 规范性文件, 入口網站 for 门户网站."""
    yield _outcome(subject, _alternatives("taiwan"), "含转载时换入的用语，", view=True)


@rule("CV-HAIR", "quality", "“发”误作“髮”")
def hair(subject: Subject) -> Iterator[Outcome]:
    """梳理髮布 for 梳理发布: a word-by-word conversion to traditional characters."""
    followers = _traces().hair_followers
    document = subject.document
    found = (
        [
            (at, at + 2)
            for at in range(document.body.start, document.body.end - 1)
            if document.text[at] == "髮" and document.view[at + 1] in followers
        ]
        if "髮" in document.text
        else []
    )
    yield _told(subject, found, "“發”误转为“髮”，")


@rule("CV-KEEP", "quality", "用语只转换了一部分")
def partly_converted(subject: Subject) -> Iterator[Outcome]:
    """Taiwan words beside 信息, 網站, 數據: the copy is a mixture."""
    view = subject.document.view
    if not _alternatives("taiwan").search(view, *subject.document.body):
        yield Outcome("", "not_applicable")
        return
    kept = Counter(_alternatives("kept").findall(view, *subject.document.body))
    told = "、".join(f"{word}{count}处" for word, count in kept.most_common())
    message = f"换入用语与原有用语并存（{told}），转换不完整"
    yield Outcome("", verdict(not kept), message, None, told or None)


@rule("CV-HALF", "quality", "中文之间通篇用半角标点")
def half_width_marks(subject: Subject) -> Iterator[Outcome]:
    """Half-width commas between Han characters, and no full-width ones."""
    document = subject.document
    half = [match.span() for match in _HALF.finditer(document.text, *document.body)]
    full = sum(1 for _ in _FULL.finditer(document.text, *document.body))
    odd = len(half) >= _MIN_HALF and len(half) > 4 * full
    message = f"中文之间用半角标点{len(half)}处，全角{full}处"
    evidence = tuple(span(a, b) for a, b in half[:_MAX_EVIDENCE])
    yield Outcome("", verdict(not odd), message, None, str(len(half)), evidence)


@rule("CV-NOISE", "quality", "固定用语中夹有无关字符")
def noise(subject: Subject) -> Iterator[Outcome]:
    """政務公槓循蜜開: a phrase of the form with stray characters, each rare in the report."""
    view = subject.document.view
    if len(view) < _MIN_FOR_RARE:
        yield Outcome("", "not_applicable")
        return
    counts = Counter(view)
    found = []
    for pattern in _interrupted():
        for match in pattern.finditer(view):
            rare = sum(counts[character] == 1 for character in match[1])
            if rare >= 2 and rare >= len(match[1]) - 1:
                found.append(match.span())
    yield _told(subject, sorted(set(found)), "固定用语中疑夹入无关字符，")


@cache
def _interrupted() -> list[re.Pattern[str]]:
    """Return the phrases of the form with other characters at any place inside."""
    return [
        re.compile(f"{phrase[:cut]}([一-鿿]{{2,5}}?){phrase[cut:]}")
        for phrase in _traces().fixed_phrases
        for cut in range(1, len(phrase))
    ]


@rule("CV-SPAM", "quality", "广告词、拼音注释、屏蔽号、乱码", severity="warning")
def spam(subject: Subject) -> Iterator[Outcome]:
    """Advertising words, pinyin glosses, censor stars, mojibake."""
    document = subject.document
    found = [
        match.span()
        for pattern, text in (
            (_alternatives("spam"), document.view),
            (_PINYIN, document.view),
            (_STARS, document.text),
        )
        for match in pattern.finditer(text, *document.body)
    ]
    yield _told(subject, sorted(found), "疑有广告词、拼音注释、屏蔽号或乱码，")


RULES = (
    damaged_dates,
    taiwan_words,
    hair,
    partly_converted,
    half_width_marks,
    noise,
    spam,
)
