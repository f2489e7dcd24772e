"""Sheets of calculations: the arithmetic of the domain's solutions out of context, many to a sequence.

A solution is mostly words that a model knows after minutes; what it goes on failing at are the digits of results. A sheet is
dense in those: every line is a calculation taken from the solution of a freshly drawn training problem, and only its result
carries a loss, since its operands cannot be foreseen.
"""
import random
import re

from domain import sample
from tokenizer.tokenizer import BOS, USER, Tokenizer

CALCULATION = re.compile(r"\(?(-?\d+)\)? (?:\+|-|\\times|/) \(?(-?\d+)\)? = (-?\d+)")
DIVISOR = re.compile(r"## Step \d: Find the greatest common divisor\nThe greatest common divisor of \$(\d+)\$ and \$(\d+)\$ is \$(\d+)")
KEEP_EASY = 0.1     # calculations with one digit on each side are known soon: few of them are kept


def calculations(rng: random.Random):
    """Endless (text up to the result, result) from problems of the training split."""
    while True:
        for step in sample(rng).steps:
            for pattern, lead in ((CALCULATION, "\n$"), (DIVISOR, "\n")):
                for found in pattern.finditer(step):
                    left, right, result = found.groups()
                    if max(abs(int(left)), abs(int(right))) >= 10 or rng.random() < KEEP_EASY:
                        yield lead + found[0][:-len(result)], result


def sheet(tokenizer: Tokenizer, source, length: int) -> tuple[list[int], list[tuple[int, int]]]:
    """About `length` ids of calculations of `source`, one a line, and the ranges [start, end) of their results."""
    ids, spans = [BOS, USER], []
    while len(ids) < length:
        before, result = next(source)
        ids += tokenizer.encode(before)
        spans.append((len(ids), len(ids) + len(result) + 1))
        ids += tokenizer.encode(f"{result}$.")
    return ids, spans
