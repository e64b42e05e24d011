"""Runs a plan over the store and words what comes out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from agent.answering import arithmetic, phrasing, refusals
from agent.answering.answer import Answer, AnswerRow, Citation
from agent.answering.catalog import Catalog, ReportRef
from agent.answering.guard import uncited
from agent.answering.items import Item, items_of
from agent.answering.matching import Weights, fit, question_grams
from agent.answering.plan import (
    BlankTarget,
    CellTarget,
    FactTarget,
    FindingTarget,
    PassageTarget,
    Plan,
    ReportTarget,
    Target,
)
from agent.answering.sources import Sources, StoredFinding, StoredQuote
from agent.contract import Number
from agent.wording import number_words, one_line

_ABOUT_NUMBERS = ("NT-", "NN-", "T2A-PROC", "T3-", "T4-", "T2A-DOC", "T2B-")
_NOT_DONE = re.compile(r"下一步|今后|将|打算|计划|继续|强化.{0,6}培训。|拟")
_DENIES = re.compile(r"未发生|未收到|未产生|没有发生|未出现|无此")
_CAUSE = re.compile(r"由于|因为|原因|导致|因[^此素]|造成")
_ENOUGH = 0.4
_ENOUGH_TO_DENY = 0.3
_MOST_QUOTES = 4
_LONGEST_QUOTE = 260


@dataclass
class Result:
    """What a plan gave, before it is checked."""

    text: str
    value: Number | None = None
    unit: str | None = None
    rows: list[AnswerRow] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    values: list[Number | None] = field(default_factory=list)
    """Computed from what is cited."""
    words: list[str] = field(default_factory=list)
    """Messages of findings, which have numbers of their own."""


class Runner:
    """Runs plans."""

    def __init__(self, catalog: Catalog, sources: Sources) -> None:
        self._catalog, self._sources = catalog, sources

    def run(self, plan: Plan) -> Result:
        """Return what a plan gives.

        Raises:
            Refused: the store does not tell it.
        """
        reports = [self._catalog.report(number) for number in plan.reports]
        self._check_premises(plan, reports)
        if any(isinstance(target, FindingTarget) for target in plan.targets):
            return self._findings(plan, reports)
        if any(isinstance(target, BlankTarget) for target in plan.targets):
            return self._blanks(plan, reports)
        if any(isinstance(target, ReportTarget) for target in plan.targets):
            return self._field(plan, reports)
        if any(isinstance(target, PassageTarget) for target in plan.targets):
            return self._passages(plan, reports)
        return self._numbers(plan, reports)

    def finish(self, plan: Plan, result: Result) -> Answer:
        """Number the citations, check every number, and build the answer."""
        names = [item.report.name for item in result.items]
        years: list[Number | None] = [r.year for r in self._catalog.reports if r.id in plan.reports]
        listed: list[Number | None] = [len(result.rows), len(result.items), len(plan.reports)]
        values = [item.value for item in result.items] + result.values + years + listed
        quotes = [citation.quote for citation in result.citations]
        labels = [item.label for item in result.items] + [item.raw or "" for item in result.items]
        dates = [" ".join(item.dates) for item in result.items]
        unsupported = uncited(result.text, values, [*quotes, *names, *labels, *dates,
                                                    *result.words])  # fmt: skip
        if unsupported:
            raise refusals.Refused(
                "not_stated",
                "答案里有数字没有出处，因此不予给出。",
                "The answer had a number without a source and is withheld.",
                result.citations,
            )
        return Answer(
            question="",
            answer=result.text,
            value=result.value,
            unit=result.unit,
            rows=result.rows,
            citations=result.citations,
        )

    # Numbers

    def _numbers(self, plan: Plan, reports: list[ReportRef]) -> Result:
        items = items_of(plan.targets, reports, self._catalog, self._sources)
        if not items:
            raise refusals.not_stated("、".join(plan.bodies))
        self._refuse_conflicts(items)
        if plan.operation == "share":
            return self._share(plan, items)
        if all(item.value is None and not item.dates for item in items):
            raise self._without_number(plan, items)
        if plan.operation in ("sum", "difference"):
            return self._computed(plan, items)
        if plan.which:
            items = [self._with_sentence(item) for item in items]
        if plan.operation == "rank":
            items = _ranked(items, plan)
        result = self._listed(plan, items)
        if len(items) == 1 and not items[0].dates:
            result.value, result.unit = items[0].value, items[0].unit
            result.rows = []
            if plan.operation == "exists":
                result.text = f"{_yes(items[0], plan)}{result.text}"
        elif plan.operation == "compare" and len(items) == 2:
            self._add_difference(plan, result)
        elif plan.operation == "list" and len(reports) == 1:
            told = [item for item in items if item.value]
            if len(told) == 1 and len({repr(_row_of(item)) for item in items}) == 1:
                result.value, result.unit = told[0].value, told[0].unit
        return result

    def _listed(self, plan: Plan, items: list[Item]) -> Result:
        cited = _Numbered()
        lines = [phrasing.line(item, plan.language, cited.marks(item.citations)) for item in items]
        several = len({item.report.id for item in items}) > 1
        targets = len({repr(item.target) for item in items}) > 1
        zh = plan.language == "zh"
        text = ("；".join(lines) + "。") if zh else "; ".join(lines) + "."
        if plan.which:
            quotes = [f"“{one_line(c.quote)}”" for c in cited.citations if c.table is None]
            text += "".join(quotes) if zh else " " + " ".join(quotes)
        rows = [
            AnswerRow(
                label=phrasing.label_of(item, several, targets and not _same_row(items)),
                value=item.value,
                unit=item.unit,
                report=item.report.sha256,
                qualifier=item.qualifier,
                state=None if item.value is not None else item.state,
            )
            for item in items
        ]
        result = Result(text, rows=rows, citations=cited.citations, items=items)
        if several:
            result.text += phrasing.years_differ(items, plan.language)
        self._add_findings(plan, result)
        return result

    def _with_sentence(self, item: Item) -> Item:
        if not isinstance(item.target, FactTarget):
            return item
        facts = self._sources.facts(item.report)
        fact = next(fact for fact in facts if fact.id == item.target.fact)
        citation = self._sources.cite_fact(item.report, fact, whole=True)
        return replace(item, citations=[citation])

    def _computed(self, plan: Plan, items: list[Item]) -> Result:
        known = [item for item in items if item.value is not None]
        result = self._listed(plan, items)
        zh = plan.language == "zh"
        if plan.operation == "difference" and len(known) != 2:
            if len(known) < 2:
                raise self._without_number(plan, items)
            known = known[:2]
        values = [item.value for item in known if item.value is not None]
        unit = phrasing.same_unit(known)
        if unit is None and len({item.unit for item in known}) > 1:
            return result
        if plan.operation == "sum":
            value = arithmetic.total(values)
            left = len(items) - len(known)
            head = f"合计{phrasing.amount(value, unit, None, 'zh')}"
            if left:
                blank = "、".join(item.report.area for item in items if item.value is None)
                head += f"（{blank}未填报，未计入）"
            if not zh:
                head = f"In total {phrasing.amount(value, unit, None, 'en')}"
                head += ", without those left blank" if left else ""
        else:
            value = arithmetic.difference(values[0], values[1])
            told = phrasing.amount(value, unit, None, plan.language)
            head = f"相差{told}" if zh else f"The difference is {told}"
            if unit == "%":
                head = head.replace("%", "个百分点" if zh else " points")
        result.text = f"{head}：{result.text}" if zh else f"{head}: {result.text}"
        result.value, result.unit = value, unit
        result.values.append(value)
        return result

    def _add_difference(self, plan: Plan, result: Result) -> None:
        first, second = result.items
        if first.value is None or second.value is None:
            return
        value = arithmetic.difference(first.value, second.value)
        larger = first if first.value >= second.value else second
        told = phrasing.amount(value, first.unit, None, plan.language)
        if plan.language == "zh":
            head = f"{larger.report.area}更多，多{told}" if value else "两者相同"
            result.text = f"{head}：{result.text}"
        else:
            head = f"{larger.report.area} has more, by {told}" if value else "They are equal"
            result.text = f"{head}: {result.text}"
        result.value, result.unit = value, first.unit
        result.values.append(value)
        if first.value < second.value:
            result.rows.reverse()

    def _share(self, plan: Plan, items: list[Item]) -> Result:
        reports = [self._catalog.report(number) for number in plan.whole_reports]
        whole = items_of(plan.whole, reports, self._catalog, self._sources)
        missing = [item for item in (*items, *whole) if item.value is None]
        if missing:
            raise self._without_number(plan, missing)
        part_value = arithmetic.total(item.value or 0 for item in items)
        whole_value = arithmetic.total(item.value or 0 for item in whole)
        if not whole_value:
            raise refusals.not_stated("、".join(plan.bodies))
        value = arithmetic.percent(part_value, whole_value)
        together = [*items, *(item for item in whole if item not in items)]
        result = self._listed(plan, together)
        zh = plan.language == "zh"
        told = f"{number_words(part_value)}÷{number_words(whole_value)}={number_words(value)}%"
        result.text = f"占{number_words(value)}%（{told}）：{result.text}" if zh else (
            f"{number_words(value)}% ({told}): {result.text}"
        )  # fmt: skip
        result.value, result.unit, result.rows = value, "%", []
        result.values += [value, part_value, whole_value]
        return result

    def _without_number(self, plan: Plan, items: list[Item]) -> refusals.Refused:
        """Nothing but blanks: told as such, never as 0."""
        told = [item for item in items if item.value is None]
        chinese = "；".join(phrasing.line(item, "zh", "") for item in told[:5])
        english = "; ".join(phrasing.line(item, "en", "") for item in told[:5])
        citations = [c for item in told for c in item.citations][:5]
        return refusals.Refused("not_stated", f"{chinese}。", f"{english}.", citations)

    def _refuse_conflicts(self, items: list[Item]) -> None:
        for item in items:
            if item.conflict:
                quote = one_line(item.raw or "")
                raise refusals.Refused(
                    "readers_disagree",
                    f"两种读法对这句话的理解不一致，请看原文：“{quote}”。",
                    f"The two readers disagree about this passage; please see it: “{quote}”.",
                    item.citations,
                )

    def _check_premises(self, plan: Plan, reports: list[ReportRef]) -> None:
        for premise in plan.premises:
            for item in items_of([premise.target], reports, self._catalog, self._sources):
                if item.value is not None and item.value != premise.number:
                    raise refusals.false_premise(
                        f"前提不符：{phrasing.line(item, 'zh', '')}。",
                        f"The premise is not right: {phrasing.line(item, 'en', '')}.",
                        item.citations,
                    )
        if plan.operation == "why" and plan.targets:
            first = plan.targets[0]
            if isinstance(first, CellTarget):
                plan.targets = plan.targets[1:]
                for target in plan.targets:
                    if isinstance(target, PassageTarget):
                        target.causes = True
                for item in items_of([first], reports, self._catalog, self._sources):
                    if item.value is None or item.value == 0:
                        line_zh, line_en = (phrasing.line(item, "zh", ""),
                                            phrasing.line(item, "en", ""))  # fmt: skip
                        raise refusals.Refused(
                            "false_premise" if item.value == 0 else "not_stated",
                            f"报告里没有这样的事：{line_zh}。",
                            f"The report has no such thing: {line_en}.",
                            item.citations,
                        )

    # Findings that touch an answer

    def _add_findings(self, plan: Plan, result: Result) -> None:
        """Tell both sides where what was used contradicts the text, the table or itself."""
        reports = {item.report.id: item.report for item in result.items}
        for finding in self._sources.findings(list(reports)):
            if not finding.rule.startswith(_ABOUT_NUMBERS):
                continue
            touched = [i for i in result.items if i.report.id == finding.report_id]
            if not any(_touches(finding, item) for item in touched):
                continue
            self._tell(plan, result, reports[finding.report_id], finding, "注意：", "Note: ")

    def _tell(
        self, plan: Plan, result: Result, report: ReportRef, finding: StoredFinding,
        chinese: str, english: str,
    ) -> None:  # fmt: skip
        numbered = _Numbered(result.citations)
        mark = numbered.marks(self._sources.cite_finding(report, finding))
        zh = plan.language == "zh"
        message = one_line(finding.message)
        result.text += f"\n{chinese}{message}{mark}。" if zh else f"\n{english}{message}{mark}"
        result.words.append(finding.message)
        result.citations = numbered.citations

    def _findings(self, plan: Plan, reports: list[ReportRef]) -> Result:
        target = next(t for t in plan.targets if isinstance(t, FindingTarget))
        chosen = [f for f in self._sources.findings(plan.reports) if _wanted(f, target)]
        result = Result("")
        by_id = {report.id: report for report in reports}
        if target.words:
            chosen = self._by_words(chosen, target.words)
        zh = plan.language == "zh"
        if not chosen and target.words:
            return self._passages(
                plan.model_copy(
                    update={"targets": [PassageTarget(source="passages", words=target.words)]}
                ),
                reports,
            )
        if not chosen:
            result.text = (
                "没有发现不相符之处。" if zh else "Nothing was found that does not add up."
            )
            return result
        for finding in chosen:
            report = by_id[finding.report_id]
            head = f"{report.area}{report.year or ''}："
            self._tell(plan, result, report, finding, head, head)
            result.values.append(report.year)
        for number in dict.fromkeys(finding.report_id for finding in chosen):
            report = by_id[number]
            result.rows.append(
                AnswerRow(label=report.area, value=None, unit=None, report=report.sha256)
            )
        result.text = result.text.strip()
        return result

    def _by_words(self, findings: list[StoredFinding], words: str) -> list[StoredFinding]:
        grams = question_grams(words)
        weights = Weights(finding.message for finding in findings)
        return [f for f in findings if fit(grams, f.message, "", weights).coverage >= 0.5]

    def _blanks(self, plan: Plan, reports: list[ReportRef]) -> Result:
        by_id = {report.id: report for report in reports}
        counts = sorted(self._sources.blanks(plan.reports), key=lambda row: -row["blank"])
        left = [row for row in counts if row["blank"]]
        zh = plan.language == "zh"
        if not left:
            text = "没有一份报告留有空白格。" if zh else "No report leaves cells blank."
            return Result(text)
        result = Result("")
        lines = []
        for row in left:
            report = by_id[row["report_id"]]
            findings = [f for f in self._sources.findings([report.id]) if f.rule == "DQ-BLANK"]
            numbered = _Numbered(result.citations)
            mark = "".join(
                numbered.marks(self._sources.cite_finding(report, f)[:1]) for f in findings
            )
            result.citations = numbered.citations
            if zh:
                lines.append(
                    f"{report.area}{report.year}年：{row['cells']}格中{row['blank']}格未填报{mark}"
                )
            else:
                lines.append(
                    f"{report.area} ({report.year}): {row['blank']} of {row['cells']} cells are "
                    f"left blank (未填报){mark}"
                )
            result.values += [row["cells"], row["blank"], report.year]
            result.rows.append(
                AnswerRow(label=report.area, value=row["blank"], unit="格", report=report.sha256)
            )
        result.text = ("；".join(lines) + "。") if zh else "; ".join(lines) + "."
        return result

    # Words

    def _field(self, plan: Plan, reports: list[ReportRef]) -> Result:
        target = next(t for t in plan.targets if isinstance(t, ReportTarget))
        report = reports[0]
        value = self._sources.field(report, target.field)
        if value is None:
            raise refusals.not_stated(report.name)
        place = _place_of(value, self._sources.view(report))
        citations = [self._sources.cite_place(report, *place)] if place else []
        quote = citations[0].quote if citations else value
        text = f"{report.area}{report.year}年的报告：{quote}[1]。"
        if plan.language == "en":
            text = f"{report.area} ({report.year}): {quote} ({value}) [1]."
        return Result(text, citations=citations, words=[value])

    def _passages(self, plan: Plan, reports: list[ReportRef]) -> Result:
        target = next(t for t in plan.targets if isinstance(t, PassageTarget))
        found = self._quotes(target, reports)
        zh = plan.language == "zh"
        if not found:
            names = "、".join(report.area for report in reports[:5])
            raise refusals.not_stated(names, "")
        denied = [quote for quote in found[:1] if _DENIES.search(quote.view)]
        if plan.operation == "why" and denied and target.source == "passages":
            report = next(r for r in reports if r.id == denied[0].report_id)
            said = one_line(denied[0].quote)
            raise refusals.false_premise(
                f"{report.area}的报告写的是：“{said}”",
                f"The report of {report.area} says: “{said}”",
                [self._sources.cite_quote(report, denied[0])],
            )
        numbered = _Numbered()
        lines = []
        by_id = {report.id: report for report in reports}
        for quote in found:
            report = by_id[quote.report_id]
            mark = numbered.marks([self._sources.cite_quote(report, quote)])
            shown = one_line(quote.quote)[:_LONGEST_QUOTE]
            head = f"{report.area}{report.year}年" if zh else f"{report.area} ({report.year})"
            lines.append(f"{head}：“{shown}”{mark}" if zh else f"{head}: “{shown}”{mark}")
        result = Result("\n".join(lines), citations=numbered.citations)
        result.words += [quote.quote for quote in found]
        if plan.operation == "exists":
            result.text = ("有。" if zh else "Yes. ") + result.text
            for number in dict.fromkeys(quote.report_id for quote in found):
                report = by_id[number]
                result.rows.append(
                    AnswerRow(label=report.area, value=None, unit=None, report=report.sha256)
                )
        return result

    def _quotes(self, target: PassageTarget, reports: list[ReportRef]) -> list[StoredQuote]:
        grams = question_grams(target.words)
        strong = [gram for gram in grams if not gram.weak]
        if target.source != "passages":
            every = [q for r in reports for q in self._sources.quotes(r, target.source)]
            if target.source == "measures":
                return every[:10]
            weights = Weights(quote.view for quote in every)
            fits = [(fit(strong, quote.view, "", weights).coverage, quote) for quote in every]
            best = max((coverage for coverage, _ in fits), default=0.0)
            if best < 0.3:
                return every[:8]
            return [quote for coverage, quote in fits if coverage >= best * 0.5][:8]
        found = self._sources.search(reports, " ".join(gram.text for gram in strong))
        if target.evidence:
            found = [q for q in found if q.section != 5 and not _NOT_DONE.search(q.view)]
        if target.causes:
            found = [q for q in found if _CAUSE.search(q.view)]
        weights = Weights(quote.view for quote in found)
        fits = [(fit(strong, quote.view, "", weights).coverage, quote) for quote in found]
        # What denies the thing need not have all of its words.
        fits = [
            one for one in fits
            if one[0] >= (_ENOUGH_TO_DENY if _DENIES.search(one[1].view) else _ENOUGH)
        ]  # fmt: skip
        best = max((coverage for coverage, _ in fits), default=0.0)
        limit = _MOST_QUOTES * (2 if len(reports) > 1 else 1)
        ordered = sorted(fits, key=lambda one: -one[0])
        return [quote for coverage, quote in ordered if coverage >= best * 0.75][:limit]


class _Numbered:
    """Citations with their marks; a place cited twice has one number."""

    def __init__(self, known: Sequence[Citation] = ()) -> None:
        self.citations = list(known)

    def marks(self, citations: Sequence[Citation]) -> str:
        """Return the marks of some citations: [1][2]."""
        found = []
        for citation in citations:
            if citation not in self.citations:
                self.citations.append(citation)
            found.append(self.citations.index(citation) + 1)
        return "".join(f"[{number}]" for number in found)


def _ranked(items: list[Item], plan: Plan) -> list[Item]:
    known = [item for item in items if item.value is not None]
    known.sort(key=lambda item: item.value or 0, reverse=plan.descending)
    unknown = [item for item in items if item.value is None]
    if plan.limit is not None:
        return known[: plan.limit]
    return known + unknown


def _row_of(item: Item) -> object:
    target = item.target
    return (target.table, target.row) if isinstance(target, CellTarget) else item.label


def _same_row(items: list[Item]) -> bool:
    return len({item.label for item in items}) == 1


def _yes(item: Item, plan: Plan) -> str:
    if plan.language == "zh":
        return "有。" if item.value else "没有。"
    return "Yes. " if item.value else "No. "


def _touches(finding: StoredFinding, item: Item) -> bool:
    for place in finding.evidence:
        for citation in item.citations:
            if "table" in place:
                key = (citation.table, citation.row, citation.column)
                if key == (place["table"], place["row"], place["column"]):
                    return True
            elif (
                citation.table is None
                and citation.start is not None
                and citation.start < place["end"]
                and place["start"] < (citation.end or 0)
            ):
                return True
    return False


def _wanted(finding: StoredFinding, target: FindingTarget) -> bool:
    if target.rules and not finding.rule.startswith(tuple(target.rules)):
        return False
    if target.severities and finding.severity not in target.severities:
        return False
    if target.table is not None:
        rows = [p.get("row") for p in finding.evidence if p.get("table") == target.table]
        return finding.rule.startswith(_ABOUT_NUMBERS) and target.row in rows
    return True


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


def facts_and_cells(items: Sequence[Item]) -> list[tuple[int, Target]]:
    """Return what an answer told, for the question after it."""
    return [
        (item.report.id, item.target)
        for item in items
        if isinstance(item.target, CellTarget | FactTarget)
    ]
