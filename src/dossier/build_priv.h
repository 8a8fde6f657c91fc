/* build_priv.h: the page under construction. Functions do nothing once `st` holds an error, so that
 * prose reads as prose; ent_dossier_build looks at it once, at the end. */
#ifndef ENTENTE_DOSSIER_BUILD_PRIV_H
#define ENTENTE_DOSSIER_BUILD_PRIV_H

#include "entente/dossier.h"
#include "ids_priv.h"

typedef struct build {
    const ent_dossier_input *in;
    ent_arena *arena;
    ent_status st;
    ent_error *err;

    ent_section *sections;
    size_t n_sections, cap_sections;
    ent_block *blocks; /* of the section at hand */
    size_t n_blocks, cap_blocks;
    ent_span *spans; /* of the run at hand */
    size_t n_spans, cap_spans;
    ent_figure *figures;
    size_t n_figures, cap_figures;
    const ent_claim **claims;
    size_t n_claims, cap_claims;

    id_map held;  /* claims of the input, made on first use */
    id_map used;  /* claims of the annex */
    id_map shown; /* figures so far: their estimates */
} build;

/* ---- page.c: sections, runs, blocks, figures --------------------------------------------------
 */

/** A list in the arena with room for one more; keeps b->st. NULL when there is no memory. */
void *db_room(build *b, void *items, size_t n, size_t *cap, size_t size);
void db_nomem(build *b);

void db_section_begin(build *b, const char *id, const char *title);
/** A section without blocks is left out. */
void db_section_end(build *b);

void db_text(build *b, const char *fmt, ...) ENT_PRINTF(2, 3);
void db_strong(build *b, const char *text);
void db_mark(build *b, const char *text);
/** The estimate's value as people write it, opening to its evidence. */
void db_figure(build *b, const ent_estimate *e);
/** Any text that opens to a claim; the claim joins the annex. */
void db_claim(build *b, const ent_claim *claim, const char *text);
/** A source's code, opening to its citation. */
void db_source(build *b, const char *code);
/** " [unchecked]" or " [no weight]" when the claim has none. */
void db_claim_mark(build *b, const ent_claim *claim);
/** The run at hand, which is then empty. */
ent_text_run db_take(build *b);
/** The run at hand becomes a block. */
void db_block(build *b, ent_block_kind kind);

ent_table *db_table(build *b, const char *id, const char *title, size_t n_columns,
                    const char *const *titles, const char *aligns);
/** Cells are taken one by one: write a run, then db_cell. A row is full after n_columns cells. */
void db_cell(build *b, ent_table *t);
void db_table_block(build *b, ent_table *t);
void db_chart_block(build *b, ent_chart *c);
ent_chart *db_chart(build *b, ent_chart_kind kind, const char *id, const char *title,
                    const char *description);
ent_chart_series *db_series(build *b, ent_chart *c, const char *name, int pair);
ent_mark *db_mark_add(build *b, ent_chart_series *s);
char *db_printf(build *b, const char *fmt, ...) ENT_PRINTF(2, 3);

/** Put a claim into the annex (once). */
void db_use_claim(build *b, const ent_claim *claim);
/** Claim by id among all that the input holds; NULL when absent. */
const ent_claim *db_find_claim(build *b, const char *id);
/** Sources of the used claims, in order of first use; "Sources: ..." for a chart. */
const char *db_source_line(build *b, const ent_chart *chart);

/* ---- words.c: numbers, dates and names as people write them -----------------------------------
 */

enum { WORDS_MAX = 160 };
void words_quantity(double value, const char *unit, char *out, size_t size);
/** "33 to 35 %"; each end with its unit where units differ ("950 m USD to 1.20 bn USD"). */
void words_range(double low, double high, const char *unit, char *out, size_t size);
/** "34 % (33 to 35 %)"; without brackets when the ends print alike or only the digits bound it;
 * an open end as "over", "under", "at least", "at most". */
void words_estimate(const ent_estimate *e, char *out, size_t size);
/** The claim's figure as its source printed it, hedge included: "over 600,000 km²". */
void words_claim_quantity(const ent_claim *claim, char *out, size_t size);
/** "2 March 1969", "1969", "1860s", "1954 to 1958", "since 2001". */
void words_date(const ent_date *d, char *out, size_t size);
void words_claim_time(const ent_claim *claim, char *out, size_t size);
double words_year_of_day(int32_t day);
/** Year of an estimate, and whether it spans more than one. */
int words_year(const ent_estimate *e);
/** Behind a name: "'s", or "'" where the name ends in s (the United States' trade). */
const char *words_s(const char *name);
/** "1858–1944", or one year. */
void words_years(const ent_estimate *e, char *out, size_t size);

/* ---- evidence.c: looking things up in one pair ------------------------------------------------
 */

/** Latest VALUE of a measure in a direction; NULL when there is none. to may be either order for
 * undirected measures. */
const ent_estimate *ev_latest(const ent_pair_evidence *p, const char *measure, const char *from,
                              const char *to);
const ent_estimate *ev_at(const ent_pair_evidence *p, const char *measure, const char *from,
                          const char *to, int year);
/** Next claim of an indicator ("x.*" = prefix) at or after *i; NULL at the end. */
const ent_claim *ev_next(const ent_pair_evidence *p, const char *indicator, size_t *i);
bool ev_has(const ent_pair_evidence *p, const char *indicator);
const char *ev_name(const ent_pair_evidence *p, const char *line);
/** Line code of a polity code in the claim; the pair's own string. */
const char *ev_side(const ent_pair_evidence *p, const char *polity);
/** What silence on an indicator means for this pair: VALUE = none on record; MISSING; UNCOVERED. */
ent_state ev_silence(const build *b, const ent_pair_evidence *p, const char *indicator,
                     const ent_coverage **window);
const ent_yardstick *ev_yardstick(const build *b, const char *measure, int year);
/** Both directions of one pledge, both sides of one dispute and every year of it are one event. */
bool ev_same_event(const ent_claim *x, const ent_claim *y);
/** "China-Russia" */
const char *ev_pair_name(build *b, const ent_pair_evidence *p);

/* ---- one section a file ------------------------------------------------------------------------
 */

/** A block that says what silence on an indicator means for this pair: not covered, missing, or
 * none on record; three different sentences, and only the last of them a finding. */
void db_silence(build *b, const char *indicator, const char *what);
/** Hostility 1 to 5 of a dispute, from its intensity or, entered without a scale, its quantity; 0:
 * nobody coded it. */
double ladder_level(const ent_claim *claim);
/** "use of force": what the hostility level of a dispute's claim stands for. */
const char *ladder_rung(const ent_claim *claim);

void section_bottom_line(build *b);
void section_clocks(build *b);
void section_trade(build *b);
void section_society(build *b);
void section_timeline(build *b);
void section_territory(build *b);
void section_memory(build *b);
void section_ladder(build *b);
void section_stance(build *b);
void section_events(build *b);
void section_without(build *b);
void section_compare(build *b);
void section_disagree(build *b);
void section_missing(build *b);

/** Line chart of a measure: both directions (or one, undirected) of the pair, and of the comparison
 * pair; NULL when nothing is known. */
typedef struct line_spec {
    const char *measure, *id, *title, *y_title;
    bool undirected, percent, with_against;
} line_spec;
ent_chart *chart_lines(build *b, const line_spec *spec);
/** Fill chart->table from its marks and chart->source_line; then add it as a block. */
void chart_finish(build *b, ent_chart *c, const char *unit);

#endif
