"""A city's self-evaluation as a source text: what became of the money, and of the targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.typeset.archive.notices import fund_name, notice_title
from flows.typeset.archive.onwards import onward_title
from flows.typeset.archive.plan import Account, City, Goal, Programme
from flows.typeset.archive.wording import choose, money, said_date

TITLES = (
    "{city}{fund}绩效自评报告",
    "{city}{body}关于{fund}绩效自评情况的报告",
    "{city}{fund}自评报告",
    "{city}{fund}绩效评价自评报告",
)
RECEIVED = (
    "{level}下达我市{fund}{received}，{arrived}收到资金文件{notice}。",
    "根据{notice}，{fund}下达我市资金{received}，资金于{arrived}到位。",
    "{arrived}，我市收到{notice}，下达{fund}{received}。",
    "我市争取到{fund}{received}（文件依据：{notice}），{arrived}全部到位。",
)
PASSED = (
    "市财政局分配下达各县（市、区）及项目单位{passed}，市本级留用{kept}。",
    "其中，下达县（市、区）及项目承担单位{passed}，市本级安排使用{kept}。",
    "按照分配方案，拨付各县（市、区）和有关单位{passed}，留存市级使用{kept}。",
    "上述资金已切块到县（市、区）和项目单位{passed}，其余{kept}由市本级使用。",
)
THROUGH = (
    "市财政局印发《{title}》（{number}），将资金分解落实到位。",
    "资金分配情况见《{title}》（{number}）。",
    "具体由市财政局以《{title}》（{number}）下达。",
)
SPENT = (
    "截至{year}年12月31日，{fund}实际支出{spent}，预算执行率{rate}%。",
    "截至{year}年底，已支出资金{spent}，执行率为{rate}%。",
    "截至{year}年12月底，累计支出{spent}，资金支出进度{rate}%。",
    "到{year}年末，共使用{fund}{spent}，支出率达{rate}%。",
)
EARLIER = (
    "上年度我市按照《{title}》（{number}）组织实施同类项目，已于上年完成自评。",
    "与{year}年度（《{title}》，{number}）相比，本年度任务有所增加。",
    "{year}年度的同类资金（《{title}》（{number}））已另行自评。",
)
HEADS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"),
    ("一级指标", "二级指标", "三级指标", "绩效目标值", "实际完成情况", "得分"),
    ("一级指标", "二级指标", "三级指标", "指标值", "全年实际值", "分值", "得分"),
    ("一级指标", "二级指标", "三级指标", "年度目标值", "实际完成值", "完成率"),
    ("一级指标", "二级指标", "三级指标", "年初设定目标值", "年末完成值", "分值", "得分"),
)


def write_account(programme: Programme, city: City) -> str:
    """Give the source of a city's self-evaluation."""
    account = city.account
    assert account
    lines = [
        account_title(programme, city), "", "一、基本情况", "",
        f"（一）资金下达情况。{_received(programme, account)}", "",
        f"（二）资金分配情况。{_passed(programme, city, account)}{_earlier(programme, account)}", "",
        "二、资金使用情况", "", _spent(programme, account), "",
        "三、绩效目标完成情况", "", "各项绩效指标完成情况如下表：", "",
        *_results(account), "", "四、下一步工作", "", "加强项目管理，提高资金使用效益。", "",
        f"{city.place.name}{_body(programme, account)}", said_date(account.issued),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _body(programme: Programme, account: Account) -> str:
    return choose(account.style, 7, ("财政局", f"{programme.department}局"))


def account_title(programme: Programme, city: City) -> str:
    """Give the title of a self-evaluation."""
    account = city.account
    assert account
    return choose(account.style, 1, TITLES).format(
        city=city.place.name, fund=fund_name(programme), body=_body(programme, account)
    )


def _received(programme: Programme, account: Account) -> str:
    title = notice_title(programme)
    said = choose(account.style, 2, RECEIVED).format(
        fund=fund_name(programme),
        level=programme.level,
        received=money(account.received, account.style),
        arrived=said_date(account.arrived),
        notice=f"《{title}》（{account.cited}）" if account.cited else f"《{title}》",
    )
    return f"{said.removesuffix('。')}，到位率{account.arrival}%。" if says_arrival(account) else said


def says_completion(account: Account) -> bool:
    """Say whether the table of results gives 完成率."""
    return "完成率" in choose(account.style, 6, HEADS)


def says_arrival(account: Account) -> bool:
    """Say whether a report gives 到位率."""
    return choose(account.style, 9, (False, True))


def _earlier(programme: Programme, account: Account) -> str:
    """Give a sentence on the year before, which tells nothing of this year's money."""
    last = programme.earlier
    if last is None:
        return ""
    return choose(account.style, 8, EARLIER).format(title=notice_title(last), number=last.number, year=last.year)


def _passed(programme: Programme, city: City, account: Account) -> str:
    passed = money(account.passed, account.style)
    if account.slip == "unit":
        passed = passed.replace("万元", "元")
    text = choose(account.style, 3, PASSED).format(passed=passed, kept=money(account.kept, account.style))
    if city.onward:
        through = choose(account.style, 4, THROUGH)
        text += through.format(title=onward_title(programme, city), number=city.onward.number)
    return text


def _spent(programme: Programme, account: Account) -> str:
    return choose(account.style, 5, SPENT).format(
        fund=fund_name(programme),
        year=programme.year,
        spent=money(account.spent, account.style),
        rate=account.rate,
    )


def _results(account: Account) -> Iterator[str]:
    head = choose(account.style, 6, HEADS)
    yield "\t".join(head)
    rows: Sequence[Goal] = [goal for goal in account.goals if goal.reported]
    worth = 100 // max(1, len(rows))
    before = ("", "")
    for goal in rows:
        level1 = "^" if goal.level1 == before[0] else goal.level1
        level2 = "^" if (goal.level1, goal.level2) == before else goal.level2
        before = (goal.level1, goal.level2)
        points = {
            "分值": str(worth),
            "得分": str(worth if goal.verdict == "met" else worth // 2),
            "完成率": goal.completion,
        }
        more = [points[name] for name in head[5:]]
        yield "\t".join([level1, level2, goal.said, goal.target, goal.actual, *more])
