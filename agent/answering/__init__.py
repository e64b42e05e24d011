"""Questions over the store, answered with citations or honestly not."""

from agent.answering.answer import Answer
from agent.answering.conversation import Conversation, ask

__all__ = ["Answer", "Conversation", "ask"]
