"""Figures as lines on the terminal and as a page of `docs`."""
import shapes


def megabytes(count):
    return f"{count / 1e6:.0f} MB"


def beyond_cache(figure):
    """Memory that is neither weights nor keys and values."""
    return [megabytes(max(0, figure[name] - figure["keys_and_values"])) for name in ("mirilla", "llama.cpp")]


def prompt(figure):
    """What was measured of a prompt: how long it is, and how it was rounded."""
    activations = figure.get("activations", "f32")
    return f"prefill {figure['tokens']}" + (f", {activations}" if activations != "f32" else "")


def bandwidth_share(figure):
    """How much of what a plain read got in the same rounds."""
    share = figure["bandwidth_share"]
    return f", {share * 100:.0f} % of the bandwidth" if share else ""


def show_title(shape, kind):
    print(f"\n{shapes.TITLES[shape]}, {kind.upper()}", flush=True)


def show_limits(report):
    found = report["limits"]
    if found["read_gigabytes_per_second"]:
        print(f"{report['machine']['threads']} threads read {found['read_gigabytes_per_second']:.1f} GB/s and multiply "
              f"{found['f32_gflops']:.0f} GFLOP/s; the machine's load was {report['load_before']:.1f}", flush=True)


def show(figure):
    kind = figure["kind"]
    if kind == "memory":
        ours, theirs = beyond_cache(figure)
        text = f"beyond weights and KV mirilla {ours:>8}   llama.cpp {theirs:>9}"
    elif kind == "first token":
        text = f"load to first token  mirilla {figure['mirilla']:6.0f} ms   llama.cpp {figure['llama.cpp']:6.0f} ms"
    else:
        what = prompt(figure) if kind == "prefill" else f"decode at {figure['context']}"
        text = (f"{what:20s} mirilla {figure['mirilla']:8.1f}    llama.cpp {figure['llama.cpp']:8.1f} ({figure['setting'][-3:].strip()})   "
                f"ratio {figure['ratio']:.2f}")
        if kind == "decode":
            text += f"   tracing {figure['trace_cost'] * 100:+.1f} %   {figure['weight_gigabytes_per_second']:.1f} GB/s{bandwidth_share(figure)}"
    print("  " + text, flush=True)


def show_transformers(figure):
    rates = "   ".join(f"{name} {rate:.0f} ({rate / figure['transformers']:.1f} ×)" for name, rate in figure["mirilla"].items())
    print(f"  decode at {figure['context']:4d}: transformers {figure['transformers']:.1f}   mirilla {rates}", flush=True)


def show_screen(name, figures):
    print(f"  {name:24s} " + "   ".join(f"{key} {value:.2f}" for key, value in figures.items()), flush=True)


def table(header, rows):
    """A table in Markdown."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def model_tables(report):
    for shape in dict.fromkeys(entry["shape"] for entry in report["models"]):
        rows = []
        for entry in (entry for entry in report["models"] if entry["shape"] == shape):
            for figure in entry["figures"]:
                if figure["kind"] == "memory":
                    what, more = "memory beyond weights and KV cache", ""
                    ours, theirs = beyond_cache(figure)
                elif figure["kind"] == "first token":
                    what, ours, theirs, more = "load to first token", f"{figure['mirilla']:.0f} ms", f"{figure['llama.cpp']:.0f} ms", ""
                else:
                    ours, theirs, more = f"{figure['mirilla']:.0f}", f"{figure['llama.cpp']:.0f}", f"**{figure['ratio']:.2f}**"
                    what = prompt(figure)
                    if figure["kind"] == "decode":
                        what = f"decode at {figure['context']}"
                        more += f" (tracing {figure['trace_cost'] * 100:+.1f} %{bandwidth_share(figure)})"
                rows.append([entry["type"].upper(), what, ours, theirs, more])
        yield f"## {shapes.TITLES[shape]}'s shape\n\n" + table(["weights", "what", "mirilla", "llama.cpp", "ratio"], rows)


def screen_table(found):
    rows = [["start to first frame (nano)", f"{found['first_frame_ms']['p50']:.0f} ms, at most {found['first_frame_ms']['p99']:.0f} ms"]]
    for name, figures in found.items():
        if name.startswith("generating") and "p50" in figures:
            where = name.removeprefix("generating, ").replace("x", "×").replace(", large", ", 1B model")
            rows.append([f"key to frame while generating, {where}", f"p50 {figures['p50']:.1f} ms, p99 {figures['p99']:.1f} ms"])
            rows.append([f"frames while generating, {where}",
                         f"{figures['frames_per_second']:.0f} a second, {figures['bytes_per_frame']:.0f} bytes each"])
    if found["temperature_repaint_ms"]:
        repaint = found["temperature_repaint_ms"]
        rows.append(["temperature to repaint, vocabulary of 128,256", f"p50 {repaint['p50']:.1f} ms, at most {repaint['p99']:.1f} ms"])
    rows.append(["processor while idle", f"{found['idle_share'] * 100:.1f} %"])
    return "## The screen\n\n" + table(["what", "measured"], rows)


def text(report):
    """The page."""
    machine, bounds, after = report["machine"], report["limits"], report.get("limits_after")
    parts = [f"""# Speed

<!-- Written by `make bench ARGS="--page docs/SPEED.md"`; do not edit. -->

mirilla and llama.cpp (its better setting of flash attention, off or on) on the same files, engines taking turns in one run; medians of
{report['rounds']} rounds, tokens a second unless said; a ratio is the median of the rounds' ratios, and so is a share of the bandwidth. mirilla
keeps where every head looks at the newest token while it decodes, and what that costs stands beside it. Prompts are computed exactly,
and with `--activations i16` and `i8` (behind their length), which are off by up to 1.5e-5 and 4e-3 of the largest of 32 numbers; llama.cpp
rounds to 8 bits always, for BF16 to BF16 as `i8` does. Without VNNI `i8` is `i16`. The weights are random: speed does not depend on what they say.

Measured on {machine['date']} at commit {report['commit']}: {machine['processor']}, {machine['threads']} threads, {machine['system']}.
"""]
    if bounds["read_gigabytes_per_second"]:
        later = f" ({after['read_gigabytes_per_second']:.0f} and {after['f32_gflops']:.0f} afterwards)" if after else ""
        parts.append(f"The limits of the machine, measured before: {machine['threads']} threads read {bounds['read_gigabytes_per_second']:.0f} GB/s "
                     f"and multiply {bounds['f32_gflops']:.0f} GFLOP/s in F32{later}. The load of other programs was {report['load_before']:.1f} "
                     f"before; where that is not near 0 the figures are too low, and the ratios less sure. The share of the bandwidth is "
                     f"that of a plain read in the same rounds, for the memory of a shared machine is not always as fast.\n")
    if "models" in report:
        parts += model_tables(report)
    if report.get("transformers"):
        names = list(report["transformers"][0]["mirilla"])
        rows = [[str(figure["context"]), f"{figure['transformers']:.0f}"]
                + [f"{figure['mirilla'][name]:.0f} (**{figure['mirilla'][name] / figure['transformers']:.1f} ×**)" for name in names]
                for figure in report["transformers"]]
        parts.append("## Beside transformers\n\nGPT-2's shape, decode; transformers in F32, eager, with every attention weight handed out.\n\n"
                     + table(["context", "transformers"] + [f"mirilla {name}" for name in names], rows))
    if "screen" in report:
        parts.append(screen_table(report["screen"]))
    return "\n".join(parts)
