/* ticks.c: axes: extents of a chart, round ticks, and the way from data to drawing. */
#include "render/render_priv.h"

#include <math.h>

static double
nice_step(double span, int want)
{
    double raw = span / (want > 0 ? want : 1);
    double unit = pow(10, floor(log10(raw)));
    double part = raw / unit;

    return unit * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 2.5 ? 2.5 : part <= 5 ? 5 : 10);
}

static void
tick_add(ent_rd_axis *axis, double v)
{
    if (axis->n_ticks < ENT_RD_TICKS_MAX) axis->ticks[axis->n_ticks++] = v;
}

static void
linear_ticks(ent_rd_axis *axis, double step)
{
    double first = ceil(axis->min / step - 1e-9);

    for (double i = first; i * step <= axis->max + step * 1e-9; i++) {
        if (axis->n_ticks == ENT_RD_TICKS_MAX) break;
        tick_add(axis, i == 0 ? 0 : i * step);
    }
}

static void
log_ticks(ent_rd_axis *axis, int want)
{
    int lo = (int)floor(log10(axis->min) + 1e-9), hi = (int)ceil(log10(axis->max) - 1e-9);
    int decades = hi - lo > 0 ? hi - lo : 1;
    int every = decades > want ? (decades + want - 1) / want : 1;
    bool fine = decades <= 2;

    for (int d = lo; d <= hi; d += every) {
        static const double parts[] = {1, 2, 5};
        for (int k = 0; k < (fine ? 3 : 1); k++) {
            double v = parts[k] * pow(10, d);
            if (v >= axis->min * (1 - 1e-9) && v <= axis->max * (1 + 1e-9)) tick_add(axis, v);
        }
    }
}

void
ent_rd_axis_ticks(ent_rd_axis *axis, int want)
{
    axis->n_ticks = 0;
    if (!(axis->max > axis->min)) {
        tick_add(axis, axis->min);
        return;
    }
    if (axis->log)
        log_ticks(axis, want);
    else
        linear_ticks(axis, nice_step(axis->max - axis->min, want));
}

void
ent_rd_axis_years(ent_rd_axis *axis, int want)
{
    static const double steps[] = {1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000};
    double span = axis->max - axis->min, step = 1000;

    axis->n_ticks = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (span / steps[i] > want) continue;
        step = steps[i];
        break;
    }
    linear_ticks(axis, step);
    if (axis->n_ticks == 0) tick_add(axis, floor(axis->min + 0.5));
}

/** A range without width, or with broken ends, becomes one that can be drawn. */
static void
mend(ent_rd_axis *axis)
{
    if (axis->log && !(axis->min > 0)) axis->min = axis->max > 0 ? axis->max / 1000 : 1;
    if (axis->max > axis->min) return;
    if (axis->log) {
        axis->min /= 2;
        axis->max = axis->min * 4;
        return;
    }
    double half = axis->min == 0 ? 1 : fabs(axis->min) / 2;
    axis->min = axis->min > 0 && axis->min - half < 0 ? 0 : axis->min - half;
    axis->max += half;
}

void
ent_rd_axis_round(ent_rd_axis *axis, int want)
{
    mend(axis);
    if (axis->log) {
        static const double parts[] = {1, 2, 5, 10};
        double lo = pow(10, floor(log10(axis->min))), hi = pow(10, floor(log10(axis->max)));
        double min = axis->min, max = axis->max;
        for (int k = 0; k < 4; k++)
            if (parts[k] * lo <= min * (1 + 1e-9)) axis->min = parts[k] * lo;
        for (int k = 3; k >= 0; k--)
            if (parts[k] * hi >= max * (1 - 1e-9)) axis->max = parts[k] * hi;
        return;
    }
    double step = nice_step(axis->max - axis->min, want);
    axis->min = floor(axis->min / step + 1e-9) * step;
    axis->max = ceil(axis->max / step - 1e-9) * step;
}

double
ent_rd_axis_at(const ent_rd_axis *axis, double v)
{
    double min = axis->min, max = axis->max;

    if (v <= min) return axis->from;
    if (v >= max) return axis->to;
    if (axis->log) {
        min = log10(min);
        max = log10(max);
        v = log10(v);
    }
    return axis->from + (v - min) / (max - min) * (axis->to - axis->from);
}

static void
widen(double v, double *lo, double *hi, bool *any)
{
    if (!isfinite(v)) return;
    if (!*any || v < *lo) *lo = v;
    if (!*any || v > *hi) *hi = v;
    *any = true;
}

bool
ent_rd_extent_x(const ent_chart *c, double *lo, double *hi)
{
    bool any = false;
    bool dated = c->kind == ENT_CHART_TIMELINE || c->kind == ENT_CHART_LADDER;

    for (size_t s = 0; s < c->n_series; s++)
        for (size_t i = 0; i < c->series[s].n; i++) {
            const ent_mark *m = &c->series[s].marks[i];
            widen(m->x, lo, hi, &any);
            if (!dated) continue;
            widen(m->x_end > m->x ? m->x_end : m->x, lo, hi, &any);
            if (m->x_low > 0 && m->x_low < m->x) widen(m->x_low, lo, hi, &any);
            if (m->x_high > m->x) widen(m->x_high, lo, hi, &any);
        }
    return any;
}

bool
ent_rd_extent_y(const ent_chart *c, double *lo, double *hi)
{
    bool any = false;

    for (size_t s = 0; s < c->n_series; s++)
        for (size_t i = 0; i < c->series[s].n; i++) {
            const ent_mark *m = &c->series[s].marks[i];
            if (m->state != ENT_VALUE) continue;
            const double values[] = {m->y, m->low, m->high};
            for (int k = 0; k < 3; k++)
                if (!c->y_log || values[k] > 0) widen(values[k], lo, hi, &any);
        }
    return any;
}
