"""A city's notice that hands the money on, as a source text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flows.typeset.archive.notices import fund_name, notice_title
from flows.typeset.archive.plan import City, Onward, Programme
from flows.typeset.archive.wording import capital, cell, choose, money, said_date

TITLES = (
    "{city}财政局关于下达{fund}的通知",
    "{city}财政局关于分配下达{fund}的通知",
    "{city}财政局转发{title}的通知",
)
CITING = (
    "根据《{title}》（{number}），现将省级下达我市的{fund}{total}分配下达给你们，具体金额见附件。",
    "省财政厅《{title}》（{number}）下达我市资金{total}。经市政府同意，现予以分配下达，详见附件。",
    "按照《{title}》（{number}）要求，结合我市实际，现下达{fund}共{total}（具体见附件），请专款专用。",
)
BARE = (
    "经研究，现下达{fund}{total}，具体金额见附件，请专款专用。",
    "现将省级安排我市的{fund}{total}分配下达给你们，详见附件。",
)
UNITS = ("元", "万元")


def onward_title(programme: Programme, city: City) -> str:
    """Give the title of a city's notice."""
    onward = city.onward
    assert onward
    options = TITLES if onward.cited else TITLES[:2]
    return choose(onward.style, 1, options).format(
        city=city.place.name, fund=fund_name(programme), title=notice_title(programme)
    )


def write_onward(programme: Programme, city: City) -> str:
    """Give the source of a city's notice."""
    onward = city.onward
    assert onward
    issuer = f"{city.place.name}财政局"
    opening = choose(onward.style, 2, CITING if onward.cited else BARE).format(
        title=notice_title(programme),
        number=onward.cited,
        fund=fund_name(programme),
        total=money(onward.received, onward.style),
    )
    unit = choose(onward.style, 3, UNITS)
    printed = onward.issued + timedelta(days=onward.style % 3)
    lines = [
        f"{issuer}文件", "", onward.number, "", onward_title(programme, city), "",
        "各县（市、区）财政局，市直有关单位：", "", opening, "", *_words(onward),
        "请加强资金管理，切实发挥资金效益。", "",
        f"附件：{fund_name(programme)}分配表", "", issuer, said_date(onward.issued), "",
        "附件", "", f"{fund_name(programme)}分配表", "", f"单位：{unit}", "", *_table(onward, unit), "",
        f"{issuer}办公室\t{said_date(printed)}印发",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _words(onward: Onward) -> Iterator[str]:
    """Give the total once more in capitals, as some notices do."""
    if choose(onward.style, 4, (False, False, True)):
        yield f"本次下达资金合计人民币{capital(onward.received)}（{onward.received:,}元）。"
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
