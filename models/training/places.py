"""Where that lies which training needs and the repository does not keep: in LONGTHINK_TRAINING, else beside the models."""
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = Path(os.environ.get("LONGTHINK_TRAINING", ROOT))
CHECKPOINTS, SAMPLES = WORK / ".checkpoints", WORK / ".samples"
