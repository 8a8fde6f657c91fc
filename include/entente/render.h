/* entente/render.h: a page as terminal text, self-contained HTML, SVG, JSON and TSV. */
#ifndef ENTENTE_RENDER_H
#define ENTENTE_RENDER_H

#include "entente/base.h"
#include "entente/dossier.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_render_options {
    int columns; /**< terminal width; 0 = 80; 40..400 */
    bool colour; /**< terminal: ANSI colours */
    bool ascii;  /**< terminal: no characters beyond ASCII in frames and charts */
} ent_render_options;

/**
 * Draw the page. All text from evidence is escaped for its medium; same page, same bytes.
 * @error ENT_E_NOMEM, ENT_E_LIMIT (out->max)   @error ENT_E_DOMAIN columns out of range
 * @owner out is the caller's   @cost O(page)
 */
ENT_API ENT_MUST_USE ent_status ent_render_text(const ent_page *page,
                                                const ent_render_options *options, ent_buf *out,
                                                ent_error *err);
/** One self-contained HTML file: inline SVG and CSS, no script, light and dark, print, WCAG AA.
 * @error as ent_render_text */
ENT_API ENT_MUST_USE ent_status ent_render_html(const ent_page *page, ent_buf *out, ent_error *err);
/** The whole tree with schema version; ids are strings; missing and uncovered are words, not null.
 * @error as ent_render_text */
ENT_API ENT_MUST_USE ent_status ent_render_json(const ent_page *page, ent_buf *out, ent_error *err);
/** Every figure and table cell as rows: section, table, row, column, text, figure id.
 * @error as ent_render_text */
ENT_API ENT_MUST_USE ent_status ent_render_tsv(const ent_page *page, ent_buf *out, ent_error *err);
/** One chart as an SVG element that stands alone (title, desc, role=img).
 * @error as ent_render_text */
ENT_API ENT_MUST_USE ent_status ent_render_svg(const ent_chart *chart, ent_buf *out,
                                               ent_error *err);
/**
 * The page's figures as CSV, a row each: id, measure, from, to, time, value, low, high, level,
 * basis, unit, state, claims (ids parted by blanks). Open ends are "-inf" and "inf"; a cell that a
 * spreadsheet would run as a formula begins with "'".
 * @missing  value, low and high are empty; state says "missing" or "not covered"
 * @error ENT_E_NOMEM, ENT_E_LIMIT (out->max)   @owner out is the caller's   @cost O(page)
 */
ENT_API ENT_MUST_USE ent_status ent_render_csv(const ent_page *page, ent_buf *out, ent_error *err);
/**
 * The page's sources as BibTeX. @error ENT_E_NOMEM, ENT_E_LIMIT (out->max)
 * @owner out is the caller's   @cost O(sources)
 */
ENT_API ENT_MUST_USE ent_status ent_render_bibtex(const ent_page *page, ent_buf *out,
                                                  ent_error *err);
/**
 * The page's sources as CSL-JSON, for reference managers. @error ENT_E_NOMEM, ENT_E_LIMIT
 * (out->max)
 * @owner out is the caller's   @cost O(sources)
 */
ENT_API ENT_MUST_USE ent_status ent_render_csl(const ent_page *page, ent_buf *out, ent_error *err);
/**
 * The rows of ent_render_csv as a Stata file (format 118). Dates inside are the page's own, so that
 * the same page gives the same bytes.
 * @missing  .m = missing, .u = not covered, .l and .h = an interval's open lower and upper end
 * @error ENT_E_NOMEM, ENT_E_LIMIT (out->max)   @owner out is the caller's   @cost O(figures)
 */
ENT_API ENT_MUST_USE ent_status ent_render_stata(const ent_page *page, ent_buf *out,
                                                 ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
