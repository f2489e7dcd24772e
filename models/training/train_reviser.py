"""Trains the reviser. Goes on from the last checkpoint, if any.

The reviser is the PRM, trained on: it reads a problem and up to four earlier attempts and writes the canonical solution. The
PRM's layers calculate, and tell a step that went wrong; the baseline's, from which an earlier reviser grew, could do neither
well enough to mend anything. Two losses share one pass over the problem, its attempts and the solution:
- language: the canonical next token, in the solution and in every attempt as long as it is canonical: an attempt is itself
  written after those before it. The more attempts stand before a token the more careful it is to be (`ReviserRecipe.care`);
- wrong: at every token of an attempt, from the layer before the last, whether the attempt has departed from the canonical
  solution, so that the layers keep telling it in this form. Its read-out does not ship.
Which attempts are shown stands in `context`. Training begins with many examples that can only be copied (`copied`): a model
that can do most calculations itself learns late to look at attempts, and sooner where it must.
"""
import csv
import os
import random
import re
import time
from dataclasses import dataclass, replace
from functools import lru_cache

import torch
import torch.nn as nn
import torch.nn.functional as F

from domain import sample
from tokenizer.tokenizer import Tokenizer, load

from . import attempts, forms
from .export import checkpoint_of, load_folder
from .model import Llama, RMSNorm
from .optimizer import MuonAdam
from .places import ROOT
from .train import smoothed

LOG_EVERY = 20
DIGIT = re.compile(r"(?<!## Step )\d")


@dataclass(frozen=True)
class ReviserRecipe:
    start: str = "prm"          # the folder whose weights it starts from
    attempts_of: str = "policy"     # the folder of the model whose attempts it learns to revise
    positions: int = 2048       # a problem asked five times, and five solutions of the longest
    examples: int = 26_000
    lr: float = 2e-3
    decay: float = 0.7          # share of the run, at its end, over which the rate falls linearly to zero
    counts: tuple = (0.22, 0.42, 0.18, 0.09, 0.09)  # how often an example has 0, 1, 2, 3, 4 attempts
    chunks: int = 60            # of attempts; begun again from the first when all were seen
    early: int = 4_000          # of the first examples `copies` can only be copied
    copies: float = 0.5
    slips: float = 0.05         # share of the digits that the attempts of those have wrong
    as_they_come: float = 0.5   # share of the others whose attempts are right or wrong as the policy made them
    a_row: int = 3              # examples of a problem and its attempts each time a chunk is seen
    warmup: int = 30
    batch_tokens: int = 3072
    wrong_weight: float = 0.3   # of the loss that tells what is wrong
    doubt: float = 0.035        # of a first attempt: it is as careless as the policy, whose recipe has the same
    care: float = 0.3           # the factor by which each attempt before a token lessens its doubt
    seed: int = 4


RECIPE = ReviserRecipe()


class Trainee(nn.Module):
    """The Llama that ships, and a read-out of what is wrong that does not."""
    def __init__(self, llama: Llama) -> None:
        super().__init__()
        self.llama = llama
        self.norm = RMSNorm(llama.shape.width, llama.shape.eps)
        self.wrong = nn.Parameter(torch.zeros(llama.shape.width))

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """ids (B, T) -> hidden states (B, T, width) at the end, and the logit (B, T) that an attempt is wrong so far."""
        body, t = self.llama.model, ids.shape[1]
        x = body.embed_tokens(ids)
        for layer in body.layers[:-1]:
            x = layer(x, self.llama.cos[:t], self.llama.sin[:t])
        wrong = self.norm(x) @ self.wrong
        return body.norm(body.layers[-1](x, self.llama.cos[:t], self.llama.sin[:t])), wrong


@dataclass
class Item:
    """An example with its training targets; positions count from its first id."""
    ids: list[int]
    targets: list[int]          # the canonical next id, or -1
    doubts: list[float]         # the share of a digit's target that goes to all ten digits
    labels: list[int]           # 1 the attempt is wrong so far, 0 not, -1 no attempt


def context(rng: random.Random, made: list[dict], counts: tuple, as_they_come: float) -> list[str]:
    """The earlier attempts of one example, oldest first.

    Either as they come, right or wrong, in any order, so that the model learns to keep what is right; or wrong ones only,
    all different, those nearer to the canonical solution later, so that it learns to keep what is right *of* a wrong one.
    Right means that the answer is. With too few of a kind the example has fewer attempts.
    """
    count = rng.choices(range(len(counts)), counts)[0]
    if rng.random() < as_they_come:
        chosen = rng.sample(made, min(count, len(made)))
    else:
        wrong = list({a["text"]: a for a in made if not a["right"]}.values())
        chosen = sorted(rng.sample(wrong, min(count, len(wrong))), key=lambda a: -a["distance"])
    return [a["text"] for a in chosen]


def copied(rng: random.Random, solution: str, counts: tuple, slips: float) -> tuple[str, list[str]]:
    """A solution whose digits are drawn anew, and attempts that differ from it in some: what most of them say is right."""
    scrambled = DIGIT.sub(lambda _: rng.choice("0123456789"), solution)
    slipped = lambda digit: rng.choice("0123456789") if rng.random() < slips else digit[0]
    count = rng.choices(range(1, len(counts)), counts[1:])[0]
    return scrambled, [DIGIT.sub(slipped, scrambled) for _ in range(count)]


def item_of(tokenizer: Tokenizer, problem: str, steps, shown: list[str], recipe: ReviserRecipe, can_be_solved: bool = True) -> Item:
    """An example. What cannot be solved, only copied, has its targets in the solution alone."""
    ids, spans = forms.solution(tokenizer, problem, steps, shown)
    first, asked = spans[0][0], len(tokenizer.encode(problem)) + 2
    canonical = ids[first:]
    targets, doubts, labels = [-1] * len(ids), [0.0] * len(ids), [-1] * len(ids)
    at = 1
    for i, attempt in enumerate(shown if can_be_solved else ()):
        start, length = at + asked, len(tokenizer.encode(attempt)) + 1
        shared = 0
        while shared < min(length, len(canonical)) and ids[start + shared] == canonical[shared]:
            shared += 1
        for j in range(length):
            labels[start + j] = int(j >= shared)
            if j <= shared and j < len(canonical):
                targets[start + j - 1], doubts[start + j - 1] = canonical[j], recipe.doubt * recipe.care ** i
        at = start + length
    for j, token in enumerate(canonical):
        targets[first + j - 1], doubts[first + j - 1] = token, recipe.doubt * recipe.care ** len(shown)
    return Item(ids, targets, doubts, labels)


def batches(tokenizer: Tokenizer, recipe: ReviserRecipe, first_pool: int):
    """Endless (pool number, batch of items, is first of its pool). A pool is drawn from its number alone."""
    number, author = first_pool, load_folder(ROOT / recipe.attempts_of)
    tokenizer.encode = lru_cache(16_384)(tokenizer.encode)      # a problem and its attempts are shown several times
    while True:
        rng, pool = random.Random(recipe.seed * 1_000_003 + number), []
        copies = recipe.copies if number * attempts.PROBLEMS * recipe.a_row < recipe.early else 0.0
        for row in attempts.rows(author, number % recipe.chunks):
            for shown in (context(rng, row["attempts"], recipe.counts, recipe.as_they_come) for _ in range(recipe.a_row)):
                # nothing need be sampled for a first attempt, so its problem is a new one
                fresh = None if shown else sample(rng, "train")
                text, steps = (fresh.text, fresh.steps) if fresh else (row["problem"], row["steps"])
                is_copied = rng.random() < copies
                if is_copied:
                    target, shown = copied(rng, "".join(steps), recipe.counts, recipe.slips)
                    steps = [target]
                pool.append(item_of(tokenizer, text, steps, shown, recipe, not is_copied))
        pool.sort(key=lambda item: len(item.ids) + 6 * rng.random())
        groups: list[list[Item]] = [[]]
        for item in pool:
            if groups[-1] and (len(groups[-1]) + 1) * max(len(item.ids), len(groups[-1][-1].ids)) > recipe.batch_tokens:
                groups.append([])
            groups[-1].append(item)
        rng.shuffle(groups)
        for i, group in enumerate(groups):
            yield number, group, i == 0
        number += 1


def losses(trainee: Trainee, group: list[Item]) -> tuple[torch.Tensor, torch.Tensor, int]:
    """The losses of language and of what is wrong, and how many tokens the first is of."""
    length = max(len(item.ids) for item in group)
    full = lambda values, fill: torch.tensor([[*v, *[fill] * (length - len(v))] for v in values])
    ids, targets, doubts, labels = (full([i.ids for i in group], 0), full([i.targets for i in group], -1),
                                    full([i.doubts for i in group], 0.0), full([i.labels for i in group], -1))
    hidden, wrong = trainee(ids)
    wanted, labelled = targets >= 0, labels >= 0
    language = smoothed(trainee.llama.logits(hidden[wanted]).float(), targets[wanted], doubts[wanted])
    told = F.binary_cross_entropy_with_logits(wrong[labelled].float(), labels[labelled].float()) if labelled.any() else wrong.sum() * 0
    return language, told, int(wanted.sum())


def begun(recipe: ReviserRecipe) -> Llama:
    """The model that training starts from, with room for more positions; they have no weights."""
    before = load_folder(ROOT / recipe.start)
    model = Llama(replace(before.shape, positions=recipe.positions))
    model.load_state_dict(before.state_dict())
    return model


def rate(recipe: ReviserRecipe, step: int, examples: int) -> float:
    """The learning rate of a step, as a share of the recipe's."""
    return min(1.0, (step + 1) / recipe.warmup) * min(1.0, max(0.0, 1 - examples / recipe.examples) / recipe.decay)


def train(recipe: ReviserRecipe) -> None:
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(recipe.seed)
    tokenizer, trainee = load(), Trainee(begun(recipe))
    checkpoint, log = checkpoint_of("reviser"), ROOT / "logs" / "reviser.csv"
    checkpoint.parent.mkdir(exist_ok=True)
    optimizer = MuonAdam(trainee, recipe.lr)
    step, examples, tokens, pool, seconds = 0, 0, 0, 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        if saved["done"]:
            return
        trainee.load_state_dict(saved["trainee"])
        optimizer.load(saved["optimizer"])
        step, examples, tokens, pool, seconds = (saved[k] for k in ("step", "examples", "tokens", "pool", "seconds"))
    else:
        with log.open("w") as f:
            csv.writer(f).writerow(["step", "loss_tokens", "examples", "cpu_seconds", "language", "wrong"])
    started, seen = time.process_time(), []

    def save(is_done: bool) -> None:
        part = checkpoint.with_suffix(".part")
        torch.save({"trainee": trainee.state_dict(), "model": trainee.llama.state_dict(), "optimizer": optimizer.state(), "step": step,
                    "examples": examples, "tokens": tokens, "pool": pool, "done": is_done, "shape": trainee.llama.shape,
                    "seconds": seconds + time.process_time() - started}, part)
        os.replace(part, checkpoint)

    for pool, group, is_first in batches(tokenizer, recipe, pool):
        if is_first:
            save(False)
        if examples >= recipe.examples:
            break
        with torch.autocast("cpu", torch.bfloat16):
            language, wrong, count = losses(trainee, group)
        optimizer.zero_grad()
        (language + recipe.wrong_weight * wrong).backward()
        torch.nn.utils.clip_grad_norm_(trainee.parameters(), 1.0)
        optimizer.step(rate(recipe, step, examples))
        step, examples, tokens = step + 1, examples + len(group), tokens + count
        seen.append((language.item(), wrong.item()))
        if step % LOG_EVERY == 0:
            row = [step, tokens, examples, round(seconds + time.process_time() - started), *(f"{sum(column) / len(column):.4f}" for column in zip(*seen))]
            with log.open("a") as f:
                csv.writer(f).writerow(row)
            print("reviser", *row, flush=True)
            seen = []
    save(True)
