"""Reads many files: finds them, and reads them in worker processes, one file a worker at a time.

A file that fails, that kills its worker, or that takes too long is a failed outcome; the others go
on. Whatever the number of files, no more of them are in flight than there are workers, so that
memory stays flat.
"""

from agent.batch.files import SUFFIXES, expand
from agent.batch.outcomes import Known, Outcome, Reader
from agent.batch.reading import default_jobs, read_all
from agent.batch.workers import DEFAULT_TIMEOUT

__all__ = [
    "DEFAULT_TIMEOUT",
    "SUFFIXES",
    "Known",
    "Outcome",
    "Reader",
    "default_jobs",
    "expand",
    "read_all",
]
