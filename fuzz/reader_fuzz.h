/* reader_fuzz.h: what must hold for whatever a reader is fed. */
#ifndef FUZZ_READER_FUZZ_H
#define FUZZ_READER_FUZZ_H

#include <stdint.h>

#include "entente/source.h"

/** Opened once: a fuzzer runs for hours in one process. */
static inline const ent_ref *
fuzz_ref(void)
{
    static ent_ref *ref;
    ent_error err = {0};

    if (!ref) {
        ent_status st = ent_ref_open(NULL, &ref, &err);

        ENT_ASSERT(st == ENT_OK);
    }
    return ref;
}

/** rows = kept + rejected + skipped; a claim kept is whole (the sink is strict). */
static inline void
fuzz_verdict(const ent_counting_sink *s, ent_status st, const ent_error *err)
{
    uint64_t told = s->tally.kept + s->tally.rejected;

    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        told += s->tally.skipped[i];
    ENT_ASSERT(st != ENT_E_CORRUPT);
    ENT_ASSERT(st == ENT_OK || err->text[0]);
    if (st == ENT_OK) ENT_ASSERT(s->tally.rows == told);
    ENT_ASSERT(s->tally.claims >= s->tally.kept);
}

#endif
