#!/usr/bin/env python3
"""Decode speed of mirilla and of llama.cpp on the same GGUF files, interleaved in one run.

    decode_beside_llama_cpp.py --mirilla .build/release/mirilla FILE.gguf [FILE.gguf ...] [--rounds 3]

Both decode 64 tokens after a prompt of 16 on two threads. mirilla keeps the newest attention row of every head while it does
(`bench --trace`); llama.cpp runs once with and once without flash attention, and the better of the two counts. Medians over the rounds.
Needs llama-cpp-python, built with GGML_NATIVE=ON.
"""
import argparse
import json
import os
import statistics
import subprocess
import time

import llama_cpp


def llama_cpp_speed(path, flash, context, count=64):
    model = llama_cpp.Llama(path, n_ctx=1024, n_threads=2, n_threads_batch=2, verbose=False,
                            flash_attn_type=1 if flash else 0)
    model.eval([1 + i % 1000 for i in range(context)])
    start = time.perf_counter()
    for index in range(count):
        model.eval([100 + index])
    speed = count / (time.perf_counter() - start)
    model.close()
    return speed


def mirilla_speed(program, path, context, count=64):
    output = subprocess.run(
        [program, "bench", "--model", path, "--prefill", "16", "--decode", str(count), "--context", str(context),
         "--repetitions", "1", "--threads", "2", "--trace", "--format", "json"], capture_output=True, text=True, check=True)
    return max(result["tokens_per_second"]["median"] for result in json.loads(output.stdout)["results"]
               if result["kind"] == "decode" and result["trace"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--mirilla", default=".build/release/mirilla")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contexts", default="16,512")
    options = parser.parse_args()
    for path in options.files:
        for context in map(int, options.contexts.split(",")):
            ours, theirs = [], {True: [], False: []}
            for _ in range(options.rounds):
                ours.append(mirilla_speed(options.mirilla, path, context))
                for flash in theirs:
                    theirs[flash].append(llama_cpp_speed(path, flash, context))
            mine = statistics.median(ours)
            best = max(statistics.median(values) for values in theirs.values())
            print(f"{os.path.basename(path):24s} context {context:4d}   mirilla {mine:7.1f} tok/s   "
                  f"llama.cpp {best:7.1f} tok/s   ratio {mine / best:.2f}", flush=True)


if __name__ == "__main__":
    main()
