/* cmd_tracks.c: behaviour, rhetoric and opinion of a pair over time, gaps, and another pair beside.
 */
#include "cli.h"
#include "json.h"

#include <math.h>
#include <string.h>

static const example_spec EXAMPLES[] = {
    {"entente tracks CHN RUS", "the latest year of each track and gap, with intervals"},
    {"entente tracks CHN RUS --against CHN USA", "and how much one pair differs from the other"},
    {"entente tracks CHN RUS --months --format tsv",
     "every month: in hindsight, and as known then"},
    {NULL, NULL},
};

static const option_spec OPTIONS[] = {
    {"against", 'a', "A B", "a second pair: differences with their probability"},
    {"against second", 0, "B", NULL},
    {"months", 'm', NULL, "a row a month instead of a year"},
    {NULL, 0, NULL, NULL},
};

static const double Z90 = 1.6448536269514722;

static const struct {
    ent_track_quantity quantity;
    const char *name;
    unsigned kinds; /* bits of the tracks it is made of: 1 B, 2 R, 4 O */
} QUANTITIES[] = {{ENT_QTY_B, "behaviour", 1},
                  {ENT_QTY_R, "rhetoric", 2},
                  {ENT_QTY_O, "opinion", 4},
                  {ENT_QTY_FACADE, "facade gap (words - deeds)", 3},
                  {ENT_QTY_STATE_SOCIETY, "state-society gap (deeds - opinion)", 5},
                  {ENT_QTY_RHETORIC_SOCIETY, "rhetoric-society gap (words - opinion)", 6}};
static const char *const SIDES[ENT_SIDE_COUNT] = {"A > B", "B > A", "mean of both",
                                                  "half the difference"};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

typedef struct view {
    ent_pair pair;
    ent_track_table table;
    bool held;
} view;

static ent_track_number
number_at(const ent_track_table *t, bool hindsight, size_t row, size_t q, ent_track_side side)
{
    double weights[ENT_TRACKS];
    ent_track_number x;

    ent_track_weights(QUANTITIES[q].quantity, side, weights);
    ent_track_combine((hindsight ? t->smoothed : t->filtered) + row * ENT_TRACKS,
                      (hindsight ? t->smoothed_cov : t->filtered_cov) + row * ENT_TRACK_COVS,
                      weights, &x);
    return x;
}

static void
words_side(const view *v, ent_track_side side, char *out, size_t size)
{
    if (side == ENT_SIDE_AB)
        ent_snprintf(out, size, "%s > %s", v->pair.a, v->pair.b);
    else if (side == ENT_SIDE_BA)
        ent_snprintf(out, size, "%s > %s", v->pair.b, v->pair.a);
    else
        ent_snprintf(out, size, "%s", SIDES[side]);
}

/* Probabilities of a model are never quite 0 or 1, so they are not printed as such. */
static const char *
probability(double p, char *out, size_t size)
{
    if (p < 0.01)
        ent_snprintf(out, size, "<.01");
    else if (p > 0.99)
        ent_snprintf(out, size, ">.99");
    else
        ent_snprintf(out, size, "%.2f", p);
    return out;
}

/* ---- text: the latest row of each quantity -----------------------------------------------------
 */

static size_t
latest_row(const ent_track_table *t, unsigned kinds, ent_track_side side)
{
    for (size_t row = t->n; row > 0; row--)
        if (ent_track_table_holds(t, row - 1, kinds, side)) return row - 1;
    return SIZE_MAX;
}

static ent_status
latest_line(const view *v, size_t q, ent_track_side side, ent_buf *out)
{
    size_t row = latest_row(&v->table, QUANTITIES[q].kinds, side);
    ent_track_number x;
    char who[32], p[8];

    if (row == SIZE_MAX) return ENT_OK;
    x = number_at(&v->table, true, row, q, side);
    words_side(v, side, who, sizeof who);
    return ent_buf_addf(out, "  %-40s %-20s %4d  %6.2f  %6.2f .. %5.2f   %5s\n", QUANTITIES[q].name,
                        who, (int)floor(v->table.t[row]), x.mean, x.mean - Z90 * sqrt(x.var),
                        x.mean + Z90 * sqrt(x.var), probability(x.p_above_0, p, sizeof p));
}

static ent_status
write_view(const view *v, ent_buf *out)
{
    ent_status st = ent_buf_addf(
        out, "%s and %s: %zu observations, parameters %.12s\n  %-40s %-20s %4s  %6s  %-16s %5s\n",
        ent_ref_line_name(v->pair.a), ent_ref_line_name(v->pair.b), v->table.evidence.dyad.n_obs,
        v->table.params_hash, "track or gap", "", "year", "sd", "90 %", "P(>0)");

    for (size_t q = 0; q < COUNT(QUANTITIES) && !st; q++)
        for (int side = 0; side < ENT_SIDE_COUNT && !st; side++)
            st = latest_line(v, q, (ent_track_side)side, out);
    return st;
}

/* The last year in which both pairs have the quantity. */
static bool
common_rows(const view *a, const view *b, unsigned kinds, size_t *row_a, size_t *row_b)
{
    for (size_t i = a->table.n; i > 0; i--)
        for (size_t k = b->table.n; k > 0; k--) {
            if (fabs(a->table.t[i - 1] - b->table.t[k - 1]) > 1e-6) continue;
            if (!ent_track_table_holds(&a->table, i - 1, kinds, ENT_SIDE_MEAN) ||
                !ent_track_table_holds(&b->table, k - 1, kinds, ENT_SIDE_MEAN))
                continue;
            *row_a = i - 1;
            *row_b = k - 1;
            return true;
        }
    return false;
}

static ent_status
write_comparison(const view *a, const view *b, ent_buf *out)
{
    ent_status st = ent_buf_addf(
        out, "%s-%s less %s-%s, both directions, taken as independent given the parameters\n",
        a->pair.a, a->pair.b, b->pair.a, b->pair.b);

    for (size_t q = 0; q < COUNT(QUANTITIES) && !st; q++) {
        ent_track_number x, y, d;
        size_t i, k;
        char p[8];

        if (!common_rows(a, b, QUANTITIES[q].kinds, &i, &k)) continue;
        x = number_at(&a->table, true, i, q, ENT_SIDE_MEAN);
        y = number_at(&b->table, true, k, q, ENT_SIDE_MEAN);
        ent_track_compare(&x, &y, &d);
        st = ent_buf_addf(out, "  %-40s %-20s %4d  %6.2f  %6.2f .. %5.2f   %5s\n",
                          QUANTITIES[q].name, "difference", (int)floor(a->table.t[i]), d.mean,
                          d.mean - Z90 * sqrt(d.var), d.mean + Z90 * sqrt(d.var),
                          probability(d.p_above_0, p, sizeof p));
    }
    return st;
}

/* ---- every row ---------------------------------------------------------------------------------
 */

static ent_status
row_tsv(const view *v, size_t row, size_t q, ent_track_side side, ent_buf *out)
{
    ent_track_number s = number_at(&v->table, true, row, q, side);
    ent_track_number f = number_at(&v->table, false, row, q, side);
    char who[32];

    words_side(v, side, who, sizeof who);
    return ent_buf_addf(out, "%s-%s\t%.4f\t%s\t%s\t%.6g\t%.6g\t%.6g\t%.4g\t%.6g\t%.6g\t%.6g\t%s\n",
                        v->pair.a, v->pair.b, v->table.t[row], QUANTITIES[q].name, who, s.mean,
                        s.mean - Z90 * sqrt(s.var), s.mean + Z90 * sqrt(s.var), s.p_above_0, f.mean,
                        f.mean - Z90 * sqrt(f.var), f.mean + Z90 * sqrt(f.var),
                        ent_track_table_holds(&v->table, row, QUANTITIES[q].kinds, side) ? "yes"
                                                                                         : "no");
}

static void
row_json(const view *v, size_t row, size_t q, ent_track_side side, json *j)
{
    ent_track_number s = number_at(&v->table, true, row, q, side);
    ent_track_number f = number_at(&v->table, false, row, q, side);
    char who[32];

    words_side(v, side, who, sizeof who);
    json_open(j, '{');
    json_key(j, "t");
    json_number(j, v->table.t[row]);
    json_field(j, "quantity", QUANTITIES[q].name);
    json_field(j, "side", who);
    json_interval(j, s.mean, s.mean - Z90 * sqrt(s.var), s.mean + Z90 * sqrt(s.var));
    json_key(j, "p_above_0");
    json_number(j, s.p_above_0);
    json_key(j, "filtered");
    json_open(j, '{');
    json_interval(j, f.mean, f.mean - Z90 * sqrt(f.var), f.mean + Z90 * sqrt(f.var));
    json_close(j, '}');
    json_key(j, "observed");
    json_bool(j, ent_track_table_holds(&v->table, row, QUANTITIES[q].kinds, side));
    json_close(j, '}');
}

static ent_status
write_rows(const view *v, cli_format format, json *j)
{
    for (size_t row = 0; row < v->table.n && !j->st; row++)
        for (size_t q = 0; q < COUNT(QUANTITIES) && !j->st; q++)
            for (int side = 0; side < ENT_SIDE_COUNT && !j->st; side++) {
                if (format == FORMAT_JSON)
                    row_json(v, row, q, (ent_track_side)side, j);
                else
                    j->st = row_tsv(v, row, q, (ent_track_side)side, &j->buf);
            }
    return j->st;
}

static ent_status
write_text(const view *views, size_t n, ent_buf *out)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i++)
        st = write_view(&views[i], out);
    return n < 2 || st ? st : write_comparison(&views[0], &views[1], out);
}

static ent_status
write_tsv(const view *views, size_t n, json *j)
{
    j->st = ent_buf_adds(&j->buf, "pair\tt\tquantity\tside\tsmoothed\tlow\thigh\tp_above_0\t"
                                  "filtered\tfiltered_low\tfiltered_high\tobserved\n");
    for (size_t i = 0; i < n && !j->st; i++)
        (void)write_rows(&views[i], FORMAT_TSV, j);
    return j->st;
}

static ent_status
write_json(const view *views, size_t n, json *j)
{
    json_open(j, '{');
    json_field(j, "schema", "entente-tracks-1");
    json_field(j, "parameters", views[0].table.params_hash);
    json_key(j, "pairs");
    json_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        json_open(j, '{');
        json_field(j, "a", views[i].pair.a);
        json_field(j, "b", views[i].pair.b);
        json_key(j, "rows");
        json_open(j, '[');
        (void)write_rows(&views[i], FORMAT_JSON, j);
        json_close(j, ']');
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
    json_newline(j);
    return j->st;
}

static ent_status
write_answer(cli_format format, const view *views, size_t n, json *j)
{
    if (format == FORMAT_TEXT) return write_text(views, n, &j->buf);
    return format == FORMAT_TSV ? write_tsv(views, n, j) : write_json(views, n, j);
}

static int
look_at(const cli *c, ent_workspace *ws, const char *a, const char *b, ent_arena *arena, view *v)
{
    ent_error err = {0};
    ent_date as_of;
    ent_status st;

    if (cli_as_of(c, &as_of) != EXIT_DONE) return EXIT_USAGE;
    if (ent_workspace_pair(ws, a, b, &v->pair, &err)) return cli_fail_country(&err);
    st = ent_workspace_tracks(ws, &v->pair, &as_of, cli_value(c, "months") ? 1.0 / 12 : 1, arena,
                              &v->table, &err);
    v->held = st == ENT_OK;
    if (st == ENT_NONE) {
        fprintf(stderr, "entente: nothing in this ledger says how %s and %s treat each other\n",
                ent_ref_line_name(v->pair.a), ent_ref_line_name(v->pair.b));
        return EXIT_NO_EVIDENCE;
    }
    return st ? cli_fail(&err) : EXIT_DONE;
}

static int
run(cli *c)
{
    const char *a2 = cli_value(c, "against"), *b2 = cli_value(c, "against second");
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    view views[2] = {{.held = false}};
    json j = {0};
    int code = cli_workspace(c, false, &ws);

    if (code != EXIT_DONE) return code;
    code = look_at(c, ws, c->words[0], c->words[1], &arena, &views[0]);
    if (code == EXIT_DONE && a2) code = look_at(c, ws, a2, b2, &arena, &views[1]);
    if (code == EXIT_DONE) {
        ent_status st = write_answer(cli_get_format(c), views, a2 ? 2 : 1, &j);

        code = st ? EXIT_FAILED : cli_write(c, &j.buf);
    }
    ent_buf_clear(&j.buf);
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_TRACKS = {
    "tracks",
    "what two states do, say and think of each other, over time",
    "tracks A B [--against C D] [--months] [--format text|tsv|json]",
    EXAMPLES,
    OPTIONS,
    "text tsv json",
    2,
    2,
    run,
};
