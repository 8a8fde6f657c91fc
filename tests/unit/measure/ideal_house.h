/* ideal_house.h: a made-up house whose members, items and votes are drawn from the model. */
#ifndef TESTS_UNIT_MEASURE_IDEAL_HOUSE_H
#define TESTS_UNIT_MEASURE_IDEAL_HOUSE_H

#include "../check.h"

#include "entente/ideal.h"

enum { HOUSE_VOTERS_MAX = 64, HOUSE_SESSIONS_MAX = 16, HOUSE_VOTES_MAX = 65536 };

typedef struct ideal_house {
    size_t n_voters, n_sessions, calls; /* calls a session */
    double theta[HOUSE_VOTERS_MAX][HOUSE_SESSIONS_MAX];
    uint32_t roll_call[HOUSE_VOTES_MAX], voter[HOUSE_VOTES_MAX], session[4096];
    uint8_t vote[HOUSE_VOTES_MAX];
    ent_ideal_votes votes;
} ideal_house;

static inline double
house_normal(dice *d)
{
    double u = dice_unit(d) + 1e-17;

    return sqrt(-2 * log(u)) * cos(6.283185307179586 * dice_unit(d));
}

/* Points follow the prior of the model with the step given, each session's mean taken out; voter 0
 * is the most positive. absent: share of votes that are not cast. */
static inline void
house_draw(ideal_house *h, size_t n_voters, size_t n_sessions, size_t calls, double absent,
           uint64_t seed)
{
    dice d = {.state = seed};
    size_t n = 0;

    *h = (ideal_house){.n_voters = n_voters, .n_sessions = n_sessions, .calls = calls};
    for (size_t t = 0; t < n_sessions; t++) {
        double mean = 0;

        for (size_t i = 0; i < n_voters; i++) {
            double rho = t ? sqrt(0.75) : 0;

            h->theta[i][t] = (t        ? rho * h->theta[i][t - 1]
                              : i == 0 ? 2
                                       : 0) +
                             sqrt(1 - rho * rho) * house_normal(&d);
            mean += h->theta[i][t] / (double)n_voters;
        }
        for (size_t i = 0; i < n_voters; i++)
            h->theta[i][t] -= mean;
        for (size_t j = 0; j < calls; j++) {
            double b = house_normal(&d), low = house_normal(&d) - 0.7, high = low + 0.8;
            uint32_t call = (uint32_t)(t * calls + j);

            h->session[call] = (uint32_t)t + 1;
            for (size_t i = 0; i < n_voters; i++) {
                double y = b * h->theta[i][t] + house_normal(&d);

                if (dice_unit(&d) < absent) continue;
                h->roll_call[n] = call;
                h->voter[n] = (uint32_t)i;
                h->vote[n++] = y < low    ? ENT_IDEAL_YES
                               : y > high ? ENT_IDEAL_NO
                                          : ENT_IDEAL_ABSTAIN;
            }
        }
    }
    h->votes = (ent_ideal_votes){.roll_call = h->roll_call,
                                 .voter = h->voter,
                                 .vote = h->vote,
                                 .n = n,
                                 .session = h->session,
                                 .n_roll_calls = n_sessions * calls,
                                 .n_voters = n_voters};
}

#endif
