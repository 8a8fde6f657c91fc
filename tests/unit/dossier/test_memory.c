/* test_memory.c: losses, repair, words and arms, each row with its direction and mark. */
#include "fixture.h"

static void
each_group_has_its_table(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);

    assert_int_equal(fixture_table(p, "losses")->n_rows, 1);
    assert_int_equal(fixture_table(p, "repair")->n_rows, 2);
    assert_int_equal(fixture_table(p, "words")->n_rows, 1);
    assert_int_equal(fixture_table(p, "arms")->n_rows, 1);
}

static void
direction_and_hedge_are_kept(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "memory"),
         "1912 | indemnity | Borduria \u2192 Ruritania | about 2,000,000 "
         "taels of silver | one");
    fixture_claim(f, "b", "border.settled", RUR, BOR, "2006");
    fixture_build(f);
    says(fixture_text(f, "memory"), "border settled | Ruritania \u2013 Borduria");
}

static void
memory_carries_its_mark(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "memory"), "1950s | Day of the Lighthouse [unchecked] |");
    fixture_find(f, "word")->attribution = ENT_ATTR_POSTER;
    fixture_build(f);
    says(fixture_text(f, "memory"), "Speech at the bridge [no weight]");
}

static void
a_long_list_says_what_it_left_out(void **state)
{
    fixture *f = *state;
    const ent_table *t;

    for (int i = 0; i < 40; i++) {
        char id[16];

        assert_true(ent_snprintf(id, sizeof id, "s%02d", i));
        fixture_claim(f, ent_arena_strdup(&f->arena, id), "statement", RUR, BOR, "2001");
    }
    t = fixture_table(fixture_build(f), "words");
    assert_int_equal(t->n_rows, 40);
    says(t->note, "1 more row is held;");
    fixture_claim(f, "s40", "statement", RUR, BOR, "2001");
    t = fixture_table(fixture_build(f), "words");
    says(t->note, "2 more rows are held;");
}

static void
without_memory_there_is_no_section(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    assert_string_equal(fixture_text(f, "memory"), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("each group has its table", each_group_has_its_table),
        ON_FULL("direction and hedge are kept", direction_and_hedge_are_kept),
        ON_FULL("memory carries its mark", memory_carries_its_mark),
        ON_FULL("a long list says what it left out", a_long_list_says_what_it_left_out),
        ON_EMPTY("without memory there is no section", without_memory_there_is_no_section),
    };

    return RUN(tests);
}
