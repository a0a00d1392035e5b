#define _GNU_SOURCE
#include "CTerminal.h"
#include <sys/mman.h>
#include <wchar.h>

int qd_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

int qd_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }
