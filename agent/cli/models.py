"""Options about the model, and the model that they choose."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from agent.cli.messages import say
from agent.errors import UsageError

if TYPE_CHECKING:
    from agent.llm.cache import ResponseCache
    from agent.second_reader import SecondReader

Scope = Literal["routed", "all", "off"]

NoLlm = Annotated[
    bool, typer.Option("--no-llm", envvar="XXGK_NO_LLM", help="Read with rules only.")
]
LlmScope = Annotated[
    Scope,
    typer.Option(
        "--llm-scope",
        help="What the model reads: what rules leave open and what is worth two readings"
        " (routed), the whole narrative (all), nothing (off).",
    ),
]
ModelName = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="A model of the server that is set.")
]
MaxTokens = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Ask the model nothing beyond N tokens.")
]
MaxCost = Annotated[
    str | None, typer.Option(metavar="USD", help="Ask the model nothing beyond this cost.")
]


@dataclass(frozen=True)
class ModelOptions:
    """What the user chose."""

    no_llm: bool = False
    scope: Scope = "routed"
    name: str | None = None
    max_tokens: int | None = None
    max_cost: str | None = None


def second_reader(
    options: ModelOptions, cache: ResponseCache | None, quiet: bool
) -> SecondReader | None:
    """Return the model that reads beside the rules, and say which; None when rules read alone."""
    if options.no_llm or options.scope == "off":
        return None
    from agent.llm.settings import Endpoint, LocalModel, NoModel, choose_model, load_settings
    from agent.llm.usage import Budget, price

    budget = Budget(options.max_tokens, _cost(options.max_cost))
    settings = load_settings()
    if options.name:
        settings = settings.model_copy(update={"model": options.name, "model_path": None})
    choice = choose_model(settings)
    if isinstance(choice, NoModel):
        if not quiet:
            say(f"rules read alone: {choice.reason}. {choice.remedy}")
        return None
    if budget.max_cost and isinstance(choice, Endpoint) and not price(choice.model, 10**6, 10**6):
        raise UsageError(
            f"the price of {choice.model} is not known, so --max-cost cannot hold",
            "Use --max-tokens",
        )
    from agent.second_reader import SecondReader

    if not quiet:
        runs = "in this process" if isinstance(choice, LocalModel) else "on a server"
        say(f"rules read, and {choice.model} {runs}; --no-llm leaves it out")
    return SecondReader(choice, options.scope, cache, budget)


def _cost(text: str | None) -> Decimal | None:
    if text is None:
        return None
    with suppress(InvalidOperation):
        cost = Decimal(text)
        if cost.is_finite() and cost > 0:
            return cost
    raise UsageError(f"--max-cost {text!r} is no amount", "Give US dollars: 0.5")
