/* feed/roles.c: which of our roles a CAMEO role code stands for, and why. */
#include "feed/feed_priv.h"

/*
 * The codes are those of the CAMEO codebook (Schrodt 2012, ch. 3 on actors); the choice is ours:
 *   GOV  who speaks for or acts as the state without arms: executive, legislature, courts,
 *        intelligence, police (COP: under a ministry in most states, and no army)
 *   MIL  the state's armed forces
 *   PAR  parties: the opposition too, which is a party that does not govern
 *   CVL  people and sectors (labour, farmers, refugees, health ...) and, as there is no role of
 *        their own, armed groups that are not the state's (rebels, separatists, insurgents,
 *        unidentified armed forces, criminals): LIMIT: within a state's own society they are
 * counted with civilians, so that they are never taken for the state IGO, IMG and UIS are no role
 * within a state; a bare country code has none either.
 */
typedef struct role_code {
    char code[4];
    uint8_t role;
} role_code;

static const role_code codes[] = {
    {"AGR", ENT_ROLE_CVL}, {"BUS", ENT_ROLE_BUS}, {"COP", ENT_ROLE_GOV}, {"CRM", ENT_ROLE_CVL},
    {"CVL", ENT_ROLE_CVL}, {"DEV", ENT_ROLE_CVL}, {"EDU", ENT_ROLE_EDU}, {"ELI", ENT_ROLE_CVL},
    {"ENV", ENT_ROLE_CVL}, {"GOV", ENT_ROLE_GOV}, {"HLH", ENT_ROLE_CVL}, {"HRI", ENT_ROLE_NGO},
    {"INS", ENT_ROLE_CVL}, {"JUD", ENT_ROLE_GOV}, {"LAB", ENT_ROLE_CVL}, {"LEG", ENT_ROLE_GOV},
    {"MED", ENT_ROLE_MED}, {"MIL", ENT_ROLE_MIL}, {"MNC", ENT_ROLE_BUS}, {"MOD", ENT_ROLE_CVL},
    {"NGM", ENT_ROLE_NGO}, {"NGO", ENT_ROLE_NGO}, {"OPP", ENT_ROLE_PAR}, {"PTY", ENT_ROLE_PAR},
    {"RAD", ENT_ROLE_CVL}, {"REB", ENT_ROLE_CVL}, {"REF", ENT_ROLE_CVL}, {"SEP", ENT_ROLE_CVL},
    {"SPY", ENT_ROLE_GOV}, {"UAF", ENT_ROLE_CVL},
};

ent_role
feed_cameo_role(feed_text t)
{
    size_t lo = 0, hi = sizeof codes / sizeof *codes;

    if (t.n != 3) return ENT_ROLE_NONE;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = memcmp(codes[mid].code, t.p, 3);

        if (order == 0) return (ent_role)codes[mid].role;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return ENT_ROLE_NONE;
}
