#pragma once
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>

// Swift imports neither globals that change (`stdscr`), macros, nor variadic calls: one static inline function each.

/// The whole-screen window, or NULL before `newterm`.
static inline WINDOW *qd_screen(void) { return stdscr; }
