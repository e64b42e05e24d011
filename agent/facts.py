"""The facts of the narrative: one model a kind, as the data contract rules them.

Labels (channel, category, subject, title) are simplified Chinese; quotes are verbatim. A field is
null where the text does not say. Rates are percent numbers, amounts are yuan.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from agent.contract import Model, Number, Place, Quote, is_empty

FoundBy = Literal["rule", "llm"]
FactStatus = Literal["agreed", "rule_only", "llm_only", "conflict"]
EventKind = Literal[
    "training", "study_visit", "meeting", "press", "open_day", "inspection", "other"
]


class OtherReading(Model):
    """A number as the other reader took it."""

    start: int
    """Where the number begins."""
    kind: str
    field: str
    label: str | None = None


class BaseFact(Quote):
    """What all kinds have in common."""

    id: str = ""
    section: int | None = None
    """Number of the section it stands in; null before section one."""
    found_by: list[FoundBy] = []
    status: FactStatus = "rule_only"
    also: list[Place] = []
    """Further places that tell the same fact, or the rest of it."""
    other_reading: list[OtherReading] = Field(default=[], exclude_if=is_empty)
    """Of a conflict: what the other reader took the same numbers for."""


class Mailbox(BaseFact):
    """Letters, calls and messages of one channel: 区长信箱共计收到信件41条，已办结39条."""

    kind: Literal["mailbox"] = "mailbox"
    channel: str | None = None
    received: Number | None = None
    resolved: Number | None = None
    pending: Number | None = None
    undisclosed: Number | None = None
    rate: Number | None = None


class CategoryCount(BaseFact):
    """A class or source of letters, calls and complaints: 从来信分类看，社区物业6封."""

    kind: Literal["category_count"] = "category_count"
    channel: str | None = None
    category: str | None = None
    count: Number | None = None


class Event(BaseFact):
    """A training, visit, meeting or press event: 8月4日召开培训会，80余人参加."""

    kind: Literal["event"] = "event"
    event_kind: EventKind = "other"
    dates: list[str] = []
    """ISO 8601; the year is the report's where the text gives none."""
    title: str | None = None
    sessions: Number | None = None
    participants: Number | None = None
    qualifier: str | None = None


class Publication(BaseFact):
    """Items published, by platform or topic: 微信微博发布信息539条."""

    kind: Literal["publication"] = "publication"
    subject: str | None = None
    count: Number | None = None
    unit: str | None = None
    qualifier: str | None = None


class Proposal(BaseFact):
    """Proposals of people's deputies (npc) or the consultative conference (cppcc)."""

    kind: Literal["proposal"] = "proposal"
    body: Literal["npc", "cppcc"] | None = None
    received: Number | None = None
    answered: Number | None = None
    disclosed: Number | None = None
    rate: Number | None = None


class Application(BaseFact):
    """Requests for information: 全区共受理政府信息公开申请40件; 未收到 is received 0."""

    kind: Literal["application"] = "application"
    scope: str | None = None
    """Null for the whole; else the sub-body, channel or applicant class as written."""
    received: Number | None = None
    answered: Number | None = None
    rate: Number | None = None


class Account(BaseFact):
    """New-media accounts: 新浪微博2个; 共61家，现正常运行维护的38家."""

    kind: Literal["account"] = "account"
    platform: str | None = None
    count: Number | None = None
    active: Number | None = None


class ServiceItem(BaseFact):
    """Matters on lists: 网办事项590项."""

    kind: Literal["service_item"] = "service_item"
    subject: str | None = None
    count: Number | None = None
    unit: str | None = None
    rate: Number | None = None


class Interpretation(BaseFact):
    """Policy explained, in any medium: 发布各类政策解读30余条."""

    kind: Literal["interpretation"] = "interpretation"
    subject: str | None = None
    count: Number | None = None
    qualifier: str | None = None


class Amount(BaseFact):
    """Money: 免税收入84619.78万元."""

    kind: Literal["amount"] = "amount"
    subject: str | None = None
    value_yuan: Number | None = None
    raw: str | None = None


class Statistic(BaseFact):
    """Any other number that counts something."""

    kind: Literal["statistic"] = "statistic"
    subject: str | None = None
    value: Number | None = None
    unit: str | None = None
    qualifier: str | None = None


class Statement(BaseFact):
    """Something said not to have happened: 未发生行政复议和行政诉讼."""

    kind: Literal["statement"] = "statement"
    subject: str | None = None
    value: Number = 0


Fact = Annotated[
    Mailbox
    | CategoryCount
    | Event
    | Publication
    | Proposal
    | Application
    | Account
    | ServiceItem
    | Interpretation
    | Amount
    | Statistic
    | Statement,
    Field(discriminator="kind"),
]
