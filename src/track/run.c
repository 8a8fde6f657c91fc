/* run.c: many dyads in batches over threads; results in order, the same bytes on any number. */
#include "batch_priv.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

enum { THREADS_MAX = 256 };

/* What all workers share; everything behind `lock`, but params, options and kernel. */
typedef struct crew {
    const ent_track_params *params;
    const ent_track_options *options;
    const track_kernel *kernel;
    const ent_track_io *io;
    size_t n_dyads;
    pthread_mutex_t lock;
    pthread_cond_t turned;
    size_t next_take;       /* first dyad of the batch that is handed out next */
    size_t next_put;        /* of the batch whose turn it is to be put */
    ent_track_score *score; /* NULL: not scoring */
    ent_sum log_lik;
    ent_status st; /* of the first batch, in order, that failed */
    ent_error why;
} crew;

static const track_kernel *
choose_kernel(unsigned lanes)
{
    const track_kernel *k8 = ent_track_kernel_8(), *k4 = ent_track_kernel_4();

    if (lanes == 2) return ent_track_kernel_2();
    if (lanes == 4 && k4) return k4;
    if (lanes == 8 && k8) return k8;
    return k8 ? k8 : k4 ? k4 : ent_track_kernel_2();
}

static ent_status
check_options(const ent_track_options *o, ent_error *err)
{
    for (size_t g = 0; g < o->n_grid; g++)
        if (!isfinite(o->grid[g]) || (g && !(o->grid[g] > o->grid[g - 1])))
            return ent_fail(err, ENT_E_SHAPE, "grid does not rise at point %zu", g + 1);
    if (o->threads > THREADS_MAX)
        return ent_fail(err, ENT_E_LIMIT, "%u threads; at most %d", o->threads, THREADS_MAX);
    return ENT_OK;
}

/* With the lock held: the next dyads, at most as many as lanes. */
static ent_status
take_dyads(crew *c, size_t from, size_t n, ent_track_dyad *dyads, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i++) {
        memset(&dyads[i], 0, sizeof dyads[i]);
        st = c->io->take(c->io->ctx, from + i, &dyads[i], err);
    }
    return st;
}

/* With the lock held, when it is this batch's turn. */
static void
put_results(crew *c, const track_batch *batch, size_t from, size_t n, ent_status st,
            const ent_error *why)
{
    ent_error err = *why;

    for (size_t i = 0; i < n && !st && c->score; i++) {
        ent_sum_add(&c->log_lik, batch->lanes[i].result.log_lik);
        if (batch->scoring)
            ent_track_score_blend(c->params, &c->score->by, 1, batch->lanes[i].score, 1);
    }
    for (size_t i = 0; i < n && !st && c->io->put; i++)
        st = c->io->put(c->io->ctx, from + i, &batch->lanes[i].result, &err);
    if (st && !c->st) {
        c->st = st;
        c->why = err;
        c->why.status = st;
    }
}

static void *
work(void *arg)
{
    crew *c = arg;
    track_batch batch = {.params = c->params, .options = c->options, .kernel = c->kernel};
    ent_track_dyad dyads[LANES_MAX];

    batch.scoring = c->score && !c->options->no_gradient;
    (void)pthread_mutex_lock(&c->lock);
    while (!c->st && c->next_take < c->n_dyads) {
        size_t from = c->next_take, left = c->n_dyads - from;
        size_t n = left < c->kernel->lanes ? left : c->kernel->lanes;
        ent_error why = {.status = ENT_OK};
        ent_status st;

        c->next_take += n;
        st = take_dyads(c, from, n, dyads, &why);
        (void)pthread_mutex_unlock(&c->lock);
        if (!st) st = ent_track_batch_run(&batch, dyads, n, &why);
        (void)pthread_mutex_lock(&c->lock);
        while (c->next_put != from && !c->st)
            (void)pthread_cond_wait(&c->turned, &c->lock);
        if (!c->st) put_results(c, &batch, from, n, st, &why);
        c->next_put = from + n;
        (void)pthread_cond_broadcast(&c->turned);
    }
    (void)pthread_mutex_unlock(&c->lock);
    ent_track_batch_clear(&batch);
    return NULL;
}

/* Run `work` on this thread and on `more` others; fewer when the system gives none. */
static void
work_together(crew *c, unsigned more)
{
    pthread_t threads[THREADS_MAX];
    unsigned started = 0;

    while (started < more && pthread_create(&threads[started], NULL, work, c) == 0)
        started++;
    (void)work(c);
    for (unsigned i = 0; i < started; i++)
        (void)pthread_join(threads[i], NULL);
}

static ent_status
run_all(const ent_track_params *p, size_t n_dyads, const ent_track_io *io,
        const ent_track_options *options, ent_track_score *score, ent_error *err)
{
    crew c = {.params = p, .options = options, .io = io, .n_dyads = n_dyads, .score = score};
    ent_status st = ent_track_params_check(p, err);

    if (!st) st = check_options(options, err);
    if (st) return st;
    c.kernel = choose_kernel(options->lanes);
    if (pthread_mutex_init(&c.lock, NULL)) return ent_fail(err, ENT_E_NOMEM, "no lock");
    if (pthread_cond_init(&c.turned, NULL)) {
        (void)pthread_mutex_destroy(&c.lock);
        return ent_fail(err, ENT_E_NOMEM, "no condition");
    }
    work_together(&c, options->threads > 1 ? options->threads - 1 : 0);
    (void)pthread_cond_destroy(&c.turned);
    (void)pthread_mutex_destroy(&c.lock);
    if (c.st && err) *err = c.why;
    if (score) score->log_lik = ent_sum_value(&c.log_lik);
    return c.st;
}

ent_status
ent_tracks_run(const ent_track_params *p, size_t n_dyads, const ent_track_io *io,
               const ent_track_options *options, ent_error *err)
{
    return run_all(p, n_dyads, io, options, NULL, err);
}

ent_status
ent_tracks_score(const ent_track_params *p, size_t n_dyads, const ent_track_io *io,
                 const ent_track_options *options, ent_track_score *out, ent_error *err)
{
    ent_track_options without_grid = *options;
    ent_track_score *score = ent_alloc(1, sizeof *score);
    ent_status st;

    if (!score) return ent_fail(err, ENT_E_NOMEM, "no memory for a gradient");
    without_grid.grid = NULL;
    without_grid.n_grid = 0;
    without_grid.no_filtered = without_grid.no_smoothed = true;
    st = run_all(p, n_dyads, io, &without_grid, score, err);
    if (!st) *out = *score;
    ent_free(score);
    return st;
}
