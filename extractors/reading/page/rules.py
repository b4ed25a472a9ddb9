"""Strokes → rules: pieces of one ruling line snapped to one place and joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.reading.page.sheet import Stroke

SNAP = 2.5  # points: strokes this near are one line, double lines too
_GAP = 3.5  # points between the pieces of one line, dashes too
_SHORT = 5.0  # points: shorter lines are specks


def strokes_to_rules(strokes: Iterable[Stroke]) -> tuple[tuple[Stroke, ...], tuple[Stroke, ...]]:
    """Give the horizontal and the vertical rules, sorted by place."""
    flat: list[Stroke] = []
    upright: list[Stroke] = []
    for stroke in strokes:
        (upright if stroke.upright else flat).append(stroke)
    return _join_all(flat), _join_all(upright)


def _join_all(strokes: Sequence[Stroke]) -> tuple[Stroke, ...]:
    rules = [rule for group in _snap(strokes) for rule in _join(group)]
    return tuple(rule for rule in rules if rule.end - rule.start >= _SHORT)


def _snap(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Give the strokes in groups that lie on one line."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if groups and stroke.at - groups[-1][0].at <= SNAP:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return groups


def _join(group: Sequence[Stroke]) -> list[Stroke]:
    """Give the unbroken rules on one line."""
    weight = sum(stroke.end - stroke.start for stroke in group)
    at = sum(stroke.at * (stroke.end - stroke.start) for stroke in group) / weight if weight else group[0].at
    joined: list[Stroke] = []
    for stroke in sorted(group, key=lambda stroke: stroke.start):
        if joined and stroke.start - joined[-1].end <= _GAP:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, stroke.end))
        else:
            joined.append(stroke._replace(at=at))
    return joined


def cluster(places: Iterable[float], tolerance: float = SNAP) -> tuple[float, ...]:
    """Give the places with those near each other as one."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= tolerance:
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple(sum(group) / len(group) for group in groups)
