"""Exact arithmetic over what is stored: sums, differences, shares in percent."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

from agent.contract import Number

_PLACES = Decimal("0.01")


def total(values: Iterable[Number]) -> Number:
    """Return the exact sum."""
    return _plain(sum((Decimal(value) for value in values), Decimal(0)))


def difference(first: Number, second: Number) -> Number:
    """Return the exact difference, never negative."""
    return _plain(abs(Decimal(first) - Decimal(second)))


def percent(part: Number, whole: Number) -> Number:
    """Return the share in percent, to two places."""
    return _quotient(Decimal(part) * 100, Decimal(whole))


def ratio(part: Number, whole: Number) -> Number:
    """Return how many times the whole the part is, to two places."""
    return _quotient(Decimal(part), Decimal(whole))


def _quotient(part: Decimal, whole: Decimal) -> Number:
    with localcontext() as context:
        context.prec = 50
        return _plain((part / whole).quantize(_PLACES, ROUND_HALF_UP))


def _plain(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value.normalize()
