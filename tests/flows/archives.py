"""Documents made for the tests of the flows."""

from pathlib import Path

import pymupdf

NOTICE = """粤财工〔2020〕228号
广东省财政厅关于下达专项资金的通知
各地级以上市财政局：
根据《广东省专利奖励办法》（粤府令第258号）和粤市监财函〔2020〕1309号，现下达资金750万元，其中深圳市30万元。
广东省财政厅
2020年12月30日
"""
REPORT = """韶关市2021年度专项资金自评报告
2020年12月26日收到《广东省财政厅关于下达专项资金的通知》（粤财工〔2020〕228号），已支出749.8986万元。
"""
LETTER = """沪财预〔2021〕6号
上海市财政局关于资金使用情况的函
市审计局：
你局《关于报送资料的函》（沪审函〔2021〕3号）收悉，经核，共支出1.2亿元。
上海市财政局
2021年3月5日
"""


def make_pdf(path: Path, text: str, *, password: str = "") -> None:
    """Write a PDF of one page with a text layer."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((72, 72), text.splitlines(), fontname="china-s", fontsize=11)
        if password:
            pdf.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password)
        else:
            pdf.save(path, no_new_id=True)


def make_archive(folder: Path) -> None:
    """Write two text files and a PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    make_pdf(folder / "letter.pdf", LETTER)


def make_broken(folder: Path) -> None:
    """Write what cannot be read: empty, of another kind, cut off, locked, HTML that calls itself PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "noise.pdf").write_bytes(bytes(range(128, 256)) * 64)
    (folder / "page.pdf").write_text("<!DOCTYPE html><html><body>登录</body></html>", encoding="utf-8")
    make_pdf(folder / "whole.pdf", LETTER)
    (folder / "cut.pdf").write_bytes((folder / "whole.pdf").read_bytes()[:400])
    (folder / "whole.pdf").unlink()
    make_pdf(folder / "locked.pdf", LETTER, password="secret")
