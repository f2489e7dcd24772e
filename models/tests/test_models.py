"""Tokenizer and models as they ship: the same ids as Hugging Face's own code, a cache that changes nothing."""
import json
import random
import unittest
from pathlib import Path

import torch

from domain import sample
from tokenizer.tokenizer import EOT, load
from training import forms
from training.export import load_folder
from training.sampling import generate

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = sorted(path.parent for path in ROOT.glob("*/model.safetensors"))


class TokenizerTest(unittest.TestCase):
    def test_text_survives_and_steps_tokenize_alone(self):
        tokenizer, rng = load(), random.Random(1)
        for _ in range(300):
            problem = sample(rng)
            ids = tokenizer.encode(problem.solution)
            self.assertEqual(tokenizer.decode(ids), problem.solution)
            self.assertEqual(ids, [i for step in problem.steps for i in tokenizer.encode(step)])
        for text in ("é×√2 – “x”", "\t\n\n\n", "𝔽 🙂", ""):
            self.assertEqual(tokenizer.decode(tokenizer.encode(text)), text)

    def test_hugging_face_gives_the_same_ids(self):
        from tokenizers import Tokenizer as HuggingFace
        tokenizer, rng = load(), random.Random(2)
        theirs = HuggingFace.from_file(str(FOLDERS[0] / "tokenizer.json"))
        for _ in range(300):
            problem = sample(rng)
            text = problem.text + " " + problem.solution
            self.assertEqual(theirs.encode(text, add_special_tokens=False).ids, tokenizer.encode(text))


class ModelsTest(unittest.TestCase):
    def test_the_cache_gives_what_the_full_pass_gives(self):
        tokenizer, rng = load(), random.Random(3)
        for folder in FOLDERS:
            model = load_folder(folder)
            prompts = [forms.prompt(tokenizer, sample(rng).text) for _ in range(4)]
            for prompt, made in zip(prompts, generate(model, prompts, most=60, temperature=0, stop=(EOT,))):
                with torch.no_grad():
                    logits = model.logits(model(torch.tensor([prompt + made])))[0]
                self.assertEqual([int(i) for i in logits[len(prompt) - 1:-1].argmax(-1)], made, folder.name)

    def test_the_recorded_logits_are_those_of_the_weights(self):
        for folder in FOLDERS:
            model = load_folder(folder)
            for row in json.loads((folder / "reference.json").read_text())["prompts"]:
                ids = row["prompt_ids"] + row["greedy_ids"]
                with torch.no_grad():
                    logits = model.logits(model(torch.tensor([ids])))[0]
                for position in row["positions"]:
                    for token, value in position["top"]:
                        self.assertAlmostEqual(float(logits[position["position"], token]), value, delta=2e-3)


if __name__ == "__main__":
    unittest.main()
