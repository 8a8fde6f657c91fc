/* kernel_8_priv.c: the recursions for 8 dyads side by side, on processors with AVX-512. */
#if defined(__x86_64__)
#define LANES 8
#define TARGET __attribute__((target("avx512f")))
#include "kernel_priv.h"
#include "kernel_score_priv.h"

const track_kernel *
ent_track_kernel_8(void)
{
    return __builtin_cpu_supports("avx512f") ? &kernel : NULL;
}
#else
#include "track_priv.h"

const track_kernel *
ent_track_kernel_8(void)
{
    return NULL;
}
#endif
