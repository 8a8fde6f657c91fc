/* ref/resolve.c: what a code or a name means on a date. */
#include "ref/ref_priv.h"

#include <string.h>

struct ent_ref {
    ref_foreign *foreign; /* NULL: our own tables only; else it locks itself while it loads */
};

/* A word in the forms under which the tables hold it. */
typedef struct query {
    const char *word;
    ent_scheme scheme;
    char code[4]; /* capitals, without blanks and leading zeros; "" when it cannot be a code */
    char *key;    /* through ref_key; NULL when names are not asked for */
} query;

ent_status
ent_ref_open(const char *iso_codes_dir, ent_ref **out, ent_error *err)
{
    ent_status st = ENT_OK;
    ent_ref *ref = ent_alloc(1, sizeof *ref);

    if (!ref) return ent_fail(err, ENT_E_NOMEM, "no memory for the country tables");
    if (iso_codes_dir) st = ref_foreign_new(iso_codes_dir, &ref->foreign, err);
    if (st) {
        ent_free(ref);
        return st;
    }
    *out = ref;
    return ENT_OK;
}

void
ent_ref_close(ent_ref *ref)
{
    if (!ref) return;
    ref_foreign_free(ref->foreign);
    ent_free(ref);
}

/* What data sets write where there is no country. */
static bool
is_missing(const char *word, ent_scheme scheme)
{
    static const char *const words[] = {"",    ".",  "..", "...", "-",  "--",
                                        "---", "-9", "-8", "-7",  "-99"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0) return true;
    if (strcmp(word, "NA") == 0 || strcmp(word, "na") == 0) return scheme != ENT_SCHEME_ISO2;
    return strcmp(word, "N/A") == 0 || strcmp(word, "n/a") == 0;
}

static char
upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void
make_code(const char *word, char out[4])
{
    size_t n = strlen(word), at = 0;

    while (n > 0 && word[n - 1] == ' ')
        n--;
    while (at < n && word[at] == ' ')
        at++;
    while (at + 1 < n && word[at] == '0')
        at++;
    out[0] = '\0';
    if (n - at > 3) return;
    for (size_t i = 0; i < n - at; i++) {
        out[i] = upper(word[at + i]);
        out[i + 1] = '\0';
    }
}

static ent_status
make_query(const char *word, ent_scheme scheme, query *q, ent_error *err)
{
    ent_status st = ENT_OK;

    q->word = word;
    q->scheme = scheme;
    if (strlen(word) > REF_WORD_MAX) {
        st = ref_tell_unknown(word, scheme, "", "it is too long for a name", err);
        return st;
    }
    if (scheme != ENT_SCHEME_NAME) make_code(word, q->code);
    if (scheme == ENT_SCHEME_NAME || scheme == ENT_SCHEME_ANY) st = ref_key(word, &q->key, NULL);
    if (st == ENT_E_PARSE)
        return ref_tell_unknown("?", scheme, "", "the name asked for is not UTF-8", err);
    if (st) return ent_fail(err, st, "no memory to look up a country");
    return ENT_OK;
}

static void
take(ref_hits *hits, ent_scheme scheme, const char *key)
{
    size_t n;
    const ref_entry *e = ref_find(scheme, key, &n);

    for (size_t i = 0; i < n && hits->n < REF_HITS_MAX; i++)
        hits->at[hits->n++] = &e[i];
}

static ent_status
take_foreign(const ent_ref *ref, const query *q, ref_hits *hits, ent_error *err)
{
    const char *const *owns = NULL;
    size_t n = 0;
    ent_status st;

    if (hits->n > 0 || !ref->foreign || !q->key || !*q->key) return ENT_OK;
    st = ref_foreign_find(ref->foreign, q->key, &owns, &n, err);
    for (size_t i = 0; i < n; i++)
        take(hits, ENT_SCHEME_NAME, owns[i]);
    return st;
}

static ent_status
collect(const query *q, ref_hits *hits)
{
    int first = q->scheme == ENT_SCHEME_ANY ? ENT_SCHEME_ENT : (int)q->scheme;
    int last = q->scheme == ENT_SCHEME_ANY ? ENT_SCHEME_NAME : (int)q->scheme;

    for (int s = first; s <= last; s++) {
        const char *key = s == ENT_SCHEME_NAME ? q->key : q->code;

        if (*key) take(hits, (ent_scheme)s, key);
    }
    return hits->n > 0 ? ENT_OK : ENT_NONE;
}

static const ref_group *
find_group(const query *q)
{
    int first = q->scheme == ENT_SCHEME_ANY ? ENT_SCHEME_ENT : (int)q->scheme;
    int last = q->scheme == ENT_SCHEME_ANY ? ENT_SCHEME_NAME : (int)q->scheme;
    const ref_group *group = NULL;

    for (int s = first; !group && s <= last; s++) {
        const char *key = s == ENT_SCHEME_NAME ? q->key : q->code;

        if (*key) group = ref_find_group((ent_scheme)s, key);
    }
    return group;
}

static ent_status
decide(const query *q, const ref_hits *hits, const ent_date *on, const ent_polity **out,
       ent_error *err)
{
    ref_candidates candidates = {0};
    size_t best;

    ref_weigh(hits, on, &candidates);
    if (candidates.n == 0) return ref_tell_domain(q->word, on, hits, err);
    best = ref_choose(&candidates);
    if (best == SIZE_MAX) return ref_tell_ambiguous(q->word, on, &candidates, err);
    *out = &ref_polities[candidates.at[best].polity];
    return ENT_OK;
}

ent_status
ent_ref_resolve(const ent_ref *ref, const char *word, ent_scheme scheme, const ent_date *on,
                const ent_polity **out, ent_error *err)
{
    ent_status st;
    query q = {0};
    ref_hits hits = {0};
    const ref_group *group;

    if ((unsigned)scheme >= ENT_SCHEME_COUNT)
        return ent_fail(err, ENT_E_UNKNOWN, "%d is no code scheme", (int)scheme);
    if (!word || is_missing(word, scheme))
        return ent_fail(err, ENT_NONE, "a missing code, no country");
    st = make_query(word, scheme, &q, err);
    if (st) goto out;
    st = collect(&q, &hits);
    if (st == ENT_NONE) {
        group = find_group(&q);
        if (group) {
            st = ent_fail(err, ENT_NONE, "no country: %s", group->what);
            goto out;
        }
        st = take_foreign(ref, &q, &hits, err);
        if (st) goto out;
    }
    if (hits.n > 0)
        st = decide(&q, &hits, on, out, err);
    else
        st = ref_tell_unknown(
            word, scheme, q.key ? q.key : q.code,
            ref->foreign && q.key && *q.key ? ref_foreign_problem(ref->foreign) : "", err);

out:
    ent_free(q.key);
    return st;
}
