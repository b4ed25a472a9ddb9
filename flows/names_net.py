"""The network that tags characters: embeddings and dilated convolutions, trained with torch (extra `train`)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from extractors.ner.signs import PAIRS, SIGNS, UNKNOWN, Encoded
from extractors.ner.tags import TAGS

WIDTH = 96
DILATIONS = (1, 2, 4, 8, 1)
CHARACTER, PAIR, SIGN = 64, 32, 24
WIDTHS = (8, 16, 32, 64, 96, 128)
HIDDEN = 0.06  # characters and pairs shown as unknown, so that shape and lexicons count too
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of text with its tags."""

    seen: Encoded
    tags: NDArray[np.int8]


class Net(nn.Module):  # type: ignore[misc]
    """Characters, pairs and signs to a score a tag."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        self.character = nn.Embedding(characters, CHARACTER, padding_idx=0)
        self.pair = nn.Embedding(PAIRS, PAIR, padding_idx=0)
        self.sign = nn.Conv1d(SIGNS, SIGN, 1)
        self.first = nn.Conv1d(CHARACTER + PAIR + SIGN, WIDTH, 3, padding=1)
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=size, dilation=size) for size in DILATIONS)
        self.last = nn.Conv1d(WIDTH, len(TAGS), 1)
        self.drop = nn.Dropout(0.15)
        nn.init.normal_(self.character.weight, std=0.3)
        nn.init.normal_(self.pair.weight, std=0.3)

    def forward(self, characters: Tensor, pairs: Tensor, signs: Tensor, held: Tensor) -> Tensor:
        """Give scores (rows, tags, characters); `held` is 1 where a character stands, (rows, 1, characters)."""
        both = torch.cat((self.character(characters), self.pair(pairs)), 2).transpose(1, 2)
        found = torch.relu(self.first(self.drop(torch.cat((both, self.sign(signs)), 1)))) * held
        for layer in self.layers:
            found = (found + torch.relu(layer(found))) * held
        scores: Tensor = self.last(self.drop(found))
        return scores


def fit(examples: Sequence[Example], characters: int, seed: int, epochs: int) -> Net:
    """Train a network; the same seed on the same machine gives the same weights."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    net = Net(characters)
    dice = random.Random(seed)
    steps = epochs * sum(1 for _ in _batches(examples, random.Random(seed)))
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps, pct_start=0.15)
    net.train()
    for _ in range(epochs):
        for batch in _batches(examples, dice):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(net(*_hidden(batch[:4])), batch[4], ignore_index=IGNORED)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    net.eval()
    return net


def _hidden(batch: Sequence[Tensor]) -> tuple[Tensor, ...]:
    characters, pairs, signs, held = batch
    lost = torch.rand(characters.shape) < HIDDEN
    unseen = torch.rand(pairs.shape) < HIDDEN
    return characters.masked_fill(lost & (characters > 0), UNKNOWN), pairs.masked_fill(unseen, 0), signs, held


def _batches(examples: Sequence[Example], dice: random.Random, size: int = 1536) -> Iterator[tuple[Tensor, ...]]:
    """Give batches of pieces of about one length, in random order."""
    groups: dict[int, list[Example]] = {width: [] for width in WIDTHS}
    for example in examples:
        groups[next(width for width in WIDTHS if len(example.tags) <= width)].append(example)
    batches = []
    for width, group in groups.items():
        dice.shuffle(group)
        rows = max(size // width, 1)
        batches += [(width, group[at : at + rows]) for at in range(0, len(group), rows)]
    dice.shuffle(batches)
    for width, group in batches:
        yield _stack(group, width)


def _stack(group: Sequence[Example], width: int) -> tuple[Tensor, ...]:
    characters = np.zeros((len(group), width), np.int64)
    pairs = np.zeros((len(group), width), np.int64)
    signs = np.zeros((len(group), SIGNS, width), np.float32)
    tags = np.full((len(group), width), IGNORED, np.int64)
    for row, example in enumerate(group):
        length = len(example.tags)
        characters[row, :length] = example.seen.characters
        pairs[row, :length] = example.seen.pairs
        signs[row, :, :length] = example.seen.signs.T
        tags[row, :length] = example.tags
    held = (tags != IGNORED).astype(np.float32)[:, None, :]
    return tuple(torch.from_numpy(array) for array in (characters, pairs, signs, held, tags))
