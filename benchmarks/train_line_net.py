"""Sequences of lines with their answers -> the small networks of articles.text.clean.line_net, as arrays.

Written here, gradients and all, because a network of twenty thousand numbers needs no library of a gigabyte: each layer
is two products of matrices, and so is its gradient. One core trains one on 540 captures in twenty seconds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, pi, sqrt

import numpy as np
import numpy.typing as npt

from articles.text.clean.line_net import PARTS, PREFIX, Weights, beside, normal, shifted
from articles.text.clean.surroundings import Matrix, Numbers

NETS = 3  # networks that are averaged, each from other beginnings: one alone varies by .0015
CHANNELS = 32
LAYERS = 6  # so that a line sees 63 lines to either side
EPOCHS = 16
BATCH = 16  # captures
RATE = 4e-3  # of learning, at its height
WARM = 0.15  # of the training until it is there
DECAY = 1e-2  # of weights, a step, times the rate
MOMENTA = (0.9, 0.999)  # of Adam (Kingma and Ba, 2015)
DROPPED_TRAITS, DROPPED_CHANNELS, DROPPED_LINES = 0.1, 0.2, 0.05
BARE, CROPPED = 0.1, 0.4  # shares of captures that are cut to their article, and at a random place around it
ABOVE = 4  # lines above the article that a bare one may keep, exclusive
WHOLE = 900  # lines of one capture that are looked at
BEFORE = 100  # of them at least above the article
GUARD = 1 << LAYERS  # empty rows between two captures, so that no line sees another capture's
MIN_SPREAD = 1e-3  # that is added to a trait's, which may be the same on all lines

Flags = npt.NDArray[np.bool_]
Arrays = dict[str, Weights]


@dataclass(frozen=True)
class LineSequence:
    """A capture's lines: their traits, which are of the article and what each counts, and the article's run."""

    rows: Matrix
    right: Numbers
    weight: Numbers
    run: tuple[int, int]


@dataclass(frozen=True)
class Batch:
    """Some captures one below the other, GUARD empty rows around each; `real` are the rows that are lines."""

    rows: Matrix
    right: Weights
    weight: Weights
    real: npt.NDArray[np.intp]
    lengths: npt.NDArray[np.intp]  # of each capture, in rows

    @cached_property
    def starts(self) -> npt.NDArray[np.intp]:
        """Where each capture begins among the real rows."""
        return np.cumsum(self.lengths) - self.lengths

    @cached_property
    def of(self) -> npt.NDArray[np.intp]:
        """The capture of each real row."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    @cached_property
    def is_real(self) -> Weights:
        """1 for each row that is a line, else 0."""
        found: Weights = np.zeros((len(self.rows), 1), np.float32)
        found[self.real] = 1
        return found

    def means(self, known: Weights) -> Weights:
        """The mean of each capture's rows."""
        return (self.sums(known) / self.lengths[:, None]).astype(np.float32)

    def sums(self, known: Weights) -> Weights:
        """The sum of each capture's rows."""
        found: Weights = np.add.reduceat(known[self.real], self.starts, dtype=np.float32)
        return found


@dataclass(frozen=True)
class Passage:
    """What a network made of a batch on its way: of each layer what it saw, the means, and what it let through."""

    rows: Weights
    entered: Flags
    layers: list[tuple[Weights, Weights, Weights]]
    known: Weights


def fit_nets(found: Sequence[LineSequence], *, nets: int = NETS) -> Arrays:
    """Networks trained on these captures, under the names that `read_line_net` reads."""
    rows = np.vstack([one.rows for one in found])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + np.float32(MIN_SPREAD)
    scaled = [LineSequence(normal(one.rows, mean, spread), one.right, one.weight, one.run) for one in found]
    fitted = [_fit(scaled, np.random.default_rng(seed)) for seed in range(nets)]
    stacked = {name: np.stack([net[name] for net in fitted]).astype(np.float16) for name in PARTS[2:]}
    return {PREFIX + name: array for name, array in ({"mean": mean, "spread": spread} | stacked).items()}


def _fit(found: Sequence[LineSequence], chance: np.random.Generator) -> Arrays:
    """One network, by Adam with decoupled decay of weights and one cycle of the rate."""
    net = _beginning(found[0].rows.shape[1], chance)
    first, second = ({name: np.zeros_like(array) for name, array in net.items()} for _ in range(2))
    steps = EPOCHS * -(-len(found) // BATCH)
    for step, batch in enumerate(_batches(found, chance)):
        gradients = _gradients(net, batch, chance)
        size = sqrt(sum(float((one * one).sum()) for one in gradients.values()))
        rate = _rate(step / steps)
        for name, gradient in gradients.items():
            one = gradient / max(1.0, size)
            first[name] += (1 - MOMENTA[0]) * (one - first[name])
            second[name] += (1 - MOMENTA[1]) * (one * one - second[name])
            mean, square = first[name] / (1 - MOMENTA[0] ** (step + 1)), second[name] / (1 - MOMENTA[1] ** (step + 1))
            net[name] -= rate * (mean / (np.sqrt(square) + 1e-8) + DECAY * net[name])
    return net


def _beginning(traits: int, chance: np.random.Generator) -> Arrays:
    def uniform(*shape: int) -> Weights:
        found: Weights = (chance.uniform(-1, 1, shape) / sqrt(shape[-2])).astype(np.float32)
        return found

    return {
        "enter": uniform(traits, CHANNELS),
        "enter_bias": np.zeros(CHANNELS, np.float32),
        "near": uniform(LAYERS, 3 * CHANNELS, CHANNELS),
        "overall": uniform(LAYERS, CHANNELS, CHANNELS),
        "bias": np.zeros((LAYERS, CHANNELS), np.float32),
        "leave": uniform(CHANNELS, 1)[:, 0],
        "leave_bias": np.zeros((), np.float32),
    }


def _rate(done: float) -> float:
    """The rate of learning when a share of the training is done: up to RATE in half a cosine, and down to 0."""
    if done < WARM:
        return RATE * (1 - 0.96 * (1 + cos(pi * done / WARM)) / 2)
    return RATE * (1 + cos(pi * (done - WARM) / (1 - WARM))) / 2


def _batches(found: Sequence[LineSequence], chance: np.random.Generator) -> Iterator[Batch]:
    for _ in range(EPOCHS):
        order = chance.permutation(len(found))
        for at in range(0, len(order), BATCH):
            chosen = [found[index] for index in order[at : at + BATCH]]
            yield _batch([(one, _kept(one, chance)) for one in chosen])


def _kept(one: LineSequence, chance: np.random.Generator) -> npt.NDArray[np.intp]:
    """The lines of a capture that are looked at this time: all, or without some of what is around the article."""
    (first, last), (start, end) = one.run, (0, len(one.rows))
    kind = chance.random()
    if kind < BARE:
        start, end = max(0, first - int(chance.integers(0, ABOVE))), last
    elif kind < BARE + CROPPED:
        start = int(chance.integers(0, first + 1)) if chance.random() < 0.5 else start
        end = int(chance.integers(last, end + 1)) if chance.random() < 0.5 else end
    if end - start > WHOLE:
        start = max(start, min(first - BEFORE, end - WHOLE))
        end = min(end, start + WHOLE)
    kept = np.arange(start, end)
    return kept[chance.random(len(kept)) >= DROPPED_LINES] if chance.random() < 0.5 else kept


def _batch(chosen: Sequence[tuple[LineSequence, npt.NDArray[np.intp]]]) -> Batch:
    lengths = np.array([len(kept) for _, kept in chosen if len(kept)])
    ends = np.cumsum(lengths)
    real = np.arange(ends[-1]) + GUARD * (1 + np.repeat(np.arange(len(lengths)), lengths))
    count = int(ends[-1]) + GUARD * (len(lengths) + 1)

    def spread(columns: list[npt.NDArray[np.floating]]) -> Weights:
        found = np.concatenate(columns)
        whole = np.zeros((count, *found.shape[1:]), np.float32)
        whole[real] = found
        return whole

    return Batch(
        spread([one.rows[kept] for one, kept in chosen]),
        spread([one.right[kept] for one, kept in chosen]),
        spread([one.weight[kept] for one, kept in chosen]),
        real, lengths,
    )  # fmt: skip


def _dropout(shape: tuple[int, ...], share: float, chance: np.random.Generator) -> Weights:
    """1 / (1 - share) where a number stays, else 0."""
    return ((chance.random(shape, dtype=np.float32) >= share) / (1 - share)).astype(np.float32)


def _passage(net: Arrays, batch: Batch, chance: np.random.Generator) -> Passage:
    """The batch sent through the network, as `LineNet.log_odds` does, with some traits and channels dropped."""
    rows = batch.rows * _dropout(batch.rows.shape, DROPPED_TRAITS, chance)
    known = np.maximum(rows @ net["enter"] + net["enter_bias"], 0) * batch.is_real
    entered, layers = known > 0, []
    for layer in range(LAYERS):
        around, means = beside(known, 1 << layer), batch.means(known)
        more = around @ net["near"][layer] + net["bias"][layer]
        more[batch.real] += (means @ net["overall"][layer])[batch.of]
        passed = (more > 0) * batch.is_real * _dropout(more.shape, DROPPED_CHANNELS, chance)
        known = known + more * passed
        layers.append((around, means, passed))
    return Passage(rows, entered, layers, known)


def _gradients(net: Arrays, batch: Batch, chance: np.random.Generator) -> Arrays:
    """The gradient of the weighted mean of the cross-entropy by each array of the network."""
    passage = _passage(net, batch, chance)
    odds = passage.known @ net["leave"] + net["leave_bias"]
    error = (1 / (1 + np.exp(-odds)) - batch.right) * (batch.weight / batch.weight.sum())
    found = {name: np.zeros_like(array) for name, array in net.items()}
    found["leave"], found["leave_bias"] = passage.known.T @ error, np.asarray(error.sum())
    back = error[:, None] * net["leave"]
    for layer in reversed(range(LAYERS)):
        around, means, passed = passage.layers[layer]
        step = back * passed
        found["near"][layer], found["bias"][layer] = around.T @ step, step.sum(axis=0)
        found["overall"][layer] = means.T @ batch.sums(step)
        above, own, below = np.split(step @ net["near"][layer].T, 3, axis=1)
        back = back + shifted(above, -(1 << layer)) + own + shifted(below, 1 << layer)
        back[batch.real] += (batch.means(step) @ net["overall"][layer].T)[batch.of]
        back *= batch.is_real
    back = back * passage.entered
    found["enter"], found["enter_bias"] = passage.rows.T @ back, back.sum(axis=0)
    return found
