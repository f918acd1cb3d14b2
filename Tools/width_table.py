#!/usr/bin/env python3
"""Writes Sources/TextUI/Text/WidthTable.swift: which scalars are wide, which are marks, which are never drawn.

The facts are Unicode's (East Asian Width and general categories), read through Python's `unicodedata` and, for scalars
newer than that knows, the tables of the `wcwidth` package (`pip install wcwidth`).

    python3 Tools/width_table.py > Sources/TextUI/Text/WidthTable.swift
"""

import unicodedata

from wcwidth.table_wide import WIDE_EASTASIAN
from wcwidth.table_zero import ZERO_WIDTH


def newest(tables):
    return tables[max(tables, key=lambda version: tuple(map(int, version.split("."))))]


def members(ranges):
    return {value for first, last in ranges for value in range(first, last + 1)}


def ranges(values):
    found = []
    for value in sorted(values):
        if found and found[-1][1] == value - 1:
            found[-1][1] = value
        else:
            found.append([value, value])
    return found


def category(value):
    return unicodedata.category(chr(value))


ignored = {value for value in range(0x110000) if category(value) in ("Cc", "Cf", "Zl", "Zp")}
ignored |= members([(0xFE00, 0xFE0F), (0xE0000, 0xE01EF), (0x180B, 0x180F), (0x115F, 0x115F), (0x3164, 0x3164)])
marks = members(newest(ZERO_WIDTH)) - ignored
# Spacing marks take a column of their own; conjoining jamo after the first one do not.
marks -= {value for value in marks if category(value) in ("Mc", "Cs", "Zs")}
marks |= members([(0x1160, 0x11FF), (0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB)])
# A flag is drawn as its first letter, which is narrow by itself.
flags = members([(0x1F1E6, 0x1F1FF)])
wide = members(newest(WIDE_EASTASIAN)) - ignored - marks - flags


def emit(name, comment, values):
    print(f"    /// {comment}")
    print(f"    static let {name}: [(first: UInt32, last: UInt32)] = [")
    line = "       "
    for first, last in ranges(values):
        item = f" (0x{first:X}, 0x{last:X}),"
        if len(line) + len(item) > 118:
            print(line)
            line = "       "
        line += item
    print(line)
    print("    ]")


print("// Written by Tools/width_table.py; change that instead.")
print()
print("/// Ranges of scalars that do not take exactly one column, in order.")
print("enum WidthTable {")
emit("wide", "Two columns.", wide)
print()
emit("marks", "No column of their own: drawn on the scalar before.", marks)
print()
emit("ignored", "Controls, formats and selectors: never drawn.", ignored)
print("}")
