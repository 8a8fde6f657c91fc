/* feed/queue.c: segments to threads, results back in order. */
#include "feed/run_priv.h"

#include <pthread.h>

enum { THREADS_MAX = 64 };

/* What a result in the pool is doing. */
typedef enum slot_state { SLOT_FREE = 0, SLOT_BUSY, SLOT_DONE } slot_state;

typedef struct slot {
    feed_result result;
    slot_state state;
    uint64_t stream, segment;
} slot;

/* One thread and what it is at. */
typedef struct hand {
    feed_queue *queue;
    feed_worker worker;
    feed_source *source; /* of a stream that cannot seek: until its end */
    uint64_t next;       /* its next segment */
    pthread_t thread;
    bool started;
} hand;

/* What a hand is to do. */
typedef struct task {
    feed_stream *stream; /* to be opened as a source first: one that does not seek */
    feed_source *source;
    uint64_t segment;
    slot *slot;
    ent_status failed; /* the stream could not be opened: slot->result.error says why */
} task;

struct feed_queue {
    feed_plan *plan;
    feed_input *input;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool has_lock, has_changed;
    hand *hands;
    size_t n_hands;
    slot *slots; /* one more than hands, so that a hand need not wait for the caller */
    size_t n_slots;
    feed_source *shared; /* a stream that seeks, with segments left */
    uint64_t shared_next;
    uint64_t next_stream;
    bool input_over;
    uint64_t due_stream, due_segment; /* what the caller is to be given next */
};

/* ---- tasks: all under the lock -------------------------------------------------------------- */

/*
 * May this stream take a result? The last free one is for the stream that the caller waits for:
 * else streams behind it could hold all and wait for ever.
 */
static slot *
free_slot(feed_queue *q, uint64_t stream)
{
    slot *found = NULL;
    size_t n = 0;

    for (size_t i = 0; i < q->n_slots; i++) {
        if (q->slots[i].state != SLOT_FREE) continue;
        if (!found) found = &q->slots[i];
        n++;
    }
    return n > 1 || stream == q->due_stream ? found : NULL;
}

static void
claim_slot(task *t, slot *s, uint64_t stream)
{
    s->state = SLOT_BUSY;
    s->stream = stream;
    s->segment = t->segment;
    t->slot = s;
}

static void
fail_task(feed_queue *q, task *t, ent_status st)
{
    t->failed = st;
    q->input_over = true;
}

/*
 * The next stream into t; its first segment is the task. One that does not seek is opened by the
 * hand, not under the lock: its head has to be unpacked.
 */
static void
open_stream(feed_queue *q, slot *s, task *t)
{
    feed_stream *stream = NULL;
    const uint64_t number = q->next_stream;
    uint64_t size;
    ent_status st = feed_input_next(q->input, &stream, &s->result.error);

    if (st == ENT_END) {
        q->input_over = true;
        return;
    }
    q->next_stream++;
    claim_slot(t, s, number);
    if (st) {
        fail_task(q, t, st);
        return;
    }
    if (!feed_stream_can_seek(stream, &size)) {
        t->stream = stream;
        return;
    }
    st = feed_source_open(q->plan, stream, number, &t->source, &s->result.error);
    if (st) {
        feed_stream_close(stream);
        fail_task(q, t, st);
    } else if (t->source->segments > 1) {
        q->shared = t->source;
        q->shared_next = 1;
    }
}

/* False: nothing now; *over: and nothing ever. */
static bool
take_task(feed_queue *q, hand *h, task *t, bool *over)
{
    slot *s;

    *t = (task){0};
    *over = false;
    if (h->source) {
        s = free_slot(q, h->source->number);
        if (!s) return false;
        t->source = h->source;
        t->segment = h->next++;
    } else if (q->shared) {
        s = free_slot(q, q->shared->number);
        if (!s) return false;
        t->source = q->shared;
        t->segment = q->shared_next++;
        if (q->shared_next == q->shared->segments) q->shared = NULL;
    } else if (!q->input_over) {
        s = free_slot(q, q->next_stream);
        if (!s) return false;
        open_stream(q, s, t);
        *over = q->input_over && !t->slot;
        return t->slot != NULL;
    } else {
        *over = true;
        return false;
    }
    claim_slot(t, s, t->source->number);
    return true;
}

/* ---- work ----------------------------------------------------------------------------------- */

static ent_status
open_here(hand *h, task *t, ent_error *err)
{
    ent_status st = feed_source_open(h->queue->plan, t->stream, t->slot->stream, &t->source, err);

    if (st) {
        feed_stream_close(t->stream);
        return st;
    }
    h->source = t->source;
    h->next = 1;
    return ENT_OK;
}

/* Not under the lock. */
static void
do_task(hand *h, task *t)
{
    feed_result *r = &t->slot->result;
    ent_status st = t->failed;

    if (!st && t->stream) st = open_here(h, t, &r->error);
    if (st) {
        feed_result_reset(r);
        r->source = NULL;
    } else {
        st = feed_worker_segment(&h->worker, t->source, t->segment, r, &r->error);
        if (st || r->last) h->source = NULL;
    }
    r->status = st;
}

static void *
thread_main(void *arg)
{
    hand *h = arg;
    feed_queue *q = h->queue;
    bool over = false;

    (void)pthread_mutex_lock(&q->lock);
    while (!over && !atomic_load(&q->plan->stop)) {
        task t;

        if (!take_task(q, h, &t, &over)) {
            if (!over) (void)pthread_cond_wait(&q->changed, &q->lock);
            continue;
        }
        (void)pthread_mutex_unlock(&q->lock);
        do_task(h, &t);
        (void)pthread_mutex_lock(&q->lock);
        t.slot->state = SLOT_DONE;
        (void)pthread_cond_broadcast(&q->changed);
    }
    (void)pthread_cond_broadcast(&q->changed);
    (void)pthread_mutex_unlock(&q->lock);
    return NULL;
}

/* ---- the caller's side ---------------------------------------------------------------------- */

/* Is everything handed out and taken back? */
static bool
is_finished(const feed_queue *q)
{
    for (size_t i = 0; i < q->n_slots; i++)
        if (q->slots[i].state != SLOT_FREE) return false;
    for (size_t i = 0; i < q->n_hands; i++)
        if (q->hands[i].source) return false;
    return q->input_over && !q->shared;
}

static slot *
due_slot(feed_queue *q)
{
    for (size_t i = 0; i < q->n_slots; i++) {
        slot *s = &q->slots[i];

        if (s->state == SLOT_DONE && s->stream == q->due_stream && s->segment == q->due_segment)
            return s;
    }
    return NULL;
}

/* Without threads the caller does the next task itself. */
static void
work_here(feed_queue *q)
{
    task t;
    bool over;

    if (!take_task(q, &q->hands[0], &t, &over)) return;
    do_task(&q->hands[0], &t);
    t.slot->state = SLOT_DONE;
}

static slot *
wait_for_due(feed_queue *q)
{
    slot *s;

    if (q->n_hands == 1) {
        s = due_slot(q);
        if (!s) work_here(q);
        return due_slot(q);
    }
    (void)pthread_mutex_lock(&q->lock);
    while (!(s = due_slot(q)) && !is_finished(q))
        (void)pthread_cond_wait(&q->changed, &q->lock);
    (void)pthread_mutex_unlock(&q->lock);
    return s;
}

ent_status
feed_queue_next(feed_queue *q, feed_result **out, ent_error *err)
{
    slot *s = wait_for_due(q);
    ent_status st;

    if (!s) return ENT_END;
    st = s->result.status;
    if (st) {
        if (err) *err = s->result.error;
        return st;
    }
    *out = &s->result;
    return ENT_OK;
}

void
feed_queue_done(feed_queue *q, feed_result *result)
{
    slot *s = NULL;
    bool last = result->last;

    if (last) feed_source_close(result->source);
    (void)pthread_mutex_lock(&q->lock);
    for (size_t i = 0; i < q->n_slots; i++)
        if (&q->slots[i].result == result) s = &q->slots[i];
    ENT_ASSERT(s);
    s->state = SLOT_FREE;
    q->due_segment++;
    if (last) {
        q->due_stream++;
        q->due_segment = 0;
    }
    (void)pthread_cond_broadcast(&q->changed);
    (void)pthread_mutex_unlock(&q->lock);
}

void
feed_queue_totals(feed_queue *q, uint64_t *files, uint64_t *bytes)
{
    (void)pthread_mutex_lock(&q->lock);
    feed_input_totals(q->input, files, bytes);
    (void)pthread_mutex_unlock(&q->lock);
}

/* ---- beginning and end ---------------------------------------------------------------------- */

static ent_status
make_room(feed_queue *q, ent_error *err)
{
    int threads = q->plan->options->threads;
    ent_status st = ENT_OK;

    q->n_hands = threads > THREADS_MAX ? THREADS_MAX : threads > 1 ? (size_t)threads : 1;
    q->n_slots = q->n_hands == 1 ? 1 : q->n_hands + 1;
    q->hands = ent_alloc(q->n_hands, sizeof *q->hands);
    q->slots = ent_alloc(q->n_slots, sizeof *q->slots);
    if (!q->hands || !q->slots) return ent_fail(err, ENT_E_NOMEM, "no memory for threads");
    for (size_t i = 0; !st && i < q->n_hands; i++) {
        q->hands[i].queue = q;
        st = feed_worker_init(&q->hands[i].worker, q->plan, err);
    }
    for (size_t i = 0; i < q->n_slots; i++) {
        q->slots[i].result.cells.max_cells = q->plan->result_cells;
        q->slots[i].result.runs.dir = q->plan->options->temp_dir;
        q->slots[i].result.runs.limit_bytes = q->plan->result_bytes;
    }
    return st;
}

static ent_status
start_threads(feed_queue *q, ent_error *err)
{
    for (size_t i = 0; q->n_hands > 1 && i < q->n_hands; i++) {
        if (pthread_create(&q->hands[i].thread, NULL, thread_main, &q->hands[i]) != 0)
            return ent_fail(err, ENT_E_NOMEM, "the system gives no thread");
        q->hands[i].started = true;
    }
    return ENT_OK;
}

ent_status
feed_queue_open(feed_plan *plan, feed_queue **out, ent_error *err)
{
    feed_queue *q = ent_alloc(1, sizeof *q);
    ent_status st;

    if (!q) return ent_fail(err, ENT_E_NOMEM, "no memory for a queue");
    q->plan = plan;
    q->has_lock = pthread_mutex_init(&q->lock, NULL) == 0;
    q->has_changed = pthread_cond_init(&q->changed, NULL) == 0;
    st = q->has_lock && q->has_changed ? ENT_OK : ent_fail(err, ENT_E_NOMEM, "no lock to be had");
    if (!st) st = feed_input_open(plan->options->paths, plan->options->n_paths, &q->input, err);
    if (!st) st = make_room(q, err);
    if (!st) st = start_threads(q, err);
    if (st)
        feed_queue_close(q);
    else
        *out = q;
    return st;
}

static void
stop_threads(feed_queue *q)
{
    if (!q->has_lock || !q->hands) return;
    (void)pthread_mutex_lock(&q->lock);
    atomic_store(&q->plan->stop, true);
    if (q->has_changed) (void)pthread_cond_broadcast(&q->changed);
    (void)pthread_mutex_unlock(&q->lock);
    for (size_t i = 0; i < q->n_hands; i++)
        if (q->hands[i].started) (void)pthread_join(q->hands[i].thread, NULL);
}

/* Streams that were not read to their end: each stands in a result, in a hand or is shared. */
static void
close_sources(feed_queue *q)
{
    for (size_t i = 0; q->slots && i < q->n_slots; i++) {
        feed_source *src = q->slots[i].state == SLOT_FREE ? NULL : q->slots[i].result.source;

        if (!src) continue;
        for (size_t k = 0; k < q->n_slots; k++)
            if (q->slots[k].result.source == src) q->slots[k].result.source = NULL;
        for (size_t k = 0; k < q->n_hands; k++)
            if (q->hands[k].source == src) q->hands[k].source = NULL;
        if (q->shared == src) q->shared = NULL;
        feed_source_close(src);
    }
    for (size_t i = 0; q->hands && i < q->n_hands; i++)
        feed_source_close(q->hands[i].source);
    feed_source_close(q->shared);
}

void
feed_queue_close(feed_queue *q)
{
    if (!q) return;
    stop_threads(q);
    close_sources(q);
    for (size_t i = 0; q->slots && i < q->n_slots; i++)
        feed_result_clear(&q->slots[i].result);
    for (size_t i = 0; q->hands && i < q->n_hands; i++)
        feed_worker_clear(&q->hands[i].worker);
    ent_free(q->slots);
    ent_free(q->hands);
    feed_input_close(q->input);
    if (q->has_changed) (void)pthread_cond_destroy(&q->changed);
    if (q->has_lock) (void)pthread_mutex_destroy(&q->lock);
    ent_free(q);
}
