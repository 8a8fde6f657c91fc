/* state.c: the words for what a number may be and where its interval comes from. */
#include "entente/base.h"

const char *
ent_basis_title(ent_basis basis)
{
    static const char *const words[] = {"no interval",
                                        "sampling error",
                                        "stated by the source",
                                        "rounding of the figure",
                                        "one bound stated",
                                        "spread over sources",
                                        "computed"};
    const size_t n = sizeof words / sizeof words[0];

    return (size_t)basis < n ? words[basis] : "";
}

const char *
ent_state_name(ent_state state)
{
    static const char *const words[] = {"not covered", "missing", "value"};
    const size_t n = sizeof words / sizeof words[0];

    return (size_t)state < n ? words[state] : "";
}
