/* event/classes.c: the classes that events are counted in, and the names of quarters and skips. */
#include "event/event_priv.h"

const ent_event_class *
ent_event_classes(size_t *n)
{
    if (n) *n = event_class_rows_n;
    return event_class_rows;
}

const ent_event_class *
ent_event_class_at(unsigned number)
{
    /* the generator holds number and place together */
    if (number < 1 || number > event_class_rows_n) return NULL;
    return &event_class_rows[number - 1];
}

const char *
ent_event_classes_version(void)
{
    return event_version;
}

const char *
ent_event_quad_title(ent_event_quad quad)
{
    switch (quad) {
    case ENT_QUAD_VERBAL_COOPERATION:
        return "verbal cooperation";
    case ENT_QUAD_MATERIAL_COOPERATION:
        return "material cooperation";
    case ENT_QUAD_VERBAL_CONFLICT:
        return "verbal conflict";
    case ENT_QUAD_MATERIAL_CONFLICT:
        return "material conflict";
    case ENT_QUAD_NONE:
    case ENT_QUAD_COUNT:
        break;
    }
    return "";
}

const char *
ent_event_skip_name(ent_event_skip why)
{
    switch (why) {
    case ENT_EVENT_SKIP_NO_ACTOR:
        return "no actor";
    case ENT_EVENT_SKIP_DOMESTIC:
        return "domestic";
    case ENT_EVENT_SKIP_REGION:
        return "region or organisation";
    case ENT_EVENT_SKIP_UNKNOWN:
        return "unknown actor";
    case ENT_EVENT_SKIP_NO_CLASS:
        return "no class";
    case ENT_EVENT_SKIP_DUPLICATE:
        return "duplicate";
    case ENT_EVENT_SKIP_COUNT:
        break;
    }
    return "";
}
