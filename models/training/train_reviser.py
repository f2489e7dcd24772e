"""Trains the reviser. Goes on from the last checkpoint, if any.

The reviser is the baseline, trained on: it reads a problem and up to four earlier attempts and writes the canonical solution.
Which attempts it is shown stands in `context`. It begins with many examples that can only be copied (`copied`): a model that
can do most calculations itself learns late to look at attempts, and sooner where it must. In the second cycle it becomes
more careful the more often it is asked (`ReviserRecipe.care`).
"""
import csv
import os
import random
import re
import time
from dataclasses import dataclass, replace
from functools import lru_cache

import torch

from domain import sample
from tokenizer.tokenizer import Tokenizer, load

from . import attempts, forms
from .export import checkpoint_of, load_folder
from .model import Llama
from .optimizer import MuonAdam
from .places import ROOT
from .train import language_loss, padded

LOG_EVERY = 20
DIGIT = re.compile(r"(?<!## Step )\d")


@dataclass(frozen=True)
class Cycle:
    """One rise and fall of the learning rate."""
    examples: int
    lr: float
    decay: float                # share of the cycle, at its end, over which the rate falls linearly to zero
    counts: tuple               # how often an example has 0, 1, 2, 3, 4 attempts
    care: float = 1.0           # the factor by which each attempt in front of a solution lessens its doubt


@dataclass(frozen=True)
class ReviserRecipe:
    start: str = "baseline"     # the folder whose weights it starts from
    attempts_of: str = "policy"     # the folder of the model whose attempts it learns to revise
    positions: int = 2048       # a problem asked five times, and five solutions of the longest
    cycles: tuple = (Cycle(26_000, 2.5e-3, 0.75, (0.2, 0.32, 0.2, 0.14, 0.14)), Cycle(7_000, 1e-3, 1.0, (0.25, 0.3, 0.2, 0.125, 0.125), care=0.5))
    chunks: int = 40            # of attempts; begun again from the first when all were seen
    early: int = 8_840          # the first examples have `early_counts` instead, and copies
    early_counts: tuple = (0.1, 0.65, 0.25)
    copies: float = 0.6         # share of the early examples that can only be copied
    slips: float = 0.05         # share of the digits that the attempts of those have wrong
    as_they_come: float = 0.6   # share of the others whose attempts are right or wrong as the policy made them
    a_row: int = 4              # examples of a problem and its attempts each time a chunk is seen
    warmup: int = 30
    batch_tokens: int = 3072
    doubt: float = 0.035        # of a first attempt: it is as careless as the policy, whose recipe has the same
    seed: int = 4


RECIPE = ReviserRecipe()


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


def example(tokenizer: Tokenizer, problem: str, steps, shown: list[str]) -> tuple[list[int], list[tuple[int, int]], list[int]]:
    """ids, the ranges that carry a loss, and how many attempts stand before each: the solution, and attempts after the first that are it already."""
    ids, spans = forms.solution(tokenizer, problem, steps, shown)
    before, asked, at = [len(shown)] * len(spans), len(tokenizer.encode(problem)) + 2, 1
    for i, attempt in enumerate(shown):
        length = len(tokenizer.encode(attempt)) + 1
        if i > 0 and attempt == "".join(steps):
            spans.append((at + asked, at + asked + length))
            before.append(i)
        at += asked + length
    return ids, spans, before


def cycle_of(recipe: ReviserRecipe, examples: int) -> tuple[Cycle, float]:
    """The cycle of the example after so many, and the share of the cycle that is over; 1 at the end of all."""
    for cycle in recipe.cycles:
        if examples < cycle.examples:
            return cycle, examples / cycle.examples
        examples -= cycle.examples
    return recipe.cycles[-1], 1.0


def batches(tokenizer: Tokenizer, recipe: ReviserRecipe, first_pool: int):
    """Endless (pool number, ids, mask of the ids that carry a loss, doubt of each, is first of its pool). A pool is drawn from its number alone."""
    number, author = first_pool, load_folder(ROOT / recipe.attempts_of)
    tokenizer.encode = lru_cache(16_384)(tokenizer.encode)      # a problem and its attempts are shown several times
    while True:
        rng, pool, seen = random.Random(recipe.seed * 1_000_003 + number), [], number * attempts.PROBLEMS * recipe.a_row
        cycle = cycle_of(recipe, seen)[0]
        counts, copies = (recipe.early_counts, recipe.copies) if seen < recipe.early else (cycle.counts, 0.0)
        for row in attempts.rows(author, number % recipe.chunks):
            for shown in (context(rng, row["attempts"], counts, recipe.as_they_come) for _ in range(recipe.a_row)):
                # nothing need be sampled for a first attempt, so its problem is a new one
                fresh = None if shown else sample(rng, "train")
                text, steps = (fresh.text, fresh.steps) if fresh else (row["problem"], row["steps"])
                if rng.random() < copies:
                    target, shown = copied(rng, "".join(steps), counts, recipe.slips)
                    steps = [target]
                pool.append(example(tokenizer, text, steps, shown))
        pool.sort(key=lambda item: len(item[0]) + 6 * rng.random())
        groups: list[list] = [[]]
        for item in pool:
            if groups[-1] and (len(groups[-1]) + 1) * max(len(item[0]), len(groups[-1][-1][0])) > recipe.batch_tokens:
                groups.append([])
            groups[-1].append(item)
        rng.shuffle(groups)
        for i, group in enumerate(groups):
            ids, mask = padded([(ids, spans) for ids, spans, _ in group])
            yield number, ids, mask, doubts(group, mask, recipe.doubt, cycle.care), i == 0
        number += 1


def doubts(group: list, mask: torch.Tensor, doubt: float, care: float) -> torch.Tensor:
    """The share of a digit's target that goes to all ten digits, at each id of a group of examples."""
    out = torch.zeros(mask.shape)
    for row, (_, spans, before) in enumerate(group):
        for (start, end), count in zip(spans, before):
            out[row, start:end] = doubt * care ** count
    return out


def begun(recipe: ReviserRecipe) -> Llama:
    """The model that training starts from, with room for more positions; they have no weights."""
    before = load_folder(ROOT / recipe.start)
    model = Llama(replace(before.shape, positions=recipe.positions))
    model.load_state_dict(before.state_dict())
    return model


def rate(recipe: ReviserRecipe, step: int, examples: int) -> float:
    """The learning rate of a step."""
    cycle, progress = cycle_of(recipe, examples)
    return cycle.lr * min(1.0, (step + 1) / recipe.warmup) * min(1.0, (1 - progress) / cycle.decay)


def train(recipe: ReviserRecipe) -> Llama:
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(recipe.seed)
    tokenizer, model = load(), begun(recipe)
    checkpoint, log = checkpoint_of("reviser"), ROOT / "logs" / "reviser.csv"
    checkpoint.parent.mkdir(exist_ok=True)
    optimizer = MuonAdam(model, 1.0, torch.float32)
    step, examples, tokens, pool, seconds = 0, 0, 0, 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(saved["model"])
        if saved["done"]:
            return model
        optimizer.load(saved["optimizer"])
        step, examples, tokens, pool, seconds = (saved[k] for k in ("step", "examples", "tokens", "pool", "seconds"))
    else:
        with log.open("w") as f:
            csv.writer(f).writerow(["step", "loss_tokens", "examples", "cpu_seconds", "loss"])
    started, losses = time.process_time(), []

    def save(is_done: bool) -> None:
        part = checkpoint.with_suffix(".part")
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state(), "step": step, "examples": examples, "tokens": tokens,
                    "pool": pool, "done": is_done, "shape": model.shape,
                    "seconds": seconds + time.process_time() - started}, part)
        os.replace(part, checkpoint)

    for pool, ids, mask, doubt, is_first in batches(tokenizer, recipe, pool):
        if is_first:
            save(False)
        if examples >= sum(cycle.examples for cycle in recipe.cycles):
            break
        loss = language_loss(model, model(ids), ids, mask, doubt)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step(rate(recipe, step, examples))
        step, examples, tokens = step + 1, examples + len(ids), tokens + int(mask.sum())
        losses.append(loss.item())
        if step % LOG_EVERY == 0:
            row = [step, tokens, examples, round(seconds + time.process_time() - started), f"{sum(losses) / len(losses):.4f}"]
            with log.open("a") as f:
                csv.writer(f).writerow(row)
            print("reviser", *row, flush=True)
            losses = []
    save(True)
    return model
