/* cholesky.c: small symmetric positive definite systems, row by row. */
#include "entente/num.h"

#include <math.h>

ent_status
ent_num_cholesky(double *a, size_t n, ent_error *err)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++) {
            double sum = a[i * n + j];

            for (size_t k = 0; k < j; k++)
                sum -= a[i * n + k] * a[j * n + k];
            if (j < i) {
                a[i * n + j] = sum / a[j * n + j];
                continue;
            }
            if (!(sum > 0) || !isfinite(sum)) {
                if (err) err->row = i + 1;
                return ent_fail(err, ENT_E_DOMAIN,
                                "matrix is not positive definite at row %zu of %zu (%g left)",
                                i + 1, n, sum);
            }
            a[i * n + i] = sqrt(sum);
        }
        for (size_t j = i + 1; j < n; j++)
            a[i * n + j] = 0;
    }
    return ENT_OK;
}

void
ent_num_cholesky_solve(const double *l, size_t n, const double *b, double *x)
{
    for (size_t i = 0; i < n; i++) {
        double sum = b[i];

        for (size_t k = 0; k < i; k++)
            sum -= l[i * n + k] * x[k];
        x[i] = sum / l[i * n + i];
    }
    for (size_t i = n; i-- > 0;) {
        double sum = x[i];

        for (size_t k = i + 1; k < n; k++)
            sum -= l[k * n + i] * x[k];
        x[i] = sum / l[i * n + i];
    }
}

void
ent_num_cholesky_inverse(const double *l, size_t n, double *inverse)
{
    for (size_t column = 0; column < n; column++) {
        double *x = inverse + column * n; /* the inverse is symmetric: a row is a column */

        for (size_t i = 0; i < n; i++)
            x[i] = i == column ? 1 : 0;
        ent_num_cholesky_solve(l, n, x, x);
    }
    for (size_t i = 0; i < n; i++) /* exactly symmetric, whatever the rounding */
        for (size_t j = 0; j < i; j++)
            inverse[i * n + j] = inverse[j * n + i] =
                0.5 * (inverse[i * n + j] + inverse[j * n + i]);
}
