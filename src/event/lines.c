/* event/lines.c: line codes as small numbers, for cells. */
#include "event/lines_priv.h"

#include "entente/event.h"

#include <string.h>

unsigned
ent_event_line_count(void)
{
    return event_lines_n;
}

unsigned
ent_event_line_number(const char *line)
{
    unsigned lo = 0, hi = event_lines_n;

    if (!line) return 0;
    while (lo < hi) {
        unsigned mid = lo + (hi - lo) / 2;
        int order = strcmp(event_lines[mid], line);

        if (order == 0) return mid + 1;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}

const char *
ent_event_line_code(unsigned number)
{
    return number >= 1 && number <= event_lines_n ? event_lines[number - 1] : NULL;
}
