"""Lines of government text composed from a grammar, with the names in them marked: what the model of names learns."""

from flows.compose.lines import MarkedLine, compose_lines, read_given

__all__ = ["MarkedLine", "compose_lines", "read_given"]
