"""Muon for the matrices, AdamW for the rest.

Muon replaces a matrix's momentum by the nearest orthogonal matrix, so every direction is learnt at the same pace. Rare
associations (this word means that one) appear in far fewer tokens than with AdamW alone, which matters on two cores.
"""

import torch


def orthogonal(stack, rounds=5):
    """The nearest orthogonal matrix of each wide matrix of a stack, by Newton-Schulz iteration (a quintic)."""
    stack = stack / (stack.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(rounds):
        square = stack @ stack.mT
        stack = 3.4445 * stack + (-4.7750 * square + 2.0315 * square @ square) @ stack
    return stack


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised. Query, key and value of a fused matrix are three matrices here."""

    def __init__(self, parameters, lr, momentum=0.95, decay=0.01):
        super().__init__(parameters, dict(lr=lr, momentum=momentum, decay=decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            by_shape = {}
            for parameter in group["params"]:
                momentum = self.state[parameter].setdefault("momentum", torch.zeros_like(parameter))
                momentum.lerp_(parameter.grad, 1 - group["momentum"])
                update = parameter.grad.lerp(momentum, group["momentum"])
                inputs, outputs = parameter.shape
                parts = 3 if outputs == 3 * inputs else 1
                for view, part in zip(parameter.chunk(parts, 1), update.chunk(parts, 1)):
                    tall = part.shape[0] > part.shape[1]
                    view, part = (view.mT, part.mT) if tall else (view, part)
                    by_shape.setdefault(part.shape, []).append((view, part))
            for shape, pairs in by_shape.items():
                updates = orthogonal(torch.stack([part for _, part in pairs]))
                scale = 0.2 * max(shape) ** 0.5  # the size that AdamW's updates have
                for (view, _), update in zip(pairs, updates):
                    view.mul_(1 - group["lr"] * group["decay"]).add_(update, alpha=-group["lr"] * scale)


def make(model):
    """Both optimizers: matrices of the blocks to Muon; embeddings, biases and norms to AdamW.

    Each group has its pace, a multiple of the learning rate. Positions go slowly: AdamW moves every entry by the same
    step, and at full pace its noise would drown the waves that they begin with, and with them every head that counts places.
    """
    named = list(model.named_parameters())
    matrices = [parameter for name, parameter in named if parameter.ndim == 2 and ".h." in name]
    positions = [parameter for name, parameter in named if "wpe" in name]
    others = [parameter for name, parameter in named if not (parameter.ndim == 2 and ".h." in name) and "wpe" not in name]
    adamw = [{"params": others, "pace": 1.0}, {"params": positions, "pace": 0.05}]
    return [Muon([{"params": matrices, "pace": 2.0}], lr=0.0), torch.optim.AdamW(adamw, lr=0.0, betas=(0.9, 0.95), weight_decay=0.0)]
