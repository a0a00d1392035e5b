#pragma once
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

// simdjson is C++ templates and exceptions, which Swift does not import: parsing stands behind these C functions,
// reading its result does not. A parsed document is a tape of 64-bit words and a buffer of strings, laid out as
// https://github.com/simdjson/simdjson/blob/v3.0.1/doc/tape.md says; `Element` walks it in Swift.

/// Why bytes are not a document. Zero is success.
enum qd_json_status {
    QD_JSON_OK = 0,
    QD_JSON_END,          ///< `qd_json_list_next`: no more elements
    QD_JSON_NULL,         ///< `qd_json_list_open`: the list is `null`
    QD_JSON_ABSENT,       ///< `qd_json_list_open`: there is no list at the path (the bytes may not even be JSON)
    QD_JSON_EMPTY,        ///< no bytes but white space
    QD_JSON_STRUCTURE,    ///< commas, braces, words
    QD_JSON_UTF8,         ///< invalid UTF-8
    QD_JSON_STRING,       ///< an escape that means nothing
    QD_JSON_CONTROL,      ///< a control character within a string
    QD_JSON_NUMBER,       ///< not a number, or larger than 64 bits hold
    QD_JSON_DEPTH,        ///< nested too deep
    QD_JSON_MEMORY,       ///< no memory, or over 4 GB
};

/// A parsed document: valid until its parser parses again or is freed.
typedef struct {
    const uint64_t *tape;
    const uint8_t *strings;
    uint32_t generation;  ///< counts the documents of this parser
} qd_json_document;

typedef struct qd_json_parser qd_json_parser;

/// Bytes that must be readable behind a document's last one (simdjson reads in blocks).
size_t qd_json_padding(void);

/// A parser that refuses more than `depth` levels; NULL without memory.
qd_json_parser *qd_json_new(size_t depth);
void qd_json_free(qd_json_parser *parser);

/// Bytes of the largest document or list so far: its buffers are kept for the next one.
size_t qd_json_capacity(const qd_json_parser *parser);

/// Where the parser's document is, the same for the parser's life.
const qd_json_document *qd_json_current(const qd_json_parser *parser);

/// Parses one document; with `padded`, `qd_json_padding()` bytes behind it are readable, else it is copied first.
int qd_json_parse(qd_json_parser *parser, const uint8_t *bytes, size_t length, int padded);

/// Finds the array at `path` (`parts` names; none for the root) of padded bytes, which must stay until the last element is read.
int qd_json_list_open(qd_json_parser *parser, const uint8_t *bytes, size_t length, const char *const *path, size_t parts);

/// Steps to the next element and says where it is in the bytes, for `qd_json_parse` (padded). QD_JSON_END after the last.
int qd_json_list_next(qd_json_parser *parser, const uint8_t **bytes, size_t *length);

/// After QD_JSON_END: where the array's brackets open and close, as offsets (`close` is just behind it).
void qd_json_list_bounds(const qd_json_parser *parser, size_t *open, size_t *close);

#ifdef __cplusplus
}
#endif
