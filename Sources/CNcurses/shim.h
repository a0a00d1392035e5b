#pragma once
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdint.h>
#include <term.h>

// Swift imports neither globals that change (`stdscr`), macros, nor variadic calls: one static inline function each.

/// The whole-screen window, or NULL before `newterm`.
static inline WINDOW *qd_screen(void) { return stdscr; }
/// The window of what is on the screen: `clearok` on it draws everything anew.
static inline WINDOW *qd_current_screen(void) { return curscr; }

/// Makes a cell of a base scalar and up to two combining marks (0 for none). ERR when ncurses cannot hold it.
static inline int qd_cell(cchar_t *cell, uint32_t base, uint32_t mark1, uint32_t mark2, attr_t attributes, int pair) {
    wchar_t text[4] = {(wchar_t)base, (wchar_t)mark1, (wchar_t)mark2, 0};
    return setcchar(cell, text, attributes, 0, &pair);  // the last argument carries pairs over 255
}

/// Attribute bits, which are macros.
static inline attr_t qd_bold(void) { return A_BOLD; }
static inline attr_t qd_dim(void) { return A_DIM; }
static inline attr_t qd_underline(void) { return A_UNDERLINE; }
static inline attr_t qd_reverse(void) { return A_REVERSE; }
static inline attr_t qd_italic(void) { return A_ITALIC; }

/// A string of the terminal's description, or NULL when it has none (`tigetstr` says -1 for what is no string).
static inline const char *qd_capability(const char *name) {
    char *value = tigetstr(name);
    return value == (char *)-1 ? NULL : value;
}

/// Gives back what `setupterm` read.
static inline void qd_forget_description(void) { del_curterm(cur_term); }
