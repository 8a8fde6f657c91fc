/* test_society.c: ties, attitudes and discourse stand side by side, with their gaps. */
#include "fixture.h"

static void
the_three_strands_have_their_headings(void **state)
{
    fixture *f = *state;
    const char *text, *ties, *attitudes, *discourse;

    fixture_build(f);
    text = fixture_text(f, "society");
    ties = strstr(text, "Ties\n");
    attitudes = strstr(text, "Attitudes\n");
    discourse = strstr(text, "Discourse\n");
    assert_true(ties && attitudes && discourse && ties < attitudes && attitudes < discourse);
}

static void
missing_is_drawn_as_missing_not_as_zero(void **state)
{
    fixture *f = *state;
    const ent_chart *c = fixture_chart(fixture_build(f), "migrants");

    assert_int_equal(c->n_series, 2);
    assert_int_equal(c->series[1].marks[0].state, ENT_MISSING);
    says(fixture_text(f, "society"), "Borduria \u2192 Ruritania | 2000 | [missing] | [missing]");
}

static void
three_silences_are_three_sentences(void **state)
{
    fixture *f = *state;
    const char *text;

    fixture_cover(f, "all-visits", "visits", true);
    fixture_cover(f, "some-visas", "visas.issued", false);
    fixture_build(f);
    text = fixture_text(f, "society");
    says(text, "Students: not covered by any loaded source.\n");
    says(text, "Visas issued: covered by some-visas, which gives no figure for this pair.\n");
    says(text, "Visitor arrivals: none on record in all-visits.\n");
    says(text, "Surveys: not covered by any loaded source.\n");
    says(text, "Text with a sampling frame: not covered by any loaded source.\n");
}

static void
only_none_on_record_is_no_gap(void **state)
{
    fixture *f = *state;
    const ent_page *p;
    size_t gaps = 0, findings = 0;

    fixture_cover(f, "all-visits", "visits", true);
    p = fixture_build(f);
    for (size_t s = 0; s < p->n_sections; s++) {
        const ent_section *at = &p->sections[s];

        for (size_t i = 0; i < at->n_blocks && strcmp(at->id, "society") == 0; i++) {
            gaps += at->blocks[i].kind == ENT_BLOCK_GAP;
            findings += at->blocks[i].kind == ENT_BLOCK_PARAGRAPH;
        }
    }
    assert_int_equal(gaps, 5);
    assert_int_equal(findings, 1);
}

static void
a_tie_has_its_place_among_all_pairs(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "society"), "students, Ruritania \u2192 Borduria | 2001 | 240 per million "
                                     "inhabitants");
    says(fixture_text(f, "society"), "above 54 % of 800 pairs (2003)");
    f->in.n_yardsticks = 1;
    fixture_build(f);
    says(fixture_text(f, "society"), "[no reference distribution]");
}

static void
a_survey_keeps_its_question_and_size(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "society"),
         "2002 | Ruritania | Borduria | favourable view | 45 % | 1,000 | one");
    says(fixture_text(f, "society"),
         "2001 | Ruritania | Borduria | named a threat or enemy | 12 % | [not given] | one");
}

static void
the_interval_of_a_survey_is_wilson_s(void **state)
{
    fixture *f = *state;
    const ent_mark *m = &fixture_chart(fixture_build(f), "favourable")->series[0].marks[0];

    /* R 4.2.2: prop.test(450, 1000, conf.level = 0.9, correct = FALSE)$conf.int */
    check_near(m->low, 0.42431, 5e-5, "low");
    check_near(m->high, 0.47596, 5e-5, "high");
    assert_false(m->weak);
}

static void
a_quoted_voice_has_no_weight(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "society"), "2003 | Borduria (poster) | \"They never answer letters\" | "
                                     "none: no sampling frame | one");
    says(fixture_text(f, "society"), "May 2004 | Borduria | March for open borders | one event");
}

static void
other_ties_print_what_they_have(void **state)
{
    fixture *f = *state;

    fixture_quantity(fixture_claim(f, "x", "institutes", RUR, BOR, "2011"), 3, "count");
    fixture_claim(f, "y", "flights", RUR, BOR, "2012");
    fixture_build(f);
    says(fixture_text(f, "society"), "2010 | visa requirement | Ruritania | Borduria | visa free");
    says(fixture_text(f, "society"), "2011 | cultural institutes | Ruritania | Borduria | 3 | one");
    says(fixture_text(f, "society"), "2012 | flights a week | Ruritania | Borduria | on record");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("the three strands have their headings", the_three_strands_have_their_headings),
        ON_FULL("missing is drawn as missing, not as zero",
                missing_is_drawn_as_missing_not_as_zero),
        ON_EMPTY("three silences are three sentences", three_silences_are_three_sentences),
        ON_EMPTY("only none on record is no gap", only_none_on_record_is_no_gap),
        ON_FULL("a tie has its place among all pairs", a_tie_has_its_place_among_all_pairs),
        ON_FULL("a survey keeps its question and size", a_survey_keeps_its_question_and_size),
        ON_FULL("the interval of a survey is Wilson's", the_interval_of_a_survey_is_wilson_s),
        ON_FULL("a quoted voice has no weight", a_quoted_voice_has_no_weight),
        ON_FULL("other ties print what they have", other_ties_print_what_they_have),
    };

    return RUN(tests);
}
