#ifndef CNCURSES_H
#define CNCURSES_H

// What mirilla needs of ncurses, as plain functions.
//
// No curses header is included here: its globals, macros and variadic functions stay inside this target, so Swift sees neither
// shared mutable state nor names such as `LINES`.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Looks of a cell, to be combined.
enum {
    CN_BOLD = 1,
    CN_DIM = 2,
    CN_ITALIC = 4,
    CN_UNDERLINE = 8,
    CN_REVERSE = 16,
};

// The colour of the terminal itself.
enum { CN_DEFAULT_COLOR = -1 };

// --- Terminal description -------------------------------------------------------------------------------------------------

// What a terminal description says about colours.
struct cn_description {
    bool found;
    bool direct;          // colours are red, green, blue
    int colors;           // 0 where it has none
    bool moves_cursor;    // without it nothing can be drawn
};

// Reads the description of `term` (the entry's name).
struct cn_description cn_describe(const char *term);

// --- Locale ---------------------------------------------------------------------------------------------------------------

// Takes the character encoding from the environment, or UTF-8 where the environment names no locale at all.
// Returns whether it is UTF-8.
bool cn_use_locale(void);

// How many columns the C library gives a character, and so ncurses: -1 if it cannot be shown in this encoding.
int cn_width(uint32_t scalar);

// --- Screen ---------------------------------------------------------------------------------------------------------------

// Takes over the terminal on standard input and output, described by the entry `term`. Returns whether that worked.
// A crash from here on restores the terminal and then goes on as it would have.
bool cn_open(const char *term, bool uses_colors);

// Gives the terminal back for good.
void cn_close(void);

// Gives the terminal back for a while.
void cn_leave(void);

// Takes it (again), whatever happened to it meanwhile; the next flush draws everything.
void cn_return(void);

// How many colours and pairs can be used; 0 without colours.
int cn_color_count(void);
int cn_pair_count(void);

// Gives a pair its colours. Pairs count from 1. Returns whether that worked.
bool cn_define_pair(int pair, int foreground, int background);

// Forgets all pairs; the next flush draws everything.
void cn_forget_pairs(void);

// Puts one cluster (a base and combining marks) into the picture.
void cn_put(int row, int column, const uint32_t *scalars, int count, int looks, int pair);

// Puts the cursor somewhere, visible or not.
void cn_cursor(int row, int column, bool visible);

// Blanks the picture.
void cn_erase(void);

// Sends what changed to the terminal.
void cn_flush(void);

// The terminal's size as the system knows it. Returns whether it is known.
bool cn_system_size(int *height, int *width);

// Gives the picture a new size.
void cn_resize(int height, int width);

// Writes bytes to the terminal as they are, around ncurses.
void cn_write(const void *bytes, size_t count);

// --- Leaving in every case ------------------------------------------------------------------------------------------------

// Sends standard error to the file `descriptor` while the screen is up; it is replayed when the terminal is given back.
void cn_keep_errors(int descriptor);

// One byte for each signal is written to `descriptor`: the signal's number. Covers SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP
// and SIGINT. A second deadly signal before the first was taken ends the program at once, with the terminal restored.
void cn_catch_signals(int descriptor);

// Back to what signals did before.
void cn_release_signals(void);

// Stops the process group as Ctrl-Z in a shell does; returns when it goes on.
void cn_stop(void);

// Ends the program as the signal would have.
_Noreturn void cn_end_by_signal(int signal);

#endif
