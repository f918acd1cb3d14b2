#!/usr/bin/env python3
"""Writes numbers and what ggml's own Python package stores for them in each type that mirilla converts to.

    quantizer_figures.py [FILE]        (default: Tests/InferenceTests/Fixtures/models/quantizer.gguf)

Tensor `values` [8, 64] holds the numbers as F32, tensor TYPE the same numbers stored. Needs gguf.
"""
import os, sys

import gguf
import numpy as np

TYPES = ("F16", "BF16", "Q8_0", "Q5_1", "Q5_0", "Q4_1", "Q4_0")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../Tests/InferenceTests/Fixtures/models/quantizer.gguf")
    random = np.random.default_rng(3)
    values = random.standard_normal((8, 64)).astype(np.float32)
    values[1] *= 1e-6  # scales below the smallest normal half
    values[2] *= 1000
    values[3, :32] = 0
    values[4, :32] = np.arange(-16, 16) / 2  # halves, which rounding has to decide
    values[5, :32] = np.where(np.arange(32) % 2, 3, -3)  # the largest number comes twice, with either sign
    values[6, :32] = 0.25  # no range at all
    writer = gguf.GGUFWriter(path, "none")
    writer.add_tensor("values", values)
    for name in TYPES:
        kind = gguf.GGMLQuantizationType[name]
        writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main()
