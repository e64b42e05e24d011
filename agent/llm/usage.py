"""What calls took, and the limits a user sets: tokens and money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from agent.errors import ModelError


class BudgetSpent(ModelError):
    """The limit that the user set is reached."""


@dataclass
class Spent:
    """Calls and tokens so far."""

    calls: int = 0
    cached_calls: int = 0
    failed_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    kept_tokens: int = 0
    """Of answers that were kept, when they were made."""
    cost: Decimal = Decimal(0)
    """In US dollars; 0 for the embedded model and where the price is not known."""

    def add(self, other: Spent) -> None:
        """Count another's calls too."""
        self.calls += other.calls
        self.cached_calls += other.cached_calls
        self.failed_calls += other.failed_calls
        self.prompt_tokens += other.prompt_tokens
        self.completion_tokens += other.completion_tokens
        self.kept_tokens += other.kept_tokens
        self.cost += other.cost

    @property
    def tokens(self) -> int:
        """Prompt and answer together."""
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True)
class Budget:
    """Limits over a whole run; null is none. Calls under way are let end."""

    max_tokens: int | None = None
    max_cost: Decimal | None = None

    def check(self, spent: Spent) -> None:
        """Let another call be made.

        Raises:
            BudgetSpent: a limit is reached.
        """
        if self.max_tokens is not None and spent.tokens >= self.max_tokens:
            raise BudgetSpent(f"the limit of {self.max_tokens} tokens is reached")
        if self.max_cost is not None and spent.cost >= self.max_cost:
            raise BudgetSpent(f"the limit of {self.max_cost} US dollars is reached")


def price(model: str, prompt_tokens: int, completion_tokens: int) -> Decimal:
    """Return what a call costs in US dollars; 0 where the price of the model is not known."""
    from genai_prices import Usage, calc_price

    try:
        usage = Usage(input_tokens=prompt_tokens, output_tokens=completion_tokens)
        return Decimal(calc_price(usage, model_ref=model).total_price)
    except LookupError:
        return Decimal(0)
