"""Real files cut off, with flipped bits, with a broken byte, with pieces lost or doubled."""

from __future__ import annotations

import random
from functools import partial

from tests.documents.bad.inputs import READS, BadInput, UnreadableDocument
from tests.documents.samples import sample

FILES = ["D0.txt", "D1.txt", "D2.txt", "D3.txt", "D4.txt", "made.md", "tags.md", "made.html"]
BINARY = ["made.docx", "made.pdf"]


def cut(name: str, share: float) -> bytes:
    """Keep the first part of a file."""
    data = sample(name)
    return data[: int(len(data) * share)]


def without_start(name: str, share: float) -> bytes:
    """Lose the first part of a file."""
    data = sample(name)
    return data[int(len(data) * share) :]


def flipped(name: str, bits: int, seed: int) -> bytes:
    """Flip bits at random places."""
    data = bytearray(sample(name))
    chance = random.Random(seed)
    for _ in range(bits):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def doubled(name: str) -> bytes:
    """Write the file twice, as when a download is taken up again."""
    return sample(name) * 2


def holed(name: str, seed: int) -> bytes:
    """Overwrite a block with zeros, as a broken disk does."""
    data = sample(name)
    start = random.Random(seed).randrange(len(data) // 2, len(data) - 600)
    return data[:start] + bytes(512) + data[start + 512 :]


def _cuts() -> dict[str, BadInput]:
    shares = (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99)
    found = {
        f"{name} cut at {share}": BadInput(name, partial(cut, name, share))
        for name in FILES
        for share in shares
    }
    found |= {
        f"{name} cut at {share}": BadInput(
            name, partial(cut, name, share), UnreadableDocument, "damaged"
        )
        for name in BINARY
        for share in (0.02, 0.3, 0.7, 0.95)
    }
    return found | {
        f"{name} from {share} on": BadInput(name, partial(without_start, name, share))
        for name in (*FILES, *BINARY)
        for share in (0.001, 0.5)
    }


def _damages() -> dict[str, BadInput]:
    found = {
        f"{name} with {bits} flipped bits ({seed})": BadInput(
            name, partial(flipped, name, bits, seed)
        )
        for name in (*FILES, *BINARY)
        for bits, seed in ((1, 1), (20, 2), (400, 3))
    }
    found |= {
        f"{name} with a hole": BadInput(name, partial(holed, name, 4)) for name in (*FILES, *BINARY)
    }
    return found | {
        "D0.txt twice": BadInput("D0.txt", partial(doubled, "D0.txt"), READS),
        "made.html twice": BadInput("made.html", partial(doubled, "made.html"), READS),
        "made.docx twice": BadInput("made.docx", partial(doubled, "made.docx")),
        "made.pdf twice": BadInput("made.pdf", partial(doubled, "made.pdf")),
    }


DAMAGED = _cuts() | _damages()
