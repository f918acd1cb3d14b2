#!/usr/bin/env python3
"""How long a key press in live mode takes until the screen has followed, in a real pseudo-terminal.

    key_to_repaint.py --mirilla .build/release/mirilla [--model FOLDER_OR_GGUF] [--keys 40]

A prompt of about 64 tokens is typed, then single keys, one after another: time runs from writing the key to the last byte that the
program writes before it falls silent. The first repaint (the letter itself) and the last one (the next-token and attention panes)
are given separately. Medians; the program is quiet between keys.
"""
import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import termios
import time

PROMPT = ("the quick brown fox jumps over the lazy dog and then it runs back to the old house near the river "
          "where people sit and talk about the weather and the long summer days that pass without any rain ")


def drain(descriptor, silence):
    """Reads until nothing came for `silence` seconds; gives the times of the first and the last byte and the byte count."""
    first = last = None
    count = 0
    while select.select([descriptor], [], [], silence)[0]:
        try:
            data = os.read(descriptor, 1 << 16)
        except OSError:  # the program has ended
            break
        last = time.perf_counter()
        first = first or last
        count += len(data)
    return first, last, count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mirilla", default=".build/release/mirilla")
    parser.add_argument("--model", default="nano")
    parser.add_argument("--keys", type=int, default=40)
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--rows", type=int, default=36)
    options = parser.parse_args()

    process, descriptor = pty.fork()
    if process == 0:
        environment = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
        os.execve(options.mirilla, [options.mirilla, "tui", "--model", options.model, "--language", "en"], environment)
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", options.rows, options.columns, 0, 0))
    drain(descriptor, 2)
    os.write(descriptor, PROMPT.encode())
    drain(descriptor, 2)
    firsts, lasts, sizes = [], [], []
    for index in range(options.keys):
        start = time.perf_counter()
        os.write(descriptor, b"aeiou"[index % 5:index % 5 + 1])
        first, last, count = drain(descriptor, 0.4)
        if first is None:
            continue
        firsts.append((first - start) * 1e3)
        lasts.append((last - start) * 1e3)
        sizes.append(count)
    os.write(descriptor, b"\x11\x11")
    drain(descriptor, 0.5)
    os.close(descriptor)
    os.waitpid(process, 0)
    for name, values, unit in (("letter shown", firsts, "ms"), ("panes followed", lasts, "ms"), ("bytes", sizes, "B")):
        print(f"{name:15s} median {statistics.median(values):8.1f} {unit}   "
              f"min {min(values):8.1f}   max {max(values):8.1f}   ({len(values)} keys)")


if __name__ == "__main__":
    main()
