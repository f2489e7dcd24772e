"""Writes tiny-math/: tiny-math-500.jsonl, dev.jsonl (MATH-500's fields) and templates.json. python -m domain.build"""
import json
import random
from pathlib import Path

from . import CELLS, TEMPLATES, sample
from .core import Template

FOLDER = Path(__file__).resolve().parent.parent / "tiny-math"
EXAMPLES = 12


def problem_set(name: str, split: str, seed: int, per_level: int) -> list[dict]:
    """`per_level` distinct problems of each level, ordered by family and level; no family has two more than another."""
    rng, rows = random.Random(seed), []
    families = list(dict.fromkeys(family for family, _ in CELLS))
    for family, level in CELLS:
        place = (families.index(family) + 3 * level) % len(families)    # whose turn it is to have one more
        wanted = per_level // len(families) + (place < per_level % len(families))
        keys: set[str] = set()
        while len(keys) < wanted:
            problem = sample(rng, split, family, level)
            if problem.key in keys:
                continue
            keys.add(problem.key)
            rows.append({"problem": problem.text, "solution": problem.solution, "answer": problem.answer, "subject": family,
                         "level": level, "unique_id": f"{name}/{family.replace(' ', '-')}/{level}-{len(keys)}.json"})
    return rows


def template_row(template: Template) -> dict:
    """A template as the web page fills it: text with {slots}, the range of each slot, and fillings that are proper."""
    rng = random.Random(template.id)
    drawn = [template.draw(rng) for _ in range(400)]
    fillings = [problem.values for problem in drawn]
    slots = []
    for name in template.slots:
        if name not in fillings[0]:
            continue                            # braces of LaTeX
        values = [f[name] for f in fillings]
        draws = template.draws.get(name)
        if isinstance(values[0], str):
            slots.append({"name": name, "kind": "word", "choices": list(draws), "default": values[0]})
            continue
        low, high, stride = min(values), max(values), 1
        if isinstance(draws, tuple):
            low, high, stride = draws[0], draws[1], draws[2] if len(draws) > 2 else 1
        slots.append({"name": name, "kind": "number", "min": low, "max": high, "step": stride, "default": values[0]})
    names = [s["name"] for s in slots]
    return {"id": template.id, "family": template.family, "level": template.level, "title": template.title,
            "text": template.text, "slots": slots, "note": template.note,
            "examples": [{n: f[n] for n in names} for f in fillings[:EXAMPLES]],
            "answers": [problem.answer for problem in drawn[:EXAMPLES]]}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, split, seed, per_level in (("tiny-math-500", "reserve", 20_003, 100), ("dev", "dev", 20_002, 64)):
        rows = problem_set(name, split, seed, per_level)
        (FOLDER / f"{name}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        print(name, len(rows))
    (FOLDER / "templates.json").write_text(json.dumps([template_row(t) for t in TEMPLATES], indent=1, ensure_ascii=False) + "\n")
    print("templates", len(TEMPLATES))


if __name__ == "__main__":
    main()
