/* event/lines_priv.h: the generated list of line codes. */
#ifndef ENT_EVENT_LINES_PRIV_H
#define ENT_EVENT_LINES_PRIV_H

/* In order of code; the number of event_lines[i] is i + 1. */
extern const char *const event_lines[];
extern const unsigned event_lines_n;

#endif
