/* workspace_priv.h: what the files of this stage share. */
#ifndef ENTENTE_WORKSPACE_PRIV_H
#define ENTENTE_WORKSPACE_PRIV_H

#include "entente/workspace.h"

/** Distance of ideal points over all pairs of voters of a year: data/params/un_nearness.tsv. */
typedef struct ws_nearness {
    int year;
    double mean, sd;
} ws_nearness;

/** What a standard deviation of each kind of track is, and where its zero lies. */
typedef struct ws_track_scale {
    double mean[ENT_TRACK_KINDS], sd[ENT_TRACK_KINDS];
} ws_track_scale;

struct ent_workspace {
    ent_ledger *ledger;
    ent_ref *ref;
    ent_arena arena; /**< what lives as long as the workspace: yardsticks, paths */
    const char *data_dir, *now;
    ent_yardstick *yardsticks;
    size_t n_yardsticks;
    bool on_starter;
    ent_track_params *track_params; /**< read when first wanted; NULL: not yet, or there are none */
    char track_hash[ENT_SHA256_HEX_MAX];
    ws_track_scale track_scale; /**< read with them */
    ws_nearness *nearness;      /**< by year, rising; NULL: not yet read, or there is none */
    size_t n_nearness;
};

/** A growing list of estimates in an arena. */
typedef struct ws_estimates {
    ent_arena *arena;
    ent_estimate *items;
    size_t n, cap;
} ws_estimates;

ENT_MUST_USE ent_status ws_estimates_add(ws_estimates *list, const ent_estimate *e, ent_error *err);

/** The panel of one pair and what measures need to write into it. */
typedef struct ws_pair_panel {
    const ent_pair *pair;
    const ent_panel *panel;
    ws_estimates *out;
} ws_pair_panel;

/** Series of the pair by indicator; to NULL: monadic. Never NULL: an empty series stands in. */
const ent_series *ws_series(const ws_pair_panel *p, const char *indicator, const char *from,
                            const char *to);

/** One observation as an estimate over its own span, without an id. */
ENT_MUST_USE ent_status ws_reading(const ent_series *series, const ent_obs *obs, ent_arena *arena,
                                   ent_estimate *out, ent_error *err);

/** Each year with an observation of its own (not mere silence) becomes an estimate. */
ENT_MUST_USE ent_status ws_measure_yearly(const ws_pair_panel *p, const char *indicator,
                                          ent_error *err);
ENT_MUST_USE ent_status ws_measure_trade(const ws_pair_panel *p, ent_error *err);
ENT_MUST_USE ent_status ws_measure_people(const ws_pair_panel *p, ent_error *err);
ENT_MUST_USE ent_status ws_measure_stance(const ws_pair_panel *p, ent_error *err);
ENT_MUST_USE ent_status ws_measure_land(const ws_pair_panel *p, ent_error *err);

/** Read the distances once. ENT_OK also when the data folder has none: then no position is set on a
 * scale, and ws_nearness_of gives NULL. */
ENT_MUST_USE ent_status ws_nearness_load(ent_workspace *ws, ent_error *err);
/** NULL: nobody computed that year. */
const ws_nearness *ws_nearness_of(const ent_workspace *ws, int year);

/** Frozen parameters of the data folder into ws->track_params. @return ENT_NONE: it has none */
ENT_MUST_USE ent_status ws_track_params(ent_workspace *ws, ent_error *err);

/** n x ENT_TRACKS: does a row lie between the first and last of these observations of a track? */
ENT_MUST_USE ent_status ws_tracks_observed(const ent_track_obs *obs, size_t n_obs, const double *t,
                                           size_t n, double step, ent_arena *arena,
                                           const bool **out, ent_error *err);

/** A value of track k in the unit that is printed. */
double ws_track_scaled(const ws_track_scale *scale, size_t k, double x);

/** Tracks and gaps by year, of years with evidence of their own. */
ENT_MUST_USE ent_status ws_measure_tracks(ent_workspace *ws, const ent_pair *pair,
                                          const ent_date *as_of, ws_estimates *out, ent_error *err);

/** Yearly rate, tone and conflict of every feed. */
ENT_MUST_USE ent_status ws_measure_events(ent_workspace *ws, const ent_pair *pair,
                                          const ent_date *as_of, ws_estimates *out, ent_error *err);

/** Series about one state that measures of its pairs need. */
enum { WS_MONADIC = 7 };
/** Those of n states, one state after the other. */
ENT_MUST_USE ent_status ws_read_about(ent_workspace *ws, const char *const *lines, size_t n,
                                      const ent_date *as_of, ent_arena *arena, ent_panel *out,
                                      ent_error *err);
/** Every measure of a pair that claims give, in order, with the WS_MONADIC series about either side
 * at hand. */
ENT_MUST_USE ent_status ws_measure_with(ent_workspace *ws, const ent_pair *pair,
                                        const ent_date *as_of, const ent_series *about_a,
                                        const ent_series *about_b, ws_estimates *out,
                                        ent_error *err);

/** The same with what feeds and tracks give. */
ENT_MUST_USE ent_status ws_measure_pair(ent_workspace *ws, const ent_pair *pair,
                                        const ent_date *as_of, const ent_series *about_a,
                                        const ent_series *about_b, ws_estimates *out,
                                        ent_error *err);

/** Undirected ids name the pair in alphabetical order, so that both ways of asking agree. */
void ws_ordered(const ent_pair *pair, const char **first, const char **second);

/** Read data/starter/yardstick.tsv into the workspace. ENT_OK also when there is none. */
ENT_MUST_USE ent_status ws_yardsticks_load(ent_workspace *ws, ent_error *err);

/** A published set's citation as the fields that the ledger takes. */
void ws_cite(const ent_source_info *s, const char *fields[8]);

/** Every TSV of the starter folder into the ledger. */
ENT_MUST_USE ent_status ws_starter_import(ent_workspace *ws, ent_error *err);

#endif
