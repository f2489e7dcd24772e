"""Chooses the phrases of the tokenizer: the wordings of the domain between its numbers.

Run once (python -m tokenizer.phrases); the list is part of every trained model, so a new list means new models.
"""
import json
import random
import re
from collections import Counter

from domain import TEMPLATES
from domain.core import NAMES, THINGS

from .tokenizer import PHRASES_FILE

SAMPLES_PER_TEMPLATE = 200
# Cut out numbers, operators and signs (each its own token), blank lines, step heads and words; what lies between is a phrase.
_CUT = re.compile(r"(\d|\n\n| ?## Step |\(-|\(|\)| \+ | - | \\times | = | / |-|" + "|".join(NAMES + THINGS) + ")")


def choose_phrases(least: int = 40) -> list[str]:
    """All pieces of two or more characters that occur at least `least` times, most saved characters first."""
    rng = random.Random(1)
    counts: Counter = Counter()
    for template in TEMPLATES:
        for _ in range(SAMPLES_PER_TEMPLATE):
            problem = template.draw(rng)
            # the dialogue form puts a space between problem and first step
            for text in (problem.text + " " + problem.steps[0], *problem.steps[1:]):
                counts.update(piece for piece in _CUT.split(text) if len(piece) > 1)
    kept = [p for p, n in counts.items() if n >= least and (p == "\n\n" or "\n\n" not in p)]
    return sorted(kept, key=lambda p: (-counts[p] * (len(p) - 1), p))


if __name__ == "__main__":
    phrases = choose_phrases()
    PHRASES_FILE.write_text(json.dumps(phrases, indent=0, ensure_ascii=False) + "\n")
    print(len(phrases), "phrases")
