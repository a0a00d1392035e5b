#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static qd_restoration restoration;
static atomic_int armed;

/// Writes all of it, waiting at most half a second for a terminal that does not take it.
static void write_all(int descriptor, const char *bytes, size_t length) {
    int patience = 10;
    while (length > 0 && patience > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd waiting = {.fd = descriptor, .events = POLLOUT};
            poll(&waiting, 1, 50);
            patience--;
        } else if (written < 0 && errno != EINTR) {
            return;
        }
    }
}

/// Prints the last 4 KiB of what standard error got, from the start of a line.
static void print_errors(void) {
    static char buffer[4096];
    struct stat status;
    if (restoration.errors < 0 || restoration.standard_error < 0 || fstat(restoration.errors, &status) != 0 || status.st_size == 0) return;
    off_t start = status.st_size > (off_t)sizeof buffer ? status.st_size - (off_t)sizeof buffer : 0;
    ssize_t length = pread(restoration.errors, buffer, sizeof buffer, start);
    if (length <= 0) return;
    char *text = buffer;
    char *line = start > 0 ? memchr(buffer, '\n', (size_t)length) : NULL;
    if (line != NULL) {
        length -= line + 1 - buffer;
        text = line + 1;
    }
    write_all(restoration.standard_error, text, (size_t)length);
}

void qd_restore(void) {
    int saved = errno;
    if (atomic_exchange(&armed, 0)) {
        // In the background the terminal is the shell's again; elsewhere `tcgetpgrp` knows no owner.
        pid_t owner = tcgetpgrp(restoration.terminal);
        if (owner <= 0 || owner == getpgrp()) {
            write_all(restoration.terminal, restoration.reset, restoration.reset_length);
            // What was typed ahead was meant for us, and replies to our questions must not reach the shell.
            tcflush(restoration.terminal, TCIFLUSH);
            tcsetattr(restoration.terminal, TCSANOW, &restoration.before);
        }
        if (restoration.standard_output >= 0) dup2(restoration.standard_output, STDOUT_FILENO);
        if (restoration.standard_error >= 0) dup2(restoration.standard_error, STDERR_FILENO);
        print_errors();
    }
    errno = saved;
}

void qd_restore_arm(const qd_restoration *what) {
    static atomic_int registered;
    atomic_store(&armed, 0);
    restoration = *what;
    if (!atomic_exchange(&registered, 1)) atexit(qd_restore);
    atomic_store(&armed, 1);
}

void qd_restore_disarm(void) { atomic_store(&armed, 0); }

// Crashes.

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
enum { crash_count = sizeof crashes / sizeof *crashes };
static struct sigaction after_crash[crash_count];

static void crashed(int number, siginfo_t *information, void *context) {
    (void)context;
    qd_restore();
    for (int index = 0; index < crash_count; index++)
        if (crashes[index] == number) sigaction(number, &after_crash[index], NULL);
    // A fault happens again when the instruction is repeated; one that was sent has to be sent again.
    if (information->si_code <= 0) raise(number);
}

void qd_crash_handlers_install(void) {
    static atomic_int installed;
    static char stack[64 * 1024];
    if (atomic_exchange(&installed, 1)) return;
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    stack_t current;
    // Swift's backtracer may have given this thread a stack already.
    if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) sigaltstack(&alternate, NULL);
    struct sigaction action = {.sa_sigaction = crashed, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    bool backtrace = getenv("SWIFT_BACKTRACE") != NULL;
    for (int index = 0; index < crash_count; index++) {
        sigaction(crashes[index], &action, &after_crash[index]);
        if (!backtrace) after_crash[index] = (struct sigaction){.sa_handler = SIG_DFL};
    }
}
