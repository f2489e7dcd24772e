"""What revising is worth: chains of revisions beside fresh samples, of the reviser and of the policy.

    python evaluate_reviser.py reviser                                   the development set, 64 attempts a problem
    python evaluate_reviser.py reviser --set tiny-math-500 --most 16     for reporting only

Samples and scores lie in blocks of problems in files of their own, so that a stopped command goes on where it was. A model is a
folder, or a checkpoint where its name ends in .pt. The first attempt of a chain is the reviser's own, without an earlier one;
every later one reads the last four before it. Of M chains as many go on as `most` attempts in chains of that length are, so
that every split of a budget into chains and revisions has its samples. Scores are P('+') after the last step, by the PRM.
"""
import argparse
import json
import math
from pathlib import Path

import torch

from domain import answer_of
from evaluate import ROOT, auc, by_level, choose, interval, load_model, step_labels
from tokenizer.tokenizer import EOT, load
from training import forms, scoring
from training.places import SAMPLES
from training.sampling import generate

BLOCK, ROWS = 40, 256       # problems a file, sequences sampled at a time
TEMPERATURE, SEED = 0.8, 11


def write(model, problems: list[str], earlier: list[list[str]], generator: torch.Generator) -> list[dict]:
    """One solution a problem, after its earlier attempts: {text, tokens, prompt}, the counts of the ids made and read."""
    tokenizer, out = load(), []
    prompts = [forms.prompt(tokenizer, p, e) for p, e in zip(problems, earlier)]
    for start in range(0, len(prompts), ROWS):
        part = prompts[start:start + ROWS]
        for prompt, ids in zip(part, generate(model, part, most=forms.MOST_TOKENS, temperature=TEMPERATURE, stop=(EOT,), generator=generator)):
            out.append({"text": tokenizer.decode(ids), "tokens": len(ids), "prompt": len(prompt)})
    return out


def sample(models: dict, rows: list[dict], most: int, seed: int) -> list[dict]:
    """{level, answer, chains, parallel} a problem: attempts with answer, is it right, and (score, is it right) of each step."""
    problems, generator = [r["problem"] for r in rows], torch.Generator().manual_seed(seed)
    chains: list[list[list[dict]]] = [[[] for _ in range(most)] for _ in rows]
    for position in range(most):
        goes_on = most >> math.ceil(math.log2(position + 1))     # chains that are longer than `position`
        at = [(i, c) for i in range(len(rows)) for c in range(goes_on)]
        made = write(models["reviser"], [problems[i] for i, _ in at], [[a["text"] for a in chains[i][c]] for i, c in at], generator)
        for (i, c), attempt in zip(at, made):
            chains[i][c].append(attempt)
    flat = write(models["policy"], [p for p in problems for _ in range(most)], [[]] * (most * len(rows)), generator)
    parallel = [flat[i * most:(i + 1) * most] for i in range(len(rows))]
    texts = sorted({(p, a["text"]) for p, mine, own in zip(problems, chains, parallel) for a in [*sum(mine, []), *own]})
    marks = scoring.plus_logit(models["verifier"], load(), [(p, scoring.split_steps(t)) for p, t in texts])
    scores = {key: [1 / (1 + math.exp(-max(-60.0, min(60.0, m)))) for m in steps] for key, steps in zip(texts, marks)}
    for r, mine, own in zip(rows, chains, parallel):
        for attempt in [*sum(mine, []), *own]:
            steps = scores[r["problem"], attempt["text"]]
            labels = step_labels(scoring.split_steps(attempt["text"]), scoring.split_steps(r["solution"]))
            attempt |= {"answer": answer_of(attempt["text"]), "score": steps[-1] if steps else 0.0, "steps": list(zip(steps, labels))}
            attempt["right"] = attempt["answer"] == r["answer"]
    return [{"level": r["level"], "answer": r["answer"], "chains": c, "parallel": p} for r, c, p in zip(rows, chains, parallel)]


# --- figures ----------------------------------------------------------------------------------------------------------

def mean(values) -> float:
    values = list(values)
    return sum(values) / max(1, len(values))


def pairs(attempts: list[dict]) -> list[tuple[str | None, float]]:
    return [(a["answer"], a["score"]) for a in attempts]


def across_chains(chains: list[list[dict]]) -> str | None:
    """Weighted vote within each chain, then over the winners of the chains with the weight they won by."""
    winners = []
    for chain in chains:
        answer = choose(pairs(chain), "weighted")
        winners.append((answer, sum(s for a, s in pairs(chain) if a == answer)))
    return choose(winners, "weighted")


RULES = {"any": lambda g, answer: any(a["right"] for c in g for a in c),
         "last of each chain": lambda g, answer: mean(c[-1]["right"] for c in g),
         "majority": lambda g, answer: choose(pairs(sum(g, [])), "majority") == answer,
         "naive": lambda g, answer: choose(pairs(sum(g, [])), "naive") == answer,
         "weighted": lambda g, answer: choose(pairs(sum(g, [])), "weighted") == answer,
         "within, across": lambda g, answer: across_chains(g) == answer}


def by_position(rows: list[dict]) -> None:
    first = [mean(c[0]["right"] for c in r["chains"]) for r in rows]
    own = [mean(a["right"] for a in r["parallel"]) for r in rows]
    print(f"policy, one sample   {interval(own)}  levels {by_level(own, rows)}")
    for position in range(max(len(c) for c in rows[0]["chains"])):
        if position > 8 and position & (position + 1):
            continue
        having = [[c for c in r["chains"] if len(c) > position] for r in rows]
        here = [mean(c[position]["right"] for c in mine) for mine in having]
        told = "" if position == 0 else f"  same text as the one before {100 * mean(c[position]['text'] == c[position - 1]['text'] for mine in having for c in mine):.0f} %"
        print(f"position {position + 1:2d}  {interval(here)}  levels {by_level(here, rows)}  above the first {interval([h - f for h, f in zip(here, first)])}"
              f"  above the policy {interval([h - p for h, p in zip(here, own)])}{told}")
    steps = [(r, a["right"], b["right"]) for r in rows for c in r["chains"] for a, b in zip(c[:5], c[1:5])]
    print(f"positions 1 to 5: right to wrong {100 * mean(not b for _, a, b in steps if a):.1f} % of {sum(a for _, a, _ in steps)},"
          f" wrong to right {100 * mean(b for _, a, b in steps if not a):.1f} % of {sum(not a for _, a, _ in steps)}")
    pair = [(i, c) for i, r in enumerate(rows) for c in r["chains"] if len(c) > 1]
    for kind, name in ((False, "wrong"), (True, "right")):
        mine = [(i, c) for i, c in pair if c[0]["right"] == kind]
        other = lambda position: 100 * mean(mean(d[position]["right"] for d in rows[i]["chains"] if d is not c and len(d) > 1) for i, c in mine)
        print(f"after a {name} first attempt, of {len(mine)}: revised right {100 * mean(c[1]['right'] for _, c in mine):.1f} %; of other chains the first right {other(0):.1f} %, the second {other(1):.1f} %")


def split(row: dict, chains: int, length: int) -> list[list[list[dict]]]:
    """Disjoint sets of `chains` chains of `length` among those of a problem."""
    those = [c[:length] for c in row["chains"] if len(c) >= length]
    return [those[i:i + chains] for i in range(0, len(those) - chains + 1, chains)]


def by_ratio(rows: list[dict], most: int) -> None:
    """Accuracy by number of chains and of attempts in each; a problem's is the mean over sets that lie apart."""
    for n in (4, 16, 64):
        if n > most:
            break
        fresh = [[[[a] for a in r["parallel"][i:i + n]] for i in range(0, most, n)] for r in rows]
        layouts = [("policy   ", n, 1, fresh)] + [("reviser  ", n // length, length, [split(r, n // length, length) for r in rows]) for length in (1, 2, 4, 8, 16, 32, 64) if length <= n]
        found: dict = {}
        for model, chains, length, sets in layouts:
            made = lambda key: mean(a[key] for s in sets for g in s for c in g for a in c)
            print(f"N = {n:2d}, {model} {chains:2d} x {length:2d}: {made('tokens'):.0f} tokens made and {made('prompt'):.0f} read an attempt, {len(sets[0])} sets a problem")
            for name, rule in RULES.items():
                hits = found[model, length, name] = [mean(rule(g, r["answer"]) for g in s) for r, s in zip(rows, sets)]
                less = "" if model == "policy   " or length == 1 else f"  above parallel {interval([h - p for h, p in zip(hits, found['reviser  ', 1, name])])}"
                over = "" if model == "policy   " else f"  above the policy {interval([h - p for h, p in zip(hits, found['policy   ', 1, name])])}"
                print(f"    {name:18s} {interval(hits)}  levels {by_level(hits, rows)}{less}{over}")


def step_auc(rows: list[dict], these) -> str:
    """Step AUC up to the first error, with a bootstrap interval over problems."""
    every = []
    for r in rows:
        seen: dict = {}
        for a in these(r):
            for i, (score, label) in enumerate(a["steps"]):
                seen[i, a["text"]] = (score, label)
                if not label:
                    break
        every.append(list(seen.values()))
    value = lambda chosen: auc([s for i in chosen for s, l in every[i] if l], [s for i in chosen for s, l in every[i] if not l])
    generator = torch.Generator().manual_seed(7)
    draws = sorted(value(torch.randint(len(rows), (len(rows),), generator=generator).tolist()) for _ in range(200))
    return f"{value(range(len(rows))):.4f} [{draws[5]:.4f}, {draws[194]:.4f}]"


def by_verifier(rows: list[dict]) -> None:
    for name, these in (("policy", lambda r: r["parallel"]), ("position 1", lambda r: [c[0] for c in r["chains"]]),
                        ("positions 2 to 5", lambda r: [a for c in r["chains"] for a in c[1:5]]), ("from position 6 on", lambda r: [a for c in r["chains"] for a in c[5:]])):
        every = [a for r in rows for a in these(r)]
        if every:
            within = [mean((a["score"] > b["score"]) + 0.5 * (a["score"] == b["score"]) for a in these(r) if a["right"] for b in these(r) if not b["right"])
                      for r in rows if any(a["right"] for a in these(r)) and any(not a["right"] for a in these(r))]
            print(f"PRM, {name:18s} step AUC {step_auc(rows, these)}, AUC of solutions {auc([a['score'] for a in every if a['right']], [a['score'] for a in every if not a['right']]):.4f},"
                  f" within a problem {interval(within)}; wrong above 0.5: {100 * mean(a['score'] > 0.5 for a in every if not a['right']):.2f} %, right below: {100 * mean(a['score'] < 0.5 for a in every if a['right']):.2f} %")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reviser")
    parser.add_argument("--set", default="dev", choices=("dev", "tiny-math-500"))
    parser.add_argument("--every", type=int, default=1, help="take every k-th problem")
    parser.add_argument("--most", type=int, default=64, help="attempts a problem, a power of two")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    models = {"reviser": load_model(args.reviser), "policy": load_model("policy"), "verifier": load_model("prm")}
    rows = [json.loads(line) for line in (ROOT / "tiny-math" / f"{args.set}.jsonl").read_text().splitlines()][::args.every]
    SAMPLES.mkdir(exist_ok=True)
    out = []
    for start in range(0, len(rows), BLOCK):
        path = SAMPLES / f"chains-{Path(args.reviser).stem}-{args.set}-{args.every}-{args.most}-{start:03d}.json"
        if not path.exists():
            path.write_text(json.dumps(sample(models, rows[start:start + BLOCK], args.most, SEED + start)))
        out += json.loads(path.read_text())
        print(f"{len(out)} of {len(rows)} problems", flush=True)
    by_position(out)
    by_ratio(out, args.most)
    by_verifier(out)


if __name__ == "__main__":
    main()
