"""All rules, in the order in which their findings are told."""

from agent.checks import (
    conversion,
    narrative_article20,
    narrative_disputes,
    narrative_frame,
    narrative_lists,
    narrative_order,
    narrative_outcomes,
    narrative_rates,
    narrative_requests,
    narrative_sums,
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
    *narrative_sums.RULES,
    *narrative_rates.RULES,
    *narrative_lists.RULES,
    *narrative_order.RULES,
    *narrative_frame.RULES,
    *quality.RULES,
    *conversion.RULES,
)

__all__ = ["RULES", "Rule", "Subject", "run_rules"]
