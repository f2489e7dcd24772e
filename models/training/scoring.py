"""Step scores of finished solutions: by likelihood under a language model, and by a PRM's P('+')."""
import torch

from tokenizer.tokenizer import MINUS, PLUS, Tokenizer

from . import forms
from .model import Llama

BATCH_TOKENS = 8192


def split_steps(text: str) -> list[str]:
    """Steps of a solution; each but the last keeps its blank line."""
    parts = text.split("\n\n")
    return [part + "\n\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def by_length(sequences: list[list[int]]):
    """Groups of indices whose padded size stays within BATCH_TOKENS."""
    group: list[int] = []
    for i in sorted(range(len(sequences)), key=lambda i: len(sequences[i])):
        if group and (len(group) + 1) * len(sequences[i]) > BATCH_TOKENS:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def pad(sequences: list[list[int]]) -> torch.Tensor:
    ids = torch.zeros(len(sequences), max(map(len, sequences)), dtype=torch.long)
    for row, sequence in enumerate(sequences):
        ids[row, :len(sequence)] = torch.tensor(sequence)
    return ids


@torch.no_grad()
def likelihood(model: Llama, tokenizer: Tokenizer, items: list[tuple[str, list[str]]]) -> list[list[float]]:
    """For each (problem, steps): the log-probability of each step, given problem and steps before it."""
    made = [forms.solution(tokenizer, problem, steps) for problem, steps in items]
    out: list[list[float]] = [[] for _ in items]
    for group in by_length([ids for ids, _ in made]):
        ids = pad([made[i][0] for i in group])
        scores = model.logits(model(ids)[:, :-1]).log_softmax(-1).gather(-1, ids[:, 1:, None])[..., 0]
        for row, i in enumerate(group):
            out[i] = [float(scores[row, a - 1:b - 1].sum()) for a, b in made[i][1]]
    return out


@torch.no_grad()
def plus_logit(model: Llama, tokenizer: Tokenizer, items: list[tuple[str, list[str]]]) -> list[list[float]]:
    """For each (problem, steps): logit of '+' less logit of '-' after each step."""
    made = [forms.dialogue(tokenizer, problem, steps) for problem, steps in items]
    out: list[list[float]] = [[] for _ in items]
    direction = model.model.embed_tokens.weight[PLUS] - model.model.embed_tokens.weight[MINUS]
    for group in by_length([ids for ids, _ in made]):
        scores = model(pad([made[i][0] for i in group])) @ direction
        for row, i in enumerate(group):
            out[i] = [float(scores[row, b]) for _, b in made[i][1]]
    return out
