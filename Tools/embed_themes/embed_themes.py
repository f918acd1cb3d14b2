#!/usr/bin/env python3
"""Writes themes/*.toml into Sources/TextUI/Themes/EmbeddedThemes.swift, so that the program needs no files beside it.

    python3 Tools/embed_themes/embed_themes.py            # write
    python3 Tools/embed_themes/embed_themes.py --check    # fail if what is written is stale
"""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "Sources/TextUI/Themes/EmbeddedThemes.swift"
# The order in which a user sees them; others follow by name.
ORDER = ["dark", "light", "high-contrast", "color-blind", "ansi", "mono"]


def place(path):
    return (ORDER.index(path.stem) if path.stem in ORDER else len(ORDER), path.stem)


def generated():
    lines = [
        "// Written by Tools/embed_themes/embed_themes.py from themes/*.toml; change those instead.",
        "",
        "/// The theme files inside the program.",
        "enum EmbeddedThemes {",
        "    static let files: [(name: String, text: String)] = [",
    ]
    for path in sorted((ROOT / "themes").glob("*.toml"), key=place):
        text = path.read_text(encoding="utf-8")
        assert '"""##' not in text, f"{path}: cannot be quoted"
        lines += ["        (", f'            "{path.name}",', '            ##"""']
        lines += ["            " + line if line else "" for line in text.rstrip("\n").split("\n")]
        lines += ["", '            """##', "        ),"]
    lines += ["    ]", "}", ""]
    return "\n".join(lines)


def main():
    text = generated()
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            sys.exit(f"{TARGET.relative_to(ROOT)} is stale: run python3 Tools/embed_themes/embed_themes.py")
    else:
        TARGET.write_text(text, encoding="utf-8")


main()
