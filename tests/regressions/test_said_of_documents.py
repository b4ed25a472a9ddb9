"""How a document is meant where the word for it stands far away, or above a list."""

from pathlib import Path

from extractors.pipeline import analyse, load_models
from extractors.reading import read_bytes

MODELS = load_models(Path(__file__).parents[2] / "models")


def said(text: str, kind: str = "cites") -> dict[str, str]:
    graph = analyse(read_bytes(text.encode(), "document.txt", MODELS.folder), MODELS).graph
    return {
        edge.target.removeprefix("doc:"): fact.value
        for edge in graph.edges
        if edge.type == kind and edge.source.startswith("doc:") and "/附件" not in edge.target
        for fact in edge.facts
        if fact.name == "relation"
    }


def test_a_regulation_passed_approved_and_published():
    text = (
        "金昌市人民代表大会常务委员会公告\n（第12号）\n"
        "《金昌市城市供水用水条例》已由金昌市第九届人民代表大会常务委员会第五次会议于2022年6月30日通过，"
        "甘肃省第十三届人民代表大会常务委员会第三十二次会议于2022年7月29日批准，现予公布，自2022年10月1日起施行。\n"
    )
    assert said(text) == {"《金昌市城市供水用水条例》": "issues"}


def test_what_is_said_above_a_list_is_said_of_all_in_it():
    text = (
        "关于废止部分规范性文件的通知\n各区人力资源和社会保障局：\n经研究，决定废止下列文件：\n"
        "一、《关于印发〈北京市企业职工培训规定〉的通知》（京劳培发〔1996〕191号）\n"
        "二、《关于职业介绍机构管理有关问题的通知》（京劳社就发〔2003〕33号）\n"
        "本通知自发布之日起施行。根据《北京市规章制定办法》，特此通知。\n"
    )
    found = said(text)
    assert found["京劳培发〔1996〕191号"] == found["京劳社就发〔2003〕33号"] == "abolishes"
    assert found["《北京市规章制定办法》"] == "basis"


def test_a_title_that_issues_without_marks_hands_on_what_the_text_names():
    text = (
        "沈和政办发〔2022〕9号\n沈阳市和平区人民政府办公室关于印发和平区老旧小区改造实施方案的通知\n各街道办事处：\n"
        "现将《和平区老旧小区改造实施方案》印发给你们。\n沈阳市和平区人民政府办公室\n2022年4月28日\n"
    )
    assert said(text, "forwards") == {"《和平区老旧小区改造实施方案》": "issues"}


def test_traditional_characters_say_the_same():
    assert said("現將《鄂州市城市綠化管理辦法》印發給你們。") == {"《鄂州市城市綠化管理辦法》": "issues"}


def test_a_title_without_marks_is_the_one_that_the_text_forwards():
    text = (
        "宜府办发〔2019〕62号\n宜春市人民政府办公室转发市财政局市民政局关于提高城乡低保标准实施意见的通知\n各县（市、区）人民政府：\n"
        "市财政局、市民政局《关于提高城乡低保标准的实施意见》已经市政府同意，现转发给你们。\n"
        "宜春市人民政府办公室\n2019年8月2日\n"
    )
    assert said(text, "forwards") == {"《关于提高城乡低保标准的实施意见》": "forwards"}


def test_carrying_out_the_spirit_of_a_document_is_carrying_it_out():
    assert said("为贯彻落实《关于做好重点工作的意见》精神，现通知如下。") == {
        "《关于做好重点工作的意见》": "implements"
    }


def test_an_announcement_whose_number_leaves_out_its_body():
    text = (
        "国家税务总局\n关于进一步规范发票管理有关事项的公告\n2019年第33号\n现将有关事项公告如下：\n"
        "《国家税务总局关于虚开发票问题的公告》（2012年第33号）同时废止。\n国家税务总局\n2019年12月31日\n"
    )
    assert said(text) == {"国家税务总局公告2012年第33号": "abolishes"}
    document = read_bytes(text.encode(), "document.txt", MODELS.folder)
    assert analyse(document, MODELS).graph.node("doc:国家税务总局公告2019年第33号").status == "held"
