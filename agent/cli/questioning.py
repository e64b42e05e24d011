"""`xxgk eval ask`: how well questions are answered, measured against gold answers."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from agent.cli.messages import say
from agent.cli.options import Json, output
from agent.errors import UsageError

if TYPE_CHECKING:
    from agent.answering.planning.restating import Restater

_CHECKOUT = Path(__file__).resolve().parent.parent.parent / "eval"


def ask(
    questions: Annotated[
        Path | None,
        typer.Option("--questions", metavar="FILE", help="Gold answers; else those of a checkout."),
    ] = None,
    reports: Annotated[
        Path | None,
        typer.Option("--reports", metavar="FOLDER", help="The reports; else `corpus` beside FILE."),
    ] = None,
    half: Annotated[
        Literal["dev", "test"], typer.Option("--half", help="Which half of the questions.")
    ] = "dev",
    reader: Annotated[
        Literal["rules", "both"],
        typer.Option("--reader", help="Rules alone, or a model where they are not sure."),
    ] = "rules",
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Keep what the model says; use it again."),
    ] = None,
    replay: Annotated[
        bool, typer.Option("--replay", help="Ask no model; take what is in the answers.")
    ] = False,
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE", help="Put the sums into this file."),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="Tell what is wrong; of the half dev only.")
    ] = False,
    json: Json = False,
) -> None:
    """Ask questions with known answers, and score what comes."""
    from agent.cli.printing import print_json
    from agent.evaluation.asked_results import keep, table
    from agent.evaluation.asking import score

    if errors and half == "test":
        raise UsageError("the half test is not looked at", "Leave --errors out, or use --half dev")
    file = questions or _CHECKOUT / "questions.jsonl"
    folder = reports or file.parent / "corpus"
    paths = sorted(path for path in folder.glob("*.*") if path.is_file())
    if not paths:
        raise UsageError(f"there are no reports in {str(folder)!r}", "Name their folder: --reports")
    with ExitStack() as stack:
        model = None
        if reader == "both":
            model = stack.enter_context(_planner(answers, replay))
        sums, outcomes = score(file, paths, half, model)
    if errors:
        for one in outcomes:
            if one.faults:
                output().print(one.question.id, ", ".join(one.faults), one.question.question)
                output().print("   ", one.answer.answer[:300])
    if json:
        print_json(sums.model_dump())
    else:
        print(table([sums]))
    if record is not None:
        keep(record, sums)
        say(f"the sums are in {record}")


def _planner(answers: Path | None, replay: bool) -> Restater:
    """Return the model that is set, or what it said before."""
    from agent.answering.planning.restating import Restater
    from agent.evaluation.answers import AnswerFile
    from agent.llm.settings import LocalModel, NoModel, choose_model

    if replay:
        if answers is None:
            raise UsageError("--replay needs answers", "Name their file with --answers")
        kept = AnswerFile(answers, closed=True)
        # Weights that are never loaded: every question is answered or refused by the file.
        return Restater(LocalModel(kept.model, answers, timeout=1), kept)
    choice = choose_model()
    if isinstance(choice, NoModel):
        raise UsageError(f"there is no model: {choice.reason}", choice.remedy)
    return Restater(choice, AnswerFile(answers) if answers else None)
