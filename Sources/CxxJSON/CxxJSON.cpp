#include "CxxJSON.h"
#include <simdjson.h>

size_t qd_json_padding(void) { return simdjson::SIMDJSON_PADDING; }
