"""The Llama architecture (RMSNorm, RoPE, grouped-query attention, SwiGLU, tied embeddings), small and plain.

Parameter names are Hugging Face's, so a state dict is what `model.safetensors` holds. Knows nothing of text or training.
"""
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass(frozen=True)
class Shape:
    vocab: int
    width: int
    layers: int
    heads: int
    kv_heads: int
    hidden: int
    head_dim: int = 32
    positions: int = 1024
    rope_theta: float = 10_000.0
    eps: float = 1e-5


class RMSNorm(nn.Module):
    def __init__(self, width: int, eps: float) -> None:
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(width)), eps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.rms_norm(x, (x.shape[-1],), self.weight, self.eps)


def rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """RoPE in the half-split layout of Hugging Face. x: (..., head_dim); cos, sin: (..., head_dim / 2)."""
    a, b = x.chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


class Attention(nn.Module):
    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.s = s
        self.q_proj = nn.Linear(s.width, s.heads * s.head_dim, bias=False)
        self.k_proj = nn.Linear(s.width, s.kv_heads * s.head_dim, bias=False)
        self.v_proj = nn.Linear(s.width, s.kv_heads * s.head_dim, bias=False)
        self.o_proj = nn.Linear(s.heads * s.head_dim, s.width, bias=False)

    def qkv(self, x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor):
        """(B, T, width) -> queries (B, heads, T, head_dim), keys and values (B, kv_heads, T, head_dim)."""
        split = lambda y, heads: y.view(*x.shape[:2], heads, self.s.head_dim).transpose(1, 2)
        q = rotate(split(self.q_proj(x), self.s.heads), cos, sin)
        k = rotate(split(self.k_proj(x), self.s.kv_heads), cos, sin)
        return q, k, split(self.v_proj(x), self.s.kv_heads)

    def mix(self, q, k, v, mask=None) -> torch.Tensor:
        """Attention of q over k, v; causal where no mask is given."""
        repeat = self.s.heads // self.s.kv_heads
        if repeat > 1:
            k, v = k.repeat_interleave(repeat, 1), v.repeat_interleave(repeat, 1)
        # the CPU's bfloat16 attention is several times slower than its float one, backwards
        with torch.autocast("cpu", enabled=False):
            y = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask, is_causal=mask is None)
        return self.o_proj(y.transpose(1, 2).flatten(2))


class MLP(nn.Module):
    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(s.width, s.hidden, bias=False)
        self.up_proj = nn.Linear(s.width, s.hidden, bias=False)
        self.down_proj = nn.Linear(s.hidden, s.width, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.self_attn, self.mlp = Attention(s), MLP(s)
        self.input_layernorm, self.post_attention_layernorm = RMSNorm(s.width, s.eps), RMSNorm(s.width, s.eps)

    def forward(self, x, cos, sin):
        x = x + self.self_attn.mix(*self.self_attn.qkv(self.input_layernorm(x), cos, sin))
        return x + self.mlp(self.post_attention_layernorm(x))


class Body(nn.Module):
    """What Hugging Face calls `model`: embeddings, layers, last norm."""
    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(s.vocab, s.width)
        self.layers = nn.ModuleList(Layer(s) for _ in range(s.layers))
        self.norm = RMSNorm(s.width, s.eps)


class Llama(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape, self.model = shape, Body(shape)
        inverse = shape.rope_theta ** (-torch.arange(0, shape.head_dim, 2).float() / shape.head_dim)
        angles = torch.outer(torch.arange(shape.positions).float(), inverse)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        """Small embeddings; matrices by fan-in, those that write to the residual stream scaled down by depth."""
        for name, p in self.named_parameters():
            if "embed" in name:
                nn.init.normal_(p, std=0.02)
            elif p.dim() == 2:
                writes = "o_proj" in name or "down_proj" in name
                nn.init.normal_(p, std=p.shape[1] ** -0.5 * ((2 * self.shape.layers) ** -0.5 if writes else 1.0))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """ids (B, T) -> normed last hidden states (B, T, width). Padding belongs on the right."""
        x, t = self.model.embed_tokens(ids), ids.shape[1]
        for layer in self.model.layers:
            x = layer(x, self.cos[:t], self.sin[:t])
        return self.model.norm(x)

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        return F.linear(hidden, self.model.embed_tokens.weight)

    def parameter_count(self) -> int:
        return sum(p.numel() for p in self.parameters())
