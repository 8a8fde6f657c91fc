/* un_house.h: the General Assembly's published votes and ideal points as flat arrays, for the
 * reference test and the benchmark of ideal points. Reads outside the repository; absent: false. */
#ifndef TESTS_REFERENCE_UN_HOUSE_H
#define TESTS_REFERENCE_UN_HOUSE_H

#include "entente/ideal.h"
#include "entente/ref.h"

#include <stdlib.h>
#include <string.h>

enum { HOUSE_CALLS = 10000, HOUSE_VOTERS = 256, HOUSE_SESSIONS = 80, HOUSE_VOTES = 1 << 20 };

typedef struct house {
    ent_arena arena;
    ent_ref *ref;
    uint32_t session[HOUSE_CALLS], item[HOUSE_CALLS];
    bool part[HOUSE_CALLS]; /* vote on a paragraph or an amendment */
    const char *title[HOUSE_CALLS], *text[HOUSE_CALLS];
    const char *line[HOUSE_VOTERS];
    uint32_t n_lines;
    uint32_t *call, *voter;
    uint8_t *vote;
    size_t n;
    /* the published points, by voter and session; points[v][s].votes 0: none */
    struct {
        double point, low, high;
        int votes;
    } published[HOUSE_VOTERS][HOUSE_SESSIONS];
} house;

static inline ent_rows *
house_open(const char *name)
{
    const char *shared = getenv("ENTENTE_SHARED");
    const ent_rows_options options = {0};
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    char path[512];

    if (!ent_snprintf(path, sizeof path, "%s/%s", shared ? shared : "../shared/data", name) ||
        ent_lines_open(path, ENT_ENC_AUTO, &lines, NULL) != ENT_OK)
        return NULL;
    return ent_rows_open(lines, &options, &rows, NULL) == ENT_OK ? rows : NULL;
}

static inline double
house_number(const char *s)
{
    double v = 0;

    return ent_parse_double(s, &v, NULL) == ENT_OK ? v : 0;
}

/* The line of a code, as the reader of the set takes it. UINT32_MAX: nobody knows it. */
static inline uint32_t
house_voter(house *h, const char *code, ent_scheme scheme, uint32_t session)
{
    static const char *const lent[][2] = {{"YAR", "678"}, {"ZAN", "511"}, {"FRG", "260"}};
    ent_date on = {.year = 1945 + (int)session, .month = 12, .day = 1, .precision = ENT_PREC_DAY};
    const ent_polity *polity = NULL;

    for (size_t i = 0; i < 3; i++)
        if (strcmp(code, lent[i][0]) == 0) {
            code = lent[i][1];
            scheme = ENT_SCHEME_COW;
        }
    if (strcmp(code, "TW") == 0 || strcmp(code, "713") == 0) {
        code = "ROC";
        scheme = ENT_SCHEME_ENT;
    } else if (strcmp(code, "YU") == 0 && session > 60) {
        code = "SRB";
        scheme = ENT_SCHEME_ENT;
    }
    if (ent_ref_resolve(h->ref, code, scheme, &on, &polity, NULL) != ENT_OK) return UINT32_MAX;
    for (uint32_t i = 0; i < h->n_lines; i++)
        if (strcmp(h->line[i], polity->line) == 0) return i;
    if (h->n_lines == HOUSE_VOTERS) return UINT32_MAX;
    h->line[h->n_lines] = polity->line;
    return h->n_lines++;
}

static inline bool
house_read_calls(house *h)
{
    ent_rows *rows = house_open("un-votes/un_roll_calls_1946_2019.csv");
    const char *const *f;
    size_t n;

    if (!rows || ent_rows_next(rows, &f, &n, NULL) != ENT_OK) return false;
    while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK) {
        size_t id = (size_t)house_number(f[0]);

        if (id >= HOUSE_CALLS || n < 9) continue;
        h->session[id] = (uint32_t)house_number(f[1]);
        h->part[id] = f[5][0] == '1' || f[6][0] == '1';
        h->title[id] = ent_arena_strdup(&h->arena, f[7]);
        h->text[id] = ent_arena_strdup(&h->arena, f[8]);
        h->item[id] = (uint32_t)id;
    }
    ent_rows_close(rows);
    return true;
}

static inline bool
house_read_votes(house *h)
{
    ent_rows *rows = house_open("un-votes/un_votes_1946_2019.csv.gz");
    static char code[HOUSE_VOTERS][4];
    static uint32_t known[HOUSE_VOTERS][HOUSE_SESSIONS];
    size_t n_codes = 0, n;
    const char *const *f;

    if (!rows || ent_rows_next(rows, &f, &n, NULL) != ENT_OK) return false;
    h->call = malloc(HOUSE_VOTES * sizeof *h->call);
    h->voter = malloc(HOUSE_VOTES * sizeof *h->voter);
    h->vote = malloc(HOUSE_VOTES * sizeof *h->vote);
    while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK && h->n < HOUSE_VOTES) {
        size_t id = (size_t)house_number(f[0]), c = 0;
        uint32_t *slot;

        while (c < n_codes && strcmp(code[c], f[1]) != 0)
            c++;
        if (c == n_codes) strcpy(code[n_codes++], f[1]);
        slot = &known[c][h->session[id]];
        if (*slot == 0) *slot = house_voter(h, f[1], ENT_SCHEME_ISO2, h->session[id]) + 1;
        if (*slot == 0) continue;
        h->call[h->n] = (uint32_t)id;
        h->voter[h->n] = *slot - 1;
        h->vote[h->n++] = f[2][0] == 'y'   ? ENT_IDEAL_YES
                          : f[2][0] == 'n' ? ENT_IDEAL_NO
                                           : ENT_IDEAL_ABSTAIN;
    }
    ent_rows_close(rows);
    return true;
}

static inline bool
house_read_published(house *h)
{
    ent_rows *rows = house_open("un-ideal-points/IdealpointestimatesAll_Apr2020.csv");
    const char *const *f;
    size_t n;

    if (!rows || ent_rows_next(rows, &f, &n, NULL) != ENT_OK) return false;
    while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK) {
        uint32_t session = (uint32_t)house_number(f[2]);
        uint32_t v = house_voter(h, f[1], ENT_SCHEME_COW, session);

        if (v == UINT32_MAX) continue;
        h->published[v][session].point = house_number(f[4]);
        h->published[v][session].low = house_number(f[6]);
        h->published[v][session].high = house_number(f[10]);
        h->published[v][session].votes = (int)house_number(f[3]);
    }
    ent_rows_close(rows);
    return true;
}

static inline house *
house_open_all(void)
{
    house *h = calloc(1, sizeof *h);

    if (h && ent_ref_open(NULL, &h->ref, NULL) == ENT_OK && house_read_calls(h) &&
        house_read_votes(h) && house_read_published(h))
        return h;
    free(h);
    return NULL;
}

static inline void
house_close(house *h)
{
    if (!h) return;
    ent_arena_clear(&h->arena);
    ent_ref_close(h->ref);
    free(h->call);
    free(h->voter);
    free(h->vote);
    free(h);
}

#endif
