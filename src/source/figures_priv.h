/* figures_priv.h: readers of plain tables of figures, as data: which column is what. */
#ifndef ENT_SOURCE_FIGURES_PRIV_H
#define ENT_SOURCE_FIGURES_PRIV_H

#include "table_priv.h"

/** One column that gives one claim. Columns are places in spec->columns; 0 = none. */
typedef struct ent_figure {
    int column;
    const char *indicator, *unit;
    const char *tag;  /**< part of the record when two figures share an indicator */
    bool swap;        /**< from is the second country */
    int low, high, n; /**< bounds of the source, sample size */
    const char *denominator;
    const char *scale; /**< a coded level: unit is "level", the code is kept as event code */
} ent_figure;

typedef enum ent_when {
    ENT_WHEN_YEAR = 0,
    ENT_WHEN_YYYYMM,
    ENT_WHEN_DATE,
    ENT_WHEN_MONTH_OF_DATE /**< the day was put in by whoever packed the file */
} ent_when;

/** A table with one row per state and time, or per pair and time. */
typedef struct ent_figures {
    ent_tab_spec tab;
    int from, to;   /**< columns of codes; to -1: monadic */
    int from2, to2; /**< more columns that tell statements apart (dependencies); 0 = none */
    ent_scheme scheme;
    /** instead of the scheme alone: how this set writes its countries */
    ent_status (*name_of)(ent_tab *t, int col, const ent_date *on, const char **out);
    int when, until; /**< columns of times; until 0: a point */
    ent_when form;
    ent_date fixed_when; /**< the table has no times: all of it is about this one */
    int32_t year_offset; /**< added to the year (UN session n begins in 1945 + n) */
    ent_date closed;     /**< an end on or after this means: still so when the source closed */
    bool both_orders;    /**< an undirected pair stands there twice: the second is passed over */
    const char *unknown; /**< this level says "there, but rank not known" */
    const ent_figure *figures;
    size_t n_figures;
} ent_figures;

/** Row function over a struct ent_figures, for readers that adjust it on the first row. */
ENT_MUST_USE ent_status ent_figures_row(ent_tab *t, void *figures, ent_error *err);

ENT_MUST_USE ent_status ent_figures_read(const ent_read_input *in, ent_sink *sink,
                                         const ent_figures *figures, ent_error *err);

/** A read function over a static table of figures. */
#define ENT_FIGURES_READ(function, figures)                                              \
    static ent_status function(const ent_read_input *in, ent_sink *sink, ent_error *err) \
    {                                                                                    \
        return ent_figures_read(in, sink, &(figures), err);                              \
    }

#endif
