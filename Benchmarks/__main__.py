"""mirilla beside llama.cpp and transformers on the same files, engines taking turns, in one run.

    python Benchmarks [--quick] [--only models,screen] [--shapes gpt2,15m,1b] [--mirilla .build/release/mirilla] [--json FILE] [--page FILE]
    python Benchmarks --from FILE.json[,MORE.json] --page docs/SPEED.md      writes the page of an earlier run

Before the figures stand the limits of the machine. Each figure is the median over the rounds; llama.cpp runs with flash attention off
and on, and the better median counts. mirilla watches where every head looks at the newest token while it decodes; the cost of that
is given beside it. Models are made by the program itself, with random weights, in --models. Needs numpy, gguf, safetensors, torch,
transformers, pyte and llama-cpp-python built with GGML_NATIVE=ON: `make bench` installs them.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys

import engines
import limits
import page
import shapes

KINDS = ("f16", "bf16", "q8_0", "q4_0", "q4_k")
# How prompts are rounded; halves are not.
ACTIVATIONS = {"f16": ("f32",), "bf16": ("f32", "i8")}
PREFILLS = {"gpt2": (128, 512, 1024), "15m": (128, 512, 1000), "1b": (128,)}
CONTEXTS = {"gpt2": (16, 512, 1000), "15m": (16, 512, 1000), "1b": (16, 512)}
DECODED = {"gpt2": 24, "15m": 24, "1b": 16}


def cells(options):
    """(shape, kind) of each file."""
    for shape in options.shapes:
        for kind in options.kinds:
            # A row of 288 numbers is no whole number of blocks of 256, and small models are kept as halves.
            if not (shape == "15m" and kind in ("q4_k", "bf16")):
                yield shape, kind


def better(speeds):
    """Which of llama.cpp's settings has the higher median, and that median."""
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    name = max(medians, key=medians.get)
    return medians[name], name


def ratio(ours, theirs):
    """The median of the rounds' ratios: what a shared machine's memory gives can double between two rounds, less often within one."""
    return statistics.median(mine / other for mine, other in zip(ours, theirs))


def measure_file(options, shape, kind):
    """All figures of one file."""
    path = shapes.gguf_file(options.models, shape, kind)
    size = os.path.getsize(path)
    mirilla = engines.Mirilla(options.mirilla, path, options.threads)
    context = min(1024, shapes.SHAPES[shape]["context"])
    peers = {f"flash attention {'on' if flash else 'off'}": engines.Process("llama.cpp", path, options.threads, flash, context)
             for flash in (False, True)}
    found = []
    for count in options.prefills or PREFILLS[shape]:
        ours = {activations: [] for activations in ACTIVATIONS.get(kind, ("f32", "i16", "i8"))}
        theirs = {name: [] for name in peers}
        for _ in range(options.rounds):
            for activations, rates in ours.items():
                rates.append(mirilla.prefill(count, activations))
            for name, peer in peers.items():
                theirs[name].append(peer.prefill(count))
        best, name = better(theirs)
        for activations, rates in ours.items():
            found.append({"kind": "prefill", "tokens": count, "activations": activations, "mirilla": statistics.median(rates),
                          "llama.cpp": best, "setting": name, "ratio": ratio(rates, theirs[name])})
            page.show(found[-1])
    for context in options.contexts or CONTEXTS[shape]:
        traced, plain, costs, reads, theirs = [], [], [], [], {name: [] for name in peers}
        for _ in range(options.rounds):
            # On a shared machine the memory's speed changes by the minute.
            reads.append(limits.read_gigabytes_per_second(options.threads))
            with_trace, without, cost = mirilla.decode(context, DECODED[shape])
            traced.append(with_trace)
            plain.append(without)
            costs.append(cost)
            for name, peer in peers.items():
                theirs[name].append(peer.decode(context, DECODED[shape]))
        best, name = better(theirs)
        found.append({
            "kind": "decode", "tokens": DECODED[shape], "context": context, "mirilla": statistics.median(traced),
            "mirilla_untraced": statistics.median(plain), "trace_cost": statistics.median(costs) - 1, "llama.cpp": best,
            "setting": name, "ratio": ratio(traced, theirs[name]),
            "weight_gigabytes_per_second": statistics.median(traced) * size / 1e9,
            "bandwidth_share": ratio(traced, reads) * size / 1e9 if all(reads) else None})
        page.show(found[-1])
    firsts = [mirilla.first_token_ms() for _ in range(options.rounds)]
    beyond, weights = mirilla.memory(min(1000, context))
    theirs = statistics.median(peer.first_token_ms for peer in peers.values())
    memory = {name: peer.memory() - size for name, peer in peers.items()}
    keys_and_values = shapes.cache_bytes(shape, context)
    for peer in peers.values():
        peer.close()
    again = [engines.Process("llama.cpp", path, options.threads, True) for _ in range(1)]
    theirs = min([theirs] + [process.first_token_ms for process in again])
    for process in again:
        process.close()
    found.append({"kind": "first token", "mirilla": statistics.median(firsts), "llama.cpp": theirs})
    page.show(found[-1])
    found.append({"kind": "memory", "mirilla": beyond, "llama.cpp": min(memory.values()), "weights": weights,
                  "keys_and_values": keys_and_values})
    page.show(found[-1])
    return found


def measure_transformers(options):
    """GPT-2's shape in F32 as the hub has it, against transformers in eager mode."""
    path = shapes.safetensors_folder(options.models)
    peer = engines.Process("transformers", path, options.threads)
    programs = {"F32": engines.Mirilla(options.mirilla, path, options.threads)}
    for kind in options.kinds:
        programs[kind.upper()] = engines.Mirilla(
            options.mirilla, shapes.gguf_file(options.models, "gpt2", kind), options.threads)
    found = []
    for context in options.contexts or CONTEXTS["gpt2"]:
        theirs, ours = [], {name: [] for name in programs}
        for _ in range(options.rounds):
            theirs.append(peer.decode(context, DECODED["gpt2"]))
            for name, program in programs.items():
                ours[name].append(program.decode(context, DECODED["gpt2"])[0])
        found.append({"context": context, "transformers": statistics.median(theirs),
                      "mirilla": {name: statistics.median(values) for name, values in ours.items()}})
        page.show_transformers(found[-1])
    peer.close()
    return found


def measure_screen(options):
    """What a person at the keyboard waits for."""
    import screen

    small = shapes.gguf_file(options.models, "gpt2", "q8_0")
    large = shapes.gguf_file(options.models, options.shapes[-1] if options.quick else "1b", "q4_0")
    keys = 20 if options.quick else 60
    found = {}
    firsts = screen.first_frame_ms(options.mirilla, "nano", 5 if options.quick else 15)
    found["first_frame_ms"] = {"p50": screen.percentile(firsts, 0.5), "p99": max(firsts)}
    page.show_screen("start to first frame", found["first_frame_ms"])
    for name, model, columns, rows in (("120x36", small, 120, 36), ("120x36, large", large, 120, 36), ("200x60", small, 200, 60)):
        figures = screen.while_generating(options.mirilla, model, keys, columns, rows)
        times = figures.pop("key_to_frame_ms")
        figures |= {"p50": screen.percentile(times, 0.5), "p99": screen.percentile(times, 0.99)} if times else {}
        found[f"generating, {name}"] = figures
        page.show_screen(f"generating, {name}", figures)
    times = screen.temperature_repaint_ms(options.mirilla, large, 20)
    found["temperature_repaint_ms"] = {"p50": screen.percentile(times, 0.5), "p99": max(times)} if times else {}
    page.show_screen("temperature to repaint", found["temperature_repaint_ms"])
    found["idle_share"] = screen.idle_share(options.mirilla, small, 3 if options.quick else 10)
    page.show_screen("idle", {"processor": found["idle_share"]})
    return found


def commit():
    """The commit that was measured, with a + if files have changed since."""
    folder = os.path.dirname(os.path.abspath(__file__))
    try:
        name = subprocess.run(["git", "describe", "--always", "--dirty=+"], cwd=folder, capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        name = ""
    return name or "unknown"


def names(text):
    return tuple(part for part in text.split(",") if part)


def counts(text):
    return tuple(int(part) for part in names(text))


def main():
    if sys.argv[1:2] == ["--serve"]:
        return engines.serve(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="Benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mirilla", default=".build/release/mirilla", help="the release program")
    parser.add_argument("--models", default=".build/shapes", help="where the models are made and kept")
    parser.add_argument("--only", type=names, default=("models", "transformers", "screen"))
    parser.add_argument("--shapes", type=names, default=("15m", "gpt2", "1b"))
    parser.add_argument("--kinds", type=names, default=KINDS)
    parser.add_argument("--prefills", type=counts, help="lengths of prompts instead of each shape's own")
    parser.add_argument("--contexts", type=counts, help="contexts to decode behind instead of each shape's own")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--quick", action="store_true", help="GPT-2's shape, three rounds, short contexts")
    parser.add_argument("--json", help="where the figures are kept")
    parser.add_argument("--page", help="where a page of them is written")
    parser.add_argument("--from", dest="source", type=names, help="figures of an earlier run; models of several")
    options = parser.parse_args()
    options.mirilla, options.models = os.path.abspath(options.mirilla), os.path.abspath(options.models)
    if options.quick:
        options.shapes, options.rounds = ("gpt2",), 3
        options.prefills, options.contexts = options.prefills or (128,), options.contexts or (16, 512)

    if options.source:
        reports = []
        for source in options.source:
            with open(source, encoding="utf-8") as file:
                reports.append(json.load(file))
        report = reports[0]
        for other in reports[1:]:
            report["models"] += other["models"]
    else:
        report = {"machine": limits.machine(options.threads) | {"processor": engines.processor(options.mirilla)}, "commit": commit(), "rounds": options.rounds,
                  "load_before": limits.load(), "limits": limits.measure(options.threads)}
        page.show_limits(report)
        if "models" in options.only:
            report["models"] = []
            for shape, kind in cells(options):
                page.show_title(shape, kind)
                report["models"].append({"shape": shape, "type": kind, "figures": measure_file(options, shape, kind)})
        if "transformers" in options.only:
            report["transformers"] = measure_transformers(options)
        if "screen" in options.only:
            report["screen"] = measure_screen(options)
        report["load_after"] = limits.load()
        report["limits_after"] = limits.measure(options.threads)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(report, file, indent=1)
    if options.page:
        with open(options.page, "w", encoding="utf-8") as file:
            file.write(page.text(report))


if __name__ == "__main__":
    main()
