"""What a clause of a question asks for: cells of the tables, else numbers of the narrative."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.answering import refusals
from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import MARK
from agent.answering.matching import has_content, question_grams
from agent.answering.plan import CellTarget, FactTarget, PassageTarget, Target
from agent.answering.planning import fact_search
from agent.answering.planning.across import alike, elsewhere, same_elsewhere
from agent.answering.planning.asked import DATES
from agent.answering.planning.beside import named_beside
from agent.answering.planning.cell_search import cells_named, column_said, left_over, meaning
from agent.answering.planning.inquiry import MANY_REPORTS, Inquiry
from agent.answering.planning.listed import listed_in
from agent.answering.planning.ranks import without_order
from agent.answering.planning.units import ASKS_MONEY, unit_asked
from agent.answering.relevance import counted, nouns
from agent.answering.vocabulary import found_terms, words

_DOMAIN = re.compile(words().domain)
_ORDINAL = re.compile(words().ordinal)
_SHARE = re.compile(
    r"(?:按期)?(?:办结|办理|答复|处理)率|占比?|百分之|百分比|百分点|比例|几成|比重|(?:加|合)(?:起来|在一[块起]儿?)|合计|两类|两项|多大|[那这]一?(?:部分|块|个比例|个占比|头|边)|[的地]"
)
_ITSELF = re.compile("^(?!.*部门).*(?:自己|自身|本级|本身|自行|亲自|直接(?:受理|收|接))")
_SEAT = re.compile("(?:[省市区县镇乡州]|街道)?(?:人民)?(?:政府|本级|机关)(?:本级|办公室|办)?")
_GOES_ON = ("undisclosed", "pending", "resolved", "answered", "disclosed")
"""Fields that a question that only goes on is about, unless it names another."""
_ASKS_HOW_MANY_WHO = re.compile(
    r"(?:多少|(?<!哪)几)(?:人(?!民)|名|位|户|家(?!单位|机关|报告|地方))"
)
_LOOKED_AT = 6
"""So many of the numbers that fit best may be meant in place of a cell."""
_WHEN_EACH = re.compile(f"分别|{DATES.pattern}")


def targets_of(
    inquiry: Inquiry, clause: str, previous: list[Target], near: StoredFact | None = None
) -> list[Target]:
    """Return what a clause asks for.

    Args:
        previous: what was asked for before; it stands where the clause says nothing of its own.
        near: a fact told before.

    Raises:
        Refused: nothing fits.
    """
    if found := named_beside(inquiry, without_share(clause)):
        return found
    cells = cells_named(clause, inquiry.asked, previous)
    if ASKS_MONEY.search(clause):
        paid = {cell.row for cell in cells if cell.column == "amount"} | {"fees"}
        cells = [cell for cell in cells if cell.row in paid]
    if cells and not column_said(clause, cells[0]):
        inquiry.doubts.append("the column is not said")
    left = left_over(clause) if cells else []
    text = MARK.sub(" ", clause)
    rest = nouns(text, meaning(text)) if left else []
    before = near or inquiry.fact_of(previous)
    if before and (kept := _kept_back(inquiry, clause, before)):
        return [kept]
    if cells and before and (beside := _beside_named(inquiry, clause, before)):
        return [beside]
    if cells and (own := _own_part(inquiry, clause, cells[0])):
        return own
    rate = "rate" in fact_search.fields_asked(clause) and inquiry.asked.operation == "value"
    other = cells and _counts_another(inquiry, text, cells[0])
    if cells and not left and not rate and not other:
        return list(cells)
    words_left = [word for word in left if not word.isdigit()]
    if len(inquiry.reports) <= MANY_REPORTS:
        facts = _facts(inquiry, clause, before, cells, rest or words_left)
        if facts:
            return facts
    elif not cells:
        raise refusals.too_many(len(inquiry.reports), MANY_REPORTS)
    if cells and not other and not _restricted(inquiry, clause, cells[0], rest):
        if rest:
            inquiry.doubts.append(f"not used: {' '.join(rest)}")
        return list(cells)
    bare = _DOMAIN.sub(" ", MARK.sub(" ", clause))
    if inquiry.asked.operation == "rank":
        bare = without_order(bare)
    if not has_content(bare) and (carried := _in_other_reports(inquiry, previous)):
        in_words = any(isinstance(target, PassageTarget) for target in carried)
        if not in_words or inquiry.asked.wants_date or not inquiry.asked.wants_number:
            return carried
    raise _missing(inquiry, clause)


def without_share(text: str) -> str:
    """Return a text without the words that ask for a share."""
    return _SHARE.sub(" ", MARK.sub(" ", text))


def _facts(
    inquiry: Inquiry, clause: str, near: StoredFact | None, cells: Sequence[CellTarget],
    rest: Sequence[str],
) -> list[Target]:  # fmt: skip
    """Return the numbers of the narrative that a clause means.

    Args:
        cells: those that fit as well, so that the fact must fit better.
        rest: the words that the cells have no use for.
    """
    text = MARK.sub(" ", clause)
    if (ordinal := _ORDINAL.search(text)) and not any(
        ordinal[0] in inquiry.sources.words_of(report) for report in inquiry.reports
    ):
        return []
    wants_date = inquiry.asked.wants_date
    if not cells and (named := listed_in(inquiry, text)):
        return named
    last = inquiry.targets_before[-1:] if inquiry.asked.elliptic else []
    previous_field = next((t.field for t in last if isinstance(t, FactTarget)), "")
    previous_field = previous_field if previous_field in _GOES_ON else ""
    found: list[Target] = []
    hits: list[fact_search.Candidate] = []
    for report in inquiry.reports:
        beside = near if near and near.report_id == report.id else None
        if wants_date and not has_content(_WHEN_EACH.sub(" ", text)) and beside:
            if beside.dates:
                found.append(FactTarget(report=report.id, fact=beside.id, field="dates"))
            continue
        own = fact_search.without_fields(without_share(text))
        if not has_content(own) and beside and not cells:
            hit = _beside(inquiry, text, report, beside)
            if hit:
                found.append(hit)
            continue
        if not beside and not has_content(text):
            continue
        if cells:
            best = _better(text, rest, report, inquiry, beside)
        else:
            best = None if beside else _in_focus(text, report, inquiry)
            best = best or fact_search.best(text, report, inquiry.sources, beside, wants_date)
        if best and previous_field in best.fact.numbers and not fact_search.fields_asked(text):
            best = best._replace(field=previous_field)
        if best is not None:
            hits.append(best)
            if doubt := fact_search.doubt(best):
                inquiry.doubts.append(doubt)
    hits = alike(hits)
    if not wants_date and not near:
        hits = elsewhere(hits, text, inquiry.reports, inquiry.sources)
    return found + [
        FactTarget(report=hit.fact.report_id, fact=hit.fact.id, field=hit.field) for hit in hits
    ]


def _kept_back(inquiry: Inquiry, clause: str, fact: StoredFact) -> Target | None:
    """Return how many letters of the channel told of last were not made public."""
    if "undisclosed" not in fact_search.fields_asked(clause) or "申请" in clause:
        return None
    for other in inquiry.sources.facts(inquiry.catalog.report(fact.report_id)):
        same = other.channel == fact.channel and "undisclosed" in other.numbers
        if same and other.report_id in {report.id for report in inquiry.reports}:
            return FactTarget(report=other.report_id, fact=other.id, field="undisclosed")
    return None


def _in_other_reports(inquiry: Inquiry, previous: list[Target]) -> list[Target]:
    """Return what was asked before, of the reports that are asked about now: 那云山区呢."""
    found: list[Target] = []
    numbers = {report.id for report in inquiry.reports}
    for target in previous:
        if not isinstance(target, FactTarget):
            found.append(target)
            continue
        if target.report in numbers:
            found.append(target)
        fact = inquiry.fact_of([target])
        for report in inquiry.reports if len(previous) == 1 or target.report not in numbers else ():
            if report.id == target.report:
                continue
            hit = fact and same_elsewhere(
                fact, target.field, inquiry.before.words if inquiry.before else "",
                report, inquiry.sources,
            )  # fmt: skip
            found += [FactTarget(report=report.id, fact=hit.id, field=target.field)] if hit else []
    return found


def _own_part(inquiry: Inquiry, clause: str, cell: CellTarget) -> list[Target]:
    """Return what the body took in itself, where the text tells that apart: 区政府自己受理的."""
    if not _ITSELF.search(clause) or (cell.table, cell.row) != ("applications", "new"):
        return []
    return [
        FactTarget(report=report.id, fact=fact.id, field="received")
        for report in inquiry.reports
        for fact in inquiry.sources.facts(report)
        if fact.kind == "application" and fact.label and "received" in fact.numbers
        and _SEAT.fullmatch(fact.label)
    ]  # fmt: skip


def _in_focus(text: str, report: ReportRef, inquiry: Inquiry) -> fact_search.Candidate | None:
    """Return the number that the last clause names by itself: 网上投诉里，政府网站来的有几条."""
    before, _, last = text.rpartition("，")
    if not before or not has_content(last) or not has_content(before):
        return None
    hit = fact_search.best(last, report, inquiry.sources)
    names_it = hit and hit.fit.coverage > fact_search.SURE and fact_search.named(hit, last)
    if not hit or not names_it:
        return None
    # The class of letters of another channel than the first clause names is not meant.
    whole = fact_search.candidates(text, report, inquiry.sources)
    return hit if any(other.fact.id == hit.fact.id for other in whole) else None


def _better(
    text: str, rest: Sequence[str], report: ReportRef, inquiry: Inquiry, near: StoredFact | None
) -> fact_search.Candidate | None:
    """Return the number that fits better than a cell: 权力事项里的行政许可."""
    found = fact_search.candidates(text, report, inquiry.sources, near, inquiry.asked.wants_date)
    fitting = (hit for hit in found[:_LOOKED_AT] if fact_search.accepted(hit))
    return next((hit for hit in fitting if _says_more(hit, text, rest)), None)


def _says_more(hit: fact_search.Candidate, text: str, rest: Sequence[str]) -> bool:
    """Tell whether a number has the words of a cell that fits, and all that the cell has not."""
    names = [
        text[found.start : found.end]
        for found in found_terms(text, "rows")
        if not (found.name == "new" and hit.fact.kind == "application")
    ]
    if hit.field in ("rate", "undisclosed") and hit.field in fact_search.fields_asked(text):
        names = [] if hit.field == "undisclosed" else names
        return all(hit.fact.explains(word) for word in (*names, *rest))
    # What is named beside a row may be what the number is listed under: 权力事项里的行政许可.
    around = all(hit.fact.explains(word) for word in rest)
    return bool(rest) and around and all(hit.fact.has(word) for word in names)


def _counts_another(inquiry: Inquiry, text: str, cell: CellTarget) -> bool:
    """Tell whether something else than what the cell counts is asked for: 处罚了多少家企业."""
    one = len(inquiry.reports) == 1  # else bodies may be counted
    if one and cell.table == "article20" and _ASKS_HOW_MANY_WHO.search(text):
        return True
    ends = [row.end for row in found_terms(text, "rows")]
    return bool(counted(text, ends, meaning(text)))


def _restricted(inquiry: Inquiry, clause: str, cell: CellTarget, rest: Sequence[str]) -> bool:
    """Tell whether nouns that were not used make it another thing than the cell's.

    They do where they are several or stand nowhere in the reports, or where an applicant is named
    of what has none: 给外资企业的行政许可.
    """
    columns = found_terms(MARK.sub(" ", clause), "columns")
    if cell.table != "applications" and any(hit.table == "applications" for hit in columns):
        return True
    views = [inquiry.sources.words_of(report) for report in inquiry.reports[:MANY_REPORTS]]
    return len(rest) > 1 or any(not any(word in view for view in views) for word in rest)


def _beside(inquiry: Inquiry, text: str, report: ReportRef, fact: StoredFact) -> Target | None:
    """Another number of a fact, or of a fact of its sentence: 惠及多少户."""
    unit = unit_asked(text)
    for field in fact_search.fields_asked(text):
        if field in fact.numbers or field == "rate" and "resolved" in fact.numbers:
            return FactTarget(report=report.id, fact=fact.id, field=field)
    for other in inquiry.sources.facts(report):
        same = other.sentence_start == fact.sentence_start and other.id != fact.id
        if same and unit and other.unit == unit:
            field = next(name for name in ("value", "count") if name in other.numbers)
            return FactTarget(report=report.id, fact=other.id, field=field)
    return None


def _beside_named(inquiry: Inquiry, clause: str, fact: StoredFact) -> Target | None:
    """A number of the sentence told of last that has the name of a row: 其中行政处罚几项."""
    for report in inquiry.reports:
        hit = fact_search.best(MARK.sub(" ", clause), report, inquiry.sources, fact)
        if hit and hit.fact.report_id == fact.report_id and not hit.fit.unknown \
                and hit.fact.sentence_start == fact.sentence_start:  # fmt: skip
            return FactTarget(report=report.id, fact=hit.fact.id, field=hit.field)
    return None


def _missing(inquiry: Inquiry, clause: str) -> refusals.Refused:
    """Tell why nothing fits: told elsewhere, told of nowhere, or taken for granted."""
    reports, known = inquiry.reports, inquiry.catalog.reports[:MANY_REPORTS]
    text = MARK.sub(" ", clause)
    what = "".join(_readable(text))
    name = reports[0].name if len(reports) == 1 else "、".join(r.area for r in reports[:5])
    if ordinal := _ORDINAL.search(text):
        return refusals.false_premise(
            f"{name}的报告里没有提到“{ordinal[0]}…”这样的事。",
            f"The report of {name} mentions no such thing.",
        )
    for report in known:
        if report not in reports and fact_search.best(text, report, inquiry.sources):
            return refusals.not_stated(name, what, doubtful=True)
    grams = [gram for gram in question_grams(text) if not gram.weak]
    views = [inquiry.sources.view(report) for report in known]
    told = [gram for gram in grams if any(gram.text in view for view in views)]
    if not what or grams and len(told) * 3 >= len(grams) * 2:
        return refusals.not_stated(name, what, doubtful=True)
    return refusals.no_such_metric(what)


def _readable(text: str) -> list[str]:
    """Return the words of a question that say what it is about, as they stand."""
    bare = text
    for pattern in words().frame:
        bare = re.sub(pattern, " ", bare)
    pieces = (piece.strip(words().particles) for piece in re.split(r"[\s，、]+", bare))
    return [piece for piece in pieces if len(piece) > 1][:3]
