/* base_test.h: what all tests of base include, and faults that are no-ops where not built in. */
#ifndef ENT_BASE_TEST_H
#define ENT_BASE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after those four, as cmocka wants */
#include <cmocka.h>
#include <string.h>

#include "base/faults.h"
#include "entente/base.h"

/* NEEDS_FAULTS comes before the test holds anything; then the nth call of a kind can fail. */
#ifdef ENT_FAULTS
#define NEEDS_FAULTS() ((void)0)
#define FAIL_NTH(kind, nth) ent_fault_set(kind, nth, false)
#define FAIL_FROM(kind, nth) ent_fault_set(kind, nth, true)
#define NO_FAULTS(kind) ent_fault_set(kind, 0, false)
#else
#define NEEDS_FAULTS() skip()
#define FAIL_NTH(kind, nth) ((void)0)
#define FAIL_FROM(kind, nth) ((void)0)
#define NO_FAULTS(kind) ((void)0)
#endif

#define HAS(text, part) assert_non_null(strstr(text, part))

#endif
