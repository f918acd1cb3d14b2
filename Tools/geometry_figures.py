#!/usr/bin/env python3
"""Figures for the tests of the geometry of embeddings, by numpy and scikit-learn's conventions.

    python3 Tools/geometry_figures.py > Tests/CorporaTests/Geometry/Fixtures/geometry.txt

Vectors are made from a formula that the test repeats, so that only what is derived from them is in the file.
"""

import numpy as np

COUNT, DIMENSIONS = 240, 24


def vectors():
    """Six groups around directions of their own, from a linear congruential generator."""
    state = 1
    values = np.zeros((COUNT, DIMENSIONS))
    for row in range(COUNT):
        for column in range(DIMENSIONS):
            state = (state * 1103515245 + 12345) % 2**31
            values[row, column] = state / 2**31 - 0.5
        values[row, row % 6] += 1.0 + 0.2 * (row % 6)
    return values.astype(np.float32)


def line(name, numbers):
    print(name, " ".join(f"{number:.7g}" for number in np.ravel(numbers)))


raw = vectors()
unit = (raw / np.linalg.norm(raw.astype(np.float64), axis=1, keepdims=True)).astype(np.float64)
cosines = unit @ unit.T

for query in range(0, 50):
    order = np.argsort(-cosines[query], kind="stable")[:10]
    line(f"nearest {query}", order)
    line(f"cosines {query}", cosines[query][order])

line("selection", cosines[np.ix_([3, 7, 11, 200], [3, 7, 11, 200])])

mixed = unit[5] - unit[17] + unit[40]
mixed /= np.linalg.norm(mixed)
line("combination", mixed)
line("combination nearest", np.argsort(-(unit @ mixed), kind="stable")[:5])

centred = unit - unit.mean(axis=0)
_, sizes, axes = np.linalg.svd(centred, full_matrices=False)
axes = axes[:2]
axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])[:, None]
line("explained", (sizes**2 / np.sum(sizes**2))[:2])
line("axes", axes)
line("places", (centred @ axes.T)[:20])
