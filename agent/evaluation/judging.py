"""Compares one answer with its gold: value, unit, words, citations, abstention, each apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from agent.answering import Answer
from agent.answering.answer import AnswerRow, numbers_in
from agent.documents.view import fold
from agent.evaluation.questions import AnyPlace, Expected, GoldPlace, GoldRow, Question
from agent.report import Spending

_UNITS: tuple[frozenset[str | None], ...] = (
    frozenset({*"件项条封个家次期份篇处场户", None}),
    frozenset({"人", "人次"}),
    frozenset({"百分点", "%"}),
)
"""Units that count as one: the tables print none."""
_SHARE_TOLERANCE = Decimal("0.05")


class Source(NamedTuple):
    """A report that questions are about."""

    sha256: str
    text: str


@dataclass(frozen=True)
class Judged:
    """What is right and wrong of one answer."""

    question: Question
    answer: Answer
    faults: tuple[str, ...]
    """Of value, unit, words, citation, abstained, answered, reason."""
    loose: bool
    """It has a number outside its citations."""

    @property
    def valued(self) -> bool:
        """Tell whether a number is asked for."""
        expected = self.question.expected
        return expected.value is not None or bool(expected.rows)

    @property
    def usage(self) -> Spending:
        """What it took."""
        return self.answer.usage


def judge(question: Question, answer: Answer, sources: Mapping[str, Source]) -> Judged:
    """Compare an answer with its gold.

    Args:
        sources: the reports by their codes.
    """
    faults = []
    expected = question.expected
    if not question.answerable:
        other = question.alt_expected
        given = other is not None and not answer.abstained and _values(other, answer, question)
        if not answer.abstained and not (given and other and _words(other, answer, question)):
            faults.append("answered")
        if answer.abstained and answer.reason not in [
            question.reason, *(question.alt_reasons or [])
        ]:  # fmt: skip
            faults.append("reason")
    elif answer.abstained:
        faults.append("abstained")
    else:
        if not _values(expected, answer, question):
            faults.append("value")
        if not _unit(expected, answer):
            faults.append("unit")
        if not _words(expected, answer, question):
            faults.append("words")
        if not all(_cited(place, answer, sources) for place in question.citations or []):
            faults.append("citation")
    return Judged(question, answer, tuple(faults), bool(loose_numbers(answer)))


def loose_numbers(answer: Answer) -> set[Decimal]:
    """Return the numbers of an answer that no quote, value, row or cited body and year has.

    What a finding says is supported by its own cited places only as far as they have the numbers.
    """
    if answer.abstained or (answer.plan or {}).get("operation") == "findings":
        return set()
    # What the question says itself, and how many are listed, need no place.
    known = numbers_in(answer.question) | {Decimal(len(answer.rows))}
    known |= {abs(Decimal(row.value)) for row in answer.rows if row.value is not None}
    if answer.value is not None:
        known.add(abs(Decimal(answer.value)))
    for citation in answer.citations:
        known |= numbers_in(citation.quote)
        known |= {Decimal(citation.year or 0)} | numbers_in(citation.body)
    # Numbers that stand in a remark about a finding, and the terms of a division, are computed.
    told = re.sub(
        r"\n(?:注意|Note)[^\n]*|（[^（）]*÷[^（）]*）|\([^()]*÷[^()]*\)", "", answer.answer
    )
    return numbers_in(told) - known


def _values(expected: Expected, answer: Answer, question: Question) -> bool:
    if expected.exists is not None:
        said_no = re.match(r"没有|No\b|未|否", answer.answer) is not None
        if said_no == expected.exists:
            return False
    if expected.rows:
        return _rows(expected.rows, answer, question.operation == "rank")
    if expected.value is None:
        return True
    right = {
        number
        for value in (expected.value, *expected.alt_values)
        if (number := _number(value)) is not None
    }
    tolerance = _SHARE_TOLERANCE if question.operation == "share" else Decimal(0)
    given = [answer.value] if answer.value is not None else []
    if expected.exists is not None or (not given and answer.rows):
        given += [row.value for row in answer.rows if row.value is not None]
    if expected.exists is not None and not given:
        return expected.value == 0 or bool(numbers_in(answer.answer) & right)
    if not given and question.operation == "list" and expected.words:
        # The names are the answer; how many they are need only be told with them.
        return bool(numbers_in(answer.answer) & right)
    return any(abs(Decimal(one) - wanted) <= tolerance for one in given for wanted in right)


def _rows(wanted: Sequence[GoldRow], answer: Answer, ordered: bool) -> bool:
    given = answer.rows
    if answer.value is not None and not given:
        given = [AnswerRow(label="", value=answer.value, unit=None)]
    position = 0
    for row in wanted:
        number = _number(row.value)
        if number is None and row.state == "blank":
            if not any(one.value is None and one.state for one in given):
                return False
        elif number is None:
            # Only whose report it is matters; its name is looked for among the words.
            if not any(one.report for one in given):
                return False
        else:
            hits = [
                place for place, one in enumerate(given)
                if one.value is not None and Decimal(one.value) == number
            ]  # fmt: skip
            if not hits and not ordered and number in numbers_in(answer.answer):
                continue
            hits = [place for place in hits if place >= position] if ordered else hits
            if not hits:
                return False
            position = hits[0]
    return True


def _unit(expected: Expected, answer: Answer) -> bool:
    if expected.value is None or answer.value is None or expected.rows:
        return True
    both = {expected.unit, answer.unit}
    return len(both) == 1 or any(both <= group for group in _UNITS)


def _words(expected: Expected, answer: Answer, question: Question) -> bool:
    text = answer.answer
    if question.language == "en":
        text += " ".join(citation.quote for citation in answer.citations)
    plain, numbers = _plain(text), numbers_in(text)

    def met(word: str) -> bool:
        number = _number(word) if re.fullmatch(r"[\d.,]+", word) else None
        if number is not None:
            return number in numbers or str(number) in plain
        return _plain(word) in plain

    return all(any(map(met, entry.split("|"))) for entry in expected.words or [])


def _cited(place: AnyPlace | GoldPlace, answer: Answer, sources: Mapping[str, Source]) -> bool:
    if isinstance(place, AnyPlace):
        return any(_cited(each, answer, sources) for each in place.any_of)
    source = sources[place.report]
    for citation in answer.citations:
        if citation.report != source.sha256:
            continue
        if place.table is not None:
            cell = (citation.table, citation.row, citation.column)
            if cell == (place.table, place.row, place.column):
                return True
        elif citation.table is None and citation.start is not None and place.quote:
            start = source.text.find(place.quote)
            if start < (citation.end or 0) and citation.start < start + len(place.quote):
                return True
    return False


def _plain(text: str) -> str:
    return re.sub(r"[\s,，]", "", fold(text, "hant")).lower()


def _number(value: int | float | str | None) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
