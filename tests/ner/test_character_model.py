"""The character model reads a sentence alike wherever it stands, and says so when it is not there."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from extractors.document import Block, Document, Span
from extractors.errors import MissingModelError
from extractors.ner import VERSION, load_names
from extractors.ner.charmodel import CharacterModel, Opinion, load_character_model
from extractors.ner.compact import compact
from extractors.ner.signs import LONGEST, pieces
from extractors.ner.tokens import load_words

MODELS = Path(__file__).parents[2] / "models"
FOLDER = MODELS / "ner" / f"names-{VERSION}"
WORDS = load_words(MODELS)
SENTENCES = (
    "经市政府同意，由青岚市水利局牵头",
    "中标人：海州瑞丰建设工程有限公司",
    "县级以上人民政府应当加强对中小企业的扶持",
    "3",
    "抄送：省审计厅、省档案馆",
    "项目由江陵大学附属第二医院、江陵理工学院和宏达精密机械（江陵）有限公司共同承担，资金由市财政局核拨",
)


@pytest.fixture(scope="module")
def model() -> CharacterModel:
    return load_character_model(FOLDER / "names.onnx")


def read(model: CharacterModel, text: str) -> Opinion:
    document = Document("0" * 16, "test", "txt", text, blocks=(Block(Span(0, len(text)), "paragraph", 1),))
    form = compact(document, WORDS.simple)
    return model.read(form, WORDS.find(form.text, form.parted))


@pytest.mark.parametrize("seed", range(4))
def test_a_sentence_is_read_alike_in_every_document(model: CharacterModel, seed: int) -> None:
    alone = {sentence: read(model, sentence).chances for sentence in SENTENCES}
    dice = random.Random(seed)
    mixed = [dice.choice(SENTENCES) for _ in range(dice.choice((3, 40, 300)))]
    chances = read(model, "\n".join(mixed)).chances
    at = 0
    for sentence in mixed:
        assert np.array_equal(chances[at : at + len(sentence)], alone[sentence])
        at += len(sentence) + 1


def test_it_sees_names_that_no_lexicon_holds(model: CharacterModel) -> None:
    text = SENTENCES[5]
    seen = [text[start:end] for start, end, kind in read(model, text).names if kind == "organisation"]
    assert seen == ["江陵大学附属第二医院", "江陵理工学院", "宏达精密机械（江陵）有限公司", "市财政局"]


def test_long_texts_are_cut_at_pauses() -> None:
    text = "项目名称、" * 60
    cut = list(pieces(text))
    assert all(0 < end - start <= LONGEST for start, end in cut)
    assert next(text[start:end] for start, end in cut).endswith("、")
    assert "".join(text[start:end] for start, end in cut) == text


@pytest.mark.parametrize("text", ["", "\n", "😀" * 5, "a" * 1000])
def test_any_text_can_be_read(model: CharacterModel, text: str) -> None:
    assert len(read(model, text).chances) == len(text)


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError, match=r"names\.onnx: the model of names is not there; restore it"):
        load_character_model(tmp_path / "names.onnx")


@pytest.mark.parametrize("damage", [b"", b"not a model", None])
def test_a_damaged_model_says_so(tmp_path: Path, damage: bytes | None) -> None:
    whole = (FOLDER / "names.onnx").read_bytes()
    (tmp_path / "names.onnx").write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    with pytest.raises(MissingModelError, match="the model of names is damaged; restore it"):
        load_character_model(tmp_path / "names.onnx")


def test_names_are_not_found_without_the_vote(tmp_path: Path) -> None:
    shutil.copytree(MODELS, tmp_path / "models")
    vote = tmp_path / "models/ner" / f"names-{VERSION}" / "vote.json"
    vote.write_text('{"bias": 1}', encoding="utf-8")
    with pytest.raises(MissingModelError, match="how rules and model count is damaged"):
        load_names(tmp_path / "models")
    vote.unlink()
    with pytest.raises(MissingModelError, match="how rules and model count is not there"):
        load_names(tmp_path / "models")
