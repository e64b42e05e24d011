"""The rule planner: from a question, and the one before it, to a typed plan.

It fills what the question leaves out from the plan before: bodies, years, row, column, fact. What
it cannot resolve it refuses with a reason; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from agent.answering import fact_search, refusals
from agent.answering.asked import Asked, take_apart
from agent.answering.catalog import Catalog, ReportRef
from agent.answering.language import FIRST_MARK, MARK
from agent.answering.matching import has_content, question_grams, strong_text
from agent.answering.plan import (
    BlankTarget,
    CellTarget,
    FactTarget,
    FindingTarget,
    PassageTarget,
    Plan,
    Premise,
    ReportField,
    ReportTarget,
    Target,
)
from agent.answering.scope import reports_meant
from agent.answering.sources import Sources, StoredFact
from agent.answering.vocabulary import Match, found_terms, known_cells, metrics, words
from agent.report import CellKey

_MANY_REPORTS = 20
_WEAK_COLUMNS = {"previous_items", "items"}
_OFF_TOPIC = re.compile(words().off_topic)
_PLANS = re.compile(words().plans)
_PROBLEMS = re.compile(words().problems)
_ORDINAL = re.compile(words().ordinal)
_ALL = re.compile(words().all_reports)
_SAID_OF_OPERATIONS = [
    re.compile(pattern)
    for name in ("rank", "sum", "compare", "share", "difference")
    for pattern in words().operations[name]
]
_BOTH = re.compile(words().both)
_DOMAIN = re.compile(words().domain)
_TOP = re.compile(r"前([一二三四五六七八九十两]|\d+)")
_LOWEST = re.compile(r"最少|最低|最小|从少到多|从低到高")
_DIGITS = dict(zip("一二三四五六七八九十两", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2), strict=True))
_CELL_ITSELF = re.compile(r"那一?行|这一?行|一?栏|单元格|这一?格|表[二三四里中]|填了")
_OUTCOME = re.compile(r"结果(?:怎么样|怎样|如何|是什么|各)|什么结果")
_SHARE = re.compile(
    r"(?:按期)?(?:办结|办理|答复|处理)率|占比?|百分之|比例|几成|比重|加起来|合计|两类|两项|多大|[的地]"
)
_NUMBER = re.compile(r"(?<![\d.])\d{1,9}(?![\d.])")
_REPORT_FIELDS: tuple[tuple[ReportField, re.Pattern[str]], ...] = (
    ("published", re.compile(r"落款|(?:发布|公布)(?:日期|时间)|(?:哪一?天|什么时候)(?:发布|公布)")),
    ("phone", re.compile(r"(?:联系|咨询)?电话(?:号码|是多少)|联系电话")),
    ("email", re.compile(r"(?:电子)?邮箱(?:地址|是)")),
    ("website", re.compile(r"网址|网站地址")),
    ("period_start", re.compile(r"统计(?:期限|时限|期间|时段)")),
)  # fmt: skip


@dataclass
class Before:
    """What the question before was about."""

    reports: list[ReportRef]
    targets: list[Target]
    items: list[tuple[int, Target]]
    """The numbers told so far, newest last: of which report, and what."""


class RulePlanner:
    """Makes plans from questions, by rules alone."""

    def __init__(self, catalog: Catalog, sources: Sources, today: date) -> None:
        self._catalog, self._sources, self._today = catalog, sources, today

    def plan(self, question: str, before: Before | None) -> Plan:
        """Return the plan of a question.

        Raises:
            Refused: it cannot be answered, for a typed reason.
        """
        asked = take_apart(question, self._catalog, self._today)
        self._refuse_off_topic(asked, before)
        reports = reports_meant(
            asked, self._catalog, self._sources, before.reports if before else []
        )
        if before and _BOTH.search(asked.text) and len({r.body for r in reports}) < 2:
            reports = self._last_two(before) or reports
        plan = Plan(
            language=asked.language,
            operation=asked.operation,
            bodies=list(dict.fromkeys(report.area for report in reports)),
            years=asked.years,
            reports=[report.id for report in reports],
            targets=[],
        )
        plan.premises = self._premises(asked)
        self._fill(plan, asked, reports, before)
        return plan

    # Whether it is about the reports at all

    def _refuse_off_topic(self, asked: Asked, before: Before | None) -> None:
        text = MARK.sub(" ", asked.text)
        known = _DOMAIN.search(text) or any(found_terms(text, "rows"))
        bodies = any(mention.kind in ("body", "region") for mention in asked.mentions)
        if _OFF_TOPIC.search(text) and not known and not bodies:
            raise refusals.not_about()
        if known or bodies or before or asked.all_reports:
            return
        if any(mention.kind == "generic" for mention in asked.mentions):
            return
        strong = strong_text(text)
        hits = self._sources.search(self._catalog.reports[:_MANY_REPORTS], strong, limit=5)
        grams = [gram for gram in question_grams(text) if not gram.weak]
        told = max((sum(g.text in hit.view for g in grams) for hit in hits), default=0)
        if not grams or told * 2 < len(grams):
            raise refusals.not_about()

    # By operation

    def _fill(
        self, plan: Plan, asked: Asked, reports: list[ReportRef], before: Before | None
    ) -> None:
        operation = plan.operation
        if operation == "findings" and self._findings(plan, asked):
            return
        if operation == "findings":
            plan.operation = operation = "why"
        if asked.wants_breakdown and self._breakdown(plan, asked, reports):
            return
        if operation == "why":
            self._why(plan, asked, reports)
        elif operation == "share":
            self._share(plan, asked, reports, before)
        elif operation in ("difference", "sum") and self._earlier(plan, asked, before):
            return
        elif operation == "difference":
            self._difference(plan, asked, reports, before)
        elif operation == "exists":
            self._exists(plan, asked, reports, before)
        else:
            self._values(plan, asked, reports, before)

    def _values(
        self, plan: Plan, asked: Asked, reports: list[ReportRef], before: Before | None
    ) -> None:
        if operation_field := self._report_field(asked):
            plan.targets = [ReportTarget(field=operation_field)]
            return
        if plan.operation == "list" and not asked.wants_number and len(reports) <= 3:
            self._words(plan, asked, evidence=False)
            return
        clauses = asked.clauses if plan.operation in ("value", "list") else [asked.text]
        targets: list[Target] = []
        previous: list[Target] = list(before.targets) if before else []
        for clause in clauses:
            found = self._targets(clause, asked, reports, previous)
            targets += [target for target in found if target not in targets]
            previous = found or previous
        plan.targets = targets
        plan.which = asked.wants_which
        if plan.operation == "rank":
            plan.descending = _LOWEST.search(asked.text) is None
            if top := _TOP.search(asked.text):
                plan.limit = _DIGITS.get(top[1]) or int(top[1])
        elif plan.operation == "value" and (
            len(targets) > 1 or len(reports) > 1 or asked.wants_which
        ):
            plan.operation = "compare" if len(reports) > 1 else "list"

    def _difference(
        self, plan: Plan, asked: Asked, reports: list[ReportRef], before: Before | None
    ) -> None:
        parts = re.split(r"比|和|与|较", asked.text, maxsplit=1)
        if len(reports) == 1 and len(parts) == 2 and all(map(has_content, parts)):
            left = self._targets(parts[0], asked, reports, [])
            right = self._targets(parts[1], asked, reports, left)
            plan.targets = [*left[:1], *right[:1]]
        elif len(reports) == 1:
            self._two_in_one(plan, asked, reports, before)
        else:
            self._values(plan, asked, reports, before)
            plan.operation = "difference"

    def _two_in_one(
        self, plan: Plan, asked: Asked, reports: list[ReportRef], before: Before | None
    ) -> None:
        """Two different numbers of one report, named one behind the other."""
        cells = self._cells(asked.text, asked, [])
        if len(cells) < 2:
            pieces = [piece for piece in asked.text.split() if has_content(piece)]
            found: list[Target] = []
            for piece in pieces:
                hit = fact_search.best(piece, reports[0], self._sources)
                if hit:
                    target = FactTarget(report=reports[0].id, fact=hit.fact.id, field=hit.field)
                    found += [target] if target not in found else []
            if len(found) >= 2:
                plan.targets = found[:2]
                return
            self._values(plan, asked, reports, before)
            plan.operation = "value" if len(plan.targets) < 2 else "difference"
            return
        plan.targets = list(cells[:2])

    def _share(
        self, plan: Plan, asked: Asked, reports: list[ReportRef], before: Before | None
    ) -> None:
        left, found, right = asked.text.partition("占")
        if found and len(reports) > 1 and MARK.search(right):
            part = self._marked(left, asked)
            whole = self._marked(right, asked)
            targets = self._targets(asked.text, asked, reports, before.targets if before else [])
            plan.targets, plan.whole = targets[:1], targets[:1]
            plan.reports = [r.id for r in part] or plan.reports[:1]
            plan.whole_reports = [r.id for r in whole] or [r.id for r in reports]
            return
        earlier = before.items if before else []
        plan.whole_reports = plan.reports
        if found and _says_something(right):
            plan.whole = self._targets(right, asked, reports, [])[:1]
            if _says_something(left):
                plan.targets = self._targets(left, asked, reports, [])
            else:
                plan.targets = [target for _, target in earlier[-2:]]
            return
        text = _without_share(asked.text)
        rate = self._told_rate(asked, reports, before)
        if rate:
            plan.targets, plan.operation = rate, "value"
            return
        near = self._fact_before(before)
        part_targets = self._targets(text, asked, reports, [], near=near)
        plan.targets = part_targets[:1]
        plan.whole = self._whole_of(part_targets[0], reports[0], earlier)

    def _told_rate(
        self, asked: Asked, reports: list[ReportRef], before: Before | None
    ) -> list[Target]:
        """A rate that the text tells, or that follows from what one fact tells."""
        near = self._fact_before(before)
        text = asked.text
        if not has_content(_without_share(text)) and near:
            if "rate" in near.numbers or {"received", "resolved"} <= set(near.numbers):
                return [FactTarget(report=near.report_id, fact=near.id, field="rate")]
            return []
        for report in reports[:1]:
            for hit in fact_search.candidates(text, report, self._sources, near)[:3]:
                told = hit.field == "rate" or hit.fact.unit == "%"
                if told and fact_search.accepted(hit):
                    return [FactTarget(report=report.id, fact=hit.fact.id, field=hit.field)]
        return []

    def _whole_of(
        self, part: Target, report: ReportRef, earlier: list[tuple[int, Target]]
    ) -> list[Target]:
        """What a part is a part of: its channel's letters, or the larger number told before."""
        if isinstance(part, CellTarget):
            if part.column != "total" and part.table != "article20":
                return [part.model_copy(update={"column": "total"})]
            if part.table == "applications":
                return [part.model_copy(update={"row": "total"})]
            raise refusals.not_stated(report.name)
        if isinstance(part, FactTarget):
            facts = {fact.id: fact for fact in self._sources.facts(report)}
            fact = facts[part.fact]
            for other in facts.values():
                if fact.kind == "category_count" and other.kind == "mailbox" \
                        and other.channel == fact.channel and fact.channel:  # fmt: skip
                    return [FactTarget(report=report.id, fact=other.id, field="received")]
        others = [target for number, target in earlier if number == report.id and target != part]
        if not others:
            raise refusals.not_stated(report.name)
        return others[-1:] if len(others) == 1 else [self._largest(others, report)]

    def _largest(self, targets: list[Target], report: ReportRef) -> Target:
        facts = {fact.id: fact for fact in self._sources.facts(report)}

        def size(target: Target) -> float:
            if isinstance(target, FactTarget) and target.fact in facts:
                return float(facts[target.fact].numbers.get(target.field, 0))
            return 0.0

        return max(targets[-3:], key=size)

    def _earlier(self, plan: Plan, asked: Asked, before: Before | None) -> bool:
        """两家差多少, So how many in total: about the numbers told last."""
        text = MARK.sub("", asked.text)
        if before is None or any(found_terms(text, "rows")) or has_content(_without_share(text)):
            return False
        # Numbers of one kind: the rate told between two counts is no third.
        kind = _kind_of(before.items[-1][1]) if before.items else None
        last = [item for item in before.items if _kind_of(item[1]) == kind][-2:]
        if len(last) < 2:
            return False
        plan.reports = list(dict.fromkeys(number for number, _ in last))
        plan.targets = list({repr(target): target for _, target in last}.values())
        return True

    def _exists(
        self, plan: Plan, asked: Asked, reports: list[ReportRef], before: Before | None
    ) -> None:
        if len(reports) > 3:
            self._words(plan, asked, evidence=True)
            plan.operation = "exists"
            return
        cells = self._cells(asked.text, asked, before.targets if before else [])
        statement = self._denied(asked.text, reports[0])
        if statement:
            plan.targets = [FactTarget(report=reports[0].id, fact=statement.id, field="value")]
        elif cells and len(cells) > 1 and re.search("还是", asked.text):
            plan.operation, plan.targets = "list", list(cells)
        elif cells and not self._left_over(asked.text, asked):
            plan.targets = list(cells[:1])
        else:
            hit = fact_search.best(asked.text, reports[0], self._sources)
            if hit and not hit.fit.unknown:
                plan.targets = [FactTarget(report=reports[0].id, fact=hit.fact.id, field=hit.field)]
            elif cells:
                plan.targets = list(cells[:1])
            else:
                self._words(plan, asked, evidence=True)
                plan.operation = "exists"

    def _denied(self, text: str, report: ReportRef) -> StoredFact | None:
        """Return what the report says did not happen, if that is asked about."""
        for fact in self._sources.facts(report):
            if fact.kind == "statement" and fact.label and fact.label in text:
                return fact
        return None

    def _why(self, plan: Plan, asked: Asked, reports: list[ReportRef]) -> None:
        text = MARK.sub(" ", asked.text)
        cells = self._cells(asked.text, asked, [])
        if cells and re.search("为什么|为何|原因", text):
            plan.targets = list(cells[:1])
        source = "passages"
        if _PLANS.search(text):
            source = "measures"
        elif re.search(
            r"什么(?:主要)?(?:问题|不足|困难)|哪些(?:主要)?(?:问题|不足|困难)", text
        ) or (_PROBLEMS.search(text) and re.search("为什么|为何|存在", text)):
            source = "problems"
        content = re.sub(f"{_PLANS.pattern}|存在|什么|哪些|问题|不足(?!以)|困难", " ", text)
        self._words(plan, asked, evidence=False, source=source, content=content)

    def _words(
        self, plan: Plan, asked: Asked, evidence: bool, source: str = "passages",
        content: str | None = None,
    ) -> None:  # fmt: skip
        text = MARK.sub(" ", asked.text) if content is None else content
        plan.targets.append(
            PassageTarget.model_validate(
                {"source": source, "words": " ".join(text.split()), "evidence": evidence}
            )
        )
        if plan.operation != "exists":
            plan.operation = "why"

    def _findings(self, plan: Plan, asked: Asked) -> bool:
        text = MARK.sub(" ", asked.text)
        if re.search(r"空白|没有?填|未填|没填|留空", text):
            plan.targets = [BlankTarget()]
            return True
        if re.search(
            r"(?:文字|正文|叙述).{0,4}(?:表格|表|数据)|(?:表格|表).{0,4}(?:文字|正文)", text
        ):
            plan.targets = [FindingTarget(rules=["NT-"], severities=["error", "warning"])]
            return True
        cells = self._cells(text, asked, [])
        rest = re.sub("|".join(words().operations["findings"]), " ", text)
        content = strong_text(_DOMAIN.sub(" ", rest))
        if cells:
            first = cells[0]
            plan.targets = [FindingTarget(table=first.table, row=first.row)]
        elif re.search(r"加起来|分项", text) and content:
            plan.targets = [FindingTarget(words=content)]
        else:
            plan.targets = [FindingTarget(severities=["error", "warning"])]
        return True

    def _breakdown(self, plan: Plan, asked: Asked, reports: list[ReportRef]) -> bool:
        """The classes of the letters of one channel."""
        if len(reports) != 1:
            return False
        report = reports[0]
        classes = [f for f in self._sources.facts(report) if f.kind == "category_count"]
        channels: dict[str | None, list[StoredFact]] = {}
        for fact in classes:
            channels.setdefault(fact.channel, []).append(fact)
        if not channels:
            return False
        text = MARK.sub(" ", asked.text)

        def fits(channel: str | None) -> float:
            pairs = {(channel or "")[i : i + 2] for i in range(len(channel or "") - 1)}
            return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0

        chosen = max(channels, key=fits)
        if fits(chosen) < 0.5 and len(channels) > 1:
            return False
        plan.operation = "list"
        plan.targets = [
            FactTarget(report=report.id, fact=fact.id, field="count") for fact in channels[chosen]
        ]
        return True

    # What of the reports

    def _targets(
        self, clause: str, asked: Asked, reports: list[ReportRef], previous: list[Target],
        near: StoredFact | None = None,
    ) -> list[Target]:  # fmt: skip
        cells = self._cells(clause, asked, previous)
        left = self._left_over(clause, asked) if cells else []
        before = near or self._fact_of(previous)
        if cells and before and (beside := self._beside_named(clause, reports, before)):
            return [beside]
        if cells and not left:
            return list(cells)
        if len(reports) <= _MANY_REPORTS:
            facts = self._facts(clause, asked, reports, previous, before, least=bool(cells))
            if facts:
                return facts
        if cells and len(left) <= 3:
            return list(cells)
        if not has_content(_DOMAIN.sub(" ", MARK.sub(" ", clause))) and previous:
            return previous
        raise self._missing(clause, reports)

    def _cells(self, clause: str, asked: Asked, previous: list[Target]) -> list[CellTarget]:
        text = MARK.sub(" ", clause)
        rows = _most_specific(list(found_terms(text, "rows")))
        columns = list(found_terms(text, "columns"))
        exact = _CELL_ITSELF.search(text) is not None
        last = next((t for t in previous if isinstance(t, CellTarget)), None)
        if not rows:
            fitting = [c for c in columns if last and c.table == last.table]
            named = _strong_columns(
                [c for c in fitting if last and _exists(c.table, last.row, c.name)]
            )
            if last and last.table == "disputes" and _OUTCOME.search(text):
                named = ["total", "upheld", "corrected", "other", "pending"]
            if last is None or not named:
                return []
            return [last.model_copy(update={"column": column, "exact": exact}) for column in named]
        found = []
        for row in rows:
            outside = [
                c for c in columns
                if c.table == row.table and _exists(c.table, row.name, c.name)
                and not (row.start <= c.start and c.end <= row.end)
            ]  # fmt: skip
            named = _strong_columns(outside)
            if not named and last and last.table == row.table and asked.elliptic:
                named = [last.column] if _exists(row.table, row.name, last.column) else []
            if not named:
                terms = metrics()[row.table]
                named = [terms.rows[row.name].default or terms.default]
                if _OUTCOME.search(text) and row.table == "disputes":
                    named = ["total", "upheld", "corrected", "other", "pending"]
            found += [
                CellTarget(table=row.table, row=row.name, column=column, exact=exact)
                for column in named
            ]
        return list({repr(target): target for target in found}.values())

    def _left_over(self, clause: str, asked: Asked) -> list[str]:
        """Return the words of a clause that name neither a row nor a column, nor only ask."""
        text = MARK.sub(" ", clause)
        hidden = [False] * len(text)
        for part in ("rows", "columns"):
            for hit in found_terms(text, part):
                for index in range(hit.start, hit.end):
                    hidden[index] = True
        for pattern in (_DOMAIN, _ALL, *_SAID_OF_OPERATIONS):
            for found in pattern.finditer(text):
                for index in range(*found.span()):
                    hidden[index] = True
        bare = "".join(" " if hide else c for c, hide in zip(text, hidden, strict=True))
        return [gram.text for gram in question_grams(bare) if not gram.weak]

    def _facts(
        self, clause: str, asked: Asked, reports: list[ReportRef], previous: list[Target],
        near: StoredFact | None, least: bool,
    ) -> list[Target]:  # fmt: skip
        """Return the numbers of the narrative that a clause means.

        Args:
            least: a cell fits as well, so that the fact must fit better.
        """
        text = MARK.sub(" ", clause)
        found: list[Target] = []
        for report in reports:
            beside = near if near and near.report_id == report.id else None
            if asked.wants_date and not has_content(_without_dates(text)) and beside:
                if beside.dates:
                    found.append(FactTarget(report=report.id, fact=beside.id, field="dates"))
                continue
            if not has_content(_without_share(text)) and beside and not least:
                hit = self._beside(text, report, beside)
                if hit:
                    found.append(hit)
                continue
            best = fact_search.best(text, report, self._sources, beside)
            if best is None or (least and best.fit.unknown):
                continue
            name = "dates" if asked.wants_date and best.fact.dates else best.field
            found.append(FactTarget(report=report.id, fact=best.fact.id, field=name))
        return found

    def _beside(self, text: str, report: ReportRef, fact: StoredFact) -> Target | None:
        """Another number of a fact, or of a fact of its sentence: 惠及多少户."""
        fields = fact_search.fields_asked(text)
        unit = fact_search.unit_asked(text)
        for field in fields:
            if field in fact.numbers or field == "rate" and "resolved" in fact.numbers:
                return FactTarget(report=report.id, fact=fact.id, field=field)
        for other in self._sources.facts(report):
            same = other.sentence_start == fact.sentence_start and other.id != fact.id
            if same and unit and other.unit == unit:
                field = next(name for name in ("value", "count") if name in other.numbers)
                return FactTarget(report=report.id, fact=other.id, field=field)
        return None

    def _beside_named(
        self, clause: str, reports: list[ReportRef], fact: StoredFact
    ) -> Target | None:
        """A number of the sentence told of last that has the name of a row: 其中行政处罚几项."""
        for report in reports:
            hit = fact_search.best(MARK.sub(" ", clause), report, self._sources, fact)
            if hit and hit.fact.report_id == fact.report_id and not hit.fit.unknown \
                    and hit.fact.sentence_start == fact.sentence_start:  # fmt: skip
                return FactTarget(report=report.id, fact=hit.fact.id, field=hit.field)
        return None

    def _missing(self, clause: str, reports: list[ReportRef]) -> refusals.Refused:
        """Tell why nothing fits: told elsewhere, told of nowhere, or taken for granted."""
        text = MARK.sub(" ", clause)
        what = "".join(_readable(text))
        name = reports[0].name if len(reports) == 1 else "、".join(r.area for r in reports[:5])
        if ordinal := _ORDINAL.search(text):
            return refusals.false_premise(
                f"{name}的报告里没有提到“{ordinal[0]}…”这样的事。",
                f"The report of {name} mentions no such thing.",
            )
        others = [r for r in self._catalog.reports[:_MANY_REPORTS] if r not in reports]
        for report in others:
            if fact_search.best(text, report, self._sources):
                return refusals.not_stated(name, what)
        grams = [gram for gram in question_grams(text) if not gram.weak]
        known = [self._sources.view(r) for r in self._catalog.reports[:_MANY_REPORTS]]
        told = [gram for gram in grams if any(gram.text in view for view in known)]
        if grams and len(told) * 3 >= len(grams) * 2:
            return refusals.not_stated(name, what)
        return refusals.no_such_metric(what)

    def _report_field(self, asked: Asked) -> ReportField | None:
        for name, pattern in _REPORT_FIELDS:
            if pattern.search(asked.text):
                return name
        return None

    def _premises(self, asked: Asked) -> list[Premise]:
        premises = []
        for text in asked.premises:
            cells = self._cells(text, asked, [])
            number = _NUMBER.search(text)
            if cells and number:
                premises.append(Premise(target=cells[0], number=int(number[0])))
        return premises

    # What was told before

    def _last_two(self, before: Before) -> list[ReportRef]:
        numbers = list(dict.fromkeys(number for number, _ in reversed(before.items)))[:2]
        return [self._catalog.report(number) for number in reversed(numbers)]

    def _fact_before(self, before: Before | None) -> StoredFact | None:
        return self._fact_of(before.targets) if before else None

    def _fact_of(self, targets: list[Target]) -> StoredFact | None:
        for target in reversed(targets):
            if isinstance(target, FactTarget):
                facts = self._sources.facts(self._catalog.report(target.report))
                return next((fact for fact in facts if fact.id == target.fact), None)
        return None

    def _marked(self, text: str, asked: Asked) -> list[ReportRef]:
        """Return the reports whose names stand in a part of the question."""
        found = []
        for mark in MARK.findall(text):
            mention = asked.mentions[ord(mark) - FIRST_MARK]
            for body in mention.bodies:
                reports = self._catalog.of(body)
                wanted = [r for r in reports if r.year in asked.years] or reports[-1:]
                found += [report for report in wanted if report not in found]
        return found


def _exists(table: str, row: str, column: str) -> bool:
    term = metrics()[table].rows[row]  # type: ignore[index]
    return any(
        CellKey(table, name, column) in known_cells()  # type: ignore[arg-type]
        for name in (term.members or (row,))
    )


def _strong_columns(matches: list[Match]) -> list[str]:
    """Return the columns named; 项目 alone names one only where no other is named."""
    names = list(dict.fromkeys(match.name for match in matches))
    strong = [name for name in names if name not in _WEAK_COLUMNS]
    return strong or names[:1]


def _most_specific(rows: list[Match]) -> list[Match]:
    """Drop a group where one of its rows is named, and 收到申请 where an outcome is."""
    names = {(row.table, row.name) for row in rows}
    outcomes = {name for table, name in names if table == "applications"} - {"new"}
    kept: list[Match] = []
    for row in rows:
        members = {(row.table, member) for member in metrics()[row.table].rows[row.name].members}
        if members & names or (row.name == "new" and outcomes):
            continue
        if not any(other.table == row.table and other.name == row.name for other in kept):
            kept.append(row)
    narrower = any(row.name.startswith("unable_") or row.name.startswith("denied_") for row in kept)
    if narrower:
        kept = [row for row in kept if row.name not in ("unable", "denied")]
    tables = {row.table for row in kept}
    if len(tables) > 1:
        first = kept[0].table
        kept = [row for row in kept if row.table == first]
    return kept


def _says_something(text: str) -> bool:
    bare = _without_share(text)
    return has_content(bare) or any(found_terms(bare, "rows"))


def _kind_of(target: Target) -> str | None:
    if isinstance(target, CellTarget):
        return target.table
    return target.field if isinstance(target, FactTarget) else None


def _without_share(text: str) -> str:
    return _SHARE.sub(" ", MARK.sub(" ", text))


def _without_dates(text: str) -> str:
    return re.sub(r"分别|哪[一几]?天|日期|什么时候|何时|几月|几号", " ", text)


def _readable(text: str) -> list[str]:
    """Return the words of a question that say what it is about, as they stand."""
    bare = text
    for pattern in words().frame:
        bare = re.sub(pattern, " ", bare)
    return [piece for piece in bare.split() if len(piece) > 1][:3]
