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
    decay: float = 0.5      # share of the run, at its end, over which the rate falls linearly to zero
    bfloat16: bool = False
    stem: bool = False      # keep the checkpoint from before the decay, for a later recipe to go on from
    start: str = ""         # the recipe whose stem this one goes on from (weights and optimizer)


RECIPES = {r.name: r for r in (
    Recipe("policy", Shape(VOCABULARY, 96, 4, 3, 1, 256), "solution", 4_400_000, 6e-3, seed=1, batch_tokens=2048),
    Recipe("trunk", Shape(VOCABULARY, 192, 6, 6, 2, 512), "both", 8_000_000, 5e-3, seed=2, bfloat16=True, stem=True),
    Recipe("baseline", Shape(VOCABULARY, 192, 6, 6, 2, 512), "both", 2_000_000, 5e-3, seed=5, decay=1.0, bfloat16=True, start="trunk"),
)}
