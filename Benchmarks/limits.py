"""What this machine can do at most: how fast memory is read, how fast numbers are multiplied."""
import os
import platform
import subprocess
import tempfile
import time

# Each thread reads memory of its own; eight sums of whole vectors keep enough reads in flight.
SOURCE = r"""
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
typedef float vector __attribute__((vector_size(32)));
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
    vector sums[12], factor = {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};
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
int main(void) {
    double read = 1e9, multiplied = 1e9;
    for (int i = 0; i < threads; i++) {
        memory[i] = aligned_alloc(4096, bytes);
        for (size_t j = 0; j < bytes / sizeof(float); j++) ((float *)memory[i])[j] = 1;
    }
    for (int round = 0; round < 7; round++) {
        double time = seconds(read_memory);
        if (time < read) read = time;
    }
    for (int round = 0; round < 3; round++) {
        double time = seconds(multiply);
        if (time < multiplied) multiplied = time;
    }
    printf("%f %f\n", threads * (double)bytes / read / 1e9, threads * 20000000.0 * 12 * 8 * 2 / multiplied / 1e9);
}
"""


def measure(threads):
    """Gigabytes a second that the threads read together, and their f32 GFLOP/s with 256-bit vectors; None without a compiler."""
    with tempfile.TemporaryDirectory() as folder:
        source, program = os.path.join(folder, "limits.c"), os.path.join(folder, "limits")
        with open(source, "w", encoding="utf-8") as file:
            file.write(SOURCE)
        for compiler in (os.environ.get("CC"), "clang", "cc", "gcc"):
            try:
                if compiler and subprocess.run([compiler, "-O3", "-march=native", "-ffp-contract=fast", f"-DTHREADS={threads}", source, "-o", program,
                                                "-lpthread"], capture_output=True).returncode == 0:
                    break
            except FileNotFoundError:
                continue
        else:
            return {"read_gigabytes_per_second": None, "f32_gflops": None}
        read, multiplied = map(float, subprocess.run([program], capture_output=True, text=True, check=True).stdout.split())
    return {"read_gigabytes_per_second": read, "f32_gflops": multiplied}


def machine(threads):
    """What the figures are of."""
    name = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            name = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), name)
    return {"processor": name, "cores": os.cpu_count(), "threads": threads, "system": platform.system(),
            "memory_bytes": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
            "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())}


def load():
    """How busy the machine is with other things: the load of the last minute."""
    return os.getloadavg()[0]
