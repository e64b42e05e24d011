"""Refuses what is no question about the stored reports: chores, orders, advice, other subjects."""

from __future__ import annotations

import re

from agent.answering import refusals
from agent.answering.holdings.catalog import Catalog
from agent.answering.holdings.sources import Sources
from agent.answering.language import MARK
from agent.answering.matching import question_grams, strong_text
from agent.answering.planning.asked import Asked
from agent.answering.planning.holdings import asks_for_holdings
from agent.answering.planning.inquiry import MANY_REPORTS, Before
from agent.answering.planning.review import is_review
from agent.answering.vocabulary import found_terms, words

_OFF_TOPIC = re.compile(words().off_topic)
_CHORES, _ORDERS = re.compile(words().chores), re.compile(words().orders)
_ADVICE, _LAW = re.compile(words().advice), re.compile(words().law)
_OF_REPORTS = re.compile("收到|受理|新收|办结|公开|复议|诉讼|许可|处罚|采购")
_DOMAIN = re.compile(words().domain)


def refuse_off_topic(
    asked: Asked, before: Before | None, catalog: Catalog, sources: Sources
) -> None:
    """Refuse a question that has nothing to do with the stored reports.

    Raises:
        Refused: it is an order, asks for advice or the law, or names nothing that they tell of.
    """
    text = MARK.sub(" ", asked.text)
    if asks_for_holdings(asked) or is_review(asked):
        return
    columns = [one for one in found_terms(text, "columns") if one.table == "applications"]
    terms = [*found_terms(text, "rows"), *columns]
    known = _DOMAIN.search(text) or terms
    bodies = any(mention.kind in ("body", "region") for mention in asked.mentions)
    chore = _CHORES.search(text) and not asked.wants_number
    if _ADVICE.search(text) or _LAW.search(text) and not bodies and not before:
        raise refusals.not_about()
    if chore or _ORDERS.search(text) or _OFF_TOPIC.search(text) and not known and not bodies:
        raise refusals.not_about()
    if known or bodies or before or asked.all_reports:
        return
    unknown = any(mention.kind == "unknown" for mention in asked.mentions)
    if unknown and (asked.years or _OF_REPORTS.search(text)):
        return
    if any(mention.kind == "generic" for mention in asked.mentions):
        return
    strong = strong_text(text)
    hits = sources.search(catalog.reports[:MANY_REPORTS], strong, limit=5)
    grams = [g for g in question_grams(text) if not g.weak and not g.text.isdigit()]
    told = max((sum(g.text in hit.view for g in grams) for hit in hits), default=0)
    if not grams or told * 2 < len(grams):
        raise refusals.not_about()
