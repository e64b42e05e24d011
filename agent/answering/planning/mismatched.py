"""Refuses a number that is another thing's: by a number, a unit or a row that the question says.

那900条里 is about what counts 900, per 10,000 residents is no plain count, and 予以公开 is a row of
the form, which no number of the text stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from agent.answering import refusals
from agent.answering.answer import numbers_in
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import with_synonyms
from agent.answering.plan import CellTarget, Plan
from agent.answering.planning.inquiry import MANY_REPORTS, Inquiry
from agent.answering.planning.units import counts_bodies, unit_asked
from agent.answering.vocabulary import found_terms

_NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?![\d.年])")
_TELLING = 100
"""A smaller number may count anything: the third week, Article 20."""
_YEARS = range(1900, 2100)
_PER = re.compile(
    r"\bper (?:capita|head|person|residents?|inhabitants?|citizens?|thousand|million|\d[\d,]*)\b"
    r"|\bhead ?count|\bcounting (?:heads|noses)\b|人均|每[千万百]+(?:名|个)?(?:人|居民)",
    re.IGNORECASE,
)
_LETTERS = re.compile("信|邮|函|诉求|留言|咨询|投诉|类|封|渠道|反映|问|关于|主题|话题|内容")
_FORM_ONLY = ("granted", "partial", "denied", "unable", "rejected", "upheld", "corrected")


def refuse_mismatched(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse a number of the text that something said in the question shows to be another's.

    Raises:
        Refused: the reports do not tell what is asked for.
    """
    every = [*plan.targets, *plan.whole]
    facts = [fact for target in every if (fact := inquiry.fact_of([target]))]
    cells = [target for target in every if isinstance(target, CellTarget)]
    if not every or len(facts) + len(cells) < len(every) or len(inquiry.reports) > MANY_REPORTS:
        return
    if plan.operation in ("why", "findings"):
        return
    told = next(_reasons(plan, inquiry, facts, cells), None)
    if told is not None:
        raise refusals.not_stated(inquiry.areas, f"“{told.strip()}”", doubtful=True)


def _reasons(
    plan: Plan, inquiry: Inquiry, facts: Sequence[StoredFact], cells: Sequence[CellTarget]
) -> Iterator[str]:
    said = inquiry.said
    people = any((fact.unit or "") in ("人", "人次", "户") or "participants" in fact.numbers
                 for fact in facts)  # fmt: skip
    if (per := _PER.search(inquiry.asked.question)) and not people:
        yield per[0]
    if plan.operation != "exists" and not plan.premises and plan.condition is None:
        yield from _other_number(inquiry, facts, cells, said)
    yield from (fact.label for fact in facts if counts_bodies(fact, unit_asked(said)))
    if facts and not cells and not any(fact.kind == "amount" for fact in facts):
        yield from _row_of_the_form(facts, said)
    if facts and inquiry.before is None and all(f.kind == "category_count" for f in facts):
        named = any(with_synonyms(fact.label) in said for fact in facts)
        if not named and not _LETTERS.search(said):
            yield said


def _other_number(
    inquiry: Inquiry, facts: Sequence[StoredFact], cells: Sequence[CellTarget], said: str
) -> Iterator[str]:
    """Yield a number that is said and stands by none of those told: 那900条里微信的几条."""
    told = set[Decimal]()
    for fact in facts:
        told |= numbers_in(f"{fact.sentence} {fact.around}")
    numbers = [report.id for report in inquiry.reports]
    for cell in cells:
        found = inquiry.sources.cells(numbers, cell.table, [cell.row], cell.column)
        told |= {Decimal(one.value) for one in found if one.value is not None}
    for hit in _NUMBER.finditer(said):
        number = Decimal(hit[0].replace(",", ""))
        if number >= _TELLING and int(number) not in _YEARS and number not in told:
            yield hit[0]


def _row_of_the_form(facts: Sequence[StoredFact], said: str) -> Iterator[str]:
    """Yield an outcome of the form that is named, where the numbers are of the text."""
    hits = [hit for part in ("rows", "columns") for hit in found_terms(said, part)]
    for hit in hits:
        text = said[hit.start : hit.end]
        told = any(fact.explains(text) or "undisclosed" in fact.numbers for fact in facts)
        if hit.name in _FORM_ONLY and hit.strength > 1 and not told:
            yield text
