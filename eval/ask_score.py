"""Scores question answering over the five reports: `python -m eval.ask_score --half dev`.

`eval/questions.jsonl` holds the questions with their gold answers, `eval/QUESTIONS.md` the rulings.
Value, unit, citations, abstention and latency are counted apart, by operation and by reason. The
half `test` is not looked at while rules are tuned: of it only sums are printed.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from agent.answering import Answer, Conversation
from agent.answering.running.guard import numbers_in
from agent.documents.view import fold
from agent.pipeline import read
from agent.store import Store

HERE = Path(__file__).resolve().parent
CORPUS = sorted((HERE / "corpus").glob("*.txt"))
_COUNTS = {*"件项条封个家次期份篇处场户", None}
_PEOPLE = {"人", "人次"}
_POINTS = {"百分点", "%"}


def main() -> None:
    """Score one half and print the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["dev", "test"], default="dev")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong (dev only)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcomes = score(arguments.half, Path(folder) / "ask.db")
    if arguments.wrong and arguments.half == "dev":
        for outcome in outcomes:
            if outcome["faults"]:
                print(outcome["id"], ",".join(outcome["faults"]), "|", outcome["question"])
                print("     ", outcome["said"])
    print(json.dumps(summary(outcomes), ensure_ascii=False, indent=2))


def score(half: str, db: Path) -> list[dict[str, Any]]:
    """Ask every question of a half, follow-ups in their conversation."""
    hashes = {}
    with Store(db) as store:
        for number, path in enumerate(CORPUS):
            reading = read(path)
            store.save(reading.report, reading.text)
            hashes[f"D{number}"] = reading.report.source.sha256
    lines = (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [one for one in map(json.loads, lines) if one["half"] == half]
    outcomes = []
    with Conversation(db) as conversation:
        last = None
        for question in questions:
            if question["previous"] is None or question["previous"] != last:
                conversation.forget()
            answer = conversation.ask(question["question"])
            last = question["id"]
            outcomes.append(judge(question, answer, hashes))
    return outcomes


def judge(question: dict[str, Any], answer: Answer, hashes: dict[str, str]) -> dict[str, Any]:
    """Compare one answer with its gold."""
    expected = question["expected"]
    faults = []
    if not question["answerable"]:
        other = question.get("alt_expected")
        given = other and not answer.abstained and _values(other, answer, question)
        given = given and _words(other, answer, question)
        if not answer.abstained and not given:
            faults.append("answered")
        reasons = [question["reason"], *(question.get("alt_reasons") or [])]
        if answer.abstained and answer.reason not in reasons:
            faults.append(f"reason {answer.reason} for {question['reason']}")
    elif answer.abstained:
        faults.append(f"abstained {answer.reason}")
    else:
        if not _values(expected, answer, question):
            faults.append("value")
        if not _unit(expected, answer):
            faults.append("unit")
        if not _words(expected, answer, question):
            faults.append("words")
        if not all(_cited(one, answer, hashes) for one in question["citations"] or []):
            faults.append("citation")
    return {
        "id": question["id"],
        "question": question["question"],
        "operation": question["operation"],
        "answerable": question["answerable"],
        "reason": question["reason"],
        "valued": _valued(expected),
        "faults": faults,
        "said": answer.answer[:300],
        "seconds": answer.usage.seconds,
        "loose": bool(loose_numbers(answer)),
    }


def summary(outcomes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the sums."""
    answerable = [one for one in outcomes if one["answerable"]]
    valued = [one for one in answerable if one["valued"]]
    refused = [one for one in outcomes if not one["answerable"]]
    answered = [one for one in answerable if not _has(one, "abstained")]
    operations: dict[str, Counter[str]] = defaultdict(Counter)
    for one in answerable:
        operations[one["operation"]]["of"] += 1
        operations[one["operation"]]["right"] += not one["faults"]
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for one in refused:
        reasons[one["reason"]]["of"] += 1
        reasons[one["reason"]]["abstained"] += not _has(one, "answered")
        reasons[one["reason"]]["reason right"] += not one["faults"]
    times = sorted(one["seconds"] for one in outcomes)
    return {
        "questions": len(outcomes),
        "wholly right": _share(outcomes, lambda one: not one["faults"]),
        "exact values": _share(valued, lambda one: not _has(one, "value", "abstained")),
        "units": _share(answered, lambda one: not _has(one, "unit")),
        "words": _share(answered, lambda one: not _has(one, "words")),
        "citations of answers": _share(answered, lambda one: not _has(one, "citation")),
        "answered where answerable": _share(answerable, lambda one: not _has(one, "abstained")),
        "abstained where not": _share(refused, lambda one: not _has(one, "answered")),
        "reason right": _share(refused, lambda one: not one["faults"]),
        "answers with a number outside their citations": sum(one["loose"] for one in outcomes),
        "seconds": {
            "median": round(statistics.median(times), 4),
            "p95": round(times[int(len(times) * 0.95)], 4),
            "most": round(times[-1], 4),
        },
        "by operation": {name: dict(counts) for name, counts in sorted(operations.items())},
        "by reason": {name: dict(counts) for name, counts in sorted(reasons.items())},
    }


def loose_numbers(answer: Answer) -> set[Decimal]:
    """Return the numbers of an answer that no quote, value, row or cited body and year has.

    What a finding says is supported by its own cited places only as far as they have the numbers.
    """
    if answer.abstained:
        return set()
    known = {abs(Decimal(row.value)) for row in answer.rows if row.value is not None}
    if answer.value is not None:
        known.add(abs(Decimal(answer.value)))
    for citation in answer.citations:
        known |= numbers_in(citation.quote)
        known |= {Decimal(citation.year or 0)} | numbers_in(citation.body)
    # Numbers that stand in a remark about a finding, and the terms of a division, are computed.
    told = re.sub(
        r"\n(?:注意|Note)[^\n]*|（[^（）]*÷[^（）]*）|\([^()]*÷[^()]*\)", "", answer.answer
    )
    operation = (answer.plan or {}).get("operation")
    if operation == "findings":
        return set()
    return numbers_in(told) - known


def _values(expected: dict[str, Any], answer: Answer, question: dict[str, Any]) -> bool:
    if expected.get("exists") is not None:
        said_no = re.match(r"没有|No\b|未|否", answer.answer) is not None
        if said_no == expected["exists"]:
            return False
    rows = expected.get("rows") or []
    if rows:
        return _rows(rows, answer, question["operation"] == "rank")
    value = expected.get("value")
    if value is None:
        return True
    right = [_number(one) for one in (value, *(expected.get("alt_values") or []))]
    tolerance = Decimal("0.05") if question["operation"] == "share" else Decimal(0)
    given = [answer.value] if answer.value is not None else []
    if expected.get("exists") is not None or (not given and answer.rows):
        given += [row.value for row in answer.rows if row.value is not None]
    if expected.get("exists") is not None and not given:
        return value == 0 or bool(numbers_in(answer.answer) & set(right))
    if not given and question["operation"] == "list" and expected.get("words"):
        # The names are the answer; how many they are need only be told with them.
        return bool(numbers_in(answer.answer) & {one for one in right if one is not None})
    return any(
        wanted is not None and abs(Decimal(one) - wanted) <= tolerance
        for one in given
        for wanted in right
    )


def _rows(rows: list[dict[str, Any]], answer: Answer, ordered: bool) -> bool:
    given = [(row.report, row.value, row.state) for row in answer.rows]
    if answer.value is not None and not given:
        given = [(None, answer.value, None)]
    position = 0
    text = answer.answer
    for row in rows:
        wanted = _number(row["value"])
        if wanted is None and row.get("state") == "blank":
            if not any(value is None and state for _, value, state in given):
                return False
            continue
        if wanted is None:
            # Only whose report it is matters; its name is looked for among the words.
            if not any(report for report, _, _ in given):
                return False
            continue
        hits = [i for i, (_, value, _) in enumerate(given) if value is not None
                and Decimal(value) == wanted]  # fmt: skip
        if not hits and not ordered and wanted in numbers_in(text):
            continue
        hits = [i for i in hits if i >= position] if ordered else hits
        if not hits:
            return False
        position = hits[0]
    return True


def _unit(expected: dict[str, Any], answer: Answer) -> bool:
    if expected.get("value") is None or answer.value is None or expected.get("rows"):
        return True
    wanted, given = expected.get("unit"), answer.unit
    groups: list[set[str | None]] = [_COUNTS, _PEOPLE, _POINTS]
    return wanted == given or any({wanted, given} <= group for group in groups)


def _words(expected: dict[str, Any], answer: Answer, question: dict[str, Any]) -> bool:
    text = answer.answer
    if question["language"] == "en":
        text += " ".join(citation.quote for citation in answer.citations)
    plain = _plain(text)
    numbers = numbers_in(text)
    for entry in expected.get("words") or []:
        found = False
        for word in entry.split("|"):
            number = _number(word)
            if number is not None and re.fullmatch(r"[\d.,]+", word):
                found = found or number in numbers or str(number) in plain
            else:
                found = found or _plain(word) in plain
        if not found:
            return False
    return True


def _cited(one: dict[str, Any], answer: Answer, hashes: dict[str, str]) -> bool:
    if "any_of" in one:
        return any(_cited(each, answer, hashes) for each in one["any_of"])
    for citation in answer.citations:
        if citation.report != hashes[one["report"]]:
            continue
        if "table" in one:
            if (citation.table, citation.row, citation.column) == (
                one["table"], one["row"], one["column"]
            ):  # fmt: skip
                return True
        elif citation.table is None and citation.start is not None:
            text = CORPUS[int(one["report"][1:])].read_text(encoding="utf-8")
            start = text.find(one["quote"])
            if start < (citation.end or 0) and citation.start < start + len(one["quote"]):
                return True
    return False


def _plain(text: str) -> str:
    return re.sub(r"[\s,，]", "", fold(text, "hant")).lower()


def _number(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None


def _valued(expected: dict[str, Any]) -> bool:
    return expected.get("value") is not None or bool(expected.get("rows"))


def _has(one: dict[str, Any], *names: str) -> bool:
    return any(fault.partition(" ")[0] in names for fault in one["faults"])


def _share(outcomes: Iterable[dict[str, Any]], good: Any) -> str:
    listed = list(outcomes)
    hits = sum(1 for one in listed if good(one))
    return f"{hits}/{len(listed)} = {hits / len(listed):.3f}" if listed else "0/0"


if __name__ == "__main__":
    main()
