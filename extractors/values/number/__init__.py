"""Document numbers (发文字号): `find_numbers` gives those of a text with their canonical form.

Canonical: 〔〕 around the year, ASCII digits, no spaces, no 第 (粤财工〔2020〕228号); orders and announcements keep 第
(国务院令第706号, 国家税务总局公告2018年第7号); joint bodies are parted by 、.

Source: GB/T 9704-2012; 党政机关公文处理工作条例.
"""

from __future__ import annotations

from extractors.values.number.finder import find_numbers
from extractors.values.number.match import NumberMatch

__all__ = ["NumberMatch", "find_numbers"]
