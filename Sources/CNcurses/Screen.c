#define _GNU_SOURCE 1
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <term.h>

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"
#include "Restoring.h"

static SCREEN *screen;

// Mouse presses, drags and the wheel, written as numbers; a paste between marks; focus coming and going.
static const char modes_on[] = "\033[?1002h\033[?1006h\033[?2004h\033[?1004h";
static const char modes_off[] = "\033[?1004l\033[?2004l\033[?1006l\033[?1002l";

struct cn_description cn_describe(const char *term) {
    struct cn_description description = {0};
    int error = 0;
    if (setupterm(term, STDOUT_FILENO, &error) != OK) return description;
    description.found = true;
    description.colors = tigetnum("colors") > 0 ? tigetnum("colors") : 0;
    description.direct = tigetflag("RGB") > 0;
    char *cup = tigetstr("cup");
    description.moves_cursor = cup != NULL && cup != (char *)-1;
    del_curterm(cur_term);
    return description;
}

static bool names_locale(const char *variable) {
    const char *value = getenv(variable);
    return value != NULL && value[0] != 0;
}

bool cn_use_locale(void) {
    bool named = names_locale("LC_ALL") || names_locale("LC_CTYPE") || names_locale("LANG");
    // A locale that is named but not installed leaves "C" behind; what its name asks for decides.
    if (!named || setlocale(LC_CTYPE, "") == NULL) {
        const char *name = names_locale("LC_ALL") ? getenv("LC_ALL") : names_locale("LC_CTYPE") ? getenv("LC_CTYPE") : getenv("LANG");
        if (!named || strcasestr(name, "utf-8") || strcasestr(name, "utf8")) {
            if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) setlocale(LC_CTYPE, "en_US.UTF-8");
        }
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int cn_width(uint32_t scalar) {
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};
    if (wcrtomb(bytes, (wchar_t)scalar, &state) == (size_t)-1) return -1;
    return wcwidth((wchar_t)scalar);
}

// As sequences are written to the terminal one after the other, nothing of ncurses may wait in between.
static void enter_modes(void) {
    raw();
    noecho();
    nonl();
    cn_write(modes_on, sizeof modes_on - 1);
}

bool cn_open(const char *term, bool uses_colors) {
    cn_remember_terminal();
    screen = newterm(term, stdout, stdin);
    if (screen == NULL) return false;
    // Input is read elsewhere; ncurses must not look at it and cut a redraw short.
    typeahead(-1);
    if (uses_colors && has_colors()) {
        start_color();
        use_default_colors();
    }
    const char *leaving[] = {modes_off, tigetstr("sgr0"), tigetstr("cnorm"), tigetstr("rmcup"), "\r"};
    cn_took_terminal(leaving, sizeof leaving / sizeof leaving[0]);
    enter_modes();
    return true;
}

void cn_leave(void) {
    cn_write(modes_off, sizeof modes_off - 1);
    curs_set(1);
    endwin();
    cn_left_terminal();
}

void cn_return(void) {
    cn_took_terminal(NULL, 0);
    reset_prog_mode();
    enter_modes();
    clearok(curscr, TRUE);
}

void cn_close(void) {
    cn_leave();
    // What the mouse sent last is not for the shell.
    tcflush(STDIN_FILENO, TCIFLUSH);
    delscreen(screen);
    screen = NULL;
    cn_forget_terminal();
}

int cn_color_count(void) { return has_colors() ? COLORS : 0; }

int cn_pair_count(void) { return has_colors() ? COLOR_PAIRS : 0; }

bool cn_define_pair(int pair, int foreground, int background) {
#if NCURSES_EXT_COLORS
    return init_extended_pair(pair, foreground, background) == OK;
#else
    return init_pair((short)pair, (short)foreground, (short)background) == OK;
#endif
}

void cn_forget_pairs(void) {
#if NCURSES_EXT_COLORS
    reset_color_pairs();
#endif
    clearok(curscr, TRUE);
}

void cn_put(int row, int column, const uint32_t *scalars, int count, int looks, int pair) {
    attr_t attributes = A_NORMAL;
    if (looks & CN_BOLD) attributes |= A_BOLD;
    if (looks & CN_DIM) attributes |= A_DIM;
#ifdef A_ITALIC
    if (looks & CN_ITALIC) attributes |= A_ITALIC;
#endif
    if (looks & CN_UNDERLINE) attributes |= A_UNDERLINE;
    if (looks & CN_REVERSE) attributes |= A_REVERSE;

    wchar_t text[CCHARW_MAX + 1] = {0};
    for (int index = 0; index < count && index < CCHARW_MAX; index++) text[index] = (wchar_t)scalars[index];
    cchar_t cell;
#if NCURSES_EXT_COLORS
    setcchar(&cell, text, attributes, 0, &pair);
#else
    setcchar(&cell, text, attributes, (short)pair, NULL);
#endif
    // Unlike add_wch this leaves the cursor alone, so the last cell of the last row can be written.
    mvadd_wchnstr(row, column, &cell, 1);
}

void cn_cursor(int row, int column, bool visible) {
    curs_set(visible ? 1 : 0);
    move(row, column);
}

void cn_erase(void) { erase(); }

void cn_flush(void) { refresh(); }

bool cn_system_size(int *height, int *width) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    *height = size.ws_row;
    *width = size.ws_col;
    return true;
}

void cn_resize(int height, int width) {
    resizeterm(height, width);
    clearok(curscr, TRUE);
}

void cn_write(const void *bytes, size_t count) {
    fflush(stdout);
    cn_write_all(STDOUT_FILENO, bytes, count);
}
