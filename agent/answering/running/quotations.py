"""Answers in words: passages of the reports, and what a report says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from agent.answering import refusals
from agent.answering.answer import AnswerRow
from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.citing import cite_place, cite_quote
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredQuote
from agent.answering.matching import Weights, fit, question_grams
from agent.answering.plan import PassageTarget, Plan, ReportTarget
from agent.answering.relevance import softened
from agent.answering.running.enumerated import names_in
from agent.answering.running.headings import is_heading, is_title
from agent.answering.running.result import Result
from agent.answering.running.retrieval import found_in
from agent.wording import one_line

_NOT_DONE = re.compile(r"下一步|今后|将|打算|计划|继续|拟")
_DENIES = re.compile(r"未发生|未收到|未产生|没有发生|未出现|无此|未发现|没有发现|没有出现")
_CAUSE = re.compile(r"由于|因为|原因|导致|因[^此素]|造成")
_TITLE = re.compile("《[^》]*》")
_BETWEEN = re.compile(r"[、；;和及与]|以及|[”》][“《]|[（(]?[\d一二三四五六七八九]+[)）、是]")
"""What parts the names of a list."""
_NAMES = re.compile("哪[些几两二三四五六七八九十]|名[单字]|点名|逐个|列举")
_SO_MANY = re.compile(r"哪[两二三四五六七八九十](?:个|条|项|点|大|方面)")
"""All of them are asked for."""
_ENOUGH = 0.4
_NEARLY = 0.75
_ENOUGH_TO_DENY = 0.3
_MOST_QUOTES = 4
_MOST_OF_EACH = 2
"""Where several reports are asked."""
_LONGEST_QUOTE = 260


def answer_passages(
    plan: Plan, target: PassageTarget, reports: Sequence[ReportRef], sources: Sources
) -> Result:
    """Return the passages that tell what is asked for.

    Raises:
        Refused: no passage tells it, or one denies it.
    """
    found = [
        quote for quote in _quotes(target, reports, sources)
        if _has_all(quote.view, target)
        or plan.operation == "why" and _DENIES.search(quote.view)
    ]  # fmt: skip
    zh = plan.language == "zh"
    if not found and target.place:
        raise _past_the_last(target, reports[0], sources)
    if not found:
        raise refusals.not_stated("、".join(report.area for report in reports[:5]), doubtful=True)
    by_id = {report.id: report for report in reports}
    denied = [quote for quote in found[:1] if _DENIES.search(quote.view)]
    if plan.operation == "why" and denied and target.source == "passages":
        report = by_id[denied[0].report_id]
        said = one_line(denied[0].quote)
        raise refusals.false_premise(
            f"{report.area}的报告写的是：“{said}”",
            f"The report of {report.area} says: “{said}”",
            [cite_quote(sources, report, denied[0])],
        )
    yes = "有。" if zh else "Yes. "
    if plan.operation == "exists":
        told = [quote for quote in found if not _denies(quote, target.words)]
        yes = yes if told else "没有。" if zh else "No. "
        found = told or found
    result = Result("", words=[quote.quote for quote in found])
    lines = []
    for quote in found:
        report = by_id[quote.report_id]
        mark = result.marks([cite_quote(sources, report, quote)])
        shown = one_line(quote.quote)[:_LONGEST_QUOTE]
        head = f"{report.area}{report.year}年" if zh else f"{report.area} ({report.year})"
        lines.append(f"{head}：“{shown}”{mark}" if zh else f"{head}: “{shown}”{mark}")
    result.text = "\n".join(lines)
    if plan.operation == "why" and _NAMES.search(target.asked):
        # The names as rows, of the first sentence that lists any.
        listed = next(((q, names) for q in found if (names := names_in(q.quote))), None)
        for name in listed[1] if listed else ():
            sha256 = by_id[listed[0].report_id].sha256 if listed else None
            result.rows.append(AnswerRow(label=name, value=None, unit=None, report=sha256))
    if plan.operation == "exists":
        result.text = yes + result.text
        for number in dict.fromkeys(quote.report_id for quote in found):
            report = by_id[number]
            result.rows.append(
                AnswerRow(label=report.area, value=None, unit=None, report=report.sha256)
            )
    return result


def answer_field(
    plan: Plan, target: ReportTarget, reports: Sequence[ReportRef], sources: Sources
) -> Result:
    """Return what reports say of themselves: their dates, their addresses; of each that does.

    Raises:
        Refused: none says it.
    """
    result, lines = Result(""), []
    for report in reports:
        value = sources.field(report, target.field)
        if value is None:
            continue
        place = _place_of(value, sources.view(report))
        if place and target.field == "period_start":
            # The sentence tells its end too.
            around = [q for q in sources.passages(report) if q.start <= place[0] < q.end]
            place = next(((quote.start, quote.end) for quote in around), place)
        citations = [cite_place(sources, report, *place)] if place else []
        quote = citations[0].quote if citations else value
        mark = result.marks(citations)
        result.words += [value, quote]
        if plan.language == "en":
            lines.append(f"{report.area} ({report.year}): {quote} ({value}) {mark}.")
        else:
            lines.append(f"{report.area}{report.year}年的报告：{quote}{mark}。")
        if len(reports) > 1:
            row = AnswerRow(label=report.area, value=None, unit=None, report=report.sha256)
            result.rows.append(row)
    if not lines:
        raise refusals.not_stated("、".join(report.name for report in reports[:5]))
    result.text = "\n".join(lines)
    if plan.counts:
        result.value, result.unit = len(lines), "份"
        result.computed.append((len(lines), ()))
    return result


def _has_all(view: str, target: PassageTarget) -> bool:
    """Tell whether a passage has all that is asked for; titles of documents name no office."""
    bare = _TITLE.sub(" ", view)
    if not all(re.search(pattern, bare) for pattern in target.having):
        return False
    listed = max(len(_BETWEEN.findall(sentence)) for sentence in view.split("。"))
    return listed + 1 >= target.names


def _past_the_last(target: PassageTarget, report: ReportRef, sources: Sources) -> refusals.Refused:
    """Tell how many there are; where they are not told one by one nothing is known of it."""
    told = sources.quotes(report, target.source)
    cited = [cite_quote(sources, report, quote) for quote in told]
    if len(told) < 2:
        return refusals.not_stated(report.name, citations=cited)
    return refusals.false_premise(
        f"{report.area}的报告只讲了{len(told)}条。",
        f"The report of {report.area} has only {len(told)} of them.",
        cited,
    )


def _quotes(
    target: PassageTarget, reports: Sequence[ReportRef], sources: Sources
) -> list[StoredQuote]:
    strong = [gram for gram in question_grams(target.words) if not gram.weak]
    strong = softened(strong, target.words)
    if target.source != "passages":
        every = [q for r in reports for q in sources.quotes(r, target.source)]
        if target.place:
            return every[target.place - 1 : target.place]
        if target.source == "measures":
            return every[:10]
        weights = Weights(quote.view for quote in every)
        fits = [(fit(strong, quote.view, "", weights).coverage, quote) for quote in every]
        best = max((coverage for coverage, _ in fits), default=0.0)
        if best < 0.3 or _SO_MANY.search(target.asked):
            return every[:8]
        return [quote for coverage, quote in fits if coverage >= best * 0.5][:8]
    if len(reports) == 1 and not target.evidence and not target.causes:
        return found_in(reports[0], target.words, target.asked, sources)
    found = sources.search(reports, " ".join(gram.text for gram in strong))
    found = [q for q in found if not is_title(q.view)]
    if target.evidence:
        found = [
            q for q in found
            if q.section != 5 and not _NOT_DONE.search(q.view) and not is_heading(q.view)
        ]  # fmt: skip
    if target.causes:
        found = [q for q in found if _CAUSE.search(q.view)]
    weights = Weights(quote.view for quote in found)
    fits = [(fit(strong, quote.view, "", weights).coverage, quote) for quote in found]
    # What denies the thing need not have all of its words.
    fits = [
        one for one in fits
        if one[0] >= (_ENOUGH_TO_DENY if _DENIES.search(one[1].view) else _ENOUGH)
    ]  # fmt: skip
    if len(reports) > 1:
        # Each report has its own words for it.
        tops = {
            quote.report_id: max(c for c, other in fits if other.report_id == quote.report_id)
            for _, quote in fits
        }
        fits = [one for one in fits if one[0] >= tops[one[1].report_id] * _NEARLY]
        ordered = sorted(fits, key=lambda one: -one[0])
        return _few_of_each([quote for _, quote in ordered])[: _MOST_QUOTES * 2]
    best = max((coverage for coverage, _ in fits), default=0.0)
    ordered = sorted(fits, key=lambda one: -one[0])
    kept = [quote for coverage, quote in ordered if coverage >= best * _NEARLY]
    # A heading tells nothing where a sentence does.
    told = [quote for quote in kept if not is_heading(quote.view)]
    return (told or kept)[:_MOST_QUOTES]


def _few_of_each(quotes: list[StoredQuote]) -> list[StoredQuote]:
    """Let no report fill the answer alone."""
    told: Counter[int] = Counter()
    kept = []
    for quote in quotes:
        told[quote.report_id] += 1
        if told[quote.report_id] <= _MOST_OF_EACH:
            kept.append(quote)
    return kept


def _denies(quote: StoredQuote, words: str) -> bool:
    """Tell whether a clause of a passage that has some of the words says that it is not so."""
    strong = [gram.text for gram in question_grams(words) if not gram.weak]
    if _DENIES.search(quote.view) and not any(
        gram in _TITLE.sub(" ", quote.view) for gram in strong
    ):
        return True  # the title of rules on it is no such case
    denying = [part for part in re.split(r"[，,；;。]", quote.view) if _DENIES.search(part)]
    return any(sum(gram in part for gram in strong) * 3 >= len(strong) for part in denying)


def _place_of(value: str, view: str) -> tuple[int, int] | None:
    """Find where a date or an address stands in a text, from its end."""
    patterns = [re.escape(value)]
    if date := re.fullmatch(r"(\d+)-0?(\d+)-0?(\d+)", value):
        year, month, day = date.groups()
        patterns.append(rf"{year}\s*[年.\-/]\s*0?{month}\s*[月.\-/]\s*0?{day}\s*日?")
    for pattern in patterns:
        hits = list(re.finditer(pattern, view))
        if hits:
            return hits[-1].span()
    return None
