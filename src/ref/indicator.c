/* ref/indicator.c: layers, indicators and units, as the tables have them. */
#include "ref/ref_priv.h"

#include <string.h>

const char *
ent_layer_code(ent_layer layer)
{
    return (unsigned)layer < ENT_LAYER_COUNT ? ref_layers[layer].code : "";
}

const char *
ent_layer_title(ent_layer layer)
{
    return (unsigned)layer < ENT_LAYER_COUNT ? ref_layers[layer].title : "";
}

ent_status
ent_layer_parse(const char *code, ent_layer *out)
{
    for (size_t i = ENT_LAYER_NONE + 1; code && i < ENT_LAYER_COUNT; i++) {
        if (strcmp(code, ref_layers[i].code) == 0) {
            *out = (ent_layer)i;
            return ENT_OK;
        }
    }
    return ENT_NONE;
}

const ent_indicator *
ent_ref_indicator(const char *code)
{
    size_t lo = 0, hi = ref_indicators_n;

    while (code && lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(ref_indicators[mid].code, code);

        if (order == 0) return &ref_indicators[mid];
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

const ent_indicator *
ent_ref_indicators(size_t *n)
{
    *n = ref_indicators_n;
    return ref_indicators;
}

const ent_unit *
ent_ref_unit(const char *code)
{
    size_t lo = 0, hi = ref_units_n;

    while (code && lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(ref_units[mid].code, code);

        if (order == 0) return &ref_units[mid];
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}
