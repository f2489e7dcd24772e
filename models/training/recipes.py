"""What is trained, and how: one recipe a model. Everything that decides a training run stands here."""
from dataclasses import dataclass

from tokenizer.tokenizer import load

from .model import Shape

VOCABULARY = load().size


@dataclass(frozen=True)
class Recipe:
    name: str
    shape: Shape
    form: str               # solution, dialogue, or both (half and half)
    tokens: int             # tokens with a loss, over the whole run
    lr: float
    seed: int
    batch_tokens: int = 3072
    decay: float = 0.5      # share of the run, at its end, over which the rate falls linearly to zero; 0: it does not fall
    bfloat16: bool = False
    drills: float = 0.0     # share of sequences that are sheets of calculations
    levels: tuple = ()      # how often each level is drawn; empty: all alike
    doubt: float = 0.0      # label smoothing among the digits: how careless the model is to be
    start: str = ""         # the recipe whose end this one goes on from (weights and optimizer)


RECIPES = {r.name: r for r in (
    Recipe("policy", Shape(VOCABULARY, 96, 4, 3, 1, 256), "solution", 4_400_000, 6e-3, seed=1, batch_tokens=2048, doubt=0.035),
    Recipe("trunk", Shape(VOCABULARY, 192, 6, 6, 2, 512), "both", 3_300_000, 5e-3, seed=2, decay=0.0, bfloat16=True),
    Recipe("baseline", Shape(VOCABULARY, 192, 6, 6, 2, 512), "both", 2_000_000, 5e-3, seed=5, decay=1.0, bfloat16=True, start="trunk"),
    # What the PRM grows from: it must know more than the baseline, so it calculates on sheets as well, and meets hard problems more often.
    Recipe("solver", Shape(VOCABULARY, 192, 6, 6, 2, 512), "dialogue", 10_000_000, 5e-3, seed=6, decay=0.6, bfloat16=True, drills=0.5, levels=(1, 2, 3, 4, 4)),
)}
