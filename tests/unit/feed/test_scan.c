/* test_scan.c: every width finds the lines and fields that a byte-by-byte reading finds. */
#include "feed_test.h"

enum { WIDTHS = 5 };

/* One line as the obvious way finds it. */
typedef struct plain_line {
    size_t start, length, next;
    uint32_t n_fields, ends[1024];
    bool odd, open_quote;
} plain_line;

static bool
plain_next(const char *text, size_t n, size_t at, const feed_scan *like, plain_line *out)
{
    *out = (plain_line){.start = at};
    for (size_t i = at; i < n; i++) {
        if (text[i] == like->line_end) {
            out->ends[out->n_fields++] = (uint32_t)(i - at);
            out->length = i - at;
            out->next = i + 1;
            return true;
        }
        if (text[i] <= 0) out->odd = true;
        if (like->quotes && text[i] == '"') out->open_quote = !out->open_quote;
        if (text[i] == like->separator && !out->open_quote && out->n_fields < 1000)
            out->ends[out->n_fields++] = (uint32_t)(i - at);
    }
    return false;
}

static void
compare(feed_scan *s, feed_scan_fn next, const char *text, size_t n, size_t from)
{
    static plain_line want;

    feed_scan_reset(s, text, n, from);
    for (size_t at = from; plain_next(text, n, at, s, &want); at = want.next) {
        assert_true(next(s));
        assert_int_equal(s->start, want.start);
        assert_int_equal(s->length, want.length);
        assert_int_equal(s->at, want.next);
        assert_int_equal(s->n_fields, want.n_fields);
        assert_int_equal(s->open_quote, want.open_quote);
        assert_true(s->odd || !want.odd);
        if (want.n_fields <= ENT_FEED_FIELDS_MAX)
            assert_memory_equal(s->ends, want.ends, want.n_fields * sizeof *want.ends);
    }
    assert_false(next(s));
    assert_int_equal(s->at, s->start);
    if (feed_scan_rest(s, next)) {
        assert_int_equal(s->start + s->length, n);
        assert_int_equal(s->n_fields, want.n_fields + 1);
        assert_int_equal(s->ends[s->n_fields - 1], s->length);
    } else {
        assert_int_equal(want.start, n);
    }
    assert_false(feed_scan_rest(s, next));
}

/* Bytes that matter come often, and at all places of a block. */
static void
throw_text(dice *d, char *text, size_t n, unsigned dense)
{
    static const char some[] = "\t\t\t\n\r\",;a";

    for (size_t i = 0; i < n; i++) {
        text[i] = dice_below(d, dense) ? 'x' : some[dice_below(d, 9)];
        if (dice_below(d, 500) == 0) text[i] = (char)dice_next(d);
    }
}

static void
every_width_finds_the_same(void **state)
{
    static char text[3000 + SCAN_BLOCK];
    static feed_scan s;
    dice d = {1};

    (void)state;
    for (int round = 0; round < 400; round++) {
        size_t n = dice_below(&d, round < 200 ? 200 : 3000), from = dice_below(&d, 70);

        throw_text(&d, text, sizeof text, 1 + dice_below(&d, 12));
        if (from > n) from = n;
        for (int width = 0; width < WIDTHS; width++) {
            feed_scan_fn next = feed_scan_of_width(width);

            if (!next) continue;
            s.separator = round % 3 ? '\t' : ',';
            s.line_end = round % 5 ? '\n' : '\r';
            s.quotes = round % 2;
            compare(&s, next, text, n, from);
        }
    }
}

static void
more_fields_than_the_limit_are_counted(void **state)
{
    static char text[900 + SCAN_BLOCK];
    static feed_scan s;

    (void)state;
    memset(text, '\t', sizeof text);
    text[800] = '\n';
    for (int width = 0; width < WIDTHS; width++) {
        feed_scan_fn next = feed_scan_of_width(width);

        if (!next) continue;
        s.separator = '\t';
        s.line_end = '\n';
        feed_scan_reset(&s, text, 801, 0);
        assert_true(next(&s));
        assert_int_equal(s.n_fields, 801);
        assert_int_equal(s.length, 800);
        assert_int_equal(s.ends[ENT_FEED_FIELDS_MAX - 1], ENT_FEED_FIELDS_MAX - 1);
    }
}

static void
an_odd_byte_is_of_its_own_line(void **state)
{
    static char text[64 + SCAN_BLOCK] = "aa\nb\xC3\xA3\ncc\n";
    static feed_scan s;

    (void)state;
    for (int width = 0; width < WIDTHS; width++) {
        feed_scan_fn next = feed_scan_of_width(width);
        static const bool want[] = {false, true, false};

        if (!next) continue;
        s.separator = '\t';
        s.line_end = '\n';
        feed_scan_reset(&s, text, 10, 0);
        for (int i = 0; i < 3; i++) {
            assert_true(next(&s));
            assert_int_equal(s.odd, want[i]);
        }
    }
}

static void
plain_c_is_always_there(void **state)
{
    (void)state;
    assert_non_null(feed_scan_of_width(0));
    assert_non_null(feed_scan_of_width(1));
    assert_null(feed_scan_of_width(5));
    assert_null(feed_scan_of_width(-1));
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("every width finds the same lines and fields", every_width_finds_the_same),
        FACT("more fields than the limit are counted", more_fields_than_the_limit_are_counted),
        FACT("an odd byte is of its own line", an_odd_byte_is_of_its_own_line),
        FACT("plain C is always there", plain_c_is_always_there),
    };

    return RUN(tests);
}
