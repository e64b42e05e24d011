"""Plans answers in words: reasons, passages, yes and no, findings, and lists of classes."""

from __future__ import annotations

import re

from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredFact
from agent.answering.matching import strong_text
from agent.answering.plan import BlankTarget, FactTarget, FindingTarget, PassageTarget, Plan
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import cells_named, left_over
from agent.answering.planning.inquiry import Inquiry
from agent.answering.vocabulary import found_terms, words

_PLANS = re.compile(words().plans)
_PROBLEMS = re.compile(words().problems)
_DOMAIN = re.compile(words().domain)
_CAUSE = re.compile("为什么|为何|原因")
_WHICH_PROBLEMS = re.compile(r"(?:什么|哪些)(?:主要)?(?:问题|不足|困难)")
_BLANKS = re.compile(r"空白|没有?填|未填|没填|留空")
_TEXT_AND_TABLE = re.compile(
    r"(?:文字|正文|叙述).{0,4}(?:表格|表|数据)|(?:表格|表).{0,4}(?:文字|正文)"
)
_SUMS = re.compile(r"加起来|分项")
_FINDINGS = re.compile("|".join(words().operations["findings"]))


def plan_passages(
    plan: Plan, inquiry: Inquiry, evidence: bool = False, source: str = "passages",
    content: str | None = None,
) -> None:  # fmt: skip
    """Fill the plan of an answer from passages that have the words of the question."""
    text = inquiry.bare if content is None else content
    plan.targets.append(
        PassageTarget.model_validate(
            {"source": source, "words": " ".join(text.split()), "evidence": evidence}
        )
    )
    if plan.operation != "exists":
        plan.operation = "why"


def plan_why(plan: Plan, inquiry: Inquiry) -> None:
    """Fill the plan of a question for reasons, problems or plans."""
    text = inquiry.bare
    cells = cells_named(inquiry.asked.text, inquiry.asked, [])
    if cells and _CAUSE.search(text):
        plan.targets = list(cells[:1])
    source = "passages"
    if _PLANS.search(text):
        source = "measures"
    elif _WHICH_PROBLEMS.search(text) or (
        _PROBLEMS.search(text) and re.search("为什么|为何|存在", text)
    ):
        source = "problems"
    content = re.sub(f"{_PLANS.pattern}|存在|什么|哪些|问题|不足(?!以)|困难", " ", text)
    plan_passages(plan, inquiry, source=source, content=content)


def plan_exists(plan: Plan, inquiry: Inquiry) -> None:
    """Fill the plan of a question for yes or no."""
    asked, report = inquiry.asked, inquiry.report
    if len(inquiry.reports) > 3:
        plan_passages(plan, inquiry, evidence=True)
        return
    cells = cells_named(asked.text, asked, inquiry.targets_before)
    statement = _denied(asked.text, report, inquiry.sources)
    if statement:
        plan.targets = [FactTarget(report=report.id, fact=statement.id, field="value")]
    elif len(cells) > 1 and re.search("还是", asked.text):
        plan.operation, plan.targets = "list", list(cells)
    elif cells and not left_over(asked.text):
        plan.targets = list(cells[:1])
    else:
        hit = fact_search.best(asked.text, report, inquiry.sources)
        if hit and not hit.fit.unknown:
            plan.targets = [FactTarget(report=report.id, fact=hit.fact.id, field=hit.field)]
        elif cells:
            plan.targets = list(cells[:1])
        else:
            plan_passages(plan, inquiry, evidence=True)


def plan_findings(plan: Plan, inquiry: Inquiry) -> None:
    """Fill the plan of a question for what does not add up, or is left blank."""
    text = inquiry.bare
    if _BLANKS.search(text):
        plan.targets = [BlankTarget()]
        return
    if _TEXT_AND_TABLE.search(text):
        plan.targets = [FindingTarget(rules=["NT-"], severities=["error", "warning"])]
        return
    cells = cells_named(text, inquiry.asked, [])
    content = strong_text(_DOMAIN.sub(" ", _FINDINGS.sub(" ", text)))
    if cells:
        plan.targets = [FindingTarget(table=cells[0].table, row=cells[0].row)]
    elif _SUMS.search(text) and content:
        plan.targets = [FindingTarget(words=content)]
    else:
        plan.targets = [FindingTarget(severities=["error", "warning"])]


def plan_breakdown(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a list of the classes of one channel's letters, if there are any."""
    if len(inquiry.reports) != 1:
        return False
    channels: dict[str | None, list[StoredFact]] = {}
    for fact in inquiry.sources.facts(inquiry.report):
        if fact.kind == "category_count":
            channels.setdefault(fact.channel, []).append(fact)
    if not channels:
        return False
    text = inquiry.bare

    def fits(channel: str | None) -> float:
        pairs = {(channel or "")[i : i + 2] for i in range(len(channel or "") - 1)}
        return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0

    chosen = max(channels, key=fits)
    if fits(chosen) < 0.5 and (len(channels) > 1 or any(found_terms(text, "rows"))):
        return False
    plan.operation = "list"
    plan.targets = [
        FactTarget(report=inquiry.report.id, fact=fact.id, field="count")
        for fact in channels[chosen]
    ]
    return True


def _denied(text: str, report: ReportRef, sources: Sources) -> StoredFact | None:
    """Return what the report says did not happen, if that is asked about."""
    for fact in sources.facts(report):
        if fact.kind == "statement" and fact.label and fact.label in text:
            return fact
    return None
