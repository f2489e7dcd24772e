"""Templates: the one form every problem of the domain takes.

A template is a wording with slots, the ranges its slots are drawn from, and a function that derives the one canonical
solution of a filled wording. Knows nothing of tokens, models, splits or files.
"""
import hashlib
import random
import re
from dataclasses import dataclass, field
from math import gcd
from typing import Callable

FINAL = "Therefore, the final answer is: $\\boxed{%s}$. I hope it is correct."
NAMES = ("Mia", "Tom", "Ava", "Leo", "Zoe", "Sam")
THINGS = ("pens", "books", "apples", "cards", "coins", "stamps")
_SLOT = re.compile(r"\{(\w+)\}")
_ANSWER = re.compile(r"\\boxed\{(.*)\}\$\. I hope it is correct\.$")


def answer_of(solution: str) -> str | None:
    """The boxed answer of a finished solution; an unfinished one has none."""
    found = _ANSWER.search(solution)
    return found[1] if found else None


class Rejected(Exception):
    """The drawn values do not make a proper problem (a constraint of the template); draw again."""


def require(condition: bool) -> None:
    if not condition:
        raise Rejected


@dataclass(frozen=True)
class Problem:
    """One problem with its canonical solution. `steps` are texts that each end with a blank line, but for the last."""
    family: str
    level: int
    template: str
    text: str
    steps: tuple[str, ...]
    answer: str
    values: dict
    key: str                # the text with its words left open: what the split is a function of

    @property
    def solution(self) -> str:
        return "".join(self.steps)


class Solution:
    """Collects what a template's function derives: shown values and steps."""

    def __init__(self) -> None:
        self.shown: dict = {}
        self.steps: list[str] = []

    def show(self, **values) -> None:
        """Names derived values that the wording shows."""
        self.shown.update(values)

    def step(self, title: str, line: str) -> None:
        self.steps.append(f"## Step {len(self.steps) + 1}: {title}\n{line}\n\n")


def drawn(rng: random.Random, draws: tuple):
    """A value of a slot: one of some words, one of a list of numbers, or a whole number of (low, high[, stride])."""
    if isinstance(draws, list) or isinstance(draws[0], str):
        return rng.choice(draws)
    low, high, *stride = draws
    return low + (stride[0] if stride else 1) * rng.randrange((high - low) // (stride[0] if stride else 1) + 1)


@dataclass(frozen=True)
class Template:
    id: str
    family: str
    title: str
    level: int
    text: str
    draws: dict
    note: str
    solve: Callable

    @property
    def slots(self) -> list[str]:
        """Slot names in order of appearance. Braces round other words are LaTeX's own."""
        seen = []
        for name in _SLOT.findall(self.text):
            if name not in seen:
                seen.append(name)
        return seen

    def draw(self, rng: random.Random) -> Problem:
        """Draws values until they make a proper problem."""
        while True:
            values = {name: drawn(rng, draws) for name, draws in self.draws.items()}
            try:
                return self.fill(values)
            except Rejected:
                continue

    def fill(self, values: dict) -> Problem:
        solution = Solution()
        answer = str(self.solve(solution, **values))
        shown = {**values, **solution.shown}
        put = lambda words: _SLOT.sub(
            lambda m: str(shown[m[1]]) if m[1] in shown and (words or not isinstance(shown[m[1]], str)) else m[0],
            self.text)
        steps = (*solution.steps, FINAL % answer)
        return Problem(self.family, self.level, self.id, put(True), steps, answer, shown, put(False))


@dataclass
class Family:
    """A family of school problems: a name (the `subject` of its problems) and its templates."""
    name: str
    templates: list[Template] = field(default_factory=list)

    def template(self, level: int, title: str, text: str, note: str = "", **draws):
        """Registers a wording; `draws` as in `drawn`."""
        def register(solve: Callable) -> Callable:
            slug = self.name.replace(" ", "-")
            number = 1 + sum(t.level == level for t in self.templates)
            self.templates.append(Template(f"{slug}-{level}-{number}", self.name, title, level, text, draws, note, solve))
            return solve
        return register


def split_of(key: str) -> str:
    """train 84 %, dev 5 %, test 5 %, reserve 6 % (for later test sets), by hash of the problem text without its words."""
    share = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 100
    return "test" if share < 5 else "dev" if share < 10 else "reserve" if share < 16 else "train"


# --- how calculations are written ------------------------------------------------------------------------------------

def operand(n: int) -> str:
    return f"({n})" if n < 0 else str(n)


def add(a: int, b: int) -> str:
    return f"{a} + {operand(b)} = {a + b}"


def sub(a: int, b: int) -> str:
    return f"{a} - {operand(b)} = {a - b}"


def mul(a: int, b: int) -> str:
    return f"{a} \\times {operand(b)} = {a * b}"


def div(a: int, b: int) -> str:
    assert a % b == 0
    return f"{a} / {operand(b)} = {a // b}"


def frac(p: int, q: int) -> str:
    return f"\\frac{{{p}}}{{{q}}}"


def signed(n: int) -> str:
    """A term after the first: ' + 5' or ' - 5'."""
    return f" + {n}" if n >= 0 else f" - {-n}"


def coef(n: int, symbol: str) -> str:
    """n times a symbol, as one writes it: 'x', '-x', '3x'."""
    return symbol if n == 1 else f"-{symbol}" if n == -1 else f"{n}{symbol}"


def reduce_step(s: Solution, p: int, q: int) -> str:
    """The last two steps of every fraction answer; shown even where nothing cancels, so that the trace has one form."""
    g = gcd(p, q)
    require(q // g > 1)
    s.step("Find the greatest common divisor", f"The greatest common divisor of ${p}$ and ${q}$ is ${g}$.")
    s.step("Simplify", f"${div(p, g)}$ and ${div(q, g)}$.")
    return frac(p // g, q // g)
