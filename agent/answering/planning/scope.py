"""Which reports a question means, by its names and years and by the question before."""

from __future__ import annotations

import re

from agent.answering import refusals
from agent.answering.holdings.catalog import Catalog, ReportRef, by_body
from agent.answering.holdings.english_names import called_in_letters
from agent.answering.holdings.mention import Mention
from agent.answering.holdings.sources import Sources
from agent.answering.language import FIRST_MARK, folded
from agent.answering.plan import CellTarget, Plan
from agent.answering.planning.asked import Asked
from agent.answering.planning.holdings import asks_for_holdings, asks_for_other_years
from agent.answering.planning.inquiry import Inquiry
from agent.answering.vocabulary import words

_OF_EACH = re.compile(
    r"各(?![类项种])|(?:所有|全部|每个?|哪[些几个]?)(?:单位|机关|部门|地方|地区|[市县区乡镇街道]+)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEVEL = re.compile(
    r"[省市区县州旗盟](?:(?:人民)?政府(?:办公[室厅]|办)?)?$"
    r"|(?:city|province|district|county|municipality)(?:'s)?$",
    re.IGNORECASE,
)
"""A name with its level is that of one body, not a short name of several."""
_GONE_TO = re.compile(
    r"(?:[去赴到往]|对照|对标|比照|学习|考察|转载|转发)$"
    r"|\b(?:go|goes|going|went|travel(?:l?ed|s)?|trips?|sent|visit(?:ed|s|ing)?|tours?)\b"
    r"[^,;?]{0,40} $",
    re.IGNORECASE,
)
_OF_NAME = re.compile(
    r"市?\d{5}|市?热线|[省市区县]?的?(?:政府)?(?:官方|官|门户|政务|入口)?网|[省市区县]的?(?:热线|平台)"
    r"|(?:'s)?(?: (?:city|district|county|province|provincial|municipal|government|official))*"
    r" (?:web ?)?(?:sites?|portals?|hotlines?)\b",
    re.IGNORECASE,
)
"""What is called by the name of a place, or belongs to it, and is told of by others."""
_SETTING = re.compile(
    r"(?:同|都|均|皆)(?:在|属于?|为|是)$|\b(?:both|all|two|bodies|places) (?:in|of|from|within) $",
    re.IGNORECASE,
)
"""同在云江，甲和乙哪边多: the area only tells where they are."""
_OWN_YEAR = re.compile(r"(?:在|的)?(?:报告年度?|报告期|当年|那年|\(?in its reporting year)")
_TO_NAME = re.compile(r"年?度?[的\s(]{0,2}")
_FROM_NAME = re.compile(r"[在的\s(]{0,2}")
_HAN_PAIR = re.compile("[\u3400-\u9fff]{2}")
_PLANS = re.compile(words().plans)


def reports_meant(
    asked: Asked, catalog: Catalog, sources: Sources, before: list[ReportRef]
) -> list[ReportRef]:
    """Return the reports that a question is about.

    Args:
        before: those that the question before was about.

    Raises:
        Refused: a name is not known or fits several bodies, or a year is not covered.
    """
    reports = [report for report in catalog.reports if report.body not in asked.left_out]
    before = [report for report in before if report.body not in asked.left_out]
    within = {body for mention in asked.mentions for body in mention.bodies} - asked.left_out
    if asks_for_holdings(asked) or _is_of_an_area(asked):
        chosen = [r for r in reports if r.body in within or not asked.mentions]
        others = [report for report in chosen if report.year not in asked.years]
        if others and asks_for_other_years(asked):
            return others
        if chosen:
            return _of_years(chosen, asked, "")
    told = list(dict.fromkeys(report.body for report in before))
    bodies = _bodies(asked, catalog, sources, told)
    if not bodies and asked.all_reports:
        return _of_years(reports, asked, "")
    if not bodies and before:
        bodies = told
        if not asked.tells_years:
            return before
    if not bodies:
        every = list(dict.fromkeys(report.body for report in reports))
        if len(every) == 1:
            bodies = every
        elif (
            asked.operation in ("rank", "compare", "sum", "findings")
            or asked.condition
            or asked.years
            and not (set(asked.years) & set(catalog.years))
        ):
            return _of_years(reports, asked, "")
        else:
            raise refusals.ambiguous([report.name for report in reports], "")
    if paired := _paired(asked, catalog):
        return paired
    found = []
    for body in bodies:
        own = catalog.of(body)
        chosen = _of_years(own, asked, own[-1].name)
        # Without a year the newest report answers, and the answer says of which year it is.
        found += chosen if asked.tells_years else chosen[-1:]
    return found


def refuse_cells_ahead(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse cells for a year whose report is not there, as those of the year before it.

    Raises:
        Refused: only what is planned for that year could stand in the reports.
    """
    years, there = inquiry.asked.years, {report.year for report in inquiry.reports}
    if years and not there & set(years) and any(isinstance(t, CellTarget) for t in plan.targets):
        raise refusals.year_not_covered(inquiry.areas, years, sorted(y for y in there if y))


def _bodies(asked: Asked, catalog: Catalog, sources: Sources, before: list[str]) -> list[str]:
    known = [m for m in asked.mentions if m.kind == "body"]
    about = [body for mention in known for body in mention.bodies] or before
    bodies: list[str] = []
    for number, mention in enumerate(asked.mentions):
        on_the_way = chr(FIRST_MARK + number) not in asked.text
        on_the_way &= bool(known) or bool(before) and bool(mention.part_of)
        if mention.kind == "left_out" or on_the_way and mention.kind in ("unknown", "region"):
            continue  # I study media in Yunjiang. How many …
        if mention.kind == "region" and known and set(about) <= set(mention.bodies) \
                and _SETTING.search(folded(asked.question)[: mention.start]):  # fmt: skip
            continue
        if mention.kind == "body":
            if len(mention.bodies) > 1:
                raise refusals.ambiguous(_names(catalog, mention.bodies), mention.text)
            bodies += [body for body in mention.bodies if body not in bodies]
        elif not _is_a_subject(mention, about, catalog, sources, asked):
            if mention.kind == "region" and _LEVEL.search(mention.text):
                raise refusals.no_such_body(catalog, mention.text, mention.bodies)
            own = [body for body in before if body in mention.bodies]
            if mention.kind == "generic" and len(own) == 1:
                bodies += own  # 区政府自己受理的, after a question about one
                continue
            if len(mention.bodies) > 1 or mention.kind == "generic" and mention.bodies:
                if mention.kind == "generic" and len(mention.bodies) == 1:
                    bodies += mention.bodies
                    continue
                raise refusals.ambiguous(_names(catalog, mention.bodies), mention.text)
            if mention.kind != "generic":
                raise refusals.no_such_body(catalog, mention.text, mention.bodies)
    return bodies


def _paired(asked: Asked, catalog: Catalog) -> list[ReportRef]:
    """Return the reports where bodies are named with years of their own.

    2022年甲和2020年乙, 甲、乙（2022）和丙（2020）: a year goes with the names before it, or
    with those behind it where a year comes first.
    """
    named = [mention for mention in asked.mentions if mention.kind == "body"]
    if len(named) < 2:
        return []
    if beside := _with_years_beside(asked, named, catalog):
        return beside
    if len(asked.years) < 2:
        return []
    years = [(hit.start(), int(hit[0])) for hit in _YEAR.finditer(folded(asked.question))]
    places = sorted([(place, "Y") for place, _ in years] + [(m.start, "N") for m in named])
    order = "".join(kind for _, kind in places)
    behind = re.fullmatch("(?:N+Y)+", order) is not None
    if not behind and not re.fullmatch("(?:YN+)+", order):
        return []
    found = []
    for mention in named:
        if behind:
            year = next(year for place, year in years if place > mention.start)
        else:
            year = next(year for place, year in reversed(years) if place < mention.start)
        reports = [r for body in mention.bodies for r in catalog.of(body)]
        own = [report for report in reports if report.year == year]
        if len(own) != 1:
            return []
        found += own
    return found


def _with_years_beside(asked: Asked, named: list[Mention], catalog: Catalog) -> list[ReportRef]:
    """Return the reports where each name has its year right beside it, or that of its report.

    2019年甲的许可跟乙2020年的比; 甲报告年度的提案和乙2020年的提案.
    """
    view = folded(asked.question)
    years = {hit.start(): hit for hit in _YEAR.finditer(view)}
    found: list[ReportRef] = []
    for mention in named:
        reports = [report for body in mention.bodies for report in catalog.of(body)]
        ahead = [
            at
            for at, hit in years.items()
            if hit.end() <= mention.start and _TO_NAME.fullmatch(view, hit.end(), mention.start)
        ]
        behind = [
            at for at in years if at >= mention.end and _FROM_NAME.fullmatch(view, mention.end, at)
        ]
        if beside := (ahead or behind)[:1]:
            year = int(years.pop(beside[0])[0])
            reports = [report for report in reports if report.year == year]
        elif not _OWN_YEAR.match(view, mention.end):
            return []
        found += reports[-1:]
    return found if len(found) == len(named) and not years else []


def _is_a_subject(
    mention: Mention, bodies: list[str], catalog: Catalog, sources: Sources, asked: Asked
) -> bool:
    """Tell whether a name is only what a report tells of: 云江市12345市民服务热线."""
    for body in dict.fromkeys(bodies):
        for report in catalog.of(body):
            following = _following(asked, mention)
            told = f"{mention.text}{following}" in sources.words_of(report)
            if told and _HAN_PAIR.match(following):
                return True
            if is_on_the_way(asked, mention) and told_as(mention, sources.view(report)):
                return True
    return False


def is_on_the_way(asked: Asked, mention: Mention) -> bool:
    """Tell whether a name is where people went, or part of another: 赴云江, 云江12345, “云江”网."""
    view = folded(asked.question)
    before, behind = view[: mention.start], view[mention.end :]
    quoted = re.search('[“「『"][^”」』"]*$', before) and re.match('[^“「『"]*[”」』"]', behind)
    return bool(quoted or _GONE_TO.search(before) or _OF_NAME.match(behind))


def told_as(mention: Mention, view: str) -> str:
    """Return how a report writes a name of a question, also one in letters; else nothing.

    Args:
        view: the text of the report for searching.
    """
    if not mention.text.isascii():
        return mention.text if mention.text in view else ""
    letters = re.sub("[^a-z]", "", _LEVEL.sub("", mention.text).lower())
    return next((name for name in called_in_letters(letters) if name in view), "")


def _is_of_an_area(asked: Asked) -> bool:
    """Tell whether an area is named whose bodies are meant: 云江市各区收到多少件."""
    areas = bool(asked.mentions) and all(mention.kind == "region" for mention in asked.mentions)
    return areas and _OF_EACH.search(asked.text) is not None


def _following(asked: Asked, mention: Mention) -> str:
    return folded(asked.question)[mention.end : mention.end + 2]


def _of_years(reports: list[ReportRef], asked: Asked, name: str) -> list[ReportRef]:
    if not asked.years:
        return _newest(reports, asked.last_years) if asked.last_years else reports
    found = [report for report in reports if report.year in asked.years]
    if not found and _PLANS.search(asked.text):
        # What is planned for a year stands in the report of the year before.
        found = [report for report in reports if report.year and report.year + 1 in asked.years]
    if not found:
        there = sorted({report.year for report in reports if report.year})
        raise refusals.year_not_covered(name, asked.years, there)
    missing = [y for y in asked.years if y not in {r.year for r in found}]
    if missing and name and not asked.is_range and not _PLANS.search(asked.text):
        raise refusals.year_not_covered(name, missing, sorted({r.year for r in reports if r.year}))
    return found


def _newest(reports: list[ReportRef], most: int) -> list[ReportRef]:
    """Return the newest reports of each body, in their order."""
    kept = {report.id for own in by_body(reports) for report in own[-most:]}
    return [report for report in reports if report.id in kept]


def _names(catalog: Catalog, bodies: tuple[str, ...]) -> list[str]:
    return [catalog.of(body)[-1].name for body in bodies]
