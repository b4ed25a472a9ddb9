"""The command line. Everything heavy is imported inside the commands, so that `--help` is fast."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.settings import NotThereError, UsageError, read_settings

DONE, NOTHING, USAGE, SOME_FAILED = 0, 1, 2, 3

app = typer.Typer(
    name="gongwen",
    help="Chinese government documents (公文) to one linked JSON graph, with a page and a box behind every statement.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: traces of errors, Prefect's own log.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Archive = Annotated[Path, typer.Option("--in", "-i", help="The folder that `gongwen run` or `link` wrote.")]
DEMO = Path("outputs/demo")


class SchemaName(StrEnum):
    """The outputs that have a schema."""

    graph = "graph"
    document = "document"
    decision = "decision"


class Engine(StrEnum):
    """Who does the documents of a run."""

    local = "local"
    dask = "dask"


class ExportFormat(StrEnum):
    """The formats of `gongwen export`."""

    csv = "csv"
    ftm = "ftm"
    graphml = "graphml"
    jsonl = "jsonl"
    jsonld = "jsonld"
    parquet = "parquet"


class DecisionKind(StrEnum):
    """What a person can decide."""

    same = "same"
    different = "different"
    right = "right"
    open = "open"


def main() -> None:
    """Run the command line; a closed pipe ends it without a trace."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)] = False,
) -> None:
    if version:
        from flows.versions import version_of

        typer.echo(f"gongwen {version_of('gongwen')}")
        raise typer.Exit(DONE)


@app.command()
def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, zip archives; - for paths on stdin.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder that gets the results.")],
    workers: Annotated[int | None, typer.Option(min=1, help="Processes [default: one a core].")] = None,
    timeout: Annotated[
        float | None, typer.Option(min=1, help="Seconds a file, and 15 more a scanned page [default: 300].")
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=0, help="MiB that a worker may ask for, 0 for any [default: 4096].")
    ] = None,
    retry: Annotated[bool, typer.Option("--retry-failed", help="Do again what failed in an earlier run.")] = False,
    prefect: Annotated[
        bool | None, typer.Option(help="As a Prefect flow [default: with PREFECT_API_URL, or 1,000 documents].")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="Who does the documents: processes here, or workers of Dask.")] = (
        Engine.local
    ),
    address: Annotated[str, typer.Option(help="The Dask scheduler, tcp://HOST:PORT.")] = "",
    log_json: Annotated[
        bool, typer.Option("--log-json", help="What goes to stderr as lines of JSON (or GONGWEN_LOG=json).")
    ] = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Process an archive: DIR/graph.json, documents/*.json, tables/*.csv and run.json. Again, it goes on."""
    if log_json:
        os.environ["GONGWEN_LOG"] = "json"
    with _errors(verbose=verbose):
        settings = read_settings(os.environ)
        if bool(address) != (engine is Engine.dask):
            raise UsageError("--engine dask and --address tcp://HOST:PORT belong together; give both or none")

        from flows.running import Wish
        from flows.running import run as run_archive

        wish = Wish(out, workers, timeout, memory, retry, prefect, address, verbose, as_json)
        failures = run_archive(inputs, wish, settings)
    raise typer.Exit(SOME_FAILED if failures else DONE)


@app.command()
def worker(
    address: Annotated[str, typer.Argument(help="The Dask scheduler, tcp://HOST:PORT.")],
    verbose: Verbose = False,
) -> None:
    """Do documents for `gongwen run --engine dask`, until the scheduler ends or Ctrl-C."""
    with _errors(verbose=verbose):
        read_settings(os.environ)

        from flows.cluster import serve

        serve(address)


@app.command()
def watch(
    inbox: Annotated[Path, typer.Argument(metavar="INBOX", help="The folder that gets the uploads.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder that gets the results.")],
    workers: Annotated[int | None, typer.Option(min=1, help="Processes [default: one a core].")] = None,
    command: Annotated[str, typer.Option("--run", help="A command that reads each receipt (JSON) on stdin.")] = "",
    url: Annotated[str, typer.Option("--webhook", help="A URL that gets each receipt (JSON) by POST.")] = "",
    patience: Annotated[
        float, typer.Option("--settle", min=0.5, help="Seconds without a change, for files without an end mark.")
    ] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Stop when what is there is done.")] = False,
    prefect: Annotated[bool, typer.Option(help="Each round as a flow run of Prefect.")] = True,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Watch a folder: each upload is taken in when it is whole, and the archive in DIR grows by it."""
    with _errors(verbose=verbose):
        settings = read_settings(os.environ)

        from flows.uploads.hooks import Hooks
        from flows.uploads.watch import WatchWish
        from flows.uploads.watch import watch as watch_folder

        wish = WatchWish(inbox, out, workers, Hooks(command, url), patience, once, prefect, verbose, as_json)
        failures = watch_folder(wish, settings)
    raise typer.Exit(SOME_FAILED if failures else DONE)


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="A PDF or a text file.")],
    verbose: Verbose = False,
) -> None:
    """Print one document as JSON: text, parts, tables, mentions, checks."""
    with _errors(verbose=verbose):
        settings = read_settings(os.environ)
        if not os.path.lexists(file):
            raise UsageError(f"{file}: no such file; check the path")

        from flows.extract import extract_file

        sys.stdout.buffer.write(extract_file(file, settings.models, settings.cache))


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that `gongwen run` wrote.")],
    undecided: Annotated[bool, typer.Option("--all", help="The undecided checks too.")] = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Print the failed checks of an output folder: what is printed, what is expected, where; the exit code is 0."""
    with _errors(verbose=verbose):
        from flows.check import read_checks, show_checks
        from flows.write import to_bytes

        found = read_checks(folder, undecided=undecided)
        if as_json:
            sys.stdout.buffer.write(to_bytes(found))
        else:
            show_checks(found)


@app.command()
def link(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR...", help="Folders that `gongwen run` wrote.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The folder that gets the results.")] = None,
    store: Annotated[
        str | None, typer.Option(metavar="FILE|URL", help="A store that grows: a file .sqlite, or postgresql://…")
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Unite the graphs of several runs: DIR/graph.json and tables/*.csv, as one run over all would write them."""
    with _errors(verbose=verbose):
        if store is not None:
            _link_store(folders, store, out)
            return
        if out is None:
            raise UsageError("give --out DIR, or --store FILE, or both")

        from flows.link import link_archive

        linked = link_archive(folders, out)
        for name in linked.bare:
            _say(f"{name}: no table of amounts beside the graph; amounts.csv goes without them")
        graph = linked.graph
        typer.echo(f"{len(graph.sources)} files, {len(graph.nodes)} nodes, {len(graph.edges)} edges: {out}")


def _link_store(folders: list[Path], store: str, out: Path | None) -> None:
    from flows.link_store import link_store
    from flows.store import is_store

    if not is_store(store):
        raise UsageError(f"--store {store}: give a file that ends in .sqlite, or a URL postgresql://…")
    found = link_store(folders, store, out, workers=read_settings(os.environ).workers)
    counts, growth = found.counts, found.growth
    typer.echo(
        f"{counts['sources']} files, {counts['nodes']} nodes, {counts['edges']} edges;"
        f" {growth.added} new, {growth.removed} gone, {growth.concluded} concluded"
    )


@app.command()
def export(
    place: Annotated[str, typer.Argument(metavar="DIR|STORE", help="What `gongwen run` or `link` wrote.")],
    kind: Annotated[ExportFormat, typer.Option("--format", "-f", help="The format.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder that gets the files.")],
    verbose: Verbose = False,
) -> None:
    """Write an archive for other tools, with its evidence."""
    with _errors(verbose=verbose):
        from flows.export import export_archive

        for path in export_archive(place, kind.value, out):
            typer.echo(str(path))


@app.command()
def decide(
    kind: Annotated[DecisionKind, typer.Argument(help="What is decided; open takes it back.")],
    words: Annotated[
        list[str],
        typer.Argument(metavar="A B | A NAME VALUE", help="Numbers, titles, names, ids; a value last."),
    ],
    why: Annotated[str, typer.Option("--why", help="The reason, for whoever reads it later.")],
    folder: Archive = DEMO,
    by: Annotated[str, typer.Option("--by", help="Who decides [default: the user of this computer].")] = "",
    relation: Annotated[str, typer.Option(help="same_as, fulfils or passes_on [default: by what A and B are].")] = "",
    verbose: Verbose = False,
) -> None:
    """Write what you know better to DIR/decisions.jsonl; the next run or link applies it, whatever the scores say."""
    with _errors(verbose=verbose):
        from extractors.decision import RELATIONS
        from flows.decide import Said
        from flows.decide import decide as write

        if relation not in ("", *RELATIONS):
            raise UsageError(f"--relation {relation}: give one of {', '.join(RELATIONS)}")
        found = write(folder, kind.value, words, Said(why, by, relation))
        typer.echo(f"{found.kind}: {' | '.join(found.about)}; apply it with: gongwen link {folder} --out {folder}")


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NUMBER|NAME", help="A number, title, name or id.")],
    folder: Archive = DEMO,
    everything: Annotated[bool, typer.Option("--all", help="All neighbours and quotes, not the first few.")] = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Print what the graph holds of a document, body, region …: facts, neighbours, quotes with their pages."""
    with _errors(verbose=verbose):
        from flows.show import ask_node, print_node

        found = ask_node(folder, name, read_settings(os.environ).models)
        if not _printed(found, as_json=as_json):
            print_node(found, everything=everything)


@app.command()
def cites(
    number: Annotated[str | None, typer.Argument(metavar="NUMBER|TITLE", help="A number or a title.")] = None,
    folder: Archive = DEMO,
    dangling: Annotated[bool, typer.Option("--dangling", help="What is cited and not held, most cited first.")] = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Print what a document cites, as a chain, and what cites it."""
    with _errors(verbose=verbose):
        from flows.cites import ask_citations, ask_dangling, print_citations, print_dangling

        if dangling == (number is not None):
            raise UsageError("give a number or title, or --dangling; one of the two")
        if number is None:
            rows = ask_dangling(folder)
            if not _printed(rows, as_json=as_json):
                print_dangling(rows)
        else:
            found = ask_citations(folder, number)
            if not _printed(found, as_json=as_json):
                print_citations(found)


@app.command()
def flow(
    number: Annotated[str, typer.Argument(metavar="NUMBER|TITLE", help="The notice that gives the money.")],
    folder: Archive = DEMO,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Print where the money of a notice goes: region by region, unit by unit, with sums and gaps."""
    with _errors(verbose=verbose):
        from flows.flow import ask_flow, print_flow

        found = ask_flow(folder, number)
        if not _printed(found, as_json=as_json):
            print_flow(found)


def _printed(found: object, *, as_json: bool) -> bool:
    """Print an answer for machines where that is asked; say whether it was."""
    if as_json:
        from flows.write import to_bytes

        sys.stdout.buffer.write(to_bytes(found))
    return as_json


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(help="The folder of the gold files, or of a made archive.")],
    files: Annotated[Path | None, typer.Option(help="A folder with the files of gold tables.")] = None,
    peers: Annotated[bool, typer.Option("--peers", help="Measure jieba and LAC on the names too.")] = False,
    scans: Annotated[bool, typer.Option(help="Recognise the scans of gold documents too; kept for next time.")] = True,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Score the extractors against gold: precision, recall, F1, silent errors, speed."""
    with _errors(verbose=verbose):
        settings = read_settings(os.environ)

        from flows.archive_score import is_made_archive, score_archive
        from flows.route_board import show_routes
        from flows.scan_score import score_scans
        from flows.score import score_gold
        from flows.scoreboard import show_archive_scores, show_scores
        from flows.write import to_bytes

        made = is_made_archive(gold)
        scores = score_archive(gold, settings.models) if made else score_gold(gold, settings.models, files, peers=peers)
        routes = score_scans(gold, settings.models, settings.cache) if scans and not made else {}
        if as_json:
            sys.stdout.buffer.write(to_bytes({**scores, "routes": routes}))
        else:
            (show_archive_scores if made else show_scores)(scores, misses=verbose)
            show_routes(routes, slips=verbose)


@app.command()
def doctor(
    out: Annotated[Path, typer.Option("--out", "-o", help="Where results are to go.")] = Path(),
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Look whether this machine can do the work: packages, models, memory, disk, a page read as text and as a scan."""
    with _errors(verbose=verbose):
        from flows.doctor import examine
        from flows.doctor import show as show_findings

        sound = show_findings(examine(read_settings(os.environ), out), as_json=as_json)
    raise typer.Exit(DONE if sound else NOTHING)


@app.command()
def schema(
    name: Annotated[SchemaName, typer.Argument(help="graph.json or documents/*.json.")] = SchemaName.graph,
) -> None:
    """Print the JSON Schema of an output."""
    from flows.schema import show_schema

    typer.echo(show_schema(name.value), nl=False)


@contextmanager
def _errors(*, verbose: bool) -> Iterator[None]:
    """Turn what can go wrong into one line and an exit code; the trace only where it was asked for."""
    from extractors.errors import ExtractionError, ReadError

    try:
        yield
    except KeyboardInterrupt as error:
        done = f": {error}" if str(error) else ""
        _fail(f"stopped{done}; what is done is kept: run the same command again to go on", 130, verbose=verbose)
    except UsageError as error:
        _fail(str(error), USAGE, verbose=verbose)
    except NotThereError as error:
        _fail(str(error), NOTHING, verbose=verbose)
    except ReadError as error:
        _fail(str(error), SOME_FAILED, verbose=verbose)
    except ExtractionError as error:
        _fail(str(error), NOTHING, verbose=verbose)
    except BrokenPipeError:
        raise
    except OSError as error:
        _fail(_os_error(error), NOTHING, verbose=verbose)
    except Exception as error:
        _fail(
            f"{type(error).__name__}: {error or 'no message'}; run again with -v for the trace",
            NOTHING,
            verbose=verbose,
        )


def _os_error(error: OSError) -> str:
    """Give an error of the system as one line: place, problem, what to do."""
    place = f"{error.filename}: " if error.filename else ""
    problem = (error.strerror or type(error).__name__).lower()
    return f"{place}{problem}; check the path, its permissions and the space left"


def _fail(text: str, code: int, *, verbose: bool) -> None:
    _say(text)
    if verbose:
        traceback.print_exc()
    raise typer.Exit(code)


def _say(text: str) -> None:
    if os.environ.get("GONGWEN_LOG") == "json":
        from flows.logs import log

        log("message", message=text)
        return
    for line in text.splitlines():
        print(f"gongwen: {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
