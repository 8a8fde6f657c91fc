/* dict_priv.c: texts and groups of fields that repeat, each stored once and referred to by number.
 */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

/* Look a text up by one statement, else add it by another. */
static ent_status
find_or_add(ent_sqlite *s, ent_sql find, ent_sql add, const char *text, const int64_t *hash,
            int64_t *out, ent_error *err)
{
    sqlite3_stmt *q;
    int at = hash ? 2 : 1;
    ent_status st = ent_sqlite_stmt(s, find, &q, err);

    if (st) return st;
    if (hash) (void)sqlite3_bind_int64(q, 1, *hash);
    ent_sqlite_bind_text(q, at, text);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) *out = sqlite3_column_int64(q, 0);
    (void)sqlite3_reset(q);
    if (st != ENT_END) return st;
    st = ent_sqlite_stmt(s, add, &q, err);
    if (st) return st;
    if (hash) (void)sqlite3_bind_int64(q, 1, *hash);
    ent_sqlite_bind_text(q, at, text);
    st = ent_sqlite_run(s, q, err);
    if (!st) *out = sqlite3_last_insert_rowid(s->db);
    return st;
}

/* The number is remembered beside the pooled text, so the tables are asked once a text. */
ent_status
ent_sqlite_phrase(ent_sqlite *s, const char *text, int64_t *out, ent_error *err)
{
    ent_word *word;
    ent_status st = ENT_OK;

    *out = 0;
    if (!text) return ENT_OK;
    word = ent_pool_word(text);
    if (!word->slot[ENT_SLOT_PHRASE]) {
        int64_t hash = (int64_t)(word->hash >> 16);

        st = find_or_add(s, SQL_PHRASE_FIND, SQL_PHRASE_ADD, text, &hash,
                         &word->slot[ENT_SLOT_PHRASE], err);
    }
    *out = word->slot[ENT_SLOT_PHRASE];
    return st;
}

ent_status
ent_sqlite_polity(ent_sqlite *s, const char *text, int64_t *out, ent_error *err)
{
    ent_word *word;
    ent_status st = ENT_OK;

    *out = 0;
    if (!text) return ENT_OK;
    word = ent_pool_word(text);
    if (!word->slot[ENT_SLOT_POLITY])
        st = find_or_add(s, SQL_POLITY_FIND, SQL_POLITY_ADD, text, NULL,
                         &word->slot[ENT_SLOT_POLITY], err);
    *out = word->slot[ENT_SLOT_POLITY];
    return st;
}

ent_status
ent_sqlite_indicator(ent_sqlite *s, const char *text, int64_t *out, ent_error *err)
{
    ent_word *word = ent_pool_word(text);
    ent_status st = ENT_OK;

    if (!word->slot[ENT_SLOT_INDICATOR])
        st = find_or_add(s, SQL_INDICATOR_FIND, SQL_INDICATOR_ADD, text, NULL,
                         &word->slot[ENT_SLOT_INDICATOR], err);
    *out = word->slot[ENT_SLOT_INDICATOR];
    return st;
}

/* ---- frames
 * ----------------------------------------------------------------------------------------- */

enum { FRAME_TEXTS = 11, FRAME_MARKS = 12, FIRST_SLOTS = 256 };

struct ent_frame_slot {
    const char *text[FRAME_TEXTS];
    signed char mark[FRAME_MARKS];
    int64_t n; /* 0: free */
};

static void
frame_of(const ent_claim *c, ent_frame_slot *f)
{
    const char *const text[FRAME_TEXTS] = {
        c->set,  c->indicator,   c->event_code, c->event_scheme, c->intensity_scale,
        c->unit, c->denominator, c->coverage,   c->source,       c->file,
        c->coder};
    const signed char mark[FRAME_MARKS] = {
        (signed char)c->layer,          (signed char)c->directed,    (signed char)c->kind,
        (signed char)c->from_role,      (signed char)c->to_role,     (signed char)c->sign,
        (signed char)c->quantity_state, (signed char)c->approx,      (signed char)c->attribution,
        (signed char)c->reliability,    (signed char)c->credibility, (signed char)c->checked};

    memcpy(f->text, text, sizeof text);
    memcpy(f->mark, mark, sizeof mark);
    f->n = 0;
}

static uint64_t
frame_address_hash(const ent_frame_slot *f)
{
    uint64_t h = ENT_HASH_SEED;

    for (int i = 0; i < FRAME_TEXTS; i++)
        h = (h ^ (uint64_t)(uintptr_t)f->text[i]) * UINT64_C(0x9e3779b97f4a7c15);
    return ent_hash_mix(ent_hash_bytes(h, f->mark, sizeof f->mark));
}

static bool
same_frame(const ent_frame_slot *a, const ent_frame_slot *b)
{
    return memcmp(a->mark, b->mark, sizeof a->mark) == 0 &&
           memcmp(a->text, b->text, sizeof a->text) == 0;
}

static ent_frame_slot *
frame_slot(ent_frame_slot *slots, size_t cap, const ent_frame_slot *f)
{
    size_t i = (size_t)frame_address_hash(f) & (cap - 1);

    while (slots[i].n && !same_frame(&slots[i], f))
        i = (i + 1) & (cap - 1);
    return &slots[i];
}

static ent_status
frames_grow(ent_sqlite *s, ent_error *err)
{
    size_t cap = s->cap_frames ? s->cap_frames * 2 : FIRST_SLOTS;
    ent_frame_slot *slots;

    if (s->n_frames < s->cap_frames / 2) return ENT_OK;
    slots = ent_alloc(cap, sizeof *slots);
    if (!slots) return ent_fail(err, ENT_E_NOMEM, "no memory for frames of claims");
    for (size_t i = 0; i < s->cap_frames; i++)
        if (s->frames[i].n) *frame_slot(slots, cap, &s->frames[i]) = s->frames[i];
    ent_free(s->frames);
    s->frames = slots;
    s->cap_frames = cap;
    return ENT_OK;
}

static const char *
letter(char c, char out[2])
{
    out[0] = c;
    out[1] = '\0';
    return out;
}

/* Roles "none" are NULL in the table. */
static const char *
role_text(ent_role role)
{
    return role == ENT_ROLE_NONE ? NULL : ent_role_name(role);
}

static ent_status
frame_store(ent_sqlite *s, const ent_claim *c, int64_t *out, ent_error *err)
{
    char rel[2], cred[2];
    const char *const text[24] = {[1] = c->set,
                                  [2] = c->indicator,
                                  [3] = ent_layer_code(c->layer),
                                  [5] = ent_kind_name(c->kind),
                                  [6] = role_text(c->from_role),
                                  [7] = role_text(c->to_role),
                                  [8] = c->event_code,
                                  [9] = c->event_scheme,
                                  [11] = c->intensity_scale,
                                  [13] = ent_approx_name(c->approx),
                                  [14] = c->unit,
                                  [15] = c->denominator,
                                  [16] = c->coverage,
                                  [17] = c->source,
                                  [18] = c->file,
                                  [19] = ent_attribution_name(c->attribution),
                                  [20] = letter(c->reliability, rel),
                                  [21] = letter(c->credibility, cred),
                                  [22] = c->coder,
                                  [23] = ent_checked_name(c->checked)};
    const int number[24] = {[4] = c->directed, [10] = c->sign, [12] = (int)c->quantity_state};
    const ent_sql both[2] = {SQL_FRAME_FIND, SQL_FRAME_ADD};
    uint64_t hash = ENT_HASH_SEED;
    ent_status st = ENT_OK;

    for (int i = 1; i < 24; i++) {
        hash = ent_hash_text(hash, text[i]);
        hash = ent_hash_bytes(hash, &(char){(char)number[i]}, 1);
    }
    hash = ent_hash_mix(hash) >> 16;
    for (int k = 0; k < 2; k++) {
        sqlite3_stmt *q;

        st = ent_sqlite_stmt(s, both[k], &q, err);
        if (st) return st;
        (void)sqlite3_bind_int64(q, 1, (int64_t)hash);
        for (int i = 1; i < 24; i++) {
            if (i == 4 || i == 10 || i == 12)
                (void)sqlite3_bind_int(q, i + 1, number[i]);
            else
                ent_sqlite_bind_text(q, i + 1, text[i]);
        }
        st = ent_sqlite_step(s, q, err);
        if (st == ENT_OK) *out = sqlite3_column_int64(q, 0);
        if (st == ENT_END && k == 1) *out = sqlite3_last_insert_rowid(s->db);
        (void)sqlite3_reset(q);
        if (st != ENT_END) return st;
    }
    return ENT_OK;
}

ent_status
ent_sqlite_frame(ent_sqlite *s, const ent_claim *c, int64_t *out, ent_error *err)
{
    ent_frame_slot f, *slot;
    ent_status st = frames_grow(s, err);

    if (st) return st;
    frame_of(c, &f);
    slot = frame_slot(s->frames, s->cap_frames, &f);
    if (!slot->n) {
        st = frame_store(s, c, &f.n, err);
        if (st) return st;
        *slot = f;
        s->n_frames++;
    }
    *out = slot->n;
    return ENT_OK;
}

void
ent_sqlite_forget_pool(ent_store *store)
{
    ent_sqlite *s = (ent_sqlite *)store;

    ent_free(s->frames);
    s->frames = NULL;
    s->n_frames = s->cap_frames = 0;
}
