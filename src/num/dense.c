/* dense.c: small dense matrices: the inverse of a positive definite one, and products. */
#include "entente/num.h"

#include <math.h>
#include <string.h>

/* One sweep: a[i][j] -= v[i] v[j] / d below the diagonal, v the pivot's row and column. Rows go
 * two at a time so that v is read once for both. */
static void
sweep(double *restrict a, size_t n, size_t k, double d, const double *restrict v)
{
    for (size_t i = 0; i < n; i++) {
        double *restrict row = a + i * n;
        double f = v[i] / d;

        if (i == k) continue;
        for (size_t j = 0; j <= i; j++)
            row[j] -= f * v[j];
    }
    for (size_t j = 0; j < k; j++)
        a[k * n + j] = v[j] / d;
    for (size_t i = k + 1; i < n; i++)
        a[i * n + k] = v[i] / d;
    a[k * n + k] = -1 / d;
}

bool
ent_num_spd_invert(double *a, size_t n, double *work, double *log_det)
{
    ent_sum sum = {0};

    for (size_t k = 0; k < n; k++) {
        double d = a[k * n + k];

        if (!(d > 0) || !isfinite(d)) return false;
        ent_sum_add(&sum, log(d));
        memcpy(work, a + k * n, (k + 1) * sizeof *work);
        for (size_t i = k + 1; i < n; i++)
            work[i] = a[i * n + k];
        sweep(a, n, k, d, work);
    }
    for (size_t i = 0; i < n; i++) /* swept throughout, the matrix holds minus the inverse */
        for (size_t j = 0; j <= i; j++)
            a[j * n + i] = a[i * n + j] = -a[i * n + j];
    if (log_det) *log_det = ent_sum_value(&sum);
    return true;
}

void
ent_num_multiply(const double *a, const double *b, size_t n, double *c)
{
    for (size_t i = 0; i < n; i++) {
        const double *x = a + i * n;
        double *restrict row = c + i * n;
        size_t k = 0;

        memset(row, 0, n * sizeof *row);
        for (; k + 4 <= n; k += 4) {
            const double *restrict b0 = b + k * n, *restrict b1 = b0 + n;
            const double *restrict b2 = b1 + n, *restrict b3 = b2 + n;

            for (size_t j = 0; j < n; j++)
                row[j] += x[k] * b0[j] + x[k + 1] * b1[j] + x[k + 2] * b2[j] + x[k + 3] * b3[j];
        }
        for (; k < n; k++)
            for (size_t j = 0; j < n; j++)
                row[j] += x[k] * b[k * n + j];
    }
}
