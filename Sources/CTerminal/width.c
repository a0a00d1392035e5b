#define _GNU_SOURCE
#include "CTerminal.h"
#include <wchar.h>

int qd_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
