"""The domain: every step checks, splits do not meet, every cell is wide. Run all with: python -m unittest discover -s tests -t ."""
import json
import random
import re
import unittest
from fractions import Fraction
from pathlib import Path

from domain import CELLS, TEMPLATES, sample, split_of
from domain.core import Rejected

ROOT = Path(__file__).resolve().parent.parent
EQUALITY = re.compile(r"([-0-9()/\\times +^{}frac]+?) = (-?\d+)(?![\d/a-z^])")


def value_of(expression: str) -> Fraction | None:
    """Value of plain arithmetic as the traces write it; None where it is not plain arithmetic."""
    text = expression.replace("\\times", "*").replace("^", "**").replace("{", "(").replace("}", ")").strip()
    if not re.fullmatch(r"[-+*/() 0-9]+", text) or not re.search(r"\d", text):
        return None
    try:
        return eval(re.sub(r"\d+", lambda m: f"Fraction({m[0]})", text), {"Fraction": Fraction})
    except (SyntaxError, TypeError, ZeroDivisionError):
        return None


class Domain(unittest.TestCase):
    def test_every_written_equality_of_numbers_holds(self):
        rng, checked = random.Random(5), 0
        for family, level in CELLS:
            for _ in range(20):
                problem = sample(rng, "train", family, level)
                for line in problem.steps:
                    for part in re.findall(r"\$([^$]*)\$", line):
                        sides = part.split(" = ")
                        values = [value_of(side) for side in sides]
                        for left, right in zip(values, values[1:]):
                            if left is not None and right is not None:
                                checked += 1
                                self.assertEqual(left, right, f"{problem.text}\n{line}")
        self.assertGreater(checked, 3000)

    def test_solutions_have_the_published_form(self):
        rng = random.Random(6)
        for family, level in CELLS:
            problem = sample(rng, "train", family, level)
            for number, step in enumerate(problem.steps[:-1], 1):
                self.assertTrue(step.startswith(f"## Step {number}: ") and step.endswith("\n\n"), step)
                self.assertNotIn("\n\n", step[:-2])
            self.assertEqual(problem.steps[-1], f"Therefore, the final answer is: $\\boxed{{{problem.answer}}}$. I hope it is correct.")

    def test_a_wording_has_one_form_of_trace(self):
        rng = random.Random(9)
        for one in TEMPLATES:
            for other in TEMPLATES:
                if one is other or one.text != other.text:
                    continue
                for _ in range(30):
                    problem = one.draw(rng)
                    try:
                        self.assertEqual(other.fill({k: problem.values[k] for k in other.draws}).steps, problem.steps)
                    except Rejected:
                        continue

    def test_splits_do_not_meet_and_sets_lie_in_theirs(self):
        rng = random.Random(7)
        keys = {split: {sample(rng, split).key for _ in range(1500)} for split in ("train", "dev", "test", "reserve")}
        for split, mine in keys.items():
            self.assertTrue(all(split_of(key) == split for key in mine))
        rows = {name: [json.loads(line)["problem"] for line in (ROOT / "tiny-math" / f"{name}.jsonl").read_text().splitlines()]
                for name in ("dev", "tiny-math-500")}
        self.assertEqual(len(set(rows["dev"]) | set(rows["tiny-math-500"])), len(rows["dev"]) + len(rows["tiny-math-500"]))

    def test_every_cell_has_hundreds_of_problems(self):
        rng = random.Random(8)
        for family, level in CELLS:
            keys = {sample(rng, "train", family, level).key for _ in range(900)}
            self.assertGreater(len(keys), 200, f"{family}, level {level}")


if __name__ == "__main__":
    unittest.main()
