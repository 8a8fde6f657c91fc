/* claim/copy.c: a claim with all its texts, copied into an arena. */
#include "claim/claim_priv.h"

#include <stddef.h>

#define TEXT(field, counts)                                           \
    {                                                                 \
#field "=", sizeof #field, offsetof(ent_claim, field), counts \
    }

/* In the order of the canonical form, which ids depend on: never change it. */
const ent_claim_text ent_claim_texts[ENT_CLAIM_TEXTS] = {
    TEXT(set, true),          TEXT(record, true),          TEXT(from, true),
    TEXT(to, true),           TEXT(from_code, true),       TEXT(to_code, true),
    TEXT(indicator, true),    TEXT(label, true),           TEXT(event_code, true),
    TEXT(event_scheme, true), TEXT(intensity_scale, true), TEXT(unit, true),
    TEXT(denominator, true),  TEXT(coverage, true),        TEXT(source, true),
    TEXT(locator, true),      TEXT(cluster, true),         TEXT(note, true),
    TEXT(supersedes, true),   TEXT(coder, false),          TEXT(file, false),
};

ent_status
ent_claim_copy(const ent_claim *claim, ent_arena *arena, ent_claim *out, ent_error *err)
{
    ent_claim copy = *claim;
    size_t i;

    for (i = 0; i < ENT_CLAIM_TEXTS; i++) {
        const char *text = ent_claim_text_of(claim, &ent_claim_texts[i]);
        char *kept = ent_arena_strdup(arena, text);

        if (text && !kept) return ent_fail(err, ENT_E_NOMEM, "no memory to keep a claim");
        *(const char **)(void *)((char *)&copy + ent_claim_texts[i].offset) = kept;
    }
    *out = copy;
    return ENT_OK;
}
