/* measures_tracks.c: tracks and the gaps between them, year by year, as estimates. */
#include "workspace_priv.h"

#include <math.h>
#include <string.h>

/* A year is said only when its tracks have evidence before and after it: what the model guesses of
 * one track from the others is no finding. */

static const double Z90 = 1.6448536269514722;
enum { LINEAGE_MAX = 16 };

typedef struct track_job {
    const ent_pair *pair;
    const ent_track_table *table;
    ws_estimates *out;
    const char *note;
    ent_error *err;
} track_job;

static const struct {
    ent_track_quantity quantity;
    const char *measure;
    unsigned kinds; /* bits of the tracks it is made of: 1 B, 2 R, 4 O */
} QUANTITIES[] = {{ENT_QTY_B, "track.behaviour", 1},
                  {ENT_QTY_R, "track.rhetoric", 2},
                  {ENT_QTY_O, "track.opinion", 4},
                  {ENT_QTY_FACADE, "gap.facade", 3},
                  {ENT_QTY_STATE_SOCIETY, "gap.state_society", 5},
                  {ENT_QTY_RHETORIC_SOCIETY, "gap.rhetoric_society", 6}};

static bool
is_of(const ent_track_obs *o, unsigned kinds, ent_track_side side)
{
    bool undirected = o->on >= ENT_TRACKS;

    if (!(kinds & 1u << o->on % ENT_TRACK_KINDS)) return false;
    if (undirected || side == ENT_SIDE_MEAN || side == ENT_SIDE_DIFF) return true;
    return (o->on < ENT_TRACK_KINDS) == (side == ENT_SIDE_AB);
}

/* The nearest claims so far, in an order that does not depend on who was asked about first. */
typedef struct nearest {
    const char **ids;
    double away[LINEAGE_MAX];
    size_t n;
} nearest;

static bool
goes_before(const char *id, double away, const nearest *v, size_t at)
{
    if (away < v->away[at] || away > v->away[at]) return away < v->away[at];
    return strcmp(id, v->ids[at]) < 0;
}

static void
offer(nearest *v, const char *id, double away)
{
    size_t at;

    if (!id || (v->n == LINEAGE_MAX && !goes_before(id, away, v, v->n - 1))) return;
    for (at = 0; at < v->n; at++)
        if (strcmp(v->ids[at], id) == 0) return;
    for (at = v->n < LINEAGE_MAX ? v->n++ : v->n - 1; at > 0 && goes_before(id, away, v, at - 1);
         at--) {
        v->away[at] = v->away[at - 1];
        v->ids[at] = v->ids[at - 1];
    }
    v->away[at] = away;
    v->ids[at] = id;
}

/* Claims whose time lies nearest to the row's: all evidence bears on a smoothed value, these most.
 */
static ent_status
add_lineage(const track_job *j, size_t row, unsigned kinds, ent_track_side side, ent_estimate *e)
{
    const ent_track_table *t = j->table;
    const ent_track_evidence *v = &t->evidence;
    nearest near = {.ids = ent_arena_alloc(j->out->arena, LINEAGE_MAX, sizeof *near.ids)};

    if (!near.ids) return ent_fail(j->err, ENT_E_NOMEM, "no memory for a lineage");
    for (size_t i = 0; i < v->dyad.n_obs; i++) {
        const ent_track_obs *o = &v->dyad.obs[i];
        double away = fabs((o->t_first + o->t_last) / 2 - t->t[row]);

        if (!is_of(o, kinds, side)) continue;
        if (v->sets[i] && away < t->step && (!e->set || strcmp(v->sets[i], e->set) < 0))
            e->set = v->sets[i];
        offer(&near, v->claims[i], away);
        offer(&near, v->also[i], away);
    }
    e->lineage = near.ids;
    e->n_lineage = near.n;
    return ENT_OK;
}

static void
days_of_row(int year, ent_estimate *e)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    bool ok = ent_date_span(&d, &e->first_day, &e->last_day);

    ENT_ASSERT(ok);
}

static ent_status
add_quantity(const track_job *j, size_t row, size_t q, ent_track_side side)
{
    const ent_track_table *t = j->table;
    int year = (int)floor(t->t[row]);
    double weights[ENT_TRACKS];
    ent_track_number x;
    ent_estimate e = {.state = ENT_VALUE,
                      .level_0to1 = 0.9,
                      .basis = ENT_BASIS_COMPUTED,
                      .unit = "sd",
                      .note = j->note,
                      .has_probability = true};
    const char *from = side == ENT_SIDE_BA ? j->pair->b : j->pair->a;
    const char *to = side == ENT_SIDE_BA ? j->pair->a : j->pair->b;
    ent_status st;

    if (!ent_track_table_holds(t, row, QUANTITIES[q].kinds, side)) return ENT_OK;
    ent_track_weights(QUANTITIES[q].quantity, side, weights);
    ent_track_combine(&t->smoothed[row * ENT_TRACKS], &t->smoothed_cov[row * ENT_TRACK_COVS],
                      weights, &x);
    e.value = x.mean;
    e.low = x.mean - Z90 * sqrt(x.var);
    e.high = x.mean + Z90 * sqrt(x.var);
    e.p_above_0 = x.p_above_0;
    if (side == ENT_SIDE_MEAN) ws_ordered(j->pair, &from, &to);
    e.measure = side == ENT_SIDE_MEAN
                    ? ent_arena_printf(j->out->arena, "%s.pair", QUANTITIES[q].measure)
                    : QUANTITIES[q].measure;
    if (e.measure) e.id = ent_arena_printf(j->out->arena, "%s:%s>%s@%d", e.measure, from, to, year);
    if (!e.measure || !e.id) return ent_fail(j->err, ENT_E_NOMEM, "no memory for an id");
    e.from = from;
    e.to = to;
    days_of_row(year, &e);
    st = add_lineage(j, row, QUANTITIES[q].kinds, side, &e);
    return st || (e.n_lineage == 0 && !e.set) ? st : ws_estimates_add(j->out, &e, j->err);
}

ent_status
ws_measure_tracks(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of, ws_estimates *out,
                  ent_error *err)
{
    static const ent_track_side SIDES[] = {ENT_SIDE_AB, ENT_SIDE_BA, ENT_SIDE_MEAN};
    ent_track_table table = {0};
    ent_pair ordered; /* asked either way round, the same sums in the same order */
    track_job j = {.pair = &ordered, .table = &table, .out = out, .err = err};
    ent_status st;

    ws_ordered(pair, &ordered.a, &ordered.b);
    st = ent_workspace_tracks(ws, &ordered, as_of, 1, out->arena, &table, err);
    if (st) return st == ENT_NONE ? ENT_OK : st;
    j.note = ent_arena_printf(out->arena,
                              "state-space track, smoothed over all evidence; parameters %.12s; in "
                              "standard deviations of the reference population",
                              table.params_hash);
    if (!j.note) return ent_fail(err, ENT_E_NOMEM, "no memory for a note");
    for (size_t row = 0; row < table.n; row++)
        for (size_t q = 0; q < sizeof QUANTITIES / sizeof QUANTITIES[0]; q++)
            for (size_t s = 0; s < sizeof SIDES / sizeof SIDES[0]; s++) {
                st = add_quantity(&j, row, q, SIDES[s]);
                if (st) return st;
            }
    return ENT_OK;
}
