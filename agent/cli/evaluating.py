"""`xxgk eval`: how well a reader reads, measured against labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from agent.cli.messages import complain, say
from agent.cli.models import MaxCost, MaxTokens, ModelName, ModelOptions
from agent.cli.options import Json, output
from agent.cli.reading_labelled import Kept, read_labelled
from agent.errors import UsageError

if TYPE_CHECKING:
    from agent.evaluation.compare import Comparison
    from agent.evaluation.dataset import Dataset
    from agent.evaluation.scores import Scored

app = typer.Typer(rich_markup_mode=None)

Gold = Annotated[
    Path | None,
    typer.Option("--gold", metavar="FOLDER", help="Labels; in a checkout eval/gold by default."),
]
_CHECKOUT = Path(__file__).resolve().parent.parent.parent / "eval" / "gold"


@app.callback(invoke_without_command=True)
def evaluate(
    context: typer.Context,
    gold: Gold = None,
    reader: Annotated[
        Literal["rules", "llm", "both"],
        typer.Option("--reader", help="Who reads: rules, a model alone, or both."),
    ] = "rules",
    model: ModelName = None,
    llm_scope: Annotated[
        Literal["routed", "all"] | None,
        typer.Option(help="What the model reads: all of it alone, routed beside the rules."),
    ] = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    answers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep the model's answers here; ask nothing twice."),
    ] = None,
    replay: Annotated[
        bool,
        typer.Option("--replay", help="Ask no model; what is not in the answers is not asked."),
    ] = False,
    run: Annotated[
        Path | None,
        typer.Option("--run", metavar="FILE", help="Score this run again; nothing is read."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where the log of the run goes."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page of the scores.")
    ] = None,
    fail_under: Annotated[
        str | None,
        typer.Option(metavar="NAME=VALUE,…", help="Exit with 1 when a figure is below its value."),
    ] = None,
    json: Json = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors remain.")
    ] = False,
) -> None:
    """Read labelled reports, and score what was read."""
    if context.invoked_subcommand is not None:
        return
    from agent.cli.printing import print_json
    from agent.evaluation.runs import load_run
    from agent.evaluation.scores import below, left_out, score_run

    limits = _limits(fail_under)
    dataset = _dataset(gold)
    if run is None:
        scope = llm_scope or ("all" if reader == "llm" else "routed")
        options = ModelOptions(False, scope, model, max_tokens, max_cost)
        run = read_labelled(dataset, reader, options, Kept(answers, replay), file, quiet)
    elif file is not None:
        raise UsageError("--output is for a new run", "Leave --run or --output out")
    scored = score_run(load_run(run), dataset)
    scores = scored.scores
    if json:
        print_json(scores.model_dump())
    else:
        from agent.cli.scoring import print_scores

        print_scores(output(), scores)
    if html is not None:
        _write_page(html, scored, run, dataset)
    if not quiet:
        say(f"the run is in {run}")
    problems = [f"{name} was not read: {reason}" for name, reason in scores.unread.items()]
    if limits:
        problems += [*below(scores, limits), *left_out(scores)]
    for line in problems:
        complain(line)
    if problems:
        raise typer.Exit(1)


def _dataset(gold: Path | None) -> Dataset:
    from agent.evaluation.dataset import load_dataset

    if gold is None and not _CHECKOUT.is_dir():
        raise UsageError("there are no labels here", "Name their folder with --gold")
    return load_dataset(gold or _CHECKOUT)


def _limits(text: str | None) -> dict[str, float]:
    from math import isfinite, nan

    from agent.evaluation.words import is_figure

    limits: dict[str, float] = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        name, _, value = part.partition("=")
        try:
            limit = float(value)
        except ValueError:
            limit = nan
        if not isfinite(limit):
            raise UsageError(
                f"--fail-under {part!r} is no limit", "Give kind_f1=0.9, several with commas"
            )
        limits[name.strip()] = limit
        if not is_figure(name.strip()):
            raise UsageError(f"--fail-under: no figure {name!r}", "xxgk eval lists the names")
    return limits


def _write_page(path: Path, scored: Scored, run: Path, dataset: Dataset) -> None:
    from agent.evaluation.page import scores_page
    from agent.evaluation.runs import load_run
    from agent.pages.site import write_page

    write_page(path, scores_page(scored, load_run(run), dataset, run.parent))
    say(f"wrote {path}")


@app.command(no_args_is_help=True)
def compare(
    runs: Annotated[
        list[Path], typer.Argument(metavar="RUN", help="Logs of runs; the first is the baseline.")
    ],
    gold: Gold = None,
    json: Json = False,
) -> None:
    """Compare runs with the first: differences, errors gained and lost."""
    from agent.evaluation.compare import compare as compare_runs
    from agent.evaluation.runs import load_run
    from agent.evaluation.scores import score_run

    if len(runs) < 2:
        raise UsageError("a comparison needs two runs", "Name the baseline, then the others")
    dataset = _dataset(gold)
    baseline, *others = [score_run(load_run(path), dataset) for path in runs]
    found: list[Comparison] = [compare_runs(baseline, other) for other in others]
    if json:
        from agent.cli.printing import print_array

        print_array(one.model_dump() for one in found)
        return
    from agent.cli.scoring import print_comparison

    for one in found:
        print_comparison(output(), one)


@app.command()
def table(
    gold: Gold = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Files of --answers, one a model; in a checkout eval/results/answers by default.",
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Write table and figures there."),
    ] = None,
) -> None:
    """Score the rules, and each recorded model alone and beside them; ask nothing."""
    from agent.evaluation.results import SCORES, TABLE, results, scores_csv
    from agent.evaluation.results import table as results_table
    from agent.placing import replacing

    dataset = _dataset(gold)
    if answers is None:
        answers = _CHECKOUT.parent / "results" / "answers"
    made = results(dataset, sorted(answers.glob("*.jsonl")))
    text = results_table(made, dataset)
    output().file.write(text)
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in ((TABLE, text), (SCORES, scores_csv(made))):
        with replacing(folder / name) as target:
            target.write_text(words, encoding="utf-8")
    say(f"wrote {folder / TABLE} and {folder / SCORES}")


@app.command(no_args_is_help=True)
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder of reports; labels go beside them.")
    ],
) -> None:
    """Make label skeletons from what the rules read, for a person to correct.

    A label file that is there already is left alone.
    """
    from collections import Counter

    from agent.batch import expand
    from agent.evaluation.generation import read_file
    from agent.evaluation.skeleton import skeleton
    from agent.placing import replacing

    ignored: Counter[str] = Counter()
    files = [Path(path) for path in expand([str(folder)], ignored)]
    if not files:
        raise UsageError(f"no report files in {str(folder)!r}", "Name a folder that has some")
    failed = 0
    made: set[Path] = set()
    for path in files:
        labels = path.with_suffix(".json")
        if labels in made:
            complain(f"{path}: {labels.name} has the labels of another file; rename one of the two")
            failed += 1
            continue
        if labels.exists():
            say(f"{labels} is there already")
            continue
        sample = read_file(path.stem, path, "rules", None)
        if sample.error is not None:
            complain(sample.error)
            failed += 1
            continue
        with replacing(labels) as target:
            target.write_text(skeleton(sample), encoding="utf-8")
        made.add(labels)
    if made:
        say(f"wrote {len(made)} label files to be corrected; then: xxgk eval --gold {folder}")
    if failed:
        raise typer.Exit(1)
