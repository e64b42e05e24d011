"""Finds the number of the narrative that the words of a question mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredFact, has
from agent.answering.language import with_synonyms
from agent.answering.matching import Fit, fit, has_content, question_grams
from agent.answering.planning.labels import GENERIC, names
from agent.answering.planning.units import counts_in, unit_asked, unit_bonus
from agent.answering.relevance import nouns, softened, verbs, without_links
from agent.answering.vocabulary import words

ACCEPTED = 0.5
ENOUGH = 0.7
"""The score from which a number is told: it parts right from wrong better than covered words do."""
ALONE = 0.3
SURE, LEAST_LEAD = 0.75, 0.05
_NAMED = 0.7
LEAST_OWN = 0.12
"""A sentence that names a thing may count another one."""
_MAIN = (
    *("received", "count", "value", "value_yuan", "sessions", "participants"),
    *("answered", "disclosed", "active", "resolved", "rate", "pending", "undisclosed"),
)
FIELDS = (
    ("rate", re.compile(r"(?<!效)率|比例|百分之|占比")),
    ("participants", re.compile(r"多少人|几人|几个人|人数|参加|出席|参会")),
    ("active", re.compile(r"正常|在用|活跃|运行")),
    (
        "pending",
        re.compile(
            r"办理中|清零|[未没]有?(?:能)?(?:办|处理|解决|答复|回(?![收到来家访馈])|搞|弄|完|了结)|处理中|待办|正在办|还在办"
        ),
    ),
    (
        "undisclosed",
        re.compile(
            r"(?:不|未|没有?)(?:想|肯|愿意?|同意|让|能|予|给|被|对外|向外|往外|向社会){0,2}(?:公[开布]|披露|发布)"
        ),
    ),
    (
        "resolved",
        re.compile(
            r"(?<![未没有])(?:办结|已办|答复|处理完|解决|回复|回了?[话信音]|回应|办妥|办好|搞定|弄完)"
        ),
    ),
    ("sessions", re.compile(r"[几多][少]?[次场期回趟届]|场次")),
)
_ABOUT = re.compile(words().domain)
_GLOSS = re.compile(r"(?P<said>[^，。？、()（）]{2,12})[(（](?P<gloss>[^()（）]{2,12})[)）]")
_STANDS_FOR: dict[str, tuple[str, ...]] = {
    "resolved": ("resolved", "answered"),
    "sessions": ("sessions", "count"),
    "participants": ("participants",),
    "rate": ("rate",),
}


class Candidate(NamedTuple):
    """A number of a fact that may be meant."""

    fact: StoredFact
    field: str
    score: float
    fit: Fit
    lead: float = 1.0
    """By how much it fits better than the next one."""
    unexplained: tuple[str, ...] = ()
    """What the question names and neither the number nor its sentence has."""


def fields_asked(text: str) -> list[str]:
    """Return the fields of facts that a question names."""
    return [name for name, pattern in FIELDS if pattern.search(text)]


def without_fields(text: str) -> str:
    """Return a question without the words that name fields of facts."""
    for _, pattern in FIELDS:
        text = pattern.sub(" ", text)
    return text


def candidates(
    text: str, report: ReportRef, sources: Sources, near: StoredFact | None = None,
    dated: bool = False,
) -> list[Candidate]:  # fmt: skip
    """Return the numbers that fit a question, best first.

    Args:
        near: a fact told before; others of its sentence or channel are more likely meant.
        dated: a date is asked for, not a number.
    """
    facts = sources.facts(report)
    told = sources.words_of(report)
    text = _spelled_out(text, facts, told)
    weights = sources.fact_weights(report)
    bare = without_fields(text)
    bare = bare if has_content(bare) else text
    bare = without_links(bare)
    grams = softened(question_grams(bare), bare, told)
    about = [hit.span() for hit in _ABOUT.finditer(text)]
    named = nouns(text, about if has_content(_ABOUT.sub(" ", text)) else ())
    glossed = {hit["gloss"]: nouns(hit["said"]) for hit in _GLOSS.finditer(text)}
    done = [word for word in verbs(text) if word in told]
    unknown = sum(not has(told, word) for word in named)
    asked, unit = fields_asked(text), unit_asked(text)
    found = []
    channels = _channels(text, facts) or _channel_of(near)
    last = next((index for index, fact in enumerate(facts) if near and fact.id == near.id), None)
    for index, fact in enumerate(facts):
        if fact.kind == "statement":
            continue
        if channels and fact.kind == "category_count" and fact.channel not in channels:
            continue
        field = field_of(fact, asked) if not dated else "dates" if fact.dates else None
        if field is None:
            continue
        if not counts_in(fact, field, unit, text):
            continue
        matched = fit(grams, fact.near, fact.sentence, weights)
        matched = matched._replace(unknown_words=unknown)
        score = (
            matched.coverage
            + 0.35 * matched.own
            + _label_bonus(fact, text)
            + unit_bonus(fact, field, unit, text)
        )
        own = {word for gloss, said in glossed.items() if _is_gloss(gloss, fact) for word in said}
        missed = [w for w in named if not fact.has(w) and w[-2:] not in fact.near]
        score -= sum(0.1 if fact.explains(word) else 0.2 for word in missed)
        if "申请" in text and fact.kind != "application" and "申请" not in fact.near:
            score -= 0.4
        score -= 0.15 * sum(not fact.explains(word) for word in done)
        if asked and field not in _allowed(asked) and fact.unit != "%":
            score -= 0.3 if asked == ["rate"] else 0.15
        other = asked == ["rate"] and field not in _allowed(asked) and fact.unit != "%"
        if near and last is not None and fact.report_id == near.report_id and not other:
            score += 0.2 / max(1, abs(index - last))
            score += 0.15 * (fact.sentence_start == near.sentence_start)
            score += 0.2 * bool(fact.channel and fact.channel == near.channel)
        unexplained = tuple(w for w in named if w not in own and not fact.explains(w))
        found.append(Candidate(fact, field, score, matched, unexplained=unexplained))
    return _narrower_first(sorted(found, key=lambda one: -one.score), [*named, *done])


def _is_gloss(gloss: str, fact: StoredFact) -> bool:
    """Tell whether a bracket has the label of a number: 看病的信(医疗卫生)."""
    return bool(fact.label) and names(gloss, fact.label) >= SURE


def _narrower_first(found: list[Candidate], said: list[str]) -> list[Candidate]:
    """Put 公众列席常务会议 before 常务会议 where a question says what only the longer name has."""
    for number, one in enumerate(found[1:4], start=1):
        first, other = found[0].fact, one.fact
        longer = first.label and first.label != other.label and first.label in other.label
        says_more = any(word in other.near and word not in first.near for word in said)
        if longer and says_more and one.field == found[0].field and not one.unexplained:
            return [one._replace(score=found[0].score), *found[:number], *found[number + 1 :]]
    return found


def _channel_of(fact: StoredFact | None) -> set[str]:
    return {fact.channel} if fact and fact.channel else set()


def _channels(text: str, facts: list[StoredFact]) -> set[str]:
    """Return the channels that a question names: a class of letters is one of theirs."""
    own = {fact.channel for fact in facts if fact.kind == "category_count" and fact.channel}
    every = {fact.channel for fact in facts if fact.channel}
    # 网民诉求 may be all channels together.
    named = {channel for channel in every if names(text, channel) >= _NAMED}
    return named if named <= own else set()


def _spelled_out(text: str, facts: list[StoredFact], told: str) -> str:
    """Return a question with the short names of labels written out: 城建 as 城市建设."""
    for word in nouns(text):
        if len(word) > 3 or word in told:
            continue
        longer = {fact.label for fact in facts if len(fact.label) > 3 and names(word, fact.label)}
        if len(longer) == 1:
            text = text.replace(word, with_synonyms(longer.pop()))
    return text


def best(
    text: str, report: ReportRef, sources: Sources, near: StoredFact | None = None,
    dated: bool = False,
) -> Candidate | None:  # fmt: skip
    """Return the number that is meant, or the date, if one fits well enough."""
    found = candidates(text, report, sources, near, dated)
    found = [one for one in found if not one.unexplained] or found
    if not found:
        return None
    # Few facts have a date: the only one that has any of the words is meant.
    others = max((other.fit.coverage for other in found[1:]), default=0.0)
    alone = dated and found[0].fit.own >= ALONE and others < found[0].fit.coverage / 2
    lead = found[0].score - found[1].score if len(found) > 1 else 1.0
    return found[0]._replace(lead=lead) if alone or accepted(found[0]) else None


def named(candidate: Candidate, text: str) -> bool:
    """Tell whether a text has the label of a number, or most of it."""
    return bool(candidate.fact.label) and has(text, with_synonyms(candidate.fact.label))


def doubt(candidate: Candidate) -> str:
    """Tell why a number that fits may not be the one that is meant; empty where it surely is."""
    if len(candidate.fit.unknown) > 1:  # one pair may run over two words
        return f"not found: {' '.join(candidate.fit.unknown)}"
    if candidate.fit.coverage < SURE:
        return f"only {candidate.fit.coverage:.0%} of the words are its own"
    return "another number fits as well" if candidate.lead < LEAST_LEAD else ""


def accepted(candidate: Candidate) -> bool:
    """Tell whether a number fits well enough to be told."""
    fits = candidate.fit.own >= LEAST_OWN and candidate.score >= ENOUGH
    return fits and not candidate.unexplained


def _allowed(asked: Iterable[str]) -> set[str]:
    return {name for field in asked for name in _STANDS_FOR.get(field, (field,))}


def field_of(fact: StoredFact, asked: list[str]) -> str | None:
    """Return the field of a fact that is asked for; its main one where none is."""
    for wanted in asked:
        for name in _STANDS_FOR.get(wanted, (wanted,)):
            if name in fact.numbers:
                return name
        if wanted == "rate" and {"received", "resolved"} <= set(fact.numbers):
            return "rate"
        if wanted == "rate" and fact.unit == "%":
            return "value"
        if wanted == "participants" and fact.unit in ("人", "人次"):
            return "value"
    return next((name for name in _MAIN if name in fact.numbers), None)


def _label_bonus(fact: StoredFact, text: str) -> float:
    """Prefer what is asked for in so many words: 政务新媒体 before 其他政府单位新媒体."""
    pairs = {fact.label[i : i + 2] for i in range(len(fact.label) - 1)}
    if not pairs:
        return 0.0
    found = sum(pair in text for pair in pairs)
    if GENERIC.fullmatch(fact.label):
        return 0.2 * found / len(pairs)
    # A class of letters is not meant where only their channel is named.
    whole = (0.2 + 0.01 * min(len(pairs), 10)) * (found == len(pairs))
    named = max(0.25 * found / len(pairs) + whole, 0.4 * names("".join(text.split()), fact.label))
    return named if named or fact.kind != "category_count" else -0.3
