/* sinks.c: a sink that counts and keeps the first few claims; one for tables beside a table. */
#include <string.h>

#include "table_priv.h"

/** Claims arrive between one row and the next: the row before is judged when its end is known. */
static ent_status
count_row(ent_sink *sink, ent_error *err)
{
    ent_counting_sink *s = sink->ctx;

    (void)err;
    s->tally.rows++;
    s->claims_in_row = 0;
    return ENT_OK;
}

static ent_status
keep_claim(ent_counting_sink *s, const ent_claim *claim, ent_error *err)
{
    ent_claim *slot;

    if (!s->claims) s->claims = ent_arena_alloc(&s->arena, s->keep, sizeof *s->claims);
    if (!s->claims) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu claims", s->keep);
    slot = &s->claims[s->n_claims];
    if (ent_claim_copy(claim, &s->arena, slot, err)) return ENT_E_NOMEM;
    ent_claim_seal(slot);
    s->n_claims++;
    return ENT_OK;
}

static ent_status
count_claim(ent_sink *sink, const ent_claim *claim, ent_error *err)
{
    ent_counting_sink *s = sink->ctx;

    if (s->strict) {
        ent_claim copy = *claim;
        ent_error why = {0};

        if (ent_claim_check(&copy, &why))
            return ent_fail_at(err, ENT_E_CORRUPT, claim->file, claim->row, claim->byte,
                               "the reader gave a claim that is not whole: %s", why.text);
    }
    if (s->claims_in_row++ == 0) s->tally.kept++;
    s->tally.claims++;
    return s->n_claims < s->keep ? keep_claim(s, claim, err) : ENT_OK;
}

static ent_status
count_skip(ent_sink *sink, ent_skip why, ent_error *err)
{
    ent_counting_sink *s = sink->ctx;

    (void)err;
    s->tally.skipped[why]++;
    return ENT_OK;
}

static ent_status
count_reject(ent_sink *sink, const ent_error *why, const char *raw, ent_error *err)
{
    ent_counting_sink *s = sink->ctx;

    (void)raw;
    s->tally.rejected++;
    if (s->n_rejects == s->keep) return ENT_OK;
    if (!s->rejects) s->rejects = ent_arena_alloc(&s->arena, s->keep, sizeof *s->rejects);
    if (!s->rejects) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu rejects", s->keep);
    s->rejects[s->n_rejects++] = *why;
    return ENT_OK;
}

static ent_status
count_cover(ent_sink *sink, const ent_coverage *coverage, ent_error *err)
{
    (void)sink;
    (void)coverage;
    (void)err;
    return ENT_OK;
}

void
ent_counting_sink_init(ent_counting_sink *s, size_t keep, bool strict)
{
    *s = (ent_counting_sink){.keep = keep, .strict = strict};
    s->sink = (ent_sink){.row = count_row,
                         .accept = count_claim,
                         .skip = count_skip,
                         .reject = count_reject,
                         .cover = count_cover,
                         .ctx = s};
}

void
ent_counting_sink_clear(ent_counting_sink *s)
{
    if (!s) return;
    ent_arena_clear(&s->arena);
    *s = (ent_counting_sink){0};
}

/* ---- for companions ------------------------------------------------------------------------- */

static ent_status
pass_row(ent_sink *sink, ent_error *err)
{
    (void)sink;
    (void)err;
    return ENT_OK;
}

static ent_status
pass_skip(ent_sink *sink, ent_skip why, ent_error *err)
{
    (void)why;
    return pass_row(sink, err);
}

static ent_status
pass_reject(ent_sink *sink, const ent_error *why, const char *raw, ent_error *err)
{
    (void)why;
    (void)raw;
    return pass_row(sink, err);
}

static ent_status
stop_at_reject(ent_sink *sink, const ent_error *why, const char *raw, ent_error *err)
{
    (void)sink;
    (void)raw;
    return ent_fail_at(err, ENT_E_PARSE, why->file, why->row, why->byte, "%s", why->text);
}

ent_sink
ent_tab_private_sink(bool stop_at_bad)
{
    return (ent_sink){
        .row = pass_row, .skip = pass_skip, .reject = stop_at_bad ? stop_at_reject : pass_reject};
}
