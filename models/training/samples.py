"""Solutions sampled from the policy on training problems, the raw material of the PRM.

One file a chunk in .samples/, so that a stopped run goes on where it was. A chunk is drawn from its number alone.
"""
import json
import os
import random
from pathlib import Path

import torch

from domain import sample
from tokenizer.tokenizer import EOT, load

from . import forms
from .export import load_folder
from .places import ROOT, SAMPLES as FOLDER
from .sampling import generate

PROBLEMS, SAMPLES, MOST_TOKENS = 128, 4, 240
TEMPERATURES = (0.6, 0.8, 0.8, 1.0, 1.2)


def make_chunk(model, number: int) -> list[dict]:
    """Rows {problem, steps, samples}: a training problem, its canonical steps, and distinct sampled solutions."""
    tokenizer, rng = load(), random.Random(1_000_003 * (number + 1))
    generator = torch.Generator().manual_seed(7_919 * (number + 1))
    problems = [sample(rng) for _ in range(PROBLEMS)]
    prompts = [forms.prompt(tokenizer, p.text) for p in problems for _ in range(SAMPLES)]
    temperature = TEMPERATURES[number % len(TEMPERATURES)]
    made = generate(model, prompts, most=MOST_TOKENS, temperature=temperature, stop=(EOT,), generator=generator)
    rows = []
    for i, problem in enumerate(problems):
        texts = {tokenizer.decode(ids) for ids in made[i * SAMPLES:(i + 1) * SAMPLES]} - {problem.solution}
        rows.append({"problem": problem.text, "steps": problem.steps, "samples": sorted(texts)})
    return rows


def path_of(number: int) -> Path:
    return FOLDER / f"{number:05d}.jsonl"


def make(chunks: int) -> None:
    """Chunks 0 to `chunks` - 1, as far as they are not there."""
    FOLDER.mkdir(exist_ok=True)
    model = load_folder(ROOT / "policy")
    for number in range(chunks):
        if path_of(number).exists():
            continue
        part = path_of(number).with_suffix(".part")
        part.write_text("".join(json.dumps(row) + "\n" for row in make_chunk(model, number)))
        os.replace(part, path_of(number))
