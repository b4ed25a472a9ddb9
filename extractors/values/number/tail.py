"""The right part of a document number: year, brackets and sequence, also where they are damaged."""

from __future__ import annotations

import regex

_OPEN = r"[〔\[({【〖「『„‹<〈《«｛❨]"
_CLOSE = r"[〕\])}】〗」』‟›>〉》»｝❩”]"
_DIGIT = r"[0-9OoQ〇○lI]"
_YEAR = r"(?P<year>(?:19|2[0OoQ○〇])[0-9OoQ○〇]{2})"
_HAN_NUMERAL = r"[一二三四五六七八九十百零〇○]{1,6}"
SEQUENCE = rf"(?P<sequence>[0-9OoQ○〇]{{1,5}}|{_HAN_NUMERAL})"

# A number with a year: both brackets, one bracket, a letter or digit for a bracket, or none.
WHOLE = regex.compile(rf"{_OPEN}{_YEAR}年?{_CLOSE}(?:第|字第)?{SEQUENCE}[号號]")
NO_ENDING = regex.compile(
    rf"[〔\[(【]{_YEAR}年?[〕\])】](?:第)?(?P<sequence>[0-9]{{1,4}})(?![0-9条页元年月日万次期个位人级类项%.\-/])"
)
LOST_CLOSE = regex.compile(rf"{_OPEN}{_YEAR}年?[tlIJjf|1!]??(?:第)?{SEQUENCE}[号號]")
LOST_OPEN = regex.compile(rf"(?<=\p{{Han}})[CtlIJf1|!]?{_YEAR}年?{_CLOSE}(?:第)?{SEQUENCE}[号號]")
LOST_BOTH = regex.compile(rf"(?<=\p{{Han}})[CtlIf|!]?{_YEAR}年?[tlIJjf|!]?(?:第)?{SEQUENCE}[号號]")
YEAR_FIRST = regex.compile(
    rf"{_OPEN}(?P<year>(?:19|20)?[0-9]{{2}}){_CLOSE}(?P<prefix>\p{{Han}}{{2,10}}?)(?:第)?(?P<sequence>[0-9]{{1,5}})[号號]"
)
MASKED = regex.compile(
    rf"{_OPEN}(?P<year>(?:19|20)[0-9]{{2}}|[xX×*_○〇□△]{{1,4}}|20[xX×*_]{{2}}){_CLOSE}(?:第)?"
    r"(?:(?P<sequence>[0-9]{1,5}|[xX×*_○〇□△]{1,6}|\(此?略\)|)[号號]|(?P<sequence>[xX×*_○〇□△]{1,6}|\(此?略\)))"
)
# What follows a number in a list that leaves out the shared part: 、371号 / 、13和15号 / 至230号 / -230号
MORE = regex.compile(
    r"(?P<join>[、,，;和及与至~\-]|以及|到)(?P<body>(?:第)?(?P<sequence>[0-9]{1,5}))(?P<ending>[号號])?"
)
# Numbers before the one that carries 号: 〔2022〕8、9号
LISTED = regex.compile(
    rf"{_OPEN}(?P<year>(?:19|20)[0-9]{{2}})年?{_CLOSE}(?:第)?(?P<sequence>[0-9]{{1,5}})"
    r"(?=(?:(?:[、,和及与至~\-]|以及|到)(?:第)?[0-9]{1,5}){1,30}[号號])"
)
