/* base/faults.c: the counters behind faults.h; empty unless built with -DENT_FAULTS. */
#include "base/faults.h"

#ifdef ENT_FAULTS
#include <stdatomic.h>

/* The one exception to "no writable static data": a fault has to reach code that takes no handle.
 */
static struct {
    _Atomic uint64_t calls, nth;
    _Atomic bool and_after;
} faults[ENT_FAULT_COUNT];

void
ent_fault_set(ent_fault_kind kind, uint64_t nth, bool and_after)
{
    atomic_store(&faults[kind].nth, nth);
    atomic_store(&faults[kind].and_after, and_after);
    atomic_store(&faults[kind].calls, 0);
}

uint64_t
ent_fault_calls(ent_fault_kind kind)
{
    return atomic_load(&faults[kind].calls);
}

bool
ent_fault_hit(ent_fault_kind kind)
{
    uint64_t call = atomic_fetch_add(&faults[kind].calls, 1) + 1;
    uint64_t nth = atomic_load(&faults[kind].nth);

    return nth != 0 && (call == nth || (call > nth && atomic_load(&faults[kind].and_after)));
}
#else
/* ISO C wants one declaration in a file. */
typedef int ent_faults_are_off;
#endif
