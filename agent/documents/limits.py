"""How large a report may be. Past a limit a file is refused with one line, before it costs much.

A report has 5,000 to 30,000 characters. The limits leave ten times the room of the longest ones,
and keep the reading of any file below 500 MB of memory.
"""

from __future__ import annotations

MAX_FILE_BYTES = 64 << 20
"""Of any file; nothing is read past it."""
MAX_PAGE_BYTES = 32 << 20
"""Of an HTML file. Most of a large one are pictures written into it."""
MAX_CHARACTERS = 300_000
"""Of the source text, whatever the format: all later stages work on it."""
MAX_TAGS = 250_000
"""Of an HTML page. Its tree takes 300 bytes a tag."""
MAX_NESTING = 5_000
"""Elements open at once in a page. The parser looks through all of them at every tag."""
MAX_COLUMNS = 200
"""Of a table; the widest official one has 15."""

MAX_MEMBERS = 5_000
"""Of a packed file. Each takes half a kilobyte before anything is unpacked."""
MAX_PART_BYTES = 8 << 20
"""Of one text part of a Word file, unpacked, whatever size it claims."""
MAX_ELEMENTS = 150_000
"""Of all text parts of a Word file together. Their tree takes up to two kilobytes an element."""

MAX_PAGES = 400
"""Of a PDF."""
MAX_STREAM_BYTES = 32 << 20
"""Of one stream of a PDF, unpacked. Only fonts come near it: pictures are not unpacked."""
MAX_CONTENT_BYTES = 4 << 20
"""Of the drawing commands of one PDF page."""
MAX_MARKS = 50_000
"""Characters, lines and figures on one PDF page."""
MAX_EDGES = 6_000
"""Lines on a PDF page among which tables are looked for; a chart or a map has more."""
