#define _GNU_SOURCE 1

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CNcurses.h"
#include "Restoring.h"

// Everything a signal handler needs is kept in plain variables, filled in beforehand.
static struct termios terminal;
static volatile sig_atomic_t terminal_is_taken;
static char leaving[512];
static volatile sig_atomic_t leaving_count;
static int errors_file = -1;      // where standard error goes while the screen is up
static int errors_terminal = -1;  // where it went before
static int signal_descriptor = -1;
static volatile sig_atomic_t deadly_signal_waits;

void cn_write_all(int descriptor, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, next, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        next += written;
        count -= (size_t)written;
    }
}

void cn_remember_terminal(void) {
    tcgetattr(STDIN_FILENO, &terminal);
}

static void keep_leaving(const char *const *sequences, size_t count) {
    size_t used = 0;
    for (size_t index = 0; index < count; index++) {
        const char *next = sequences[index];
        if (next == NULL || next == (const char *)-1) continue;
        while (*next != 0 && used < sizeof leaving) {
            // A delay (`$<5>`) is an instruction for ncurses, not text.
            const char *end = next[0] == '$' && next[1] == '<' ? strchr(next, '>') : NULL;
            if (end != NULL) next = end + 1;
            else leaving[used++] = *next++;
        }
    }
    leaving_count = (sig_atomic_t)used;
}

void cn_keep_errors(int descriptor) {
    errors_terminal = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (errors_terminal >= 0) errors_file = descriptor;
}

static void replay_errors(void) {
    if (errors_file < 0) return;
    dup2(errors_terminal, STDERR_FILENO);
    char bytes[4096];
    off_t size = lseek(errors_file, 0, SEEK_END);
    off_t start = size > 65536 ? size - 65536 : 0;
    while (start < size) {
        ssize_t count = pread(errors_file, bytes, sizeof bytes, start);
        if (count <= 0) break;
        cn_write_all(STDERR_FILENO, bytes, (size_t)count);
        start += count;
    }
    // What was shown is not shown again after the next stop.
    if (ftruncate(errors_file, 0) == 0) lseek(errors_file, 0, SEEK_SET);
}

// Called from signal handlers and at exit: system calls only.
static void restore_terminal(void) {
    if (!terminal_is_taken) return;
    terminal_is_taken = 0;
    cn_write_all(STDOUT_FILENO, leaving, (size_t)leaving_count);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &terminal);
    replay_errors();
}

// --- Signals --------------------------------------------------------------------------------------------------------------

static const int told[] = {SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT};
enum { told_count = sizeof told / sizeof told[0], crash_count = sizeof crashes / sizeof crashes[0] };
static struct sigaction told_before[told_count];
static struct sigaction crash_before[crash_count];

static bool is_deadly(int signal) { return signal == SIGTERM || signal == SIGHUP || signal == SIGINT; }

static void tell(int signal) {
    int error = errno;
    if (is_deadly(signal)) {
        if (deadly_signal_waits) {
            restore_terminal();
            cn_end_by_signal(signal);
        }
        deadly_signal_waits = 1;
    }
    unsigned char byte = (unsigned char)signal;
    // The pipe does not block: when it is full, the loop has enough reason to wake up.
    ssize_t ignored = write(signal_descriptor, &byte, 1);
    (void)ignored;
    errno = error;
}

static void crash(int signal, siginfo_t *information, void *context) {
    (void)context;
    restore_terminal();
    for (int index = 0; index < crash_count; index++) sigaction(crashes[index], &crash_before[index], NULL);
    // A fault happens again when this handler returns, and then meets the handler from before (Swift's backtracer) in its own
    // place. A signal that was sent does not, and is sent again.
    bool is_fault = information != NULL && information->si_code > 0 && signal != SIGTRAP;
    if (!is_fault) raise(signal);
}

void cn_took_terminal(const char *const *sequences, size_t count) {
    if (errors_file >= 0) dup2(errors_file, STDERR_FILENO);
    terminal_is_taken = 1;
    if (sequences == NULL) return;
    keep_leaving(sequences, count);
    struct sigaction crashing = {.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    for (int index = 0; index < crash_count; index++) sigaction(crashes[index], &crashing, &crash_before[index]);
    static bool restores_at_exit;
    if (!restores_at_exit) atexit(restore_terminal);
    restores_at_exit = true;
}

void cn_left_terminal(void) {
    terminal_is_taken = 0;
    replay_errors();
}

void cn_forget_terminal(void) {
    for (int index = 0; index < crash_count; index++) sigaction(crashes[index], &crash_before[index], NULL);
    if (errors_file < 0) return;
    close(errors_terminal);
    close(errors_file);
    errors_file = errors_terminal = -1;
}

void cn_catch_signals(int descriptor) {
    signal_descriptor = descriptor;
    deadly_signal_waits = 0;
    struct sigaction telling = {.sa_handler = tell, .sa_flags = SA_RESTART};
    sigfillset(&telling.sa_mask);
    for (int index = 0; index < told_count; index++) sigaction(told[index], &telling, &told_before[index]);
}

void cn_release_signals(void) {
    for (int index = 0; index < told_count; index++) sigaction(told[index], &told_before[index], NULL);
    signal_descriptor = -1;
}

void cn_stop(void) {
    struct sigaction ignoring = {.sa_handler = SIG_IGN}, stopping = {.sa_handler = SIG_DFL}, before;
    // The others of the job (a `make` around us) stop too. We are left out of that: a signal to a process is taken by any of its
    // threads at its own time, and this one would go on meanwhile and take the terminal again before the stop.
    sigaction(SIGTSTP, &ignoring, &before);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &stopping, NULL);
    // A signal to this thread is taken before the call returns, and stops all threads; threads of a pool begin with it blocked.
    // Without a shell to go on from (an orphaned process group) the system ignores it, and the program simply continues.
    sigset_t only, blocked;
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &only, &blocked);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &blocked, NULL);
    sigaction(SIGTSTP, &before, NULL);
}

_Noreturn void cn_end_by_signal(int signal) {
    struct sigaction ending = {.sa_handler = SIG_DFL};
    sigaction(signal, &ending, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(signal);
    _exit(128 + signal);
}
