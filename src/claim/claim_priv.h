/* claim/claim_priv.h: the text fields of a claim as a table, so that no stage forgets one. */
#ifndef ENT_CLAIM_PRIV_H
#define ENT_CLAIM_PRIV_H

#include "entente/claim.h"

typedef struct ent_claim_text {
    const char *name; /* with its "=", as the canonical form has it */
    size_t name_n;
    size_t offset; /* of the const char * in ent_claim */
    bool counts;   /* part of the content; a file's name and the coder are not */
} ent_claim_text;

enum { ENT_CLAIM_TEXTS = 21 };
extern const ent_claim_text ent_claim_texts[ENT_CLAIM_TEXTS];

static inline const char *
ent_claim_text_of(const ent_claim *claim, const ent_claim_text *field)
{
    return *(const char *const *)(const void *)((const char *)claim + field->offset);
}

#endif
