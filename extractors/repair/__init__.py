"""What a scan must say where it was misread: by the grammar of figures, by sums, by other dates, by known places.

Only what was recognised is repaired; the text stays as it was read, beside it stand the repairs with what justifies
them.
"""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.repair.confusable import load_confusable
from extractors.repair.dates import mend_dates
from extractors.repair.figures import mend_figures
from extractors.repair.places import mend_places, spell_places
from extractors.repair.sums import mend_sums, prove_figures

__all__ = ["mend_document", "spell_places"]


def mend_document(document: Document, models: Path) -> Document:
    """Give a document with the repairs of its figures, its date and its places.

    Raises:
        MissingModelError: the lexicon of confusable figures is not in the models folder.

    """
    if not any(line.scores for line in document.lines):
        return document
    confusable = load_confusable(models)
    document = mend_places(mend_figures(mend_dates(document), confusable), models)
    return prove_figures(mend_sums(document, models, confusable), models)
