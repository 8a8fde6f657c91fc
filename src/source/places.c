/* places.c: resolves country codes, remembering each (code, scheme, date) it has met. */
#include "places_priv.h"

#include <string.h>

enum { PLACES = 1 << 15, WORD_MAX = 16 };

/*
 * Direct-mapped: a collision costs one look-up. The key holds the whole date, because a code may
 * pass from one polity to the next within a year.
 */
struct ent_tab_place {
    char word[WORD_MAX];
    uint64_t when;
    const ent_polity *polity; /**< NULL: slot is empty */
};

ent_places *
ent_places_new(void)
{
    return ent_alloc(PLACES, sizeof(ent_places));
}

void
ent_places_free(ent_places *places)
{
    ent_free(places);
}

static uint64_t
pack_when(ent_scheme scheme, const ent_date *on)
{
    if (!on || on->precision == ENT_PREC_NONE) return (uint64_t)scheme;
    return (uint64_t)scheme | (uint64_t)on->precision << 5 | (uint64_t)on->calendar << 9 |
           (uint64_t)on->circa << 10 | (uint64_t)on->day << 11 | (uint64_t)on->month << 16 |
           (uint64_t)(uint32_t)on->year << 24;
}

ent_status
ent_places_find(ent_places *places, const ent_ref *ref, const char *word, ent_scheme scheme,
                const ent_date *on, const ent_polity **out, ent_error *err)
{
    uint64_t when = pack_when(scheme, on), h = when * 0x9E3779B97F4A7C15u;
    size_t n = strlen(word);
    ent_places *slot;
    ent_status st;

    if (n >= WORD_MAX) /* long names are rare and not worth the room */
        return ent_ref_resolve(ref, word, scheme, on, out, err);
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)word[i]) * 0x100000001B3u;
    slot = &places[(h ^ h >> 32) & (PLACES - 1)];
    if (slot->polity && slot->when == when && memcmp(slot->word, word, n + 1) == 0) {
        *out = slot->polity;
        return ENT_OK;
    }
    st = ent_ref_resolve(ref, word, scheme, on, out, err);
    if (st == ENT_OK) {
        memcpy(slot->word, word, n + 1);
        slot->when = when;
        slot->polity = *out;
    }
    return st;
}
