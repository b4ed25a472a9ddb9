"""`gongwen check`: what an output folder holds of failed checks."""

import orjson
import pytest

from extractors.export.sides import check_to_sides
from extractors.graph import Check, Evidence, Graph, Source
from extractors.graph_json import graph_to_bytes
from flows.check import read_checks, show_checks
from flows.settings import UsageError

PRODUCER = {"name": "gongwen", "version": "0"}


def evidence(start, page, quote):
    return Evidence(f"ev:{start}", "src:a", page, (), (), start, start + len(quote), quote, "check-1", 1.0)


def folder_of(tmp_path, *checks):
    graph = Graph(
        (Source("src:a", ("a.pdf",)),), evidence=(evidence(5, 2, "150元"), evidence(1, 1, "150万元")), checks=checks
    )
    (tmp_path / "graph.json").write_bytes(graph_to_bytes(graph, PRODUCER))
    return tmp_path


SLIP = Check("check:unit_slip:a:5", "unit_slip", "fail", "150万元", "1500000.00", "150.00", ("ev:5", "ev:1"))
OPEN = Check("check:2", "year", "unknown", "2020 or 2021", "2021", "2020", ("ev:5",))
GOOD = Check("check:3", "ratio", "pass", "as printed", "99.99%", "99.99%", ("ev:5",))


def test_failed_checks_with_every_place(tmp_path):
    found = read_checks(folder_of(tmp_path, SLIP, OPEN, GOOD))
    assert found["counts"] == {"pass": 1, "fail": 1, "unknown": 1}
    (row,) = found["checks"]
    shown = {name: row[name] for name in ("rule", "document", "page", "printed", "expected", "difference")}
    assert shown == {
        "rule": "unit_slip",
        "document": "a.pdf",
        "page": 2,
        "printed": "150.00",
        "expected": "1500000.00",
        "difference": "-1499850.00",
    }
    assert [place["quote"] for place in row["places"]] == ["150万元", "150元"]


def test_undecided_ones_come_last_and_only_if_asked(tmp_path):
    found = read_checks(folder_of(tmp_path, OPEN, SLIP, GOOD), undecided=True)
    assert [row["verdict"] for row in found["checks"]] == ["fail", "unknown"]


def test_what_people_see(tmp_path, capsys):
    show_checks(read_checks(folder_of(tmp_path, SLIP, OPEN, GOOD), undecided=True))
    shown = capsys.readouterr().out
    assert "1,500,000.00" in shown
    assert "year (?)" in shown
    assert "2,020" not in shown
    assert shown.endswith("1 failed, 1 undecided, 1 passed\n")


def test_a_folder_without_failures_says_so(tmp_path, capsys):
    show_checks(read_checks(folder_of(tmp_path, GOOD)))
    assert capsys.readouterr().out == "0 failed, 0 undecided, 1 passed\n"


@pytest.mark.parametrize(
    "content", [None, b"{", b"[]", orjson.dumps({"schema": "gongwen-graph", "schema_version": "9"})]
)
def test_a_folder_that_is_no_output_is_one_line(tmp_path, content):
    if content is not None:
        (tmp_path / "graph.json").write_bytes(content)
    with pytest.raises(UsageError, match=r"graph\.json: "):
        read_checks(tmp_path)


@pytest.mark.parametrize(
    ("rule", "expected", "found", "sides"),
    [
        ("table_total", "40", "30", ("40", "30", "+10")),
        ("ratio", "93.20%", "98.20%", ("98.20%", "93.20%", "+5.00 points")),
        ("prose_table", None, "5.00", ("5.00", None, None)),
        ("same_item", "230.00; 30.00", "260.00", ("260.00", "230.00; 30.00", None)),
        ("unit_slip", "11%", "0.11", ("0.11", "11%", None)),
        ("year", "2021", "2020", ("2020", "2021", None)),
        ("ratio", "5%", "5%", ("5%", "5%", "0 points")),
    ],
)
def test_the_sides_of_a_check(rule, expected, found, sides):
    seen = check_to_sides(Check("c", rule, "fail", "", expected, found))
    assert (seen.printed, seen.expected, seen.difference) == sides
