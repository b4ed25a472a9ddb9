"""A superior's notice as a source text: who is given how much, and what is asked of each city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flows.typeset.archive.plan import City, Goal, Programme, Share
from flows.typeset.archive.wording import cell, choose, in_wan, money, said_date

TITLES = (
    "{province}财政厅关于{early}下达{year}年{level}{fund}的通知",
    "{province}财政厅关于{early}下达{year}年度{level}{fund}的通知",
    "{province}财政厅关于{early}安排{year}年{level}{fund}的通知",
    "{province}财政厅关于{early}拨付{year}年{level}{fund}的通知",
    "{province}财政厅关于分配{year}年{level}{fund}（{department}）的通知",
)
OPENINGS = (
    "为支持我省{department}事业发展，经研究，现下达你市{fund}（具体金额见附件1）。现将有关事项通知如下：",
    "根据{year}年预算安排和省{department}厅提出的分配方案，现下达{fund}{total}，具体分配情况见附件1。有关事项通知如下：",
    "为加快预算执行，现将{fund}{total}下达给你们，各市金额详见附件1。请按照有关规定管理使用。",
    "按照资金管理办法规定的因素和权重，核定下达你们{fund}共计{total}（分市县金额见附件1），请及时组织实施。",
)
BY_ABOVE = (
    "根据《{title}》（{number}），现下达你市{fund}，全省合计{total}，具体金额见附件1。有关事项通知如下：",
    "《{title}》（{number}）已下达我省{fund}{total}。经研究，现分配下达给你们，具体见附件1。有关事项通知如下：",
    "按照《{title}》（{number}）精神，现将{fund}{total}分解下达各地（见附件1），请一并做好以下工作：",
)
RULES = (
    "一、请尽快将资金分解下达，并加强资金监管，不得挤占、截留和挪用。",
    "二、请按照全面实施预算绩效管理的要求做好绩效运行监控，年度终了开展绩效自评。",
)
ABOVE_TITLES = ("财政部关于下达{year}年{fund}预算的通知", "财政部关于提前下达{year}年{fund}预算的通知")


def fund_name(programme: Programme) -> str:
    """Give the name of the fund with its year."""
    return f"{programme.year}年{programme.level}{programme.fund}"


def notice_title(programme: Programme) -> str:
    """Give the title of the notice."""
    early = "提前" if programme.issued.year < programme.year else ""
    return choose(programme.style, 1, TITLES).format(
        province=programme.province.name, year=programme.year, fund=programme.fund, level=programme.level, early=early,
        department=programme.department,
    )  # fmt: skip


def above_title(programme: Programme) -> str:
    """Give the title of the centre's notice."""
    assert programme.above
    at = int(programme.above.issued.year < programme.year)
    return ABOVE_TITLES[at].format(year=programme.year, fund=programme.fund)


def _opening(programme: Programme) -> str:
    above = programme.above
    return choose(programme.style, 2, BY_ABOVE if above else OPENINGS).format(
        department=programme.department,
        year=programme.year,
        fund=fund_name(programme),
        total=money(programme.total, programme.style),
        title=above_title(programme) if above else "",
        number=above.number if above else "",
    )


def write_notice(programme: Programme) -> str:
    """Give the source of a notice with its table and the sheets of targets."""
    issuer = f"{programme.province.name}财政厅"
    name = fund_name(programme)
    sheets = [] if programme.goals_onward else ["附件2", "", *_sheets(programme)]
    listed = [f"附件：1. {name}分配表", "2. 绩效目标表"] if sheets else [f"附件：1. {name}分配表"]
    lines = [
        f"{issuer}文件", "", programme.number, "", notice_title(programme), "", "各有关市财政局：", "",
        _opening(programme), "", *RULES, "", *listed, "", issuer, said_date(programme.issued), "", "附件1", "",
        f"{name}分配表", "", f"单位：{programme.unit}", "", *_table(programme), "", *sheets,
        f"{issuer}办公室\t{said_date(programme.issued + timedelta(days=1))}印发",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _table(programme: Programme) -> Iterator[str]:
    yield from choose(programme.style, 3, (_by_project, _by_column, _by_level))(programme)


def _rows(programme: Programme) -> Iterator[tuple[str, tuple[Share, ...]]]:
    """Give the cities and the counties that are given directly, each with its shares."""
    inside = {share.region[:4] for share in programme.direct if share.region}
    for city in programme.cities:
        aside = "（不含省直管县）" if city.place.adcode[:4] in inside else ""
        yield f"{city.place.name}{aside}", city.shares
    for name in dict.fromkeys(share.payee for share in programme.direct):
        yield name, tuple(share for share in programme.direct if share.payee == name)


def _sum(shares: Sequence[Share]) -> int:
    return sum(share.amount for share in shares)


def _by_project(programme: Programme) -> Iterator[str]:
    """Give a line a city and project, with a subtotal for each city where there are several projects."""
    unit, several = programme.unit, len(programme.projects) > 1
    yield "序号\t地区\t项目名称\t金额\t备注"
    yield f"\t合计\t\t{cell(programme.total, unit)}\t"
    for at, (name, shares) in enumerate(_rows(programme), 1):
        if several:
            yield f"{at}\t{name}小计\t\t{cell(_sum(shares), unit)}\t"
        for share in shares:
            yield f"{'' if several else at}\t{share.payee}\t{share.project}\t{cell(share.amount, unit)}\t"


def _by_column(programme: Programme) -> Iterator[str]:
    """Give a line a city with a column for each project."""
    unit, several = programme.unit, len(programme.projects) > 1
    yield "\t".join(["序号", "地区", *(["合计"] if several else []), *programme.projects])
    rows = list(_rows(programme))
    sums = [sum(shares[at].amount for _, shares in rows) for at in range(len(programme.projects))]
    yield "\t".join(["", "合计", *([cell(programme.total, unit)] if several else []), *(cell(n, unit) for n in sums)])
    for at, (name, shares) in enumerate(rows, 1):
        own = [cell(_sum(shares), unit)] if several else []
        yield "\t".join([str(at), name, *own, *(cell(share.amount, unit) for share in shares)])


def _by_level(programme: Programme) -> Iterator[str]:
    """Give a line a city with 科目 and remark, the sum at the foot."""
    unit = programme.unit
    yield "市县名称\t功能分类科目\t项目名称\t下达金额\t备注"
    for name, shares in _rows(programme):
        for share in shares:
            yield f"{name}\t{_subject(programme)}\t{share.project}\t{cell(share.amount, unit)}\t"
    yield f"总计\t\t\t{cell(programme.total, unit)}\t"


def _subject(programme: Programme) -> str:
    return {"农": "2130153 农田建设", "社": "2100408 基本公共卫生服务", "教": "2070109 群众文化"}.get(
        programme.office, "2300299 其他一般性转移支付支出"
    )


def _sheets(programme: Programme) -> Iterator[str]:
    for city in programme.cities:
        yield from write_sheet(programme, city)
        yield ""


def write_sheet(programme: Programme, city: City) -> Iterator[str]:
    """Give the lines of the sheet of one city's targets."""
    yield from (f"{programme.year}年{programme.fund}绩效目标表（{city.place.name}）", "")
    yield f"项目名称\t{fund_name(programme)}\t\t"
    local = f"{city.place.name}{programme.department}局"
    yield f"省级主管部门\t{programme.province.name}{programme.department}厅\t地方主管部门\t{local}"
    yield f"预算年度\t{programme.year}年\t\t"
    yield f"资金需求\t{in_wan(city.amount)}万元\t\t"
    yield "总体绩效目标\t支持各地开展相关工作，按期完成年度任务。\t\t"
    yield ""
    yield "\t一级指标\t二级指标\t三级指标\t指标值"
    yield from goal_rows([goal for goal in city.goals if goal.asked])


def goal_rows(goals: Sequence[Goal]) -> Iterator[str]:
    """Give the rows of a sheet of targets: a level that goes on is left empty."""
    before = ("", "")
    for at, goal in enumerate(goals):
        level1 = goal.level1 if goal.level1 != before[0] else ""
        level2 = goal.level2 if (goal.level1, goal.level2) != before else ""
        before = (goal.level1, goal.level2)
        yield "\t".join(["绩效指标" if at == 0 else "", level1, level2, goal.name, goal.target])


def write_above(programme: Programme) -> str:
    """Give the source of the centre's notice."""
    above = programme.above
    assert above
    total = _sum(above.shares)
    unit = choose(above.style, 1, ("万元", "元"))
    name = f"{programme.year}年{programme.fund}"
    rows = [f"{share.payee}\t{cell(share.amount, unit)}" for share in above.shares]
    lines = [
        "财政部文件", "", above.number, "", above_title(programme), "",
        "各有关省、自治区、直辖市财政厅（局）：", "",
        f"为支持{programme.department}事业发展，现下达{name}{money(total, above.style)}（分省金额见附件）。", "",
        *RULES, "", f"附件：{name}分配表", "", "财政部", said_date(above.issued), "", "附件", "",
        f"{name}分配表", "", f"单位：{unit}", "", "地区\t下达金额", f"合计\t{cell(total, unit)}", *rows, "",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
