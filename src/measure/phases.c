/* phases.c: the segments of a series of years, named by fixed cut points. */
#include "entente/measure.h"

#include <math.h>

static const double POINT_90 = 1.6448536269514722;

static size_t
stance(const ent_phase_cuts *cuts, double level)
{
    size_t i = 0;

    while (i < ENT_STANCES - 1 && level >= cuts->at[i])
        i++;
    return i;
}

/* P(level < x) under the segment's own posterior; a level without spread is on one side. */
static double
p_below(const ent_segment *s, double x)
{
    double sd = (s->high - s->low) / (2 * POINT_90);

    if (!(sd > 0)) return s->level < x ? 1 : 0;
    return 0.5 * erfc((s->level - x) / (sd * sqrt(2)));
}

static ent_phase
named(const ent_phase_cuts *cuts, const ent_segment *s, int first_year)
{
    size_t i = stance(cuts, s->level);
    double under = i > 0 ? p_below(s, cuts->at[i - 1]) : 0;
    double over = i < ENT_STANCES - 1 ? p_below(s, cuts->at[i]) : 1;

    return (ent_phase){.first_year = first_year + (int)s->first,
                       .last_year = first_year + (int)s->last,
                       .label = cuts->labels[i],
                       .mean = s->level,
                       .low = s->low,
                       .high = s->high,
                       .p_start = s->p_start,
                       .start_low = first_year + (int)s->start_low,
                       .start_high = first_year + (int)s->start_high,
                       .p_label = over - under};
}

ent_status
ent_measure_phases(const ent_phase_settings *settings, const ent_breaks_series *series,
                   int first_year, ent_arena *arena, ent_breaks *breaks, ent_phase **out,
                   size_t *out_n, ent_error *err)
{
    const ent_phase_cuts *cuts = &settings->cuts;
    ent_breaks b = {0};
    ent_phase *phases;
    ent_status st;

    for (size_t i = 0; i < ENT_STANCES - 1; i++)
        if (!isfinite(cuts->at[i]) || (i > 0 && !(cuts->at[i] > cuts->at[i - 1])))
            return ent_fail(err, ENT_E_DOMAIN, "cut points rise; point %zu is %g", i + 1,
                            cuts->at[i]);
    st = ent_measure_breaks(&settings->model, series, arena, &b, err);
    if (st) return st;
    phases = ent_arena_alloc(arena, b.n_segments, sizeof *phases);
    if (!phases) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu phases", b.n_segments);
    for (size_t i = 0; i < b.n_segments; i++)
        phases[i] = named(cuts, &b.segments[i], first_year);
    if (breaks) *breaks = b;
    *out = phases;
    *out_n = b.n_segments;
    return ENT_OK;
}
