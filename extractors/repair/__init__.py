"""What a scan must say where it was misread: by the grammar of figures, by sums as check digits.

Only what was recognised is repaired; the text stays as it was read, beside it stand the repairs with what justifies
them.
"""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.repair.confusable import load_confusable
from extractors.repair.figures import mend_figures
from extractors.repair.sums import mend_sums

__all__ = ["mend_document"]


def mend_document(document: Document, models: Path) -> Document:
    """Give a document with the repairs of its figures.

    Raises:
        MissingModelError: the lexicon of confusable figures is not in the models folder.

    """
    if not any(line.scores for line in document.lines):
        return document
    confusable = load_confusable(models)
    return mend_sums(mend_figures(document, confusable), models, confusable)
