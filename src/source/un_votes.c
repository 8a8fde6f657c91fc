/* un_votes.c: roll calls of the UN General Assembly, one vote of one state a row. */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_un_votes, ent_reader_un_votes_cow;

static const ent_coverage window[] = {{
    .id = "un-votes-1946-2020",
    .set = "un-votes",
    .indicators = "un.vote",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1946),
    .to = ENT_TAB_DAY(2020, 1, 14),
    .absence_is_zero = false,
    .note = "absent states and those not yet members have no vote; China's seat was that of the "
            "Republic of China until 1971-10-25",
}};

/* ---- the companion table: when each roll call was ------------------------------------------- */

enum { ROLL_CALLS_MAX = 1 << 20, PATH_LIMIT = 4096 };

typedef struct roll_call {
    ent_date when; /**< NONE: there is no such roll call */
    const char *resolution, *title;
} roll_call;

typedef struct roll_calls {
    roll_call *items; /**< by roll call number */
    size_t n;
    ent_arena arena;
} roll_calls;

static const char *const call_columns[] = {"rcid", "date", "?unres", "?short", "?year", NULL};
enum { CALL_ID, CALL_DATE, CALL_RESOLUTION, CALL_TITLE, CALL_YEAR };
static const ent_reader call_reader = {.name = "un-roll-calls", .version = 1, .set = "un-votes"};

/** "10/25/1971": the form of the older release. */
static ent_status
us_date(ent_tab *t, const char *s, ent_date *out)
{
    int64_t part[3] = {0};
    char text[5];

    for (int i = 0; i < 3; i++) {
        size_t n = strcspn(s, "/");

        if (n == 0 || n >= sizeof text) return ent_tab_wrong(t, "column date is no M/D/YYYY");
        memcpy(text, s, n);
        text[n] = '\0';
        if (ent_parse_i64(text, &part[i], NULL))
            return ent_tab_wrong(t, "column date is no M/D/YYYY");
        s += n + (s[n] == '/');
    }
    if (ent_date_make((int)part[2], (int)part[0], (int)part[1], out, &t->why)) return ENT_E_PARSE;
    return ENT_OK;
}

static ent_status
call_date(ent_tab *t, ent_date *out)
{
    const char *s = ent_tab_text(t, CALL_DATE);

    if (!s) return ent_tab_year(t, CALL_YEAR, out);
    return strchr(s, '/') ? us_date(t, s, out) : ent_tab_date(t, CALL_DATE, out);
}

/** @return false: no memory */
static bool
keep_text(const ent_tab *t, int col, roll_calls *all, const char **out)
{
    const char *s = ent_tab_text(t, col);

    *out = ent_arena_strdup(&all->arena, s);
    return !s || *out;
}

static ent_status
call_row(ent_tab *t, void *ctx, ent_error *err)
{
    roll_calls *all = ctx;
    ent_date when = {0};
    int64_t id = 0;
    ent_status st;

    (void)err;
    if ((st = ent_tab_int_in(t, CALL_ID, 0, ROLL_CALLS_MAX - 1, &id)) != ENT_OK ||
        (st = call_date(t, &when)) != ENT_OK)
        return st;
    if ((size_t)id >= all->n) {
        size_t n = (size_t)id + 1 > all->n * 2 ? (size_t)id + 1 : all->n * 2;
        roll_call *more = ent_realloc(all->items, n, sizeof *more);

        if (!more) return ENT_E_NOMEM;
        memset(more + all->n, 0, (n - all->n) * sizeof *more);
        all->items = more;
        all->n = n;
    }
    all->items[id].when = when;
    if (!keep_text(t, CALL_RESOLUTION, all, &all->items[id].resolution) ||
        !keep_text(t, CALL_TITLE, all, &all->items[id].title))
        return ENT_E_NOMEM;
    return ENT_NONE;
}

/** "dir/un_votes_X.csv.gz" -> "dir/un_roll_calls_X.csv" (or with .gz). */
static ent_status
companion(const char *path, bool packed, char *out, ent_error *err)
{
    static const char votes[] = "un_votes", calls[] = "un_roll_calls";
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *name = slash ? slash + 1 : path;
    size_t n = name ? strlen(name) : 0;

    if (!name || strncmp(name, votes, sizeof votes - 1) != 0)
        return ent_fail(err, ENT_E_IO,
                        "the file must be called un_votes*.csv: its dates stand in "
                        "un_roll_calls*.csv beside it");
    if (n > 3 && strcmp(name + n - 3, ".gz") == 0) n -= 3;
    if (!ent_snprintf(out, PATH_LIMIT, "%.*s%s%.*s%s", (int)(name - path), path, calls,
                      (int)(n - (sizeof votes - 1)), name + sizeof votes - 1, packed ? ".gz" : ""))
        return ent_fail(err, ENT_E_LIMIT, "path too long");
    return ENT_OK;
}

static ent_status
load_calls(const ent_read_input *in, roll_calls *all, ent_error *err)
{
    char path[PATH_LIMIT];
    ent_read_input calls = {.ref = in->ref, .path = path};
    ent_sink sink = ent_tab_private_sink(false);
    ent_tab_spec spec = {.reader = &call_reader, .columns = call_columns};
    ent_status st = ENT_E_IO;

    for (int packed = 0; packed < 2 && st == ENT_E_IO; packed++) {
        st = companion(in->path, packed, path, err);
        if (st) return st;
        st = ent_tab_run(&calls, &sink, &spec, call_row, all, err);
    }
    return st;
}

/* ---- the votes ------------------------------------------------------------------------------ */

static const char *const vote_columns[] = {"rcid", "country_code", "vote", NULL};
static const char *const cow_columns[] = {"rcid", "ccode", "vote", NULL};
enum { RCID, COUNTRY, VOTE };

/** A word or number of the file for a vote. */
typedef struct vote_word {
    const char *word, *code;
    int sign;
} vote_word;
static const vote_word words[] = {
    {"yes", "yes", 1}, {"no", "no", -1}, {"abstain", "abstain", 0},
    {"1", "yes", 1},   {"3", "no", -1},  {"2", "abstain", 0},
};

/* The set has ISO codes, but these three, which ISO never gave, it takes from elsewhere. */
static const struct {
    const char *word, *cow;
} lent[] = {{"YAR", "678"}, {"ZAN", "511"}, {"FRG", "260"}};

/* A seat keeps its code here after, or had it before, the state that the code is of. */
static const struct {
    const char *word, *polity;
} kept[] = {
    {"TW", "ROC"},  /* the Republic of China before its move to Taiwan */
    {"713", "ROC"}, /* the same in the older release */
    {"YU", "SRB"},  /* Serbia since 2006 */
};

typedef struct voting {
    roll_calls calls;
    ent_scheme scheme;
} voting;

static ent_status
read_voter(ent_tab *t, const voting *v, const ent_date *on, const char **out)
{
    const char *word = ent_tab_raw(t, COUNTRY);

    ent_status st;

    for (size_t i = 0; word && word[2] && i < sizeof lent / sizeof lent[0]; i++)
        if (strcmp(word, lent[i].word) == 0)
            return ent_tab_country_of(t, "country_code", lent[i].cow, ENT_SCHEME_COW, on, out);
    st = ent_tab_country(t, COUNTRY, v->scheme, on, out); /* NA is Namibia */
    for (size_t i = 0; word && st != ENT_OK && i < sizeof kept / sizeof kept[0]; i++)
        if (strcmp(word, kept[i].word) == 0)
            st = ent_tab_country_of(t, ent_tab_name(t, COUNTRY), kept[i].polity, ENT_SCHEME_ENT, on,
                                    out);
    return st;
}

static const vote_word *
read_vote(const char *s)
{
    for (size_t i = 0; s && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(s, words[i].word) == 0) return &words[i];
    return NULL;
}

static ent_status
vote_row(ent_tab *t, void *ctx, ent_error *err)
{
    const voting *v = ctx;
    const char *s = ent_tab_raw(t, VOTE), *state = NULL;
    const vote_word *vote = read_vote(s);
    const roll_call *call;
    int64_t id = 0;
    ent_claim *c;
    ent_status st;

    (void)err;
    if (s && strcmp(s, "8") == 0) return ent_tab_skip(t, ENT_SKIP_ABSENT);
    if (s && strcmp(s, "9") == 0) return ent_tab_skip(t, ENT_SKIP_NOT_STATE); /* no member */
    if (!vote)
        return ent_tab_wrong(t, "column vote is \"%.40s\"; want yes, no, abstain, 1, 2, 3, 8 or 9",
                             s ? s : "");
    if ((st = ent_tab_int_in(t, RCID, 0, ROLL_CALLS_MAX - 1, &id)) != ENT_OK) return st;
    call = (size_t)id < v->calls.n ? &v->calls.items[id] : NULL;
    if (!call || call->when.precision == ENT_PREC_NONE)
        return ent_tab_wrong(t, "roll call %lld is not in the table of roll calls", (long long)id);
    if ((st = read_voter(t, v, &call->when, &state)) != ENT_OK) return st;
    if (!(c = ent_tab_claim(t, "un.vote"))) return ENT_E_NOMEM;
    c->from = state;
    c->from_code = ent_tab_raw(t, COUNTRY);
    c->valid_from = call->when;
    c->record = ent_tab_raw(t, RCID); /* a state has one vote in a roll call */
    c->cluster = ent_tab_join(t, "UNGA", c->record, NULL);
    c->label = call->title;
    c->locator = call->resolution;
    c->event_code = vote->code;
    c->event_scheme = "UN-vote";
    c->sign = vote->sign;
    return ENT_OK;
}

static ent_status
read_votes(const ent_read_input *in, ent_sink *sink, const ent_tab_spec *spec, ent_scheme scheme,
           ent_error *err)
{
    voting v = {.scheme = scheme};
    ent_status st = load_calls(in, &v.calls, err);

    if (st == ENT_OK) st = ent_tab_run(in, sink, spec, vote_row, &v, err);
    ent_arena_clear(&v.calls.arena);
    ent_free(v.calls.items);
    return st;
}

static ent_status
read_iso(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_un_votes,
                         .columns = vote_columns,
                         .coverage = window,
                         .n_coverage = 1};

    return read_votes(in, sink, &spec, ENT_SCHEME_ISO2, err);
}

static ent_status
read_cow(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_un_votes_cow,
                         .columns = cow_columns,
                         .coverage = window,
                         .n_coverage = 1,
                         .released = ENT_TAB_YEAR(2016)};

    return read_votes(in, sink, &spec, ENT_SCHEME_COW, err);
}

const ent_reader ent_reader_un_votes = {
    .name = "un-votes",
    .version = 1,
    .set = "un-votes",
    .what = "General Assembly votes, 1946-2020, with un_roll_calls*.csv beside it (unvotes)",
    .header = "rcid,country_code,vote",
    .read = read_iso,
};

const ent_reader ent_reader_un_votes_cow = {
    .name = "un-votes-cow",
    .version = 1,
    .set = "un-votes",
    .what = "General Assembly votes on COW codes, 1946-2015, with un_roll_calls*.csv beside it",
    .header = "rcid,ccode,vote",
    .read = read_cow,
};
