/* track_evidence.h: what a ledger and two event files say of pairs of states, as values for tracks.
 */
#ifndef BENCH_TRACK_EVIDENCE_H
#define BENCH_TRACK_EVIDENCE_H

#include "entente/ledger.h"
#include "entente/track.h"

/* Sources, in the order of the parameters. */
enum { EV_TONE_B = 0, EV_TONE_R, EV_MID, EV_ALLIANCE, EV_UN, EV_PEW, EV_SOURCES };

enum { EV_LINES_MAX = 512, EV_FIRST_YEAR = 1946, EV_LAST_YEAR = 2019, EV_YEARS = 74 };

/* Evidence on one pair of lines; a < b. */
typedef struct ev_pair {
    uint16_t a, b;
    ent_track_class class_of;
    bool surveyed, evented;
    ent_track_obs *obs;
    size_t n, room;
} ev_pair;

typedef struct evidence {
    char lines[EV_LINES_MAX][16];
    size_t n_lines;
    uint8_t member[EV_LINES_MAX][EV_YEARS], major[EV_LINES_MAX];
    double point[EV_LINES_MAX][EV_YEARS], point_var[EV_LINES_MAX][EV_YEARS]; /* var 0: none */
    uint8_t *contiguous; /* n x n of EV_LINES_MAX */
    uint8_t *levels;     /* highest level of a pair and year, while claims of one kind are read */
    ev_pair *pairs;
    size_t n_pairs;
    size_t counts[EV_SOURCES];
    ent_ref *ref;
} evidence;

/* Zero on success. Pairs are all that were ever members of the system in one year. */
int evidence_read(ent_ledger *ledger, evidence *out, ent_error *err);
/* Monthly mean intensity of the verbal and of the material events of one graph file set; `scale`
 * is a table of event names and intensities. first_year: of hour 0. */
int evidence_events(evidence *ev, const char *folder, const char *scale, int first_year,
                    ent_error *err);
/* About n pairs: all with surveys, the rest in equal parts of the three classes, those with events
 * first within a class, otherwise by a seeded order. @shape chosen: room for n */
size_t evidence_choose(const evidence *ev, size_t n, uint64_t seed, ent_track_dyad *chosen);
void evidence_clear(evidence *ev);
int ev_line(evidence *ev, const char *code);
ev_pair *ev_pair_of(evidence *ev, size_t a, size_t b);
int ev_add(ev_pair *pair, const ent_track_obs *obs);

#endif
