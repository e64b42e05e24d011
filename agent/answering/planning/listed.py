"""Several numbers of one kind that a question names one behind the other: 环保、科技信息各几条."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby

from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK, with_synonyms
from agent.answering.matching import has_content
from agent.answering.plan import FactTarget, Target
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import left_over
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.labels import names
from agent.answering.relevance import nouns
from agent.answering.vocabulary import found_terms, words

ACCEPTED = 0.4
"""How well a piece names a number that only its sentence tells."""
_IN_ALL = re.compile(words().in_all)
_BETWEEN = re.compile(
    r"[、，,；;/＋+]|以及|还有|连同|[再外]加上?|(?<![增添参追附])加(?:上|(?![了之以强快大班]))|(?<![总共])[和与及跟同](?!期)"
)


def listed_in(inquiry: Inquiry, text: str) -> list[Target]:
    """Return the numbers that a text names, where it names two or more of one kind."""
    if len(inquiry.reports) > 1:
        return []
    bare = _IN_ALL.sub(" ", MARK.sub(" ", text))
    whole = "".join(bare.split())
    every = inquiry.sources.facts(inquiry.report)
    if any(_BETWEEN.search(f.label) and with_synonyms(f.label) in whole for f in every):
        return []  # one name with a joining word
    pieces = [piece for piece in _BETWEEN.split(bare) if has_content(piece)]
    asked = fact_search.fields_asked(text)
    fields = {
        fact.id: field
        for fact in every
        if fact.label and fact.kind != "statement"
        and (field := fact_search.field_of(fact, asked))
    }  # fmt: skip
    facts = [fact for fact in every if fact.id in fields]

    @cache
    def meant(piece: str) -> StoredFact | None:
        hit = fact_search.best(piece, inquiry.report, inquiry.sources)
        return hit.fact if hit else None

    best: tuple[tuple[int, int, float], list[StoredFact]] | None = None
    for group in _groups(facts):
        found = _named(pieces, group, meant) or _standing_in(whole, group)
        if found and (best is None or found[0] > best[0]):
            best = found
    if best is None or _are_rows(bare, best[1]):
        return []
    return [
        FactTarget(report=fact.report_id, fact=fact.id, field=fields[fact.id]) for fact in best[1]
    ]


def _groups(facts: Sequence[StoredFact]) -> list[list[StoredFact]]:
    """Return facts of one kind and channel, and those of one sentence."""

    def kind(fact: StoredFact) -> tuple[str, str]:
        return fact.kind, fact.channel or ""

    alike = [list(group) for _, group in groupby(sorted(facts, key=kind), key=kind)]
    near = [list(group) for _, group in groupby(facts, key=lambda fact: fact.sentence_start)]
    return [group for group in (*alike, *near) if len(group) > 1]


def _named(
    pieces: Sequence[str], group: Sequence[StoredFact], meant: Callable[[str], StoredFact | None]
) -> tuple[tuple[int, int, float], list[StoredFact]] | None:
    """Return the facts of a group that the pieces name, where what leads up to them fits them.

    Args:
        meant: the number that a piece means by itself.
    """
    chosen: list[StoredFact] = []
    left: list[str] = []
    total, around = 0.0, 0
    for piece in pieces:
        fits = [(names(piece, fact.label), -len(fact.label), fact) for fact in group]
        score, _, fact = max(fits, key=lambda one: one[:2])
        if not score and chosen:
            other = meant(piece)
            if other is None or other not in group:
                return None
            score, fact = ACCEPTED, other
        if score and fact not in chosen:
            chosen.append(fact)
            total += score
            own = with_synonyms(fact.label)
            around += sum(fact.explains(word) for word in nouns(piece) if word not in own)
        elif not score:
            left += nouns(piece)
    if len(chosen) < 2 or not all(any(f.explains(word) for f in chosen) for word in left):
        return None
    return (len(chosen), around, total), chosen


def _standing_in(
    text: str, group: Sequence[StoredFact]
) -> tuple[tuple[int, int, float], list[StoredFact]] | None:
    """Return the facts of a group whose whole labels stand in a text that nothing parts."""
    found = [f for f in group if len(f.label) > 2 and with_synonyms(f.label) in text]
    found = [f for f in found if not any(f.label != o.label and f.label in o.label for o in found)]
    if len({fact.label for fact in found}) < 2:
        return None
    channel = found[0].channel
    return (len(found), int(bool(channel and channel[-3:] in text)), 0.0), found


def _are_rows(text: str, facts: Sequence[StoredFact]) -> bool:
    """Tell whether rows of a table are named, and nothing that only the text has."""
    if not all(any(found_terms(fact.label, "rows")) for fact in facts):
        return False
    return not any(facts[0].explains(gram) for gram in left_over(text))
