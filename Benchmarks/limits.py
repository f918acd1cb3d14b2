"""What this machine can do at most: how fast memory is read, how fast numbers are multiplied."""
import atexit
import functools
import os
import platform
import shutil
import subprocess
import tempfile
import time

# Each thread reads memory of its own; eight sums of whole vectors keep enough reads in flight.
SOURCE = r"""
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#ifdef __AVX512F__
typedef float vector __attribute__((vector_size(64)));
#else
typedef float vector __attribute__((vector_size(32)));
#endif
enum { threads = THREADS, lanes = 8 };
static const size_t bytes = (size_t)1 << 28;
static vector *memory[threads];
static volatile float kept;
static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}
static void *read_memory(void *argument) {
    const vector *start = argument;
    vector sums[lanes] = {{0}};
    for (size_t i = 0; i < bytes / sizeof(vector); i += lanes)
        for (int lane = 0; lane < lanes; lane++) sums[lane] += start[i + lane];
    for (int lane = 1; lane < lanes; lane++) sums[0] += sums[lane];
    kept = sums[0][0];
    return NULL;
}
static void *multiply(void *argument) {
    vector sums[12], factor = (vector){0} + 0.5f;
    (void)argument;
    // No sum starts at 1, where it would stay: a compiler sees that, and leaves out what is counted.
    for (int i = 0; i < 12; i++) sums[i] = factor * (float)(i + 3);
    for (long round = 0; round < 20000000; round++)
        for (int i = 0; i < 12; i++) sums[i] = sums[i] * factor + factor;
    for (int i = 1; i < 12; i++) sums[0] += sums[i];
    kept = sums[0][0];
    return NULL;
}
static double seconds(void *(*work)(void *)) {
    pthread_t workers[threads];
    double start = now();
    for (int i = 1; i < threads; i++) pthread_create(&workers[i], NULL, work, memory[i]);
    work(memory[0]);
    for (int i = 1; i < threads; i++) pthread_join(workers[i], NULL);
    return now() - start;
}
enum { rounds = 7 };
static int compare(const void *a, const void *b) { return *(const double *)a < *(const double *)b ? -1 : 1; }
static double median_seconds(void *(*work)(void *)) {
    double times[rounds];
    for (int round = 0; round < rounds; round++) times[round] = seconds(work);
    qsort(times, rounds, sizeof *times, compare);
    return times[rounds / 2];
}
int main(int count, char **arguments) {
    (void)arguments;
    if (count > 1) {
        printf("%f\n", threads * 20000000.0 * 12 * sizeof(vector) / 4 * 2 / median_seconds(multiply) / 1e9);
        return 0;
    }
    for (int i = 0; i < threads; i++) {
        memory[i] = aligned_alloc(4096, bytes);
        for (size_t j = 0; j < bytes / sizeof(float); j++) ((float *)memory[i])[j] = 1;
    }
    printf("%f\n", threads * (double)bytes / median_seconds(read_memory) / 1e9);
}
"""


@functools.lru_cache
def program(threads):
    """Where the compiled program lies; None without a compiler."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source, path = os.path.join(folder, "limits.c"), os.path.join(folder, "limits")
    with open(source, "w", encoding="utf-8") as file:
        file.write(SOURCE)
    for compiler in (os.environ.get("CC"), "clang", "cc", "gcc"):
        try:
            if compiler and subprocess.run([compiler, "-O3", "-march=native", "-ffp-contract=fast", f"-DTHREADS={threads}", source, "-o", path,
                                            "-lpthread"], capture_output=True).returncode == 0:
                return path
        except FileNotFoundError:
            continue
    return None


def run(threads, *arguments):
    path = program(threads)
    return path and float(subprocess.run([path, *arguments], capture_output=True, text=True, check=True).stdout)


def read_gigabytes_per_second(threads):
    """What the threads read together; None without a compiler."""
    return run(threads)


def measure(threads):
    """Gigabytes a second that the threads read together, and their f32 GFLOP/s; None without a compiler."""
    return {"read_gigabytes_per_second": read_gigabytes_per_second(threads), "f32_gflops": run(threads, "multiply")}


def machine(threads):
    """What the figures are of, besides the processor."""
    return {"cores": os.cpu_count(), "threads": threads, "system": platform.system(),
            "memory_bytes": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
            "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())}


def load():
    """How busy the machine is with other things: the load of the last minute."""
    return os.getloadavg()[0]
