"""The names of a text for spaCy: the component `gongwen_names`, found by its name once the extra `spacy` is installed.

`doc.ents` are organisations (ORG) and regions (GPE), `ent.kb_id_` the id of the node that is meant; of two that lie one
in the other the longer is there. `doc._.gongwen_names` holds all, as mentions with offsets, full names, scores and
doubts. Made for `spacy.blank("zh")`, whose tokens are single characters: a name that the tokens of another tokenizer
cut is in `doc._.gongwen_names` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractors.document import Document, Page, Part
from extractors.linking import Atlas, identify, load_atlas, resolve_mentions
from extractors.mention import Extractor, Mention
from extractors.ner import load_names

LABELS = {"organisation": "ORG", "region": "GPE"}
EXTENSION = "gongwen_names"


@dataclass(frozen=True, slots=True)
class NamesPipe:
    """The component; `issuer` is who speaks in the texts: by it 省财政厅 and 我市 are known."""

    extractors: tuple[Extractor, ...]
    atlas: Atlas
    issuer: str = ""

    def __call__(self, doc: Doc) -> Doc:
        """Give the document with `ents` and `_.gongwen_names` filled; entities that are there already stay."""
        mentions = self.find(doc.text)
        spans = [span for item in mentions if (span := self.mention_to_span(doc, item)) is not None]
        doc.set_ents([*doc.ents, *filter_spans([span for span in spans if not _taken(doc, span)])])
        doc._.set(EXTENSION, mentions)
        return doc

    def find(self, text: str) -> tuple[Mention, ...]:
        """Give the names of a plain text in text order."""
        issuer = (Part("issuers", self.issuer, None, "given"),) if self.issuer else ()
        document = Document("0" * 16, "text", "text", text, pages=(Page(1, 0, 0),), parts=issuer)
        found = [mention for extractor in self.extractors for mention in extractor.extract(document)]
        return resolve_mentions(document, sorted(found, key=lambda item: (item.span, item.kind)), self.atlas)

    def mention_to_span(self, doc: Doc, mention: Mention) -> Span | None:
        """Give the tokens of a mention, None where no tokens begin and end with it."""
        node = identify(str(mention.value), self.atlas).id if mention.value else ""
        return doc.char_span(mention.span.start, mention.span.end, label=LABELS[mention.kind], kb_id=node)


def _taken(doc: Doc, span: Span) -> bool:
    return any(token.ent_type_ for token in doc[span.start : span.end])


def make_names(nlp: Language, name: str, models: str, issuer: str) -> NamesPipe:
    """Load the component; `models` is the folder of lexicons and models.

    Raises:
        MissingModelError: a lexicon or the model of names is not in the folder.

    """
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=())
    return NamesPipe(load_names(Path(models)), load_atlas(Path(models)), issuer)


Language.factory(
    "gongwen_names", assigns=["doc.ents"], default_config={"models": "models", "issuer": ""}, func=make_names
)
