/* test_ideal_point.c: our ideal points of UN voters against the published ones of April 2020.
 *
 * Published: Bailey M. A., Strezhnev A. & Voeten E. (2017), "Estimating Dynamic State Preferences
 * from United Nations Voting Data", Journal of Conflict Resolution 61(2):430-456; release of April
 * 2020 (Harvard Dataverse, doi:10.7910/DVN/LEJUQZ), all votes. Ours: the same votes as packed in
 * unvotes 0.3.0, without votes on paragraphs and amendments from session 45 on and without South
 * Africa's one vote in session 48, as their estimate has it.
 *
 * Pass marks: correlation over all country-sessions at least 0.97; in the middle session at least
 * 0.99. Share of ours inside the published 5-95 % band: at least 0.85 once each session's mean is
 * theirs, since votes do not say where a session's mean stands (see docs/methods/ideal-points.md);
 * with one map for all sessions it is printed, 0.85 being wanted. */
#include "../unit/check.h"

#include "un_house.h"

enum { PARTS_DROPPED_FROM = 45, VOID = 19 };

typedef struct pair_sums {
    double n, x, y, xx, yy, xy;
} pair_sums;

static void
add(pair_sums *s, double x, double y)
{
    s->n++;
    s->x += x;
    s->y += y;
    s->xx += x * x;
    s->yy += y * y;
    s->xy += x * y;
}

static double
slope(const pair_sums *s)
{
    return (s->xy - s->x * s->y / s->n) / (s->xx - s->x * s->x / s->n);
}

static double
correlation(const pair_sums *s)
{
    return (s->xy - s->x * s->y / s->n) /
           sqrt((s->xx - s->x * s->x / s->n) * (s->yy - s->y * s->y / s->n));
}

static uint32_t
voter(const house *h, const char *line)
{
    for (uint32_t i = 0; i < h->n_lines; i++)
        if (strcmp(h->line[i], line) == 0) return i;
    return ENT_IDEAL_NOBODY;
}

static ent_ideal_fit
estimate(house *h)
{
    uint32_t south_africa = voter(h, "ZAF");
    ent_ideal_options options = {.positive_voter = voter(h, "USA")};
    ent_ideal_votes v = {.roll_call = h->call,
                         .voter = h->voter,
                         .vote = h->vote,
                         .session = h->session,
                         .n_roll_calls = HOUSE_CALLS,
                         .n_voters = h->n_lines};
    ent_ideal_fit fit = {0};
    ent_error err = {0};

    for (size_t i = 0; i < h->n; i++) {
        uint32_t session = h->session[h->call[i]];

        if (session == VOID || (session == 48 && h->voter[i] == south_africa)) continue;
        if (session >= PARTS_DROPPED_FROM && h->part[h->call[i]]) continue;
        h->call[v.n] = h->call[i];
        h->voter[v.n] = h->voter[i];
        h->vote[v.n++] = h->vote[i];
    }
    if (ent_ideal_estimate(&v, &options, &fit, &err) != ENT_OK) fail_msg("%s", err.text);
    return fit;
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
compare_bands(const house *h, const ent_ideal_fit *fit, const pair_sums *all,
              const pair_sums *session, double *inside, double *inside_aligned)
{
    double n = 0, b = slope(all), a = all->y / all->n - b * all->x / all->n, se = 0, theirs = 0;

    for (size_t i = 0; i < fit->n_points; i++) {
        const ent_ideal_point *p = &fit->points[i];
        const pair_sums *s = &session[p->session];
        double x = a + b * p->theta, low, high, shift;

        if (!h->published[p->voter][p->session].votes) continue;
        low = h->published[p->voter][p->session].low;
        high = h->published[p->voter][p->session].high;
        shift = s->y / s->n - (a + b * s->x / s->n);
        *inside += x >= low && x <= high;
        *inside_aligned += x + shift >= low && x + shift <= high;
        se += b * p->se;
        theirs += (high - low) / (2 * 1.6448536269514722);
        n++;
    }
    *inside /= n;
    *inside_aligned /= n;
    print_message(
        "# inside their 5-95 %% band: one map for all (%.3f + %.3f x) %.3f (wanted 0.85), "
        "each session's mean theirs %.3f\n",
        a, b, *inside, *inside_aligned);
    print_message("# mean standard error %.3f, their posterior sd %.3f\n", se / n, theirs / n);
}

/* Absolute distances that model.md 3.9 names, from the published file and from ours. */
static void
print_distances(const house *h, const ent_ideal_fit *fit)
{
    static const struct {
        const char *a, *b;
        uint32_t session;
        double published;
    } known[] = {{"CHN", "RUS", 35, 2.07}, {"CHN", "RUS", 45, 0.03}, {"CHN", "RUS", 50, 2.66},
                 {"CHN", "RUS", 56, 0.78}, {"CHN", "RUS", 69, 0.91}, {"CHN", "RUS", 74, 0.48},
                 {"USA", "CHN", 74, 3.03}, {"USA", "RUS", 74, 2.55}};

    for (size_t i = 0; i < COUNT(known); i++) {
        uint32_t a = voter(h, known[i].a), b = voter(h, known[i].b), s = known[i].session;
        double theirs = fabs(h->published[a][s].point - h->published[b][s].point);
        ent_ideal_gap gap;

        check_near(theirs, known[i].published, 0.005, "published distance");
        assert_int_equal(ent_ideal_distance(fit, a, b, s, &gap, NULL), ENT_OK);
        print_message("# %s-%s session %u: published %.2f, ours %.2f (se %.2f)\n", known[i].a,
                      known[i].b, s, theirs, gap.distance, gap.se);
    }
}

static void
ideal_points_are_the_published_ones(void **state)
{
    house *h = house_open_all();
    pair_sums all = {0}, session[HOUSE_SESSIONS] = {{0}};
    double r[HOUSE_SESSIONS], inside = 0, aligned = 0;
    size_t n = 0;
    ent_ideal_fit fit;

    (void)state;
    if (!h) skip();
    fit = estimate(h);
    for (size_t i = 0; i < fit.n_points; i++) {
        const ent_ideal_point *p = &fit.points[i];

        if (!h->published[p->voter][p->session].votes) continue;
        add(&all, p->theta, h->published[p->voter][p->session].point);
        add(&session[p->session], p->theta, h->published[p->voter][p->session].point);
    }
    for (size_t s = 0; s < HOUSE_SESSIONS; s++)
        if (session[s].n > 0) r[n++] = correlation(&session[s]);
    qsort(r, n, sizeof *r, by_size);
    print_message("# %zu votes, %zu items, %zu points, %u steps; matched %.0f\n", fit.n_votes,
                  fit.n_items, fit.n_points, fit.steps, all.n);
    print_message("# r %.4f over all; within %zu sessions: lowest %.4f, middle %.4f\n",
                  correlation(&all), n, r[0], r[n / 2]);
    compare_bands(h, &fit, &all, session, &inside, &aligned);
    print_distances(h, &fit);
    assert_true(all.n > 10400);
    assert_true(correlation(&all) >= 0.97);
    assert_true(r[n / 2] >= 0.99);
    assert_true(aligned >= 0.85);
    ent_ideal_clear(&fit);
    house_close(h);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("ideal points are the published ones", ideal_points_are_the_published_ones),
    };

    return RUN(tests);
}
