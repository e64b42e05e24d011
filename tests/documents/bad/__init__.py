"""Bad inputs by name: made without chance, from real files where damage is meant.

`heavy` ones are large or unpack to much; they are read in a process of their own, whose memory is
measured.
"""

from tests.documents.bad.encodings import ENCODINGS
from tests.documents.bad.formats import FORMATS
from tests.documents.bad.heavy import HEAVY
from tests.documents.bad.inputs import READS, BadInput
from tests.documents.bad.packages import PACKAGES
from tests.documents.bad.pages import PAGES
from tests.documents.bad.pdfs import PDFS
from tests.documents.bad.texts import TEXTS
from tests.documents.bad.truncations import DAMAGED

INPUTS: dict[str, BadInput] = {
    **DAMAGED,
    **ENCODINGS,
    **FORMATS,
    **PACKAGES,
    **PAGES,
    **PDFS,
    **TEXTS,
}

__all__ = ["HEAVY", "INPUTS", "READS", "BadInput"]
