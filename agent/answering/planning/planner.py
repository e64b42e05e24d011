"""The rule planner: from a question, and the one before it, to a typed plan.

It fills what the question leaves out from the plan before: bodies, years, row, column, fact. What
it cannot resolve it refuses with a reason; nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date
from os.path import commonprefix

from agent.answering import refusals
from agent.answering.holdings.catalog import Catalog
from agent.answering.holdings.mention import Mention
from agent.answering.holdings.mentions import NameFinder
from agent.answering.holdings.sources import Sources
from agent.answering.language import FIRST_MARK, MARK, folded
from agent.answering.matching import has_content
from agent.answering.plan import HoldingsTarget, Plan
from agent.answering.planning import fact_search
from agent.answering.planning.accounting import refuse_unaccounted
from agent.answering.planning.against_others import plan_against_others
from agent.answering.planning.asked import clauses_of, take_apart
from agent.answering.planning.attributes import refuse_attributes
from agent.answering.planning.belonging import refuse_others
from agent.answering.planning.beside import plan_beside
from agent.answering.planning.cases import plan_cases
from agent.answering.planning.cell_search import cells_named, left_over, meaning
from agent.answering.planning.conditions import BLANK, changed, loosely_conditioned
from agent.answering.planning.demands import demand
from agent.answering.planning.each_body import plan_each_body
from agent.answering.planning.going_on import go_on, reports_gone_on_with
from agent.answering.planning.growth import plan_growth
from agent.answering.planning.holdings import asks_for_holdings
from agent.answering.planning.inquiry import MANY_REPORTS, Before, Inquiry
from agent.answering.planning.kinds import plan_grounds, plan_kinds, plan_outcomes
from agent.answering.planning.members import plan_members
from agent.answering.planning.mismatched import refuse_mismatched
from agent.answering.planning.narrowing import refuse_narrowed
from agent.answering.planning.nth import plan_nth
from agent.answering.planning.of_lists import plan_list
from agent.answering.planning.one_side import refuse_one_side
from agent.answering.planning.premises import nowhere, premises_of
from agent.answering.planning.review import plan_review
from agent.answering.planning.scope import (
    is_on_the_way,
    refuse_cells_ahead,
    reports_meant,
    told_as,
)
from agent.answering.planning.shares import plan_each, plan_share
from agent.answering.planning.sums import (
    plan_difference,
    plan_not_working,
    plan_parts,
    plan_remaining,
)
from agent.answering.planning.text_and_table import plan_text_and_table
from agent.answering.planning.thresholds import set_threshold
from agent.answering.planning.together import refuse_apart
from agent.answering.planning.told import plan_also, plan_told
from agent.answering.planning.topic import refuse_off_topic
from agent.answering.planning.unused import refuse_hanging, refuse_unused
from agent.answering.planning.values import plan_field, plan_values
from agent.answering.planning.verdicts import verdict_asked
from agent.answering.planning.wordings import plan_exists, plan_why
from agent.answering.relevance import nouns, without_idle
from agent.answering.translation import Told
from agent.answering.vocabulary import words

_SAID = tuple(
    re.compile(pattern)
    for pattern in (
        *(pattern for patterns in words().operations.values() for pattern in patterns),
        *(words().plans, words().problems, words().ordinal, words().references, words().both),
        *words().frame,
        *(pattern.pattern for _, pattern in fact_search.FIELDS),
    )
)
"""Words that say what is done with what is asked for."""
_TURNS = re.compile(rf"[那而](?:么)?({MARK.pattern})呢")
"""甲有多少，那乙呢: the last one is asked about."""
_DOMAIN = re.compile(words().domain)
_CAUSE = re.compile(words().cause)
_SEPARATORS = "的比和与、，"


class RulePlanner:
    """Makes plans from questions, by rules alone."""

    def __init__(self, catalog: Catalog, sources: Sources, today: date) -> None:
        self._catalog, self._sources, self._today = catalog, sources, today
        self._names = NameFinder(catalog)

    def inquire(self, question: str, before: Before | None, sparing: bool = False) -> Inquiry:
        """Return what a question says and whose reports it means.

        Args:
            question: as it was put.
            before: the question before it.
            sparing: leave out English words that need not be known.

        Raises:
            Refused: it is not about the reports, or its bodies or years are not there.
        """
        asked = take_apart(
            question,
            self._names,
            self._today,
            lambda names: Told(lambda: self._words_told(names, before), sparing),
        )
        refuse_off_topic(asked, before, self._catalog, self._sources)
        if before and asked.elliptic:
            go_on(asked, before)
        reports = reports_meant(
            asked, self._catalog, self._sources, before.reports if before else []
        )
        if before:
            reports = reports_gone_on_with(asked, reports, before, self._catalog)
        if turned := _TURNS.search(asked.text):
            bodies = asked.mentions[ord(turned[1]) - FIRST_MARK].bodies
            reports = [report for report in reports if report.body in bodies] or reports
        inquiry = Inquiry(asked, reports, before, self._catalog, self._sources)
        _unmask(inquiry)
        _leave_out_idle(inquiry)
        return inquiry

    def plan(self, inquiry: Inquiry) -> Plan:
        """Return the plan of a question.

        Raises:
            Refused: it cannot be answered, for a typed reason.
        """
        plan = empty_plan(inquiry)
        self._refuse_unheard(inquiry)
        refuse_hanging(inquiry)
        _fill(plan, inquiry)
        set_threshold(plan, inquiry)
        refuse_cells_ahead(plan, inquiry)
        refuse_narrowed(plan, inquiry)
        refuse_one_side(plan, inquiry)
        refuse_unaccounted(plan, inquiry)
        refuse_unused(plan, inquiry)
        refuse_apart(plan, inquiry)
        refuse_others(plan, inquiry)
        refuse_mismatched(plan, inquiry)
        refuse_attributes(plan, inquiry)
        demand(plan, inquiry)
        plan.doubts = list(dict.fromkeys(inquiry.doubts))
        return plan

    def _words_told(self, names: list[Mention], before: Before | None) -> tuple[str, str]:
        """Return with what words the reports meant tell their numbers, and all their words."""
        named = {body for name in names for body in name.bodies}
        reports = [report for report in self._catalog.reports if report.body in named]
        reports = reports or (before.reports if before else self._catalog.reports)
        return self._sources.words_told(reports[:MANY_REPORTS])

    def _refuse_unheard(self, inquiry: Inquiry) -> None:
        """Refuse a question that takes a number for granted which no report has."""
        if inquiry.before or inquiry.asked.condition or len(inquiry.reports) > MANY_REPORTS:
            return
        if told := nowhere(inquiry):
            name = inquiry.areas
            raise refusals.false_premise(
                f"{name}的报告里没有提到“{told}”。",
                f"The report of {name} nowhere tells of this ({told}).",
            )


def empty_plan(inquiry: Inquiry) -> Plan:
    """Return the plan of a question whose targets are not known yet."""
    asked = inquiry.asked
    return Plan(
        language=asked.language,
        operation=asked.operation,
        bodies=list(dict.fromkeys(report.area for report in inquiry.reports)),
        years=asked.years,
        reports=[report.id for report in inquiry.reports],
        targets=[],
        each=not asked.all_reports and (asked.names_bodies or inquiry.before is not None),
        mean=asked.mean,
        condition=asked.condition,
        counts=asked.counts,
        verdict=verdict_asked(asked),
        premises=premises_of(inquiry),
        words=_words(inquiry),
        goes_on=inquiry.before is not None and asked.elliptic,
    )


def _words(inquiry: Inquiry) -> str:
    """Return what the question names; one that names nothing goes on with that before."""
    if inquiry.before and not has_content(_DOMAIN.sub(" ", inquiry.bare)):
        return inquiry.before.words
    return " ".join(inquiry.bare.split())


def _unmask(inquiry: Inquiry) -> None:
    """Give back the names that begin the name of what is told of: 云山发布, 云山市政府网."""
    asked = inquiry.asked
    if len(inquiry.reports) > 1:
        return
    view = folded(asked.question)
    told = inquiry.sources.view(inquiry.report)
    labels = {fact.label for fact in inquiry.sources.facts(inquiry.report)}
    for number, mention in enumerate(asked.mentions):
        rest = view[mention.start :]
        own = mention.kind == "generic" and mention.text in labels
        if mention.kind in ("unknown", "region") and is_on_the_way(asked, mention):
            name = told_as(mention, told)
        elif own or any(_begins(label, rest, len(mention.text), told) for label in labels):
            name = mention.text
        else:
            continue
        mark = chr(FIRST_MARK + number)
        asked.text = asked.text.replace(mark, name)
        asked.clauses = [clause.replace(mark, name) for clause in asked.clauses]


def _leave_out_idle(inquiry: Inquiry) -> None:
    """Blank out the words of the question that do not matter."""
    asked = inquiry.asked
    if not left_over(asked.text):
        return
    texts = [inquiry.sources.words_of(report) for report in inquiry.reports[:MANY_REPORTS]]
    said = [hit.span() for pattern in _SAID for hit in pattern.finditer(asked.text)]
    asked.text = without_idle(
        asked.text,
        lambda word: any(word in text for text in texts),
        meaning(asked.text),
        said,
    )
    asked.clauses = clauses_of(asked.text)


def _begins(label: str, text: str, name: int, told: str) -> bool:
    """Tell whether a text begins with a label, or with clearly more of it than a name.

    Args:
        name: how long the name is.
        told: the text of the report.
    """
    shared = len(commonprefix([label, text]))
    if shared == len(label):
        # 云山市政府网 is not named by 云山市政府网站.
        longer = shared >= name + 2 and text[shared - 1 : shared + 1] not in told
        return shared > 0 and (longer or text[shared : shared + 1] in _SEPARATORS)
    return shared >= name + 2 and not text[name].isdigit()


def _fill(plan: Plan, inquiry: Inquiry) -> None:
    """Fill a plan by its operation."""
    if plan.operation == "why" and _how_changed(inquiry):
        plan.operation = "value"
    operation = plan.operation
    if asks_for_holdings(inquiry.asked):
        plan.operation, plan.targets = "list", [HoldingsTarget()]
    elif (
        plan_nth(plan, inquiry)
        or plan_field(plan, inquiry)
        or plan_outcomes(plan, inquiry)
        or plan_members(plan, inquiry)
        or plan.condition is None
        and _those_that(plan, inquiry)
        or plan_also(plan, inquiry)
        or plan_against_others(plan, inquiry)
        or plan_beside(plan, inquiry)
        or plan_text_and_table(plan, inquiry)
        or plan_grounds(plan, inquiry)
        or plan_each_body(plan, inquiry)
        or plan_list(plan, inquiry)
        or plan_review(plan, inquiry)
        or plan_growth(plan, inquiry)
        or plan_each(plan, inquiry)
        or plan_remaining(plan, inquiry)
        or plan_cases(plan, inquiry)
        or plan_kinds(plan, inquiry)
        or operation == "sum"
        and plan_parts(plan, inquiry)
    ):
        return
    elif operation == "why":
        plan_why(plan, inquiry)
    elif operation in ("share", "ratio"):
        plan_share(plan, inquiry)
    elif plan_told(plan, inquiry) or plan_not_working(plan, inquiry):
        return
    elif operation == "difference":
        plan_difference(plan, inquiry)
    elif operation == "exists":
        plan_exists(plan, inquiry)
    else:
        plan_values(plan, inquiry)


def _those_that(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question for the reports that have some, or that leave it blank."""
    several = len({report.body for report in inquiry.reports}) > 1
    said = inquiry.asked.said
    of_change = changed(said) if several else None
    condition = of_change or loosely_conditioned(said) if several else None
    if condition is None or plan.operation not in ("exists", "findings", "value", "list"):
        return False
    if condition.relation == "over" and plan.operation != "exists" and not of_change:
        return False
    cells = cells_named(inquiry.bare, inquiry.asked, [])
    if of_change and any(cell.column != "change" for cell in cells):
        return False
    rest = nouns(inquiry.bare, meaning(inquiry.bare))
    if not cells or any(not BLANK.search(word) for word in rest):
        return False
    exact = condition.relation == "blank"
    plan.operation, plan.condition, plan.counts = "rank", condition, True
    plan.targets = [cells[0].model_copy(update={"exact": exact})]
    return True


def _how_changed(inquiry: Inquiry) -> bool:
    """Tell whether the change of a row is asked for: 许可项目怎么变的."""
    cells = cells_named(inquiry.bare, inquiry.asked, inquiry.targets_before)
    return (
        bool(cells)
        and all(cell.column == "change" for cell in cells)
        and not _CAUSE.search(inquiry.asked.said)
    )
