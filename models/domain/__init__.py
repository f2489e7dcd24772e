"""The domain: school maths problems with one canonical, machine-checkable solution each."""
import random

from .core import Problem, Template, answer_of, split_of
from .families import FAMILIES

TEMPLATES: list[Template] = [t for family in FAMILIES for t in family.templates]
BY_ID = {t.id: t for t in TEMPLATES}
_CELLS: dict[tuple[str, int], list[Template]] = {}
for _t in TEMPLATES:
    _CELLS.setdefault((_t.family, _t.level), []).append(_t)
CELLS = sorted(_CELLS)

__all__ = ["BY_ID", "CELLS", "FAMILIES", "TEMPLATES", "Problem", "Template", "answer_of", "sample", "split_of"]


def sample(rng: random.Random, split: str = "train", family: str | None = None, level: int | None = None) -> Problem:
    """Draws one problem of a split: family and level first, uniformly, then a template, then its values."""
    while True:
        name = family or rng.choice(FAMILIES).name
        problem = rng.choice(_CELLS[name, level or rng.randint(1, 5)]).draw(rng)
        if split_of(problem.key) == split:
            return problem
