"""Refuses a number that does not account for what a question says of it.

注销掉的有几家 is not answered by how many there are, 哪一天办结的 not by how many were dealt with,
and what letters of one channel are about not by those of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.answering import refusals
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import FIRST_MARK, MARK, with_synonyms
from agent.answering.matching import only_asks, question_grams
from agent.answering.plan import CellTarget, Condition, FactTarget, Plan, Premise
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import meaning
from agent.answering.planning.inquiry import MANY_REPORTS, Inquiry
from agent.answering.relevance import covered, tagged
from agent.answering.vocabulary import found_terms, words

_BEFORE_COUNT = re.compile(
    r"(?:^|[，。？；、\s里中])(?P<said>[^，。？；、\s]{2,14}?)的(?:又|还|总共|一共|共|各|都|只)?"
    r"(?:是|有|占|剩)?(?:多少|几)(?![何乎]|家单位)"
)
"""What is counted is what is said right before: 退回的有几封."""
_BEHIND_COUNT = re.compile(
    r"(?:多少|几)[^，。？的是]{1,4}是(?:为了|因为|由于|冲着|关于)?(?P<said>[^，。？]{2,12}?)的?(?:$|[，。？\s])"
)
"""有几件是为了打官司的."""
_DONE_TO = re.compile(r"被(?P<said>[^，。？、的了\s]{2,6})(?=的|了|$|？)")
_OFFICE = re.compile(
    r"(?<![各全哪个本该])[\u4e00-\u9fff]{2,8}?(?:[^各全大格结布邮药]局|委员会|管委会|派出所|[^办]厅)(?![面势部限级])"
)
"""One of the offices of a body: 区水务局一家受理了几件."""
_WRITTEN = re.compile("[填写印载记报列录标]$")
"""That it is written says nothing of it: 那一格填的是几."""
_TELLING = ("n", "v", "j", "b", "t")
_LIGHT = re.compile(f"[{words().light}]+")
_DAYS = re.compile("(?:多少|几)个?(?:工作)?[天日](?!前)|多久|多长时间")
_ASKS_OTHERWISE = re.compile(words().otherwise)
_RATE = re.compile(r"(?P<of>[\u4e00-\u9fff]{2})(?:率|度)(?!先|假)")
_PLATFORM = re.compile("微[博信]|公众号|抖音|头条|视频号|发布")
_OF_SEVERAL = re.compile("前[二两三四五]|(?<![“「])最[多少高低大小](?! ?(?:跑|只|不|一次))")
"""One number is no order: 处理申请最多的工作人员, 最大的一笔罚款."""
_BEFORE = re.compile("上一?年|同期|去年")
_ASKS_RATE = re.compile("率(?:是|为|有|达到?)?(?:多少|几|多[高大]|$|[？，])")
_ASKS_COUNT = re.compile("(?:多少|几)(?:个|位)?[件封宗起条人次户家](?!百分)")
_ASKS_SHARE = re.compile("率|比例|比重|百分|占比|几成")
_DEALT_WITH = frozenset({"办结", "办理", "答复", "回复", "办复", "处理", "比例", "百分"})
"""Rates that reports call one as well as the other."""


def refuse_unaccounted(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse numbers that do not account for what the question says of them.

    Raises:
        Refused: they are of something else, or of more.
    """
    if plan.operation in ("why", "findings") or len(inquiry.reports) > MANY_REPORTS:
        return
    cells = [target for target in plan.targets if isinstance(target, CellTarget)]
    facts = [
        (target, fact)
        for target in plan.targets
        if isinstance(target, FactTarget) and (fact := inquiry.fact_of([target]))
    ]
    if not cells and not facts:
        return
    if _asks_otherwise(plan, inquiry):
        # That there is such a thing is looked at first.
        plan.premises += [
            Premise(target=cell, condition=Condition(relation="over", number=0))
            for cell in cells[:1]
            if cell.column != "change"
        ]
        plan.targets = []
        return
    if _tells_only_when(plan, inquiry, facts):
        raise refusals.not_stated(inquiry.areas, doubtful=True)
    told = [fact for _, fact in facts]
    part, whole = (plan.targets, plan.reports), (plan.whole, plan.whole_reports)
    first, *others = plan.targets
    twice = len(inquiry.reports) == 1 and others == [first]
    if plan.operation == "share" and part == whole or twice:
        raise refusals.not_stated(inquiry.areas, doubtful=True)  # the other was not found
    order = plan.condition or _OF_SEVERAL.search(inquiry.asked.said)
    one = len(plan.targets) == len(inquiry.reports) == 1
    if order and plan.operation == "rank" and one:
        raise refusals.not_stated(plan.bodies[0], doubtful=True)
    days = _DAYS.search(inquiry.asked.said)
    if days and plan.operation != "exists" and not any(_of_days(t, f) for t, f in facts):
        raise refusals.not_stated(inquiry.areas, f"“{days[0]}”", doubtful=True)
    said = _other_account(inquiry, told) or next(_unsaid(inquiry, cells, told), None)
    said = said or _other_channel(plan, inquiry, told)
    said = said or _year_before(plan, inquiry, cells, told)
    said = said or _other_table(plan, inquiry, cells) or _other_rate(plan, inquiry, facts)
    said = said or _other_unit(plan, inquiry, facts)
    if said:
        raise refusals.not_stated(inquiry.areas, f"“{said.strip()}”", doubtful=True)


def _tells_only_when(
    plan: Plan, inquiry: Inquiry, facts: Sequence[tuple[FactTarget, StoredFact]]
) -> bool:
    """Tell whether a date was found where how many is asked for: 去了几个人."""
    asked = inquiry.asked
    dated = any(target.field == "dates" for target, _ in facts) and plan.operation != "list"
    return dated and not asked.wants_date and (asked.wants_number or inquiry.before is None)


def _of_days(target: FactTarget, fact: StoredFact) -> bool:
    """Tell whether a number tells how long something took, or when it was."""
    return target.field == "dates" or (fact.unit or "")[-1:] in ("天", "日", "时", "月", "年")


def _asks_otherwise(plan: Plan, inquiry: Inquiry) -> bool:
    """Tell whether a day, a law, a place or somebody is asked for, where only numbers are found."""
    asked = inquiry.asked
    dated = any(isinstance(t, FactTarget) and t.field == "dates" for t in plan.targets)
    if plan.operation not in ("value", "list", "rank") or len(plan.bodies) > 1 or dated:
        return False
    if asked.wants_date:
        return not asked.wants_number
    if not _ASKS_OTHERWISE.search(MARK.sub(" ", asked.said)):
        return False
    return not asked.wants_number and len(plan.targets) == 1


def _unsaid(
    inquiry: Inquiry, cells: Sequence[CellTarget], facts: Sequence[StoredFact]
) -> Iterator[str]:
    """Yield what is said right before or behind 多少 and told by none of the numbers."""
    said = inquiry.said
    spans = meaning(said) if cells else []
    if facts:
        spans += [hit.span() for _, field in fact_search.FIELDS for hit in field.finditer(said)]
    named = covered(said, spans)
    for office in _OFFICE.finditer(said) if inquiry.asked.operation != "exists" else ():
        if not any(office[0][-4:] in f"{fact.near} {fact.sentence}" for fact in facts):
            yield office[0]
    weak = {gram.start for gram in question_grams(said) if gram.weak}
    for pattern in (_BEFORE_COUNT, _BEHIND_COUNT, _DONE_TO):
        for hit in pattern.finditer(said):
            begin, end = hit.span("said")
            if _WRITTEN.search(hit["said"]):
                continue
            inside = [
                (word, tag) for word, tag, start in tagged(said)
                if begin <= start < end and len(word) > 1 and tag.startswith(_TELLING)
                and not any(named[start : start + len(word)])
                and start not in weak and not only_asks(word) and not _LIGHT.fullmatch(word)
            ]  # fmt: skip
            strange = [(w, t) for w, t in inside if not any(fact.explains(w) for fact in facts)]
            known = any(named[begin:end]) or len(strange) < len(inside)
            if strange and (not known or cells and any(t.startswith("n") for _, t in strange)):
                yield hit["said"]


def _other_account(inquiry: Inquiry, facts: Sequence[StoredFact]) -> str | None:
    """Return the account of a body that is named, 云山发布, where the numbers are of others."""
    named = [
        one.part_of for number, one in enumerate(inquiry.asked.mentions)
        if one.kind == "body" and one.part_of
        and (one.part_of in inquiry.asked.said or chr(FIRST_MARK + number) in inquiry.asked.said)
    ]  # fmt: skip
    own = [fact for fact in facts if _PLATFORM.search(fact.label)]
    return next((n for n in named if not any(n in fact.sentence for fact in own)), None)


def _other_channel(plan: Plan, inquiry: Inquiry, facts: Sequence[StoredFact]) -> str | None:
    """Take the number of the channel that is named; return its name where it has none such."""
    if len(facts) != 1 or facts[0].kind not in ("mailbox", "category_count"):
        return None
    said, (fact,) = inquiry.said, facts
    every = inquiry.sources.facts(inquiry.catalog.report(fact.report_id))
    named = [other for other in every if other.channel and with_synonyms(other.channel) in said]
    alike = [o for o in every if (o.kind, o.label) == (fact.kind, fact.label)]
    if not named and fact.kind == "category_count" and len(alike) > 1 and inquiry.before is None:
        if plan.operation == "value" and len({o.channel for o in alike}) == len(alike):
            # 道路交通几封: of each channel that has the class
            plan.operation = "list"
            plan.targets = [FactTarget(report=o.report_id, fact=o.id, field="count") for o in alike]
        return None
    if not named or fact.channel in (None, *(other.channel for other in named)):
        return None
    same = [o for o in named if (o.kind, o.label) == (fact.kind, fact.label)]
    if len(same) != 1 or fact.kind != "category_count":
        return named[0].channel
    plan.targets = [FactTarget(report=fact.report_id, fact=same[0].id, field="count")]
    return None


def _other_table(plan: Plan, inquiry: Inquiry, cells: Sequence[CellTarget]) -> str | None:
    """Return what is named of another table than the one number is of: 处罚被法院撤销的."""
    if plan.operation != "value" or len(plan.targets) != 1 or not cells:
        return None
    if inquiry.asked.language == "en" or inquiry.asked.elliptic:
        return None  # an English verb has many senses; 上一年呢 is no column
    said = inquiry.said
    hits = [hit for part in ("rows", "columns") for hit in found_terms(said, part)]
    own = [hit for hit in hits if hit.table == cells[0].table]
    for hit in hits:
        apart = not any(o.start < hit.end and hit.start < o.end for o in own)
        if hit.table != cells[0].table and hit.strength > 1 and apart and hit.name != "total":
            return said[hit.start : hit.end]
    return None


def _year_before(
    plan: Plan, inquiry: Inquiry, cells: Sequence[CellTarget], facts: Sequence[StoredFact]
) -> str | None:
    """Return the words for the year before where a number is of the year of the report."""
    hit = _BEFORE.search(inquiry.asked.said)
    if hit is None or plan.operation != "value" or inquiry.asked.elliptic:
        return None
    if any("previous" in cell.column or cell.column == "change" for cell in cells):
        return None
    carried = any(cell.row == "carried_over" for cell in cells)
    return None if carried or any(_BEFORE.search(fact.sentence) for fact in facts) else hit[0]


def _other_rate(
    plan: Plan, inquiry: Inquiry, facts: Sequence[tuple[FactTarget, StoredFact]]
) -> str | None:
    """Return the rate that is asked for, where another one is found and it is told nowhere."""
    asked = inquiry.asked.said
    if inquiry.before and not _RATE.search(asked):
        asked = inquiry.before.words
    hit = _RATE.search(asked)
    rates = [fact for target, fact in facts if target.field == "rate" or fact.unit == "%"]
    if (
        hit
        and facts
        and not rates
        and plan.operation == "value"
        and _ASKS_RATE.search(inquiry.asked.said)
    ):
        return hit[0]
    if hit is None or not rates or hit["of"] in _DEALT_WITH:
        return None
    if any(hit["of"] in fact.sentence for fact in rates):
        return None
    told = [
        FactTarget(report=report.id, fact=fact.id, field=field)
        for report in inquiry.reports
        for fact in inquiry.sources.facts(report)
        if hit["of"] in fact.near and (field := fact_search.field_of(fact, ["rate"]))
        and (field == "rate" or fact.unit == "%")
    ]  # fmt: skip
    if len(told) != 1:
        return hit[0]
    plan.operation, plan.targets = "value", list(told)
    return None


def _other_unit(
    plan: Plan, inquiry: Inquiry, facts: Sequence[tuple[FactTarget, StoredFact]]
) -> str | None:
    """Return what asks for a rate where a count was found, or for a count where a rate was."""
    one = len(facts) == len(plan.targets) == len(inquiry.reports) == 1
    if not one or plan.operation not in ("value", "compare"):
        return None
    ((target, fact),) = facts
    said = inquiry.said
    rate = target.field == "rate" or fact.unit == "%"
    asks = (_ASKS_COUNT if rate else _ASKS_SHARE).search(said)
    other = (_ASKS_SHARE if rate else _ASKS_COUNT).search(said)
    return asks[0] if asks and not other else None
