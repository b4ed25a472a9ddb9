"""Who hangs together with whom in a store: as far as a conclusion about the one may rest on the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flows.store.database import Database

CITING = "type IN ('cites', 'forwards')"
TITLES = 3  # names of indicators that a report shares with a notice it does not cite, at least


def find_mates(database: Database, nodes: Iterable[str], told: Iterable[frozenset[str]] = ()) -> set[str]:
    """Give documents with all that share a title or a number with them, or that people told to be the same or not."""
    wanted = set(nodes)
    rows = database.ask_each("SELECT kind, key FROM reach WHERE kind IN ('title', 'number') AND node IN ({})", wanted)
    keys: dict[str, set[str]] = {"title": set(), "number": {key.removeprefix("doc:") for key in wanted}}
    for kind, key in rows:
        keys[kind].add(key)
    found = wanted | {f"doc:{number}" for number in keys["number"]}
    for kind, names in keys.items():
        question = f"SELECT node FROM reach WHERE kind = '{kind}' AND key IN ({{}})"
        found.update(row[0] for row in database.ask_each(question, names))
    for pair in told:
        if pair & found:
            found |= pair
    return found


def find_group(database: Database, nodes: Iterable[str]) -> set[str]:
    """Give documents with all that are the same as they are, as far as concluded."""
    found, new = set(), set(nodes)
    while new:
        found |= new
        tails = database.ask_each("SELECT head FROM edge WHERE type = 'same_as' AND tail IN ({})", new)
        heads = database.ask_each("SELECT tail FROM edge WHERE type = 'same_as' AND head IN ({})", new)
        new = {row[0] for row in (*tails, *heads)} - found
    return found


def find_holders(database: Database, nodes: Iterable[str]) -> set[str]:
    """Give the contributions that hold documents."""
    return {row[0] for row in database.ask_each("SELECT origin FROM reach WHERE kind = 'held' AND key IN ({})", nodes)}


def find_held(database: Database, origins: Iterable[str]) -> set[str]:
    """Give the documents that contributions hold."""
    return {
        row[0] for row in database.ask_each("SELECT node FROM reach WHERE kind = 'held' AND origin IN ({})", origins)
    }


def find_origins(database: Database, origins: Iterable[str]) -> set[str]:
    """Give contributions with all that hang together with them by money, targets or copies."""
    found: set[str] = set()
    new = set(origins)
    while new:
        found |= new
        new = _next(database, new) - found
    return found


def _next(database: Database, origins: set[str]) -> set[str]:
    """Give the contributions that are one step away."""
    held = find_group(database, find_held(database, origins))
    files = _keys_of(database, "file", held)
    near = find_holders(database, held)
    near |= {row[0] for row in database.ask_each("SELECT origin FROM reach WHERE kind = 'file' AND key IN ({})", files)}
    near |= find_holders(database, _giving(database, _cited(database, held)))
    giving = _giving(database, held)
    if giving:
        group = find_group(database, giving)
        rows = database.ask_each(f"SELECT tail FROM edge WHERE {CITING} AND head IN ({{}})", group)
        near |= find_holders(database, {row[0] for row in rows})
    near |= _matching(database, held, "offer", "claim") | _matching(database, held, "claim", "offer")
    return near | find_holders(database, _near_goals(database, held))


def _cited(database: Database, held: Iterable[str]) -> set[str]:
    rows = database.ask_each(f"SELECT head FROM edge WHERE {CITING} AND tail IN ({{}})", held)
    return find_group(database, {row[0] for row in rows})


def _giving(database: Database, nodes: Iterable[str]) -> set[str]:
    return {row[0] for row in database.ask_each("SELECT node FROM reach WHERE kind = 'gives' AND key IN ({})", nodes)}


def _keys_of(database: Database, kind: str, nodes: Iterable[str]) -> set[str]:
    question = f"SELECT key FROM reach WHERE kind = '{kind}' AND node IN ({{}})"
    return {row[0] for row in database.ask_each(question, nodes)}


def _matching(database: Database, held: Iterable[str], mine: str, theirs: str) -> set[str]:
    """Give the contributions of documents that have a key of mine as one of theirs."""
    question = f"SELECT origin FROM reach WHERE kind = '{theirs}' AND key IN ({{}})"
    return {row[0] for row in database.ask_each(question, _keys_of(database, mine, held))}


def _near_goals(database: Database, held: set[str]) -> set[str]:
    """Give the notices whose rows a report shares without citing any of its region and year, and the other way."""
    near = _sharing(database, _uncited(database, held), "result", "target")
    reports = _sharing(database, held, "target", "result")
    return near | _uncited(database, reports)


def _sharing(database: Database, nodes: Iterable[str], mine: str, theirs: str) -> set[str]:
    """Give the documents that share so many names of a region and year with one of some documents."""
    found: dict[tuple[str, str], set[str]] = {}
    own: dict[str, set[str]] = {}
    question = f"SELECT key, node FROM reach WHERE kind = '{mine}' AND node IN ({{}})"
    for key, node in database.ask_each(question, nodes):
        own.setdefault(key, set()).add(node)
    for key, node in database.ask_each(f"SELECT key, node FROM reach WHERE kind = '{theirs}' AND key IN ({{}})", own):
        for each in own[key]:
            found.setdefault((each, node), set()).add(key)
    return {node for (each, node), keys in found.items() if len(keys) >= TITLES and node != each}


def _uncited(database: Database, reports: Iterable[str]) -> set[str]:
    """Give the reports of which some region and year has no target in a document they cite."""
    places = _places(database, "result", reports)
    return {report for report in places if places[report] - _cited_places(database, report)}


def _cited_places(database: Database, report: str) -> set[str]:
    cited = _cited(database, find_group(database, [report]))
    return {place for each in _places(database, "target", cited).values() for place in each}


def _places(database: Database, kind: str, nodes: Iterable[str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, node in database.ask_each(f"SELECT key, node FROM reach WHERE kind = '{kind}' AND node IN ({{}})", nodes):
        found.setdefault(node, set()).add(key.rpartition("|")[0])
    return found


def find_dependants(
    database: Database, located: Iterable[tuple[str, str]], named: Iterable[tuple[str, str]]
) -> set[str]:
    """Give the contributions that speak of a body or region of which a place, or a name, was not known before.

    `located` are nodes with where they lie, `named` are names of regions with the region.
    """
    tails = {tail for tail, _ in located}
    known = set(database.ask_each("SELECT tail, head FROM edge WHERE type = 'located_in' AND tail IN ({})", tails))
    new = {tail for tail, head in located if (tail, head) not in known}
    found: set[str] = set()
    seen: set[str] = set()
    while new:
        seen |= new
        rows = list(
            database.ask_each(
                "SELECT type, tail, origin FROM edge"
                " WHERE type IN ('allocates', 'issued_by', 'located_in') AND head IN ({})",
                new,
            )
        )
        found.update(row[2] for row in rows if row[0] != "located_in")
        new = {row[1] for row in rows if row[0] == "located_in"} - seen
    names = {name for name, _ in named}
    told = set(database.ask_each("SELECT key, node FROM reach WHERE kind = 'region' AND key IN ({})", names))
    fresh = {name for name, node in named if (name, node) not in told}
    asking = database.ask_each("SELECT DISTINCT origin FROM reach WHERE kind = 'asks' AND key IN ({})", fresh)
    return found | {row[0] for row in asking}
