/* render_priv.h: what the renderers share: sticky output, escapes, numbers, the index of a page. */
#ifndef ENTENTE_RENDER_PRIV_H
#define ENTENTE_RENDER_PRIV_H

#include "entente/render.h"

/* ---- out.c: output whose first failure sticks ------------------------------------------------ */

/** Output into buf; once status is not OK nothing more is written. tmp is scratch for escapes. */
typedef struct ent_rd_out {
    ent_buf *buf;
    size_t start; /**< buf->len at the beginning, restored on failure */
    ent_status status;
    ent_buf tmp;
} ent_rd_out;

void ent_rd_begin(ent_rd_out *o, ent_buf *buf);
/** Frees scratch; on failure puts buf back to its former length and fills err. */
ent_status ent_rd_end(ent_rd_out *o, ent_error *err);
void ent_rd_s(ent_rd_out *o, const char *s);
void ent_rd_n(ent_rd_out *o, const char *s, size_t n);
void ent_rd_f(ent_rd_out *o, const char *fmt, ...) ENT_PRINTF(2, 3);
/** A coordinate: one decimal, no trailing ".0", free of locale. */
void ent_rd_num(ent_rd_out *o, double v);
/** Text from evidence for XML text and quoted attributes: safe characters, &<>"' escaped. */
void ent_rd_esc(ent_rd_out *o, const char *s);
/** Text made safe for terminals, no other escape. */
void ent_rd_safe(ent_rd_out *o, const char *s);
/** An id as a URL fragment and XML id: letters, digits, '.', '-' kept, others "_" + hex. One to
 * one, so links between pages stay good. */
void ent_rd_anchor(ent_rd_out *o, const char *prefix, const char *id);
/** A CSV field; a text that a spreadsheet would take for a formula gets a leading "'". */
void ent_rd_csv(ent_rd_out *o, const char *s);
/** A TSV field: tabs and line ends become blanks, a backslash two. */
void ent_rd_tsv(ent_rd_out *o, const char *s);
/** Percent-encoding for data: URIs; everything but unreserved characters. */
void ent_rd_percent(ent_rd_out *o, const char *s);
/** A word quoted for a POSIX shell when it needs to be, then escaped for XML when xml. */
void ent_rd_shell(ent_rd_out *o, const char *s, bool xml);
/** A URL we are ready to link to: http or https, nothing that ends an attribute. */
bool ent_rd_url_ok(const char *url);

/* ---- format.c: numbers, times and intervals for people ----------------------------------------
 */

enum { ENT_RD_NUM_MAX = 64, ENT_RD_LINE_MAX = 256 };

/** Fixed decimals by integer arithmetic, thousands parted by commas when grouped. */
void ent_rd_fixed(double v, int decimals, bool grouped, char *out, size_t size);
/** v to at most `digits` significant digits: "240 bn", "48,000", "0.034", "-1.5". */
void ent_rd_sig(double v, int digits, char *out, size_t size);
/** The same with its unit; shares as per cent. unit NULL: none. */
void ent_rd_value(double v, const char *unit, int digits, char *out, size_t size);
/** "31 % to 38 %", "at least 31 %", "missing". */
void ent_rd_interval(const ent_estimate *e, char *out, size_t size);
/** "90 % interval, sources disagree". */
void ent_rd_basis(const ent_estimate *e, char *out, size_t size);
/** Days as ISO 8601: "2014", "1990/2014", "2014-03", "1969-03-02". */
void ent_rd_period(int32_t first, int32_t last, char *out, size_t size);
/** The same for readers: "2014", "1990 to 2014". */
void ent_rd_period_words(int32_t first, int32_t last, char *out, size_t size);
/** A chart's mark value: per cent or number. */
void ent_rd_mark_value(const ent_chart *c, double v, char *out, size_t size);
/** "34 % (31 % to 38 %)", or the word of its state. */
void ent_rd_mark_text(const ent_chart *c, const ent_mark *m, char *out, size_t size);
/** "1858", or "c. 1858 (1850 to 1866)"-like: "1850 to 1866" when vague by over a year. */
void ent_rd_mark_time(const ent_mark *m, char *out, size_t size);
/** "1948 to 1949, probability .90"; beyond 99 % ">.99", under 1 % "<.01": never sure. */
void ent_rd_break_text(const ent_mark *m, char *out, size_t size);

/* ---- claim_text.c: a claim in words ------------------------------------------------------------
 */

/** "Borduria -> Ruritania: goods exports, 42.81 billion US dollars". Unescaped. */
ent_status ent_rd_claim_says(const ent_claim *c, ent_buf *out);
/** "1990 to 1994; known from 1995-03-01". */
ent_status ent_rd_claim_when(const ent_claim *c, ent_buf *out);
/** "trade.csv:12:3456"; empty when it has no place. */
ent_status ent_rd_claim_place(const ent_claim *c, ent_buf *out);
/** "B2: usually reliable, probably true". */
void ent_rd_grade(const ent_claim *c, char *out, size_t size);
/** NULL, or why it bears a mark: "unchecked", "no weight". */
const char *ent_rd_claim_mark(const ent_claim *c);
/** "read from the publisher's file" ... */
const char *ent_rd_checked_words(ent_checked v);

/* ---- index.c: from ids to places on the page ----------------------------------------------------
 */

enum { ENT_RD_USERS_MAX = 3 };
typedef struct ent_rd_entry {
    const char *id;
    size_t pos;                     /**< position in the page's array */
    size_t uses;                    /**< links from the text so far */
    size_t number;                  /**< terminal: [number]; 0 = not yet met */
    size_t n_users;                 /**< claims: figures that rest on it */
    size_t users[ENT_RD_USERS_MAX]; /**< the first of them */
} ent_rd_entry;
typedef struct ent_rd_list {
    ent_rd_entry *entries; /**< in order of id */
    size_t n;
} ent_rd_list;
typedef struct ent_rd_index {
    const ent_page *page;
    ent_rd_list figures, claims, sources;
} ent_rd_index;

ent_status ent_rd_index_init(ent_rd_index *index, const ent_page *page, ent_error *err);
void ent_rd_index_clear(ent_rd_index *index);
/** NULL when there is none. */
ent_rd_entry *ent_rd_find(const ent_rd_list *list, const char *id);

/* ---- ticks.c: axes ------------------------------------------------------------------------------
 */

enum { ENT_RD_TICKS_MAX = 64 };
typedef struct ent_rd_axis {
    double min, max; /**< in data */
    double from, to; /**< in the drawing */
    bool log;
    double ticks[ENT_RD_TICKS_MAX];
    size_t n_ticks;
} ent_rd_axis;
/** Fill ticks at round values within min..max, about `want` of them. */
void ent_rd_axis_ticks(ent_rd_axis *axis, int want);
/** The same in whole years. */
void ent_rd_axis_years(ent_rd_axis *axis, int want);
/** Widen min and max to the next round values. */
void ent_rd_axis_round(ent_rd_axis *axis, int want);
/** Data to drawing, clipped to the axis; infinite values land on the ends. */
double ent_rd_axis_at(const ent_rd_axis *axis, double v);
/** Extent of a chart over its VALUE marks (x, or y with its finite bounds); false: no marks. */
bool ent_rd_extent_x(const ent_chart *c, double *lo, double *hi);
bool ent_rd_extent_y(const ent_chart *c, double *lo, double *hi);

/* ---- tsv.c, csv.c: tables
 * ------------------------------------------------------------------------ */

/** The text of a run without its links, appended raw (unescaped). */
ent_status ent_rd_run_text(const ent_text_run *run, ent_buf *out);
/** A table as CSV. */
void ent_rd_table_csv(ent_rd_out *o, const ent_table *t);

#endif
