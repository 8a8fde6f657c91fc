/* test_event_chain.c: each number and text of an import of events moves the hash chain. */
#include "event_test.h"
#include "ledger/ledger_priv.h"

typedef struct stored {
    ent_event_segment segment;
    ent_class_row row;
    char from[4], to[4], classes[4];
    ent_event_cell cells[2];
    ent_event_exposure exposure;
    ent_event_actor actor;
    bool none; /* no events at all */
} stored;

static stored
made_up(void)
{
    return (stored){
        .segment = stretch("a.csv", 1, 2, "2020-01-05", "2020-01-06"),
        .row = {.number = 1,
                .version = "1",
                .scheme = "CAMEO",
                .code = "01",
                .title = "t",
                .quad = "q"},
        .from = "CHN",
        .to = "RUS",
        .classes = "1",
        .cells = {cell("2020-01-05", 1, 2), cell("2020-01-06", 1, 1)},
        .exposure = {.month = 600, .class_number = 1, .rows = 9, .dyadic = 2},
        .actor = {.code = "CHN", .became = "CHN", .rows = 2, .first_day = 1, .last_day = 2}};
}

static void
fold(const stored *s, bool cell_by_cell, uint8_t out[ENT_SHA256_BYTES])
{
    ent_import_info info = {
        .set = "s", .file = "f", .file_sha256 = "0", .reader = "r", .imported_at = "2024"};
    ent_import_totals totals = {.added = 0};
    uint8_t before[ENT_SHA256_BYTES] = {0};
    ent_chain chain = {.n_claims = 0};

    ent_chain_begin(&chain);
    if (!s->none) {
        ent_chain_segment(&chain, &s->segment);
        ent_chain_class(&chain, &s->row);
        if (cell_by_cell)
            for (int i = 0; i < 2; i++)
                ent_chain_cells(&chain, s->from, s->to, &s->cells[i], 1);
        else
            ent_chain_cells(&chain, s->from, s->to, s->cells, 2);
        ent_chain_exposure(&chain, &s->exposure);
        ent_chain_actor(&chain, &s->actor);
        ent_chain_event_import(&chain, s->classes, 2);
    }
    ent_chain_end(&chain, before, 1, &info, &totals, out);
    ent_chain_clear(&chain);
}

static void
moves(const stored *changed)
{
    stored s = made_up();
    uint8_t a[ENT_SHA256_BYTES], b[ENT_SHA256_BYTES];

    fold(&s, false, a);
    fold(changed, false, b);
    assert_memory_not_equal(a, b, sizeof a);
}

#define MOVES(change)         \
    do {                      \
        stored s = made_up(); \
        change;               \
        moves(&s);            \
    } while (0)

static void
everything_of_a_segment_moves_it(void **state)
{
    (void)state;
    MOVES(s.none = true);
    MOVES(s.segment.file = "b.csv");
    MOVES(s.segment.digest[0] ^= 1);
    MOVES(s.segment.first_byte++);
    MOVES(s.segment.n_bytes++);
    MOVES(s.segment.first_row++);
    MOVES(s.segment.rows++);
    MOVES(s.segment.kept++);
    MOVES(s.segment.rejected++);
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        MOVES(s.segment.skipped[i]++);
    MOVES(s.segment.first_day--);
    MOVES(s.segment.last_day++);
    MOVES(s.segment.first_known_day--);
    MOVES(s.segment.last_known_day++);
    MOVES(s.segment.last_day = s.segment.first_day - 1);
}

static void
everything_of_a_cell_moves_it(void **state)
{
    (void)state;
    MOVES(s.from[0] = 'X');
    MOVES(s.to[0] = 'X');
    MOVES(s.cells[0].class_number++);
    MOVES(s.cells[0].from_role++);
    MOVES(s.cells[0].to_role++);
    MOVES(s.cells[0].day--);
    MOVES(s.cells[0].known_day++);
    MOVES(s.cells[1].n++);
    MOVES(s.cells[1].intensity_tenths = -s.cells[1].intensity_tenths);
    MOVES(s.cells[1].intensity_sq++);
    MOVES(s.cells[1].n_tone--);
    MOVES(s.cells[1].tone_milli = INT64_MIN);
    MOVES(s.cells[1].tone_sq = INT64_MAX);
    MOVES(s.cells[1].mentions = UINT64_MAX);
    MOVES(s.cells[1].sources++);
    MOVES(s.cells[1].articles++);
    MOVES(s.cells[1].reports++);
}

static void
classes_exposure_and_actors_move_it(void **state)
{
    (void)state;
    MOVES(s.row.number++);
    MOVES(s.row.version = "2");
    MOVES(s.row.scheme = "PLOVER");
    MOVES(s.row.code = "02");
    MOVES(s.row.title = "");
    MOVES(s.row.quad = "t");
    MOVES(s.classes[0] = '2');
    MOVES(s.exposure.month++);
    MOVES(s.exposure.class_number++);
    MOVES(s.exposure.rows++);
    MOVES(s.exposure.dyadic++);
    MOVES(s.exposure.intensity_tenths--);
    MOVES(s.exposure.tone_milli--);
    MOVES(s.actor.code[0] = 'X');
    MOVES(s.actor.became[0] = 'X');
    MOVES(s.actor.rows++);
    MOVES(s.actor.first_day--);
    MOVES(s.actor.last_day++);
}

static void
how_cells_were_batched_does_not(void **state)
{
    stored s = made_up();
    uint8_t a[ENT_SHA256_BYTES], b[ENT_SHA256_BYTES];

    (void)state;
    fold(&s, false, a);
    fold(&s, true, b);
    assert_memory_equal(a, b, sizeof a);
}

int
main(void)
{
    const struct CMUnitTest event_chain[] = {
        cmocka_unit_test(everything_of_a_segment_moves_it),
        cmocka_unit_test(everything_of_a_cell_moves_it),
        cmocka_unit_test(classes_exposure_and_actors_move_it),
        cmocka_unit_test(how_cells_were_batched_does_not),
    };

    return cmocka_run_group_tests(event_chain, NULL, NULL);
}
