#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>
#include <stdbool.h>

// The extensions' node types are exported globals that no installed header declares, and that Swift 6 refuses to read.
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL, CMARK_NODE_STRIKETHROUGH;

/// Whether a node is a table, one of its rows, or one of its cells.
static inline bool qd_is_table(cmark_node *node) { return cmark_node_get_type(node) == CMARK_NODE_TABLE; }
static inline bool qd_is_table_row(cmark_node *node) { return cmark_node_get_type(node) == CMARK_NODE_TABLE_ROW; }
static inline bool qd_is_table_cell(cmark_node *node) { return cmark_node_get_type(node) == CMARK_NODE_TABLE_CELL; }
/// Whether a node is struck-through text.
static inline bool qd_is_strikethrough(cmark_node *node) { return cmark_node_get_type(node) == CMARK_NODE_STRIKETHROUGH; }
