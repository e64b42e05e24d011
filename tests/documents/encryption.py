"""Encrypts a PDF as the standard says (RC4, 128 bits), strings and streams alike.

Written here since reportlab leaves strings of nested dictionaries plain.
"""

from __future__ import annotations

import re
from hashlib import md5

PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
PERMISSIONS = (-3904).to_bytes(4, "little", signed=True)
FILE_ID = bytes(range(16))


def rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    result = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        result.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(result)


def repeated_rc4(key: bytes, data: bytes) -> bytes:
    for number in range(20):
        data = rc4(bytes(byte ^ number for byte in key), data)
    return data


def repeated_md5(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = md5(data).digest()
    return data


def encrypted(pdf: bytes, user: str = "", owner: str = "owner") -> bytes:
    """Encrypt a PDF that reportlab wrote. Without a user's password anyone can open it."""
    padded_user, padded_owner = ((word.encode() + PAD)[:32] for word in (user, owner))
    o = repeated_rc4(repeated_md5(padded_owner, 51), padded_user)
    key = repeated_md5(padded_user + o + PERMISSIONS + FILE_ID, 51)
    u = repeated_rc4(key, md5(PAD + FILE_ID).digest()) + bytes(16)
    found = re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", pdf, re.DOTALL)
    objects = {int(number): _encrypt(key, int(number), content) for number, content in found}
    objects[len(objects) + 1] = (
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <%s> /U <%s> >>"
        % (o.hex().encode(), u.hex().encode())
    )
    root = re.search(rb"/Root (\d+) 0 R", pdf)
    assert root
    return _written(objects, root[1])


def _encrypt(key: bytes, number: int, content: bytes) -> bytes:
    own = md5(key + number.to_bytes(3, "little") + bytes(2)).digest()
    head, keyword, data = content.partition(b"stream\n")

    def hidden(match: re.Match[bytes]) -> bytes:
        plain = re.sub(rb"\\(\d{3})", lambda m: bytes([int(m[1], 8) & 255]), match[1])
        plain = re.sub(rb"\\([()\\])", rb"\1", plain)
        return b"<%s>" % rc4(own, plain).hex().encode()

    head = re.sub(rb"\(((?:\\.|[^()\\])*)\)", hidden, head)
    if not keyword:
        return head
    return head + keyword + rc4(own, data.removesuffix(b"endstream").rstrip(b"\n")) + b"\nendstream"


def _written(objects: dict[int, bytes], root: bytes) -> bytes:
    parts = [b"%PDF-1.4\n"]
    offsets = []
    for number, content in sorted(objects.items()):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start, size = sum(map(len, parts)), len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    identity = FILE_ID.hex().encode()
    trailer = b"<< /Size %d /Root %s 0 R /Encrypt %d 0 R /ID [<%s> <%s>] >>"
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
    parts.append(b"trailer\n" + trailer % (size, root, len(objects), identity, identity))
    parts.append(b"\nstartxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)
