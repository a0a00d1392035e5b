#include "CxxJSON.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <simdjson.h>

using namespace simdjson;

struct qd_json_parser {
    explicit qd_json_parser(size_t depth) : depth(depth) {}

    size_t depth;
    dom::parser parser;
    qd_json_document current = {nullptr, nullptr, 0};

    // The open list. On-demand parsing leaves the list's elements unread, so that each is a small document of its own.
    ondemand::parser outer;
    ondemand::document list;
    ondemand::array array;
    ondemand::array_iterator element, end;
    const char *bytes = nullptr;
    // Offsets: the opening bracket, behind the closing one, behind the last element.
    size_t length = 0, opened = 0, closed = 0, read = 0;
    bool started = false;
};

/// Whether nothing but white space and one `separator` (none for 0) stands there. On-demand parsing skips what it was not
/// asked for, and would take `["a":1}, 2]` for a list.
static bool is_gap(const char *from, const char *to, char separator) {
    size_t separators = 0;
    for (; from < to; from++) {
        if (*from == separator) separators++;
        else if (*from != ' ' && *from != '\n' && *from != '\r' && *from != '\t') return false;
    }
    return separators == (separator ? 1 : 0);
}

static int status(error_code error) {
    switch (error) {
    case SUCCESS: return QD_JSON_OK;
    case EMPTY: return QD_JSON_EMPTY;
    case UTF8_ERROR: return QD_JSON_UTF8;
    case STRING_ERROR: return QD_JSON_STRING;
    case UNESCAPED_CHARS: return QD_JSON_CONTROL;
    case NUMBER_ERROR:
    case NUMBER_OUT_OF_RANGE: return QD_JSON_NUMBER;
    case DEPTH_ERROR: return QD_JSON_DEPTH;
    case CAPACITY:
    case MEMALLOC: return QD_JSON_MEMORY;
    default: return QD_JSON_STRUCTURE;
    }
}

size_t qd_json_padding(void) { return SIMDJSON_PADDING; }

qd_json_parser *qd_json_new(size_t depth) { return new (std::nothrow) qd_json_parser(depth); }

void qd_json_free(qd_json_parser *parser) { delete parser; }

size_t qd_json_capacity(const qd_json_parser *parser) {
    return std::max(parser->parser.capacity(), parser->outer.capacity());
}

const qd_json_document *qd_json_current(const qd_json_parser *parser) { return &parser->current; }

int qd_json_parse(qd_json_parser *parser, const uint8_t *bytes, size_t length, int padded) {
    parser->current.generation += 1;
    if (parser->parser.capacity() < length || parser->parser.max_depth() != parser->depth) {
        error_code error = parser->parser.allocate(length, parser->depth);
        if (error) return status(error);
    }
    error_code error = parser->parser.parse(bytes, length, !padded).error();
    if (error) return status(error);
    parser->current.tape = parser->parser.doc.tape.get();
    parser->current.strings = parser->parser.doc.string_buf.get();
    return QD_JSON_OK;
}

int qd_json_list_open(qd_json_parser *parser, const uint8_t *bytes, size_t length, const char *const *path, size_t parts) {
    parser->bytes = reinterpret_cast<const char *>(bytes);
    parser->length = length;
    parser->opened = parser->closed = 0;
    parser->started = false;
    error_code error = parser->outer.iterate(padded_string_view(parser->bytes, length, length + SIMDJSON_PADDING)).get(parser->list);
    if (error) return status(error);
    if (parts == 0) {
        if (parser->list.get_array().get(parser->array)) return QD_JSON_ABSENT;
        parser->opened = size_t(static_cast<const char *>(memchr(bytes, '[', length)) - parser->bytes);
        return QD_JSON_OK;
    }

    ondemand::object object;
    if (parser->list.get_object().get(object)) return QD_JSON_ABSENT;
    for (size_t part = 0;; part++) {
        ondemand::value value;
        if (object.find_field_unordered(path[part]).get(value)) return QD_JSON_ABSENT;
        if (part + 1 < parts) {
            if (value.get_object().get(object)) return QD_JSON_ABSENT;
            continue;
        }
        const char *token = value.raw_json_token().data();
        if (*token == 'n') return QD_JSON_NULL;
        if (value.get_array().get(parser->array)) return QD_JSON_ABSENT;
        parser->opened = size_t(token - parser->bytes);
        return QD_JSON_OK;
    }
}

int qd_json_list_next(qd_json_parser *parser, const uint8_t **bytes, size_t *length) {
    bool isFirst = !parser->started;
    if (isFirst) {
        parser->started = true;
        parser->read = parser->opened + 1;
        error_code error = parser->array.begin().get(parser->element);
        if (!error) error = parser->array.end().get(parser->end);
        if (error) return status(error);
    } else {
        ++parser->element;
    }
    if (!(parser->element != parser->end)) {
        const char *behind = nullptr;
        // No location means that the array's bracket was the document's last token.
        parser->closed = parser->list.current_location().get(behind) ? parser->length : size_t(behind - parser->bytes);
        bool isWhole = is_gap(parser->bytes + parser->read, parser->bytes + parser->closed, ']');
        return isWhole ? QD_JSON_END : QD_JSON_STRUCTURE;
    }
    ondemand::value value;
    error_code error = (*parser->element).get(value);
    std::string_view raw;
    if (!error) error = to_json_string(value).get(raw);
    if (error) return status(error);
    if (!is_gap(parser->bytes + parser->read, raw.data(), isFirst ? 0 : ',')) return QD_JSON_STRUCTURE;
    parser->read = size_t(raw.data() + raw.size() - parser->bytes);
    *bytes = reinterpret_cast<const uint8_t *>(raw.data());
    *length = raw.size();
    return QD_JSON_OK;
}

void qd_json_list_bounds(const qd_json_parser *parser, size_t *open, size_t *close) {
    *open = parser->opened;
    *close = parser->closed;
}
