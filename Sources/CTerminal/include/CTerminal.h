#pragma once
#include "CSpawn.h"
#include <stdint.h>
#include <sys/types.h>

/// Starts `path` with a new session whose controlling terminal is a new pseudo-terminal of the given size.
///
/// Returns the master's descriptor and stores the child's pid, or -1 with errno set. Used by tests only.
int qd_pty_spawn(const char *path, char *const argv[], char *const envp[], int columns, int rows, pid_t *pid);

/// The C library's `wcwidth` in the current locale (Swift does not see it): columns of a scalar, -1 when it knows none.
int qd_wcwidth(uint32_t scalar);
