"""A superior's notice as a source text: who is given how much, and what is asked of each city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flows.typeset.archive.plan import City, Goal, Programme
from flows.typeset.archive.wording import cell, choose, in_wan, money, said_date

TITLES = (
    "{province}财政厅关于下达{year}年省级{fund}的通知",
    "{province}财政厅关于下达{year}年度省级{fund}的通知",
    "{province}财政厅关于安排{year}年省级{fund}的通知",
    "{province}财政厅关于拨付{year}年省级{fund}的通知",
)
OPENINGS = (
    "为支持我省{department}事业发展，经研究，现下达你市{year}年省级{fund}（具体金额见附件1）。现将有关事项通知如下：",
    "根据{year}年省级预算安排和省{department}厅提出的分配方案，现下达{year}年省级{fund}{total}，具体分配情况见附件1。"
    "有关事项通知如下：",
    "为加快预算执行，现将{year}年省级{fund}{total}下达给你们，各市金额详见附件1。请按照有关规定管理使用。",
)
RULES = (
    "一、请尽快将资金分解下达，并加强资金监管，不得挤占、截留和挪用。",
    "二、请按照全面实施预算绩效管理的要求，对照附件2的绩效目标做好绩效运行监控，年度终了开展绩效自评。",
)


def notice_title(programme: Programme) -> str:
    """Give the title of the notice."""
    return choose(programme.style, 1, TITLES).format(
        province=programme.province.name, year=programme.year, fund=programme.fund
    )


def fund_name(programme: Programme) -> str:
    """Give the name of the fund with its year."""
    return f"{programme.year}年省级{programme.fund}"


def write_notice(programme: Programme) -> str:
    """Give the source of a notice with its table and the sheets of targets."""
    issuer = f"{programme.province.name}财政厅"
    opening = choose(programme.style, 2, OPENINGS).format(
        department=programme.department,
        year=programme.year,
        fund=programme.fund,
        total=money(programme.total, programme.style),
    )
    printed = programme.issued + timedelta(days=1)
    lines = [
        f"{issuer}文件", "", programme.number, "", notice_title(programme), "", "各有关市财政局：", "", opening, "",
        *RULES, "", f"附件：1. {fund_name(programme)}分配表", "2. 绩效目标表", "", issuer,
        said_date(programme.issued), "", "附件1", "",
        f"{fund_name(programme)}分配表", "", f"单位：{programme.unit}", "",
        *_table(programme), "", "附件2", "", *_sheets(programme), f"{issuer}办公室\t{said_date(printed)}印发",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _table(programme: Programme) -> Iterator[str]:
    layout = choose(programme.style, 3, (_by_project, _by_column))
    yield from layout(programme)


def _by_project(programme: Programme) -> Iterator[str]:
    """Give a line a city and project, with a subtotal for each city where there are several projects."""
    unit, several = programme.unit, len(programme.projects) > 1
    yield "序号\t地区\t项目名称\t金额\t备注"
    yield f"\t合计\t\t{cell(programme.total, unit)}\t"
    for at, city in enumerate(programme.cities, 1):
        if several:
            yield f"{at}\t{city.place.name}小计\t\t{cell(city.amount, unit)}\t"
        for share in city.shares:
            yield f"{'' if several else at}\t{city.place.name}\t{share.project}\t{cell(share.amount, unit)}\t"


def _by_column(programme: Programme) -> Iterator[str]:
    """Give a line a city with a column for each project."""
    unit, several = programme.unit, len(programme.projects) > 1
    yield "\t".join(["序号", "地区", *(["合计"] if several else []), *programme.projects])
    sums = [sum(city.shares[at].amount for city in programme.cities) for at in range(len(programme.projects))]
    yield "\t".join(["", "合计", *([cell(programme.total, unit)] if several else []), *(cell(n, unit) for n in sums)])
    for at, city in enumerate(programme.cities, 1):
        own = [cell(city.amount, unit)] if several else []
        yield "\t".join([str(at), city.place.name, *own, *(cell(share.amount, unit) for share in city.shares)])


def _sheets(programme: Programme) -> Iterator[str]:
    for city in programme.cities:
        yield from _sheet(programme, city)
        yield ""


def _sheet(programme: Programme, city: City) -> Iterator[str]:
    name = f"{programme.year}年{programme.fund}绩效目标表（{city.place.name}）"
    yield from (name, "")
    yield f"项目名称\t{fund_name(programme)}\t\t"
    yield f"省级主管部门\t{programme.province.name}{programme.department}厅\t地方主管部门\t{_local(programme, city)}"
    yield f"预算年度\t{programme.year}年\t\t"
    yield f"资金需求\t{in_wan(city.amount)}万元\t\t"
    yield "总体绩效目标\t支持各地开展相关工作，按期完成年度任务。\t\t"
    yield ""
    yield "\t一级指标\t二级指标\t三级指标\t指标值"
    yield from goal_rows([goal for goal in city.goals if goal.asked])


def _local(programme: Programme, city: City) -> str:
    return f"{city.place.name}{programme.department}局"


def goal_rows(goals: Sequence[Goal]) -> Iterator[str]:
    """Give the rows of a sheet of targets: a level that goes on is left empty."""
    before = ("", "")
    for at, goal in enumerate(goals):
        level1 = goal.level1 if goal.level1 != before[0] else ""
        level2 = goal.level2 if (goal.level1, goal.level2) != before else ""
        before = (goal.level1, goal.level2)
        yield "\t".join(["绩效指标" if at == 0 else "", level1, level2, goal.name, goal.target])
