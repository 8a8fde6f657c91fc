/* missing.c: what is not known about the pair, and what would settle it. */
#include "build_priv.h"

#include <string.h>

/* Where a figure of this kind is published. General to all pairs; docs/sources.md has details. */
static const struct {
    const char *indicator, *title;
    bool directed;
    const char *settles;
} NEEDS[] = {
    {"trade.goods", "Goods trade", true,
     "customs statistics of either side as collected by UN Comtrade or IMF trade statistics"},
    {"students", "Students", true,
     "the host's education ministry, or UNESCO's inbound students by country of origin"},
    {"migrants.stock", "Residents born in the other country", true,
     "the host's census, or UN DESA's migrant stock by origin and destination"},
    {"visas.issued", "Visas issued", true, "the issuing state's consular statistics"},
    {"visits", "Visitor arrivals", true, "border or hotel statistics by nationality"},
    {"opinion.favourable", "Views of the other country", true,
     "national sample surveys with wording, mode and sample size"},
    {"discourse.quote", "What is said in public", false,
     "a sample of texts drawn by a rule that is written down; single quotations settle nothing"},
    {"un.vote", "UN votes", false, "roll calls of the General Assembly"},
    {"mid.hostility", "Militarised disputes", false, "a coded dispute set for these years"},
    {"sanction", "Sanctions", false, "a register of sanctions with dates and aims"},
    {"arms.tiv", "Arms deliveries", true, "SIPRI's register of transfers"},
};

void
db_silence(build *b, const char *indicator, const char *what)
{
    const ent_coverage *window = NULL;
    ent_state silence = ev_silence(b, &b->in->pair, indicator, &window);

    if (silence == ENT_UNCOVERED)
        db_text(b, "%s: not covered by any loaded source.", what);
    else if (silence == ENT_MISSING)
        db_text(b, "%s: covered by %s, which gives no figure for this pair.", what, window->set);
    else
        db_text(b, "%s: none on record in %s.", what, window->set);
    /* That there was none is a finding; the other two are gaps. */
    db_block(b, silence == ENT_VALUE ? ENT_BLOCK_PARAGRAPH : ENT_BLOCK_GAP);
}

enum { OLD_YEARS = 3 };

static int
made_year(const build *b)
{
    ent_date d = {0};
    const char *day = b->in->as_of ? b->in->as_of : b->in->made;

    if (!day || ent_date_parse(day, &d, NULL) != ENT_OK) return 0;
    return d.year;
}

/* What the claims of one kind come to: the last year with a weighty one, and whether a source
 * lists the case without a figure. */
typedef struct held {
    int last;
    bool without_figure;
} held;

static held
what_is_held(const ent_pair_evidence *p, const char *indicator, const char *from)
{
    const ent_claim *c;
    held h = {0};
    size_t i = 0;

    while ((c = ev_next(p, indicator, &i))) {
        int year = c->valid_to.precision != ENT_PREC_NONE ? c->valid_to.year : c->valid_from.year;

        if (!ent_claim_has_weight(c) || (from && ev_side(p, c->from) != from)) continue;
        if (c->quantity_state == ENT_MISSING)
            h.without_figure = true;
        else if (year > h.last)
            h.last = year;
    }
    return h;
}

static void
gap_row(build *b, ent_table *t, size_t k, const char *who, const held *h, ent_state silence,
        const ent_coverage *window)
{
    db_text(b, "%s%s", NEEDS[k].title, who);
    db_cell(b, t);
    if (silence == ENT_VALUE)
        db_text(b, "covered up to %d by %s", (int)window->to.year, window->set);
    else if (h->last)
        db_text(b, "last entry is for %d", h->last);
    else if (h->without_figure)
        db_text(b, "listed by a source without a figure");
    else if (silence == ENT_MISSING)
        db_text(b, "covered by %s, no figure given", window->set);
    else
        db_mark(b, "not covered");
    db_cell(b, t);
    db_text(b, "%s", NEEDS[k].settles);
    db_cell(b, t);
}

static void
need(build *b, ent_table *t, size_t k, const char *from, const char *who)
{
    const ent_pair_evidence *p = &b->in->pair;
    const ent_coverage *window = NULL;
    held h = what_is_held(p, NEEDS[k].indicator, from);
    int now = made_year(b);
    ent_state silence = ev_silence(b, p, NEEDS[k].indicator, &window);

    if (h.last && now && now - h.last <= OLD_YEARS) return;
    if (silence == ENT_VALUE) {
        /* A source that lists all cases leaves no gap before its own end. */
        bool open = window->to.precision == ENT_PREC_NONE || !now;

        if (open || now - window->to.year <= OLD_YEARS) return;
        if (h.last > window->to.year) silence = ENT_MISSING;
    }
    gap_row(b, t, k, who, &h, silence, window);
}

static bool
votes_known(const ent_pair_evidence *p)
{
    return ev_latest(p, "un.agreement", p->a, p->b) ||
           ev_latest(p, "un.agreement.span", p->a, p->b);
}

void
section_missing(build *b)
{
    static const char *const TITLES[] = {"what", "state", "what would settle it"};
    const ent_pair_evidence *p = &b->in->pair;
    ent_table *t = db_table(b, "missing", "Gaps", 3, TITLES, "lll");

    db_section_begin(b, "missing", "What is missing, and what would settle it");
    for (size_t k = 0; k < sizeof NEEDS / sizeof NEEDS[0] && t; k++) {
        if (strcmp(NEEDS[k].indicator, "un.vote") == 0 && votes_known(p)) continue;
        if (!NEEDS[k].directed) {
            need(b, t, k, NULL, "");
            continue;
        }
        need(b, t, k, p->a, db_printf(b, ", %s \u2192 %s", p->name_a, p->name_b));
        need(b, t, k, p->b, db_printf(b, ", %s \u2192 %s", p->name_b, p->name_a));
    }
    if (t && t->n_rows) {
        t->note =
            "Zero, missing and not covered are three different things: a source that lists all "
            "cases and has none says zero; a source without a figure says missing; where no "
            "source looked, nothing is known.";
        db_table_block(b, t);
    } else {
        db_text(b, "Every strand of this page has a figure of the last %d years.", OLD_YEARS);
        db_block(b, ENT_BLOCK_PARAGRAPH);
    }
    db_section_end(b);
}
