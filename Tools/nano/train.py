"""Trains nano: `python train.py RUN_FOLDER --stage copy --until 1000`, then another stage, and so on.

A run is a folder: tokenizer.json, checkpoint.pt (model, optimizers, step) and log.jsonl. Started again, it goes on where
it stopped; the examples of a step follow from the seed, the step and the worker alone, so none is seen twice and a
resumed run is the run that was never stopped. The learning rate is constant after a short warm-up; `--decay N` makes N
steps down to zero and writes final.pt (or `--result`), leaving checkpoint.pt as it was, so that training can go on from before the decay.
"""

import argparse
import json
import os
import random
import time
from pathlib import Path

import torch
import torch.distributed as distributed
from tokenizers import Tokenizer

import chat
import mixture
import optimizer
import scores
from model import GPT2, Shape

# Row length of a stage: early rows are short, because attention over them is cheap and what is asked is near.
# Whole-context rows cost twice as much and are one step in four of the last stages; documents too long for the others
# wait for those.
MIXED = (512, 256, 256, 256)
LENGTH = {"copy": (128,), "associate": (256,), "distance": MIXED, "settle": MIXED, "finish": MIXED, "polish": (512, 128, 128, 128), "calibrate": (512, 128, 128, 128)}


def batch(tokenizer, stage, step, seed, tokens):
    """Rows of documents: token ids, positions, document numbers, weights, and the tokens that could stand there with their
    probabilities.

    A fifth of the documents stand at late positions, so that those are learnt from short rows too; their first token stays
    at position 0. A document that fits nowhere is cut where a row has room for most of it: were it left out, short texts,
    and so the options with few tokens at every choice point, would be met too often.
    """
    length = LENGTH[stage][step % len(LENGTH[stage])] + 1
    rows = [[] for _ in range(max(1, tokens // (length - 1)))]
    chance = random.Random(seed)
    for example in mixture.examples(seed, stage):
        ids, weights, tables = chat.encode(tokenizer, example)
        if len(ids) > length:
            continue
        weights[0] = 0.0  # nothing of this document stands before its first token
        row = next((row for row in rows if len(row) + len(ids) <= length), None)
        if row is None:
            row = min(rows, key=len)
            ids = ids[: length - len(row)] if 2 * (length - len(row)) > len(ids) else None
            if not ids:
                break
        shift = chance.randrange(513 - len(ids)) if chance.random() < 0.2 else 0
        number = row[-1][2] + 1 if row else 1
        for place, (token, weight, table) in enumerate(zip(ids, weights, tables)):
            row.append((token, place and shift + place, number, weight, table or {token: 1.0}))
    rows = [row + [(0, 0, 0, 0.0, {0: 1.0})] * (length - len(row)) for row in rows]
    columns = [torch.tensor([[cell[column] for cell in row] for row in rows]) for column in range(4)]
    longest = max(len(cell[4]) for row in rows for cell in row)
    filled = lambda values: list(values) + [0] * (longest - len(values))
    options = torch.tensor([[filled(cell[4].keys()) for cell in row] for row in rows])
    shares = torch.tensor([[filled(cell[4].values()) for cell in row] for row in rows], dtype=torch.float32)
    return [*columns, options, shares]


def worker(rank, options, shape):
    """One process of a run: each trains on its own documents, and after every step all hold the same model."""
    torch.set_num_threads(options.threads)
    if options.workers > 1:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(options.port))
        distributed.init_process_group("gloo", rank=rank, world_size=options.workers)
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(options.run / "tokenizer.json"))
    model = GPT2(shape).to(options.device)
    optimizers = optimizer.make(model)
    start, seen = resume(options, model, optimizers)
    last = start + options.decay if options.decay else options.until
    began, running = time.time(), None
    for step in range(start, last):
        share = min(1.0, (step + 1) / 100) * ((last - step) / options.decay if options.decay else 1.0)
        for group in (group for each in optimizers for group in each.param_groups):
            group["lr"] = group["pace"] * options.lr * share
        data = batch(tokenizer, options.stage, step, f"{options.seed} {step} {rank}", options.tokens)
        loss = model.loss(*(column.to(options.device) for column in data))
        loss.backward()
        if options.workers > 1:
            gather_gradients(model, options.workers)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for each in optimizers:
            each.step()
            each.zero_grad()
        running = loss.item() if running is None else 0.95 * running + 0.05 * loss.item()
        done, seen = step + 1, seen + options.tokens * options.workers
        if rank == 0 and (done % options.score_every == 0 or done == last):
            minutes = (time.time() - began) / 60
            speed = int((done - start) * options.tokens * options.workers / minutes / 60)
            report(options, {"step": done, "tokens": seen, "stage": options.stage, "loss": round(running, 3), "minutes": round(minutes, 1),
                             "tokens_per_second": speed, **scores.quick(model, tokenizer)})
        if rank == 0 and (done % options.save_every == 0 or done == last):
            save(options, model, optimizers, done, seen)
    if options.workers > 1:
        distributed.destroy_process_group()


def resume(options, model, optimizers):
    """Takes up the run's checkpoint, if it has one; returns the steps done and the tokens seen."""
    checkpoint = options.run / options.source
    if not checkpoint.exists():
        return 0, 0
    state = torch.load(checkpoint, map_location=options.device, weights_only=True)
    model.load_state_dict(state["model"])
    for each, saved in zip(optimizers, state["optimizers"]):  # none after a decay
        each.load_state_dict(saved)
    return state["step"], state["tokens"]


def report(options, line):
    print(json.dumps(line), flush=True)
    with (options.run / "log.jsonl").open("a") as log:
        print(json.dumps(line), file=log)


def save(options, model, optimizers, step, tokens):
    """Writes beside the file and renames, so that a stopped run never leaves half a checkpoint."""
    state = {"model": model.state_dict(), "optimizers": [] if options.decay else [each.state_dict() for each in optimizers],
             "step": step, "tokens": tokens, "shape": model.shape.as_dict()}
    path = options.run / (options.result if options.decay else "checkpoint.pt")
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


def gather_gradients(model, workers):
    """Makes every worker's gradients their mean, in one message."""
    gradients = [parameter.grad for parameter in model.parameters()]
    flat = torch.cat([gradient.view(-1) for gradient in gradients])
    distributed.all_reduce(flat)
    flat /= workers
    for gradient, part in zip(gradients, flat.split([gradient.numel() for gradient in gradients])):
        gradient.copy_(part.view_as(gradient))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--stage", choices=mixture.STAGES, default="copy")
    parser.add_argument("--until", type=int, default=0, help="the step to stop at")
    parser.add_argument("--decay", type=int, default=0, help="steps down to a learning rate of zero, into final.pt")
    parser.add_argument("--source", default="checkpoint.pt", help="what to begin with")
    parser.add_argument("--result", default="final.pt", help="what the decay writes")
    parser.add_argument("--lr", type=float, default=2e-3, help="AdamW's; Muon's is twice that")
    parser.add_argument("--tokens", type=int, default=2048, help="tokens of one worker's batch")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--width", type=int, default=Shape.width)
    parser.add_argument("--layers", type=int, default=Shape.layers)
    parser.add_argument("--heads", type=int, default=Shape.heads)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=29511)
    parser.add_argument("--score-every", type=int, default=250)
    parser.add_argument("--save-every", type=int, default=100)
    options = parser.parse_args()
    vocabulary = Tokenizer.from_file(str(options.run / "tokenizer.json")).get_vocab_size()
    shape = Shape(vocabulary=vocabulary, width=options.width, layers=options.layers, heads=options.heads)
    if options.workers > 1:
        torch.multiprocessing.spawn(worker, (options, shape), nprocs=options.workers)
    else:
        worker(0, options, shape)


if __name__ == "__main__":
    main()
