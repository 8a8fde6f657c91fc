/* feed/scan_priv.h: lines and fields of a buffer, found with the widest vectors there are. */
#ifndef ENT_FEED_SCAN_PRIV_H
#define ENT_FEED_SCAN_PRIV_H

#include "feed/feed_priv.h"

/* A block of text as bits: bit i is byte i. */
enum { SCAN_BLOCK = 64, SCAN_ENDS = ENT_FEED_FIELDS_MAX + SCAN_BLOCK };

typedef struct scan_bits {
    uint64_t separators, line_ends, odd_bytes, quote_marks;
} scan_bits;

/*
 * A buffer on its way through lines. The caller sets text, n, separator, line_end and quotes; at
 * least SCAN_BLOCK bytes behind text + n must be readable. After feed_scan_next has given true, the
 * line is [start, start + length) and its fields end at ends[0 .. n_fields): offsets from its
 * start.
 */
typedef struct feed_scan {
    const char *text;
    size_t n;
    char separator, line_end;
    bool quotes;
    /* of the last line */
    size_t start, length;
    uint32_t n_fields; /* may be more than ENT_FEED_FIELDS_MAX: ends are then not filled */
    bool odd;          /* it may hold NUL or bytes over 127: to be looked at */
    bool open_quote;   /* a quote was not closed */
    uint32_t ends[SCAN_ENDS];
    /* where it stands */
    size_t at;    /* start of the next line */
    size_t block; /* the block whose bits are below */
    scan_bits bits;
    bool loaded;
} feed_scan;

typedef bool (*feed_scan_fn)(feed_scan *scan);

/*
 * The scanner for a width: 0 the widest of this processor, 1 plain C, 2 SSE2, 3 AVX2, 4 AVX-512.
 * NULL: this processor (or build) has no such width. All give the same lines.
 */
feed_scan_fn feed_scan_of_width(int width);
/* Start over with another buffer; at is kept, so that a caller may begin within it. */
void feed_scan_reset(feed_scan *scan, const char *text, size_t n, size_t at);
/* The rest of the buffer as a last line without line end. False: there is none. */
bool feed_scan_rest(feed_scan *scan, feed_scan_fn next);

#endif
