"""Questions over a list that a report tells: its order, one place of it, its shares, the rest.

前三类各多少封, 最多的一类占几成, 逐类加起来差多少, 除了热线其余几条: what is a list in one report
is worked with as cells are over several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.answering import refusals
from agent.answering.answer import numbers_in
from agent.answering.holdings.lists import ToldList, lists_of, main_field
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK
from agent.answering.matching import fit, has_content, question_grams
from agent.answering.plan import FactTarget, Plan, Target
from agent.answering.planning import fact_search
from agent.answering.planning.beside import member_named
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.labels import names
from agent.answering.planning.listed import listed_in
from agent.answering.planning.ranks import asks_for_order, place_asked, set_order, without_order
from agent.answering.planning.shares_told import DIVIDED
from agent.answering.planning.told import told_before
from agent.answering.relevance import counted, nouns, softened
from agent.answering.vocabulary import found_terms, words

_SHARE = re.compile("|".join(words().operations["share"]))
_PARTS = re.compile(
    r"[逐各每分][大小分子细]?(?:类|项|个?渠道|条|块|个?口子)[^，。？]{0,12}(?:[相一之]?加|合|列|凑)|分项|[加合凑]起[来身]|一加|加总|之和|相加|列出"
)
_MISSED = re.compile(
    r"(?:相?差|少|多|缺|漏|短)(?:了|出|着)?(?:多少|几)|(?:差额|缺口|出入)(?:是|有)?(?:多少|几|多大)"
)
_EQUAL = re.compile(
    r"等于|相等|[对合]得上|对不上|一致|吻合|相符|[平轧]不?平|凑得[上够]|够不够|正好|恰好|刚好|分毫不差|严丝合缝"
)
_EACH_OF = re.compile(r"[各每逐]个?([\u4e00-\u9fff]{2,})")
"""What a sum is of: 各乡镇之和."""
_TOTAL = re.compile(r"总[项件条户个]?[数量额]|公布的|报的|说的|总的")
_LEFT_OUT = re.compile(
    rf"(?:{words().left_out})(?P<out>[^，。？]{{1,30}}?)(?:以外|之外|外|不[算计谈说]|(?=[，。？]))"
)
_REMAINS = re.compile("[剩余净]")
_IN_ALL = re.compile(
    "|".join([*words().operations["sum"], words().in_all, "(?<!公)共(?![同享和])"])
)
_MEMBERS = re.compile(
    r"(?:[哪那这几各两三四五六七八九十\d]+[个一]?)?[大小分子细]?(?:类别?|种类?|来路|来源|渠道|口子|方面|样|块|项)(?:事情?|信息|信件|内容)?|一长串|条目|清单|名单|列表|逐[类项]"
)
_WHICH = re.compile(r"(?:哪[一几些]?|[二两三四五六七八九十几\d])[个家位名间所]")
_EACH_CHANNEL = re.compile(r"[两二三各][头条个家边处种]|各渠道|所有渠道|全部渠道|不管")
_NAMED = 0.9
"""How well a class is named at least to be added up over channels."""
_NEVER = re.compile(r"月|季|天|日|年|人|村|镇|乡|县|区|街|谁")
"""What no list of a report is made of."""
_NOT = re.compile(r"[，、](?:而|且|并)?(?:不是|不算|非|不含)[^，。？]*")
_FITS, _OWN = 0.5, 0.25
_FEW = 10
"""A number up to it says how many are meant."""


def plan_list(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question over a list of one report, if it is one.

    Raises:
        Refused: other things are asked for than the list has.
    """
    if len(inquiry.reports) != 1:
        return False
    said = MARK.sub(" ", inquiry.asked.said)
    if _PARTS.search(said) and _MISSED.search(said) and _beyond_parts(plan, inquiry):
        return True
    if _PARTS.search(said) and _EQUAL.search(said) and _parts_and_whole(plan, inquiry):
        return True
    if asks_for_order(said):
        shared = _SHARE.search(said) is not None
        return _share_of_place(plan, inquiry) if shared else _in_order(plan, inquiry)
    if _LEFT_OUT.search(said) and _REMAINS.search(said) and _what_remains(plan, inquiry):
        return True
    if _LEFT_OUT.search(said) and _IN_ALL.search(said):
        return _the_rest(plan, inquiry)
    if _IN_ALL.search(said) and _over_channels(plan, inquiry):
        return True
    if _SHARE.search(said) and plan.operation == "share":
        return _share_of_member(plan, inquiry)
    return False


def _in_order(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the members of a list in their order: 前三类是哪些."""
    named = _members_named(inquiry)
    parts = named or (found.parts if (found := _list_meant(inquiry)) else ())
    if not parts:
        return False
    _refuse_others(inquiry, parts)
    plan.operation, plan.targets = "rank", _targets(parts)
    set_order(plan, inquiry.asked)
    return True


def _share_of_place(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the share of the first or last member: 最多的一类占几成."""
    place = place_asked(MARK.sub(" ", inquiry.asked.said))
    if place is None:
        return False
    told = _told(inquiry)
    found = _list_with(told, inquiry) if len(told) > 1 else None
    if found is None or not _goes_on(inquiry, found):
        found, told = _list_meant(inquiry), []
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
    text = _NOT.sub("", MARK.sub(" ", inquiry.asked.said))
    whole = MARK.sub(" ", inquiry.asked.whole)
    if DIVIDED.search(text):
        return False
    for found in _lists(inquiry):
        fits = [part for part in found.parts if part.label and part.label in text]
        # 申请分两头接，区政府一头，部门一头。部门这头占几成
        told = text
        if not fits and (one := _member_in_context(text, whole, found)):
            fits, told = [one], whole
        unlike = any(not found.whole.explains(word) for word in nouns(text) if fits
                     and not fits[0].explains(word))  # fmt: skip
        rows = any(found_terms(fits[0].label, "rows")) if fits else False
        if len(fits) == 1 and not unlike and not rows and _is_named(found, told):
            _share(plan, fits, found)
            return True
    return False


def _member_in_context(text: str, whole: str, found: ToldList) -> StoredFact | None:
    """Return the member that is named alone, where the sentence before names the list."""
    plain = not set(fact_search.fields_asked(text)) - {"rate"}
    return member_named(_content(text), found.parts) if plain and _is_named(found, whole) else None


def _beyond_parts(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of what a number exceeds those told with it by: 逐类加起来差多少."""
    found = _list_meant(inquiry)
    if found is None:
        return False
    plan.operation, plan.targets = "difference", _targets(found.parts)
    plan.whole, plan.whole_reports = _targets([found.whole]), plan.reports
    return True


def _parts_and_whole(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of whether the numbers of a list make up its whole: 各类之和等于总数吗."""
    found = _list_meant(inquiry)
    if found is None:
        return False
    labels = " ".join(part.label for part in found.parts)
    each = _EACH_OF.search(_content(inquiry.asked.said))
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
    plan.targets = _targets([part for part in found.parts if part not in out])
    return True


def _what_remains(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the number of a list without one of it: 来信扣除热线的，还剩几条."""
    found, out = _left_out(inquiry)
    if found is None or len(out) != 1:
        return False
    plan.operation, plan.targets = "difference", _targets([found.whole, *out])
    return True


def _left_out(inquiry: Inquiry) -> tuple[ToldList | None, list[StoredFact]]:
    """Return the list that is meant, and its members that are left out."""
    said = MARK.sub(" ", inquiry.asked.said)
    left_out = "，".join(hit["out"] for hit in _LEFT_OUT.finditer(said))
    found = _list_meant(inquiry, left_out)
    out = [part for part in found.parts if _names(left_out, part) >= _FITS] if found else []
    return found, out


def _refuse_others(inquiry: Inquiry, parts: Sequence[StoredFact]) -> None:
    """Refuse where other things are asked for than a list has: 最多的是哪个月, 前三个乡镇."""
    text = _MEMBERS.sub(lambda hit: " " * len(hit[0]), MARK.sub(" ", inquiry.asked.said))
    ends = [hit.end() for hit in _WHICH.finditer(text)]
    labels = " ".join(part.label for part in parts)
    others = [hit[0] for end in ends if (hit := _NEVER.match(text, end))]
    others += [word for word in counted(text, ends, ()) if word not in labels]
    if others:
        raise refusals.not_stated(inquiry.report.name, others[0], doubtful=True)


def _over_channels(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of the sum of one class over channels: 信箱和咨询里的环保信一共几封."""
    said = MARK.sub(" ", inquiry.asked.said)
    classes = [
        fact for fact in inquiry.sources.facts(inquiry.report)
        if fact.kind == "category_count" and fact.channel and _names(said, fact) >= _NAMED
    ]  # fmt: skip
    alike = [fact for fact in classes if fact.label == classes[0].label]
    named = [fact for fact in alike if (fact.channel or "")[:2] in said]
    chosen = alike if not named and _EACH_CHANNEL.search(said) else named
    if len(chosen) < 2 or len(alike) < len(classes):
        return False
    plan.operation, plan.targets = "sum", _targets(chosen)
    return True


def _share(plan: Plan, parts: Sequence[StoredFact], found: ToldList) -> None:
    plan.operation, plan.targets = "share", _targets(parts)
    plan.whole, plan.whole_reports = _targets([found.whole]), plan.reports


def _targets(facts: Sequence[StoredFact]) -> list[Target]:
    return [
        FactTarget(report=fact.report_id, fact=fact.id, field=main_field(fact) or "count")
        for fact in facts
    ]


def _lists(inquiry: Inquiry) -> list[ToldList]:
    report = inquiry.report
    return lists_of(inquiry.sources.facts(report), inquiry.sources.view(report))


def _told(inquiry: Inquiry) -> list[StoredFact]:
    """Return the facts told last together."""
    facts = [inquiry.fact_of([target]) for _, target in told_before(inquiry)]
    return [fact for fact in facts if fact is not None]


def _list_with(facts: Sequence[StoredFact], inquiry: Inquiry) -> ToldList | None:
    """Return the list that has all of some facts."""
    ids = {fact.id for fact in facts}
    for found in _lists(inquiry):
        if ids <= {part.id for part in found.parts}:
            return found
    return None


def _goes_on(inquiry: Inquiry, found: ToldList) -> bool:
    """Tell whether a question names nothing but a list told before, and its number if any."""
    bare = _content(inquiry.asked.text)
    numbers = numbers_in(MARK.sub(" ", inquiry.asked.said))
    own = {float(number) for number in found.whole.numbers.values()}
    strange = [number for number in numbers if number > _FEW and float(number) not in own]
    unlike = [word for word in nouns(bare) if not found.whole.explains(word)]
    return not strange and not unlike


def _list_meant(inquiry: Inquiry, besides: str = "") -> ToldList | None:
    """Return the list that a question names by its number or channel, its sentences all told.

    Args:
        besides: words of members.
    """
    for text in dict.fromkeys((inquiry.asked.text, inquiry.asked.whole)):
        bare = _content(text.replace(besides, " ") if besides else text)
        if not has_content(bare):
            continue
        best: tuple[float, ToldList] | None = None
        for found in _lists(inquiry):
            score = _score(bare, found, inquiry)
            if score and (best is None or score > best[0]):
                best = score, found
        if best:
            return best[1]
    return None


def _score(bare: str, found: ToldList, inquiry: Inquiry) -> float:
    labels = " ".join(part.label for part in found.parts)
    weights = inquiry.sources.fact_weights(inquiry.report)
    around = f"{labels} {found.whole.sentence} {found.whole.around}"
    grams = softened(question_grams(bare), bare, inquiry.sources.words_of(inquiry.report))
    fitting = fit(grams, found.name, around, weights)
    unlike = [
        word for word in nouns(bare)
        if not found.whole.explains(word) and not any(part.explains(word) for part in found.parts)
    ]  # fmt: skip
    if unlike or fitting.coverage < _FITS or fitting.own < _OWN:
        return 0.0
    numbers = {float(number) for number in numbers_in(bare)}
    own = {float(number) for number in found.whole.numbers.values()}
    return fitting.coverage + fitting.own + bool(numbers & own)


def _is_named(found: ToldList, text: str) -> bool:
    grams = question_grams(_content(text))
    return any(not gram.weak and gram.text in found.name for gram in grams)


def _members_named(inquiry: Inquiry) -> list[StoredFact]:
    """Return the numbers of one kind that a question names one behind the other."""
    targets = listed_in(inquiry, without_order(inquiry.bare))
    facts = {fact.id: fact for fact in inquiry.sources.facts(inquiry.report)}
    return [facts[target.fact] for target in targets if isinstance(target, FactTarget)]


def _names(text: str, part: StoredFact) -> float:
    if (hit := re.search(r"\d{4,}", text)) and hit[0] in part.label:
        return 1.0
    return names(text, part.label)


def _content(text: str) -> str:
    """Return a text without the words that ask for an order, a share, a sum or members."""
    bare = without_order(MARK.sub(" ", text))
    for pattern in (_SHARE, _EQUAL, _PARTS, _TOTAL, _MISSED, _LEFT_OUT, _IN_ALL, _MEMBERS):
        bare = pattern.sub(" ", bare)
    return bare
