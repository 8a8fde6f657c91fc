/* svg_priv.h: the drawing that each chart kind fills, and its pens. */
#ifndef ENTENTE_SVG_PRIV_H
#define ENTENTE_SVG_PRIV_H

#include "render/render_priv.h"

enum { ENT_SVG_FONT = 12, ENT_SVG_ROW = 16 };

/** One drawing. The body is made first, since a chart's height is known only when it is drawn. */
typedef struct ent_svg {
    ent_rd_out body; /**< marks */
    ent_rd_out hits; /**< links over the marks; empty when the chart stands alone */
    const ent_chart *chart;
    const ent_rd_index *index; /**< what refs may link to; NULL: no links */
    bool narrow;               /**< for phones: 340 units wide instead of 720 */
    const char *key;           /**< makes ids unique in the file */
    double width, height;      /**< height: set by the chart */
    double top;                /**< where the chart may begin */
    ent_buf scratch;
    bool any_weak, any_missing, any_uncovered; /**< what the key must explain */
} ent_svg;

/** Which pen a series is drawn with. */
typedef struct ent_svg_pen {
    int ink;   /**< 0..7: class "k0".. */
    int shape; /**< marker */
} ent_svg_pen;

void ent_svg_line(ent_svg *s);
void ent_svg_mirror(ent_svg *s);
void ent_svg_timeline(ent_svg *s);
void ent_svg_dumbbell(ent_svg *s);
void ent_svg_ladder(ent_svg *s);

/** Draw a chart into out. index NULL: standing alone, with its title, style and source line. */
ent_status ent_svg_draw(const ent_chart *chart, const ent_rd_index *index, const char *key,
                        bool narrow, ent_rd_out *out);
/** The style of the marks, shared by pages and single charts. */
extern const char *const ent_svg_css;

ent_svg_pen ent_svg_pen_of(const ent_chart *c, size_t series);
/** Wide enough for text at the charts' font size (a guess on the safe side). */
double ent_svg_text_width(ent_svg *s, const char *text);
/** Text cut with an ellipsis to max_width; anchor 's', 'm', 'e'. Returns the width it takes. */
double ent_svg_text(ent_svg *s, double x, double y, char anchor, const char *css, const char *text,
                    double max_width);
void ent_svg_rule(ent_svg *s, double x1, double y1, double x2, double y2, const char *css);
void ent_svg_rect(ent_svg *s, double x, double y, double w, double h, const char *css, int ink);
void ent_svg_hatch(ent_svg *s, double x, double y, double w, double h);
void ent_svg_marker(ent_svg *s, ent_svg_pen pen, double x, double y, double r, bool hollow);
/** A whisker with caps; ends that are not finite get an arrow head. */
void ent_svg_whisker_h(ent_svg *s, double x1, double x2, double y, bool open1, bool open2, int ink);
void ent_svg_whisker_v(ent_svg *s, double x, double y1, double y2, bool open1, bool open2, int ink);
/** Link and tooltip over a rectangle. */
void ent_svg_hit(ent_svg *s, double x, double y, double w, double h, const ent_mark *m,
                 const char *what);
/** A key of the series (shape and name) from s->top down; moves s->top. */
void ent_svg_key(ent_svg *s);
/** What hollow, crossed and hatched mean, at y; returns the height it took. */
double ent_svg_marks_key(ent_svg *s, double y);
void ent_svg_year_axis(ent_svg *s, ent_rd_axis *axis, double y_top, double y_bottom);
/** Array for a chart; NULL marks the drawing failed. Free with ent_free. */
void *ent_svg_array(ent_svg *s, size_t n, size_t size);

/** Rows of MIRROR and DUMBBELL: one a label, in order of first appearance. */
typedef struct ent_svg_row {
    const char *label;
    size_t order;
    const ent_mark *marks[4]; /**< [pair * 2 + side] (MIRROR), [pair] (DUMBBELL) */
} ent_svg_row;
/** @owner caller frees; NULL when there are none or memory is out (then the drawing failed). */
ent_svg_row *ent_svg_rows(ent_svg *s, bool by_side, size_t *n);

#endif
