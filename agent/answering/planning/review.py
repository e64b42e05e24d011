"""Questions for a report as a document: what does not add up, what is missing or left blank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.answering.answer import numbers_in
from agent.answering.holdings.stored import StoredFinding, has
from agent.answering.language import MARK
from agent.answering.matching import Weights, fit, has_content, question_grams, strong_text
from agent.answering.plan import BlankTarget, CellTarget, Condition, FindingTarget, Plan, Target
from agent.answering.planning.asked import Asked
from agent.answering.planning.cell_search import cells_named, meaning
from agent.answering.planning.inquiry import MANY_REPORTS, Inquiry
from agent.answering.relevance import nouns
from agent.answering.running.contradictions import wanted
from agent.answering.vocabulary import review, words
from agent.report import TableName

_DOMAIN = re.compile(words().domain)
_FINDINGS = re.compile("|".join(words().operations["findings"]))
_KINDS = [(re.compile(kind.asks), list(kind.rules)) for kind in review().kinds.values()]
_BLANKS, _WHICH = re.compile(review().blanks), re.compile(review().which)
_TROUBLE, _CLEANEST = re.compile(review().trouble), re.compile(review().cleanest)
_SAID = [_BLANKS, _WHICH, _TROUBLE, _CLEANEST, _DOMAIN, _FINDINGS, *(one for one, _ in _KINDS)]
_SAID.append(re.compile(review().words))
_FILLED = re.compile(
    r"填[了过]?(?:数字?|数据|内容|东西)?(?:没有?|没填|吗|么|不曾)|(?:有没有|有无|是否|是不是)(?:都)?填"
)
_FEWEST = re.compile(r"最[少低小]|从少到多|由少[到至]多")
_REPORTS = re.compile(r"报告|年报|哪[份家]|谁")
_TABLES: tuple[tuple[TableName, re.Pattern[str]], ...] = (
    ("article20", re.compile(r"表二|第二张表|第二十条|主动公开")),
    ("applications", re.compile(r"表三|第三张表|申请")),
    ("disputes", re.compile(r"表四|第四张表|复议|诉讼")),
)
_REFERENCES = re.compile(rf"{words().references}|[这那]样的?|[这那]种|此类|类似的?|同样的?")
_MOST, _SOME = 0.6, 0.3
_SUMS = re.compile(r"[加拼凑合]起来|分项|凑[得不]")
_BETWEEN = ["NT-"]
"""The rules about what both text and table tell."""
_NUMBERS = ["T2", "T3-", "T4-", "NN-", "NT-"]
"""The rules about numbers, where nothing graver was found."""


def is_review(asked: Asked) -> bool:
    """Tell whether it can only be asked what is wrong with the reports, or missing in them."""
    said = MARK.sub(" ", asked.said)
    if asked.operation in ("findings", "rank", "value", "list") and _is_trouble(said):
        return asked.operation == "findings" or _REPORTS.search(said) is not None
    return any(pattern.search(said) for pattern, _ in _KINDS) and _REPORTS.search(said) is not None


def plan_review(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question for what is wrong, missing or blank, if it is one."""
    asked = inquiry.asked
    said = MARK.sub(" ", asked.said)
    if asked.condition or plan.operation in ("share", "ratio", "sum", "difference"):
        return False
    cells = cells_named(said, asked, [])
    ranked = plan.operation == "rank" or _CLEANEST.search(said) is not None
    several = len({report.body for report in inquiry.reports}) > 1
    rules = next((rules for pattern, rules in _KINDS if pattern.search(said)), None)
    if _of_something_else(inquiry, said):
        return False
    again = [target for target in inquiry.targets_before if isinstance(target, FindingTarget)]
    if again and not rules and _names_nothing(said):
        plan.targets = list(again)
    elif rules:
        plan.targets = [_of_rules(rules, inquiry, cells)]
    elif _FILLED.search(said) and cells and not several:
        plan.operation, plan.condition = "exists", Condition(relation="blank", number=0)
        plan.targets = [cells[0].model_copy(update={"exact": True})]
        return True
    elif _BLANKS.search(said) and not (cells and (several or ranked)):
        named = not several and (_WHICH.search(said) is not None or bool(cells))
        plan.targets = [BlankTarget(table=_table(said), named=named)]
    elif ranked and several and not cells and _REPORTS.search(asked.question + said) \
            and (_CLEANEST.search(said) or _is_trouble(said)):  # fmt: skip
        plan.targets = [FindingTarget(severities=["error", "warning"])]
    elif plan.operation == "findings" and (
        not several or inquiry.before or asked.all_reports or is_review(asked) or cells
    ):
        plan.targets = [_findings(inquiry, cells)]
    else:
        return False
    if plan.verdict == "right" and _of_one_thing(inquiry, plan.targets[0], said):
        plan.targets = []
        return False
    plan.operation = "rank" if ranked and several else "findings"
    plan.descending = not (_FEWEST.search(said) or _CLEANEST.search(said))
    plan.counts = asked.wants_number
    return True


def _of_rules(
    rules: list[str], inquiry: Inquiry, cells: Sequence[CellTarget]
) -> FindingTarget:  # fmt: skip
    """Return what some rules found; only what touches a cell that is named, where they found it."""
    if cells:
        touching = FindingTarget(rules=rules, table=cells[0].table, row=cells[0].row)
        found = inquiry.sources.findings([report.id for report in inquiry.reports])
        if any(wanted(finding, touching) for finding in found):
            return touching
    return FindingTarget(rules=rules)


def _of_one_thing(inquiry: Inquiry, target: Target, said: str) -> bool:
    """Tell whether one thing is asked about of which it is not known whether it was checked."""
    if not isinstance(target, FindingTarget) or target.table or _names_nothing(said):
        return False
    if target.severities:
        return True
    found = inquiry.sources.findings([report.id for report in inquiry.reports])
    return target.rules == _BETWEEN and not any(wanted(finding, target) for finding in found)


def _names_nothing(said: str) -> bool:
    """Tell whether a question goes on with what did not add up: 这样的有几行."""
    for pattern in (*_SAID, _REFERENCES):
        said = pattern.sub(" ", said)
    return not has_content(said)


def _findings(inquiry: Inquiry, cells: Sequence[CellTarget]) -> FindingTarget:
    """Return what does not add up, at a cell or by the words of the question."""
    text = inquiry.bare
    content = strong_text(_DOMAIN.sub(" ", _FINDINGS.sub(" ", text)))
    found = inquiry.sources.findings([report.id for report in inquiry.reports])
    if of_sum := _sum_named(inquiry, found):
        return FindingTarget(words=of_sum.message)
    rules = _rule_in_words(inquiry, found)
    touching = FindingTarget(table=cells[0].table, row=cells[0].row) if cells else None
    if rules and rules[1] >= _MOST:
        return FindingTarget(rules=[rules[0]])
    if touching and any(wanted(finding, touching) for finding in found):
        return touching
    if rules and rules[1] >= _SOME:
        return FindingTarget(rules=[rules[0]])
    if _SUMS.search(text) and content:
        return FindingTarget(words=content)
    grave = FindingTarget(severities=["error", "warning"])
    if any(wanted(finding, grave) for finding in found):
        return grave
    return FindingTarget(rules=_NUMBERS)


def _sum_named(inquiry: Inquiry, found: Sequence[StoredFinding]) -> StoredFinding | None:
    """Return the sum that does not come out whose total a question names: 三项凑得够60件吗."""
    said = inquiry.said
    numbers = {number for number in numbers_in(MARK.sub(" ", inquiry.asked.whole)) if number > 9}
    if not _SUMS.search(said):
        return None
    hits = [f for f in found if "SUM" in f.rule and numbers & numbers_in(f.message)]
    return hits[0] if len(hits) == 1 else None


def _rule_in_words(inquiry: Inquiry, found: Sequence[StoredFinding]) -> tuple[str, float] | None:
    """Return the rule whose findings have most of the words of the question, and how much."""
    text = inquiry.said
    weights = Weights(finding.message for finding in found)
    grams = question_grams(text)
    if _SUMS.search(text):
        found = [finding for finding in found if "SUM" in finding.rule] or found
    fits: dict[str, float] = {}
    for finding in found:
        coverage = fit(grams, finding.message, "", weights).coverage
        fits[finding.rule] = max(fits.get(finding.rule, 0.0), coverage)
    if not fits:
        return None
    rule = max(fits, key=lambda name: fits[name])
    return rule, fits[rule]


def _is_trouble(said: str) -> bool:
    """Tell whether nothing but trouble is asked for: 哪份报告的疑点最多."""
    rest = _FINDINGS.sub(" ", _TROUBLE.sub(" ", said))
    return rest != said and not has_content(_DOMAIN.sub(" ", re.sub("前后|地方|之?处", " ", rest)))


def _of_something_else(inquiry: Inquiry, said: str) -> bool:
    """Tell whether a thing is named that stands in no report, nor is a word for parts of one."""
    hidden = [hit.span() for pattern in _SAID for hit in pattern.finditer(said)]
    named = nouns(said, [*hidden, *meaning(said)])
    texts = [inquiry.sources.words_of(report) for report in inquiry.reports[:MANY_REPORTS]]
    return any(not word.isascii() and not any(has(text, word) for text in texts) for word in named)


def _table(said: str) -> TableName | None:
    return next((table for table, pattern in _TABLES if pattern.search(said)), None)
