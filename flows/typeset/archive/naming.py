"""The names of the files of a made archive."""

from __future__ import annotations

from flows.typeset.archive.plan import City, Programme


def notice_file(programme: Programme) -> str:
    """Give the name of the notice's file, without an ending."""
    return programme.number


def onward_file(programme: Programme, city: City) -> str:
    """Give the name of the file of a city's notice."""
    return f"{programme.letter}{programme.office}{programme.year} {city.place.name} 分配"


def account_file(programme: Programme, city: City) -> str:
    """Give the name of the file of a city's self-evaluation."""
    return f"{programme.letter}{programme.office}{programme.year} {city.place.name} 自评"


def above_file(programme: Programme) -> str:
    """Give the name of the file of the centre's notice."""
    assert programme.above
    return programme.above.number


def draft_file(programme: Programme, city: City) -> str:
    """Give the name of the file of a draft."""
    return f"{onward_file(programme, city)} 稿"
