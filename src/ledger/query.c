/* query.c: questions in an analyst's words to filters a store can answer. */
#include "ledger/ledger_priv.h"

#include <string.h>

/* ---- lines ------------------------------------------------------------------------------------
 */

ent_status
ent_line_polities(const char *code, ent_arena *arena, const char *const **out, size_t *n,
                  ent_error *err)
{
    size_t n_all = 0, k = 0;
    const ent_polity *all = ent_ref_polities(&n_all);
    const ent_polity *one = ent_ref_polity(code);
    const char *line = one ? one->line : code;
    const char **v = ent_arena_alloc(arena, n_all + 1, sizeof *v);

    if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for the states of a line");
    for (size_t i = 0; i < n_all; i++)
        if (strcmp(all[i].line, line) == 0) v[k++] = all[i].code;
    if (k == 0) v[k++] = code;
    *out = v;
    *n = k;
    return ENT_OK;
}

const char *
ent_line_of(const char *code)
{
    const ent_polity *p = code ? ent_ref_polity(code) : NULL;

    return p ? p->line : code;
}

/* ---- words ------------------------------------------------------------------------------------
 */

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A byte that can be part of a token: letters, digits, and anything beyond ASCII. */
static bool
is_wordy(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (uint8_t)c >= 0x80;
}

/* One word, or a phrase in double quotes, as an FTS5 string: between quotes nothing is an operator.
 * A star at the end of a word asks for words that begin so. */
static ent_status
add_word(ent_buf *buf, const char *word, size_t len, bool *any)
{
    bool star = len > 1 && word[len - 1] == '*', wordy = false;
    ent_status st;

    for (size_t i = 0; i < len; i++)
        wordy = wordy || is_wordy(word[i]);
    if (!wordy) return ENT_OK;
    st = ent_buf_adds(buf, *any ? " \"" : "\"");
    for (size_t i = 0; i < len - star && !st; i++)
        st = ent_buf_addc(buf, word[i] == '"' ? ' ' : word[i]);
    if (!st) st = ent_buf_adds(buf, star ? "\"*" : "\"");
    *any = true;
    return st;
}

/* The word or phrase at *p, which is left behind it. NULL: a phrase without its closing quote. */
static const char *
next_word(const char **p, size_t *len)
{
    const char *start = *p, *end = start;

    if (*start == '"') {
        start++;
        end = strchr(start, '"');
        if (!end) return NULL;
        *p = end + 1;
    } else {
        while (*end && !is_blank(*end) && *end != '"')
            end++;
        *p = end;
    }
    *len = (size_t)(end - start);
    return start;
}

static ent_status
add_words(const char *words, ent_buf *buf, bool *any, ent_error *err)
{
    const char *p = words;

    while (*p) {
        const char *word;
        size_t len = 0;

        if (is_blank(*p)) {
            p++;
            continue;
        }
        word = next_word(&p, &len);
        if (!word)
            return ent_fail(err, ENT_E_PARSE, "the search \"%.60s\" lacks a closing quote", words);
        if (add_word(buf, word, len, any) != ENT_OK)
            return ent_fail(err, ENT_E_NOMEM, "no memory for a search");
    }
    return ENT_OK;
}

ent_status
ent_words_to_match(const char *words, ent_arena *arena, const char **out, ent_error *err)
{
    enum { WORDS_MAX_BYTES = 4096 };
    ent_buf buf = {.max = 0};
    bool any = false;
    ent_status st;

    if (strlen(words) > WORDS_MAX_BYTES)
        return ent_fail(err, ENT_E_PARSE, "the words to search for are over %d bytes",
                        WORDS_MAX_BYTES);
    if (!ent_utf8_valid(words, strlen(words)))
        return ent_fail(err, ENT_E_PARSE, "the words to search for are not UTF-8");
    st = add_words(words, &buf, &any, err);
    if (!st && !any)
        st = ent_fail(err, ENT_E_PARSE, "there is no word in the search \"%.60s\"", words);
    if (!st) {
        *out = ent_arena_strdup(arena, buf.data);
        if (!*out) st = ent_fail(err, ENT_E_NOMEM, "no memory for a search");
    }
    ent_buf_clear(&buf);
    return st;
}

/* ---- find -------------------------------------------------------------------------------------
 */

static void
set_years(const ent_query *q, ent_filter *f)
{
    ent_date year = {.precision = ENT_PREC_YEAR};
    int32_t unused;

    f->first_day = ENT_DAY_ALWAYS;
    f->last_day = ENT_DAY_NEVER;
    year.year = q->year_first;
    if (q->year_first) (void)ent_date_span(&year, &f->first_day, &unused);
    year.year = q->year_last;
    if (q->year_last) (void)ent_date_span(&year, &unused, &f->last_day);
}

static ent_status
set_sides(const ent_query *q, ent_arena *scratch, ent_filter *f, ent_error *err)
{
    const char *a = q->a ? q->a : q->b, *b = q->a ? q->b : NULL;
    ent_status st = ENT_OK;

    f->monadic = q->monadic;
    f->outgoing = q->outgoing_only;
    if (a) st = ent_line_polities(a, scratch, &f->a, &f->n_a, err);
    if (!st && b && !q->monadic) st = ent_line_polities(b, scratch, &f->b, &f->n_b, err);
    return st;
}

static ent_status
set_indicator(const ent_query *q, ent_arena *scratch, ent_filter *f, ent_error *err)
{
    size_t n = q->indicator ? strlen(q->indicator) : 0;
    char *prefix;

    f->indicator = n ? q->indicator : NULL;
    f->indicator_is_prefix = n > 0 && q->indicator[n - 1] == '*';
    if (!f->indicator_is_prefix) return ENT_OK;
    prefix = ent_arena_strndup(scratch, q->indicator, n - 1);
    if (!prefix) return ent_fail(err, ENT_E_NOMEM, "no memory for a search");
    f->indicator = prefix;
    return ENT_OK;
}

ent_status
ent_ledger_find(ent_ledger *ledger, const ent_query *query, ent_arena *arena, ent_claim **out,
                size_t *n, ent_error *err)
{
    static const ent_query all = {.limit = 0};
    ent_arena scratch = {0};
    ent_filter f = {.n_a = 0};
    ent_status st;

    if (!query) query = &all;
    set_years(query, &f);
    f.layer = query->layer;
    f.set = query->set;
    f.source = query->source;
    f.without = ledger->without;
    f.n_without = ledger->n_without;
    f.cluster = query->cluster;
    f.with_superseded = query->with_superseded;
    f.limit = query->limit;
    f.offset = query->offset;
    f.known_by = ent_known_day(&query->as_of, ENT_DAY_NEVER);
    st = set_sides(query, &scratch, &f, err);
    if (!st) st = set_indicator(query, &scratch, &f, err);
    if (!st && query->text && *query->text)
        st = ent_words_to_match(query->text, &scratch, &f.match, err);
    if (!st) st = ledger->store->ops->find(ledger->store, &f, arena, out, NULL, n, err);
    ent_arena_clear(&scratch);
    return st;
}

/* ---- by id ------------------------------------------------------------------------------------
 */

enum { PREFIX_MIN = 4 };

bool
ent_id_is_prefix(const char *id)
{
    size_t n = strlen(id);

    return n >= PREFIX_MIN && n <= ENT_ID_DIGITS && strspn(id, "0123456789abcdefABCDEF") == n;
}

static ent_status
find_one(ent_ledger *ledger, const char *id, ent_arena *arena, ent_held *out, ent_error *err)
{
    enum { SHOWN = 4 };
    ent_held held[SHOWN];
    char digits[ENT_ID_DIGITS + 1] = {0};
    size_t n = 0;
    ent_status st;

    if (!ent_id_is_prefix(id)) {
        ent_fail(err, ENT_NONE, "\"%.40s\" is no claim id: want %d to %d hexadecimal digits", id,
                 PREFIX_MIN, ENT_ID_DIGITS);
        return ENT_NONE;
    }
    for (size_t i = 0; id[i]; i++)
        digits[i] = (char)(id[i] >= 'A' && id[i] <= 'F' ? id[i] - 'A' + 'a' : id[i]);
    st = ledger->store->ops->by_id(ledger->store, digits, arena, SHOWN, held, &n, err);
    if (st) return st;
    if (n == 0) {
        ent_fail(err, ENT_NONE, "no claim has the id %s", digits);
        return ENT_NONE;
    }
    if (n > 1)
        return ent_fail(err, ENT_E_AMBIGUOUS, "%s begins several ids: %s %s %s%s", digits,
                        held[0].claim.id, held[1].claim.id, n > 2 ? held[2].claim.id : "",
                        n > 3 ? " ..." : "");
    *out = held[0];
    return ENT_OK;
}

ent_status
ent_ledger_claim(ent_ledger *ledger, const char *id, ent_arena *arena, ent_claim *out,
                 ent_error *err)
{
    ent_held held = {.n = 0};
    ent_status st = find_one(ledger, id, arena, &held, err);

    if (st == ENT_OK) *out = held.claim;
    return st;
}

ent_status
ent_ledger_claims(ent_ledger *ledger, const char *const *ids, size_t n, ent_arena *arena,
                  ent_claim *out, ent_error *err)
{
    for (size_t i = 0; i < n; i++) {
        if (ids[i] && strlen(ids[i]) == ENT_ID_DIGITS &&
            strspn(ids[i], "0123456789abcdef") == ENT_ID_DIGITS)
            continue;
        (void)ent_fail(err, ENT_NONE, "\"%.40s\" is no claim id: want %d hexadecimal digits",
                       ids[i] ? ids[i] : "", ENT_ID_DIGITS);
        return ENT_NONE;
    }
    return ledger->store->ops->by_ids(ledger->store, ids, n, arena, out, err);
}

ent_status
ent_ledger_history(ent_ledger *ledger, const char *id, ent_arena *arena, ent_claim **out, size_t *n,
                   ent_error *err)
{
    ent_held held = {.n = 0};
    ent_status st = find_one(ledger, id, arena, &held, err);

    if (st) return st;
    return ledger->store->ops->history(ledger->store, held.n, arena, out, n, err);
}
