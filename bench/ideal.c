/* ideal.c: what ideal points cost, at three sizes of made-up houses and on the published votes.
 *
 * Built from the repository root, after ninja -C build (a release build):
 *   gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude bench/ideal.c build/src/libentente.a -lz -lzstd \
 *       -lutf8proc -lsodium -lsqlite3 -lreadstat -ldeflate -lxxhash -llbfgs -lm -o
 * build/bench_ideal
 *
 *   build/bench_ideal          one core; the published votes are left out where they are not there
 *
 * One line a house: votes, points, Newton steps, CPU seconds, votes a second, peak memory so far.
 */
#include "../tests/reference/un_house.h"

#include <math.h>
#include <stdio.h>
#include <sys/resource.h>

static double
cpu_s(void)
{
    struct rusage u;

    (void)getrusage(RUSAGE_SELF, &u);
    return (double)u.ru_utime.tv_sec + (double)u.ru_utime.tv_usec * 1e-6;
}

static void
run(const char *name, const ent_ideal_votes *votes)
{
    const ent_ideal_options options = {.positive_voter = ENT_IDEAL_NOBODY};
    double start = cpu_s(), spent;
    ent_ideal_fit fit = {0};
    ent_error err = {0};
    struct rusage u;

    if (ent_ideal_estimate(votes, &options, &fit, &err) != ENT_OK) {
        printf("%s: %s\n", name, err.text);
        return;
    }
    spent = cpu_s() - start;
    (void)getrusage(RUSAGE_SELF, &u);
    printf("%-10s %8zu votes %6zu points %3u steps %7.2f s %9.0f votes/s %5ld MiB\n", name,
           fit.n_votes, fit.n_points, fit.steps, spent, (double)fit.n_votes / spent,
           u.ru_maxrss / 1024);
    ent_ideal_clear(&fit);
}

static double
unit(uint64_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    *s ^= *s << 17;
    return ((double)(*s >> 11) + 0.5) / 9007199254740992.0;
}

/* Voters stand still; items and noise are logistic: near enough for the cost. */
static void
run_made_up(size_t voters, size_t sessions, size_t calls)
{
    size_t n = voters * sessions * calls, k = 0;
    uint32_t *call = malloc(n * sizeof *call), *voter = malloc(n * sizeof *voter);
    uint32_t *session = malloc(sessions * calls * sizeof *session);
    uint8_t *vote = malloc(n);
    uint64_t seed = 88172645463325252u;
    char name[32];

    for (size_t c = 0; c < sessions * calls; c++) {
        double b = 2 * unit(&seed) - 0.7, cut = unit(&seed);

        session[c] = (uint32_t)(c / calls);
        for (size_t i = 0; i < voters; i++, k++) {
            double u = unit(&seed), y = b * (4.0 * (double)i / (double)voters - 2);

            y += 0.55 * log(u / (1 - u)) - cut;
            call[k] = (uint32_t)c;
            voter[k] = (uint32_t)i;
            vote[k] = y < -0.3 ? ENT_IDEAL_YES : y > 0.3 ? ENT_IDEAL_NO : ENT_IDEAL_ABSTAIN;
        }
    }
    snprintf(name, sizeof name, "%zux%zux%zu", voters, sessions, calls);
    run(name, &(ent_ideal_votes){.roll_call = call,
                                 .voter = voter,
                                 .vote = vote,
                                 .n = n,
                                 .session = session,
                                 .n_roll_calls = sessions * calls,
                                 .n_voters = voters});
    free(call);
    free(voter);
    free(session);
    free(vote);
}

int
main(void)
{
    house *h = house_open_all();

    run_made_up(100, 10, 50);
    run_made_up(100, 20, 50);
    run_made_up(100, 40, 50);
    if (h)
        run("published", &(ent_ideal_votes){.roll_call = h->call,
                                            .voter = h->voter,
                                            .vote = h->vote,
                                            .n = h->n,
                                            .session = h->session,
                                            .n_roll_calls = HOUSE_CALLS,
                                            .n_voters = h->n_lines});
    house_close(h);
    return 0;
}
