"""Finds the sentences of one report that tell what is asked for, with what leads up to them."""

from __future__ import annotations

import re

from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredQuote
from agent.answering.matching import Weights, fit, question_grams
from agent.answering.relevance import softened, without_links
from agent.answering.running.headings import is_numbered, is_title

_ENOUGH, _NEARLY, _OWN = 0.4, 0.75, 0.15
_MOST = 4
_CUE = 0.2
_SHORT = 24
"""So short a numbered sentence is a heading: what follows tells more."""
_KIND_ASKED = re.compile(
    r"(?:什么|哪[些个几]?(?:个)?)(?:样的|类|种)?"
    r"(?P<kind>材料|信息|内容|方面|事|东西|文件|部门|单位|机构|人|渠道|方式|地方|手段)"
)
"""What kind of thing is asked for; the sentence that tells it need not have the word."""
_CUES = tuple(
    (re.compile(asked), re.compile(tells))
    for asked, tells in (
        (r"谁|哪[些个几]?(?:部门|单位|机构|人|家)|由哪|哪[一二三四五六七八九十两几]?级",
         r"由[^，。]{1,30}(?:负责|办|审|维护|受理|承担)|负责|逐级|专家|人员|聘请|[局办室委]、"),
        (r"哪[些几]?(?:方面|内容|事|类)|什么(?:内容|材料|信息|事|问题|方面)|涉及|问些",
         r"涉及|内容(?:主要)?(?:为|是|包括|涉及)|主要是|包括|等方面"),
        (r"方式|渠道|途径|形式|载体|怎么|怎样|如何",
         r"通过|利用|依托|采[取用]|方式|渠道|载体|建立|制定"),
        (r"哪[些几]|什么", r"[（(](?:含|包括|即|如)[^）)]*、"),
        (r"为什么|为何|原因|理由|缘故", r"由于|因为|因[^此素而]|原因|意愿|鉴于|导致"),
        (r"哪里|哪儿|何处|何地|去哪|什么地方", r"赴|前往|设在|到[^，。]{2,10}[市县区]"),
        (r"什么(?:平台|系统|制度|办法|文件|栏目|专栏)|哪[些个几](?:平台|系统|制度|办法|文件|栏目|专栏)|叫什么|文号",
         r"《|“|【|依托|平台|〔\d{4}〕"),
    )
)  # fmt: skip


def found_in(report: ReportRef, words: str, asked: str, sources: Sources) -> list[StoredQuote]:
    """Return the sentences that tell what is asked for, best first.

    Args:
        words: what the question names.
        asked: the question as it was said.
    """
    every = sources.passages(report)
    told = sources.words_of(report)
    bare = without_links(words)
    kinds = {hit["kind"] for hit in _KIND_ASKED.finditer(asked)}
    grams = [
        gram._replace(soft=gram.soft or gram.text in kinds)
        for gram in softened(question_grams(bare), bare, told)
        if not gram.weak
    ]
    weights = Weights(quote.view for quote in every)
    cues = [tells for asks, tells in _CUES if asks.search(asked)]
    scored: list[tuple[float, int]] = []
    for place, quote in enumerate(every):
        if is_title(quote.view):
            continue
        leading = [q.view for q in every[max(0, place - 2) : place] if q.section == quote.section]
        fits = fit(grams, quote.view, " ".join(leading), weights)
        if fits.coverage < _ENOUGH or fits.own < _OWN:
            continue
        cue = _CUE * any(tells.search(quote.view) for tells in cues)
        scored.append((fits.coverage + fits.own / 2 + cue, place))
    scored.sort(key=lambda one: (-one[0], one[1]))
    best = scored[0][0] if scored else 0.0
    near = [place for score, place in scored if score >= best * _NEARLY]
    return [_with_what_follows(every, place, sources.text(report)) for place in near[:_MOST]]


def _with_what_follows(every: list[StoredQuote], place: int, text: str) -> StoredQuote:
    """Return a sentence; a heading with the sentences that it heads."""
    quote = every[place]
    if len(quote.view) > _SHORT or not is_numbered(quote.view):
        return quote
    end = quote.end
    view = quote.view
    for other in every[place + 1 : place + 3]:
        if other.section != quote.section or is_numbered(other.view):
            break
        end, view = other.end, view + other.view
    return quote._replace(end=end, quote=text[quote.start : end], view=view)
