"""Several numbers of one kind that a question names one behind the other: 环保、科技信息各几条."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import cache
from itertools import groupby

from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK, whole_number, with_synonyms
from agent.answering.matching import has_content, question_grams
from agent.answering.plan import FactTarget, Target
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import left_over
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.labels import BETWEEN, names, says_something
from agent.answering.planning.units import asks_for_posts, counts_accounts, unit_asked
from agent.answering.relevance import nouns
from agent.answering.vocabulary import found_terms, words

ACCEPTED = 0.4
"""How well a piece names a number that only its sentence tells."""
_GAP = 60
"""So many characters stand at most between two numbers one right behind the other."""
_AHEAD = 0.5
"""By how much one number fits a piece better than all others."""
_EACH = re.compile("各|分别")
_NUMBER = re.compile(r"(?<!第)([二两三四五六七八九十])(?:大?[类种样项者块拨处笔](?!事)|个数)")
_IN_ALL = re.compile(words().in_all)


def listed_in(inquiry: Inquiry, text: str) -> list[Target]:
    """Return the numbers that a text names, where it names two or more of one kind."""
    if len(inquiry.reports) > 1:
        return []
    bare = _IN_ALL.sub(" ", MARK.sub(" ", text))
    whole = "".join(bare.split())
    every = inquiry.sources.facts(inquiry.report)
    if any(BETWEEN.search(f.label) and with_synonyms(f.label) in whole for f in every):
        return []  # one name with a joining word
    for channel in {with_synonyms(fact.channel) for fact in every if fact.channel}:
        if BETWEEN.search(channel):
            bare = bare.replace(channel, " ")  # 投诉、建议 is one name
    labels = [fact.label for fact in every if fact.label]
    pieces = [piece for piece in BETWEEN.split(bare) if says_something(piece, labels)]
    if len(pieces) == 1 and inquiry.asked.language == "zh":
        pieces = [piece for piece in inquiry.asked.said.split() if has_content(piece)]
    said = whole_number(hit[1]) if (hit := _NUMBER.search(inquiry.asked.said)) else 0
    asked = fact_search.fields_asked(text)
    fields = {
        fact.id: field
        for fact in every
        if fact.label and fact.kind != "statement"
        and (field := fact_search.field_of(fact, asked))
    }  # fmt: skip
    posts, unit = asks_for_posts(text), unit_asked(text)
    facts = [
        fact for fact in every
        if fact.id in fields and not (posts and fact.kind == "account")
        and not (fact.kind == "publication" and counts_accounts(unit, text))
    ]  # fmt: skip
    channels = {fact.channel for fact in facts if fact.kind == "category_count" and fact.channel}
    if meant_by := {channel for channel in channels if with_synonyms(channel)[-2:] in whole}:
        # The letters of one channel are not those of another.
        facts = [fact for fact in facts if fact.channel in (None, *meant_by)]

    @cache
    def meant(piece: str) -> list[StoredFact]:
        hits = fact_search.candidates(piece, inquiry.report, inquiry.sources)
        return [hit.fact for hit in hits if fact_search.accepted(hit)]

    named = inquiry.asked.names_bodies
    before = [] if named else inquiry.items_before
    told = {target.fact for _, target in before if isinstance(target, FactTarget)}
    best: tuple[tuple[int, int, float], list[StoredFact]] | None = None
    for group in [[fact for fact in facts if fact.id in told], *_groups(facts)]:
        found = group and (_named(pieces, group, meant, said) or _standing_in(whole, group))
        if found and said and len(found[1]) != said:
            continue  # 三类一共: a sum of two of them would be wrong
        if found and {fact.id for fact in found[1]} <= told:
            best = found  # 部门比镇办多几个: those told before
            break
        if found and (best is None or found[0] > best[0]):
            best = found
    if best is None:
        several = len(pieces) > 2 or _EACH.search(inquiry.asked.said)
        best = _apart(pieces, inquiry, fields) if several else None
    if best is None or _are_rows(bare, best[1]):
        return []
    return [
        FactTarget(report=fact.report_id, fact=fact.id, field=fields[fact.id]) for fact in best[1]
    ]


def _groups(facts: Sequence[StoredFact]) -> list[list[StoredFact]]:
    """Return facts of one kind, those of one sentence, and those one right behind the other."""

    def kind(fact: StoredFact) -> tuple[str, str]:
        return fact.kind, (fact.channel or "") if fact.kind == "category_count" else ""

    alike = [list(group) for _, group in groupby(sorted(facts, key=kind), key=kind)]
    near = [list(group) for _, group in groupby(facts, key=lambda fact: fact.sentence_start)]
    runs: list[list[StoredFact]] = []
    for fact in facts:
        last = runs[-1][-1] if runs else None
        if last and kind(last) == kind(fact) and fact.start - last.end <= _GAP:
            runs[-1].append(fact)
        else:
            runs.append([fact])
    return [group for group in (*alike, *near, *runs) if len(group) > 1]


def _named(
    pieces: Sequence[str],
    group: Sequence[StoredFact],
    meant: Callable[[str], list[StoredFact]],
    number: int,
) -> tuple[tuple[int, int, float], list[StoredFact]] | None:
    """Return the facts of a group that the pieces name, where what leads up to them fits them.

    Args:
        meant: the numbers that a piece may mean by itself, best first.
        number: how many the question says there are, if it does.
    """
    chosen: list[StoredFact] = []
    loose: list[StoredFact] = []
    leading: list[str] = []
    grams = {gram.text for piece in pieces for gram in question_grams(piece) if not gram.weak}
    total, around = 0.0, 0
    for place, piece in enumerate(pieces):
        scored = [(names(piece, fact.label), fact) for fact in group]
        # Of two labels said in full the longer one is meant: 区政府部门, not 部门.
        score, fact = max(
            scored, key=lambda one: (one[0], len(one[1].label) * (1 if one[0] == 1 else -1))
        )
        if not score and chosen:
            if place + 1 == len(pieces) and _said_of(piece, chosen):
                break
            other = meant(piece)[:1]
            if not other or other[0] not in group:
                return None
            score, fact = ACCEPTED, other[0]
            loose.append(fact)
        if score and fact not in chosen:
            chosen.append(fact)
            total += score
            own = with_synonyms(fact.label)
            around += sum(fact.explains(word) for word in nouns(piece) if word not in own)
            around += sum(gram in fact.sentence and gram not in own for gram in grams)
        elif not score:
            leading.append(piece)
    while len(chosen) < number and leading:
        before = [fact for fact in meant(leading.pop()) if fact in group]
        if not before or before[0] in chosen:
            return None
        chosen.insert(0, before[0])
    left = [word for piece in leading for word in nouns(piece)]
    if any(
        one.label != other.label and one.label in other.label for one in chosen for other in loose
    ):
        return None  # 专家列席的常务会议 names one of the two
    if len(chosen) < 2 or not all(any(f.explains(word) for f in chosen) for word in left):
        return None
    return (len(chosen), around, total), chosen


def _apart(
    pieces: Sequence[str], inquiry: Inquiry, fields: Container[str]
) -> tuple[tuple[int, int, float], list[StoredFact]] | None:
    """Return the facts that the pieces name one each, and surely, whatever kinds they are of."""
    chosen: list[StoredFact] = []
    for piece in pieces:
        hit = fact_search.best(piece, inquiry.report, inquiry.sources)
        sure = hit and hit.score >= 1 and hit.lead >= _AHEAD and not hit.unexplained
        if not hit or not sure or hit.fact in chosen or hit.fact.id not in fields:
            return None
        chosen.append(hit.fact)
    return ((len(chosen), 0, 0.0), chosen) if len(chosen) > 1 else None


def _said_of(piece: str, facts: Sequence[StoredFact]) -> bool:
    """Tell whether a piece behind the names only says what is counted: 不公开的几件."""
    said = left_over(_NUMBER.sub(" ", piece))
    return all(any(fact.explains(gram) for fact in facts) for gram in said)


def _standing_in(
    text: str, group: Sequence[StoredFact]
) -> tuple[tuple[int, int, float], list[StoredFact]] | None:
    """Return the facts of a group whose whole labels stand in a text that nothing parts."""
    found = [f for f in group if len(f.label) > 2 and with_synonyms(f.label) in text]
    found = [f for f in found if not any(f.label != o.label and f.label in o.label for o in found)]
    if len({fact.label for fact in found}) < 2:
        return None
    labels = [with_synonyms(fact.label) for fact in found]
    if not _said_of(text[max(text.find(label) + len(label) for label in labels) :], found):
        return None
    channel = found[0].channel
    return (len(found), int(bool(channel and channel[-3:] in text)), 0.0), found


def _are_rows(text: str, facts: Sequence[StoredFact]) -> bool:
    """Tell whether rows of a table are named, and nothing that only the text has."""
    if not all(any(found_terms(fact.label, "rows")) for fact in facts):
        return False
    return not any(facts[0].explains(gram) for gram in left_over(text))
