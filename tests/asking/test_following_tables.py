"""flows.csv and promises.csv of the two documents of the corpus."""

import csv
import io

from extractors.export import graph_to_tables


def rows_of(archive, name):
    return list(csv.DictReader(io.StringIO(graph_to_tables(archive.graph)[name].decode("utf-8-sig"))))


def test_the_one_flow(archive):
    (row,) = rows_of(archive, "flows")
    said = [row[name] for name in ("from", "region_name", "given_cny", "received_cny", "difference", "verdict")]
    assert said == ["粤财工〔2020〕228号", "韶关市", "7500000.00", "7500000.00", "0.00", "pass"]


def test_promises_kept_and_left_over(archive):
    rows = rows_of(archive, "promises")
    verdicts = [row["verdict"] for row in rows]
    assert [verdicts.count(name) for name in ("met", "no_result", "no_target")] == [16, 1, 8]
    (alone,) = [row for row in rows if row["verdict"] == "no_result"]
    assert (alone["target_name"], alone["target"], alone["result_name"]) == ("知识产权保护意识和水平", "逐步提升", "")
    (growth,) = [row for row in rows if row["actual"] == "0.11"]
    assert (growth["target"], growth["doubtful"]) == ("增长10%", "yes")
    assert {row["actual"] for row in rows if row["result_name"] == "挖掘、培育地理标志产品"} == {"培育中"}
