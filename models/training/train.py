"""Trains one recipe on freshly drawn problems. Goes on from the last checkpoint, if any."""
import csv
import os
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from domain import sample
from tokenizer.tokenizer import FIRST_BYTE, Tokenizer, load

from . import drills, forms
from .export import checkpoint_of
from .model import Llama
from .optimizer import MuonAdam
from .recipes import RECIPES, Recipe

ROOT = Path(__file__).resolve().parent.parent
POOL = 512                  # problems drawn at a time, so that sequences of like length share a batch
WARMUP_STEPS = 30
DIGITS = slice(FIRST_BYTE + ord("0"), FIRST_BYTE + ord("9") + 1)
LEVELS = (1, 2, 3, 4, 5)
LOG_EVERY, SAVE_EVERY = 200, 500


def batches(tokenizer: Tokenizer, recipe: Recipe, rng: random.Random):
    """Endless (ids (B, T) padded with 0, mask (B, T) of the ids that carry a loss, state of rng before the pool, or None).

    A checkpoint may be taken where a state is given: from there the same stream can be drawn again.
    """
    while True:
        state = rng.getstate()
        pool, calculations = [], drills.calculations(rng)
        for _ in range(POOL):
            if recipe.drills and rng.random() < recipe.drills:
                pool.append(drills.sheet(tokenizer, calculations, rng.randint(80, 200)))
                continue
            problem = sample(rng, level=rng.choices(LEVELS, recipe.levels)[0] if recipe.levels else None)
            form = forms.solution if recipe.form == "solution" or (recipe.form == "both" and rng.random() < 0.5) else forms.dialogue
            ids, spans = form(tokenizer, problem.text, problem.steps)
            # in a dialogue the <|assistant|> after a step is predicted too: it says that the step is over
            spans = spans if form is forms.solution else [(a, b + 1) for a, b in spans]
            pool.append((ids, spans))
        pool.sort(key=lambda item: len(item[0]) + 6 * rng.random())
        groups, group = [], []
        for item in pool:
            if group and (len(group) + 1) * max(len(item[0]), len(group[-1][0])) > recipe.batch_tokens:
                groups.append(group)
                group = []
            group.append(item)
        groups.append(group)
        rng.shuffle(groups)
        for i, group in enumerate(groups):
            yield (*padded(group), state if i == 0 else None)


def padded(group: list) -> tuple[torch.Tensor, torch.Tensor]:
    length = max(len(ids) for ids, _ in group)
    ids = torch.zeros(len(group), length, dtype=torch.long)
    mask = torch.zeros(len(group), length, dtype=torch.bool)
    for row, (sequence, spans) in enumerate(group):
        ids[row, :len(sequence)] = torch.tensor(sequence)
        for start, end in spans:
            mask[row, start:end] = True
    return ids, mask


def rate(recipe: Recipe, step: int, progress: float) -> float:
    decay = 1.0 if recipe.decay == 0 else min(1.0, max(0.0, (1 - progress) / recipe.decay))
    return min(1.0, (step + 1) / WARMUP_STEPS) * decay


def smoothed(logits: torch.Tensor, targets: torch.Tensor, doubt: float | torch.Tensor = 0.0) -> torch.Tensor:
    """Cross-entropy of logits (n, vocab) and targets (n,); with `doubt`, one for all or one each, that share of a digit's target goes to all ten digits."""
    loss = F.cross_entropy(logits, targets)
    if torch.is_tensor(doubt) or doubt > 0:
        log_p = logits.log_softmax(-1)
        digits = log_p[:, DIGITS].mean(-1) - log_p.gather(-1, targets[:, None])[:, 0]
        is_digit = (targets >= DIGITS.start) & (targets < DIGITS.stop)
        loss = loss - (doubt * digits * is_digit).sum() / len(targets)
    return loss


def language_loss(model: Llama, hidden: torch.Tensor, ids: torch.Tensor, mask: torch.Tensor, doubt: float = 0.0) -> torch.Tensor:
    """`smoothed` of the tokens that carry a loss."""
    wanted = mask[:, 1:]
    return smoothed(model.logits(hidden[:, :-1][wanted]).float(), ids[:, 1:][wanted], doubt)


def train(recipe: Recipe) -> Llama:
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(recipe.seed)
    tokenizer, model = load(), Llama(recipe.shape)
    optimizer, rng = MuonAdam(model, recipe.lr), random.Random(recipe.seed)
    checkpoint, log = checkpoint_of(recipe.name), ROOT / "logs" / f"{recipe.name}.csv"
    checkpoint.parent.mkdir(exist_ok=True)
    log.parent.mkdir(exist_ok=True)
    step = tokens = sequences = 0
    seconds = 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        if saved.get("done"):
            model.load_state_dict(saved["model"])
            return model
        model.load_state_dict(saved["model"])
        optimizer.load(saved["optimizer"])
        rng.setstate(saved["rng"])
        step, tokens, sequences, seconds = (saved[k] for k in ("step", "tokens", "sequences", "seconds"))
    else:
        if recipe.start:
            train(RECIPES[recipe.start])
            before = torch.load(checkpoint_of(recipe.start), weights_only=False)
            model.load_state_dict(before["model"])
            optimizer.load(before["optimizer"])
        with log.open("w") as f:
            csv.writer(f).writerow(["step", "loss_tokens", "problems", "cpu_seconds", "loss"])

    def save(path: Path, state, done=False) -> None:
        part = path.with_suffix(".part")
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state(), "rng": state, "step": step, "tokens": tokens,
                    "sequences": sequences, "seconds": seconds + time.process_time() - started, "done": done,
                    "recipe": recipe}, part)
        os.replace(part, path)

    started, losses, last_saved = time.process_time(), [], step
    for ids, mask, state in batches(tokenizer, recipe, rng):
        progress = tokens / recipe.tokens
        if state is not None and step - last_saved >= SAVE_EVERY:
            save(checkpoint, state)
            last_saved = step
        if progress >= 1:
            break
        with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16):
            loss = language_loss(model, model(ids), ids, mask, recipe.doubt)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step(rate(recipe, step, progress))
        step, tokens, sequences = step + 1, tokens + int(mask.sum()), sequences + len(ids)
        losses.append(loss.item())
        if step % LOG_EVERY == 0:
            row = [step, tokens, sequences, round(seconds + time.process_time() - started), f"{sum(losses) / len(losses):.4f}"]
            with log.open("a") as f:
                csv.writer(f).writerow(row)
            print(recipe.name, *row, flush=True)
            losses = []
    save(checkpoint, None, done=True)
    return model
