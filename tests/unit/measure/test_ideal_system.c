/* test_ideal_system.c: the eliminated block-tridiagonal system against the whole dense one. */
#include "ideal_house.h"

#include "entente/num.h"
#include "measure/ideal_priv.h"

enum { VOTERS = 6, SESSIONS = 3, CALLS = 5, STATES = VOTERS * SESSIONS };
enum { ALL = STATES + 3 * SESSIONS * CALLS };

static ideal_house house;

static void
add_prior(const ideal_data *d, const ideal_params *p, double *h)
{
    for (size_t t = 0; t < d->n_blocks; t++) {
        ideal_link link = ideal_link_of(p->rho[t]);
        double mean = ideal_mean_info(d, t);

        for (size_t n = d->block_start[t]; n < d->block_start[t + 1]; n++) {
            uint32_t next = d->next[n];

            if (d->first[n]) h[n * ALL + n] += 1;
            for (size_t k = d->block_start[t]; k < d->block_start[t + 1]; k++)
                if (d->n_votes[n] && d->n_votes[k]) h[n * ALL + k] += mean;
            if (next == IDEAL_NONE) continue;
            h[n * ALL + n] += link.own;
            h[next * ALL + next] += link.next;
            h[n * ALL + next] -= link.cross;
            h[next * ALL + n] -= link.cross;
        }
    }
}

/* Points first, then three rows an item; with one cut the third is at rest. */
static void
whole(const ideal_data *d, const ideal_params *p, double *h)
{
    memset(h, 0, (size_t)ALL * ALL * sizeof *h);
    for (size_t i = 0; i < ALL; i++)
        if (i >= STATES + 3 * d->n_items) h[i * ALL + i] = 1;
    for (size_t j = 0; j < d->n_items; j++) {
        size_t at = STATES + 3 * j;
        const ideal_item *item = &p->items[j];
        ideal_normal normal;

        ideal_normal_prior(item, &normal);
        for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++) {
            size_t n = d->obs[i].state;
            double x = p->theta[n], cross[3];
            ideal_view v;

            ideal_look(item, d->item_cuts[j], d->obs[i].category, x, &v);
            ideal_normal_add(&v, item, x, p->theta_var[n], &normal);
            h[n * ALL + n] += (item->b * item->b + item->b_var) * v.info;
            cross[0] = item->b * x * v.info;
            cross[1] = item->b * v.cross[0];
            cross[2] = item->b * v.cross[1];
            for (size_t k = 0; k < 3; k++) {
                h[n * ALL + at + k] += cross[k];
                h[(at + k) * ALL + n] += cross[k];
            }
        }
        for (size_t a = 0, m = 0; a < 3; a++)
            for (size_t b = 0; b <= a; b++, m++)
                h[(at + a) * ALL + at + b] = h[(at + b) * ALL + at + a] = normal.info[m];
        if (d->item_cuts[j] == 1) h[(at + 2) * ALL + at + 2] = 1;
    }
    add_prior(d, p, h);
}

static void
covariances_are_those_of_the_whole_matrix(void **state)
{
    static double h[ALL * ALL], work[ALL];
    double theta[STATES], var[STATES], rho[SESSIONS] = {0.8, 0.6, 0}, b[STATES];
    ideal_item items[SESSIONS * CALLS];
    ideal_params p = {.theta = theta, .theta_var = var, .items = items, .rho = rho};
    ideal_data d = {0};
    ideal_system s = {0};

    (void)state;
    house_draw(&house, VOTERS, SESSIONS, CALLS, 0.1, 2);
    assert_int_equal(ideal_prepare(&house.votes, &d, NULL), ENT_OK);
    assert_int_equal(d.n_states, STATES);
    for (size_t n = 0; n < STATES; n++) {
        theta[n] = sin((double)n);
        var[n] = 0.1;
        b[n] = cos((double)n);
    }
    for (size_t j = 0; j < d.n_items; j++)
        items[j] = (ideal_item){.b = cos((double)j), .g = {-0.3, 0.4}, .b_var = 0.05};
    whole(&d, &p, h);
    assert_true(ent_num_spd_invert(h, ALL, work, NULL));
    assert_int_equal(ideal_system_init(&d, &s, NULL), ENT_OK);
    assert_int_equal(ideal_system_build(&d, &p, &s, NULL), ENT_OK);
    ideal_system_solve(&d, &p, &s, b);
    for (size_t n = 0; n < STATES; n++) {
        double want = 0;

        for (size_t k = 0; k < STATES; k++)
            want += h[n * ALL + k] * cos((double)k);
        check_near(b[n], want, 1e-9, "solution");
    }
    ideal_system_covariance(&d, &p, &s);
    for (size_t t = 0; t < SESSIONS; t++)
        for (size_t i = 0; i < VOTERS; i++)
            for (size_t k = 0; k < VOTERS; k++)
                check_near(s.block[t][i * VOTERS + k],
                           h[(d.block_start[t] + i) * ALL + d.block_start[t] + k], 1e-9,
                           "covariance");
    ideal_system_clear(&d, &s);
    ideal_data_clear(&d);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("covariances are those of the whole matrix",
             covariances_are_those_of_the_whole_matrix),
    };

    return RUN(tests);
}
