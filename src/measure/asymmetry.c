/* asymmetry.c: who depends more on whom, from two dependences, in -1..1. */
#include "entente/measure.h"

#include <math.h>

/* f(x, y) = (x - y) / (x + y) rises in x and falls in y, so its range over two intervals is taken
 * at opposite corners; 0 / 0 is defined as 0 (neither needs the other). An open
 * end ("over 5 %") goes to the limit. */
static double
contrast(double x, double y)
{
    if (!isfinite(x) || !isfinite(y)) return isfinite(y) ? 1 : isfinite(x) ? -1 : 0;
    return x + y > 0 ? (x - y) / (x + y) : 0;
}

ent_status
ent_measure_asymmetry(const ent_estimate *x, const ent_estimate *y, ent_arena *arena,
                      ent_estimate *out, ent_error *err)
{
    const ent_estimate both[2] = {*x, *y};
    ent_estimate r = {0};
    ent_status st = ent_estimate_total(both, 2, false, arena, &r, err);

    if (st) return st;
    if (r.state == ENT_VALUE && (x->low < 0 || y->low < 0))
        return ent_fail(err, ENT_E_DOMAIN, "a dependence is at least 0; these begin at %g and %g",
                        x->low, y->low);
    r.measure = "trade.asymmetry";
    r.unit = "index";
    r.from = x->from;
    r.to = x->to;
    if (r.state == ENT_VALUE) {
        r.value = contrast(x->value, y->value);
        r.low = contrast(x->low, y->high);
        r.high = contrast(x->high, y->low);
        r.note = x->value + y->value > 0 ? NULL : "neither side depends on the other: set to 0";
        r.formula = ent_arena_printf(arena, "(%.4g - %.4g) / (%.4g + %.4g)", x->value, y->value,
                                     x->value, y->value);
        if (!r.formula) return ent_fail(err, ENT_E_NOMEM, "no memory for a formula");
    }
    *out = r;
    return ENT_OK;
}
