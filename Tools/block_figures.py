#!/usr/bin/env python3
"""Writes blocks of every quantized type and the numbers that ggml's own Python package reads in them.

    block_figures.py [FILE]        (default: Tests/InferenceTests/Fixtures/models/blocks.gguf)

Tensor TYPE [2, 256] holds random blocks, TYPE.values [2, 256] the numbers as F32. Needs gguf.
"""
import os, sys

import gguf
import numpy as np

# Where a block has numbers in half precision: any bytes there would give infinities.
SCALES = {"Q8_0": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q2_K": [80, 82], "Q3_K": [108], "Q4_K": [0, 2],
          "Q5_K": [0, 2], "Q6_K": [208], "IQ4_NL": [0], "IQ4_XS": [0]}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../Tests/InferenceTests/Fixtures/models/blocks.gguf")
    random = np.random.default_rng(1)
    writer = gguf.GGUFWriter(path, "none")
    for name, offsets in SCALES.items():
        kind = gguf.GGMLQuantizationType[name]
        size, length = gguf.GGML_QUANT_SIZES[kind]
        blocks = random.integers(0, 256, (512 // size, length), dtype=np.uint8)
        for offset in offsets:
            scales = random.uniform(-0.1, 0.1, len(blocks)).astype(np.float16)
            blocks[:, offset:offset + 2] = scales.view(np.uint8).reshape(-1, 2)
        rows = blocks.reshape(2, -1)
        writer.add_tensor(name, rows, raw_dtype=kind)
        writer.add_tensor(name + ".values", np.array(gguf.quants.dequantize(rows, kind), dtype=np.float32).reshape(2, 256))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main()
