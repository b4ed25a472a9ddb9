"""A city's notice that hands the money on, as a source text."""

from __future__ import annotations

from collections.abc import Iterator

from flows.typeset.archive.notices import fund_name, notice_title, write_sheet
from flows.typeset.archive.plan import City, Onward, Programme
from flows.typeset.archive.wording import capital, cell, choose, money, said_date

TITLES = (
    "{city}财政局关于下达{fund}的通知",
    "{city}财政局关于分配下达{fund}的通知",
    "{city}财政局转发{title}的通知",
    "{city}财政局关于拨付{fund}的通知",
)
PLAIN = (TITLES[0], TITLES[1], TITLES[3])
CITING = (
    "根据《{title}》（{number}），现将{level}下达我市的{fund}{total}分配下达给你们，具体金额见附件。",
    "省财政厅《{title}》（{number}）下达我市资金{total}。经市政府同意，现予以分配下达，详见附件。",
    "按照《{title}》（{number}）要求，结合我市实际，现下达{fund}共{total}（具体见附件），请专款专用。",
    "《{title}》（{number}）安排我市{fund}{total}，经研究，现按附件所列金额拨付你们。",
)
BARE = (
    "经研究，现下达{fund}{total}，具体金额见附件，请专款专用。",
    "现将{level}安排我市的{fund}{total}分配下达给你们，详见附件。",
    "为做好相关工作，现拨付{fund}共计{total}（明细见附件）。",
)
KEPT = (
    "其中：市本级留用{kept}，下达县（市、区）及有关单位{passed}。",
    "上述资金中，下达各县（市、区）和项目单位{passed}，市本级安排使用{kept}。",
    "以上资金，{kept}留存市级统筹使用，其余{passed}分配至各县（市、区）及项目单位。",
)
UNITS = ("元", "万元")


def onward_title(programme: Programme, city: City) -> str:
    """Give the title of a city's notice."""
    onward = city.onward
    assert onward
    return choose(onward.style, 1, TITLES if onward.cited else PLAIN).format(
        city=city.place.name, fund=fund_name(programme), title=notice_title(programme)
    )


def write_onward(programme: Programme, city: City, *, draft: bool = False) -> str:
    """Give the source of a city's notice; a draft has no number, no day and no 版记."""
    onward = city.onward
    assert onward
    issuer = f"{city.place.name}财政局"
    unit, name = choose(onward.style, 3, UNITS), fund_name(programme)
    sheet = ["附件2", "", *write_sheet(programme, city), ""] if programme.goals_onward else []
    listed = [f"附件：1. {name}分配表", "2. 绩效目标表"] if sheet else [f"附件：{name}分配表"]
    head = [] if draft else [f"{issuer}文件", "", onward.number, ""]
    signed = [issuer] if draft else [issuer, said_date(onward.issued)]
    foot = [] if draft else [f"{issuer}办公室\t{said_date(onward.printed)}印发"]
    lines = [
        *head, onward_title(programme, city), "", "各县（市、区）财政局，市直有关单位：", "",
        _opening(programme, onward), "", *_kept(onward), *_words(onward),
        "请加强资金管理，切实发挥资金效益。", "", *listed, "", *signed, "",
        "附件1" if sheet else "附件", "", f"{name}分配表", "", f"单位：{unit}", "",
        *_table(onward, unit), "", *sheet, *foot,
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _opening(programme: Programme, onward: Onward) -> str:
    return choose(onward.style, 2, CITING if onward.cited else BARE).format(
        title=notice_title(programme),
        number=onward.cited,
        level=programme.level,
        fund=fund_name(programme),
        total=money(onward.received, onward.style),
    )


def _kept(onward: Onward) -> Iterator[str]:
    """Give what the city keeps, where the table does not hold it."""
    if onward.kept:
        passed = money(onward.received - onward.kept, onward.style)
        yield choose(onward.style, 6, KEPT).format(kept=money(onward.kept, onward.style), passed=passed)
        yield ""


def says_words(onward: Onward) -> bool:
    """Say whether a notice gives its sum in capitals too."""
    return choose(onward.style, 4, (False, True))


def _words(onward: Onward) -> Iterator[str]:
    """Give the total once more in capitals, as some notices do."""
    if says_words(onward):
        yield f"本次下达资金合计人民币{capital(onward.words)}（{onward.received:,}元）。"
        yield ""


def _table(onward: Onward, unit: str) -> Iterator[str]:
    yield from choose(onward.style, 5, (_by_line, _by_group))(onward, unit)


def _by_line(onward: Onward, unit: str) -> Iterator[str]:
    yield "序号\t县（市、区）/单位\t项目名称\t金额"
    for at, share in enumerate(onward.shares, 1):
        yield f"{at}\t{share.payee}\t{share.project}\t{cell(share.amount, unit)}"
    yield f"\t合计\t\t{cell(onward.total, unit)}"


def _by_group(onward: Onward, unit: str) -> Iterator[str]:
    """Give the lines of each project under a subtotal of its own."""
    yield "项目名称\t单位名称\t金额\t备注"
    yield f"合计\t\t{cell(onward.total, unit)}\t"
    for project in dict.fromkeys(share.project for share in onward.shares):
        shares = [share for share in onward.shares if share.project == project]
        yield f"{project}小计\t\t{cell(sum(share.amount for share in shares), unit)}\t"
        for share in shares:
            yield f"{project}\t{share.payee}\t{cell(share.amount, unit)}\t"
