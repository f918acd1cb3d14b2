#!/usr/bin/env python3
"""Turns a terminal screen with colours into a PNG.

    tmux capture-pane -e -p -t mirilla | Tools/screenshot.py docs/playground.png
    Tools/screenshot.py picture.png --size 120x36 < screen.ans

Needs Pillow and a monospace font (JetBrains Mono or DejaVu Sans Mono). Blocks and box lines are drawn as shapes, so that
neighbouring cells join without seams, as they do in a good terminal.
"""

import argparse
import re
import sys
import unicodedata
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT_FOLDERS = [Path("/usr/share/fonts"), Path("/Library/Fonts"), Path.home() / ".local/share/fonts"]
FACES = {
    "regular": ["JetBrainsMono-Regular.ttf", "DejaVuSansMono.ttf"],
    "bold": ["JetBrainsMono-Bold.ttf", "DejaVuSansMono-Bold.ttf"],
    "italic": ["JetBrainsMono-Italic.ttf", "DejaVuSansMono-Oblique.ttf"],
}
FALLBACKS = ["DejaVuSansMono.ttf", "NotoSansMonoCJK-VF.ttf.ttc", "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "wqy-zenhei.ttc", "NotoEmoji-Regular.ttf"]
ANSI16 = ["#000000", "#cd3131", "#0dbc79", "#e5e510", "#2472c8", "#bc3fbc", "#11a8cd", "#e5e5e5",
          "#666666", "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#ffffff"]
# Arms of the box-drawing characters: left, right, up, down; 1 thin, 2 heavy.
ARMS = {"─": "1100", "━": "2200", "│": "0011", "┃": "0022", "┌": "0101", "┐": "1001", "└": "0110", "┘": "1010", "├": "0111",
        "┤": "1011", "┬": "1101", "┴": "1110", "┼": "1111", "╴": "1000", "╶": "0100", "╵": "0010", "╷": "0001", "╸": "2000", "╺": "0200"}
CORNERS = {"╭": (1, 1), "╮": (-1, 1), "╰": (1, -1), "╯": (-1, -1)}


def find_font(name):
    for folder in FONT_FOLDERS:
        for path in folder.rglob(name):
            return str(path)
    return None


def colour_256(index):
    if index < 16:
        return ANSI16[index]
    if index < 232:
        index -= 16
        levels = [0, 95, 135, 175, 215, 255]
        return "#%02x%02x%02x" % (levels[index // 36], levels[index // 6 % 6], levels[index % 6])
    grey = 8 + (index - 232) * 10
    return "#%02x%02x%02x" % (grey, grey, grey)


class Pen:
    """What SGR sequences have set."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.foreground = self.background = None
        self.bold = self.dim = self.italic = self.underline = self.reverse = self.strike = False

    def apply(self, text):
        codes = [int(code) if code else 0 for code in re.split("[;:]", text)]
        while codes:
            code = codes.pop(0)
            if code == 0: self.reset()
            elif code == 1: self.bold = True
            elif code == 2: self.dim = True
            elif code == 3: self.italic = True
            elif code == 4: self.underline = True
            elif code == 7: self.reverse = True
            elif code == 9: self.strike = True
            elif code == 22: self.bold = self.dim = False
            elif code == 23: self.italic = False
            elif code == 24: self.underline = False
            elif code == 27: self.reverse = False
            elif code == 29: self.strike = False
            elif code in (38, 48) and codes:
                kind = codes.pop(0)
                if kind == 2 and len(codes) >= 3:
                    colour = "#%02x%02x%02x" % tuple(codes[:3])
                    codes = codes[3:]
                elif kind == 5 and codes:
                    colour = colour_256(codes.pop(0))
                else:
                    continue
                if code == 38: self.foreground = colour
                else: self.background = colour
            elif code == 39: self.foreground = None
            elif code == 49: self.background = None
            elif 30 <= code < 38: self.foreground = ANSI16[code - 30]
            elif 40 <= code < 48: self.background = ANSI16[code - 40]
            elif 90 <= code < 98: self.foreground = ANSI16[code - 82]
            elif 100 <= code < 108: self.background = ANSI16[code - 92]

    def copy(self):
        other = Pen()
        other.__dict__.update(self.__dict__)
        return other


def width(character):
    if unicodedata.combining(character) or character in "\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def read_cells(text):
    """Rows of (column, text, pen)."""
    pen, rows = Pen(), []
    for line in text.rstrip("\n").split("\n"):
        row, column = [], 0
        for part in re.split(r"(\x1b\[[0-9;:]*m|\x1b\[[0-9;?]*[A-Za-ln-z]|\x1b\][^\x07]*\x07|\x0f|\r)", line):
            if part.startswith("\x1b[") and part.endswith("m"):
                pen.apply(part[2:-1])
            elif part and part[0] not in "\x1b\x0f\r":
                for character in part:
                    if width(character) == 0 and row:
                        row[-1] = (row[-1][0], row[-1][1] + character, row[-1][2])
                        continue
                    row.append((column, character, pen.copy()))
                    column += width(character)
        rows.append(row)
    return rows


class Painter:
    """Draws cells into an image."""

    def __init__(self, columns, rows, font_size, foreground, background):
        self.foreground, self.background = foreground, background
        self.fonts = {}
        for face, names in FACES.items():
            path = next((found for found in map(find_font, names) if found), None)
            if path is None:
                sys.exit("screenshot: no monospace font found: install JetBrains Mono or DejaVu Sans Mono")
            self.fonts[face] = ImageFont.truetype(path, font_size)
        self.fallbacks = [ImageFont.truetype(path, font_size) for path in map(find_font, FALLBACKS) if path]
        self.cell_width = round(self.fonts["regular"].getlength("M"))
        ascent, descent = self.fonts["regular"].getmetrics()
        self.cell_height = ascent + descent
        self.image = Image.new("RGB", (columns * self.cell_width, rows * self.cell_height), background)
        self.draw = ImageDraw.Draw(self.image)

    def mix(self, colour, share):
        front, back = (tuple(int(value[i:i + 2], 16) for i in (1, 3, 5)) for value in (colour, self.background))
        return "#%02x%02x%02x" % tuple(round(f * share + b * (1 - share)) for f, b in zip(front, back))

    def cell(self, column, row, text, pen):
        front, back = pen.foreground or self.foreground, pen.background or self.background
        if pen.reverse: front, back = back, front
        if pen.dim: front = self.mix(front, 0.6)
        left, top = column * self.cell_width, row * self.cell_height
        right, bottom = left + self.cell_width * width(text[0]), top + self.cell_height
        self.draw.rectangle([left, top, right - 1, bottom - 1], fill=back)
        if not self.shape(text, left, top, right, bottom, front, back) and text != " ":
            face = "bold" if pen.bold else "italic" if pen.italic else "regular"
            self.draw.text((left, top), text, font=self.font_for(text, face), fill=front)
        if pen.underline: self.draw.line([left, bottom - 2, right - 1, bottom - 2], fill=front)
        if pen.strike: self.draw.line([left, (top + bottom) // 2, right - 1, (top + bottom) // 2], fill=front)

    def font_for(self, text, face):
        font = self.fonts[face]
        missing = font.getmask("\U0010fffe").getbbox(), bytes(font.getmask("\U0010fffe"))
        for candidate in [font, *self.fallbacks]:
            mask = candidate.getmask(text[0])
            if (mask.getbbox(), bytes(mask)) != missing:
                return candidate
        return font

    def shape(self, text, left, top, right, bottom, front, back):
        code, wide, high = ord(text[0]), right - left, bottom - top
        middle, centre = left + wide // 2, top + high // 2
        box = lambda x0, y0, x1, y1: self.draw.rectangle([x0, y0, max(x0, x1 - 1), max(y0, y1 - 1)], fill=front)
        if code == 0x2580: box(left, top, right, centre)
        elif 0x2581 <= code <= 0x2588: box(left, bottom - round(high * (code - 0x2580) / 8), right, bottom)
        elif 0x2589 <= code <= 0x258F: box(left, top, left + round(wide * (0x2590 - code) / 8), bottom)
        elif code == 0x2590: box(middle, top, right, bottom)
        elif 0x2591 <= code <= 0x2593:
            share = (code - 0x2590) / 4
            f, b = (tuple(int(c[i:i + 2], 16) for i in (1, 3, 5)) for c in (front, back))
            mixed = "#%02x%02x%02x" % tuple(round(x * share + y * (1 - share)) for x, y in zip(f, b))
            self.draw.rectangle([left, top, right - 1, bottom - 1], fill=mixed)
        elif code == 0x2594: box(left, top, right, top + round(high / 8))
        elif code == 0x2595: box(right - round(wide / 8), top, right, bottom)
        elif text[0] in ARMS:
            arms = [int(arm) * 2 - 1 if arm != "0" else 0 for arm in ARMS[text[0]]]
            if arms[0]: box(left, centre - arms[0] // 2, middle + 1, centre - arms[0] // 2 + arms[0])
            if arms[1]: box(middle, centre - arms[1] // 2, right, centre - arms[1] // 2 + arms[1])
            if arms[2]: box(middle - arms[2] // 2, top, middle - arms[2] // 2 + arms[2], centre + 1)
            if arms[3]: box(middle - arms[3] // 2, centre, middle - arms[3] // 2 + arms[3], bottom)
        elif text[0] in CORNERS:
            across, down = CORNERS[text[0]]
            radius = wide // 2
            x, y = middle + across * radius, centre + down * radius
            start = {(1, 1): 180, (-1, 1): 270, (-1, -1): 0, (1, -1): 90}[(across, down)]
            self.draw.arc([x - radius, y - radius, x + radius, y + radius], start, start + 90, fill=front)
            if down == 1: box(middle, y, middle + 1, bottom)
            else: box(middle, top, middle + 1, y + 1)
        else:
            return False
        return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output", help="the PNG to write")
    parser.add_argument("--size", help="COLUMNSxROWS; without it, what the input fills")
    parser.add_argument("--font-size", type=int, default=18)
    parser.add_argument("--foreground", default="#c8ccd4")
    parser.add_argument("--background", default="#0e1015")
    options = parser.parse_args()
    rows = read_cells(sys.stdin.read())
    if options.size:
        columns, height = (int(part) for part in options.size.split("x"))
    else:
        height = len(rows)
        columns = max((row[-1][0] + width(row[-1][1][0]) for row in rows if row), default=1)
    painter = Painter(columns, height, options.font_size, options.foreground, options.background)
    for index, row in enumerate(rows[:height]):
        for column, text, pen in row:
            if column < columns:
                painter.cell(column, index, text, pen)
    painter.image.save(options.output, optimize=True)


if __name__ == "__main__":
    main()
