"""`xxgk model status|fetch|use`: the model that reads beside the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.messages import say
from agent.cli.options import Json, output
from agent.errors import UsageError

if TYPE_CHECKING:
    from agent.llm.settings import Choice

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The model that reads beside the rules: show it, fetch its weights, choose another.",
)


@app.command()
def status(json: Json = False) -> None:
    """Show which model would read, and what is missing for it."""
    from agent.cli.printing import print_array
    from agent.llm.settings import choose_model
    from agent.llm.weights import cached_weights, known_weights

    choice = choose_model()
    known = [(weights, cached_weights(weights)) for weights in known_weights()]
    if json:
        print_array([describe(choice)])
        return
    console = output()
    for key, value in describe(choice).items():
        console.print(f"{key:<9}{value}", soft_wrap=True)
    console.print()
    for weights, path in known:
        where = str(path) if path else "not here: xxgk model fetch " + weights.name
        console.print(f"{weights.name}, {weights.bytes / 1e9:.1f} GB: {where}", soft_wrap=True)


def describe(choice: Choice) -> dict[str, str]:
    """Return what is known of a choice, without keys."""
    from agent.llm.settings import Endpoint, LocalModel

    if isinstance(choice, Endpoint):
        from agent.store.runs import without_secrets

        server = choice.base_url or "the default server of the OpenAI SDK"
        server = without_secrets([server])[0]
        return {"model": choice.model, "runs": "on a server", "server": server}
    if isinstance(choice, LocalModel):
        return {"model": choice.model, "runs": "in this process", "file": str(choice.path)}
    return {"model": "none", "reason": choice.reason, "remedy": choice.remedy}


@app.command()
def fetch(
    name: Annotated[
        str | None, typer.Argument(help="Weights of `xxgk model status`; else the default ones.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Fetch model weights. An interrupted fetch goes on where it stopped."""
    from agent.cli.progress import byte_bar
    from agent.llm.weights import cached_weights, default_weights, fetch, weights_named

    weights = weights_named(name) if name else default_weights()
    if not quiet and cached_weights(weights) is None:
        say(f"fetching {weights.name}, {weights.bytes / 1e9:.1f} GB, licence {weights.licence}")
    with byte_bar(weights.name, weights.bytes, quiet) as progress:
        path = fetch(weights, progress)
    say(f"{weights.name} is at {path}, its SHA-256 checked")


@app.command()
def use(path: Annotated[Path, typer.Argument(metavar="PATH", help="A GGUF file.")]) -> None:
    """Let the model in a GGUF file read from now on."""
    from agent.llm.settings import remember_path

    if not path.is_file():
        raise UsageError(f"{path} is no file", "Name a GGUF file")
    with open(path, "rb") as file:
        if file.read(4) != b"GGUF":
            raise UsageError(f"{path} is no GGUF file", "Name a model in the GGUF format")
    say(f"written to {remember_path(path.resolve())}")
