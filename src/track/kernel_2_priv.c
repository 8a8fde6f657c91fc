/* kernel_2_priv.c: the recursions for two dyads side by side, on any processor. */
#define LANES 2
#define TARGET
#include "kernel_priv.h"
#include "kernel_score_priv.h"

const track_kernel *
ent_track_kernel_2(void)
{
    return &kernel;
}
