"""Hard line breaks: gaps between Chinese and figures shorten a full line, and half a name can look like a whole one."""

from extractors.reading import read_bytes

REPORT = """5.国企知识产权高质量发展项目 30 万元，经过项目申报及

专家论证后选定韶能集团广东绿洲生态科技有限公司及广州骏

思知识产权代理有限公司为共同项目承担单位。

9.地理标志商标注册申请促进项目 40 万元，达到条件的广

州润禾知识产权运营有限公司、云南东南亚知识产权服务公司

东莞分公司、韶关穗达信息技术咨询服务公司为承担单位。

发展专项资金（市场监督管理-知识产权创造运用保护及省部会

商、专利奖励）的通知下达后，各单位按要求开展了相关工作。
"""


def test_a_line_cut_short_by_gaps_goes_on():
    text = read_bytes(REPORT.encode(), "report.txt").text
    assert "广州骏思知识产权代理有限公司" in text


def test_a_line_end_inside_a_name_is_no_end_of_a_paragraph():
    text = read_bytes(REPORT.encode(), "report.txt").text
    assert "东南亚知识产权服务公司东莞分公司、" in text
    assert "省部会商、专利奖励" in text
