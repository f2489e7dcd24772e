"""Trains the PRM. Goes on from the last checkpoint, if any.

The PRM is the solver with further layers on top. Three losses share one pass over dialogues of sampled solutions:
- language: after the solver's layers, the canonical next token wherever the prefix is still canonical, so that they go on
  learning to solve;
- labels: '+' against '-' read from the last layer at every token of a step ('+' until the first token that departs from
  the canonical solution), most of all at the end of the step, where a server reads it;
- recall and mismatch: from the first layer after the solver's, the canonical token for the place where the token that came
  stands; from the layer before the last, whether the two differ. Places where they differ are rare and weigh as much, all
  together, as the many where they do not. It makes the new layers look back at what was expected and compare. Without
  these two the labels alone taught the new layers next to nothing.
Recall, mismatch and language help training only; what ships is a plain Llama.
"""
import csv
import json
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

from domain import sample
from tokenizer.tokenizer import FIRST_BYTE, MINUS, PLUS, Tokenizer, load

from . import drills, forms
from .export import checkpoint_of
from .model import Llama, RMSNorm, Shape
from .optimizer import MuonAdam
from .recipes import RECIPES, VOCABULARY
from .samples import path_of
from .scoring import split_steps
from .train import LEVELS

ROOT = Path(__file__).resolve().parent.parent
DIGITS = range(FIRST_BYTE + ord("0"), FIRST_BYTE + ord("9") + 1)
LOG_EVERY, SAVE_EVERY = 50, 250


@dataclass(frozen=True)
class PrmRecipe:
    trunk: str = "solver"
    layers: int = 9
    tokens: int = 8_000_000     # tokens of steps seen in a cycle
    lrs: tuple = (2e-3, 1.2e-3) # where the learning rate of each cycle begins to fall
    seed: int = 3
    batch_tokens: int = 4096
    chunks: int = 480           # of sampled solutions; begun again from the first when all were seen
    chunks_a_pool: int = 2
    fresh_a_pool: int = 128     # canonical solutions of new problems beside the samples
    levels: tuple = (1, 2, 3, 4, 4)     # how often each level is drawn for those
    sheets_a_pool: int = 64     # sheets of calculations beside the dialogues, some results with a wrong digit
    slip_rate: float = 0.15     # share of the results of a sheet that have one
    warmup: int = 100
    decay: float = 0.8
    late_weight: float = 0.3    # of labels after the first wrong step: what is wrong stays wrong, and its score must stay low
    end_weight: float = 4.0     # of labels at the end of a step
    compare_weight: float = 0.5 # of recall and of mismatch


RECIPE = PrmRecipe()


class Trainee(nn.Module):
    """The Llama that ships, and the two read-outs that do not."""
    def __init__(self, shape: Shape, stem_layers: int) -> None:
        super().__init__()
        self.llama, self.stem_layers = Llama(shape), stem_layers
        self.stem_norm = RMSNorm(shape.width, shape.eps)
        self.recall_norm, self.mismatch_norm = RMSNorm(shape.width, shape.eps), RMSNorm(shape.width, shape.eps)
        self.recall_embed = nn.Parameter(torch.zeros(shape.vocab, shape.width))
        self.mismatch = nn.Parameter(torch.zeros(shape.width))

    def forward(self, ids: torch.Tensor):
        """ids (B, T) -> hidden states (B, T, width) after the stem, one layer later, before the last layer, and at the end."""
        body, t = self.llama.model, ids.shape[1]
        x = body.embed_tokens(ids)
        for i, layer in enumerate(body.layers):
            if i == len(body.layers) - 1:
                before_last = x
            x = layer(x, self.llama.cos[:t], self.llama.sin[:t])
            if i == self.stem_layers - 1:
                stem = x
            if i == self.stem_layers:
                after_one = x
        return self.stem_norm(stem), self.recall_norm(after_one), self.mismatch_norm(before_last), body.norm(x)


@dataclass
class Item:
    """A dialogue with its training targets; positions count from its first id."""
    ids: list[int]
    labels: list[int]           # 1 right so far, 0 wrong, -1 no label
    weights: list[float]
    targets: list[int]          # canonical next id, or -1
    ends: list[int]             # positions of the <|assistant|> after each step


def item_of(tokenizer: Tokenizer, problem: str, steps, canonical_steps, recipe: PrmRecipe) -> Item:
    ids, spans = forms.dialogue(tokenizer, problem, steps)
    canonical, canonical_spans = forms.dialogue(tokenizer, problem, canonical_steps)
    shared = 0
    while shared < min(len(ids), len(canonical)) and ids[shared] == canonical[shared]:
        shared += 1
    labels, weights, targets = [-1] * len(ids), [0.0] * len(ids), [-1] * len(ids)
    wrong_ended = False
    for start, end in spans:
        for at in range(start, end + 1):
            labels[at] = int(at < shared)
            weights[at] = recipe.late_weight if wrong_ended else 1.0
        weights[end] *= recipe.end_weight
        wrong_ended = wrong_ended or end >= shared
    for start, end in canonical_spans:
        for at in range(start, end + 1):
            if at - 1 < min(shared, len(ids)):
                targets[at - 1] = canonical[at]
    return Item(ids, labels, weights, targets, [end for _, end in spans])


def sheet_item(tokenizer: Tokenizer, source, rng: random.Random, recipe: PrmRecipe) -> Item:
    """A sheet of calculations, some with a wrong digit. It teaches to calculate and to compare, and carries no labels."""
    ids, spans = drills.sheet(tokenizer, source, rng.randint(80, 180))
    targets = [-1] * len(ids)
    for start, end in spans:
        digits = [at for at in range(start, end) if ids[at] in DIGITS]
        slip = rng.choice(digits) if rng.random() < recipe.slip_rate else end
        for at in range(start, min(end, slip + 1)):
            targets[at - 1] = ids[at]
        if slip < end:
            ids[slip] = rng.choice([digit for digit in DIGITS if digit != ids[slip]])
    return Item(ids, [-1] * len(ids), [0.0] * len(ids), targets, [])


def batches(tokenizer: Tokenizer, recipe: PrmRecipe, first_pool: int):
    """Endless (pool number, batch of items, is first of its pool). A pool is drawn from its number alone."""
    number = first_pool
    while True:
        rng = random.Random(recipe.seed * 1_000_003 + number)
        items = [item_of(tokenizer, p.text, p.steps, p.steps, recipe) for p in (sample(rng, level=rng.choices(LEVELS, recipe.levels)[0]) for _ in range(recipe.fresh_a_pool))]
        source = drills.calculations(rng)
        items += [sheet_item(tokenizer, source, rng, recipe) for _ in range(recipe.sheets_a_pool)]
        for k in range(recipe.chunks_a_pool):
            with path_of((number * recipe.chunks_a_pool + k) % recipe.chunks).open() as f:
                for row in map(json.loads, f):
                    items += [item_of(tokenizer, row["problem"], split_steps(text), row["steps"], recipe) for text in row["samples"]]
        items.sort(key=lambda item: len(item.ids) + 6 * rng.random())
        groups: list[list[Item]] = [[]]
        for item in items:
            if groups[-1] and (len(groups[-1]) + 1) * max(len(item.ids), len(groups[-1][-1].ids)) > recipe.batch_tokens:
                groups.append([])
            groups[-1].append(item)
        groups = [group for group in groups if any(item.ends for item in group)]    # sheets alone teach no labels
        rng.shuffle(groups)
        for i, group in enumerate(groups):
            yield number, group, i == 0
        number += 1


def tensors(group: list[Item]):
    length = max(len(item.ids) for item in group)
    full = lambda values, fill, kind: torch.tensor([[*v, *[fill] * (length - len(v))] for v in values], dtype=kind)
    return (full([i.ids for i in group], 0, torch.long), full([i.labels for i in group], -1, torch.long),
            full([i.weights for i in group], 0.0, torch.float), full([i.targets for i in group], -1, torch.long),
            full([[int(at in set(i.ends)) for at in range(len(i.ids))] for i in group], 0, torch.bool))


def balanced(losses: torch.Tensor, is_rare: torch.Tensor) -> torch.Tensor:
    """Mean over the rare places and mean over the others, half each."""
    parts = [losses[which].mean() for which in (is_rare, ~is_rare) if which.any()]
    return sum(parts) / len(parts)


def losses(trainee: Trainee, batch, recipe: PrmRecipe):
    ids, labels, weights, targets, ends = batch
    stem, recalled, compared, last = trainee(ids)
    embeddings = trainee.llama.model.embed_tokens.weight
    wanted = targets >= 0
    language = F.cross_entropy(F.linear(stem[wanted], embeddings).float(), targets[wanted])

    labelled = labels >= 0
    pair = (last[labelled] @ (embeddings[PLUS] - embeddings[MINUS])).float()
    truth, weight = labels[labelled].float(), weights[labelled]
    label = (F.binary_cross_entropy_with_logits(pair, truth, reduction="none") * weight).sum() / weight.sum()
    at_end = ends & labelled
    words = torch.where(labels[at_end] == 1, PLUS, MINUS)
    label = label + 0.1 * F.cross_entropy(F.linear(last[at_end], embeddings).float(), words)

    places, came = wanted[:, :-1], ids[:, 1:]
    should = targets[:, :-1][places]
    differs = should != came[places]
    recall = balanced(F.cross_entropy(F.linear(recalled[:, 1:][places], trainee.recall_embed).float(), should, reduction="none"), differs)
    told = (compared[:, 1:][places] @ trainee.mismatch).float()
    mismatch = balanced(F.binary_cross_entropy_with_logits(told, differs.float(), reduction="none"), differs)

    with torch.no_grad():
        known = at_end & (weights > recipe.late_weight * recipe.end_weight)
        said = (last[known] @ (embeddings[PLUS] - embeddings[MINUS])) > 0
        accuracy = (said == (labels[known] == 1)).float().mean()
    return language, label, recall, mismatch, accuracy


def rate(recipe: PrmRecipe, step: int, tokens: int) -> float:
    """Learning rate, as a share of the first cycle's: it rises once, then falls to nothing in every cycle."""
    cycle, progress = divmod(tokens / recipe.tokens, 1)
    return min(1.0, (step + 1) / recipe.warmup) * min(1.0, (1 - progress) / recipe.decay) * recipe.lrs[int(cycle)] / recipe.lrs[0]


def train(recipe: PrmRecipe) -> None:
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(recipe.seed)
    base = RECIPES[recipe.trunk].shape
    # A dialogue of steps is longer than the solution it is made of, which may fill the policy's context.
    shape = Shape(VOCABULARY, base.width, recipe.layers, base.heads, base.kv_heads, base.hidden, positions=2 * base.positions)
    tokenizer, trainee = load(), Trainee(shape, base.layers)
    checkpoint, log = checkpoint_of("prm"), ROOT / "logs" / "prm.csv"
    step, tokens, pool, seconds = 0, 0, 0, 0.0
    saved = torch.load(checkpoint, weights_only=False) if checkpoint.exists() else None
    if saved is not None and saved["done"]:
        return
    if saved is None:
        solver = torch.load(checkpoint_of(recipe.trunk), weights_only=False)["model"]
        trainee.llama.load_state_dict(solver, strict=False)
        trainee.stem_norm.weight.data.copy_(solver["model.norm.weight"])
        with log.open("w") as f:
            csv.writer(f).writerow(["step", "step_tokens", "cpu_seconds", "language", "label", "recall", "mismatch", "step_accuracy"])
    optimizer = MuonAdam(trainee, recipe.lrs[0])
    if saved is not None:
        trainee.load_state_dict(saved["trainee"])
        optimizer.load(saved["optimizer"])
        step, tokens, pool, seconds = (saved[k] for k in ("step", "tokens", "pool", "seconds"))
    started, last_saved, seen = time.process_time(), step, []

    def save(is_done: bool) -> None:
        part = checkpoint.with_suffix(".part")
        torch.save({"trainee": trainee.state_dict(), "model": trainee.llama.state_dict(), "optimizer": optimizer.state(),
                    "step": step, "tokens": tokens, "pool": pool, "done": is_done, "shape": shape,
                    "seconds": seconds + time.process_time() - started}, part)
        os.replace(part, checkpoint)

    for number, group, is_first in batches(tokenizer, recipe, pool):
        pool = number
        if is_first and step - last_saved >= SAVE_EVERY:
            save(False)
            last_saved = step
        if tokens >= recipe.tokens * len(recipe.lrs):
            break
        batch = tensors(group)
        with torch.autocast("cpu", torch.bfloat16):
            parts = losses(trainee, batch, recipe)
        language, label, recall, mismatch, _ = parts
        loss = language + label + recipe.compare_weight * (recall + mismatch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trainee.parameters(), 1.0)
        optimizer.step(rate(recipe, step, tokens))
        step, tokens = step + 1, tokens + int((batch[1] >= 0).sum())
        seen.append([v.item() for v in parts])
        if step % LOG_EVERY == 0:
            means = [f"{sum(column) / len(column):.4f}" for column in zip(*seen)]
            row = [step, tokens, round(seconds + time.process_time() - started), *means]
            with log.open("a") as f:
                csv.writer(f).writerow(row)
            print("prm", *row, flush=True)
            seen = []
    save(True)
