"""What a model proposes where the rules are not sure: one of the things that are there, or nothing.

It chooses from the rows and columns of the official tables and from numbered sentences of the
report; it writes no number and no word of an answer. The type of its answer lists all choices, so
that what a question or a report orders it to do cannot be said in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, create_model

from agent.answering.plan import CellTarget, FactTarget, Operation, Target
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import has_cell
from agent.answering.planning.inquiry import Inquiry
from agent.answering.vocabulary import found_terms, metrics
from agent.errors import ConfigurationError
from agent.llm.prompts import Message, Prompt, load_prompt
from agent.report import TableName, to_json
from agent.wording import one_line

PROMPT = "ask_plan"
MAX_TOKENS = 60
MOST_SENTENCES = 8
_LONGEST_SENTENCE = 32
NOTHING, NO_COLUMN, SENTENCE = "没有", "无", "正文"
_NUMBER = re.compile(r"\d[\d,.]*")
_TABLES: dict[TableName, str] = {
    "article20": "主动公开", "applications": "申请", "disputes": "复议诉讼"
}  # fmt: skip


class Proposal(BaseModel):
    """Base of the answers; the choices of a question are those of its own type."""

    model_config = ConfigDict(extra="forbid")

    thing: str
    column: str
    operation: Operation


def prompt() -> Prompt:
    """Return the prompt."""
    return load_prompt(PROMPT)


def sentences_of(inquiry: Inquiry) -> list[fact_search.Candidate]:
    """Return the numbers of the narrative that a question may mean, best first."""
    if len(inquiry.reports) != 1:
        return []
    dated = inquiry.asked.wants_date
    found = fact_search.candidates(
        inquiry.bare, inquiry.report, inquiry.sources, inquiry.fact_before(), dated
    )
    return [candidate for candidate in found if candidate.fit.own > 0][:MOST_SENTENCES]


def answer_type(sentences: int) -> type[Proposal]:
    """Return the type of an answer where so many sentences are numbered."""
    things = [*_rows(), *(f"{SENTENCE}{number + 1}" for number in range(sentences)), NOTHING]
    fields: dict[str, Any] = {
        "thing": (Literal[tuple(things)], ...),
        "column": (Literal[(*_columns(), NO_COLUMN)], ...),
    }
    return create_model("Plan", __base__=Proposal, **fields)


def conversation(question: str, sentences: Sequence[fact_search.Candidate]) -> list[Message]:
    """Return the conversation that asks for a proposal."""
    told = [_shown(candidate) for candidate in sentences]
    return [*_instructions(), _question(question, told)]


def target_of(
    proposal: Proposal, inquiry: Inquiry, sentences: Sequence[fact_search.Candidate]
) -> Target | None:
    """Return the target that a proposal means; null where it means none, or contradicts itself."""
    if proposal.thing.startswith(SENTENCE) and proposal.column == NO_COLUMN:
        chosen = sentences[int(proposal.thing.removeprefix(SENTENCE)) - 1]
        return FactTarget(report=inquiry.report.id, fact=chosen.fact.id, field=chosen.field)
    if proposal.thing not in _rows():
        return None
    table, row = _rows()[proposal.thing]
    column = dict(_columns().get(proposal.column, ())).get(table)
    if column is None or not has_cell(table, row, column):
        return None
    return CellTarget(table=table, row=row, column=column)


def in_words(target: Target, inquiry: Inquiry, sentences: Sequence[fact_search.Candidate]) -> bool:
    """Tell whether the words of the question name a target."""
    if isinstance(target, CellTarget):
        named = found_terms(inquiry.bare, "rows")
        return any((hit.table, hit.name) == (target.table, target.row) for hit in named)
    return any(
        isinstance(target, FactTarget)
        and candidate.fact.id == target.fact
        and candidate.fit.coverage >= fact_search.ACCEPTED
        for candidate in sentences
    )


@cache
def instructions_sha256() -> str:
    """Return the hash of what every conversation begins with."""
    return hashlib.sha256(to_json(_instructions()).encode()).hexdigest()


@cache
def _instructions() -> tuple[Message, ...]:
    """Return the system message and the examples as turns.

    Raises:
        ConfigurationError: an example chooses what is not there.
    """
    tables = "\n".join(map(_table_words, _TABLES))
    system = prompt().system.replace("$tables", tables)
    turns: list[Message] = [{"role": "system", "content": system}]
    for example in prompt().examples:
        told = example["sentences"]
        try:
            answer = answer_type(len(told)).model_validate(example["answer"])
        except ValueError as error:
            raise ConfigurationError(f"prompts/{PROMPT}.yaml: {error}") from error
        turns.append(_question(example["question"], told))
        turns.append({"role": "assistant", "content": to_json(answer.model_dump())})
    return tuple(turns)


def _table_words(table: TableName) -> str:
    rows = [name for name, (other, _) in _rows().items() if other == table]
    columns = [name for name, cells in _columns().items() if table in dict(cells)]
    return f"{_TABLES[table]}表的行：{'、'.join(rows)}。栏：{'、'.join(columns)}。"


def _question(question: str, sentences: Sequence[str]) -> Message:
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(sentences, 1))
    content = prompt().ask(question=one_line(question), sentences=listed or NO_COLUMN)
    return {"role": "user", "content": content}


def _shown(candidate: fact_search.Candidate) -> str:
    """A fact without its numbers, which the model has no need of."""
    fact = candidate.fact
    text = _NUMBER.sub("N", one_line(fact.quote))[:_LONGEST_SENTENCE]
    channel = fact.channel or ""
    return text if channel in text else f"{channel}：{text}"


@cache
def _rows() -> dict[str, tuple[TableName, str]]:
    """The rows by their names; one that has no pattern is not asked for by itself."""
    return {
        term.name.rpartition("：")[2]: (table, row)
        for table, terms in metrics().items()
        for row, term in terms.rows.items()
        if term.patterns
    }


@cache
def _columns() -> dict[str, list[tuple[TableName, str]]]:
    """The columns by their names, which several tables may have."""
    found: dict[str, list[tuple[TableName, str]]] = {}
    for table, terms in metrics().items():
        for column, term in terms.columns.items():
            found.setdefault(term.name, []).append((table, column))
    return found
