/* event_chain.c: what an import of events adds to the hash chain: segments, cells, exposure,
 * actors.
 */
#include "ledger/ledger_priv.h"

#include <string.h>

/* Numbers seven bits a byte, low ones first: most of a cell's are small, and the hash is what a
 * cell costs. */
static uint8_t *
put(uint8_t *at, uint64_t v)
{
    for (; v >= 128; v >>= 7)
        *at++ = (uint8_t)(v | 128);
    *at++ = (uint8_t)v;
    return at;
}

/* Signed: small ones either side of zero become small. */
static uint8_t *
put_signed(uint8_t *at, int64_t v)
{
    return put(at, (uint64_t)v << 1 ^ (v < 0 ? UINT64_MAX : 0));
}

void
ent_chain_segment(ent_chain *chain, const ent_event_segment *g)
{
    ent_sha256 *h = &chain->events[ENT_CHAIN_SEGMENTS];
    const uint64_t counts[] = {g->first_byte, g->n_bytes, g->first_row,
                               g->rows,       g->kept,    g->rejected};
    const int32_t days[] = {g->first_day, g->last_day, g->first_known_day, g->last_known_day};
    bool any = g->first_day <= g->last_day, known = g->first_known_day <= g->last_known_day;

    ent_chain_text(h, g->file);
    ent_chain_text(h, g->digest);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        ent_chain_u64(h, counts[i]);
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        ent_chain_u64(h, g->skipped[i]);
    for (int i = 0; i < 4; i++) /* of spans that hold no day, all are one */
        ent_chain_u64(h, (i < 2 ? any : known) ? (uint64_t)(int64_t)days[i] : UINT64_MAX / 2);
    chain->n_events++;
}

void
ent_chain_class(ent_chain *chain, const ent_class_row *row)
{
    ent_sha256 *h = &chain->events[ENT_CHAIN_CLASSES];
    const char *const texts[] = {row->version, row->scheme, row->code, row->title, row->quad};

    ent_chain_u64(h, (uint64_t)row->number);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ent_chain_text(h, texts[i]);
    chain->n_events++;
}

static uint8_t *
put_cell(uint8_t *at, const ent_event_cell *c)
{
    at = put(at, c->class_number);
    at = put(at, c->from_role);
    at = put(at, c->to_role);
    at = put_signed(at, c->day);
    at = put_signed(at, (int64_t)c->known_day - c->day);
    at = put(at, c->n);
    at = put_signed(at, c->intensity_tenths);
    at = put_signed(at, c->intensity_sq);
    at = put(at, c->n_tone);
    at = put_signed(at, c->tone_milli);
    at = put_signed(at, c->tone_sq);
    at = put(at, c->mentions);
    at = put(at, c->sources);
    at = put(at, c->articles);
    return put(at, c->reports);
}

void
ent_chain_cells(ent_chain *chain, const char *from, const char *to, const ent_event_cell *cells,
                size_t n)
{
    enum { NUMBERS = 15, NUMBER_BYTES = 10, ROOM = 4096 };
    ent_sha256 *h = &chain->events[ENT_CHAIN_CELLS];
    uint8_t bytes[ROOM], *at = bytes;

    if (n && (strcmp(from, chain->block_from) != 0 || strcmp(to, chain->block_to) != 0)) {
        ent_sha256_add(h, &(uint8_t){0}, 1); /* no cell begins so: there is no class 0 */
        ent_chain_text(h, from);
        ent_chain_text(h, to);
        (void)ent_snprintf(chain->block_from, sizeof chain->block_from, "%s", from);
        (void)ent_snprintf(chain->block_to, sizeof chain->block_to, "%s", to);
    }
    for (size_t i = 0; i < n; i++) {
        if (at > bytes + ROOM - NUMBERS * NUMBER_BYTES) {
            ent_sha256_add(h, bytes, (size_t)(at - bytes));
            at = bytes;
        }
        at = put_cell(at, &cells[i]);
    }
    ent_sha256_add(h, bytes, (size_t)(at - bytes));
    chain->n_events += n;
}

void
ent_chain_exposure(ent_chain *chain, const ent_event_exposure *row)
{
    ent_sha256 *h = &chain->events[ENT_CHAIN_EXPOSURE];

    ent_chain_u64(h, (uint64_t)(int64_t)row->month);
    ent_chain_u64(h, row->class_number);
    ent_chain_u64(h, row->rows);
    ent_chain_u64(h, row->dyadic);
    ent_chain_u64(h, (uint64_t)row->intensity_tenths);
    ent_chain_u64(h, (uint64_t)row->tone_milli);
    chain->n_events++;
}

void
ent_chain_actor(ent_chain *chain, const ent_event_actor *row)
{
    ent_sha256 *h = &chain->events[ENT_CHAIN_ACTORS];

    ent_chain_text(h, row->code);
    ent_chain_text(h, row->became);
    ent_chain_u64(h, row->rows);
    ent_chain_u64(h, (uint64_t)(int64_t)row->first_day);
    ent_chain_u64(h, (uint64_t)(int64_t)row->last_day);
    chain->n_events++;
}

void
ent_chain_event_import(ent_chain *chain, const char *classes, uint64_t n_cells)
{
    ent_sha256 *h = &chain->events[ENT_CHAIN_SEGMENTS];

    ent_chain_text(h, classes);
    ent_chain_u64(h, n_cells);
    chain->n_events++;
}
