"""Refuses numbers that leave a part of the question unused: a limit, a body, a row, what to omit.

Each check looks only at whether something that was said went into the plan, whatever its words are
about: 不足一百条的 needs a condition, 不算区政府 is no question for 区政府, three bodies that are
named need three numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.answering import refusals
from agent.answering.holdings.stored import StoredFact, has
from agent.answering.language import FIRST_MARK, MARK, folded, with_synonyms
from agent.answering.matching import only_asks, question_grams
from agent.answering.plan import CellTarget, Condition, FactTarget, Plan, Premise
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import meaning
from agent.answering.planning.conditions import limit_of
from agent.answering.planning.inquiry import MANY_REPORTS, Inquiry
from agent.answering.planning.labels import names
from agent.answering.relevance import covered, tagged
from agent.answering.vocabulary import Match, found_terms, metrics, words

_TELLS_NUMBERS = ("value", "list", "sum", "share", "ratio", "difference", "compare", "rank")
_OMITTED = re.compile(
    r"(?:不[算计含]|不包括|除了|除去|除开|撇开|剔除|刨[去除]|排除|不要(?:把|将)?|别(?:把|将)|(?<!是)不是|而非)"
    r"(?P<what>[^，。？；]{2,16}?)(?:那|本身|自己|本级)*(?=算|计|加|的(?:$|[，。？])|[，。？；]|$)"
)
_EXCLUDED = re.compile(r"除了\s*(?P<what>[\u3400-\u9fff]{2,12})")
_NAMED = 0.6
_OF_EACH = re.compile(
    r"每一?[类种样项]|分[哪几成][几]?类|逐[类项]|各[类种项样](?:各|分别|有|是|为)*(?:多少|几)"
)
_COUNTED = re.compile(r"(?:多少|几)(?:[个家名位条项份件封次期处场])?(?=[\u3400-\u9fff]{2})")
_UNDONE = re.compile(
    r"(?<![有曾并])(?:没(?!有?[？。])|未|(?<!不是)不(?!算|计|含|同|断|少|止|到))有?[\u3400-\u9fff]"
)
_HOW = re.compile("怎么|怎样|如何")
_NUMBERLESS = re.compile(words().otherwise_english, re.IGNORECASE)
_NEVER_COUNTED = frozenset(
    {"new", "total", "granted", "other", "other_results", "decisions", "items"}
)
"""Rows and columns whose words are said of other things, too."""
_QUOTATION = re.compile(
    r"[「“](?P<quoted>[^「」“”，]{4,20})[」”]的[，,]?(?:又|还|一共)?(?:有|是)?(?:多少|几)"
)
_SEVERAL = 3
_THOSE = re.compile(
    r"他们|她们|它们|[这那]些|[这那]里[头面]|[这那]当中|\b(?:those|these|they|them|this \w+)\b",
    re.IGNORECASE,
)
_TOGETHER = ("sum", "compare", "rank", "difference")


def refuse_unused(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse numbers where something that was said went into nothing of the plan.

    Raises:
        Refused: the reports do not tell what is asked for.
    """
    numbers = [target for target in plan.targets if isinstance(target, CellTarget | FactTarget)]
    if not numbers or len(numbers) < len(plan.targets) or len(inquiry.reports) > MANY_REPORTS:
        return
    facts = [fact for target in [*plan.targets, *plan.whole] if (fact := inquiry.fact_of([target]))]
    said = next(_unused(plan, inquiry, facts), None)
    if said is not None:
        raise refusals.not_stated(inquiry.areas, f"“{said.strip()}”", doubtful=True)
    _take_for_granted(plan, inquiry)


def refuse_hanging(inquiry: Inquiry) -> None:
    """Refuse what goes on with things that the question before did not get an answer to.

    Raises:
        Refused: 这些当中 says of what, and that was not found.
    """
    before, asked = inquiry.before, inquiry.asked
    if before is None or before.targets or asked.names_bodies:
        return
    if hit := _THOSE.search(asked.said) or _THOSE.search(asked.question):
        raise refusals.not_stated(inquiry.areas, f"“{hit[0]}”", doubtful=True)


def _unused(plan: Plan, inquiry: Inquiry, facts: Sequence[StoredFact]) -> Iterator[str]:
    """Yield what is said and went into nothing of a plan."""
    said = inquiry.said
    if plan.operation in _TELLS_NUMBERS:
        yield from _limit(plan, inquiry, facts, said)
        yield from _omitted(plan, inquiry)
        yield from _missing_bodies(plan, inquiry)
    yield from _rows(plan, said)
    if plan.operation == "exists":
        yield from _of_the_request(plan, inquiry, said)
    if plan.operation in ("value", "list", "sum") and len(plan.targets) == 1:
        yield from _asked_for_words(inquiry, said)
        yield from _quoted(inquiry, said)
        if len(facts) == 1:
            yield from _strange(inquiry, facts[0], said)
            yield from _counted(facts[0], said)
            yield from _undone(plan, facts[0], said)
    if (
        plan.operation in ("value", "list", "rank")
        and len(plan.targets) == len(inquiry.reports) == 1
    ):
        yield from (hit[0] for hit in _OF_EACH.finditer(said))


def _limit(
    plan: Plan, inquiry: Inquiry, facts: Sequence[StoredFact], said: str
) -> Iterator[str]:  # fmt: skip
    """Yield a limit that nothing was compared with: 不足一百条的是哪个."""
    limit = limit_of(said)
    if limit is None or plan.condition or _chosen_by(limit[1], plan, inquiry):
        return
    # “最多跑一次”事项 is the name of a number.
    if not any("".join(limit[0].split()) in fact.near for fact in facts):
        yield limit[0]


def _chosen_by(limit: Condition, plan: Plan, inquiry: Inquiry) -> bool:
    """Tell whether all cells are like a condition, so that they were chosen by it."""
    numbers = [report.id for report in inquiry.reports]
    cells = [
        stored
        for cell in plan.targets if isinstance(cell, CellTarget)
        for stored in inquiry.sources.cells(numbers, cell.table, list(_rows_of(cell)), cell.column)
    ]  # fmt: skip
    return bool(cells) and all(limit.holds(cell.value) for cell in cells)


def _take_for_granted(plan: Plan, inquiry: Inquiry) -> None:
    """Let no yes answer 有没有到二十个 where the number is below that."""
    limit = limit_of(inquiry.said) if plan.operation == "exists" else None
    if limit and plan.condition is None and len(plan.targets) == len(inquiry.reports) == 1:
        target = plan.targets[0]
        if isinstance(target, CellTarget | FactTarget):
            plan.premises.append(Premise(target=target, condition=limit[1]))


def _omitted(plan: Plan, inquiry: Inquiry) -> Iterator[str]:
    """Leave out what is to be left out; yield it where nothing else is found: 不算区政府的."""
    if plan.operation not in ("value", "list"):
        return
    english = inquiry.asked.language == "en"
    text = inquiry.asked.whole if english else with_synonyms(folded(inquiry.asked.question))
    for hit in (_EXCLUDED if english else _OMITTED).finditer(text):
        pieces = [piece for piece in (hit["what"], *re.split("[的和、]", hit["what"])) if piece]
        kept = [
            target for target in plan.targets
            if not (fact := inquiry.fact_of([target])) or not fact.label
            or all(names(piece, fact.label) < _NAMED for piece in pieces)
        ]  # fmt: skip
        if not kept:
            yield hit[0]
        plan.targets = kept or plan.targets


def _missing_bodies(plan: Plan, inquiry: Inquiry) -> Iterator[str]:
    """Yield a body that is named beside others and has no number among theirs."""
    facts = [target for target in plan.targets if isinstance(target, FactTarget)]
    told = {target.report for target in (*facts, *plan.whole) if isinstance(target, FactTarget)}
    if plan.operation not in _TOGETHER or len(facts) < len(plan.targets):
        return
    marks = MARK.findall(inquiry.asked.text)
    bodies = [m for m in marks if inquiry.asked.mentions[ord(m) - FIRST_MARK].kind == "body"]
    if len(bodies) > 1:
        named = inquiry.named_in("".join(bodies))
        yield from (report.area for report in named if report.id not in told)


def _rows(plan: Plan, said: str) -> Iterator[str]:
    """Yield a row or a column that is named and that no target is of: 因重复申请而不予处理的."""
    cells = [one for one in (*plan.targets, *plan.whole) if isinstance(one, CellTarget)]
    if (
        not cells
        or len(cells) < len(plan.targets)
        or plan.operation not in ("value", "list", "exists")
    ):
        return
    own = {(cell.table, name) for cell in cells for name in _names_of(cell)}
    hits = [
        *found_terms(said, "rows"),
        *(c for c in found_terms(said, "columns") if c.strength == 2),
    ]
    used = [hit for hit in hits if (hit.table, hit.name) in own]
    changed = any(cell.column == "change" for cell in cells)
    for hit in hits:
        if hit.table != cells[0].table or hit.name in _NEVER_COUNTED or _is_omitted(hit, said):
            continue
        if changed and hit.name in ("previous_items", "change"):
            continue
        if not any(other.start < hit.end and hit.start < other.end for other in used):
            yield said[hit.start : hit.end]


def _rows_of(cell: CellTarget) -> tuple[str, ...]:
    """Return the rows of the form that a cell is of or adds up."""
    return metrics()[cell.table].rows[cell.row].members or (cell.row,)


def _names_of(cell: CellTarget) -> set[str]:
    """Return the names of a cell's row and column, and of the rows that go with its row."""
    rows = metrics()[cell.table].rows
    groups = {name for name, term in rows.items() if cell.row in term.members}
    return {cell.row, cell.column, *_rows_of(cell), *groups}


def _is_omitted(hit: Match, said: str) -> bool:
    return (
        re.search(rf"(?:除|不是|{words().left_out})[^，。？]{{0,4}}$", said[: hit.start])
        is not None
    )


def _asked_for_words(inquiry: Inquiry, said: str) -> Iterator[str]:
    """Yield what asks for words or for yes or no, where nothing asks for a number."""
    asked = inquiry.asked
    if asked.wants_number or asked.wants_date:
        return
    if asked.language == "en":
        if hit := _NUMBERLESS.search(asked.question):
            yield hit[0]
    elif hit := _HOW.search(said):
        yield hit[0]


def _quoted(inquiry: Inquiry, said: str) -> Iterator[str]:
    """Yield a quotation that says which ones are counted and was left out: 被回「没有」的有几件."""
    for hit in _QUOTATION.finditer(folded(inquiry.asked.question)):
        if with_synonyms(hit["quoted"]) not in said and hit["quoted"] not in said:
            yield hit["quoted"]


def _strange(inquiry: Inquiry, fact: StoredFact, said: str) -> Iterator[str]:
    """Yield a noun where several stand nowhere in the report: the number is another thing's."""
    if inquiry.asked.language == "en":
        return  # words that could not be translated are left out already
    told = inquiry.sources.words_of(inquiry.report)
    strange = [word for word in _left(said) if word not in told and not fact.explains(word)]
    if len(strange) >= _SEVERAL:
        yield strange[0]


def _left(said: str) -> list[str]:
    """Return the nouns that name neither a row nor a column, nor only ask."""
    weak = {gram.start for gram in question_grams(said) if gram.weak}
    named = covered(said, meaning(said))
    return [
        word for word, tag, start in tagged(said)
        if tag.startswith(("n", "vn")) and len(word) > 1 and start not in weak
        and not named[start] and not only_asks(word)
    ]  # fmt: skip


def _of_the_request(plan: Plan, inquiry: Inquiry, said: str) -> Iterator[str]:
    """Yield what requests are said to be about, where only their number was looked up."""
    cells = [target for target in plan.targets if isinstance(target, CellTarget)]
    if inquiry.asked.language == "en" or not any(cell.row in ("new", "total") for cell in cells):
        return
    told = [inquiry.sources.words_of(report) for report in inquiry.reports]
    yield from (word for word in _left(said) if any(word in text for text in told))


def _counted(fact: StoredFact, said: str) -> Iterator[str]:
    """Yield what is counted where the number is of something else of its sentence: 多少个部门."""
    for hit in _COUNTED.finditer(said):
        for word, tag, start in tagged(said):
            if start != hit.end() or len(word) < 2 or not tag.startswith("n") or only_asks(word):
                continue
            if not has(fact.near, word) and not fact.is_called(word):
                yield word


def _undone(plan: Plan, fact: StoredFact, said: str) -> Iterator[str]:
    """Yield what was not done, right before a count, where the number is of all: 没等来结果的."""
    field = plan.targets[0].field if isinstance(plan.targets[0], FactTarget) else ""
    if field not in ("received", "count", "value"):
        return
    terms = [hit.span() for _, pattern in fact_search.FIELDS for hit in pattern.finditer(said)]
    for count in re.finditer(
        r"[^，。？；、]*的(?:又|还|总共|一共|共|只)?(?:是|有|剩)?(?:多少|几)", said
    ):
        for hit in _UNDONE.finditer(said, *count.span()):
            named = any(start <= hit.start() < end for start, end in terms)
            if not named and not has(with_synonyms(fact.sentence), hit[0]):
                yield hit[0]
