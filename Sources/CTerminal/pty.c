#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/// Opens a master of the given size and stores the slave's path. Returns -1 with errno set.
static int open_master(int columns, int rows, char *slave, size_t length) {
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0) return -1;
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    if (grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, slave, length) != 0
        || ioctl(master, TIOCSWINSZ, &size) != 0) {
        close(master);
        return -1;
    }
    return master;
}

int qd_pty_open(int columns, int rows, int *slave) {
    char path[128];
    int master = open_master(columns, rows, path, sizeof path);
    if (master < 0) return -1;
    *slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*slave < 0) {
        close(master);
        return -1;
    }
    return master;
}

int qd_pty_spawn(const char *path, char *const argv[], char *const envp[], int columns, int rows, pid_t *pid) {
    char slave[128];
    int master = open_master(columns, rows, slave, sizeof slave);
    if (master < 0) return -1;
    // A session leader without a terminal takes the first one it opens: so the slave is opened by path, as fd 0.
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, 0, 1);
    posix_spawn_file_actions_adddup2(&actions, 0, 2);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    int failure = posix_spawn(pid, path, &actions, &attributes, argv, envp);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (failure != 0) {
        close(master);
        errno = failure;
        return -1;
    }
    return master;
}
