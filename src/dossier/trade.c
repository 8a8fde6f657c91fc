/* trade.c: goods trade, dependence of each side on the other, and what sources state of shares. */
#include "build_priv.h"

#include <string.h>

enum { BENCHMARKS = 8 };

/* Up to BENCHMARKS years in which both sides' dependence is known: evenly picked, last included. */
static size_t
pick_years(const ent_pair_evidence *p, int *years)
{
    int all[512];
    size_t n = 0, k = 0;

    for (size_t i = 0; i < p->n_estimates && n < 512; i++) {
        const ent_estimate *e = &p->estimates[i], *other;

        if (strcmp(e->measure, "trade.dependence") != 0 || strcmp(e->from, p->a) != 0) continue;
        other = ev_at(p, "trade.dependence", p->b, p->a, words_year(e));
        if (e->state == ENT_VALUE && other && other->state == ENT_VALUE) all[n++] = words_year(e);
    }
    if (n == 0) return 0;
    if (n <= BENCHMARKS) {
        memcpy(years, all, n * sizeof *years);
        return n;
    }
    for (; k < BENCHMARKS; k++)
        years[k] = all[k * (n - 1) / (BENCHMARKS - 1)];
    return k;
}

static void
add_bars(build *b, ent_chart *c, const ent_pair_evidence *p, int pair)
{
    int years[BENCHMARKS];
    size_t n = pick_years(p, years);

    for (int side = 0; side < 2 && n; side++) {
        const char *from = side ? p->b : p->a, *to = side ? p->a : p->b;
        ent_chart_series *s = db_series(b, c,
                                        db_printf(b, "%s%s dependence on %s", ev_name(p, from),
                                                  words_s(ev_name(p, from)), ev_name(p, to)),
                                        pair);

        if (!s) return;
        s->side = side;
        for (size_t i = 0; i < n; i++) {
            const ent_estimate *e = ev_at(p, "trade.dependence", from, to, years[i]);
            ent_mark *m = db_mark_add(b, s);

            if (!m) return;
            db_figure(b, e);
            *m = (ent_mark){.y = e->value,
                            .low = e->low,
                            .high = e->high,
                            .state = e->state,
                            .ref = e->id,
                            .label = db_printf(b, "%d", years[i])};
        }
    }
    db_take(b);
}

static void
dependence_chart(build *b)
{
    ent_chart *c = db_chart(b, ENT_CHART_MIRROR, "dependence", "Trade dependence, both ways",
                            "For each year, the share of one side's goods trade that is with the "
                            "other: to the left the first country's, to the right the second's.");

    if (!c) return;
    c->y_title = "share of the country's own goods trade";
    c->y_percent = true;
    add_bars(b, c, &b->in->pair, 0);
    if (c->n_series == 0) return;
    if (b->in->against) add_bars(b, c, b->in->against, 1);
    chart_finish(b, c, "share");
}

static void
stated_row(build *b, ent_table *t, const ent_pair_evidence *p, const ent_claim *c)
{
    char words[WORDS_MAX], when[WORDS_MAX];
    const ent_indicator *what = ent_ref_indicator(c->indicator);

    words_claim_time(c, when, sizeof when);
    db_text(b, "%s", when);
    db_cell(b, t);
    db_text(b, "%s", ev_name(p, ev_side(p, c->from)));
    db_cell(b, t);
    db_text(b, "%s%s%s", what ? what->title : c->indicator, c->label ? ": " : "",
            c->label ? c->label : "");
    if (c->denominator) db_text(b, " (base: %s)", c->denominator);
    db_cell(b, t);
    words_claim_quantity(c, words, sizeof words);
    db_claim(b, c, words[0] ? words : "no share given");
    db_claim_mark(b, c);
    db_cell(b, t);
    db_source(b, c->source);
    db_cell(b, t);
}

static void
stated_shares(build *b, const ent_pair_evidence *p)
{
    static const char *const TITLES[] = {"when", "whose", "what", "figure", "source"};
    ent_table *t = db_table(b, "stated-shares", "Shares that sources state", 5, TITLES, "lllrl");
    const ent_claim *c;
    size_t i = 0;

    while (t && (c = ev_next(p, "trade.share.*", &i)))
        stated_row(b, t, p, c);
    db_table_block(b, t);
}

void
section_trade(build *b)
{
    static const line_spec TOTAL = {.measure = "trade.total",
                                    .id = "trade-total",
                                    .title = "Goods trade both ways",
                                    .y_title = "US dollars, current",
                                    .undirected = true,
                                    .with_against = true};

    db_section_begin(b, "trade", "Who needs whom: trade");
    chart_finish(b, chart_lines(b, &TOTAL), "USD");
    dependence_chart(b);
    stated_shares(b, &b->in->pair);
    if (b->n_blocks == 0) {
        db_silence(b, "trade.goods", "Goods trade");
    } else {
        db_text(b,
                "Dependence is the two-way goods trade with the other, divided by the country's "
                "own exports and imports together. Dollars are those of each year, not "
                "deflated; two customs services rarely agree, so the side that reports matters.");
        db_block(b, ENT_BLOCK_PARAGRAPH);
    }
    db_section_end(b);
}
