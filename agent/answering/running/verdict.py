"""The yes or no before numbers that agree or do not, as it was asked for."""

from __future__ import annotations

from agent.answering.plan import Plan

_HEADS = {
    ("right", True): ("是的，对得上。", "Yes, they agree. "),
    ("right", False): ("否，对不上。", "No, they do not agree. "),
    ("wrong", True): ("没有出入。", "No, nothing is wrong. "),
    ("wrong", False): ("有出入。", "Yes. "),
}


def head(plan: Plan, agrees: bool) -> str:
    """Return the yes or no; nothing where none is asked for."""
    if plan.verdict is None:
        return ""
    chinese, english = _HEADS[plan.verdict, agrees]
    return chinese if plan.language == "zh" else english
