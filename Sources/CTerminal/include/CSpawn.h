#pragma once
#include <sys/types.h>

/// Starts `path` in a session of its own, without a terminal: input from /dev/null, output and errors to the two
/// descriptors, every other descriptor closed, signals as a fresh process has them. `directory` may be NULL.
///
/// Returns 0 and stores the child's pid, or an errno. (Swift sees neither POSIX_SPAWN_SETSID nor the _np actions.)
int qd_spawn(const char *path, char *const argv[], char *const envp[], const char *directory, int output, int errors, pid_t *pid);
