"""Words (分词) by jieba, loaded when the first text asks for them, without its cache file and its log."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

import regex

_HAN = regex.compile(r"\p{Han}{1,12}")


@cache
def _tokenizer() -> Any:
    """Give a tokenizer with its dictionary read from the package.

    jieba keeps a cache in the folder of temporary files, which may be unwritable or another user's; reading the
    dictionary itself takes a second.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba was written before Python 3.12
        import jieba

        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
    return tokenizer


def text_to_words(text: str) -> list[str]:
    """Give the words of Chinese characters, in order; the hidden Markov model for unknown words stays off."""
    return [word for word in _tokenizer().cut(text, HMM=False) if _HAN.fullmatch(word)]


def cut_words(text: str) -> list[str]:
    """Give all words of a text, marks and figures too: together they are the text."""
    return list(_tokenizer().cut(text, HMM=False))
