/* ref/ref_priv.h: the generated tables of src/ref and what its files share. */
#ifndef ENT_REF_PRIV_H
#define ENT_REF_PRIV_H

#include "entente/ref.h"

/* Kinds of an entry, in the order of KINDS in tools/gen_ref.py. */
enum ref_kind {
    REF_CODE = 0,
    REF_NAME,
    REF_DEMONYM,
    REF_FOREIGN, /* a name in another language than English */
    REF_CAPITAL,
    REF_GOVERNMENT
};

/* One code or name of one polity, and the days on which it means it. */
typedef struct ref_entry {
    const char *key;     /* the code, or the name through ref_key */
    const char *text;    /* as the table has it */
    int32_t first, last; /* day numbers; INT32_MAX = still so */
    uint16_t polity;     /* index into ref_polities */
    uint8_t scheme;      /* ent_scheme */
    uint8_t kind;        /* ref_kind */
    bool dated;          /* the table gives this entry dates of its own */
} ref_entry;

/* What stands beside ref_polities[i]. */
typedef struct ref_life {
    int32_t first, last;
    uint16_t line_start;     /* index of its line's first polity */
    bool latest;             /* it is its line's last */
    uint16_t owned, owned_n; /* its entries: ref_owned[owned .. owned + owned_n) */
} ref_life;

typedef struct ref_group {
    const char *key, *what;
    uint8_t scheme;
} ref_group;

typedef struct ref_layer {
    const char *code, *title;
} ref_layer;

/* Generated: polities by line and date; entries and groups by scheme and key; the rest by code. */
extern const ent_polity ref_polities[];
extern const size_t ref_polities_n;
extern const ref_life ref_lives[];
extern const size_t ref_lives_n;
extern const uint16_t ref_owned[];
extern const size_t ref_owned_n;
extern const uint16_t ref_by_code[];
extern const size_t ref_by_code_n;
extern const ref_entry ref_entries[];
extern const size_t ref_entries_n;
extern const ref_group ref_groups[];
extern const size_t ref_groups_n;
extern const ref_layer ref_layers[];
extern const size_t ref_layers_n;
extern const ent_indicator ref_indicators[];
extern const size_t ref_indicators_n;
extern const ent_unit ref_units[];
extern const size_t ref_units_n;

/* LIMIT: a longer word is nobody's name; the longest in our tables has about 100 bytes. */
enum { REF_WORD_MAX = 400 };

/*
 * Folded name without "and" and "the", with "saint" for "st": "St. Kitts & Nevis" and "Saint Kitts
 * and Nevis" are one. The twin of key() in tools/gen_ref.py. @owner *out: ent_free
 */
ENT_MUST_USE ent_status ref_key(const char *name, char **out, ent_error *err);

/* Entries of (scheme, key), which lie side by side. NULL and 0 when there are none. */
const ref_entry *ref_find(ent_scheme scheme, const char *key, size_t *n);
const ref_group *ref_find_group(ent_scheme scheme, const char *key);

/* Index of the polity with this code, or SIZE_MAX. */
size_t ref_index(const char *code);

/* ---- names from iso-codes catalogues -------------------------------------------------------- */

/* A GNU .mo file in memory, checked once as a whole: every string lies inside and ends in NUL. */
typedef struct ref_mo {
    const unsigned char *bytes;
    size_t n;
    uint32_t count;
    uint32_t ids_at, texts_at;
    bool swapped;
} ref_mo;

/* @error ENT_E_PARSE; the bytes must outlive *mo and be followed by nothing that is read. */
ENT_MUST_USE ent_status ref_mo_open(ref_mo *mo, const void *bytes, size_t n, ent_error *err);
/* String pair i < mo->count, both NUL-terminated inside the bytes. */
void ref_mo_pair(const ref_mo *mo, uint32_t i, const char **id, const char **text);

typedef struct ref_foreign ref_foreign;
ENT_MUST_USE ent_status ref_foreign_new(const char *dir, ref_foreign **out, ent_error *err);
void ref_foreign_free(ref_foreign *foreign);
/*
 * Our own name keys of which this key is a translation, side by side; loads the catalogues at the
 * first call, once for all threads. *n = 0 when there are none. @error ENT_E_NOMEM
 */
ENT_MUST_USE ent_status ref_foreign_find(ref_foreign *foreign, const char *key,
                                         const char *const **out, size_t *n, ent_error *err);
/* What was wrong with a catalogue, or "". Only after ref_foreign_find. */
const char *ref_foreign_problem(const ref_foreign *foreign);

/* ---- choosing and telling ------------------------------------------------------------------- */

enum { REF_HITS_MAX = 48 };

/* Entries that a word may mean, of whatever scheme. */
typedef struct ref_hits {
    const ref_entry *at[REF_HITS_MAX];
    size_t n;
} ref_hits;

/* One of the polities among which the date decides. */
typedef struct ref_candidate {
    const ref_entry *entry;
    size_t polity;
    int64_t weight;      /* days that it holds within the date asked for; 0 without a date */
    int32_t first, last; /* those days */
    int32_t ends;        /* the last day that it holds at all */
} ref_candidate;

typedef struct ref_candidates {
    ref_candidate at[REF_HITS_MAX];
    size_t n;
} ref_candidates;

/* Entries that hold on the date -> candidates; may leave none. on NONE: see ent_ref_resolve. */
void ref_weigh(const ref_hits *hits, const ent_date *on, ref_candidates *out);
/* Index of the best candidate, or SIZE_MAX when lines contend. n > 0. */
size_t ref_choose(const ref_candidates *candidates);

ent_status ref_tell_ambiguous(const char *word, const ent_date *on, const ref_candidates *c,
                              ent_error *err);
ent_status ref_tell_domain(const char *word, const ent_date *on, const ref_hits *hits,
                           ent_error *err);
ent_status ref_tell_unknown(const char *word, ent_scheme scheme, const char *key,
                            const char *problem, ent_error *err);

#endif
