"""Writes two reward models with random weights, for the live tests of `/pooling` and `/classify`:

    python tiny_reward_models.py FOLDER      # FOLDER/qwen-prm, FOLDER/outcome-rm, FOLDER/chat-template.jinja

`qwen-prm` has the shape of Qwen2.5-Math-PRM (Qwen2ForProcessRewardModel, scores at `<extra_0>`), `outcome-rm` that of a
Llama reward model with one label. Both speak the tokenizer of the bundled models. Their scores mean nothing: what is
tested is the wire. Needs torch and safetensors, which every vLLM installation has.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

BUNDLED = Path(__file__).resolve().parents[4] / "models" / "policy"
STEP_END = "<extra_0>"
# vLLM on a CPU has no kernel for heads narrower than 32.
HIDDEN, INNER, LAYERS, HEADS = 64, 128, 2, 2

# The bundled template refuses system turns, which the form of Qwen2.5-Math-PRM begins with.
TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{% if message['role'] == 'system' %}{{ message['content'] }}"
    "{% else %}{{ '<|' + message['role'] + '|>' + message['content'] }}{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)


def write_tokenizer(folder: Path) -> int:
    """Copies the bundled tokenizer with the mark added; returns the id of the mark, which is the last one."""
    tokenizer = json.loads((BUNDLED / "tokenizer.json").read_text())
    mark = max(token["id"] for token in tokenizer["added_tokens"]) + 1
    tokenizer["added_tokens"].append({
        "id": mark, "content": STEP_END, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True,
    })
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    settings = json.loads((BUNDLED / "tokenizer_config.json").read_text())
    (folder / "tokenizer_config.json").write_text(json.dumps({**settings, "chat_template": TEMPLATE}, indent=1))
    shutil.copy(BUNDLED / "special_tokens_map.json", folder)
    return mark


def body_weights(vocabulary: int, has_bias: bool) -> dict[str, torch.Tensor]:
    """The layers that Qwen2 and Llama have in common; Qwen2 adds biases to queries, keys and values."""
    def matrix(rows: int, columns: int) -> torch.Tensor:
        return torch.randn(rows, columns) * 0.2

    weights = {"model.embed_tokens.weight": matrix(vocabulary, HIDDEN), "model.norm.weight": torch.ones(HIDDEN)}
    for layer in range(LAYERS):
        prefix = f"model.layers.{layer}"
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            weights[f"{prefix}.self_attn.{name}.weight"] = matrix(HIDDEN, HIDDEN)
            if has_bias and name != "o_proj":
                weights[f"{prefix}.self_attn.{name}.bias"] = torch.zeros(HIDDEN)
        weights[f"{prefix}.mlp.gate_proj.weight"] = matrix(INNER, HIDDEN)
        weights[f"{prefix}.mlp.up_proj.weight"] = matrix(INNER, HIDDEN)
        weights[f"{prefix}.mlp.down_proj.weight"] = matrix(HIDDEN, INNER)
        weights[f"{prefix}.input_layernorm.weight"] = torch.ones(HIDDEN)
        weights[f"{prefix}.post_attention_layernorm.weight"] = torch.ones(HIDDEN)
    return weights


def write_model(folder: Path, architecture: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = write_tokenizer(folder) + 1
    is_qwen = architecture.startswith("Qwen2")
    weights = body_weights(vocabulary, has_bias=is_qwen)
    if is_qwen:
        # Two layers on top of the last hidden state: [P(wrong), P(right)] after a softmax.
        weights |= {
            "score.0.weight": torch.randn(HIDDEN, HIDDEN) * 0.2, "score.0.bias": torch.zeros(HIDDEN),
            "score.2.weight": torch.randn(2, HIDDEN) * 0.2, "score.2.bias": torch.zeros(2),
        }
    else:
        weights["score.weight"] = torch.randn(1, HIDDEN) * 0.2
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps({
        "architectures": [architecture], "model_type": "qwen2" if is_qwen else "llama", "vocab_size": vocabulary,
        "hidden_size": HIDDEN, "intermediate_size": INNER, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS,
        "num_key_value_heads": HEADS, "head_dim": HIDDEN // HEADS, "hidden_act": "silu", "max_position_embeddings": 1024,
        "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "tie_word_embeddings": False, "torch_dtype": "float32",
        "num_labels": 2 if is_qwen else 1, "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0,
    }, indent=1))


if __name__ == "__main__":
    torch.manual_seed(1)
    out = Path(sys.argv[1])
    write_model(out / "qwen-prm", "Qwen2ForProcessRewardModel")
    write_model(out / "outcome-rm", "LlamaForSequenceClassification")
    (out / "chat-template.jinja").write_text(TEMPLATE)
    print(f"Wrote {out}/qwen-prm, {out}/outcome-rm and {out}/chat-template.jinja.")
