"""A mention: something said in a document, at a span, with its normal form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Protocol

from extractors.document import Document, Span
from extractors.values.money import Money

MENTION_KINDS = (
    "doc_number",
    "title",
    "organisation",
    "region",
    "amount",
    "date",
    "indicator",
    "project",
    "subject",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing said: `value` is the normal form, the raw text is `document.text[span]`.

    `value` by kind: doc_number → the canonical string (null: a number that is damaged beyond repair or masked);
    date → ISO at its own precision; amount → Money; title → the text without 《》; organisation, region → the full
    name, null while unresolved. `by` names the rule or the model with its version. `score` is the probability that
    span and value are right; `doubt` says in a few words why a value is doubtful.
    """

    kind: str
    span: Span
    value: str | Money | None
    by: str
    score: float = 1.0
    doubt: str | None = None


class Extractor(Protocol):
    """What finds mentions of one kind: a module or an object with these two names."""

    @property
    def kind(self) -> str:
        """The kind of mention it finds; also the name of its module and of its gold file."""
        ...

    def extract(self, document: Document) -> Iterable[Mention]:
        """Give the mentions in text order."""
        ...


def value_to_json(value: str | Money | None) -> object:
    """Give a value as it stands in documents/*.json: absent keys of an amount are left out."""
    if isinstance(value, Money):
        return {key: part for key, part in asdict(value).items() if part is not None}
    return value
