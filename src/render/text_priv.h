/* text_priv.h: the terminal page: styled text, wrapping, tables, charts. */
#ifndef ENTENTE_TEXT_PRIV_H
#define ENTENTE_TEXT_PRIV_H

#include "render/render_priv.h"

/* Styles are single control bytes inside a text: ent_text_add_safe lets none come from evidence.
 * They take no column, and become ANSI sequences or nothing on the way out. */
#define ENT_TERM_BOLD "\x01"
#define ENT_TERM_DIM "\x02"
#define ENT_TERM_LINK "\x03"
#define ENT_TERM_WARN "\x04"
#define ENT_TERM_PLAIN "\x05"

typedef struct ent_term {
    ent_rd_out o;
    ent_rd_index index;
    int columns;
    bool colour, ascii;
    size_t numbered;   /**< figures that bear a number so far */
    size_t *by_number; /**< [number - 1] = position of the figure on the page */
    ent_buf text;      /**< scratch */
} ent_term;

/** A run as styled text, figures followed by their [number]. Appends. */
void ent_term_run(ent_term *t, const ent_text_run *run, ent_buf *out);
/** Columns that styled text takes. */
size_t ent_term_width(const char *styled);
/** Bytes of the next line of at most width columns; *cols what it takes; skip blanks after it. */
size_t ent_term_line(const char *styled, size_t width, size_t *cols);
/** Bytes of styled text out; *style is the style in force before and after. */
void ent_term_put(ent_term *t, const char *styled, size_t n, char *style);
/** Styled text wrapped, first line after `first`, the others after `rest` (plain, same width). */
void ent_term_wrap(ent_term *t, const char *styled, const char *first, const char *rest);
/** One plain line: indent, text from us. */
void ent_term_say(ent_term *t, const char *styled);
/** n times the horizontal stroke. */
void ent_term_stroke(ent_term *t, size_t n);
/** Styled text padded to width columns. */
void ent_term_cell(ent_term *t, const char *styled, size_t n, size_t cols, size_t width, bool right,
                   char *style);
void ent_term_blank(ent_term *t, size_t n);
void ent_term_table(ent_term *t, const ent_table *table);
void ent_term_chart(ent_term *t, const ent_chart *c);
void ent_term_annex(ent_term *t);
/** Status of an ent_buf call into the page's status. */
void ent_term_try(ent_term *t, ent_status st);

#endif
