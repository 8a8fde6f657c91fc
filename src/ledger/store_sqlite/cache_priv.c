/* cache_priv.c: rows of the dictionaries, each read once and copied once into a caller's arena. */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

enum { FRAME_TEXTS = 11, CACHE_BYTES_MAX = 64 << 20 };

typedef struct text_entry {
    const char *text; /* in the cache's arena; NULL: not read yet */
    const char *copy; /* in the arena number arena_no */
    uint64_t arena_no;
} text_entry;

typedef struct frame_entry {
    ent_claim claim; /* set NULL: not read yet */
    const char *copy[FRAME_TEXTS];
    uint64_t arena_no;
} frame_entry;

typedef struct import_entry {
    int32_t known_day, released_day;
} import_entry;

/* Rows read so far, by number. Numbers come from the file, so none is taken as a size. */
typedef struct dictionary {
    ent_keymap index; /* number -> place in v, counted from 1 */
    void **v;
    size_t n, cap;
} dictionary;

struct ent_sqlite_cache {
    ent_arena arena;
    dictionary polities, phrases, frames, imports;
};

static void
dictionary_clear(dictionary *d)
{
    ent_keymap_clear(&d->index);
    ent_free(d->v);
}

void
ent_sqlite_cache_forget(ent_sqlite *s)
{
    ent_sqlite_cache *cache = s->cache;

    s->cache = NULL;
    if (!cache) return;
    dictionary_clear(&cache->polities);
    dictionary_clear(&cache->phrases);
    dictionary_clear(&cache->frames);
    dictionary_clear(&cache->imports);
    ent_arena_clear(&cache->arena);
    ent_free(cache);
}

void
ent_sqlite_new_arena(ent_sqlite *s)
{
    /* Between two answers nothing borrows from the cache, so this is where it may go. */
    if (s->cache && s->cache->arena.used > CACHE_BYTES_MAX) ent_sqlite_cache_forget(s);
    s->arena_no++;
}

/* NULL: no memory, and err says so. */
static ent_sqlite_cache *
cache_of(ent_sqlite *s, ent_error *err)
{
    if (!s->cache) s->cache = ent_alloc(1, sizeof *s->cache);
    if (!s->cache) ent_fail(err, ENT_E_NOMEM, "no memory to read claims");
    return s->cache;
}

/* NULL: not read yet. */
static void *
entry_of(const dictionary *d, int64_t n)
{
    size_t at = 0;
    uint64_t place = ent_keymap_next(&d->index, (uint64_t)n, &at);

    return place ? d->v[place - 1] : NULL;
}

static ent_status
add_entry(dictionary *d, int64_t n, void *entry, ent_error *err)
{
    ent_status st = ENT_OK;

    if (d->n == d->cap) {
        size_t cap = d->cap ? d->cap * 2 : 64;
        void **v = ent_realloc(d->v, cap, sizeof(void *));

        if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory to read claims");
        d->v = v;
        d->cap = cap;
    }
    d->v[d->n] = entry;
    st = ent_keymap_add(&d->index, (uint64_t)n, d->n + 1);
    if (st) return ent_fail(err, st, "no memory to read claims");
    d->n++;
    return ENT_OK;
}

static ent_status
no_row(ent_sqlite *s, ent_status st, const char *table, int64_t n, ent_error *err)
{
    if (st != ENT_END) return st;
    return ent_fail(err, ENT_E_CORRUPT, "%s: row %lld of table %s is missing", s->path,
                    (long long)n, table);
}

static ent_status
read_text(ent_sqlite *s, ent_sql which, int64_t n, const char *table, const char **out,
          ent_error *err)
{
    sqlite3_stmt *q;
    bool ok = true;
    ent_status st = ent_sqlite_stmt(s, which, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, n);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) *out = ent_sqlite_text(q, 0, &s->cache->arena, &ok);
    (void)sqlite3_reset(q);
    if (!ok) return ent_fail(err, ENT_E_NOMEM, "no memory to read claims");
    return no_row(s, st, table, n, err);
}

/* Row n of a dictionary of texts, or its copy in the arena. */
static ent_status
text_at(ent_sqlite *s, dictionary *d, ent_sql which, const char *table, int64_t n, ent_arena *arena,
        const char **out, ent_error *err)
{
    text_entry *e = entry_of(d, n);
    ent_status st;

    if (!e) {
        e = ent_arena_alloc(&s->cache->arena, 1, sizeof *e);
        if (!e) return ent_fail(err, ENT_E_NOMEM, "no memory to read claims");
        st = read_text(s, which, n, table, &e->text, err);
        if (!st) st = add_entry(d, n, e, err);
        if (st) return st;
    }
    *out = e->text;
    if (!arena) return ENT_OK;
    if (e->arena_no != s->arena_no) {
        e->copy = ent_arena_strdup(arena, e->text);
        if (!e->copy) return ent_fail(err, ENT_E_NOMEM, "no memory for the text of claims");
        e->arena_no = s->arena_no;
    }
    *out = e->copy;
    return ENT_OK;
}

ent_status
ent_sqlite_polity_at(ent_sqlite *s, int64_t n, ent_arena *arena, const char **out, ent_error *err)
{
    ent_sqlite_cache *c = cache_of(s, err);

    if (!c) return ENT_E_NOMEM;
    return text_at(s, &c->polities, SQL_POLITY_GET, "polity", n, arena, out, err);
}

ent_status
ent_sqlite_phrase_at(ent_sqlite *s, int64_t n, ent_arena *arena, const char **out, ent_error *err)
{
    ent_sqlite_cache *c;

    *out = NULL;
    if (n == 0) return ENT_OK;
    c = cache_of(s, err);
    if (!c) return ENT_E_NOMEM;
    return text_at(s, &c->phrases, SQL_PHRASE_GET, "phrase", n, arena, out, err);
}

/* ---- frames
 * ----------------------------------------------------------------------------------------- */

static void
frame_texts(ent_claim *c, const char **out[FRAME_TEXTS])
{
    const char **const all[FRAME_TEXTS] = {
        &c->set,  &c->indicator,   &c->event_code, &c->event_scheme, &c->intensity_scale,
        &c->unit, &c->denominator, &c->coverage,   &c->source,       &c->file,
        &c->coder};

    memcpy(out, all, sizeof all);
}

static const char *
word(sqlite3_stmt *q, int at)
{
    const char *s = (const char *)sqlite3_column_text(q, at);

    return s ? s : "";
}

/* The words of the enums, which nobody but us writes: another word is damage. */
static bool
frame_words(sqlite3_stmt *q, ent_claim *c)
{
    bool ok = ent_layer_parse(word(q, 11), &c->layer) == ENT_OK &&
              ent_kind_parse(word(q, 13), &c->kind) == ENT_OK &&
              ent_approx_parse(word(q, 18), &c->approx) == ENT_OK &&
              ent_attribution_parse(word(q, 19), &c->attribution) == ENT_OK &&
              ent_checked_parse(word(q, 22), &c->checked) == ENT_OK;

    if (sqlite3_column_type(q, 14) != SQLITE_NULL)
        ok = ok && ent_role_parse(word(q, 14), &c->from_role) == ENT_OK;
    if (sqlite3_column_type(q, 15) != SQLITE_NULL)
        ok = ok && ent_role_parse(word(q, 15), &c->to_role) == ENT_OK;
    c->directed = sqlite3_column_int(q, 12) != 0;
    c->sign = sqlite3_column_int(q, 16);
    c->quantity_state = (ent_state)sqlite3_column_int(q, 17);
    c->reliability = word(q, 20)[0];
    c->credibility = word(q, 21)[0];
    return ok && (unsigned)c->quantity_state <= ENT_VALUE;
}

static ent_status
read_frame(ent_sqlite *s, int64_t n, frame_entry *e, ent_error *err)
{
    const char **texts[FRAME_TEXTS];
    ent_claim c = {.set = NULL};
    sqlite3_stmt *q;
    bool ok = true, whole = true;
    ent_status st = ent_sqlite_stmt(s, SQL_FRAME_GET, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, n);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) {
        frame_texts(&c, texts);
        for (int i = 0; i < FRAME_TEXTS; i++)
            *texts[i] = ent_sqlite_text(q, i, &s->cache->arena, &ok);
        whole = frame_words(q, &c) && c.set && c.indicator && c.source;
    }
    (void)sqlite3_reset(q);
    if (st) return no_row(s, st, "frame", n, err);
    if (!ok) return ent_fail(err, ENT_E_NOMEM, "no memory to read claims");
    if (!whole)
        return ent_fail(err, ENT_E_CORRUPT, "%s: row %lld of table frame is damaged", s->path,
                        (long long)n);
    e->claim = c;
    return ENT_OK;
}

static ent_status
frame_copy(ent_sqlite *s, frame_entry *e, ent_arena *arena, ent_claim *out, ent_error *err)
{
    const char **texts[FRAME_TEXTS];

    *out = e->claim;
    if (!arena) return ENT_OK;
    frame_texts(out, texts);
    if (e->arena_no != s->arena_no) {
        for (int i = 0; i < FRAME_TEXTS; i++) {
            e->copy[i] = ent_arena_strdup(arena, *texts[i]);
            if (*texts[i] && !e->copy[i])
                return ent_fail(err, ENT_E_NOMEM, "no memory for the text of claims");
        }
        e->arena_no = s->arena_no;
    }
    for (int i = 0; i < FRAME_TEXTS; i++)
        *texts[i] = e->copy[i];
    return ENT_OK;
}

ent_status
ent_sqlite_frame_at(ent_sqlite *s, int64_t n, ent_arena *arena, ent_claim *out, ent_error *err)
{
    ent_sqlite_cache *c = cache_of(s, err);
    frame_entry *e;
    ent_status st;

    if (!c) return ENT_E_NOMEM;
    e = entry_of(&c->frames, n);
    if (!e) {
        e = ent_arena_alloc(&c->arena, 1, sizeof *e);
        if (!e) return ent_fail(err, ENT_E_NOMEM, "no memory to read claims");
        st = read_frame(s, n, e, err);
        if (!st) st = add_entry(&c->frames, n, e, err);
        if (st) return st;
    }
    return frame_copy(s, e, arena, out, err);
}

/* ---- imports
 * ---------------------------------------------------------------------------------------- */

static ent_status
read_import(ent_sqlite *s, int64_t n, import_entry *e, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_IMPORT_DAYS, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, n);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) {
        bool given = sqlite3_column_type(q, 0) != SQLITE_NULL;
        ent_date released = ent_sqlite_date(q, 1);

        e->known_day = given ? sqlite3_column_int(q, 0) : ENT_DAY_UNKNOWN;
        e->released_day = ent_known_day(&released, ENT_DAY_NEVER);
    }
    (void)sqlite3_reset(q);
    return no_row(s, st, "import", n, err);
}

ent_status
ent_sqlite_import_days(ent_sqlite *s, int64_t import, int32_t *known_day, int32_t *released_day,
                       ent_error *err)
{
    ent_sqlite_cache *c;
    import_entry *e;
    ent_status st;

    if (s->writing && import == s->import) { /* its row is written last */
        *known_day = s->known_day;
        *released_day = ent_known_day(&s->info.released, ENT_DAY_NEVER);
        return ENT_OK;
    }
    c = cache_of(s, err);
    if (!c) return ENT_E_NOMEM;
    e = entry_of(&c->imports, import);
    if (!e) {
        e = ent_arena_alloc(&c->arena, 1, sizeof *e);
        if (!e) return ent_fail(err, ENT_E_NOMEM, "no memory to read claims");
        st = read_import(s, import, e, err);
        if (!st) st = add_entry(&c->imports, import, e, err);
        if (st) return st;
    }
    *known_day = e->known_day;
    *released_day = e->released_day;
    return ENT_OK;
}
