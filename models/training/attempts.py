"""Attempts of the policy at training problems, the raw material of the reviser: whole solutions, right and wrong.

One file a chunk, made when it is first asked for. A chunk is drawn from its number alone.
"""
import json
import os
import random

import torch

from domain import answer_of, sample
from tokenizer.tokenizer import EOT, load

from . import forms
from .places import SAMPLES
from .sampling import generate

PROBLEMS, ATTEMPTS = 128, 6
TEMPERATURES = (0.6, 0.8, 0.8, 1.0)


def edit_distance(a: list[int], b: list[int]) -> int:
    """Levenshtein distance of two sequences of ids: digits are single tokens, so it counts digits that differ."""
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    shared = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    a, b = a[shared:], b[shared:]
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y)))
        before = row
    return before[-1]


def make_chunk(model, number: int) -> list[dict]:
    """Rows {problem, steps, attempts: [{text, right, distance to the canonical solution}]}; repeats stay, unfinished go."""
    tokenizer, rng = load(), random.Random(1_000_033 * (number + 1))
    generator = torch.Generator().manual_seed(7_927 * (number + 1))
    problems = [sample(rng, "train") for _ in range(PROBLEMS)]
    prompts = [forms.prompt(tokenizer, p.text) for p in problems for _ in range(ATTEMPTS)]
    made = generate(model, prompts, most=forms.MOST_TOKENS, temperature=TEMPERATURES[number % len(TEMPERATURES)], stop=(EOT,), generator=generator)
    rows = []
    for i, problem in enumerate(problems):
        canonical, attempts = tokenizer.encode(problem.solution), []
        for ids in made[i * ATTEMPTS:(i + 1) * ATTEMPTS]:
            if ids[-1] == EOT:
                text = tokenizer.decode(ids)
                attempts.append({"text": text, "right": answer_of(text) == problem.answer, "distance": edit_distance(ids[:-1], canonical)})
        rows.append({"problem": problem.text, "steps": problem.steps, "attempts": attempts})
    return rows


def rows(model, number: int) -> list[dict]:
    """The rows of a chunk, from its file if there is one."""
    path = SAMPLES / f"attempts-{number:05d}.jsonl"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text("".join(json.dumps(row) + "\n" for row in make_chunk(model, number)))
        os.replace(part, path)
    return [json.loads(line) for line in path.read_text().splitlines()]
