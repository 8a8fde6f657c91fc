/* base/faults.h: makes the n-th allocation, read or write fail; only with -DENT_FAULTS. */
#ifndef ENT_BASE_FAULTS_H
#define ENT_BASE_FAULTS_H

#include "entente/base.h"

/** What can be made to fail. */
typedef enum ent_fault_kind {
    ENT_FAULT_ALLOC = 0,
    ENT_FAULT_READ,  /**< opening for reading, and each read */
    ENT_FAULT_WRITE, /**< creating, and each write, fsync and rename */
    ENT_FAULT_COUNT
} ent_fault_kind;

#ifdef ENT_FAULTS
/**
 * Start counting this kind anew; the nth call from now fails.
 * @missing nth 0: none fails, calls are only counted
 * @param and_after  true: all later ones fail too
 */
void ent_fault_set(ent_fault_kind kind, uint64_t nth, bool and_after);
/** Calls of this kind since ent_fault_set. */
uint64_t ent_fault_calls(ent_fault_kind kind);
/** Count one call; true when it has to fail. */
bool ent_fault_hit(ent_fault_kind kind);
#else
static inline bool
ent_fault_hit(ent_fault_kind kind)
{
    (void)kind;
    return false;
}
#endif
#endif
