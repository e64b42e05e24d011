"""The committed results of asking: one JSON file of sums, and its table in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import simplejson
from pydantic import ValidationError

from agent.errors import InputError
from agent.evaluation.asking import Share, Sums
from agent.placing import replacing
from agent.report import to_json

TABLE = "ask.md"


def load_results(path: Path) -> list[Sums]:
    """Return the results in a file; none where there is no file.

    Raises:
        InputError: it has something else.
    """
    try:
        listed = simplejson.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        return [Sums.model_validate(one) for one in listed]
    except (OSError, ValueError, TypeError, ValidationError) as error:
        raise InputError(f"{str(path)!r} has no results of asking: {error}") from error


def keep(path: Path, sums: Sums) -> None:
    """Put results into a file in place of those of the same reader and half; renew the table."""
    others = [
        one for one in load_results(path) if (one.reader, one.half) != (sums.reader, sums.half)
    ]
    results = sorted([*others, sums], key=lambda one: (one.half, one.reader))
    with replacing(path) as target:
        target.write_text(
            to_json([one.model_dump() for one in results], 1) + "\n", encoding="utf-8"
        )
    with replacing(path.with_name(TABLE)) as target:
        target.write_text(table(results), encoding="utf-8")


def table(results: Sequence[Sums]) -> str:
    """Return results as a page of Markdown, a column for each."""
    lines = [["figure", *(f"{one.half}, {one.reader}" for one in results)]]
    lines += [
        [name, *(_shown(one.figures.get(name)) for one in results)] for name in results[0].figures
    ]
    lines += [
        ["answers with a number outside their citations", *(str(r.loose_answers) for r in results)],
        ["seconds, median and 95th of a hundred",
         *(f"{one.seconds_median:.3f}, {one.seconds_p95:.3f}" for one in results)],
        ["questions given to the model", *(str(one.asked_the_model) for one in results)],
        ["tokens, prompt and answer",
         *(f"{one.prompt_tokens}, {one.completion_tokens}" for one in results)],
    ]  # fmt: skip
    operations = list(dict.fromkeys(name for one in results for name in one.operations))
    groups = [["operation, wholly right", *lines[0][1:]]]
    groups += [
        [name, *(_shown(one.operations.get(name)) for one in results)] for name in operations
    ]
    return (
        "# Results of asking\n\nWritten by `xxgk eval ask --record`. Behind a share stands its 95 %"
        " interval (Wilson). The half `test` was not looked at while rules and prompt were made."
        f"\n\n{_markdown(lines)}\n\n{_markdown(groups)}\n"
    )


def _shown(share: Share | None) -> str:
    if share is None or not share.of or share.low is None or share.high is None:
        return "—"
    value = f"{share.right}/{share.of} = {share.right / share.of:.3f}"
    return f"{value} ({share.low:.2f}–{share.high:.2f})"


def _markdown(lines: Sequence[Sequence[str]]) -> str:
    rows = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([rows[0], "|---" * len(lines[0]) + "|", *rows[1:]])
