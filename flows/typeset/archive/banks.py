"""What made archives are made of: provinces, funds, and the indicators that such funds are judged by."""

from __future__ import annotations

from dataclasses import dataclass

LETTERS = {
    "130000": "冀", "140000": "晋", "210000": "辽", "220000": "吉", "230000": "黑", "320000": "苏", "330000": "浙",
    "340000": "皖", "350000": "闽", "360000": "赣", "370000": "鲁", "410000": "豫", "420000": "鄂", "430000": "湘",
    "440000": "粤", "450000": "桂", "510000": "川", "520000": "黔", "530000": "云", "610000": "陕", "620000": "甘",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator: its name as a notice sets it and as a report words it anew; `kind` says how it is measured.

    `low` and `high` bound the targets; `counts` is the unit. Kinds: count, share, cap, growth, deadline, words.
    """

    level1: str
    level2: str
    name: str
    again: str
    kind: str
    counts: str = ""
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund: its name, the letter of the office that handles it, its department, projects and indicators."""

    name: str
    office: str
    department: str
    projects: tuple[str, str]
    measures: tuple[Measure, ...]


OUT, GAIN, LIKED = "产出指标", "效益指标", "满意度指标"
MANY, GOOD, TIME, COST = "数量指标", "质量指标", "时效指标", "成本指标"
ECONOMY, SOCIETY, NATURE, LASTING = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"
SERVED = "服务对象满意度指标"

FARMLAND = Fund(
    "农田建设补助资金",
    "农",
    "农业农村",
    ("高标准农田建设项目", "高效节水灌溉项目"),
    (
        Measure(OUT, MANY, "新建高标准农田面积", "高标准农田新建面积", "count", "万亩", 2, 30),
        Measure(OUT, MANY, "改造提升高标准农田面积", "高标准农田改造提升面积", "count", "万亩", 1, 20),
        Measure(OUT, MANY, "新增高效节水灌溉面积", "高效节水灌溉新增面积", "count", "万亩", 1, 9),
        Measure(OUT, GOOD, "项目验收合格率", "验收合格率", "share", "%", 90, 98),
        Measure(OUT, GOOD, "田间道路通达度", "田间道路通达度", "share", "%", 80, 95),
        Measure(OUT, TIME, "年度任务完成时间", "任务完成时间", "deadline"),
        Measure(OUT, COST, "亩均财政补助标准", "亩均补助标准", "cap", "元", 1000, 1500),
        Measure(GAIN, ECONOMY, "粮食综合生产能力增长", "粮食综合生产能力提升", "growth", "%", 5, 15),
        Measure(GAIN, LASTING, "耕地质量", "耕地质量", "words"),
        Measure(LIKED, SERVED, "受益农户满意度", "受益农户的满意度", "share", "%", 85, 95),
    ),
)
INDUSTRY = Fund(
    "中小企业发展专项资金",
    "工",
    "工业和信息化",
    ("专精特新企业培育项目", "中小企业公共服务平台项目"),
    (
        Measure(OUT, MANY, "新增专精特新中小企业数量", "新增专精特新中小企业", "count", "家", 10, 90),
        Measure(OUT, MANY, "举办银企对接活动", "银企对接活动举办场次", "count", "场", 2, 12),
        Measure(OUT, MANY, "建设中小企业公共服务示范平台", "中小企业公共服务示范平台建设数量", "count", "个", 1, 8),
        Measure(OUT, MANY, "培训企业经营管理人员", "企业经营管理人员培训人次", "count", "人次", 100, 900),
        Measure(OUT, GOOD, "服务平台考核合格率", "平台考核合格率", "share", "%", 85, 95),
        Measure(OUT, TIME, "资金拨付及时率", "资金拨付及时率", "share", "%", 95, 99),
        Measure(
            GAIN, ECONOMY, "规模以上中小工业企业营业收入增长", "规上中小工业企业营业收入增长", "growth", "%", 4, 12
        ),
        Measure(GAIN, SOCIETY, "带动新增就业人数", "新增就业人数", "count", "人", 200, 900),
        Measure(LIKED, SERVED, "受扶持企业满意度", "受扶持企业满意度", "share", "%", 85, 95),
    ),
)
HEALTH = Fund(
    "基本公共卫生服务补助资金",
    "社",
    "卫生健康",
    ("基本公共卫生服务项目", "地方病防治项目"),
    (
        Measure(OUT, MANY, "适龄儿童国家免疫规划疫苗接种率", "国家免疫规划疫苗接种率", "share", "%", 85, 95),
        Measure(OUT, MANY, "7岁以下儿童健康管理率", "7岁以下儿童健康管理率", "share", "%", 80, 95),
        Measure(OUT, MANY, "孕产妇系统管理率", "孕产妇系统管理率", "share", "%", 80, 95),
        Measure(OUT, MANY, "高血压患者管理人数", "管理高血压患者人数", "count", "人", 2000, 9000),
        Measure(OUT, MANY, "2型糖尿病患者管理人数", "管理2型糖尿病患者人数", "count", "人", 900, 4000),
        Measure(OUT, GOOD, "居民规范化电子健康档案覆盖率", "规范化电子健康档案覆盖率", "share", "%", 60, 85),
        Measure(OUT, COST, "人均补助标准", "人均经费补助标准", "cap", "元", 80, 95),
        Measure(GAIN, SOCIETY, "居民健康素养水平", "居民健康素养水平", "words"),
        Measure(LIKED, SERVED, "服务对象满意度", "服务对象综合满意度", "share", "%", 80, 92),
    ),
)
CULTURE = Fund(
    "公共文化服务体系建设补助资金",
    "教",
    "文化和旅游",
    ("公共文化设施免费开放项目", "戏曲进乡村项目"),
    (
        Measure(OUT, MANY, "免费开放图书馆、文化馆数量", "图书馆、文化馆免费开放数量", "count", "个", 5, 30),
        Measure(OUT, MANY, "送戏下乡演出场次", "送戏下乡场次", "count", "场", 50, 300),
        Measure(OUT, MANY, "建设村级综合性文化服务中心", "村级综合性文化服务中心建设数", "count", "个", 10, 80),
        Measure(OUT, MANY, "购置公共数字文化设备", "公共数字文化设备购置数量", "count", "台", 10, 60),
        Measure(OUT, GOOD, "设施设备验收合格率", "设备设施验收合格率", "share", "%", 90, 98),
        Measure(OUT, TIME, "项目完成时间", "项目完成时间", "deadline"),
        Measure(GAIN, SOCIETY, "公共文化机构服务人次增长", "公共文化机构服务人次增长率", "growth", "%", 5, 15),
        Measure(GAIN, LASTING, "公共文化服务水平", "公共文化服务水平", "words"),
        Measure(LIKED, SERVED, "参加活动群众满意度", "群众满意度", "share", "%", 85, 95),
    ),
)
FOREST = Fund(
    "林业改革发展资金",
    "资环",
    "林业",
    ("国土绿化项目", "森林防火项目"),
    (
        Measure(OUT, MANY, "完成人工造林面积", "人工造林面积", "count", "万亩", 1, 20),
        Measure(OUT, MANY, "完成森林抚育面积", "森林抚育面积", "count", "万亩", 2, 30),
        Measure(OUT, MANY, "建设森林防火阻隔带", "森林防火阻隔带建设长度", "count", "公里", 10, 90),
        Measure(OUT, GOOD, "造林成活率", "造林成活率", "share", "%", 80, 90),
        Measure(OUT, GOOD, "主要林业有害生物成灾率", "林业有害生物成灾率", "cap", "‰", 3, 9),
        Measure(OUT, TIME, "当年任务完成时间", "当年任务完成时间", "deadline"),
        Measure(GAIN, ECONOMY, "林业产业产值增长", "林业产业产值增长率", "growth", "%", 4, 10),
        Measure(GAIN, NATURE, "森林生态系统服务功能", "森林生态系统服务功能", "words"),
        Measure(LIKED, SERVED, "林区职工和群众满意度", "林区群众满意度", "share", "%", 80, 92),
    ),
)
TRADE = Fund(
    "商务发展专项资金",
    "外",
    "商务",
    ("县域商业体系建设项目", "外贸转型升级项目"),
    (
        Measure(OUT, MANY, "改造县级物流配送中心", "县级物流配送中心改造数量", "count", "个", 1, 9),
        Measure(OUT, MANY, "改造乡镇商贸中心", "乡镇商贸中心改造数量", "count", "个", 4, 40),
        Measure(OUT, MANY, "支持企业参加境外展会", "支持参加境外展会企业数", "count", "家", 10, 80),
        Measure(OUT, GOOD, "项目评审合规率", "项目评审合规率", "share", "%", 90, 99),
        Measure(OUT, TIME, "项目按期完成率", "项目按期完成率", "share", "%", 85, 95),
        Measure(GAIN, ECONOMY, "社会消费品零售总额增长", "社会消费品零售总额增长率", "growth", "%", 4, 10),
        Measure(GAIN, SOCIETY, "服务对象有效投诉率", "有效投诉率", "cap", "%", 3, 9),
        Measure(LIKED, SERVED, "参展企业满意度", "参展企业满意度", "share", "%", 85, 95),
    ),
)
FUNDS = (FARMLAND, INDUSTRY, HEALTH, CULTURE, FOREST, TRADE)
