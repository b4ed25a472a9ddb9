from __future__ import annotations

from pathlib import Path

import pytest

from extractors.linking.atlas import load_atlas

ATLAS = load_atlas(Path(__file__).parent.parent.parent / "models")


@pytest.mark.parametrize(
    ("surface", "codes"),
    [
        ("广东省", ["440000"]),
        ("广东", ["440000"]),
        ("乳源瑶族自治县", ["440232"]),
        ("乳源县", ["440232"]),
        ("内蒙古", ["150000"]),
        ("恩施州", ["422800"]),
        ("吉林", ["220000", "220200"]),
        ("和平区", ["120101", "210102"]),
        ("市辖区", []),
    ],
)
def test_regions_by_any_printed_form(surface: str, codes: list[str]) -> None:
    found = [region.adcode for region in ATLAS.regions_named(surface)]
    assert found[: len(codes)] == codes
    assert bool(found) == bool(codes)


def test_names_hold_in_their_years() -> None:
    assert [region.adcode for region in ATLAS.regions_named("襄樊市", 2008)] == ["420600"]
    named_2008, named_now = ATLAS.region("420600", 2008), ATLAS.region("420600")
    assert named_2008 is not None
    assert named_now is not None
    assert (named_2008.name, named_now.name) == ("襄樊市", "襄阳市")


def test_children_of_a_level_as_of_a_year() -> None:
    cities = [region.name for region in ATLAS.children("440000", "city")]
    assert len(cities) == 21
    assert "韶关市" in cities
    assert "巢湖市" in [region.name for region in ATLAS.children("340000", "city", 2008)]
    assert "巢湖市" not in [region.name for region in ATLAS.children("340000", "city", 2020)]


def test_parents_come_nearest_first() -> None:
    assert [region.name for region in ATLAS.parents("440232")] == ["韶关市", "广东省"]
    assert [region.name for region in ATLAS.parents("469005")] == ["海南省"]
    assert ATLAS.inside("440232", "440000")
    assert not ATLAS.inside("440232", "430000")


def test_a_name_that_several_units_have_is_given_with_the_unit_above() -> None:
    shared, own = ATLAS.region("320106"), ATLAS.region("320111")
    assert shared is not None
    assert own is not None
    assert ATLAS.full_name(shared) == "南京市鼓楼区"
    assert ATLAS.full_name(own) == "浦口区"


@pytest.mark.parametrize(
    ("text", "adcode", "rest"),
    [
        ("广东省韶关市浈江区财政局", "440204", "财政局"),
        ("南京市鼓楼区教育局", "320106", "教育局"),
        ("乳源县知识产权局", "440232", "知识产权局"),
        ("吉林省吉林市审计局", "220200", "审计局"),
    ],
)
def test_a_place_is_read_from_the_front_of_a_name(text: str, adcode: str, rest: str) -> None:
    units, remains = next(iter(ATLAS.read_place(text)))
    assert ([unit.adcode for unit in units], remains) == ([adcode], rest)


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("市场监管局", ("市场监督管理局", "")),
        ("发改委", ("发展和改革委员会", "")),
        ("财政厅办公室", ("财政厅", "办公室")),
        ("规划与自然资源局", ("规划和自然资源局", "")),
        ("有限公司", None),
    ],
)
def test_departments_have_one_name(surface: str, name: tuple[str, str] | None) -> None:
    assert ATLAS.read_department(surface) == name


def test_central_bodies_know_their_successors() -> None:
    found = ATLAS.read_central("国家工商总局")
    assert found is not None
    assert (found[0].name, found[0].until, found[0].successor) == (
        "国家工商行政管理总局",
        2018,
        "国家市场监督管理总局",
    )
