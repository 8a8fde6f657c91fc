/* test_chain.c: the hash chain moves with everything an import stores, and with nothing else. */
#include "ledger/ledger_priv.h"
#include "ledger_test.h"

typedef struct stored {
    uint8_t before[ENT_SHA256_BYTES];
    int64_t number;
    ent_import_info info;
    ent_import_totals totals;
    ent_claim claims[2];
    ent_reject reject;
    ent_coverage cover;
    ent_citation cite;
    ent_link link;
    ent_sighting sighting;
} stored;

static stored
made_up(void)
{
    return (stored){.number = 3,
                    .info = {.set = "s",
                             .file = "f",
                             .file_sha256 = "0",
                             .reader = "r",
                             .reader_version = 1,
                             .imported_at = "2024"},
                    .totals = {.added = 2},
                    .claims = {goods("1", "1994", 1), goods("2", "1995", 2)},
                    .reject = {.file = "f", .row = 3, .byte = 4, .reason = "why", .raw = "raw"},
                    .cover = {.id = "w", .set = "s", .indicators = "trade.*"},
                    .cite = {.code = "c", .title = "t"},
                    .link = {.old_n = 1, .new_n = 2, .known_day = 5},
                    .sighting = {.n = 1, .known_day = 5}};
}

static void
fold(const stored *s, uint8_t out[ENT_SHA256_BYTES])
{
    ent_chain chain = {.n_claims = 0};
    ent_buf text = {0};
    uint8_t digest[ENT_SHA256_BYTES];

    ent_chain_begin(&chain);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ent_claim_digest(&s->claims[i], &text, digest), ENT_OK);
        assert_int_equal(ent_chain_claim(&chain, &s->claims[i], digest), ENT_OK);
    }
    ent_chain_reject(&chain, &s->reject);
    ent_chain_cover(&chain, &s->cover);
    ent_chain_cite(&chain, &s->cite);
    ent_chain_link(&chain, &s->link);
    if (s->sighting.n) ent_chain_sighting(&chain, &s->sighting);
    ent_chain_end(&chain, s->before, s->number, &s->info, &s->totals, out);
    ent_chain_clear(&chain);
    ent_buf_clear(&text);
}

static void
the_same_import_gives_the_same_chain(void **state)
{
    stored a = made_up();
    uint8_t x[ENT_SHA256_BYTES], y[ENT_SHA256_BYTES];

    (void)state;
    fold(&a, x);
    fold(&a, y);
    assert_memory_equal(x, y, sizeof x);
}

#define MOVES(change)                                                    \
    do {                                                                 \
        stored b = made_up();                                            \
        uint8_t y[ENT_SHA256_BYTES];                                     \
        change;                                                          \
        fold(&b, y);                                                     \
        if (memcmp(x, y, sizeof y) == 0) fail_msg("not seen: " #change); \
    } while (0)

static void
it_moves_with_everything_that_is_stored(void **state)
{
    stored a = made_up();
    uint8_t x[ENT_SHA256_BYTES];

    (void)state;
    fold(&a, x);
    MOVES(b.before[31] = 1);
    MOVES(b.number = 4);
    MOVES(b.info.set = "t");
    MOVES(b.info.file = "g");
    MOVES(b.info.file_sha256 = "1");
    MOVES(b.info.reader = "q");
    MOVES(b.info.reader_version = 2);
    MOVES(b.info.imported_at = "2025");
    MOVES(b.info.released = date("2001"));
    MOVES(b.totals.tally.rows = 1);
    MOVES(b.totals.tally.kept = 1);
    MOVES(b.totals.tally.rejected = 1);
    MOVES(b.totals.tally.skipped[5] = 1);
    MOVES(b.totals.tally.claims = 1);
    MOVES(b.totals.added = 3);
    MOVES(b.totals.known = 1);
    MOVES(b.totals.superseded = 1);
    MOVES(b.totals.first_day = 1);
    MOVES(b.totals.last_day = 1);
    MOVES(b.claims[0].quantity = 1.5);
    MOVES(b.claims[1].note = "");
    MOVES(b.claims[0].row = 8);
    MOVES(b.claims[1].byte = 301);
    MOVES(b.claims[1].file = "other.csv");
    MOVES(b.claims[0].coder = "another reader 1");
    MOVES(b.claims[0] = b.claims[1]);
    MOVES(b.reject.file = "g");
    MOVES(b.reject.row = 4);
    MOVES(b.reject.byte = 5);
    MOVES(b.reject.reason = "why not");
    MOVES(b.reject.raw = NULL);
    MOVES(b.cover.id = "v");
    MOVES(b.cover.to = date("2001"));
    MOVES(b.cover.absence_is_zero = true);
    MOVES(b.cover.note = "");
    MOVES(b.cite.title = "u");
    MOVES(b.cite.note = "");
    MOVES(b.link.old_n = 3);
    MOVES(b.link.new_n = 3);
    MOVES(b.link.known_day = 6);
    MOVES(b.link.again = true);
    MOVES(b.sighting.n = 2);
    MOVES(b.sighting.n = 0);
    MOVES(b.sighting.known_day = 4);
}

static void
texts_that_meet_do_not_mix(void **state)
{
    stored a = made_up(), b = made_up();
    uint8_t x[ENT_SHA256_BYTES], y[ENT_SHA256_BYTES];

    (void)state;
    a.reject.reason = "ab";
    a.reject.raw = "c";
    b.reject.reason = "a";
    b.reject.raw = "bc";
    fold(&a, x);
    fold(&b, y);
    assert_memory_not_equal(x, y, sizeof x);
}

static void
the_digest_begins_with_the_id(void **state)
{
    ent_claim c = goods("1", "1994", 1);
    ent_buf text = {0};
    uint8_t digest[ENT_SHA256_BYTES];
    char hex[ENT_SHA256_HEX_MAX];

    (void)state;
    ent_claim_seal(&c);
    assert_int_equal(ent_claim_digest(&c, &text, digest), ENT_OK);
    ent_hex(digest, sizeof digest, hex);
    assert_memory_equal(hex, c.id, strlen(c.id));
    assert_int_equal(strlen(c.id), ENT_ID_DIGITS);
    ent_buf_clear(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_import_gives_the_same_chain),
        cmocka_unit_test(it_moves_with_everything_that_is_stored),
        cmocka_unit_test(texts_that_meet_do_not_mix),
        cmocka_unit_test(the_digest_begins_with_the_id),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
