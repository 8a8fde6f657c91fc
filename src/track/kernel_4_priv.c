/* kernel_4_priv.c: the recursions for 4 dyads side by side, on processors with AVX2. */
#if defined(__x86_64__)
#define LANES 4
#define TARGET __attribute__((target("avx2")))
#include "kernel_priv.h"
#include "kernel_score_priv.h"

const track_kernel *
ent_track_kernel_4(void)
{
    return __builtin_cpu_supports("avx2") ? &kernel : NULL;
}
#else
#include "track_priv.h"

const track_kernel *
ent_track_kernel_4(void)
{
    return NULL;
}
#endif
