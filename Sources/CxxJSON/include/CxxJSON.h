#pragma once
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
/// Bytes that must be readable behind a document's last one (simdjson reads in blocks).
size_t qd_json_padding(void);
#ifdef __cplusplus
}
#endif
