"""Plans answers in words: reasons, passages, yes and no, and lists of classes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.answering import refusals
from agent.answering.answer import numbers_in
from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.lists import lists_of, main_field
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK
from agent.answering.matching import fit, only_asks, question_grams
from agent.answering.plan import CellTarget, FactTarget, PassageTarget, Plan, Target
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import cells_named, left_over, meaning
from agent.answering.planning.inquiry import MANY_REPORTS, Inquiry
from agent.answering.relevance import covered, nouns, softened, tagged
from agent.answering.vocabulary import found_terms, metrics, words

_PLANS = re.compile(words().plans)
_PROBLEMS = re.compile(words().problems)
_CAUSE = re.compile(words().cause)
_FAULT = "问题|不足(?!以)|差距|短板|毛病|症结|漏洞|困难|欠缺|薄弱"
_WHICH_PROBLEMS = re.compile(
    rf"(?:什么|哪些|哪方面|哪几|有何|何种)(?:主要|突出)?(?:的)?(?:{_FAULT})"
    rf"|(?:{_FAULT})[^，。？]{{0,4}}(?:在哪|出在|何在|是什么|有什么|有哪)"
    rf"|[两三四五六几](?:个|条|项|点|处|大|方面的?){{1,2}}(?:{_FAULT})(?![^，。？]*(?:多少|几))"
    r"|哪(?:里|儿|些地方|方面)?(?:没|不|还没)[^，。？]{0,3}(?:好|够|到位|足)"
    r"|(?:没|不|未)能?[做办干搞弄抓]?得?(?:好|够|到位|足|完善)(?![^。？]*(?:多少|几))[^。？]{0,12}(?:哪|什么|怎么?样?)"
    r"|(?<!相)[差短弱亏欠输](?:劲|得)?在(?:了)?(?:哪|什么|何)"
)
_WORDS_ASKED = re.compile(
    r"(?<!问)(?:谁|什么人)(?![^，。？]{0,10}[最更])|由哪|叫什么|叫啥|在哪|去哪|到哪|哪里|哪儿|何处|何地|什么地方|文号|"
    r"怎么(?!样了)|怎样|如何|什么(?!时候|原因|时间|结果)|"
    r"靠(?:哪|什么)|哪[几些][样招条]|几级|"
    r"哪[一二三四五六七八九十两几些]?[个项条种份部类]?(?:[^，。？]{2,4})?(?:部门|单位|机构|公司|平台|方面|人|地方|渠道|方式|途径|形式|栏目|专栏|子栏目|"
    r"级|内容|材料|信息|事|制度|办法|文件|领域|字样|标识|标记|环节|步骤|程序|手续|阶段|角色|原则|要求|口诀|工作|东西|板块|载体|文本|版本|账号|微信公众号)"
)
_TOPICS = re.compile("内容涉及什么")
_A_NUMBER = re.compile(
    r"多少|什么数(?!据)|几(?:[条件封项户家个期次场份篇宗起张人名](?!部门|单位|方面|栏目|人))|率|占|比例"
)
_ENGLISH_WORD = re.compile("[a-z]{4,}")
_LEFT_OUT = re.compile(
    rf"(?:{words().left_out})[^，。？]{{1,30}}(?:以外|之外|外|这[一二三四五六七八九十几]?[种类项样个])?"
    r"|[^，。？]{1,20}(?:以外|之外)"
)
_ALL_DONE = re.compile(
    r"清零|(?:全部|全都|都|全|悉数|统统)(?:已经?|给)?(?:办结|办完|办妥|办好|回复完?|答复完?|处理完|办理完|了结)"
)
_REMEDY = re.compile(
    r"(?:哪[些几][样招条]?|什么|何种|怎样的)(?:改善|改进|整改|补救|应对|具体|的)*(?:方子|药方|办法|举措|对策|措施|招)"
    r"|(?:方子|药方|办法|对策|措施|招)(?:来|去)(?:治|改|解决|应对)"
)
_AMISS = re.compile(
    "不(?:及时|高|够|足|好|强|到位|完善|规范|充分)|问题|短板|跟不上|薄弱|滞后|欠缺|没人|少人|少有人|缺"
)
_LETTERS = re.compile("^(?!.*申请).*(?:信件|信箱|留言|投诉|诉求)")
_EITHER = re.compile("[或和与及、]")
_TELLING = 4
"""So many characters beside a cell say what it is of."""
_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")


def plan_passages(
    plan: Plan, inquiry: Inquiry, evidence: bool = False, source: str = "passages",
    content: str | None = None,
) -> None:  # fmt: skip
    """Fill the plan of an answer from passages that have the words of the question."""
    text = inquiry.bare if content is None else content
    plan.targets.append(
        PassageTarget.model_validate(
            {
                "source": source,
                "words": " ".join(text.split()),
                "asked": inquiry.said,
                "evidence": evidence,
            }
        )
    )
    if plan.operation != "exists":
        plan.operation = "why"


def plan_why(plan: Plan, inquiry: Inquiry) -> None:
    """Fill the plan of a question for reasons, problems or plans."""
    text = inquiry.bare
    cells = cells_named(inquiry.asked.text, inquiry.asked, [])
    # Letters that are not made public are no requests that were refused.
    cells = [c for c in cells if c.table != "applications" or not _LETTERS.search(text)]
    if cells and _CAUSE.search(text):
        plan.targets = list(cells[:1])
    source = "passages"
    which = _WHICH_PROBLEMS.search(text)
    plans = _PLANS.search(text)
    planned = plans and not (which and "，" in text[plans.end() : which.start()])
    if planned or _asks_remedy(inquiry.asked.said):
        source = "measures"
    elif which or (
        _PROBLEMS.search(text) and re.search("为什么|为何|存在|哪些|哪方面|什么|承认", text)
    ):
        source = "problems"
    content = re.sub(f"{_PLANS.pattern}|存在|什么|哪些|问题|不足(?!以)|困难", " ", text)
    plan_passages(plan, inquiry, source=source, content=content)
    # The thing itself is a number of a table: only what gives a cause is its reason.
    plan.targets[-1] = plan.targets[-1].model_copy(update={"causes": len(plan.targets) > 1})


def plan_in_words(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question for who, where, by what: no number answers it."""
    asked = inquiry.asked
    if len(inquiry.reports) != 1 or plan.operation not in ("value", "list"):
        return False
    problems = _WHICH_PROBLEMS.search(asked.said)
    remedy = _asks_remedy(asked.said)
    if not problems and not remedy and not _WORDS_ASKED.search(asked.said):
        return False
    if _A_NUMBER.search(asked.said) or asked.wants_date:
        return False
    before = inquiry.targets_before if asked.elliptic else []
    cells = cells_named(asked.text, asked, before) and not left_over(asked.text)
    if cells and not _TOPICS.search(asked.said):
        return False
    if problems or remedy or _PLANS.search(asked.said):
        plan_why(plan, inquiry)
    else:
        plan_passages(plan, inquiry)
    return True


def _asks_remedy(said: str) -> bool:
    """Tell whether it is asked what is done about something that is amiss: 没人用，有哪些方子."""
    return _REMEDY.search(said) is not None and _AMISS.search(_REMEDY.sub(" ", said)) is not None


def plan_exists(plan: Plan, inquiry: Inquiry) -> None:
    """Fill the plan of a question for yes or no."""
    asked, report = inquiry.asked, inquiry.report
    if strange := _strange(inquiry):
        raise refusals.not_stated(inquiry.areas, f"“{strange}”", doubtful=True)
    if len(inquiry.reports) > 3:
        plan_passages(plan, inquiry, evidence=True)
        return
    cells = cells_named(asked.text, asked, inquiry.targets_before)
    if not cells and (both := _received_and_done(inquiry)):
        plan.targets = both
        return
    statement = _denied(asked.text, report, inquiry.sources)
    if statement:
        plan.targets = [FactTarget(report=report.id, fact=statement.id, field="value")]
    elif len(cells) > 1 and re.search("还是", asked.text):
        plan.operation, plan.targets = "list", list(cells)
    elif cells and not left_over(asked.text):
        plan.targets = _closest(cells, asked.said)
    else:
        hit = fact_search.best(asked.text, report, inquiry.sources)
        # 考核优秀的部门里有审计局吗: the sentence tells it, not the number.
        own = hit and all(hit.fact.has(word) for word in nouns(MARK.sub(" ", asked.text)))
        if hit and own and not hit.fit.unknown_words:
            plan.targets = [FactTarget(report=report.id, fact=hit.fact.id, field=hit.field)]
        elif cells and not _told_in_words(inquiry):
            plan.targets = _closest(cells, asked.said)
        else:
            plan_passages(plan, inquiry, evidence=True)


def _closest(cells: Sequence[CellTarget], said: str) -> list[Target]:
    """Return the cell that is meant where several rows are named: no total, and no group.

    复议或者官司 are both.
    """
    if (
        len({cell.row for cell in cells}) > 1
        and cells[0].table == "disputes"
        and _EITHER.search(said)
    ):
        return list(cells)
    own = [cell for cell in cells if cell.row not in ("new", "total")] or cells
    single = [cell for cell in own if not metrics()[cell.table].rows[cell.row].members]
    return list((single or own)[:1])


def _told_in_words(inquiry: Inquiry) -> bool:
    """Tell whether a sentence has all that is named beside the cell: 申请的是不是应急预案."""
    text = MARK.sub(" ", inquiry.asked.text)
    hidden = covered(text, meaning(text))
    named = [
        word for word, tag, start in tagged(text)
        if tag.startswith(("n", "v")) and len(word) > 1
        and not any(hidden[start : start + len(word)]) and not only_asks(word)
    ]  # fmt: skip
    return sum(map(len, named)) >= _TELLING and any(
        all(word in quote.view for word in named)
        for report in inquiry.reports
        for quote in inquiry.sources.passages(report)
    )


def _strange(inquiry: Inquiry) -> str | None:
    """Return an English word of what is asked that nobody could put into Chinese."""
    if inquiry.asked.language != "en":
        return None
    told = [inquiry.sources.view(report).lower() for report in inquiry.reports[:MANY_REPORTS]]
    words_left = _ENGLISH_WORD.findall(inquiry.bare)
    return next((word for word in words_left if not any(word in text for text in told)), None)


def _received_and_done(inquiry: Inquiry) -> list[Target]:
    """Return how many came in and how many were dealt with: 信都办结清零了吗."""
    said = inquiry.said
    if len(inquiry.reports) != 1 or not _ALL_DONE.search(said):
        return []
    text = MARK.sub(" ", inquiry.asked.text)
    hit = fact_search.best(_ALL_DONE.sub(" ", text), inquiry.report, inquiry.sources)
    numbers = hit.fact.numbers if hit else {}
    done = next((field for field in ("resolved", "answered") if field in numbers), None)
    if hit is None or done is None or "received" not in numbers:
        return []
    return [
        FactTarget(report=hit.fact.report_id, fact=hit.fact.id, field=field)
        for field in ("received", done)
    ]


def plan_breakdown(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a list of the classes of one channel's letters, if there are any."""
    if len(inquiry.reports) != 1:
        return False
    if parts := _parts_listed(inquiry):
        plan.operation, plan.targets = "list", parts
        return True
    channels: dict[str | None, list[StoredFact]] = {}
    for fact in inquiry.sources.facts(inquiry.report):
        if fact.kind == "category_count":
            channels.setdefault(fact.channel, []).append(fact)
    if not channels:
        return False
    text = inquiry.said

    def fits(channel: str | None) -> float:
        pairs = {(channel or "")[i : i + 2] for i in range(len(channel or "") - 1)}
        return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0

    chosen = max(channels, key=fits)
    if fits(chosen) < 0.5 and (len(channels) > 1 or any(found_terms(text, "rows"))):
        return False
    if plan.operation != "sum":  # 各类加起来多少封
        plan.operation = "list"
    plan.targets = [
        FactTarget(report=inquiry.report.id, fact=fact.id, field="count")
        for fact in channels[chosen]
    ]
    return True


def _parts_listed(inquiry: Inquiry) -> list[Target]:
    """Return what a number is listed with, less what is left out: 900项(其中：行政许可300项…)."""
    report, said = inquiry.report, _ASIDE.sub(" ", inquiry.said)
    whole, least = fact_search.best(_LEFT_OUT.sub(" ", said), report, inquiry.sources), 3
    for hit in fact_search.candidates(said, report, inquiry.sources):
        # 那900项权力: its number is told.
        if hit.fit.own and hit.fact.numbers.get(hit.field) in numbers_in(said):
            whole, least = hit, 2
            break
    if whole is None:
        return []
    left_out = "".join(hit[0] for hit in _LEFT_OUT.finditer(said))
    lists = lists_of(inquiry.sources.facts(report), inquiry.sources.view(report))
    parts = next((one.parts for one in lists if one.whole.id == whole.fact.id), ())
    if len(parts) < least:
        return []
    return [
        FactTarget(report=report.id, fact=fact.id, field=main_field(fact) or whole.field)
        for fact in parts
        if not (left_out and any(pair in left_out for pair in _ends(fact.label)))
    ]


def _ends(label: str) -> list[str]:
    """Return what tells a label from its neighbours: its last two characters."""
    return [label[-2:]] if len(label) > 1 else []


def _denied(text: str, report: ReportRef, sources: Sources) -> StoredFact | None:
    """Return what the report says did not happen, if that is asked about."""
    bare = MARK.sub(" ", text)
    facts = [fact for fact in sources.facts(report) if fact.kind == "statement"]
    grams = softened(question_grams(bare), bare)
    weights = sources.fact_weights(report)
    for fact in facts:
        fitting = fit(grams, fact.near, fact.sentence, weights)
        if fact.label and (fact.label in text or (fitting.coverage >= 0.5 and fitting.own >= 0.25)):
            return fact
    return None
