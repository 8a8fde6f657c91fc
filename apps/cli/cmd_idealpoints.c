/* cmd_idealpoints.c: where countries stand by their votes in the General Assembly, with errors. */
#include "cli.h"
#include "json.h"

#include <math.h>
#include <string.h>

enum { SESSION_MAX = 9999 };

static const option_spec OPTIONS[] = {
    {"session", 's', "N", "only session N (N opens in September of 1945 + N)"},
    {"positive", 0, "COUNTRY", "the country whose mean is made positive (default: USA)"},
    {NULL, 0, NULL, NULL},
};

static const example_spec EXAMPLES[] = {
    {"entente idealpoints CHN RUS USA --session 71 --ledger votes.db",
     "three countries in 2016/17"},
    {"entente idealpoints --format tsv --ledger votes.db", "every country in every session"},
    {NULL, NULL},
};

static const char METHOD[] =
    "variational mode of a dynamic ordered probit; every session's mean is 0";

typedef struct wish {
    bool *shown; /* of each voter; NULL: all */
    uint32_t session;
} wish;

/* "FROM" as a line code, into its place among the voters. */
static int
find_voter(const cli *c, const ent_workspace *ws, const ent_votes *v, const char *word,
           uint32_t *out)
{
    const ent_polity *polity = NULL;
    ent_error err = {0};

    if (ent_ref_resolve(ent_workspace_ref(ws), word, ENT_SCHEME_ANY, NULL, &polity, &err))
        return cli_fail_country(&err);
    *out = ENT_IDEAL_NOBODY;
    for (size_t i = 0; i < v->votes.n_voters; i++)
        if (strcmp(v->lines[i], polity->line) == 0) *out = (uint32_t)i;
    if (*out == ENT_IDEAL_NOBODY && !cli_value(c, "quiet")) {
        fputs("entente: the ledger has no vote of ", stderr);
        cli_print_safe(stderr, polity->line);
        fputc('\n', stderr);
    }
    return EXIT_DONE;
}

static int
read_wish(const cli *c, const ent_workspace *ws, const ent_votes *v, ent_ideal_options *options,
          wish *out)
{
    const char *session = cli_value(c, "session"), *positive = cli_value(c, "positive");
    int64_t n = 0;
    int code;

    if (session && (ent_parse_i64(session, &n, NULL) || n < 1 || n > SESSION_MAX))
        return cli_usage(c, "--session wants a number from 1, not \"%s\"", session);
    out->session = (uint32_t)n;
    code = find_voter(c, ws, v, positive ? positive : "USA", &options->positive_voter);
    if (code != EXIT_DONE || c->n_words == 0) return code;
    out->shown = ent_alloc(v->votes.n_voters, sizeof *out->shown);
    if (!out->shown) {
        fputs("entente: out of memory\n", stderr);
        return EXIT_FAILED;
    }
    for (size_t i = 0; i < c->n_words && code == EXIT_DONE; i++) {
        uint32_t who = ENT_IDEAL_NOBODY;

        code = find_voter(c, ws, v, c->words[i], &who);
        if (code == EXIT_DONE && who != ENT_IDEAL_NOBODY) out->shown[who] = true;
    }
    return code;
}

static void
row(cli_format format, json *j, const char *line, const ent_ideal_point *p)
{
    const double z = 1.6448536269514722;
    double low = p->theta - z * p->se, high = p->theta + z * p->se;
    char text[4][32];

    if (format == FORMAT_TEXT) {
        j->st = ent_buf_addf(&j->buf, "%7u  %-5s %8.2f  %6.2f  %6.2f .. %-6.2f %6u\n", p->session,
                             line, p->theta, p->se, low, high, p->n_votes);
    } else if (format == FORMAT_TSV) {
        ent_format_double(p->theta, text[0], sizeof text[0]);
        ent_format_double(p->se, text[1], sizeof text[1]);
        ent_format_double(low, text[2], sizeof text[2]);
        ent_format_double(high, text[3], sizeof text[3]);
        j->st = ent_buf_addf(&j->buf, "%u\t%s\t%s\t%s\t%s\t%s\t%u\n", p->session, line, text[0],
                             text[1], text[2], text[3], p->n_votes);
    } else {
        json_open(j, '{');
        json_key(j, "session");
        json_integer(j, p->session);
        json_field(j, "country", line);
        json_interval(j, p->theta, low, high);
        json_key(j, "se");
        json_number(j, p->se);
        json_key(j, "votes");
        json_integer(j, p->n_votes);
        json_close(j, '}');
    }
}

/* Hash of the votes that the figures rest on: the same votes give the same figures. */
static void
hash_votes(const ent_votes *v, char hex[ENT_SHA256_HEX_MAX])
{
    uint8_t hash[ENT_SHA256_BYTES];
    ent_sha256 h;

    ent_sha256_init(&h);
    for (size_t i = 0; i < v->votes.n; i++) {
        const char *record = v->records[v->votes.roll_call[i]];
        const char *line = v->lines[v->votes.voter[i]];

        ent_sha256_add(&h, record, strlen(record) + 1);
        ent_sha256_add(&h, line, strlen(line) + 1);
        ent_sha256_add(&h, &v->votes.vote[i], 1);
    }
    ent_sha256_end(&h, hash);
    ent_hex(hash, sizeof hash, hex);
}

static void
head(cli_format format, json *j, const ent_votes *v, const ent_ideal_fit *fit)
{
    char hex[ENT_SHA256_HEX_MAX];

    hash_votes(v, hex);
    if (format == FORMAT_JSON) {
        json_open(j, '{');
        json_field(j, "schema", "entente-idealpoints-1");
        json_field(j, "method", METHOD);
        json_key(j, "walk_sd");
        json_number(j, fit->walk_sd);
        json_field(j, "votes_sha256", hex);
        json_key(j, "votes");
        json_integer(j, (int64_t)fit->n_votes);
        json_key(j, "items");
        json_integer(j, (int64_t)fit->n_items);
        json_key(j, "points");
        json_open(j, '[');
        return;
    }
    j->st =
        ent_buf_addf(&j->buf,
                     "# %s; prior sd of a session's step %g\n# %zu votes on %zu roll calls that "
                     "were not unanimous; all votes sha256 %s\n",
                     METHOD, fit->walk_sd, fit->n_votes, fit->n_items, hex);
    if (j->st) return;
    j->st = format == FORMAT_TSV
                ? ent_buf_adds(&j->buf, "session\tcountry\tpoint\tse\tlow\thigh\tvotes\n")
                : ent_buf_addf(&j->buf, "session  %-5s %8s  %6s  %-16s %6s\n", "", "point", "se",
                               "90 % interval", "votes");
}

static int
answer(const cli *c, const ent_votes *v, const ent_ideal_fit *fit, const wish *w)
{
    cli_format format = cli_get_format(c);
    size_t shown = 0;
    json j = {0};
    int code;

    head(format, &j, v, fit);
    for (size_t i = 0; i < fit->n_points && !j.st; i++) {
        const ent_ideal_point *p = &fit->points[i];

        if (w->session && p->session != w->session) continue;
        if (w->shown && !w->shown[p->voter]) continue;
        row(format, &j, v->lines[p->voter], p);
        shown++;
    }
    if (format == FORMAT_JSON) {
        json_close(&j, ']');
        json_close(&j, '}');
        json_newline(&j);
    }
    code = j.st ? EXIT_FAILED : cli_write(c, &j.buf);
    if (j.st) fputs("entente: out of memory\n", stderr);
    ent_buf_clear(&j.buf);
    if (code == EXIT_DONE && shown == 0) {
        fputs("entente: none of these voted in that session\n", stderr);
        code = EXIT_NO_EVIDENCE;
    }
    return code;
}

static int
run(cli *c)
{
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_votes votes = {0};
    ent_ideal_fit fit = {0};
    ent_ideal_options options = {0};
    wish w = {0};
    ent_error err = {0};
    ent_date as_of;
    ent_status st;
    int code = cli_as_of(c, &as_of);

    if (code == EXIT_DONE) code = cli_workspace(c, false, &ws);
    if (code != EXIT_DONE) return code;
    st = ent_workspace_votes(ws, &as_of, &arena, &votes, &err);
    if (st == ENT_NONE) {
        fputs("entente: the ledger holds no votes of the General Assembly; `entente import` with a "
              "un_votes*.csv brings them\n",
              stderr);
        code = EXIT_NO_EVIDENCE;
        goto out;
    }
    if (!st) {
        code = read_wish(c, ws, &votes, &options, &w);
        if (code != EXIT_DONE) goto out;
        st = ent_ideal_estimate(&votes.votes, &options, &fit, &err);
    }
    code = st ? cli_fail(&err) : answer(c, &votes, &fit, &w);
    if (st == ENT_E_SHAPE) code = EXIT_NO_EVIDENCE;

out:
    ent_free(w.shown);
    ent_ideal_clear(&fit);
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_IDEALPOINTS = {
    "idealpoints",
    "where countries stand by their votes in the General Assembly, with errors",
    "idealpoints [--session N] [COUNTRY ...] [--format text|tsv|json]",
    EXAMPLES,
    OPTIONS,
    "text tsv json",
    0,
    POSITIONAL_MAX,
    run,
};
