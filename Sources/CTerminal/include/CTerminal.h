#pragma once
#include "CSpawn.h"
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/// Starts `path` with a new session whose controlling terminal is a new pseudo-terminal of the given size.
///
/// Returns the master's descriptor and stores the child's pid, or -1 with errno set. Used by tests only.
int qd_pty_spawn(const char *path, char *const argv[], char *const envp[], int columns, int rows, pid_t *pid);

/// A new pseudo-terminal of the given size. Returns the master's descriptor and stores the slave's, or -1 with errno set.
/// Used by tests only.
int qd_pty_open(int columns, int rows, int *slave);

/// The C library's `wcwidth` in the current locale (Swift does not see it): columns of a scalar, -1 when it knows none.
int qd_wcwidth(uint32_t scalar);

/// An anonymous file in memory that children do not inherit, or -1 with errno set.
int qd_memory_file(const char *name);
/// mallopt: so many heaps, blocks of so many bytes and more by themselves, and at most so many free bytes kept at a heap's end.
void qd_heap_limits(int heaps, int mapped, int trimmed);
/// malloc_trim: whole free pages between what is used go back to the kernel.
void qd_heap_trim(void);

// Restoring the terminal. Everything here may be called from a signal handler.

/// What ``qd_restore`` puts back. Descriptors of -1 are left out.
typedef struct {
    int terminal;             ///< the terminal, non-blocking
    struct termios before;    ///< its settings as they were
    const char *reset;        ///< bytes that put its modes back; must stay valid while armed
    size_t reset_length;
    int standard_output;      ///< standard output as it was
    int standard_error;       ///< standard error as it was
    int errors;               ///< what was written there meanwhile: a file, its tail is printed
} qd_restoration;

/// From now on ``qd_restore``, a crash and `exit` put the terminal back.
void qd_restore_arm(const qd_restoration *restoration);
/// Puts the terminal back, once, and prints the tail of what standard error got meanwhile. Does nothing when not armed.
void qd_restore(void);
/// The terminal has been put back by other means.
void qd_restore_disarm(void);

/// Handles SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT and SIGFPE on a stack of its own: ``qd_restore``, then the process ends
/// by the signal. Swift's own backtrace, which asks questions on the terminal, follows only where the environment has
/// SWIFT_BACKTRACE. Once for the process, for the thread that calls it.
void qd_crash_handlers_install(void);

/// From now on each of these signals writes its number as one byte to a pipe. Returns the pipe's reading end, non-blocking,
/// or -1 with errno set. A second SIGTERM, SIGHUP or SIGINT before ``qd_signals_close`` restores and ends the process at once.
int qd_signals_open(const int *signals, size_t count);
/// Puts the handlers back that were there before ``qd_signals_open`` and closes the pipe.
void qd_signals_close(void);

/// Stops the process as Ctrl-Z does, whatever handles SIGTSTP meanwhile, and returns when it goes on.
void qd_stop(void);

/// Ends the process by a signal, as if it had never been handled.
void qd_end_by(int number);
