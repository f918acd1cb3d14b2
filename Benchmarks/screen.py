"""The playground in a pseudo-terminal: what a person at the keyboard waits for.

While something is measured the bytes are only kept, with their times; what the screen showed is found out afterwards, so that the
measurement takes no processor time from the program. Needs pyte.
"""
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import tempfile
import termios
import time

import pyte

# Bytes that come within this of one another belong to one frame; frames are 16.7 ms apart at least.
FRAME_GAP = 0.004
# Nobody generates this letter.
MARK = "§"


class Playground:
    """The program at a terminal of some size, with folders of its own."""

    def __init__(self, program, model, columns=120, rows=36, arguments=()):
        self.home = tempfile.mkdtemp(prefix="mirilla-bench-")
        self.columns, self.rows = columns, rows
        self.chunks = []
        environment = dict(os.environ, HOME=self.home, TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
        for name in ("STATE", "CONFIG", "DATA", "CACHE"):
            environment[f"XDG_{name}_HOME"] = self.home
        command = [program, "tui", "--model", model, "--language", "en", *arguments]
        self.start = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(program, command, environment)

    def press(self, keys):
        """Types, and gives the time of it."""
        now = time.perf_counter()
        os.write(self.terminal, keys.encode())
        return now

    def watch(self, seconds, until=None):
        """Keeps what comes for so long, or until a chunk has some bytes in it."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if not select.select([self.terminal], [], [], left)[0]:
                return
            try:
                data = os.read(self.terminal, 1 << 16)
            except OSError:
                return
            self.chunks.append((time.perf_counter(), data))
            if until and until in data:
                return

    def settle(self, silence=0.5, limit=20):
        """Keeps what comes until nothing came for a while."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and select.select([self.terminal], [], [], silence)[0]:
            self.watch(0.001)

    def processor_seconds(self):
        """What the program has used of the processors so far."""
        with open(f"/proc/{self.process}/stat", encoding="utf-8") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)
        shutil.rmtree(self.home, ignore_errors=True)

    def replay(self):
        """The screen after each chunk: (time, lines)."""
        screen = pyte.Screen(self.columns, self.rows)
        stream = pyte.ByteStream(screen)
        for moment, data in self.chunks:
            stream.feed(data)
            yield moment, screen.display


def frames(chunks, start, end):
    """(time, bytes) of each frame between two moments."""
    found = []
    last = None
    for moment, data in chunks:
        if not start <= moment <= end:
            continue
        if last is None or moment - last > FRAME_GAP:
            found.append([moment, 0])
        found[-1][1] += len(data)
        last = moment
    return found


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def first_frame_ms(program, model, rounds):
    """From the start of the program to the first frame, drawn whole."""
    times = []
    for _ in range(rounds):
        playground = Playground(program, model)
        playground.watch(5, until=b"emperature")
        times.append((playground.chunks[-1][0] - playground.start) * 1e3)
        playground.close()
    return times


def idle_share(program, model, seconds):
    """Processor time while nothing happens, of one core."""
    playground = Playground(program, model)
    playground.settle()
    playground.watch(2)
    before = playground.processor_seconds()
    playground.watch(seconds)
    share = (playground.processor_seconds() - before) / seconds
    playground.close()
    return share


def while_generating(program, model, keys, columns=120, rows=36):
    """Key to frame in milliseconds, bytes of each frame, frames a second, while the model writes with all cores."""
    playground = Playground(
        program, model, columns, rows, ["--prompt", "the ten another sea", "--max-new-tokens", "900", "--seed", "7"])
    playground.settle()
    begun = playground.press("\x12")
    playground.watch(0.5)
    pressed = []
    for index in range(keys):
        pressed.append(playground.press(MARK))
        # No fixed beat, which might fall in step with the frames.
        playground.watch(0.12 + 0.013 * (index % 7))
    ended = time.perf_counter()
    playground.watch(0.3)
    playground.close()

    # A key is on the screen when there are more marks than before it; other panes may repeat what the editor holds.
    counts = [(moment, sum(line.count(MARK) for line in lines)) for moment, lines in playground.replay()]
    waits = []
    for key in pressed:
        before = max((count for moment, count in counts if moment < key), default=0)
        frame = next((moment for moment, count in counts if moment >= key and count > before), None)
        if frame is not None:
            waits.append((frame - key) * 1e3)
    found = frames(playground.chunks, begun + 0.5, ended)
    seconds = ended - begun - 0.5
    return {
        "key_to_frame_ms": waits, "keys": len(pressed), "shown": len(waits),
        "bytes_per_frame": statistics.median(count for _, count in found) if found else 0, "frames_per_second": len(found) / seconds,
    }


def temperature_repaint_ms(program, model, keys):
    """From a step of the temperature to the last byte of the frame that follows it, without generating."""
    playground = Playground(program, model, arguments=["--prompt", "the ten another sea"])
    playground.settle(1.5)
    # From the prompt to the parameters, whose first one is the temperature.
    playground.press("\t")
    playground.settle()
    times = []
    for index in range(keys):
        key = playground.press("\x1b[C" if index % 2 else "\x1b[D")
        before = len(playground.chunks)
        playground.settle(0.25)
        if len(playground.chunks) > before:
            times.append((playground.chunks[-1][0] - key) * 1e3)
    playground.close()
    return times
