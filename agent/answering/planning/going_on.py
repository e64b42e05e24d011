"""What a question that goes on takes over from the one before: years, operation, reports."""

from __future__ import annotations

import re

from agent.answering.holdings.catalog import Catalog, ReportRef
from agent.answering.language import MARK
from agent.answering.plan import CellTarget
from agent.answering.planning.asked import Asked
from agent.answering.planning.inquiry import Before
from agent.answering.planning.told import says_nothing_new
from agent.answering.vocabulary import words

_BOTH = re.compile(words().both)
_WHO = re.compile(r"谁|哪一?[个家边]")
_THAN = re.compile(r"[\s，]*(?:若是?|如果?|要是|倘若?|如若)?(?:那?它?)[比和跟与较拿]")
"""比云山区多出几件: what the question before was about is compared."""
_THAN_IT = re.compile(r"[比跟和与]\s?(?:它|那个?|前者|上一?个)|它\s?[和跟与]")
"""比它多吗: the same."""
_REFERENCES = re.compile(words().references)
_YEAR_BESIDE = re.compile(
    r"[\s，]*(?:那么?|再)?(?:(?P<back>[上前头]一?)|[下后]一?)年度?(?:的?呢|的|[是有]?多少|[\s，?？])*"
)


def go_on(asked: Asked, before: Before) -> None:
    """Take over the years, and the order or sum, of the question before."""
    if not asked.tells_years:
        asked.years = _year_beside(asked, before) or list(before.years)
    named = any(mention.kind != "left_out" for mention in asked.mentions)
    several = len(before.reports) > 2 and not named
    if several and before.operation in ("rank", "sum") and asked.operation == "value":
        asked.operation = before.operation
    # 乙的这个比例呢
    if before.whole and before.operation == "share" and asked.mentions \
            and asked.operation == "value" and says_nothing_new(asked.text):  # fmt: skip
        asked.operation = "share"


def reports_gone_on_with(
    asked: Asked, reports: list[ReportRef], before: Before, catalog: Catalog
) -> list[ReportRef]:
    """Return the reports that are meant, with those of the question before they are compared to."""
    compared = asked.operation in ("difference", "compare")
    which = compared and not asked.mentions and _WHO.search(asked.said)
    if (which or _BOTH.search(asked.text)) and len({report.body for report in reports}) < 2:
        reports = _last_two(before, catalog) or reports
    said = asked.text
    if compared and len(reports) == 1:
        asked.text = _THAN_IT.sub(" ", said)
    than = (
        _THAN.match(said)
        or asked.text != said
        or len(reports) == 1
        and says_nothing_new(asked.text)
    )
    if compared and than:
        reports = [r for r in before.reports[-1:] if r.body != reports[0].body] + reports
    return reports


def _last_two(before: Before, catalog: Catalog) -> list[ReportRef]:
    numbers = list(dict.fromkeys(number for number, _ in reversed(before.items)))[:2]
    return [catalog.report(number) for number in reversed(numbers)]


def _year_beside(asked: Asked, before: Before) -> list[int]:
    """Return the year before or after those asked about, where nothing but it is said: 前一年呢."""
    step = _YEAR_BESIDE.fullmatch(_REFERENCES.sub("", MARK.sub("", asked.text)))
    # Of the first table it is a column: 上一年项目数量.
    cells = [target for target in before.targets if isinstance(target, CellTarget)]
    years = [report.year for report in before.reports if report.year]
    if step is None or not years or any(cell.table == "article20" for cell in cells):
        return []
    return [min(years) - 1] if step["back"] else [max(years) + 1]
