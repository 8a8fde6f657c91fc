/* mapping_priv.h: a mapping file, parsed: how each field of a claim comes from a row of a table. */
#ifndef ENT_SOURCE_MAPPING_PRIV_H
#define ENT_SOURCE_MAPPING_PRIV_H

#include "table_priv.h"

enum {
    ENT_MAP_CLAIMS_MAX = 64, /**< claims of one row, before melting */
    ENT_MAP_RULES_MAX = 16,  /**< filters, and missing texts */
    ENT_MAP_PARTS_MAX = 8,   /**< columns of a join, parts of a date */
    ENT_MAP_NAME = -2,       /**< "@name": name of the melted column */
    ENT_MAP_VALUE = -3       /**< "@value": what stands in it */
};

/** Fields of a claim that a mapping can fill, in the order of the table in mapping_parse.c. */
typedef enum ent_map_field {
    ENT_MAP_INDICATOR = 0,
    ENT_MAP_FROM,
    ENT_MAP_TO,
    ENT_MAP_RECORD,
    ENT_MAP_VALID_FROM,
    ENT_MAP_VALID_TO,
    ENT_MAP_KNOWN_FROM,
    ENT_MAP_QUANTITY,
    ENT_MAP_QUANTITY_LOW,
    ENT_MAP_QUANTITY_HIGH,
    ENT_MAP_SE,
    ENT_MAP_N,
    ENT_MAP_UNIT,
    ENT_MAP_SCALE,
    ENT_MAP_DENOMINATOR,
    ENT_MAP_KIND,
    ENT_MAP_LABEL,
    ENT_MAP_EVENT_CODE,
    ENT_MAP_EVENT_SCHEME,
    ENT_MAP_SIGN,
    ENT_MAP_INTENSITY,
    ENT_MAP_INTENSITY_SCALE,
    ENT_MAP_APPROX,
    ENT_MAP_FROM_ROLE,
    ENT_MAP_TO_ROLE,
    ENT_MAP_SOURCE,
    ENT_MAP_LOCATOR,
    ENT_MAP_ATTRIBUTION,
    ENT_MAP_RELIABILITY,
    ENT_MAP_CREDIBILITY,
    ENT_MAP_CLUSTER,
    ENT_MAP_NOTE,
    ENT_MAP_FIELDS
} ent_map_field;

typedef enum ent_map_how {
    ENT_MAP_UNSET = 0,
    ENT_MAP_CONST,
    ENT_MAP_COLUMN,
    ENT_MAP_COUNTRY, /**< a column under a scheme */
    ENT_MAP_YEAR,
    ENT_MAP_YYYYMM,
    ENT_MAP_DATE, /**< our own date forms */
    ENT_MAP_DMY,
    ENT_MAP_MDY,
    ENT_MAP_PARTS, /**< year, month and day in columns of their own */
    ENT_MAP_JOIN,
    ENT_MAP_MAP /**< a column's words translated: "Class: A=1|B=2|*=0" */
} ent_map_how;

typedef struct ent_map_pair {
    const char *word, *becomes;
} ent_map_pair;

/** How one field is filled. */
typedef struct ent_map_rule {
    ent_map_how how;
    ent_scheme scheme;
    const char *text; /**< the constant */
    int col[ENT_MAP_PARTS_MAX];
    size_t n_cols;
    const ent_map_pair *pairs;
    size_t n_pairs;
    uint64_t row, byte; /**< where the mapping file says so */
} ent_map_rule;

/** Rows (or claims) in which a column holds one of some words. */
typedef struct ent_map_filter {
    int col;
    bool keep; /**< only these, else all but these */
    ent_skip skip;
    const char *const *words;
    size_t n_words;
    uint64_t row, byte;
} ent_map_filter;

typedef struct ent_map_claim {
    ent_map_rule fields[ENT_MAP_FIELDS];
    ent_map_filter filters[ENT_MAP_RULES_MAX];
    size_t n_filters;
    uint64_t row, byte;
} ent_map_claim;

/** A whole mapping. All text lives in the arena. */
typedef struct ent_mapping {
    const char *path;
    ent_arena arena;
    const char *set;
    ent_tab_spec spec;
    ent_coverage coverage;
    bool covered;
    const char *columns[ENT_TAB_COLUMNS_MAX + 1]; /**< as "?name" */
    uint64_t column_row[ENT_TAB_COLUMNS_MAX], column_byte[ENT_TAB_COLUMNS_MAX];
    size_t n_columns;
    const char *missing[ENT_MAP_RULES_MAX + 1];
    size_t n_missing;
    ent_map_rule common[ENT_MAP_FIELDS]; /**< given before the first claim */
    ent_map_filter filters[ENT_MAP_RULES_MAX];
    size_t n_filters;
    const char *melt_first, *melt_last; /**< NULL: not a wide table */
    uint64_t melt_row, melt_byte;
    ent_map_claim *claims;
    size_t n_claims;
} ent_mapping;

/** @error ENT_E_PARSE with file and row of the mapping file, ENT_E_IO, ENT_E_NOMEM
 *  @owner ent_mapping_clear, also after an error */
ENT_MUST_USE ent_status ent_mapping_parse(ent_lines *lines, const char *path, ent_mapping *out,
                                          ent_error *err);
void ent_mapping_clear(ent_mapping *m);

/** Read a table as the mapping says; both in memory or as files. */
ENT_MUST_USE ent_status ent_mapping_read(ent_mapping *m, const ent_read_input *in, ent_sink *sink,
                                         ent_error *err);

#endif
