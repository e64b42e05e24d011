"""Which of the lists that a report tells a question means: 来信的各类, 权力清单里的."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from agent.answering.answer import numbers_in
from agent.answering.holdings.lists import ToldList, lists_of, main_field
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK
from agent.answering.matching import fit, has_content, question_grams
from agent.answering.plan import FactTarget, Target
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.ranks import without_order
from agent.answering.planning.told import told_before
from agent.answering.relevance import nouns, softened
from agent.answering.vocabulary import words

SHARE = re.compile("|".join(words().operations["share"]))
PARTS = re.compile(
    r"[逐各每分][大小分子细]?(?:类|项|个?渠道|条|块|个?口子)[^，。？]{0,12}(?:[相一之]?加|合|列|凑)|分项|[加合凑]起[来身]|一加|加总|之和|相加|列出"
)
MISSED = re.compile(
    r"(?:相?差|少|多|缺|漏|短)(?:了|出|着)?(?:多少|几)|(?:差额|缺口|出入)(?:是|有)?(?:多少|几|多大)"
)
EQUAL = re.compile(
    r"等于|相等|[对合]得上|对不上|一致|吻合|相符|[平轧]不?平|凑得[上够]|够不够|正好|恰好|刚好|分毫不差|严丝合缝|(?:有没有|有无|是否有?)(?:出入|差错|差额|缺口)"
)
_TOTAL = re.compile(r"总[项件条户个]?[数量额]|公布的|报的|说的|总的")
LEFT_OUT = re.compile(
    rf"(?:{words().left_out})(?P<out>[^，。？]{{1,30}}?)(?:以外|之外|外|不[算计谈说]|(?=[，。？]))"
)
IN_ALL = re.compile("|".join([*words().operations["sum"], words().in_all, "(?<!公)共(?![同享和])"]))
MEMBERS = re.compile(
    r"(?:[哪那这几各两三四五六七八九十\d]+[个一]?)?[大小分子细]?(?:类别?|种类?|来路|来源|渠道|口子|方面|样|块|项)(?:事情?|信息|信件|内容)?|分门别类|按类别?|一长串|条目|清单|名单|列表|逐[类项]"
)
FITS, _OWN = 0.5, 0.25
_FEW = 10
"""A number up to it says how many are meant."""


def told_lists(inquiry: Inquiry) -> list[ToldList]:
    """Return the lists of the report that is asked about."""
    report = inquiry.report
    return lists_of(inquiry.sources.facts(report), inquiry.sources.view(report))


def facts_told(inquiry: Inquiry) -> list[StoredFact]:
    """Return the facts told last together."""
    facts = [inquiry.fact_of([target]) for _, target in told_before(inquiry)]
    return [fact for fact in facts if fact is not None]


def list_with(facts: Sequence[StoredFact], inquiry: Inquiry) -> ToldList | None:
    """Return the list that has all of some facts."""
    ids = {fact.id for fact in facts}
    for found in told_lists(inquiry):
        if ids <= {part.id for part in found.parts}:
            return found
    return None


def goes_on(inquiry: Inquiry, found: ToldList) -> bool:
    """Tell whether a question names nothing but a list told before, and its number if any."""
    bare = content(inquiry.asked.text)
    numbers = numbers_in(inquiry.said)
    own = {float(number) for number in found.whole.numbers.values()}
    strange = [number for number in numbers if number > _FEW and float(number) not in own]
    unlike = [word for word in nouns(bare) if not found.whole.explains(word)]
    return not strange and not unlike


def list_meant(
    inquiry: Inquiry, besides: Callable[[str], str] = lambda text: text
) -> ToldList | None:
    """Return the list that a question names by its number or channel, its sentences all told.

    Args:
        besides: takes out the words that name none: of members, of a condition.
    """
    for text in dict.fromkeys((inquiry.asked.text, inquiry.asked.whole)):
        bare = content(besides(text))
        if not has_content(bare):
            continue
        best: tuple[float, ToldList] | None = None
        for found in told_lists(inquiry):
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
    unlike = any(not found.explains(word) for word in nouns(bare))
    if unlike or fitting.coverage < FITS or fitting.own < _OWN:
        return 0.0
    numbers = {float(number) for number in numbers_in(bare)}
    own = {float(number) for number in found.whole.numbers.values()}
    return fitting.coverage + fitting.own + bool(numbers & own)


def is_named(found: ToldList, text: str) -> bool:
    """Tell whether a text has words that a list goes by."""
    grams = question_grams(content(text))
    return any(not gram.weak and gram.text in found.name for gram in grams)


def content(text: str) -> str:
    """Return a text without the words that ask for an order, a share, a sum or members."""
    bare = without_order(MARK.sub(" ", text))
    for pattern in (SHARE, EQUAL, PARTS, _TOTAL, MISSED, LEFT_OUT, IN_ALL, MEMBERS):
        bare = pattern.sub(" ", bare)
    return bare


def targets_of_facts(facts: Sequence[StoredFact]) -> list[Target]:
    """Return the numbers of some facts as what is asked for."""
    return [
        FactTarget(report=fact.report_id, fact=fact.id, field=main_field(fact) or "count")
        for fact in facts
    ]
