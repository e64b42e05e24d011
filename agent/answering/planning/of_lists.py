"""Questions over a list that a report tells: its order, one place of it, its shares, the rest.

前三类各多少封, 最多的一类占几成, 逐类加起来差多少, 除了热线其余几条: what is a list in one report
is worked with as cells are over several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.answering import refusals
from agent.answering.holdings.lists import ToldList
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK
from agent.answering.plan import FactTarget, Plan
from agent.answering.planning import fact_search
from agent.answering.planning.beside import member_named
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.labels import names
from agent.answering.planning.list_named import (
    EQUAL,
    FITS,
    IN_ALL,
    LEFT_OUT,
    MEMBERS,
    MISSED,
    PARTS,
    SHARE,
    content,
    facts_told,
    goes_on,
    is_named,
    list_meant,
    list_with,
    targets_of_facts,
    told_lists,
)
from agent.answering.planning.listed import listed_in
from agent.answering.planning.ranks import asks_for_order, place_asked, set_order, without_order
from agent.answering.planning.shares_told import DIVIDED, of_those_summed
from agent.answering.relevance import counted, nouns
from agent.answering.vocabulary import found_terms

_EACH_OF = re.compile(r"[各每逐]个?([\u4e00-\u9fff]{2,})")
"""What a sum is of: 各乡镇之和."""
_EACH_CLASS = re.compile(
    r"(?:[这那]些|各个?|逐|所有|全部|每一?)[大小分子]?(?:类别?|种类?|门类|来源|渠道|分?项)"
    r"(?:信件|信息|数字?)?[^，。？]{0,4}(?:相加|[加合累]起来|加总|之和|合计|累加)"
)
_REMAINS = re.compile("[剩余净]")
_WHICH = re.compile(r"(?:哪[一几些]?|[二两三四五六七八九十几\d])[个家位名间所]")
_EACH_CHANNEL = re.compile(r"[两二三各][头条个家边处种]|各渠道|所有渠道|全部渠道|不管")
_NAMED = 0.9
"""How well a class is named at least to be added up over channels."""
_NEVER = re.compile(r"月|季|天|日|年|人|村|镇|乡|县|区|街|谁")
"""What no list of a report is made of."""
_NOT = re.compile(r"[，、](?:而|且|并)?(?:不是|不算|非|不含)[^，。？]*")
_INSIDE = re.compile(
    r"(?P<list>[^。？]+?)(?:之中|当中|其中|[里中内][头面边]?)，?(?P<part>[^，。？]+)占"
)


def plan_list(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question over a list of one report, if it is one.

    Raises:
        Refused: other things are asked for than the list has.
    """
    if len(inquiry.reports) != 1:
        return False
    said = inquiry.said
    if PARTS.search(said) and MISSED.search(said) and _beyond_parts(plan, inquiry):
        return True
    if PARTS.search(said) and EQUAL.search(said) and _parts_and_whole(plan, inquiry):
        return True
    if asks_for_order(said):
        shared = SHARE.search(said) is not None
        return _share_of_place(plan, inquiry) if shared else _in_order(plan, inquiry)
    if LEFT_OUT.search(said) and _REMAINS.search(said) and _what_remains(plan, inquiry):
        return True
    if LEFT_OUT.search(said) and IN_ALL.search(said):
        return _the_rest(plan, inquiry)
    if IN_ALL.search(said) and _over_channels(plan, inquiry):
        return True
    if SHARE.search(said) and plan.operation == "share":
        return of_those_summed(plan, inquiry) or _share_of_member(plan, inquiry)
    if plan.operation == "sum" and _EACH_CLASS.search(said):
        return _of_all_parts(plan, inquiry)
    return False


def _in_order(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the members of a list in their order: 前三类是哪些."""
    named = _members_named(inquiry)
    parts = named or (found.parts if (found := list_meant(inquiry)) else ())
    if not parts:
        return False
    plan.targets = targets_of_facts(parts)
    set_order(plan, inquiry.asked)
    if plan.limit and plan.limit > len(parts):
        # 公众号是哪五个 asks for names, not for the first of a list of two.
        plan.limit, plan.targets = None, []
        return False
    _refuse_others(inquiry, parts)
    plan.operation = "rank"
    return True


def _share_of_place(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the share of the first or last member: 最多的一类占几成."""
    place = place_asked(inquiry.said)
    if place is None:
        return False
    told = facts_told(inquiry)
    found = list_with(told, inquiry) if len(told) > 1 else None
    if found is None or not goes_on(inquiry, found):
        found, told = list_meant(inquiry), []
    if found is None:
        return False
    _refuse_others(inquiry, found.parts)
    ordered = sorted(told or found.parts, key=found.value_of, reverse=True)
    if not -len(ordered) <= place < len(ordered):
        return False
    _share(plan, [ordered[place]], found)
    return True


def _share_of_member(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the share of a member that is named in full: 部门受理的申请占几成."""
    text = _NOT.sub("", inquiry.said)
    whole = MARK.sub(" ", inquiry.asked.whole)
    if DIVIDED.search(text):
        return False
    for found in told_lists(inquiry):
        fits = [part for part in found.parts if part.label and part.label in text]
        # 申请分两头接，区政府一头，部门一头。部门这头占几成
        told = text
        if not fits and (one := _member_in_context(text, whole, found)):
            fits, told = [one], whole
        inside = _member_inside(text, found) if not fits else None
        fits = [inside] if inside else fits
        unlike = any(not found.whole.explains(word) for word in nouns(text) if fits
                     and not fits[0].explains(word))  # fmt: skip
        rows = any(found_terms(fits[0].label, "rows")) if fits and not inside else False
        if len(fits) == 1 and not unlike and not rows and is_named(found, told):
            _share(plan, fits, found)
            return True
    return False


def _member_in_context(text: str, whole: str, found: ToldList) -> StoredFact | None:
    """Return the member that is named alone, where the sentence before names the list."""
    plain = not set(fact_search.fields_asked(text)) - {"rate"}
    return member_named(content(text), found.parts) if plain and is_named(found, whole) else None


def _member_inside(text: str, found: ToldList) -> StoredFact | None:
    """Return the member that is named behind its list: 三千项权力里，处罚类占几成."""
    hit = _INSIDE.search(text)
    plain = not set(fact_search.fields_asked(text)) - {"rate"}
    if not hit or not plain or any(found_terms(hit["list"], "rows")):
        return None
    named = [part for part in found.parts if names(hit["part"], part.label) >= _NAMED]
    if len(named) == 1:
        return named[0]
    return member_named(content(hit["part"]), found.parts)


def _beyond_parts(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of what a number exceeds those told with it by: 逐类加起来差多少."""
    found = list_meant(inquiry)
    if found is None:
        return False
    plan.operation, plan.targets = "difference", targets_of_facts(found.parts)
    plan.whole, plan.whole_reports = targets_of_facts([found.whole]), plan.reports
    return True


def _parts_and_whole(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of whether the numbers of a list make up its whole: 各类之和等于总数吗."""
    found = list_meant(inquiry)
    if found is None:
        return False
    labels = " ".join(part.label for part in found.parts)
    each = _EACH_OF.search(content(inquiry.asked.said))
    if each and any(word not in labels for word in nouns(each[1])):
        raise refusals.not_stated(inquiry.report.name, each[0], doubtful=True)
    if sum(found.value_of(part) for part in found.parts) != found.value_of(found.whole):
        plan.operation = "findings"  # what does not add up is told as such
        return False
    return _beyond_parts(plan, inquiry)


def _the_rest(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the sum of a list without some: 撇开热线，其余共几条."""
    found, out = _left_out(inquiry)
    if found is None or not out or len(out) == len(found.parts):
        return False
    plan.operation = "sum"
    plan.targets = targets_of_facts([part for part in found.parts if part not in out])
    return True


def _of_all_parts(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the sum of all members of a list: 来信各类别加起来几封."""
    found = list_meant(inquiry)
    if found is None:
        return False
    plan.targets = targets_of_facts(found.parts)
    return True


def _what_remains(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the number of a list without one of it: 来信扣除热线的，还剩几条."""
    found, out = _left_out(inquiry)
    if found is None or len(out) != 1:
        return False
    plan.operation, plan.targets = "difference", targets_of_facts([found.whole, *out])
    return True


def _left_out(inquiry: Inquiry) -> tuple[ToldList | None, list[StoredFact]]:
    """Return the list that is meant, and its members that are left out."""
    said = inquiry.said
    left_out = "，".join(hit["out"] for hit in LEFT_OUT.finditer(said))
    found = list_meant(inquiry, lambda text: text.replace(left_out, " ") if left_out else text)
    out = [part for part in found.parts if names(left_out, part.label) >= FITS] if found else []
    return found, out


def _refuse_others(inquiry: Inquiry, parts: Sequence[StoredFact]) -> None:
    """Refuse where other things are asked for than a list has: 最多的是哪个月, 前三个乡镇."""
    text = MEMBERS.sub(lambda hit: " " * len(hit[0]), inquiry.said)
    ends = [hit.end() for hit in _WHICH.finditer(text)]
    labels = " ".join(part.label for part in parts)
    others = [hit[0] for end in ends if (hit := _NEVER.match(text, end))]
    others += [word for word in counted(text, ends, ()) if word not in labels]
    if others:
        raise refusals.not_stated(inquiry.report.name, others[0], doubtful=True)


def _over_channels(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the sum of one class over channels: 信箱和咨询里的环保信一共几封."""
    said = inquiry.said
    classes = [
        fact for fact in inquiry.sources.facts(inquiry.report)
        if fact.kind == "category_count" and fact.channel and names(said, fact.label) >= _NAMED
    ]  # fmt: skip
    alike = [fact for fact in classes if fact.label == classes[0].label]
    named = [fact for fact in alike if (fact.channel or "")[:2] in said]
    chosen = alike if not named and _EACH_CHANNEL.search(said) else named
    if len(chosen) < 2 or len(alike) < len(classes):
        return False
    plan.operation, plan.targets = "sum", targets_of_facts(chosen)
    return True


def _share(plan: Plan, parts: Sequence[StoredFact], found: ToldList) -> None:
    plan.operation, plan.targets = "share", targets_of_facts(parts)
    plan.whole, plan.whole_reports = targets_of_facts([found.whole]), plan.reports


def _members_named(inquiry: Inquiry) -> list[StoredFact]:
    """Return the numbers of one kind that a question names one behind the other."""
    targets = listed_in(inquiry, without_order(inquiry.bare))
    facts = {fact.id: fact for fact in inquiry.sources.facts(inquiry.report)}
    return [facts[target.fact] for target in targets if isinstance(target, FactTarget)]
