/* table_priv.h: what all readers share: a table with named columns, countries, dates, claims. */
#ifndef ENT_SOURCE_TABLE_PRIV_H
#define ENT_SOURCE_TABLE_PRIV_H

#include "entente/source.h"

/*
 * How a reader works. It names its columns in an ent_tab_spec, and gives a row function. For each
 * data row the row function reads fields by their place in that list, resolves countries, and asks
 * for claims with ent_tab_claim, already filled with set, place, grade and the like. What it
 * returns decides the row's fate:
 *   ENT_OK, ENT_NONE   the claims asked for are sent; none: the row is skipped for the reason that
 *                      was noted last (missing, not a state ...)
 *   PARSE, DOMAIN, UNKNOWN, AMBIGUOUS, SHAPE   the row is rejected with t->why; no claim is sent
 *   any other          reading ends
 * All getters below return ENT_NONE when the field is missing (and note it), PARSE when it is
 * wrong (and say how in t->why), so a row function may hand their status back as it is.
 */

enum {
    ENT_TAB_COLUMNS_MAX = 64,    /**< columns a reader may name */
    ENT_TAB_TEXT_MAX = 1 << 16,  /**< bytes of made-up text (records, labels) a row needs at most */
    ENT_TAB_CLAIMS_MAX = 1 << 16 /**< claims of one row */
};

typedef struct ent_tab ent_tab;

/** One file form. All-zero members mean the usual. */
typedef struct ent_tab_spec {
    const ent_reader *reader;
    const char *const *columns; /**< NULL-terminated; "?name" may be absent, then it is missing */
    ent_rows_options rows;
    const char *const *missing;   /**< texts that mean missing besides "" (NULL-terminated) */
    const ent_coverage *coverage; /**< windows declared on opening */
    size_t n_coverage;
    ent_date released;        /**< of this file form; NONE: the set's */
    const char *header_first; /**< header is the first row whose first field is this */
    unsigned skip_rows;       /**< rows passed over before the header */
    bool no_header;           /**< columns are 1-based numbers ("3") */
    bool ragged;              /**< rows may be longer than the header */
    bool strict_states;       /**< a country out of its time is an error, not "no state" */
    const char *set;          /**< NULL: the reader's */
} ent_tab_spec;

/** Row function. @param ctx as given to ent_tab_run */
typedef ent_status (*ent_tab_row)(ent_tab *t, void *ctx, ent_error *err);

struct ent_tab {
    const ent_read_input *in;
    const ent_tab_spec *spec;
    ent_sink *sink;
    ent_rows *rows;
    const char *const *field; /**< of the row at hand */
    size_t n_fields, n_header;
    const char *const *header;
    uint64_t row, byte; /**< place that claims get */
    ent_error why;      /**< why the row is wrong */
    ent_skip skip;      /**< why it gives nothing */
    int column[ENT_TAB_COLUMNS_MAX];
    ent_arena keep; /**< lives as long as the table: header names, what ctx needs */
    ent_claim blank;
    ent_claim *claims;
    size_t n_claims, cap_claims;
    char *text;
    size_t text_used;
    bool text_full;
    char coder[64];
    struct ent_tab_place *places; /**< cache of resolved countries */
    struct {
        const char *code; /**< by address: indicators are literals or kept in `keep` */
        ent_claim blank;
    } hot[16];
    size_t n_hot;
};

/** @error ENT_E_FORMAT a needed column is absent (named)  @error ENT_E_IO, ENT_E_NOMEM and the
 *  sink's own   @owner ent_tab_close, also after an error */
ENT_MUST_USE ent_status ent_tab_open(const ent_read_input *in, ent_sink *sink,
                                     const ent_tab_spec *spec, ent_tab *t, ent_error *err);
/** Next data row. Rows that cannot be read at all are counted and rejected here.
 *  @return ENT_OK, ENT_END */
ENT_MUST_USE ent_status ent_tab_next(ent_tab *t, ent_error *err);
/** Tell the sink what became of the row (see above). */
ENT_MUST_USE ent_status ent_tab_settle(ent_tab *t, ent_status st, ent_error *err);
/** Begin a row that was read before and kept: its claims get this place. */
void ent_tab_reset(ent_tab *t, uint64_t row, uint64_t byte);
void ent_tab_close(ent_tab *t);

/** Open, run over all rows, close. */
ENT_MUST_USE ent_status ent_tab_run(const ent_read_input *in, ent_sink *sink,
                                    const ent_tab_spec *spec, ent_tab_row row, void *ctx,
                                    ent_error *err);

/* ---- fields; col is the place in spec->columns ---------------------------------------------- */

/** Field as it stands, NULL when missing (nothing is noted). */
const char *ent_tab_text(const ent_tab *t, int col);
/** As ent_tab_text, but missing codes are kept: for columns of country codes. */
const char *ent_tab_raw(const ent_tab *t, int col);
/** Name of a column as the header has it. */
const char *ent_tab_name(const ent_tab *t, int col);
ENT_MUST_USE ent_status ent_tab_int(ent_tab *t, int col, int64_t *out);
/** Integer within bounds; outside is PARSE. */
ENT_MUST_USE ent_status ent_tab_int_in(ent_tab *t, int col, int64_t low, int64_t high,
                                       int64_t *out);
ENT_MUST_USE ent_status ent_tab_number(ent_tab *t, int col, double *out, int *digits);
/** A number from any text, as ent_tab_number. */
ENT_MUST_USE ent_status ent_tab_number_of(ent_tab *t, const char *column, const char *s,
                                          double *out, int *digits);
/** Significant digits printed ("0.050" 2, "1200" 4, "0" 1). */
int ent_tab_digits(const char *s);

ENT_MUST_USE ent_status ent_tab_year(ent_tab *t, int col, ent_date *out);
/** Missing month or day (0, below 0, or a missing code) makes the date coarser. */
ENT_MUST_USE ent_status ent_tab_ymd(ent_tab *t, int year, int month, int day, ent_date *out);
/** "185905"; month 00 = not known. Month 99 (still going on) gives ENT_END with the year. */
ENT_MUST_USE ent_status ent_tab_yyyymm(ent_tab *t, int col, ent_date *out);
/** Any form of ent_date_parse. */
ENT_MUST_USE ent_status ent_tab_date(ent_tab *t, int col, ent_date *out);
/** Compares first days; NONE sorts last. */
bool ent_tab_before(const ent_date *a, const ent_date *b);

/**
 * Code or name in a column to a polity's code.
 * @return ENT_OK; ENT_NONE noted as NOT_STATE: no country, or none yet or no longer on that date
 * @error UNKNOWN, AMBIGUOUS with t->why; with strict_states also DOMAIN
 * @cost one probe of the cache, else one look-up
 */
ENT_MUST_USE ent_status ent_tab_country(ent_tab *t, int col, ent_scheme scheme, const ent_date *on,
                                        const char **out);
/** The same for a text that stands in no column of its own. */
ENT_MUST_USE ent_status ent_tab_country_of(ent_tab *t, const char *column, const char *word,
                                           ent_scheme scheme, const ent_date *on, const char **out);

/* ---- what the row gives --------------------------------------------------------------------- */

/** Note a reason for giving nothing; returns ENT_NONE. */
ent_status ent_tab_skip(ent_tab *t, ent_skip why);
/** Note why the row is wrong; returns ENT_E_PARSE. */
ent_status ent_tab_wrong(ent_tab *t, const char *fmt, ...) ENT_PRINTF(2, 3);

/**
 * A claim of the row at hand, filled with all that the file, the set and the indicator fix.
 * NULL: out of memory or over ENT_TAB_CLAIMS_MAX; the row function then returns
 * ENT_E_NOMEM. Valid until the next call.
 */
ent_claim *ent_tab_claim(ent_tab *t, const char *indicator);
/** Take back the last claim asked for. */
void ent_tab_unclaim(ent_tab *t);
/** Texts joined by '-' ("12-365-710"), for records; ends with NULL. @owner the row */
const char *ent_tab_join_list(ent_tab *t, const char *const *parts);
#define ent_tab_join(t, ...) ent_tab_join_list((t), (const char *const[]){__VA_ARGS__})
/** Formatted text. @owner the row */
const char *ent_tab_format(ent_tab *t, const char *fmt, ...) ENT_PRINTF(2, 3);
/** Fill quantity, digits and unit from a column. ENT_NONE: missing, claim untouched. */
ENT_MUST_USE ent_status ent_tab_quantity(ent_tab *t, int col, const char *unit, ent_claim *claim);
/** A level of a coded scale: intensity, event code and a quantity in unit "level". */
void ent_tab_level(ent_claim *claim, int64_t level, const char *code, const char *scale);

/** A sink for tables that give no claims of their own. stop: a bad row ends the reading. */
ent_sink ent_tab_private_sink(bool stop_at_bad);

/* ---- beside the table ----------------------------------------------------------------------- */

/** The usual kind of a layer (T: tie, H: impulse ...). */
ent_kind ent_layer_kind(ent_layer layer);
/** Header line made comparable: lower case, no quotes, BOM or blanks around separators. */
void ent_header_fold(const char *line, size_t n, char *out, size_t size);
/** Place of a named column in a header row, -1 when absent; without case, ends trimmed.
 * A name that ends in '*' is a beginning. */
int ent_header_find(const char *const *fields, size_t n, const char *name);

/** A date written down in a table of ours. */
#define ENT_TAB_YEAR(y)                         \
    {                                           \
        .year = (y), .precision = ENT_PREC_YEAR \
    }
#define ENT_TAB_MONTH(y, m)                                    \
    {                                                          \
        .year = (y), .month = (m), .precision = ENT_PREC_MONTH \
    }
#define ENT_TAB_DAY(y, m, d)                                             \
    {                                                                    \
        .year = (y), .month = (m), .day = (d), .precision = ENT_PREC_DAY \
    }

#endif
