/* validate.c: the validity table: what the tracks and phases are checked against, run and judged.
 */
#include "validate_priv.h"

#include <math.h>
#include <string.h>

/* Members of the state system are listed from 1816; years without evidence cost nothing. */
enum { FIRST_YEAR = 1816, LAST_YEAR = 2040 };

typedef struct job {
    ent_workspace *ws;
    ent_world_options world;
    ent_arena *arena;
    ent_validity *out;
    ent_error *err;
} job;

/* ---- entering results -------------------------------------------------------------------------
 */

/* Why a check did not run. Checks that the table lacks are not run for. */
static void
leave(job *j, const char *check, const char *why)
{
    for (size_t i = 0; i < j->out->n; i++) {
        ent_validate_row *r = &j->out->rows[i];

        if (strcmp(r->check, check) == 0 && r->state == ENT_MISSING) r->note = why;
    }
}

static ent_status
enter(job *j, const char *check, const ent_num_statistic *result, size_t n_pairs)
{
    ent_status st = ent_measure_validity_judge(j->out->rows, j->out->n, check, result, j->err);

    if (st == ENT_E_UNKNOWN) return ENT_OK;
    for (size_t i = 0; i < j->out->n && !st; i++)
        if (strcmp(j->out->rows[i].check, check) == 0) j->out->rows[i].n_pairs = n_pairs;
    return st;
}

static const char TOO_FEW[] = "too few pairs and years have both, or one of the two never differs";

static ent_status
enter_r(job *j, const char *check, const val_items *items, val_sign sign)
{
    ent_num_statistic s = {0};
    size_t n_pairs = 0;
    ent_status st = ws_val_r(items, sign, &s, &n_pairs, j->err);

    if (st != ENT_NONE) return st ? st : enter(j, check, &s, n_pairs);
    leave(j, check, TOO_FEW);
    return ENT_OK;
}

static ent_status
enter_area(job *j, const char *check, const val_items *items)
{
    ent_num_statistic s = {0};
    size_t n_pairs = 0;
    ent_status st = ws_val_area(items, &s, &n_pairs, j->err);

    if (st != ENT_NONE) return st ? st : enter(j, check, &s, n_pairs);
    leave(j, check, "too few years with and without it in which behaviour is known");
    return ENT_OK;
}

/* ---- behaviour, disputes held out -------------------------------------------------------------
 */

static ent_status
check_disputes(job *j, const val_cells *c)
{
    val_items items = {0}, pairs = {0}, years = {0};
    ent_status st = ENT_OK;

    for (size_t i = 0; i < c->n && !st; i++) {
        const val_cell *at = &c->items[i];

        if (isnan(at->b) || isnan(at->mid)) continue;
        st = ws_val_add(&items, (val_item){at->pair, at->year, at->b, at->mid}, j->err);
    }
    if (!st) st = enter_r(j, "b.mid", &items, VAL_NEGATED);
    if (!st) st = ws_val_swap_pairs(&items, &pairs, j->err);
    if (!st) st = enter_r(j, "control.pairs", &pairs, VAL_ABSOLUTE);
    if (!st) st = ws_val_swap_years(&items, &years, j->err);
    if (!st) st = enter_r(j, "control.years", &years, VAL_ABSOLUTE);
    ent_free(items.items);
    ent_free(pairs.items);
    ent_free(years.items);
    return st;
}

/* Years inside the list's window in which a track is known; y: does a spell touch the year? */
static ent_status
against_spells(job *j, const val_cells *c, const val_spells *spells, bool rhetoric, val_items *out)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < c->n && !st; i++) {
        const val_cell *at = &c->items[i];
        float x = rhetoric ? at->r : -at->b;

        if (isnan(x) || at->year < spells->first || at->year > spells->last) continue;
        st = ws_val_add(
            out,
            (val_item){at->pair, at->year, x,
                       ws_val_in_spell(spells, &c->pairs[at->pair], at->year) ? 1.0f : 0.0f},
            j->err);
    }
    return st;
}

static ent_status
check_list(job *j, const val_cells *c, const char *check, const val_criterion *what,
           const char *control)
{
    val_spells spells = {0};
    val_items items = {0}, swapped = {0};
    ent_status st = ws_val_spells(j->ws, what, j->arena, &spells, j->err);

    if (st == ENT_NONE) {
        char *why =
            ent_arena_printf(j->arena, "the ledger holds no list of it (window %s)", what->window);

        leave(j, check, why);
        if (control) leave(j, control, why);
        return why ? ENT_OK : ent_fail(j->err, ENT_E_NOMEM, "no memory for a note");
    }
    if (!st) st = against_spells(j, c, &spells, false, &items);
    if (!st) st = enter_area(j, check, &items);
    if (!st && control) st = ws_val_swap_pairs(&items, &swapped, j->err);
    if (!st && control) st = enter_area(j, control, &swapped);
    ent_free(items.items);
    ent_free(swapped.items);
    return st;
}

/* A list of what a track should tell, the window it comes under, and the control made of it. */
typedef struct list_check {
    const char *check;
    val_criterion what;
    const char *control;
} list_check;

static ent_status
check_lists(job *j, const val_cells *c, const list_check *lists, size_t n)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i++)
        st = check_list(j, c, lists[i].check, &lists[i].what, lists[i].control);
    return st;
}

/* Disputes are fed: they are not the criterion here. */
static ent_status
check_rivalries(job *j, const val_cells *c)
{
    static const list_check LISTS[] = {
        {"b.rivalry.td", {"rivalry", "rivalries", "rivalries-td"}, "control.area"},
        {"b.rivalry.tss", {"rivalry", "rivalries", "rivalries-tss"}, NULL}};

    return check_lists(j, c, LISTS, sizeof LISTS / sizeof LISTS[0]);
}

/* Disputes held out: they are the criterion, or the criterion is one of them. */
static ent_status
check_behaviour(job *j, const val_cells *c)
{
    static const list_check LISTS[] = {
        {"b.rivalry.blind", {"rivalry", "rivalries", "rivalries-td"}, NULL},
        {"b.war", {"war", "cow-wars", "cow-wars-inter-4.0"}, NULL}};
    ent_status st = check_disputes(j, c);

    return st ? st : check_lists(j, c, LISTS, sizeof LISTS / sizeof LISTS[0]);
}

/* ---- rhetoric ---------------------------------------------------------------------------------
 */

/* Votes held out: closeness against rhetoric is -r of distance. */
static ent_status
check_votes(job *j, const val_cells *c)
{
    val_items items = {0};
    ent_status st = ENT_OK;

    for (size_t i = 0; i < c->n && !st; i++) {
        const val_cell *at = &c->items[i];

        if (isnan(at->r) || isnan(at->un)) continue;
        st = ws_val_add(&items, (val_item){at->pair, at->year, at->r, at->un}, j->err);
    }
    if (!st && items.n == 0)
        leave(j, "r.unga",
              "no year of a pair has both votes and other evidence of rhetoric (coded "
              "events)");
    else if (!st)
        st = enter_r(j, "r.unga", &items, VAL_PLAIN);
    ent_free(items.items);
    return st;
}

/* Pledges held out, where behaviour is read from them. */
static ent_status
check_pledges(job *j, const val_cells *c)
{
    static const val_criterion what = {"alliance.*", "atop", "atop-"};
    val_spells spells = {0};
    val_items items = {0};
    ent_status st = ws_val_spells(j->ws, &what, j->arena, &spells, j->err);

    if (st == ENT_NONE) {
        leave(j, "r.atop", "the ledger holds no list of it (window atop-)");
        return ENT_OK;
    }
    if (!st) st = against_spells(j, c, &spells, true, &items);
    if (!st) st = enter_r(j, "r.atop", &items, VAL_PLAIN);
    ent_free(items.items);
    return st;
}

/* ---- everything used --------------------------------------------------------------------------
 */

/* Means over the years in which both tracks are known: one item a pair. */
static ent_status
pair_means(job *j, const val_cells *c, bool opinion, val_items *out)
{
    double sx = 0, sy = 0, n = 0;
    ent_status st = ENT_OK;

    for (size_t i = 0; i < c->n && !st; i++) {
        const val_cell *at = &c->items[i];
        float other = opinion ? at->o : at->r;

        if (!isnan(at->b) && !isnan(other)) {
            sx += (double)at->b;
            sy += (double)other;
            n++;
        }
        if (i + 1 < c->n && c->items[i + 1].pair == at->pair) continue;
        if (n > 0)
            st = ws_val_add(out, (val_item){at->pair, 0, (float)(sx / n), (float)(sy / n)}, j->err);
        sx = sy = n = 0;
    }
    return st;
}

static ent_status
check_surveys(job *j, const val_cells *c)
{
    ent_num_statistic s = {0};
    size_t n_pairs = 0;
    ent_status st = ws_val_ratio(&c->surveys, &s, &n_pairs, j->err);

    if (st != ENT_NONE) return st ? st : enter(j, "o.survey", &s, n_pairs);
    leave(j, "o.survey", "fewer than four pairs have a survey whose source the parameters know");
    return ENT_OK;
}

static ent_status
check_everything(job *j, const val_cells *c)
{
    val_items words = {0}, opinion = {0};
    size_t at;
    ent_status st = pair_means(j, c, false, &words);

    j->out->n_pairs = c->n_pairs;
    if (!st) st = pair_means(j, c, true, &opinion);
    if (!st) st = enter_r(j, "discriminant.rb", &words, VAL_PLAIN);
    if (!st) st = enter_r(j, "discriminant.bo", &opinion, VAL_PLAIN);
    if (!st) st = check_surveys(j, c);
    if (!st) st = check_rivalries(j, c);
    if (!st && !ent_track_source_find(j->world.params, "alliance", &at)) st = check_pledges(j, c);
    ent_free(words.items);
    ent_free(opinion.items);
    return st;
}

/* ---- the world, once for each thing held out --------------------------------------------------
 */

static const char *const OF_TRACKS[] = {
    "b.mid",         "b.rivalry.td",  "b.rivalry.tss", "b.rivalry.blind", "b.war",
    "r.unga",        "r.atop",        "o.survey",      "discriminant.rb", "discriminant.bo",
    "control.pairs", "control.years", "control.area"};

static ent_status
check_tracks(job *j)
{
    static const struct {
        const char *held_out;
        ent_status (*check)(job *j, const val_cells *cells);
    } RUNS[] = {{NULL, check_everything},
                {"mid", check_behaviour},
                {"un.idealpoint", check_votes},
                {"alliance", check_pledges}};
    ent_status st = ENT_OK;

    for (size_t i = 0; i < sizeof OF_TRACKS / sizeof OF_TRACKS[0]; i++)
        leave(j, OF_TRACKS[i],
              "no tracks: the ledger names no members of the state system (cow-states)");
    for (size_t i = 0; i < sizeof RUNS / sizeof RUNS[0] && !st; i++) {
        val_cells cells = {0};
        bool unknown;
        size_t at;

        if (RUNS[i].held_out && !ent_track_source_find(j->world.params, RUNS[i].held_out, &at))
            continue; /* never fed: looked at with everything */
        j->world.held_out = RUNS[i].held_out;
        st = ws_val_collect(j->ws, &j->world, &cells, j->err);
        unknown = st == ENT_NONE;
        if (!st) st = RUNS[i].check(j, &cells);
        ws_val_clear(&cells);
        if (unknown) st = ENT_OK;
        if (unknown && i == 0) break;
    }
    return st;
}

/* ---- known turns ------------------------------------------------------------------------------
 */

static bool
is_year(const char *s, int *out)
{
    int year = 0;

    for (int i = 0; i < 4; i++) {
        if (s[i] < '0' || s[i] > '9') return false;
        year = 10 * year + (s[i] - '0');
    }
    *out = year;
    return true;
}

typedef struct turn {
    char a[4], b[4]; /* as in the check's name, "turn.chn-rus.1949" */
    int first, last; /* "1949-1950" in the words, else the name's year */
} turn;

static bool
read_turn(const ent_validate_row *r, turn *out)
{
    const char *name = r->check + strlen("turn.");

    *out = (turn){.first = 0};
    if (strncmp(r->check, "turn.", strlen("turn.")) != 0 || strlen(name) != strlen("aaa-bbb.1234"))
        return false;
    for (size_t i = 0; i < 3; i++) {
        out->a[i] = (char)(name[i] - 'a' + 'A');
        out->b[i] = (char)(name[i + 4] - 'a' + 'A');
    }
    if (!is_year(name + 8, &out->first)) return false;
    out->last = out->first;
    for (const char *s = r->against; strlen(s) >= strlen("1949-1950"); s++)
        if (is_year(s, &out->first) && s[4] == '-' && is_year(s + 5, &out->last)) return true;
    return is_year(name + 8, &out->first) && is_year(name + 8, &out->last);
}

/* The surest break whose 90 % interval meets the years; 0: there is none. */
static ent_status
check_turn(job *j, ent_validate_row *r)
{
    ent_phases_answer a = {0};
    ent_num_statistic s = {0};
    const ent_date everything = {0};
    ent_pair pair;
    turn t;
    ent_status st;

    if (!read_turn(r, &t)) return ENT_OK;
    st = ent_workspace_pair(j->ws, t.a, t.b, &pair, j->err);
    if (!st) st = ent_workspace_phases(j->ws, &pair, &everything, j->arena, &a, j->err);
    if (st == ENT_NONE) {
        r->note = "the ledger holds no complete lists of disputes and of pledges for this pair";
        return ENT_OK;
    }
    for (size_t i = 1; i < a.n_phases && !st; i++) {
        const ent_phase *p = &a.phases[i];

        if (p->start_low <= t.last && p->start_high >= t.first) s.value = fmax(s.value, p->p_start);
    }
    s.low = s.high = s.value;
    s.n = a.n_known;
    return st ? st : enter(j, r->check, &s, 1);
}

/* ---- all of it --------------------------------------------------------------------------------
 */

static void
leave_simulations(job *j)
{
    for (size_t i = 0; i < j->out->n; i++) {
        ent_validate_row *r = &j->out->rows[i];

        if (strcmp(r->group, "breaks") == 0)
            r->note = "needs simulated series or many phases: see docs/methods/phases.md";
        if (strcmp(r->group, "calibration") == 0)
            r->note = "needs simulated worlds: see bench/recovery.c";
    }
}

static ent_status
find_params(job *j, const ent_track_params *given)
{
    ent_status st = given ? ENT_OK : ws_track_params(j->ws, j->err);

    if (st == ENT_NONE) {
        for (size_t i = 0; i < sizeof OF_TRACKS / sizeof OF_TRACKS[0]; i++)
            leave(j, OF_TRACKS[i],
                  "no tracks: the data folder holds no parameters (params/tracks-1.tsv)");
        return ENT_NONE;
    }
    if (st) return st;
    j->world.params = given ? given : j->ws->track_params;
    return ent_track_params_hash(j->world.params, j->out->params_hash, j->err);
}

ent_status
ent_workspace_validate(ent_workspace *ws, const ent_validate_options *options, ent_arena *arena,
                       ent_validity *out, ent_error *err)
{
    ent_validity v = {.n = 0};
    job j = {.ws = ws, .arena = arena, .out = &v, .err = err};
    const char *path =
        ent_arena_printf(arena, "%s/params/validity.tsv", ws->data_dir ? ws->data_dir : "data");
    ent_status st;

    if (!path) return ent_fail(err, ENT_E_NOMEM, "no memory for a path");
    j.world = (ent_world_options){.year_first = FIRST_YEAR,
                                  .year_last = LAST_YEAR,
                                  .every = options->every,
                                  .threads = options->threads};
    st = ent_measure_validity_marks(path, arena, &v.rows, &v.n, err);
    if (st) return st;
    leave_simulations(&j);
    st = find_params(&j, options->params);
    if (!st) st = check_tracks(&j);
    if (st == ENT_NONE) st = ENT_OK;
    for (size_t i = 0; i < v.n && !st; i++)
        st = check_turn(&j, &v.rows[i]);
    if (!st) *out = v;
    return st;
}
