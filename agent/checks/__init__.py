"""All rules, in the order in which their findings are told."""

from agent.checks import (
    conversion,
    narrative_article20,
    narrative_disputes,
    narrative_inner,
    narrative_outcomes,
    narrative_requests,
    quality,
    structure,
    table_four,
    table_three,
    table_two,
)
from agent.checks.registry import Rule, Subject, run_rules

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *table_two.RULES,
    *table_three.RULES,
    *table_four.RULES,
    *narrative_requests.RULES,
    *narrative_outcomes.RULES,
    *narrative_disputes.RULES,
    *narrative_article20.RULES,
    *narrative_inner.RULES,
    *quality.RULES,
    *conversion.RULES,
)

__all__ = ["RULES", "Rule", "Subject", "run_rules"]
