/* cmd_phases.c: when relations of a pair turned: phases with dated breaks and their probability. */
#include "cli.h"
#include "json.h"

#include <math.h>
#include <string.h>

static const example_spec EXAMPLES[] = {
    {"entente phases CHN RUS", "when it turned, and how surely"},
    {"entente phases CHN RUS --years --format tsv", "every year, for a chart of your own"},
    {NULL, NULL},
};

static const option_spec OPTIONS[] = {
    {"years", 'y', NULL, "every year with its level and the probability of a break"},
    {NULL, 0, NULL, NULL},
};

/* Posterior probabilities are never exactly 0 or 1, so they are not printed as such. */
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

/* What a reader may compare; more digits would only show the rounding of this machine. */
static double
six_digits(double v)
{
    char text[32];

    ent_snprintf(text, sizeof text, "%.6g", v);
    return ent_parse_double(text, &v, NULL) == ENT_OK ? v : 0;
}

static const char *
years(int first, int last, char *out, size_t size)
{
    if (first == last)
        ent_snprintf(out, size, "%d", first);
    else
        ent_snprintf(out, size, "%d-%d", first, last);
    return out;
}

/* ---- text --------------------------------------------------------------------------------------
 */

static ent_status
phase_text(ent_buf *out, const ent_phase *p, bool first)
{
    char span[32], when[32], sure[8];
    ent_status st =
        ent_buf_addf(out, "%-11s %-15s %6.2f  %5.2f .. %5.2f  %6s",
                     years(p->first_year, p->last_year, span, sizeof span), p->label, p->mean,
                     p->low, p->high, probability(p->p_label, sure, sizeof sure));

    if (!st && !first)
        st = ent_buf_addf(out, "  %-11s %6s", years(p->start_low, p->start_high, when, sizeof when),
                          probability(p->p_start, sure, sizeof sure));
    return st ? st : ent_buf_addc(out, '\n');
}

static ent_status
sources_text(ent_buf *out, const ent_phases_answer *a)
{
    ent_status st = ent_buf_adds(out, "Read from:");

    for (size_t i = 0; i < a->n_sources && !st; i++)
        st = ent_buf_addf(out, "%s %s", i ? "," : "", a->sources[i]);
    if (!st && a->n_sources == 0) st = ent_buf_adds(out, " silence that counts as zero");
    if (!st) st = ent_buf_addf(out, ". Settings %s.\n", a->settings);
    return st;
}

static ent_status
head_text(ent_buf *out, const ent_phases_answer *a)
{
    int last = a->first_year + (int)a->breaks.n - 1;
    ent_status st = ent_buf_addf(out,
                                 "%s and %s, %d-%d: phases of conduct (disputes and pledges), "
                                 "%zu of %zu years known\n\n",
                                 ent_ref_line_name(a->a), ent_ref_line_name(a->b), a->first_year,
                                 last, a->n_known, a->breaks.n);

    if (st) return st;
    return ent_buf_addf(out, "%-11s %-15s %6s  %-14s  %6s  %-11s %6s\n", "years", "phase", "level",
                        "90 %", "p name", "began in", "p");
}

static ent_status
years_text(ent_buf *out, const ent_phases_answer *a)
{
    const ent_breaks *b = &a->breaks;
    ent_status st = ent_buf_addf(out, "\n%-5s %8s  %6s  %-14s  %7s\n", "year", "reading", "level",
                                 "90 %", "p break");

    for (size_t t = 0; t < b->n && !st; t++) {
        char p[8], reading[16] = "unknown";

        if (!isinf(a->var[t])) ent_snprintf(reading, sizeof reading, "%.2f", a->mean[t]);
        st = ent_buf_addf(out, "%-5d %8s  %6.2f  %5.2f .. %5.2f", a->first_year + (int)t, reading,
                          b->level[t], b->level_low[t], b->level_high[t]);
        if (!st && t > 0) st = ent_buf_addf(out, "  %7s", probability(b->p_change[t], p, sizeof p));
        if (!st) st = ent_buf_addc(out, '\n');
    }
    return st;
}

static ent_status
answer_text(ent_buf *out, const ent_phases_answer *a, bool every_year)
{
    ent_status st = head_text(out, a);

    for (size_t i = 0; i < a->n_phases && !st; i++)
        st = phase_text(out, &a->phases[i], i == 0);
    if (!st && every_year) st = years_text(out, a);
    if (!st)
        st = ent_buf_adds(out, "\np: that the level changed within those years. Model-implied, not "
                               "calibrated; not a statement of causes.\n");
    return st ? st : sources_text(out, a);
}

/* ---- tsv and json ------------------------------------------------------------------------------
 */

static ent_status
add_numbers(ent_buf *out, const double *v, size_t n)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i++) {
        char text[32];

        ent_format_double(six_digits(v[i]), text, sizeof text);
        st = ent_buf_addf(out, "\t%s", text);
    }
    return st ? st : ent_buf_addc(out, '\n');
}

static ent_status
answer_tsv(ent_buf *out, const ent_phases_answer *a, bool every_year)
{
    const ent_breaks *b = &a->breaks;
    ent_status st;

    if (every_year) {
        st = ent_buf_adds(out, "year\tstate\treading\tvariance\tlevel\tlow\thigh\tp_break\n");
        for (size_t t = 0; t < b->n && !st; t++) {
            const double v[] = {a->mean[t],      a->var[t],        b->level[t],
                                b->level_low[t], b->level_high[t], b->p_change[t]};
            bool known = !isinf(a->var[t]);

            st = ent_buf_addf(out, "%d\t%s", a->first_year + (int)t, known ? "value" : "unknown");
            if (!st && !known) st = ent_buf_adds(out, "\t\t");
            if (!st) st = add_numbers(out, known ? v : v + 2, known ? 6 : 4);
        }
        return st;
    }
    st = ent_buf_adds(out, "first_year\tlast_year\tphase\tbegan_low\tbegan_high\tlevel\tlow\thigh\t"
                           "p_phase\tp_break\n");
    for (size_t i = 0; i < a->n_phases && !st; i++) {
        const ent_phase *p = &a->phases[i];
        const double v[] = {p->mean, p->low, p->high, p->p_label, p->p_start};

        st = ent_buf_addf(out, "%d\t%d\t%s\t%d\t%d", p->first_year, p->last_year, p->label,
                          p->start_low, p->start_high);
        if (!st) st = add_numbers(out, v, 5);
    }
    return st;
}

static void
number_field(json *j, const char *key, double v)
{
    json_key(j, key);
    json_number(j, six_digits(v));
}

static void
phase_json(json *j, const ent_phase *p, bool first)
{
    json_open(j, '{');
    number_field(j, "first_year", p->first_year);
    number_field(j, "last_year", p->last_year);
    json_field(j, "phase", p->label);
    json_interval(j, six_digits(p->mean), six_digits(p->low), six_digits(p->high));
    number_field(j, "level", 0.9);
    number_field(j, "p_phase", p->p_label);
    if (!first) {
        number_field(j, "began_low", p->start_low);
        number_field(j, "began_high", p->start_high);
        number_field(j, "p_break", p->p_start);
    }
    json_close(j, '}');
}

static void
years_json(json *j, const ent_phases_answer *a)
{
    const ent_breaks *b = &a->breaks;

    json_key(j, "years");
    json_open(j, '[');
    for (size_t t = 0; t < b->n; t++) {
        json_open(j, '{');
        number_field(j, "year", a->first_year + (double)t);
        json_field(j, "state", isinf(a->var[t]) ? "unknown" : "value");
        if (!isinf(a->var[t])) {
            number_field(j, "reading", a->mean[t]);
            number_field(j, "variance", a->var[t]);
        }
        json_interval(j, six_digits(b->level[t]), six_digits(b->level_low[t]),
                      six_digits(b->level_high[t]));
        number_field(j, "p_break", b->p_change[t]);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static ent_status
answer_json(json *j, const ent_phases_answer *a, bool every_year)
{
    json_open(j, '{');
    json_field(j, "schema", "entente-phases-1");
    json_field(j, "a", a->a);
    json_field(j, "b", a->b);
    json_field(j, "scale", a->scale);
    json_field(j, "settings", a->settings);
    json_key(j, "sources");
    json_open(j, '[');
    for (size_t i = 0; i < a->n_sources; i++)
        json_string(j, a->sources[i]);
    json_close(j, ']');
    number_field(j, "log_evidence", a->breaks.log_evidence);
    json_key(j, "phases");
    json_open(j, '[');
    for (size_t i = 0; i < a->n_phases; i++)
        phase_json(j, &a->phases[i], i == 0);
    json_close(j, ']');
    if (every_year) years_json(j, a);
    json_close(j, '}');
    json_newline(j);
    return j->st;
}

static ent_status
make_answer(const cli *c, const ent_phases_answer *a, json *j)
{
    bool every_year = cli_value(c, "years") != NULL;
    cli_format format = cli_get_format(c);

    if (format == FORMAT_JSON) return answer_json(j, a, every_year);
    return format == FORMAT_TSV ? answer_tsv(&j->buf, a, every_year)
                                : answer_text(&j->buf, a, every_year);
}

static int
run(cli *c)
{
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_phases_answer a = {0};
    ent_pair pair = {0};
    json j = {0};
    ent_error err = {0};
    ent_date as_of;
    ent_status st;
    int code = cli_as_of(c, &as_of);

    if (code == EXIT_DONE) code = cli_workspace(c, false, &ws);
    if (code != EXIT_DONE) return code;
    st = ent_workspace_pair(ws, c->words[0], c->words[1], &pair, &err);
    if (st) {
        code = cli_fail_country(&err);
        goto out;
    }
    st = ent_workspace_phases(ws, &pair, &as_of, &arena, &a, &err);
    if (st == ENT_NONE) {
        fputs("entente: no year of this pair lies in complete lists of both disputes and pledges; "
              "import a set of each (for example gml-mid and cow-alliances)\n",
              stderr);
        code = EXIT_NO_EVIDENCE;
        goto out;
    }
    if (!st) st = make_answer(c, &a, &j);
    code = st ? cli_fail(&err) : cli_write(c, &j.buf);

out:
    ent_buf_clear(&j.buf);
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_PHASES = {
    "phases",
    "when relations turned: phases, dated breaks, probabilities",
    "phases A B [--years] [--format text|tsv|json]",
    EXAMPLES,
    OPTIONS,
    "text tsv json",
    2,
    2,
    run,
};
