#!/usr/bin/env python3
"""Writes themes/*.toml and presets/*.toml into Swift files, so that the program needs no files beside it.

    python3 Tools/embed_texts/embed_texts.py            # write
    python3 Tools/embed_texts/embed_texts.py --check    # fail if what is written is stale
"""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Folder, the Swift file, its type, what the files are, and the order in which a user sees them; others follow by name.
KINDS = [
    (
        "themes",
        "Sources/TextUI/Themes/EmbeddedThemes.swift",
        "EmbeddedThemes",
        "theme",
        ["dark", "light", "high-contrast", "color-blind", "ansi", "mono"],
    ),
    (
        "presets",
        "Sources/Playground/Presets/EmbeddedPresets.swift",
        "EmbeddedPresets",
        "preset",
        ["text-generation", "question-answering", "translation", "data-analysis", "regularization-poem"],
    ),
]


def generated(folder, type_name, what, order):
    def place(path):
        name = path.name.split(".")[0]
        return (order.index(name) if name in order else len(order), path.name)

    lines = [
        f"// Written by Tools/embed_texts/embed_texts.py from {folder}/*.toml; change those instead.",
        "",
        f"/// The {what} files inside the program.",
        f"enum {type_name} {{",
        "    static let files: [(name: String, text: String)] = [",
    ]
    for path in sorted((ROOT / folder).glob("*.toml"), key=place):
        text = path.read_text(encoding="utf-8")
        assert '"""##' not in text, f"{path}: cannot be quoted"
        lines += ["        (", f'            "{path.name}",', '            ##"""']
        lines += ["            " + line if line else "" for line in text.rstrip("\n").split("\n")]
        lines += ["", '            """##', "        ),"]
    lines += ["    ]", "}", ""]
    return "\n".join(lines)


def main():
    for folder, target, type_name, what, order in KINDS:
        text = generated(folder, type_name, what, order)
        path = ROOT / target
        if "--check" not in sys.argv[1:]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{target} is stale: run python3 Tools/embed_texts/embed_texts.py")


main()
