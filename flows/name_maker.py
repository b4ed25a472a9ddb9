"""Names that no lexicon holds, made of parts from a seed and set into sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from extractors.lexicon import read_rows

BRAND = "鼎瑞泽沃朗曜芯翎拓睿禾湛彤桓垚弘霖筑曦璟屹骏鑫隆盛赛晟澜岳晖铭锐迪腾昊尚诚辰展骥颖启航晶茂奥汇达康宏"
TRADES = [
    "生物科技",
    "精密机械",
    "环保工程",
    "食品",
    "农业发展",
    "新材料",
    "物流",
    "建筑劳务",
    "信息技术",
    "文化传播",
    "医疗器械",
    "纺织",
    "精细化工",
    "检测技术",
    "园林绿化",
    "光伏电力",
    "船舶修造",
    "种业",
    "茶业",
    "水务",
    "电子商务",
    "智能装备",
]
LEGAL = ["有限公司", "有限公司", "股份有限公司", "有限责任公司", "集团有限公司"]
CROPS = ["蔬菜", "茶叶", "柑橘", "水稻种植", "生猪养殖", "中药材", "农机", "食用菌"]
SHOPS = ["经营部", "商行", "五金店", "加工厂", "汽修厂", "药房", "便利店"]
SCHOOLS = ["小学", "中学", "实验学校", "幼儿园", "职业技术学校"]
CLINICS = ["医院", "口腔门诊部", "中医院", "康复医院"]
SOCIETIES = ["行业协会", "商会", "促进会", "研究会"]
RESEARCH = ["研究院", "研究所", "工程技术研究中心"]
TASKS = ["水土保持", "动物防疫", "文物保护", "粮食储备", "种子检验", "劳动监察", "殡葬", "公路养护"]
OFFICES = ["服务中心", "工作站", "管理站", "事务中心"]
FIRMS = ["律师事务所", "会计师事务所（特殊普通合伙）", "专利代理事务所（普通合伙）", "税务师事务所有限公司"]


@dataclass(frozen=True, slots=True)
class Made:
    """A text and the names that it was made with, each with its kind and its place."""

    text: str
    names: tuple[tuple[str, str, int], ...]


def make_texts(sentences: Sequence[str], count: int, models: Path, *, seed: int = 7) -> Iterator[Made]:
    """Give texts, the same for the same seed; `{0}` and `{1}` stand for names."""
    random = Random(seed)
    cities, counties = read_places(models)
    for number in range(count):
        sentence = sentences[number % len(sentences)]
        names = [make_name(random, cities, counties) for _ in range(sentence.count("{"))]
        text = sentence.format(*(name for _, name in names))
        yield Made(text, tuple((kind, name, text.index(name)) for kind, name in names))


def read_places(models: Path) -> tuple[list[str], list[str]]:
    """Give the names of today's cities and counties, those whose stem has two characters or more."""
    rows = [row for row in read_rows(models / "lexicons" / "regions.tsv") if len(row["name"]) >= 3]
    cities = sorted({row["name"] for row in rows if row["adcode"].endswith("00") and row["name"].endswith("市")})
    counties = sorted({row["name"] for row in rows if row["adcode"][-2:] != "00" and row["name"][-1] in "市县区"})
    return cities, counties


def make_name(random: Random, cities: list[str], counties: list[str]) -> tuple[str, str]:
    """Give a kind and a name of it."""
    full = random.choice(cities) if random.random() < 0.4 else random.choice(counties)
    short = random.choice(cities)[:-1]
    brand = "".join(random.sample(BRAND, random.choice((2, 2, 2, 3))))
    trade = random.choice(TRADES)
    firm = f"{brand}{trade}{random.choice(LEGAL)}"
    made = {
        "firm": f"{short}{firm}",
        "firm without a place": firm,
        "firm with a bracket": f"{brand}{trade}（{short}）有限公司",
        "branch": f"{firm}{short}分公司",
        "cooperative": f"{full}{brand}{random.choice(CROPS)}专业合作社",
        "shop": f"{full}{brand}{random.choice(SHOPS)}",
        "school": f"{full}{brand}{random.choice(SCHOOLS)}",
        "clinic": f"{full}{brand}{random.choice(CLINICS)}",
        "society": f"{full}{trade}{random.choice(SOCIETIES)}",
        "research": f"{short}{brand}{trade}{random.choice(RESEARCH)}",
        "public office": f"{full}{random.choice(TASKS)}{random.choice(OFFICES)}",
        "practice": f"{short}{brand}{random.choice(FIRMS)}",
    }
    return random.choice(sorted(made.items()))
