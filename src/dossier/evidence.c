/* evidence.c: looking up estimates, claims, coverage and yardsticks of one pair. */
#include "build_priv.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
    if (!a || !b) return a == b;
    return strcmp(a, b) == 0;
}

/* Undirected measures are stored once; asking either way round finds them. */
static bool
is_undirected(const char *measure)
{
    return strncmp(measure, "un.", 3) == 0 || strcmp(measure, "trade.total") == 0 ||
           strcmp(measure, "igo.shared") == 0;
}

static bool
matches(const ent_estimate *e, const char *measure, const char *from, const char *to)
{
    if (!same(e->measure, measure)) return false;
    if (same(e->from, from) && same(e->to, to)) return true;
    return is_undirected(measure) && same(e->from, to) && same(e->to, from);
}

const ent_estimate *
ev_latest(const ent_pair_evidence *p, const char *measure, const char *from, const char *to)
{
    const ent_estimate *best = NULL;

    for (size_t i = 0; i < p->n_estimates; i++) {
        const ent_estimate *e = &p->estimates[i];

        if (e->state != ENT_VALUE || !matches(e, measure, from, to)) continue;
        if (!best || e->last_day > best->last_day ||
            (e->last_day == best->last_day && e->first_day > best->first_day))
            best = e;
    }
    return best;
}

const ent_estimate *
ev_at(const ent_pair_evidence *p, const char *measure, const char *from, const char *to, int year)
{
    for (size_t i = 0; i < p->n_estimates; i++) {
        const ent_estimate *e = &p->estimates[i];

        if (matches(e, measure, from, to) && words_year(e) == year) return e;
    }
    return NULL;
}

static bool
indicator_matches(const char *indicator, const char *pattern)
{
    size_t n = strlen(pattern);

    if (n && pattern[n - 1] == '*') return strncmp(indicator, pattern, n - 1) == 0;
    return strcmp(indicator, pattern) == 0;
}

const ent_claim *
ev_next(const ent_pair_evidence *p, const char *indicator, size_t *i)
{
    for (; *i < p->n_claims; ++*i)
        if (indicator_matches(p->claims[*i].indicator, indicator)) return &p->claims[(*i)++];
    return NULL;
}

bool
ev_has(const ent_pair_evidence *p, const char *indicator)
{
    size_t i = 0;

    return ev_next(p, indicator, &i) != NULL;
}

const char *
ev_side(const ent_pair_evidence *p, const char *polity)
{
    const ent_polity *known = polity ? ent_ref_polity(polity) : NULL;
    const char *line = known ? known->line : polity;

    if (same(line, p->a)) return p->a;
    if (same(line, p->b)) return p->b;
    return line;
}

const char *
ev_name(const ent_pair_evidence *p, const char *line)
{
    if (same(line, p->a)) return p->name_a;
    if (same(line, p->b)) return p->name_b;
    return line && ent_ref_line_name(line) ? ent_ref_line_name(line) : "";
}

const char *
ev_pair_name(build *b, const ent_pair_evidence *p)
{
    const char *name = db_printf(b, "%s\u2013%s", p->name_a, p->name_b);

    return name ? name : "";
}

/* Is `word` one of the blank-separated words of `list`, some of which may end in '*'? */
static bool
listed(const char *list, const char *word)
{
    char item[64];

    for (const char *p = list; p && *p;) {
        size_t n = strcspn(p, " ");

        if (n && n < sizeof item) {
            memcpy(item, p, n);
            item[n] = '\0';
            if (indicator_matches(word, item)) return true;
        }
        p += n + (p[n] == ' ');
    }
    return false;
}

static bool
actor_covered(const char *actors, const char *line)
{
    return !actors || strcmp(actors, "cow-system") == 0 || listed(actors, line);
}

static bool
pair_covered(const ent_coverage *c, const ent_pair_evidence *p)
{
    bool one_way = actor_covered(c->from_actors, p->a) && actor_covered(c->to_actors, p->b);

    return one_way || (actor_covered(c->from_actors, p->b) && actor_covered(c->to_actors, p->a));
}

static bool
ends_later(const ent_coverage *c, const ent_coverage *other)
{
    if (other->to.precision == ENT_PREC_NONE) return false;
    return c->to.precision == ENT_PREC_NONE || c->to.year > other->to.year;
}

/* Of windows that say the same, the one that reaches furthest. */
ent_state
ev_silence(const build *b, const ent_pair_evidence *p, const char *indicator,
           const ent_coverage **window)
{
    ent_state best = ENT_UNCOVERED;

    *window = NULL;
    for (size_t i = 0; i < b->in->n_coverage; i++) {
        const ent_coverage *c = &b->in->coverage[i];
        ent_state says = c->absence_is_zero ? ENT_VALUE : ENT_MISSING;

        if (!listed(c->indicators, indicator) || !pair_covered(c, p)) continue;
        if (says < best || (says == best && *window && !ends_later(c, *window))) continue;
        best = says;
        *window = c;
    }
    return best;
}

enum { YARDSTICK_SLACK_YEARS = 5 };

const ent_yardstick *
ev_yardstick(const build *b, const char *measure, int year)
{
    const ent_yardstick *best = NULL;
    int best_away = YARDSTICK_SLACK_YEARS + 1;

    for (size_t i = 0; i < b->in->n_yardsticks; i++) {
        const ent_yardstick *y = &b->in->yardsticks[i];
        int away = y->year > year ? y->year - year : year - y->year;

        if (!same(y->measure, measure) || away > best_away) continue;
        if (away == best_away && (!best || y->year > best->year)) continue; /* the earlier of two */
        best = y;
        best_away = away;
    }
    return best;
}

/* Both directions of one pledge, both sides of one dispute and every year of it are one event. */
bool
ev_same_event(const ent_claim *x, const ent_claim *y)
{
    if (x->cluster && y->cluster) return strcmp(x->cluster, y->cluster) == 0;
    if (strcmp(x->indicator, y->indicator) != 0 || strcmp(x->source, y->source) != 0) return false;
    if (x->label && y->label && strcmp(x->label, y->label) != 0) return false;
    return x->valid_from.year == y->valid_from.year && x->valid_from.month == y->valid_from.month &&
           x->valid_to.year == y->valid_to.year;
}
