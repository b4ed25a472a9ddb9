"""Allocations of sentences against gold: who is given how much each, for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.grants import read_grants
from extractors.pipeline import Analysis
from flows.comparison import Comparison, Found, bare, compare, key
from flows.gold import GRANTS


def compare_grants(analysis: Analysis, row: Mapping[str, Any], where: str) -> Comparison:
    """Compare the shares of a text: verbatim by payees, normalised by payees, yuan, project and basis."""
    wanted = [("、".join(share["to"]), _plain(share)) for share in row["grants"]]
    return compare(GRANTS, list(_found(analysis)), wanted, where)


def _found(analysis: Analysis) -> Iterator[Found]:
    document = analysis.document
    for grant in read_grants(document, analysis.mentions):
        for share in grant.shares:
            payees = [document.quote(payee.span) for payee in share.payees]
            value: dict[str, Any] = {"to": payees, "cny": None if share.yuan is None else f"{share.yuan:.2f}"}
            if grant.project:
                value["project"] = document.quote(grant.project)
            if share.basis != "observed":
                value["basis"] = share.basis
            yield Found(bare("、".join(payees)), key(value), bool(share.doubt))


def _plain(share: Mapping[str, Any]) -> dict[str, Any]:
    """Give a share without its doubt: to be in doubt is no value."""
    return {name: value for name, value in share.items() if name != "doubtful"}
