#ifndef RESTORING_H
#define RESTORING_H

// Giving the terminal back when ncurses no longer can: from a signal handler, where only a few system calls are allowed.

#include <stdbool.h>
#include <stddef.h>

// Keeps how the terminal is set now; from here on a crash restores it.
void cn_remember_terminal(void);

// Keeps the bytes that leave the alternate screen; entries may be NULL or (char *)-1, as tigetstr returns them.
void cn_remember_leaving(const char *const *sequences, size_t count);

// The terminal was given back in the ordinary way: nothing is left to restore. Replays what went to standard error.
void cn_left_terminal(void);

// Writes all bytes, however many calls that takes.
void cn_write_all(int descriptor, const void *bytes, size_t count);

#endif
