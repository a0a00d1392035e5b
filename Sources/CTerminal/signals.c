#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

// A pipe and not signalfd (as Dispatch's signal sources use): that would need the signals blocked, and programs that we
// start would inherit the mask.

enum { most_signals = 16 };
static int pipe_ends[2] = {-1, -1};
static int opened[most_signals];
static struct sigaction before[most_signals];
static size_t opened_count;
static atomic_int endings;

static void arrived(int number) {
    int saved = errno;
    if ((number == SIGTERM || number == SIGHUP || number == SIGINT) && atomic_fetch_add(&endings, 1) > 0) {
        // Asked again: whatever keeps us from ending properly, this must not be it.
        qd_restore();
        qd_end_by(number);
    }
    unsigned char byte = (unsigned char)number;
    if (write(pipe_ends[1], &byte, 1) < 0) { /* full: the reader has plenty to do already */
    }
    errno = saved;
}

int qd_signals_open(const int *signals, size_t count) {
    if (pipe_ends[0] >= 0 || count > most_signals) {
        errno = EBUSY;
        return -1;
    }
    if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    atomic_store(&endings, 0);
    struct sigaction action = {.sa_handler = arrived, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t index = 0; index < count; index++) {
        opened[index] = signals[index];
        sigaction(signals[index], &action, &before[index]);
    }
    opened_count = count;
    return pipe_ends[0];
}

void qd_signals_close(void) {
    for (size_t index = 0; index < opened_count; index++) sigaction(opened[index], &before[index], NULL);
    opened_count = 0;
    for (int end = 0; end < 2; end++) {
        if (pipe_ends[end] >= 0) close(pipe_ends[end]);
        pipe_ends[end] = -1;
    }
}

/// Lets a signal do what it does by default, in a thread that may have it blocked (Dispatch's threads have most).
static void do_default(int number) {
    struct sigaction action = {.sa_handler = SIG_DFL}, saved;
    sigset_t set, blocked;
    sigemptyset(&action.sa_mask);
    sigemptyset(&set);
    sigaddset(&set, number);
    sigaction(number, &action, &saved);
    pthread_sigmask(SIG_UNBLOCK, &set, &blocked);
    raise(number);
    pthread_sigmask(SIG_SETMASK, &blocked, NULL);
    sigaction(number, &saved, NULL);
}

void qd_stop(void) {
    // That we go on is known when this returns; no event has to say so.
    struct sigaction ignore = {.sa_handler = SIG_IGN}, saved;
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGCONT, &ignore, &saved);
    do_default(SIGTSTP);
    sigaction(SIGCONT, &saved, NULL);
}

void qd_end_by(int number) { do_default(number); }
