"""Makes one of the bundled models from nothing and writes its folder: python -m training.build policy|baseline|prm|reviser.

Every part goes on where it was stopped, and a part that is finished is not made again. Seeds stand in the recipes; what
comes out depends on them, on the versions in requirements.txt and, in the last bits, on the processor.
"""
import argparse

import torch

from . import samples, train_prm, train_reviser
from .export import export_checkpoint
from .recipes import RECIPES
from .train import train


def build(name: str) -> None:
    if name == "prm":
        samples.make(train_prm.RECIPE.chunks)      # of the policy as it stands in its folder
        train(RECIPES[train_prm.RECIPE.trunk])
        train_prm.train(train_prm.RECIPE)
    elif name == "reviser":
        train_reviser.train(train_reviser.RECIPE)  # of the policy as it stands in its folder
    else:
        train(RECIPES[name])
    export_checkpoint(name)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=("policy", "baseline", "prm", "reviser"))
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    build(parser.parse_args().model)
