/* anchor.c: when a source without drift of its own holds the level of a kind of tracks. */
#include "entente/track.h"

#include <math.h>
#include <string.h>

/* A source holds the level when its own zero cannot move: then what moves is the world. */
static bool
holds_level(const ent_track_source *s)
{
    return s->n_knots == 0;
}

typedef struct counting {
    uint32_t *count; /* kinds x sources x years: dyads with a value then */
    int first_year;
    size_t n_years, n_sources;
} counting;

static uint32_t *
cell(const counting *c, size_t kind, size_t source, size_t year)
{
    return &c->count[(kind * c->n_sources + source) * c->n_years + year];
}

/* Each year a dyad has a value of the source counts once, however many values there are. */
static void
count_dyad(const counting *c, const ent_track_params *p, const ent_track_dyad *dyad, uint8_t *seen)
{
    memset(seen, 0, ENT_TRACK_KINDS * c->n_sources * c->n_years);
    for (size_t i = 0; i < dyad->n_obs; i++) {
        const ent_track_obs *o = &dyad->obs[i];
        double year = floor(0.5 * (o->t_first + o->t_last)) - c->first_year;
        size_t kind = o->on % ENT_TRACK_KINDS, at;

        if (!isfinite(o->grade) || o->source >= c->n_sources) continue;
        if (!holds_level(&p->sources[o->source])) continue;
        if (!(year >= 0 && year < (double)c->n_years)) continue;
        at = (kind * c->n_sources + o->source) * c->n_years + (size_t)year;
        if (!seen[at]) c->count[at]++;
        seen[at] = 1;
    }
}

static ent_status
keep_spans(const counting *c, uint32_t min_dyads, ent_track_anchor *out, size_t *n, ent_error *err)
{
    size_t made = 0;

    for (size_t kind = 0; kind < ENT_TRACK_KINDS; kind++)
        for (size_t s = 0; s < c->n_sources; s++)
            for (size_t y = 0; y < c->n_years; y++) {
                double first = c->first_year + (double)y;

                if (*cell(c, kind, s, y) < min_dyads) continue;
                while (y + 1 < c->n_years && *cell(c, kind, s, y + 1) >= min_dyads)
                    y++;
                if (made == ENT_TRACK_ANCHORS_MAX)
                    return ent_fail(err, ENT_E_LIMIT, "anchors have more than %d spans",
                                    ENT_TRACK_ANCHORS_MAX);
                out[made++] = (ent_track_anchor){.kind = (uint8_t)kind,
                                                 .source = (uint16_t)s,
                                                 .t_first = first,
                                                 .t_last = c->first_year + (double)y + 1};
            }
    *n = made;
    return ENT_OK;
}

ent_status
ent_track_anchors(const ent_track_params *p, const ent_track_dyad *dyads, size_t n_dyads,
                  ent_track_anchor *out, size_t *n, ent_error *err)
{
    double first = HUGE_VAL, last = -HUGE_VAL;
    counting c = {.n_sources = p->n_sources};
    uint8_t *seen = NULL;
    size_t cells;
    ent_status st = ENT_OK;

    *n = 0;
    for (size_t d = 0; d < n_dyads; d++) {
        first = fmin(first, dyads[d].t_start);
        last = fmax(last, dyads[d].t_end);
    }
    if (!(first <= last)) return ENT_OK;
    if (!(first > -1e5 && last < 1e5))
        return ent_fail(err, ENT_E_DOMAIN, "anchors: years %g to %g", first, last);
    c.first_year = (int)floor(first);
    c.n_years = (size_t)(floor(last) - floor(first)) + 1;
    cells = ENT_TRACK_KINDS * c.n_sources * c.n_years;
    c.count = ent_alloc(cells, sizeof *c.count);
    seen = ent_alloc(cells, sizeof *seen);
    if (!c.count || !seen) {
        st = ent_fail(err, ENT_E_NOMEM, "anchors: no memory for %zu years", c.n_years);
        goto out;
    }
    for (size_t d = 0; d < n_dyads; d++)
        count_dyad(&c, p, &dyads[d], seen);
    st = keep_spans(&c, ENT_TRACK_ANCHOR_DYADS, out, n, err);
out:
    ent_free(seen);
    ent_free(c.count);
    return st;
}

bool
ent_track_anchored(const ent_track_anchor *anchors, size_t n, size_t kind, double t_first,
                   double t_last)
{
    for (size_t i = 0; i < n; i++) {
        if (anchors[i].kind != kind || t_first < anchors[i].t_first) continue;
        if (t_first > anchors[i].t_last) continue;
        for (size_t j = 0; j < n; j++)
            if (anchors[j].kind == kind && anchors[j].source == anchors[i].source &&
                t_last >= anchors[j].t_first && t_last <= anchors[j].t_last)
                return true;
    }
    return false;
}
