/* kernel_score_priv.h: the recursions that the gradient needs, beside those of kernel_priv.h.
 *
 * With r, N behind a gap, the derivative of the log-likelihood by the gap's covariance Q is half of
 * W = r r' - N, and by what it keeps, T: r x' - N T C, x the smoothed mean and C the filtered
 * covariance before the gap (Koopman & Shephard 1992; no inverse is needed). A second pass of means
 * alone, r2 and x2, carries what Laplace's approximation adds: W gains r r2' + r2 r'.
 */
INLINE void
save_span(const track_pass *pass, const track_step *step, const state *s)
{
    double *to = pass->spans + (size_t)step->index * SPAN_FIELDS * LANES;
    loading z;

    loading_of(pass, step, &z);
    for (size_t i = 0; i < STATES; i++) {
        vec row = s->p[at(i, ENT_TRACKS + z.first)];

        if (z.second != STATES) row += s->p[at(i, ENT_TRACKS + z.second)];
        AT(to, SPAN_M + i) = z.zu * row;
    }
    AT(to, SPAN_A) = z.zu * s->a[ENT_TRACKS + z.first];
    if (z.second != STATES) AT(to, SPAN_A) += z.zu * s->a[ENT_TRACKS + z.second];
}

static TARGET void
score_forward(track_pass *pass)
{
    state s;
    slow_terms slow;
    density d;
    step_gap gap;

    begin(pass, &s, &slow, &d);
    for (size_t i = 0; i < pass->n_steps; i++) {
        const track_step *step = &pass->steps[i];

        if (step->type == STEP_NODE) {
            double *to = pass->states + (size_t)step->index * STATE_FIELDS * LANES;

            for (size_t j = 0; j < STATES; j++)
                AT(to, STATE_A + j) = s.a[j];
            for (size_t j = 0; j < PACKED; j++)
                AT(to, STATE_P + j) = s.p[j];
            gather_gap(pass, step, &gap);
            predict(&s, &gap, &slow, pass->volatility);
        } else if (step->type == STEP_SLOT) {
            if (step->span) save_span(pass, step, &s);
            forward_slot(pass, step, &s, &d, false);
        }
    }
    density_sum(&d, pass->log_lik);
}

/* z' x of twelve states. */
INLINE void
dot_loading(const loading *z, const vec *x, vec *all, vec *fast)
{
    vec m = x[z->first], u = x[ENT_TRACKS + z->first];

    if (z->second != STATES) {
        m += x[z->second];
        u += x[ENT_TRACKS + z->second];
    }
    *fast = z->zu * u;
    *all = z->zm * m + *fast;
}

static TARGET void
second_forward(track_pass *pass)
{
    vec a[STATES];
    step_gap gap;

    memset(a, 0, sizeof a);
    for (size_t i = 0; i < pass->n_steps; i++) {
        const track_step *step = &pass->steps[i];
        const size_t at_slot = (size_t)step->index;
        const double *kept = pass->kept + at_slot * KEPT_FIELDS * LANES;
        loading z;
        vec mean, fast, v;

        if (step->type == STEP_NODE) {
            double *to = pass->states2 + at_slot * STATES * LANES;

            for (size_t j = 0; j < STATES; j++)
                AT(to, j) = a[j];
            gather_gap(pass, step, &gap);
            for (size_t k = 0; k < ENT_TRACKS; k++)
                a[ENT_TRACKS + k] *= gap.keep[k % ENT_TRACK_KINDS];
        } else if (step->type == STEP_SLOT) {
            loading_of(pass, step, &z);
            dot_loading(&z, a, &mean, &fast);
            v = AT(pass->in2, at_slot) - mean;
            AT(pass->kept2, at_slot) = v;
            AT(pass->spans2, at_slot) = fast;
            for (size_t j = 0; j < STATES; j++)
                a[j] += AT(kept, KEPT_M + j) * (AT(kept, KEPT_INV) * v);
        }
    }
}

INLINE void
add_pair(double *score, size_t field, size_t pair, const vec *value)
{
    AT(score, field + pair) += *value;
}

/* W of states i and j; a pair of different ones stands for two elements of a symmetric matrix. */
INLINE void
excess(const sums *b, const vec *r2, size_t i, size_t j, vec *out)
{
    *out = b->r[i] * b->r[j] - b->n[at(i, j)] + b->r[i] * r2[j] + r2[i] * b->r[j];
    if (i == j) *out *= .5;
}

typedef struct step_slope {
    vec scale[PAIRS / 2], slope[PAIRS / 2];
} step_slope;

INLINE void
gather_slope(const track_pass *pass, const track_step *step, step_slope *out)
{
    const uint32_t *which = pass->node_gap + (size_t)step->index * LANES;
    const size_t n = sizeof(track_slope) / sizeof(double);
    vec *to = (vec *)out;

    for (size_t l = 0; l < LANES; l++) {
        const double *from = (const double *)&pass->slopes[which[l]];

        for (size_t i = 0; i < n; i++)
            to[i][l] = from[i];
    }
}

/* Derivatives by the covariance that a gap adds. */
INLINE void
score_growth(track_pass *pass, const track_step *step, const step_gap *gap, const sums *b,
             const vec *r2)
{
    const size_t own = PAIRS;
    step_slope more;

    gather_slope(pass, step, &more);
    for (size_t k = 0; k < ENT_TRACKS; k++)
        for (size_t l = k; l < ENT_TRACKS; l++) {
            const size_t kind = k % ENT_TRACK_KINDS, pair = ent_track_pair[k][l];
            vec slow, fast, bend;

            excess(b, r2, k, l, &slow);
            excess(b, r2, ENT_TRACKS + k, ENT_TRACKS + l, &fast);
            slow *= gap->dt;
            bend = pass->volatility * fast * more.slope[pair % (PAIRS / 2)];
            fast = pass->volatility * fast * more.scale[pair % (PAIRS / 2)];
            add_pair(pass->score, SCORE_SLOW, pair, &slow);
            add_pair(pass->score, SCORE_FAST, pair, &fast);
            add_pair(pass->score, SCORE_BEND, pair, &bend);
            if (k != l) continue;
            add_pair(pass->score, SCORE_SLOW + own, kind, &slow);
            add_pair(pass->score, SCORE_FAST + own, kind, &fast);
            add_pair(pass->score, SCORE_BEND + own, kind, &bend);
        }
}

/* Derivatives by what a gap keeps of u. */
INLINE void
score_memory(track_pass *pass, const track_step *step, const step_gap *gap, const sums *b,
             const vec *r2)
{
    const double *from = pass->states + (size_t)step->index * STATE_FIELDS * LANES;
    const double *from2 = pass->states2 + (size_t)step->index * STATES * LANES;

    for (size_t k = ENT_TRACKS; k < STATES; k++) {
        const size_t kind = k % ENT_TRACK_KINDS;
        vec x = AT(from, STATE_A + k), x2 = AT(from2, k), nc = {0}, total;

        for (size_t j = 0; j < STATES; j++) {
            vec c = AT(from, STATE_P + at(k, j));

            if (j >= ENT_TRACKS) c *= gap->keep[j % ENT_TRACK_KINDS];
            x += c * b->r[j];
            x2 += c * r2[j];
            nc += c * b->n[at(k, j)];
        }
        total = b->r[k] * (x + x2) + r2[k] * x - nc;
        AT(pass->score, SCORE_KEEP + kind) -= gap->dt * gap->keep[kind] * total;
    }
}

INLINE void
score_slot(track_pass *pass, const track_step *step, sums *b, vec *r2)
{
    const size_t at_slot = (size_t)step->index;
    const double *kept = pass->kept + at_slot * KEPT_FIELDS * LANES;
    const double *span = pass->spans + at_slot * SPAN_FIELDS * LANES;
    double *more = pass->more + at_slot * MORE_FIELDS * LANES;
    const vec inv = AT(kept, KEPT_INV), v2 = AT(pass->kept2, at_slot);
    loading z;
    vec m[STATES], w[STATES], mr = {0}, own, fast, u2;

    loading_of(pass, step, &z);
    for (size_t i = 0; i < STATES; i++) {
        m[i] = AT(kept, KEPT_M + i);
        mr += m[i] * r2[i];
    }
    dot_loading(&z, m, &own, &fast);
    u2 = (v2 - mr) * inv;
    AT(more, MORE_ETA) = AT(pass->in2, at_slot) - v2 + mr + own * u2;
    AT(more, MORE_U) = u2;
    backward_slot(pass, step, b);
    r2[z.first] += z.zm * u2;
    r2[ENT_TRACKS + z.first] += z.zu * u2;
    if (z.second != STATES) {
        r2[z.second] += z.zm * u2;
        r2[ENT_TRACKS + z.second] += z.zu * u2;
    }
    if (!step->span) return;
    times(b, m, w);
    AT(more, MORE_FAST) = AT(span, SPAN_A);
    AT(more, MORE_FAST2) = AT(pass->spans2, at_slot);
    /* m is P z, so that its u rows weighted by zu are the prior covariance */
    AT(more, MORE_COV) = fast;
    for (size_t i = 0; i < STATES; i++) {
        AT(more, MORE_FAST) += AT(span, SPAN_M + i) * b->r[i];
        AT(more, MORE_FAST2) += AT(span, SPAN_M + i) * r2[i];
        AT(more, MORE_COV) -= AT(span, SPAN_M + i) * w[i];
    }
}

/* What the start of the lanes gives: by the prior's mean and covariance. */
INLINE void
score_start(track_pass *pass, const sums *b, const vec *r2)
{
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        const size_t kind = k % ENT_TRACK_KINDS;

        AT(pass->score, SCORE_R + kind) += b->r[k] + r2[k];
        for (size_t l = k; l < ENT_TRACKS; l++) {
            const size_t pair = ent_track_pair[k][l];
            vec level, start;

            excess(b, r2, k, l, &level);
            excess(b, r2, ENT_TRACKS + k, ENT_TRACKS + l, &start);
            start *= pass->volatility;
            add_pair(pass->score, SCORE_LEVEL, pair, &level);
            add_pair(pass->score, SCORE_START, pair, &start);
            if (k != l) continue;
            add_pair(pass->score, SCORE_LEVEL + PAIRS, kind, &level);
            add_pair(pass->score, SCORE_START + PAIRS, kind, &start);
        }
    }
}

static TARGET void
score_backward(track_pass *pass)
{
    sums b;
    vec r2[STATES];
    step_gap gap;

    memset(&b, 0, sizeof b);
    memset(r2, 0, sizeof r2);
    memset(pass->score, 0, SCORE_FIELDS * LANES * sizeof(double));
    for (size_t i = pass->n_steps; i-- > 0;) {
        const track_step *step = &pass->steps[i];

        if (step->type == STEP_NODE) {
            gather_gap(pass, step, &gap);
            score_growth(pass, step, &gap, &b, r2);
            score_memory(pass, step, &gap, &b, r2);
            backward_node(&gap, &b);
            for (size_t k = 0; k < ENT_TRACKS; k++)
                r2[ENT_TRACKS + k] *= gap.keep[k % ENT_TRACK_KINDS];
        } else if (step->type == STEP_SLOT) {
            score_slot(pass, step, &b, r2);
        }
    }
    score_start(pass, &b, r2);
}

static const track_kernel kernel = {LANES,         forward,        filter,        backward,
                                    score_forward, second_forward, score_backward};
