#define _GNU_SOURCE
#include "CTerminal.h"
#include <malloc.h>
#include <sys/mman.h>
#include <wchar.h>

int qd_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

int qd_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

void qd_heap_limits(int heaps, int mapped, int trimmed) {
    mallopt(M_ARENA_MAX, heaps);
    mallopt(M_MMAP_THRESHOLD, mapped);
    mallopt(M_TRIM_THRESHOLD, trimmed);
}

void qd_heap_trim(void) { malloc_trim(0); }
