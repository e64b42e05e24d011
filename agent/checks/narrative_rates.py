"""Rates and rests that the narrative tells of letters, requests and proposals (NN-RESOLVED,
NN-RATE)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from agent.checks.equations import add, number, size
from agent.checks.prose import is_about, rounds_to
from agent.checks.registry import Outcome, Subject, rule, span, verdict
from agent.facts import Application, Fact, Mailbox, Proposal
from agent.report import Evidence

_OF_THE_DUE = re.compile(r"按[期时]|及时|限时|如期")


def _evidence(*facts: Fact) -> tuple[Evidence, ...]:
    return tuple(span(fact.start, fact.end) for fact in facts)


@rule("NN-RESOLVED", "arithmetic", "收到＝办结＋办理中")
def resolved_and_pending(subject: Subject) -> Iterator[Outcome]:
    """What was received is resolved or pending."""
    for fact in subject.facts:
        if not isinstance(fact, Mailbox) or fact.received is None or fact.resolved is None:
            continue
        vague = is_about(subject.sentences, fact, fact.received, fact.resolved, fact.pending)
        if fact.pending is None or vague:
            yield Outcome(fact.id, "not_applicable")
            continue
        parts = add(fact.resolved, fact.pending)
        message = (
            f"“{fact.channel}”收到{number(fact.received)}件，办结{number(fact.resolved)}件与办理中"
            f"{number(fact.pending)}件合计{number(parts)}件，"
            f"相差{number(size(add(fact.received, -parts)))}件"
        )
        yield Outcome(
            fact.id,
            verdict(parts == fact.received),
            message,
            number(fact.received),
            number(parts),
            _evidence(fact),
        )


@rule("NN-RATE", "arithmetic", "办结率、答复率与办结、收到件数一致")
def rates(subject: Subject) -> Iterator[Outcome]:
    """A rate is resolved by received; a rate of 100% over several channels covers each."""
    mailboxes = [fact for fact in subject.facts if isinstance(fact, Mailbox)]
    for fact in subject.facts:
        if not isinstance(fact, Mailbox | Application | Proposal):
            continue
        if fact.rate is None or fact.received is None:
            continue
        told: Mailbox | Application | Proposal = fact
        if isinstance(fact, Mailbox) and fact.resolved is None:
            told = next((m for m in mailboxes if _is_part(subject, m, fact)), fact)
        resolved = told.resolved if isinstance(told, Mailbox) else told.answered
        if resolved is None or not told.received:
            yield Outcome(fact.id, "not_evaluable")
            continue
        share = Decimal(resolved) * 100 / Decimal(told.received)
        # A total's rate says something of its parts only when it is 100%, and 按期办结率 100% says
        # nothing of what is not yet due.
        of_parts = told is not fact and fact.rate != 100
        of_due = fact.rate == 100 and _OF_THE_DUE.search(_rate_words(subject, fact)) is not None
        vague = is_about(subject.sentences, told, told.received, resolved)
        if not rounds_to(share, fact.rate) and (of_parts or of_due or vague):
            yield Outcome(fact.id, "not_evaluable")
            continue
        name = told.channel if isinstance(told, Mailbox) else _NAMES[told.kind]
        message = (
            f"文中“{subject.quote(fact.start, fact.end)}”，而“{name}”收到{number(told.received)}件"
            f"、办结{number(resolved)}件，办结率为{share:.2f}%，"
            f"相差{number(size(add(fact.rate, -round(share, 2))))}个百分点"
        )
        yield Outcome(
            fact.id,
            verdict(rounds_to(share, fact.rate)),
            message,
            f"{share:.2f}%",
            f"{number(fact.rate)}%",
            _evidence(fact) if told is fact else _evidence(fact, told),
        )


_NAMES = {"application": "政府信息公开申请", "proposal": "建议提案"}


def _rate_words(subject: Subject, fact: Fact) -> str:
    """Return the words before a fact's rate."""
    view = subject.document.view
    sign = view.find("%", fact.start, fact.end)
    return view[max(fact.start, sign - 14) : sign] if sign >= 0 else ""


def _is_part(subject: Subject, part: Mailbox, whole: Mailbox) -> bool:
    """True for the first channel introduced by 其中 behind the total, in the same paragraph."""
    between = subject.document.view[whole.end : part.end]
    return (
        part.start > whole.end
        and "\n" not in between
        and "其中" in between
        and part.resolved is not None
    )


RULES = (resolved_and_pending, rates)
