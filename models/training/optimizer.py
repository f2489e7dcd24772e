"""Muon for the matrices inside the layers, Adam for embeddings and norms.

Muon (Keller Jordan, 2024): momentum, then the nearest orthogonal matrix by Newton-Schulz iterations. Same coefficients as
the reference; updates are scaled by 0.2 sqrt(max side) (Moonlight, 2025), so that one learning rate serves both parts.
Matrices of one shape are stepped together.
"""
import math

import torch

_A, _B, _C = 3.4445, -4.7750, 2.0315
MOMENTUM, ITERATIONS, WEIGHT_DECAY = 0.95, 5, 0.01


def orthogonalised(x: torch.Tensor, kind: torch.dtype) -> torch.Tensor:
    """(n, rows, columns) -> each matrix with its singular values pushed towards 1, computed in `kind`."""
    tall = x.shape[1] > x.shape[2]
    y = (x.transpose(1, 2) if tall else x).to(kind)
    y = y / (y.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(ITERATIONS):
        s = y @ y.transpose(1, 2)
        y = _A * y + (_B * s + _C * (s @ s)) @ y
    return (y.transpose(1, 2) if tall else y).to(x.dtype)


class MuonAdam:
    def __init__(self, model: torch.nn.Module, lr: float, kind: torch.dtype = torch.bfloat16) -> None:
        """`kind`: what the iterations are computed in; float32 is several times faster where a processor lacks bfloat16."""
        self.lr, self._kind = lr, kind
        self._groups: dict[tuple, list] = {}
        others = []
        for name, p in model.named_parameters():
            if not p.requires_grad:
                continue
            if p.dim() == 2 and "embed" not in name:
                self._groups.setdefault(tuple(p.shape), []).append(p)
            else:
                others.append(p)
        self._momenta = {shape: torch.zeros(len(ps), *shape) for shape, ps in self._groups.items()}
        self._adam = torch.optim.Adam(others, lr=lr, betas=(0.9, 0.95), foreach=True)

    def zero_grad(self) -> None:
        self._adam.zero_grad(set_to_none=True)
        for ps in self._groups.values():
            for p in ps:
                p.grad = None

    @torch.no_grad()
    def step(self, factor: float) -> None:
        """One update at `factor` times the learning rate."""
        for group in self._adam.param_groups:
            group["lr"] = self.lr * factor
        self._adam.step()
        rate = self.lr * factor
        for shape, ps in self._groups.items():
            gradients, momentum = torch.stack([p.grad for p in ps]), self._momenta[shape]
            momentum.lerp_(gradients, 1 - MOMENTUM)
            update = orthogonalised(gradients.lerp_(momentum, MOMENTUM), self._kind)
            scale = 0.2 * math.sqrt(max(shape))
            for p, u in zip(ps, update):
                p.mul_(1 - rate * WEIGHT_DECAY).add_(u, alpha=-rate * scale)

    def state(self) -> dict:
        return {"momenta": self._momenta, "adam": self._adam.state_dict()}

    def load(self, state: dict) -> None:
        self._momenta = state["momenta"]
        self._adam.load_state_dict(state["adam"])
