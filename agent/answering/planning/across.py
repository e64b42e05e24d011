"""Numbers of several reports that count the same thing, however each report words it."""

from __future__ import annotations

from collections import Counter

from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.lists import lists_of
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredFact
from agent.answering.matching import has_content
from agent.answering.planning.fact_search import Candidate, accepted, candidates
from agent.answering.planning.units import ALIKE, platforms_in


def alike(hits: list[Candidate]) -> list[Candidate]:
    """Of numbers of several reports, return those that count the same thing as the best one."""
    if len(hits) < 2:
        return hits
    # What most of the reports tell is meant: 收到 where one tells only how many it published.
    kinds = Counter((hit.fact.kind, hit.field) for hit in hits)
    best = max(hits, key=lambda hit: (kinds[hit.fact.kind, hit.field], hit.score))
    return [hit for hit in hits if _counts_as(hit, best)]


def _counts_as(one: Candidate, other: Candidate) -> bool:
    return (
        one.fact.kind == other.fact.kind
        and one.field == other.field
        and _units_agree(one.fact, other.fact)
        and one.fit.own >= other.fit.own / 2
    )


def _units_agree(one: StoredFact, other: StoredFact) -> bool:
    """Tell whether two numbers are counted in units of which one may stand for the other."""
    units = {one.unit, other.unit} - {None}
    return len(units) < 2 or any(units <= group for group in ALIKE)


def same_elsewhere(
    fact: StoredFact, field: str, text: str, report: ReportRef, sources: Sources
) -> StoredFact | None:
    """Return the number of another report that counts what a fact counts, by the words asked."""
    for words_of in dict.fromkeys((text, fact.label)):
        for hit in candidates(words_of, report, sources) if has_content(words_of) else ():
            same = hit.fact.kind == fact.kind and field in hit.fact.numbers
            if same and accepted(hit) and _units_agree(fact, hit.fact):
                return hit.fact
    return None


def elsewhere(
    hits: list[Candidate], text: str, reports: list[ReportRef], sources: Sources
) -> list[Candidate]:
    """Add what reports without a hit tell of what those that have one count."""
    there = {hit.fact.report_id for hit in hits}
    missing = [report for report in reports if report.id not in there]
    first = max(hits, key=lambda hit: hit.score, default=None)
    if first is None or len(there) * 2 < len(reports):
        return hits  # too few to tell that the others would have it, too
    found = []
    for report in missing:
        fact = same_elsewhere(first.fact, first.field, text, report, sources)
        fact = fact or _all_accounts(first.fact, report, sources)
        if fact and first.field in fact.numbers:
            found.append(first._replace(fact=fact))
    order = [report.id for report in reports]
    return sorted([*hits, *found], key=lambda hit: order.index(hit.fact.report_id))


def _all_accounts(fact: StoredFact, report: ReportRef, sources: Sources) -> StoredFact | None:
    """Return how many accounts a report has in all: 微博、微信平台7个 are its 政务新媒体."""
    if fact.kind != "account" or platforms_in(fact.label):
        return None
    own = [other for other in sources.facts(report) if other.kind == "account"]
    whole = {one.whole.id for one in lists_of(own, sources.view(report))}
    return next((one for one in own if one.id in whole or len(own) == 1), None)
