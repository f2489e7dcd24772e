"""Writes a trained model as a Hugging Face folder at fp16, with a reference of its logits. Trains nothing."""
import json
import random
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from domain import sample
from tokenizer import hugging_face
from tokenizer.tokenizer import BOS, EOT, PAD, PLUS, load

from . import forms
from .model import Llama, Shape
from .places import CHECKPOINTS, ROOT
from .sampling import generate


def checkpoint_of(name: str) -> Path:
    """Where the training of a recipe keeps how far it is."""
    return CHECKPOINTS / f"{name}.pt"


REFERENCE_PROBLEMS = (
    "Evaluate $6 + 3 \\times 4 - 5$.",
    "Compute $\\frac{3}{4} + \\frac{1}{6}$. Give the answer in lowest terms.",
    "Two trains are $480$ km apart and move towards each other at $35$ and $62$ km per hour. How far apart are they after $3$ hours, in km?",
)
GREEDY_TOKENS, POSITIONS, TOP = 64, 8, 8
REVISED = (0, 1, 4)     # attempts before each of the reference problems, for a reviser


def config(shape: Shape) -> dict:
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": shape.vocab,
        "hidden_size": shape.width, "intermediate_size": shape.hidden, "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads, "num_key_value_heads": shape.kv_heads, "head_dim": shape.head_dim,
        "hidden_act": "silu", "max_position_embeddings": shape.positions, "rms_norm_eps": shape.eps,
        "rope_theta": shape.rope_theta, "rope_scaling": None, "attention_bias": False, "mlp_bias": False,
        "attention_dropout": 0.0, "initializer_range": 0.02, "pretraining_tp": 1, "tie_word_embeddings": True,
        "torch_dtype": "float16", "use_cache": True, "bos_token_id": BOS, "eos_token_id": EOT, "pad_token_id": PAD}


def shape_of(config: dict) -> Shape:
    return Shape(config["vocab_size"], config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"],
                 config["num_key_value_heads"], config["intermediate_size"], config["head_dim"],
                 config["max_position_embeddings"], config["rope_theta"], config["rms_norm_eps"])


def load_folder(folder: Path) -> Llama:
    """The model of a folder, its fp16 weights as fp32."""
    model = Llama(shape_of(json.loads((folder / "config.json").read_text())))
    model.load_state_dict({k: v.float() for k, v in load_file(folder / "model.safetensors").items()})
    return model.eval()


def reference_attempts() -> list[list[str]]:
    """Attempts of the policy at the reference problems, REVISED of each."""
    tokenizer, policy, generator = load(), load_folder(ROOT / "policy"), torch.Generator().manual_seed(11)
    prompts = [[forms.prompt(tokenizer, text)] * count for text, count in zip(REFERENCE_PROBLEMS, REVISED)]
    made = lambda those: generate(policy, those, most=forms.MOST_TOKENS, temperature=1.0, stop=(EOT,), generator=generator)
    return [[tokenizer.decode(ids) for ids in made(those)] if those else [] for those in prompts]


@torch.no_grad()
def reference(model: Llama, attempts=((),) * len(REFERENCE_PROBLEMS)) -> dict:
    """What a server must reproduce: greedy ids, and some logits of one full forward pass over prompt and greedy ids."""
    tokenizer, out = load(), []
    for text, earlier in zip(REFERENCE_PROBLEMS, attempts):
        prompt = forms.prompt(tokenizer, text, earlier)
        ids = list(prompt)
        while len(ids) < len(prompt) + GREEDY_TOKENS and ids[-1] != EOT:
            ids.append(int(model.logits(model(torch.tensor([ids]))[0, -1]).argmax()))
        assert ids[len(prompt):] == generate(model, [prompt], most=GREEDY_TOKENS, temperature=0, stop=(EOT,))[0]
        logits = model.logits(model(torch.tensor([ids])))[0]
        positions = []
        for i in range(POSITIONS):
            at = i * (len(ids) - 1) // (POSITIONS - 1)
            top = logits[at].topk(TOP)
            positions.append({"position": at, "top": [[int(k), round(float(v), 5)] for v, k in zip(top.values, top.indices)],
                              "logsumexp": round(float(logits[at].logsumexp(-1)), 5)})
        shown = {"attempts": earlier} if any(attempts) else {}
        out.append({"problem": text, **shown, "prompt_ids": prompt, "greedy_ids": ids[len(prompt):], "positions": positions})
    return {"made_from": "fp16 weights as fp32, one full forward pass over prompt_ids + greedy_ids", "prompts": out}


@torch.no_grad()
def verifier_reference(model: Llama) -> dict:
    """What a server must reproduce of a PRM: the logits after each step of right solutions and of ones with a wrong digit."""
    tokenizer, rng, out = load(), random.Random(11), []
    for _ in range(3):
        problem = sample(rng)
        slipped = (*problem.steps[:-2], problem.steps[-2].replace(problem.steps[-2].strip()[-3], "0" if problem.steps[-2].strip()[-3] != "0" else "7"), problem.steps[-1])
        for steps in (problem.steps, slipped):
            dialogue, spans = forms.dialogue(tokenizer, problem.text, steps)
            logits = model.logits(model(torch.tensor([dialogue])))[0]
            positions = []
            for _, end in spans:
                top = logits[end].topk(TOP)
                positions.append({"position": end, "top": [[int(k), round(float(v), 5)] for v, k in zip(top.values, top.indices)],
                                  "logsumexp": round(float(logits[end].logsumexp(-1)), 5)})
            out.append({"problem": problem.text, "prompt_ids": [*dialogue, PLUS], "greedy_ids": [], "positions": positions})
    return {"made_from": "fp16 weights as fp32, one full forward pass over prompt_ids", "prompts": out}


def export(model: Llama, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    write = lambda name, content: (folder / name).write_text(json.dumps(content, indent=1) + "\n")
    write("config.json", config(model.shape))
    write("generation_config.json", {"bos_token_id": BOS, "eos_token_id": EOT, "pad_token_id": PAD})
    hugging_face.write(load(), folder, model.shape.positions)
    if folder.name == "reviser":
        (folder / "revisions.jinja").write_text(hugging_face.REVISIONS_TEMPLATE + "\n")
    weights = {k: v.detach().half().contiguous() for k, v in model.state_dict().items()}
    assert all(torch.isfinite(v).all() for v in weights.values()), "a weight does not fit fp16"
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)
    made = load_folder(folder)
    write("reference.json", verifier_reference(made) if folder.name == "prm"
          else reference(made, reference_attempts()) if folder.name == "reviser" else reference(made))


def export_checkpoint(name: str) -> None:
    """Writes the folder of a model whose training has ended."""
    saved = torch.load(checkpoint_of(name), weights_only=False)
    model = Llama(saved["shape"] if "shape" in saved else saved["recipe"].shape)
    model.load_state_dict(saved["model"])
    export(model, ROOT / name)
    print(name, "exported,", saved["tokens"], "tokens with a loss seen")
