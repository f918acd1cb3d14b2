"""The GPT-2 architecture, written lean for training on a CPU.

Parameter names and shapes are those of transformers' GPT2LMHeadModel, so an exported state dict opens there unchanged.
Two things differ from that class, neither of them in the result: several documents share one row, each seeing only
itself, and logits are computed only where the loss looks.
"""

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class Shape:
    """The numbers that describe the model; the defaults are the ones that are shipped."""

    vocabulary: int = 4096
    context: int = 512
    width: int = 128
    layers: int = 6
    heads: int = 4

    def as_dict(self):
        return asdict(self)


class Conv1D(nn.Module):
    """A linear layer that stores its weight as (in, out), as GPT-2 does."""

    def __init__(self, inputs, outputs, deviation=0.02):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * deviation)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return torch.addmm(self.bias, x.view(-1, x.shape[-1]), self.weight).view(*x.shape[:-1], -1)


class Attention(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.heads = shape.heads
        self.c_attn = Conv1D(shape.width, 3 * shape.width)
        self.c_proj = Conv1D(shape.width, shape.width, 0.02 / math.sqrt(2 * shape.layers))

    def forward(self, x, mask):
        rows, length, width = x.shape
        split = (rows, length, self.heads, width // self.heads)
        query, key, value = (part.view(split).transpose(1, 2) for part in self.c_attn(x).split(width, dim=2))
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=mask is None)
        return self.c_proj(mixed.transpose(1, 2).reshape(rows, length, width))


class MLP(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.c_fc = Conv1D(shape.width, 4 * shape.width)
        self.c_proj = Conv1D(4 * shape.width, shape.width, 0.02 / math.sqrt(2 * shape.layers))

    def forward(self, x):
        return self.c_proj(F.gelu(self.c_fc(x), approximate="tanh"))


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.ln_1 = nn.LayerNorm(shape.width)
        self.attn = Attention(shape)
        self.ln_2 = nn.LayerNorm(shape.width)
        self.mlp = MLP(shape)

    def forward(self, x, mask):
        x = x + self.attn(self.ln_1(x), mask)
        return x + self.mlp(self.ln_2(x))


class Transformer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.wte = nn.Embedding(shape.vocabulary, shape.width)
        self.wpe = nn.Embedding(shape.context, shape.width)
        self.h = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.ln_f = nn.LayerNorm(shape.width)
        nn.init.normal_(self.wte.weight, std=0.02)
        with torch.no_grad():
            self.wpe.weight.copy_(waves(shape.context, shape.width) * 0.1)
            self.wpe.weight[0] = torch.randn(shape.width) * 0.4  # unlike every other: a place to look at when nothing is looked for

    def forward(self, tokens, positions=None, mask=None):
        if positions is None:
            positions = torch.arange(tokens.shape[1], device=tokens.device).expand_as(tokens)
        x = self.wte(tokens) + self.wpe(positions)
        for block in self.h:
            x = block(x, mask)
        return self.ln_f(x)


class GPT2(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.transformer = Transformer(shape)

    @property
    def device(self):
        return self.transformer.wte.weight.device

    def forward(self, tokens):
        """Logits at every position of plain rows (no packing), for evaluation."""
        return self.transformer(tokens) @ self.transformer.wte.weight.T

    def loss(self, tokens, positions, documents, weights, options, shares):
        """The weighted mean cross-entropy of the next token, each document of a row seeing only itself.

        What is true of a place is a short table: tokens (`options`, rows × length × table) and their probabilities (`shares`).
        """
        length = tokens.shape[1] - 1
        causal = torch.ones(length, length, dtype=torch.bool, device=tokens.device).tril()
        same = documents[:, :-1, None] == documents[:, None, :-1]
        hidden = self.transformer(tokens[:, :-1], positions[:, :-1], (causal & same)[:, None])
        weights = weights[:, 1:].reshape(-1)
        looked_at = weights.nonzero().squeeze(1)
        logits = hidden.reshape(-1, hidden.shape[-1])[looked_at] @ self.transformer.wte.weight.T
        options, shares = (each[:, 1:].flatten(0, 1)[looked_at] for each in (options, shares))
        losses = -(logits.log_softmax(-1).gather(1, options) * shares).sum(1)
        weights = weights[looked_at]
        return (losses * weights).sum() / weights.sum()


def waves(context, width):
    """Sines and cosines as a first guess of the position embeddings.

    A shift by one position is then a rotation, which a previous-token head can find in a few hundred steps; the
    embeddings stay free to learn. Waves are 6 to 600 positions long: half of them tell neighbours apart.
    """
    position = torch.arange(context)[:, None]
    rate = torch.exp(torch.arange(0, width, 2) * (-math.log(100.0) / width))
    table = torch.zeros(context, width)
    table[:, 0::2] = torch.sin(position * rate)
    table[:, 1::2] = torch.cos(position * rate)
    return table
