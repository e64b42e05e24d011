"""How a server is told the schema of an answer: strictly where it honours that, which is probed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.llm.settings import Endpoint, LocalModel

if TYPE_CHECKING:
    from instructor import Mode

_WORD = "琥珀"
"""A word that no model says by chance: only one that is held to the schema."""
_PROBE = {
    "type": "json_schema",
    "json_schema": {
        "name": "probe",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"word": {"type": "string", "enum": [_WORD]}},
            "required": ["word"],
            "additionalProperties": False,
        },
    },
}


async def schema_mode(client: Any, choice: Endpoint | LocalModel) -> Mode:
    """Return the mode of instructor for a server; the embedded model honours schemas."""
    from instructor import Mode

    if isinstance(choice, LocalModel) or await _honours_schemas(client, choice.model):
        return Mode.JSON_SCHEMA
    # The schema is then written into the instructions, and the answer is only checked against it.
    # JSON is found in what the server says: nothing is asked of it that it might refuse.
    return Mode.MD_JSON


async def _honours_schemas(client: Any, model: str) -> bool:
    import openai

    try:
        completion = await client.chat.completions.create(
            model=model,
            messages=[{"role": "user", "content": "Say a word, as JSON."}],
            response_format=_PROBE,
            temperature=0,
            max_tokens=32,
        )
    except (openai.BadRequestError, openai.UnprocessableEntityError):
        return False
    if not isinstance(completion, openai.types.chat.ChatCompletion):
        raise ValueError("what answers there is no model server; is the path of its address right?")
    choices = completion.choices or []
    return any(_WORD in (choice.message.content or "") for choice in choices if choice.message)
