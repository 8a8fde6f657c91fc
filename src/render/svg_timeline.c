/* svg_timeline.c: spans and points in lanes over the years, each as wide as its date is vague. */
#include "render/svg_priv.h"

#include <math.h>
#include <stdlib.h>

enum { LANE_ROWS = 7, ROW = 19, THICK = 11, GAP = 6, LABEL_MAX = 190 };

typedef struct event {
    const ent_mark *mark;
    size_t order;
    double x1, x2;       /* what the date can mean, in the drawing */
    double core1, core2; /* the dates themselves */
    double label;        /* width of its name, cut to LABEL_MAX */
    int row;             /* -1: no room */
    char side;           /* where its name stands: 'r', 'l', 'i' inside, 0 nowhere */
} event;

/** Marks without room: one "+n" for neighbours. */
typedef struct crowd {
    double x1, x2;
    size_t n;
} crowd;

static int
event_compare(const void *a, const void *b)
{
    const event *p = a, *q = b;

    if (p->x1 != q->x1) return p->x1 < q->x1 ? -1 : 1;
    if (p->x2 != q->x2) return p->x2 > q->x2 ? -1 : 1;
    return p->order < q->order ? -1 : p->order > q->order;
}

static event
place_in_time(const ent_rd_axis *axis, const ent_mark *m, size_t order)
{
    double end = m->open_end ? axis->max : m->x_end > m->x ? m->x_end : m->x;
    double low = m->x_low > 0 && m->x_low < m->x ? m->x_low : m->x;
    double high = m->x_high > end ? m->x_high : end;
    event e = {.mark = m, .order = order};

    e.core1 = ent_rd_axis_at(axis, m->x);
    e.core2 = ent_rd_axis_at(axis, end);
    e.x1 = ent_rd_axis_at(axis, low);
    e.x2 = ent_rd_axis_at(axis, high);
    if (e.x2 - e.x1 < 9) {
        double middle = (e.x1 + e.x2) / 2;
        e.x1 = middle - 4.5;
        e.x2 = middle + 4.5;
    }
    return e;
}

static void
draw_event(ent_svg *s, const event *e, double y, ent_svg_pen pen)
{
    const ent_mark *m = e->mark;
    bool span = e->core2 - e->core1 > 7;
    char when[ENT_RD_NUM_MAX], what[2 * ENT_RD_LINE_MAX];

    ent_rd_mark_time(m, when, sizeof when);
    (void)ent_snprintf(what, sizeof what, "%s: %.300s%s%s", when, m->label ? m->label : "",
                       m->state == ENT_VALUE ? "" : ", ",
                       m->state == ENT_VALUE ? "" : ent_state_name(m->state));
    s->any_weak = s->any_weak || m->weak;
    if (m->state == ENT_UNCOVERED)
        ent_svg_hatch(s, e->x1, y, e->x2 - e->x1, THICK);
    else if (m->state == ENT_MISSING) {
        s->any_missing = true;
        double x = (e->x1 + e->x2) / 2;
        ent_svg_rule(s, x - 4, y + 1.5, x + 4, y + 9.5, "x");
        ent_svg_rule(s, x - 4, y + 9.5, x + 4, y + 1.5, "x");
    } else if (span) {
        if (e->core1 - e->x1 > 1.5)
            ent_svg_rect(s, e->x1, y + 2, e->core1 - e->x1, 7, "vague", pen.ink);
        if (e->x2 - e->core2 > 1.5)
            ent_svg_rect(s, e->core2, y + 2, e->x2 - e->core2, 7, "vague", pen.ink);
        ent_svg_rect(s, e->core1, y, e->core2 - e->core1, THICK, m->weak ? "tinth" : "tint",
                     pen.ink);
        if (m->open_end)
            ent_svg_whisker_h(s, e->core2 - 12, e->core2 + 5, y + 5.5, false, true, pen.ink);
    } else {
        if (e->x2 - e->x1 > 10) ent_svg_rect(s, e->x1, y + 1.5, e->x2 - e->x1, 8, "vague", pen.ink);
        ent_svg_marker(s, (ent_svg_pen){pen.ink, pen.ink >= 4 ? 3 : 0}, (e->x1 + e->x2) / 2,
                       y + 5.5, 4.2, m->weak);
    }
    ent_svg_hit(s, e->x1, y, e->x2 - e->x1, THICK, m, what);
}

/** Room that an event takes with its name on its preferred side. */
static void
name_extent(const ent_svg *s, event *e, double *from, double *to)
{
    *from = e->x1;
    *to = e->x2;
    e->side = 0;
    if (e->label <= 0) return;
    if (e->mark->state == ENT_VALUE && e->core2 - e->core1 > e->label + 10)
        e->side = 'i';
    else if (e->x2 + 5 + e->label <= s->width - 2) {
        e->side = 'r';
        *to = e->x2 + 5 + e->label;
    } else if (e->x1 - 5 - e->label >= 0) {
        e->side = 'l';
        *from = e->x1 - 5 - e->label;
    }
}

/** Every event with its name, first row with room; false when one finds none. */
static bool
pack_named(const ent_svg *s, event *events, size_t n)
{
    double taken[LANE_ROWS] = {0};

    for (size_t i = 0; i < n; i++) {
        double from, to;
        int r = 0;
        name_extent(s, &events[i], &from, &to);
        while (r < LANE_ROWS && taken[r] > from)
            r++;
        if (r == LANE_ROWS || (events[i].label > 0 && !events[i].side)) return false;
        events[i].row = r;
        taken[r] = to + GAP;
    }
    return true;
}

/** Left edge of the next event in e's row, where its name must end. */
static double
next_in_row(const ent_svg *s, const event *events, size_t n, size_t i)
{
    for (size_t k = i + 1; k < n; k++)
        if (events[k].row == events[i].row) return events[k].x1 - GAP;
    return s->width - 2;
}

/** Where the name of an event fits between its neighbours in the row; 0 when nowhere. */
static char
free_side(const event *e, double edge, double next)
{
    if (e->label <= 0) return 0;
    if (e->mark->state == ENT_VALUE && e->core2 - e->core1 > e->label + 10) return 'i';
    if (e->x2 + 5 + e->label <= next) return 'r';
    return e->x1 - 5 - e->label >= edge + GAP ? 'l' : 0;
}

/** A crowded lane: all marks first, close together, then names where gaps are left. */
static void
pack_bare(const ent_svg *s, event *events, size_t n)
{
    double taken[LANE_ROWS], edge[LANE_ROWS] = {0}; /* edge: right end of mark or name */

    for (int r = 0; r < LANE_ROWS; r++)
        taken[r] = -100;
    for (size_t i = 0; i < n; i++) {
        int r = 0;
        while (r < LANE_ROWS && taken[r] > events[i].x1)
            r++;
        events[i].row = r < LANE_ROWS ? r : -1;
        events[i].side = 0;
        if (r < LANE_ROWS) taken[r] = events[i].x2 + 1;
    }
    for (size_t i = 0; i < n; i++) {
        event *e = &events[i];
        if (e->row < 0) continue;
        e->side = free_side(e, edge[e->row], next_in_row(s, events, n, i));
        edge[e->row] = e->x2 + (e->side == 'r' ? 5 + e->label : 0);
    }
}

/** @return rows in use */
static int
draw_placed(ent_svg *s, const event *events, size_t n, double top, ent_svg_pen pen)
{
    int rows = 0;

    for (size_t i = 0; i < n; i++) {
        const event *e = &events[i];
        if (e->row < 0) continue;
        double y = top + e->row * ROW;
        draw_event(s, e, y, pen);
        if (e->row + 1 > rows) rows = e->row + 1;
        if (!e->side) continue;
        double x = e->side == 'i' ? e->core1 + 5 : e->side == 'l' ? e->x1 - 5 : e->x2 + 5;
        ent_svg_text(s, x, y + 10, e->side == 'l' ? 'e' : 's', "", e->mark->label, e->label + 0.1);
    }
    return rows;
}

/** "+n" under the lane for marks that found no row; neighbours share one. */
static int
draw_crowds(ent_svg *s, const event *events, size_t n, double y)
{
    crowd open = {0};
    char text[32];
    int rows = 0;

    for (size_t i = 0; i <= n; i++) {
        if (i < n && events[i].row >= 0) continue;
        if (i < n && open.n > 0 && events[i].x1 - open.x1 < 36) {
            open.n++;
            continue;
        }
        if (open.n > 0) {
            (void)ent_snprintf(text, sizeof text, "+%zu", open.n);
            ent_svg_text(s, fmin(fmax(open.x1 + 18, 16), s->width - 18), y + 10, 'm', "q", text,
                         60);
            rows = 1;
        }
        if (i < n) open = (crowd){events[i].x1, events[i].x2, 1};
    }
    return rows;
}

static void
draw_lane(ent_svg *s, const ent_rd_axis *axis, size_t k, double *y)
{
    const ent_chart_series *series = &s->chart->series[k];
    ent_svg_pen pen = {series->pair ? 4 : 0, 0};
    event *events = ent_svg_array(s, series->n, sizeof *events);
    size_t unnamed = 0;
    char text[64];

    if (!events) return;
    for (size_t i = 0; i < series->n; i++) {
        events[i] = place_in_time(axis, &series->marks[i], i);
        if (series->marks[i].label)
            events[i].label = fmin(ent_svg_text_width(s, series->marks[i].label),
                                   s->narrow ? LABEL_MAX - 40 : LABEL_MAX);
    }
    qsort(events, series->n, sizeof *events, event_compare);
    if (!pack_named(s, events, series->n)) pack_bare(s, events, series->n);
    for (size_t i = 0; i < series->n; i++)
        unnamed += events[i].label > 0 && (events[i].row < 0 || !events[i].side);
    ent_svg_rule(s, 0, *y, s->width, *y, "g");
    double w = ent_svg_text(s, 2, *y + 15, 's', "b", series->name, s->width - 100);
    if (unnamed > 0) {
        (void)ent_snprintf(text, sizeof text, "+%zu unnamed", unnamed);
        ent_svg_text(s, w * 1.08 + 10, *y + 15, 's', "q", text, 98);
    }
    int rows = draw_placed(s, events, series->n, *y + 22, pen);
    rows += draw_crowds(s, events, series->n, *y + 22 + rows * ROW);
    *y += 28 + (rows ? rows : 1) * ROW;
    ent_free(events);
}

void
ent_svg_timeline(ent_svg *s)
{
    const ent_chart *c = s->chart;
    ent_rd_axis axis = {.from = 16, .to = s->width - 14};
    double lo = 0, hi = 0, y = s->top;
    ent_buf lanes = {.max = s->body.buf->max};
    ent_rd_out page = s->body; /* the years' lines lie under the lanes, whose height comes first */

    if (c->x_max > c->x_min) {
        axis.min = c->x_min;
        axis.max = c->x_max;
    } else {
        (void)ent_rd_extent_x(c, &lo, &hi);
        axis.min = floor(lo);
        axis.max = ceil(hi) > floor(lo) ? ceil(hi) : floor(lo) + 1;
    }
    ent_rd_begin(&s->body, &lanes);
    for (size_t k = 0; k < c->n_series; k++)
        draw_lane(s, &axis, k, &y);
    if (!page.status) page.status = s->body.status;
    ent_buf_clear(&s->body.tmp);
    s->body = page;
    ent_svg_year_axis(s, &axis, s->top, y + 4);
    ent_rd_n(&s->body, lanes.data, lanes.len);
    ent_buf_clear(&lanes);
    if (c->x_title) {
        ent_svg_text(s, s->width / 2, y + 36, 'm', "q", c->x_title, s->width - 8);
        y += 16;
    }
    s->height = y + 26;
    double key = ent_svg_marks_key(s, s->height);
    if (key > 0) s->height = key;
}
