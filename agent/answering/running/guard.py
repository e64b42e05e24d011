"""The last look at an answer: every number in it is cited, or computed from what is cited."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from agent.answering.answer import Answer, numbers_in
from agent.contract import Number


class Behind(NamedTuple):
    """What stands behind the numbers of an answer, beside its citations."""

    read: Sequence[Number]
    """Values of cells and facts that are cited."""
    computed: Sequence[tuple[Number, tuple[Number, ...]]]
    """Numbers with those they are computed from; a count of what is listed has none."""
    told: Sequence[str]
    """Names, dates and messages of findings, which only count beside a citation."""
    years: Sequence[int]
    """Of the reports that are told of."""


def unsupported(answer: Answer, behind: Behind) -> set[Decimal]:
    """Return the numbers of an answer, in its text, value and rows, that nothing stands behind.

    A number is supported by the quote, the year or the name of a citation, as the value of a cited
    cell or fact, or as computed from numbers that are supported.
    """
    known = {abs(Decimal(value)) for value in behind.read}
    known |= {Decimal(year) for year in behind.years}
    for text in behind.told if answer.citations else ():
        known |= numbers_in(text)
    for citation in answer.citations:
        known |= numbers_in(citation.quote) | numbers_in(citation.body)
    for value, terms in behind.computed:
        if all(abs(Decimal(term)) in known for term in terms):
            known.add(abs(Decimal(value)))
    given = [answer.value, *(row.value for row in answer.rows)]
    numbers = {abs(Decimal(value)) for value in given if value is not None}
    for text in (answer.answer, *(row.label for row in answer.rows)):
        numbers |= numbers_in(text)
    return numbers - known
