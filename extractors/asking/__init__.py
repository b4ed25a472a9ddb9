"""Questions to a finished graph: what a node is, who cites whom, where the money goes. Pure: nothing is changed."""

from __future__ import annotations

from extractors.asking.archive import Archive
from extractors.asking.card import show_node
from extractors.asking.citations import list_dangling, show_citations
from extractors.asking.lookup import Found, find_node
from extractors.asking.money import show_flow

__all__ = ["Archive", "Found", "find_node", "list_dangling", "show_citations", "show_flow", "show_node"]
