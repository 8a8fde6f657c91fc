/* track_params.c: the parameters of the tracks from real evidence, with errors, as frozen files.
 *
 * Built from the repository root, after ninja -C build (a release build):
 *   gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude bench/track_params.c bench/track_evidence.c \
 *       bench/track_events.c build/src/libentente.a -lm -lpthread -llbfgs -lz -lzstd -lutf8proc \
 *       -lsodium -lsqlite3 -lreadstat -ldeflate -lxxhash -o build/bench_track_params
 *
 *   build/bench_track_params LEDGER EVENTS DYADS THREADS OUT
 *
 * LEDGER holds cow-states, cow-contiguity, cow-alliances, gml-mid, un-ideal-points and
 * pew-us-favourability; EVENTS is the folder above tkg-icews14, tkg-icews18 and icews-raw-sample.
 * OUT.tsv gets the parameters, OUT.errors.tsv standard errors and how each number came about.
 */
#include "track_evidence.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/* What is not estimated, or is held near an expert prior. Slopes: one reference a kind. */
static const ent_track_rule RULES[] = {
    {"*", 0.5},
    {"mu.other.*", 0},
    {"slow.mood.*", 0},
    {"slow.lean.*", 0},
    {"mu.contiguous.B", 3},
    {"mu.contiguous.R", 3},
    {"mu.major.B", 3},
    {"mu.major.R", 3},
    {"world.*", 0}, /* two anchors with thresholds and slopes of their own do not settle it */
    {"volatility.*", 0},
    {"source.*.outliers", 0},
    {"source.*.b.*", 3},
    {"source.*.tau.*", 3},
    {"source.*.alpha", 3},
    {"source.icews-material.lam", 0},
    {"source.un-nearness.lam", 0},
    {"source.pew-favourable.*", 0},
    {"house.*", 0}, /* opinion: one question of one house about one country */
    {"*.O", 0},
};

static void
name_source(ent_track_params *p, size_t i, const char *name, ent_track_kind kind)
{
    ent_track_source *s = &p->sources[i];

    (void)ent_snprintf(s->name, sizeof s->name, "%s", name);
    s->kind = kind;
    s->lam = 1;
}

static void
drift(ent_track_source *s)
{
    s->n_knots = 2;
    s->knot_t[0] = 2014.5;
    s->knot_t[1] = 2018.5;
}

/* Where the fit starts, and the centre of its priors. Points of the Goldstein scale for B. */
static void
begin(ent_track_params *p)
{
    static const double world_t[] = {1946, 1965, 1990, 2012}, disputes[] = {-8, -5.5, -4.5};

    memset(p, 0, sizeof *p);
    for (int k = 0; k < ENT_TRACK_KINDS; k++) {
        p->kappa[k] = (const double[]){1, 0.5, 0.3}[k];
        p->fast.mood[k] = (const double[]){1, 0.2, 0.1}[k];
        p->fast.lean[k] = (const double[]){0.3, 0.1, 0.1}[k];
        p->fast.own[k] = (const double[]){0.7, 0.2, 0.3}[k];
        p->slow.own[k] = (const double[]){0.1, 0.1, 0.05}[k];
        p->level.mood[k] = (const double[]){1, 0.5, 0.3}[k];
        p->level.lean[k] = (const double[]){0.3, 0.1, 0.2}[k];
        p->level.own[k] = (const double[]){0.7, 0.5, 0.5}[k];
    }
    for (int i = 0; i < ENT_TRACK_VOLATILITIES; i++)
        p->volatility[i] = (const double[]){0.1, 0.2, 0.4, 0.2, 0.1}[i];
    p->n_world = 4;
    memcpy(p->world_t, world_t, sizeof world_t);
    p->n_sources = EV_SOURCES;
    name_source(p, EV_TONE_B, "icews-material", ENT_OBS_TONE);
    name_source(p, EV_TONE_R, "icews-verbal", ENT_OBS_TONE);
    name_source(p, EV_MID, "gml-mid-peace", ENT_OBS_ORDERED);
    name_source(p, EV_ALLIANCE, "cow-alliance", ENT_OBS_ORDERED);
    name_source(p, EV_UN, "un-nearness", ENT_OBS_GAUSSIAN);
    name_source(p, EV_PEW, "pew-favourable", ENT_OBS_SHARE);
    p->sources[EV_TONE_B].sigma = 5;
    p->sources[EV_TONE_R].sigma = 3;
    p->sources[EV_TONE_B].rho = p->sources[EV_TONE_R].rho = 0.1;
    p->sources[EV_TONE_B].outliers = p->sources[EV_TONE_R].outliers = 0.02;
    drift(&p->sources[EV_TONE_B]);
    drift(&p->sources[EV_TONE_R]);
    p->sources[EV_MID].n_levels = 4;
    memcpy(p->sources[EV_MID].tau, disputes, sizeof disputes);
    p->sources[EV_ALLIANCE].n_levels = 3;
    p->sources[EV_ALLIANCE].tau[0] = 2.5;
    p->sources[EV_ALLIANCE].tau[1] = 3.5;
    p->sources[EV_UN].sigma = 0.1;
    p->n_houses = 1;
    (void)ent_snprintf(p->houses[0].name, sizeof p->houses[0].name, "pew");
    p->houses[0].sd = 0.2;
}

static int
save(const char *out, const char *suffix, const ent_buf *text, ent_error *err)
{
    char path[1024];

    if (!ent_snprintf(path, sizeof path, "%s%s", out, suffix)) return 1;
    return ent_file_write(path, text->data, text->len, err) != ENT_OK;
}

/* "estimated" where the evidence at least halves the prior's error. */
static const char *
how_of(const ent_track_free *slot, double se)
{
    if (!isfinite(slot->sd) || se < 0.5 * slot->sd) return "estimated";
    return se < 0.85 * slot->sd ? "weak: prior and evidence" : "expert prior";
}

static int
write_errors(const ent_track_posterior *post, const char *hash, ent_buf *text)
{
    int failed = ent_buf_addf(text,
                              "# Standard errors of tracks-1.tsv, SHA-256 %s.\n"
                              "# %zu dyads, %zu values, log-likelihood %.3f, %s. Parameters that "
                              "are not listed were not estimated: they are\n"
                              "# 0, the scale (slope 1 of a reference source), or expert priors.\n"
                              "# z: scale without bounds; prior_sd: of a normal prior about the "
                              "start, on that scale.\n"
                              "name\tvalue\tse\tz\tz_se\tprior_sd\thow\n",
                              hash, post->n_dyads, post->n_obs, post->log_lik,
                              post->converged ? "converged" : "NOT converged") != ENT_OK;

    for (size_t i = 0; i < post->n && !failed; i++) {
        const ent_track_free *s = &post->slots[i];

        failed = ent_buf_addf(text, "%s\t%.6g\t%.3g\t%.6g\t%.3g\t%g\t%s\n", s->name,
                              ent_track_free_value(&post->mode, s), ent_track_posterior_se(post, i),
                              post->z[i], post->se[i], s->sd, how_of(s, post->se[i])) != ENT_OK;
    }
    return failed;
}

static int
write_all(const ent_track_posterior *post, const char *out, ent_error *err)
{
    ent_buf params = {0}, errors = {0};
    char hash[ENT_SHA256_HEX_MAX];
    int failed = ent_track_params_write(&post->mode, &params, err) != ENT_OK ||
                 ent_track_params_hash(&post->mode, hash, err) != ENT_OK ||
                 write_errors(post, hash, &errors) || save(out, ".tsv", &params, err) ||
                 save(out, ".errors.tsv", &errors, err);

    ent_buf_clear(&params);
    ent_buf_clear(&errors);
    return failed;
}

static int
read_all(const char *ledger_path, const char *folder, evidence *ev, ent_error *err)
{
    ent_ledger_options options = {.read_only = true};
    ent_ledger *ledger = NULL;
    char events[1024], scale[1024];
    int failed = ent_ledger_open(ledger_path, &options, &ledger, err) != ENT_OK ||
                 evidence_read(ledger, ev, err);

    ent_ledger_close(ledger);
    failed = failed || !ent_snprintf(scale, sizeof scale,
                                     "%s/icews-raw-sample/goldstein_mappings.csv", folder);
    for (int year = 2014; year <= 2018 && !failed; year += 4)
        failed = !ent_snprintf(events, sizeof events, "%s/tkg-icews%d", folder, year - 2000) ||
                 evidence_events(ev, events, scale, year, err);
    return failed;
}

static void
tell(const evidence *ev, const ent_track_posterior *post)
{
    struct rusage used;

    (void)getrusage(RUSAGE_SELF, &used);
    (void)printf("pairs %zu; values: material %zu, verbal %zu, disputes %zu, alliances %zu, "
                 "UN %zu, Pew %zu\n",
                 ev->n_pairs, ev->counts[EV_TONE_B], ev->counts[EV_TONE_R], ev->counts[EV_MID],
                 ev->counts[EV_ALLIANCE], ev->counts[EV_UN], ev->counts[EV_PEW]);
    if (!post->n) return;
    (void)printf("fitted %zu dyads, %zu values, %zu parameters: log-likelihood %.3f, %zu "
                 "evaluations, last step %.3g, %s; CPU %ld s\n",
                 post->n_dyads, post->n_obs, post->n, post->log_lik, post->evaluations,
                 post->gradient, post->converged ? "converged" : "not converged",
                 (long)used.ru_utime.tv_sec);
}

int
main(int argc, char **argv)
{
    evidence *ev = ent_alloc(1, sizeof *ev);
    ent_track_params *start = ent_alloc(1, sizeof *start);
    ent_track_posterior post = {0};
    ent_track_fit_options options = {.rules = RULES,
                                     .n_rules = sizeof RULES / sizeof RULES[0],
                                     .max_steps = 120,
                                     .max_rounds = 25};
    ent_track_dyad *dyads = NULL;
    ent_error err = {0};
    double n = 0, threads = 1;
    int failed = 1;

    if (argc != 6 || ent_parse_double(argv[3], &n, NULL) || n < 1 ||
        ent_parse_double(argv[4], &threads, NULL)) {
        (void)fprintf(stderr, "track_params: want LEDGER EVENTS DYADS THREADS OUT\n");
        return 2;
    }
    dyads = ent_alloc((size_t)n, sizeof *dyads);
    if (!ev || !start || !dyads || read_all(argv[1], argv[2], ev, &err)) goto out;
    tell(ev, &post);
    begin(start);
    (void)ent_snprintf(start->origin, sizeof start->origin,
                       "COW, GML, UN, Pew and ICEWS 1946-2019: bench/track_params, %s dyads, see "
                       "docs/methods/tracks-recovery.md",
                       argv[3]);
    options.threads = (unsigned)threads;
    n = (double)evidence_choose(ev, (size_t)n, 1, dyads);
    if (ent_track_fit_params(dyads, (size_t)n, start, &options, &post, &err)) goto out;
    tell(ev, &post);
    failed = write_all(&post, argv[5], &err);
out:
    if (failed) (void)fprintf(stderr, "track_params: %s (%s)\n", err.text, err.file);
    ent_track_posterior_clear(&post);
    if (ev) evidence_clear(ev);
    ent_free(ev);
    ent_free(start);
    ent_free(dyads);
    return failed;
}
