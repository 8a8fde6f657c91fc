/* spells.c: merges the years of a pair into spells, one claim for each unbroken run. */
#include "spells_priv.h"

#include <string.h>

enum { NO_VALUE = -1, BLOCK_MAX = 4096, CODE_MAX = 32 };

/** One row of the pair at hand, kept until the pair's last year is known. */
typedef struct spell_row {
    int32_t year;
    int8_t value[ENT_SPELL_VALUES];
    uint64_t row, byte;
} spell_row;

/** The rows of one pair (and event). */
typedef struct block {
    const ent_spells *spells;
    char event[CODE_MAX], code1[CODE_MAX], code2[CODE_MAX];
    bool resumed;
    spell_row *rows;
    size_t n;
} block;

/** Text of a code column, cut to what a code may be. */
static ent_status
read_code(ent_tab *t, int col, char *out)
{
    const char *s = ent_tab_raw(t, col);

    if (!s) return ent_tab_wrong(t, "column %s is empty; want a number", ent_tab_name(t, col));
    if (!ent_snprintf(out, CODE_MAX, "%s", s))
        return ent_tab_wrong(t, "column %s is \"%.60s\"; want a number", ent_tab_name(t, col), s);
    return ENT_OK;
}

static ent_status
read_row(ent_tab *t, const ent_spells *s, block *next, spell_row *row)
{
    int64_t v = 0;
    ent_status st;

    if (s->event >= 0 && (st = read_code(t, s->event, next->event)) != ENT_OK) return st;
    if ((st = read_code(t, s->ccode1, next->code1)) != ENT_OK ||
        (st = read_code(t, s->ccode2, next->code2)) != ENT_OK)
        return st;
    next->resumed =
        s->resumed && ent_tab_raw(t, s->resumed) && strcmp(ent_tab_raw(t, s->resumed), "1") == 0;
    st = ent_tab_int_in(t, s->year, ENT_YEAR_MIN, ENT_YEAR_MAX, &v);
    if (st == ENT_NONE) return ent_tab_wrong(t, "column %s is empty", ent_tab_name(t, s->year));
    if (st) return st;
    *row = (spell_row){.year = (int32_t)v, .row = t->row, .byte = t->byte};
    for (size_t i = 0; i < s->n_values; i++) {
        st = ent_tab_int_in(t, s->values[i].column, 0, s->values[i].scale ? 5 : 1, &v);
        if (st > ENT_NONE) return st;
        row->value[i] = (int8_t)(st == ENT_NONE ? NO_VALUE : v);
    }
    return ENT_OK;
}

static bool
same_pair(const block *a, const block *b)
{
    return a->resumed == b->resumed && strcmp(a->code1, b->code1) == 0 &&
           strcmp(a->code2, b->code2) == 0 && strcmp(a->event, b->event) == 0;
}

/** Is there anything to say? A flag of 0 is what the coverage window says already. */
static bool
speaks(const ent_spell_value *v, int8_t value)
{
    return v->scale ? value != NO_VALUE : value == 1;
}

static bool
continues(const block *b, size_t i, size_t value)
{
    return i > 0 && b->rows[i].year == b->rows[i - 1].year + 1 &&
           b->rows[i].value[value] == b->rows[i - 1].value[value];
}

static ent_status
give_spell(ent_tab *t, const block *b, size_t at, size_t value)
{
    const ent_spell_value *v = &b->spells->values[value];
    size_t last = at;
    ent_date from = {.year = b->rows[at].year, .precision = ENT_PREC_YEAR};
    const char *a = NULL, *z = NULL;
    ent_claim *c;
    ent_status st;

    while (last + 1 < b->n && continues(b, last + 1, value))
        last++;
    if ((st = ent_tab_country_of(t, "ccode1", b->code1, ENT_SCHEME_COW, &from, &a)) != ENT_OK ||
        (st = ent_tab_country_of(t, "ccode2", b->code2, ENT_SCHEME_COW, &from, &z)) != ENT_OK)
        return st;
    if (strcmp(a, z) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (!(c = ent_tab_claim(t, v->indicator))) return ENT_E_NOMEM;
    c->from = a;
    c->to = z;
    c->from_code = b->code1;
    c->to_code = b->code2;
    c->valid_from = from;
    c->ongoing = b->spells->closed && b->rows[last].year >= b->spells->closed;
    if (!c->ongoing && last > at)
        c->valid_to = (ent_date){.year = b->rows[last].year, .precision = ENT_PREC_YEAR};
    c->sign = v->sign;
    if (v->scale)
        ent_tab_level(c, b->rows[at].value[value],
                      ent_tab_format(t, "%d", b->rows[at].value[value]), v->scale);
    if (b->spells->event >= 0) {
        c->label = ent_tab_format(t, "%s %s", b->spells->event_word, b->event);
        c->cluster = ent_tab_format(t, "%s-%s", b->spells->event_word, b->event);
    }
    c->record = ent_tab_format(t, "%s%s%s-%s-%d%s", b->event, b->event[0] ? "-" : "", b->code1,
                               b->code2, (int)from.year, b->resumed ? "-resumed" : "");
    return ENT_OK;
}

static bool
second_order(const block *b)
{
    int64_t x = 0, y = 0;

    return b->spells->undirected && !ent_parse_i64(b->code1, &x, NULL) &&
           !ent_parse_i64(b->code2, &y, NULL) && x > y;
}

/** All rows of the pair are there: say for each what became of it. */
static ent_status
settle_block(ent_tab *t, block *b, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < b->n && st == ENT_OK; i++) {
        bool any = false;
        ent_status row = ENT_OK;

        ent_tab_reset(t, b->rows[i].row, b->rows[i].byte);
        for (size_t v = 0; v < b->spells->n_values && row == ENT_OK; v++) {
            if (!speaks(&b->spells->values[v], b->rows[i].value[v])) continue;
            any = true;
            if (!continues(b, i, v) && !second_order(b)) row = give_spell(t, b, i, v);
        }
        if (!any) (void)ent_tab_skip(t, ENT_SKIP_ABSENT);
        st = ent_tab_settle(t, row, err);
    }
    b->n = 0;
    return st;
}

static ent_status
take_row(ent_tab *t, block *b, block *next, const spell_row *row, ent_error *err)
{
    ent_status st = ENT_OK;

    if (b->n > 0 && (!same_pair(b, next) || b->n == BLOCK_MAX)) {
        st = settle_block(t, b, err);
        if (st) return st;
    }
    if (b->n > 0 && row->year <= b->rows[b->n - 1].year) {
        st = ent_tab_wrong(t, "column %s is %d after %d; want the years of a pair in order",
                           ent_tab_name(t, b->spells->year), (int)row->year,
                           (int)b->rows[b->n - 1].year);
        return ent_tab_settle(t, st, err);
    }
    b->resumed = next->resumed;
    memcpy(b->event, next->event, CODE_MAX);
    memcpy(b->code1, next->code1, CODE_MAX);
    memcpy(b->code2, next->code2, CODE_MAX);
    b->rows[b->n++] = *row;
    return ENT_OK;
}

ent_status
ent_spells_read(const ent_read_input *in, ent_sink *sink, const ent_spells *spells, ent_error *err)
{
    ent_tab t;
    block b = {.spells = spells}, next = {0};
    spell_row row;
    ent_status st = ent_tab_open(in, sink, &spells->tab, &t, err);

    if (st) goto out;
    b.rows = ent_alloc(BLOCK_MAX, sizeof *b.rows);
    if (!b.rows) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for the years of a pair");
        goto out;
    }
    while ((st = ent_tab_next(&t, err)) == ENT_OK) {
        st = read_row(&t, spells, &next, &row);
        if (st == ENT_OK)
            st = take_row(&t, &b, &next, &row, err);
        else
            st = ent_tab_settle(&t, st, err);
        if (st) goto out;
    }
    if (st == ENT_END) st = settle_block(&t, &b, err);
out:
    ent_free(b.rows);
    ent_tab_close(&t);
    return st;
}
