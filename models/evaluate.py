"""Accuracy of a policy, and of choosing among its samples by verifiers.

    python evaluate.py greedy baseline                        one greedy answer a problem
    python evaluate.py search policy likelihood:baseline ...  best of n, beside majority and pass@n

Verifiers: likelihood:MODEL (exp of the sum of a step's log-probabilities) and prm:MODEL (P('+') of a step). Works on the
folders, so on the fp16 weights that ship, or on a checkpoint where MODEL ends in .pt. --set tiny-math-500 is for reporting only.
"""
import argparse
import json
import math
import random
import time
from pathlib import Path

import torch

from domain import answer_of
from tokenizer.tokenizer import EOT, load
from training import forms, scoring
from training.export import load_folder
from training.model import Llama
from training.sampling import generate

ROOT = Path(__file__).resolve().parent
ROWS = 512


def load_model(name: str) -> Llama:
    if not name.endswith(".pt"):
        return load_folder(ROOT / name)
    saved = torch.load(name, weights_only=False)
    model = Llama(saved["shape"] if "shape" in saved else saved["recipe"].shape)
    model.load_state_dict(saved["model"])
    return model.eval()


def sample_solutions(model: Llama, problems: list[str], n: int, temperature: float, seed: int) -> list[list[str]]:
    """n solutions a problem; one that does not end in time is returned as far as it came."""
    tokenizer, generator = load(), torch.Generator().manual_seed(seed)
    jobs = [(i, forms.prompt(tokenizer, p)) for i, p in enumerate(problems) for _ in range(n)]
    out: list[list[str]] = [[] for _ in problems]
    for start in range(0, len(jobs), ROWS):
        part = jobs[start:start + ROWS]
        made = generate(model, [ids for _, ids in part], most=forms.MOST_TOKENS, temperature=temperature, stop=(EOT,), generator=generator)
        for (i, _), ids in zip(part, made):
            out[i].append(tokenizer.decode(ids) + ("" if ids[-1] == EOT else " [unfinished]"))
    return out


# --- statistics -------------------------------------------------------------------------------------------------------

def interval(values: list[float]) -> str:
    """Mean over problems in percent with a 95 % bootstrap interval over problems."""
    rng, n = random.Random(7), len(values)
    means = sorted(sum(rng.choices(values, k=n)) / n for _ in range(1000))
    return f"{100 * sum(values) / n:5.1f} [{100 * means[25]:.1f}, {100 * means[974]:.1f}]"


def by_level(values: list[float], rows: list[dict]) -> str:
    mean = lambda xs: sum(xs) / max(1, len(xs))
    return " ".join(f"{100 * mean([v for v, r in zip(values, rows) if r['level'] == level]):3.0f}" for level in range(1, 6))


def auc(right: list[float], wrong: list[float]) -> float:
    """Chance that a right step scores above a wrong one, ties half."""
    right_t, wrong_t = torch.tensor(right).double().sort().values, torch.tensor(wrong).double()
    below, not_above = torch.searchsorted(right_t, wrong_t), torch.searchsorted(right_t, wrong_t, right=True)
    wins = (len(right) - not_above).sum() + 0.5 * (not_above - below).sum()
    return float(wins) / (len(right) * len(wrong))


def step_labels(steps: list[str], canonical: list[str]) -> list[bool]:
    """A step is right when it and all before it are the canonical ones."""
    labels, right = [], True
    for i, step in enumerate(steps):
        right = right and i < len(canonical) and step == canonical[i]
        labels.append(right)
    return labels


def choose(candidates: list[tuple[str | None, float]], rule: str) -> str | None:
    """The answer of some (answer, score): of the best score, or of the largest number or sum of scores."""
    finished = [c for c in candidates if c[0] is not None]
    if not finished:
        return None
    if rule == "naive":
        return max(finished, key=lambda c: c[1])[0]
    votes: dict[str, float] = {}
    for answer, score in finished:
        votes[answer] = votes.get(answer, 0.0) + (score if rule == "weighted" else 1.0)
    return max(votes, key=votes.get)


# --- commands ---------------------------------------------------------------------------------------------------------

def greedy(name: str, rows: list[dict]) -> None:
    solutions = sample_solutions(load_model(name), [r["problem"] for r in rows], 1, 0.0, 0)
    right = [float(answer_of(s[0]) == r["answer"]) for s, r in zip(solutions, rows)]
    unfinished = sum(s[0].endswith("[unfinished]") for s in solutions)
    print(f"{name} greedy, {len(rows)} problems: {interval(right)}  levels {by_level(right, rows)}  unfinished {unfinished}")
    for subject in dict.fromkeys(r["subject"] for r in rows):
        mine = [v for v, r in zip(right, rows) if r["subject"] == subject]
        print(f"    {subject:24s} {100 * sum(mine) / len(mine):5.1f}")


def score_all(verifier: str, items: list[tuple[str, list[str]]]) -> list[list[float]]:
    """Step scores in log space or as logits; only their order and their final probability are used."""
    kind, name = verifier.split(":", 1)
    model, tokenizer = load_model(name), load()
    if kind == "likelihood":
        return scoring.likelihood(model, tokenizer, items)
    return scoring.plus_logit(model, tokenizer, items)


def final_score(verifier: str, steps: list[float]) -> float:
    """A solution's score: product of step likelihoods, or P('+') after the last step."""
    if verifier.startswith("likelihood"):
        return math.exp(sum(steps))
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, steps[-1]))))


def search(name: str, verifiers: list[str], rows: list[dict], n: int, temperature: float) -> None:
    started = time.process_time()
    samples = sample_solutions(load_model(name), [r["problem"] for r in rows], n, temperature, 11)
    answers = [[answer_of(s) for s in row] for row in samples]
    right = [[a == r["answer"] for a in row] for row, r in zip(answers, rows)]
    print(f"{name} at T={temperature}, {len(rows)} problems x {n} samples ({time.process_time() - started:.0f} cpu-s)")
    print(f"  pass@1 {interval([sum(x) / n for x in right])}  levels {by_level([sum(x) / n for x in right], rows)}"
          f"  unfinished {100 * sum(a is None for row in answers for a in row) / (n * len(rows)):.2f} %"
          f"  distinct {100 * sum(len(set(row)) for row in samples) / (n * len(rows)):.0f} %")
    budgets = [k for k in (4, 16, 64, 256) if k <= n]

    def over_groups(k: int, hit) -> list[float]:
        starts = range(0, n - k + 1, k)
        return [sum(hit(i, a, a + k) for a in starts) / len(starts) for i in range(len(rows))]

    for k in budgets:
        print(f"  n={k:3d} pass@n {interval(over_groups(k, lambda i, a, b: any(right[i][a:b])))}"
              f"   majority {interval(over_groups(k, lambda i, a, b: choose([(x, 0) for x in answers[i][a:b]], 'majority') == rows[i]['answer']))}")
    distinct = [list(dict.fromkeys(row)) for row in samples]
    items = [(r["problem"], scoring.split_steps(s)) for r, row in zip(rows, distinct) for s in row]
    for verifier in verifiers:
        started = time.process_time()
        scores = dict(zip(((r["problem"], s) for r, row in zip(rows, distinct) for s in row), score_all(verifier, items)))
        good, bad, ends = [], [], ([], [])
        for r, row in zip(rows, distinct):
            for s in row:
                marks = scores[r["problem"], s]
                if verifier.startswith("likelihood"):       # prefix likelihood: how sure up to and with this step
                    marks = [sum(marks[:i + 1]) for i in range(len(marks))]
                labels = step_labels(scoring.split_steps(s), scoring.split_steps(r["solution"]))
                ends[labels[-1]].append(marks[-1])
                for label, mark in zip(labels, marks):
                    (good if label else bad).append(mark)
                    if not label:
                        break
        print(f"  {verifier} ({time.process_time() - started:.0f} cpu-s): step AUC up to the first error {auc(good, bad):.4f}"
              f" ({len(good)} right, {len(bad)} wrong), last step {auc(ends[1], ends[0]):.4f}")
        final = [[final_score(verifier, scores[r["problem"], s]) for s in row] for r, row in zip(rows, samples)]
        for k in budgets:
            line = f"    n={k:3d}"
            for rule in ("naive", "weighted"):
                hits = over_groups(k, lambda i, a, b: choose(list(zip(answers[i][a:b], final[i][a:b])), rule) == rows[i]["answer"])
                line += f"   {rule} {interval(hits)}  levels {by_level(hits, rows)}"
            print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("greedy", "search"))
    parser.add_argument("model")
    parser.add_argument("verifiers", nargs="*")
    parser.add_argument("--set", default="dev", choices=("dev", "tiny-math-500"))
    parser.add_argument("--every", type=int, default=1, help="take every k-th problem")
    parser.add_argument("--n", type=int, default=64)
    parser.add_argument("--temperature", type=float, default=0.8)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    rows = [json.loads(line) for line in (ROOT / "tiny-math" / f"{args.set}.jsonl").read_text().splitlines()][::args.every]
    if args.command == "greedy":
        greedy(args.model, rows)
    else:
        search(args.model, args.verifiers, rows, args.n, args.temperature)


if __name__ == "__main__":
    main()
