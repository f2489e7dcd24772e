"""Batched sampling with a key-value cache, for evaluation and for making verifier training data.

The prefill is done once for equal prompts; rows that have finished leave the batch.
"""
import torch

from .model import Llama


class _Cache:
    """Keys and values of one layer, (rows, kv_heads, capacity, head_dim); each row filled to its own length."""
    def __init__(self, k: torch.Tensor, v: torch.Tensor, room: int) -> None:
        pad = (k.shape[0], k.shape[1], room, k.shape[3])
        self.k, self.v = torch.cat((k, k.new_zeros(pad)), 2), torch.cat((v, v.new_zeros(pad)), 2)

    def keep(self, rows: torch.Tensor) -> None:
        self.k, self.v = self.k[rows], self.v[rows]


def _prefill(model: Llama, ids: torch.Tensor, room: int) -> tuple[torch.Tensor, list[_Cache]]:
    x, t, caches = model.model.embed_tokens(ids), ids.shape[1], []
    for layer in model.model.layers:
        q, k, v = layer.self_attn.qkv(layer.input_layernorm(x), model.cos[:t], model.sin[:t])
        x = x + layer.self_attn.mix(q, k, v)
        x = x + layer.mlp(layer.post_attention_layernorm(x))
        caches.append(_Cache(k, v, room))
    return model.model.norm(x), caches


def _decode(model: Llama, ids: torch.Tensor, at: torch.Tensor, caches: list[_Cache]) -> torch.Tensor:
    """One token a row. ids, at: (rows,), at the position of each id. Returns logits (rows, vocab)."""
    x, rows, end = model.model.embed_tokens(ids)[:, None], torch.arange(len(ids)), int(at.max()) + 1
    cos, sin = model.cos[at][:, None, None], model.sin[at][:, None, None]
    mask = (torch.arange(end)[None] <= at[:, None])[:, None, None]
    for layer, cache in zip(model.model.layers, caches):
        q, k, v = layer.self_attn.qkv(layer.input_layernorm(x), cos, sin)
        cache.k[rows, :, at], cache.v[rows, :, at] = k[:, :, 0], v[:, :, 0]
        x = x + layer.self_attn.mix(q, cache.k[:, :, :end], cache.v[:, :, :end], mask)
        x = x + layer.mlp(layer.post_attention_layernorm(x))
    return model.logits(model.model.norm(x[:, 0]))


@torch.no_grad()
def generate(model: Llama, prompts: list[list[int]], *, most: int, temperature: float, stop: tuple[int, ...],
             generator: torch.Generator | None = None) -> list[list[int]]:
    """New ids for each prompt, up to and with a stop id or `most` of them. Temperature 0 is greedy."""
    index: dict[tuple, int] = {}
    owner = torch.tensor([index.setdefault(tuple(p), len(index)) for p in prompts])
    lengths = torch.tensor([len(p) for p in index])
    padded = torch.zeros(len(index), int(lengths.max()), dtype=torch.long)
    for row, p in enumerate(index):
        padded[row, :len(p)] = torch.tensor(p)
    hidden, caches = _prefill(model, padded, most)
    logits = model.logits(hidden[torch.arange(len(index)), lengths - 1])[owner]
    for cache in caches:
        cache.keep(owner)
    at, alive, out = lengths[owner], torch.arange(len(prompts)), [[] for _ in prompts]
    for count in range(most):
        if temperature == 0:
            chosen = logits.argmax(-1)
        else:
            chosen = torch.multinomial((logits / temperature).softmax(-1), 1, generator=generator)[:, 0]
        going = []
        for row, (i, token) in enumerate(zip(alive.tolist(), chosen.tolist())):
            out[i].append(token)
            if token not in stop:
                going.append(row)
        if not going or count + 1 == most:
            break
        if len(going) < len(alive):
            rows = torch.tensor(going)
            alive, chosen, at = alive[rows], chosen[rows], at[rows]
            for cache in caches:
                cache.keep(rows)
        logits = _decode(model, chosen, at, caches)
        at = at + 1
    return out
