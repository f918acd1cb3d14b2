#ifndef RESTORING_H
#define RESTORING_H

// Giving the terminal back when ncurses no longer can: from a signal handler, where only a few system calls are allowed.

#include <stdbool.h>
#include <stddef.h>

// Keeps how the terminal is set, before anything changes it.
void cn_remember_terminal(void);

// The terminal is ours: from here on a crash or an exit restores it, with the sequences that leave the alternate screen. They are
// kept from the first time; entries may be NULL or (char *)-1, as tigetstr returns them. Standard error goes to its file.
void cn_took_terminal(const char *const *sequences, size_t count);

// The terminal was given back in the ordinary way. Replays what went to standard error.
void cn_left_terminal(void);

// Crashes are no longer our business.
void cn_forget_terminal(void);

// Writes all bytes, however many calls that takes.
void cn_write_all(int descriptor, const void *bytes, size_t count);

#endif
