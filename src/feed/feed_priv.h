/* feed/feed_priv.h: how a format parses one line, and where the bytes of a feed come from. */
#ifndef ENT_FEED_PRIV_H
#define ENT_FEED_PRIV_H

#include "entente/feed.h"

#include <string.h>

/* ---- text that is not copied ---------------------------------------------------------------- */

/* Bytes of a line; not NUL-terminated; may hold anything but a line end. */
typedef struct feed_text {
    const char *p;
    uint32_t n;
} feed_text;

/*
 * One line, cut at its separators. ends[i] is the offset of the separator behind field i, and
 * ends[n_fields - 1] is n: field i lies from (i ? ends[i - 1] + 1 : 0) to ends[i]. The engine has
 * seen to it that the line is valid UTF-8 without NUL, no longer than ENT_FEED_LINE_MAX, and that
 * n_fields lies within what the format has told. FEED_PADDING bytes behind the text may be read.
 */
typedef struct feed_line {
    const char *text;
    uint32_t n;
    uint32_t n_fields;
    const uint32_t *ends;
} feed_line;

enum { FEED_PADDING = 64 };

static inline feed_text
feed_field(const feed_line *line, unsigned i)
{
    uint32_t start = i ? line->ends[i - 1] + 1 : 0;

    return (feed_text){line->text + start, line->ends[i] - start};
}

/*
 * The same for a format with quotes: the outer pair of '"' is taken off. Doubled quotes inside are
 * left doubled: no field that is counted by has any; where one does it is an unknown code.
 */
static inline feed_text
feed_field_bare(const feed_line *line, unsigned i)
{
    feed_text f = feed_field(line, i);

    return f.n >= 2 && f.p[0] == '"' && f.p[f.n - 1] == '"' ? (feed_text){f.p + 1, f.n - 2} : f;
}

/* ---- what a line comes to ------------------------------------------------------------------- */

/*
 * Filled by a format's parse; the engine hands it over zeroed. Texts lie in the line or in static
 * data. The class is looked up by the engine (with a cache) from event_code and the feed's scheme,
 * unless parse gives class_number itself; with neither, the feed says that it has no code for it.
 */
typedef struct feed_row {
    feed_text id;           /* the feed's own number of the row; n 0: it has none */
    feed_text from, to;     /* country code or name, as the feed writes it; n 0: no actor */
    feed_text event_code;   /* as the feed writes it */
    int32_t day, known_day; /* days since 1970-01-01; known_day >= day, = day when not given */
    uint8_t from_role, to_role;
    uint8_t class_number; /* 0: to be looked up */
    bool has_intensity;   /* false: that of the code */
    bool has_tone;
    int16_t intensity_tenths;             /* -FEED_INTENSITY_MAX..FEED_INTENSITY_MAX */
    int32_t tone_milli;                   /* -FEED_TONE_MAX..FEED_TONE_MAX */
    uint32_t mentions, sources, articles; /* at most FEED_COUNT_MAX */
    feed_text report; /* identity of the report: its URL, story id; n 0: none given, and each row
                         is a report of its own */
} feed_row;

/* Limits of what one row can carry; parse refuses more, so that sums of a segment cannot overflow.
 */
enum {
    FEED_COUNT_MAX = 1000000000,
    FEED_INTENSITY_MAX = 100, /* tenths, either side of 0 */
    FEED_TONE_MAX = 100000,   /* thousandths, either side of 0 */
    FEED_DAY_MIN = -25567,    /* 1900-01-01 */
    FEED_DAY_MAX = 47481      /* 2099-12-31 */
};

/* Why a line is no row: 'column 31, GoldsteinScale, is "x"; want a number in -10..10'. */
typedef struct feed_reason {
    unsigned column;  /* 1-based; 0: the line as a whole */
    const char *name; /* of the column */
    feed_text is;
    const char *want; /* static text; with column 0: the whole reason */
} feed_reason;

/* Fill *why and give false, so that parse can `return feed_refuse(...)`. */
static inline bool
feed_refuse(feed_reason *why, unsigned column, const char *name, feed_text is, const char *want)
{
    *why = (feed_reason){column, name, is, want};
    return false;
}

/* ---- a format ------------------------------------------------------------------------------- */

/* The first bytes of a stream, and where it lies, for recognising and for headers. */
typedef struct feed_head {
    const char *bytes; /* up to FEED_HEAD_MAX, without a byte order mark */
    size_t n;
    bool whole;       /* there is no more than these */
    const char *name; /* base name, with the member of a zip: "a.zip:b.csv" */
    const char *path; /* of the file on disk; NULL for standard input */
} feed_head;

enum { FEED_HEAD_MAX = 1 << 16 };

/*
 * How one format writes its rows. Static data beside its ent_feed:
 *
 *     static const struct ent_feed_format format = {.separator = '\t', ...};
 *     const ent_feed feed_icews = {.name = "icews", ..., .format = &format};
 *
 * and a line each in src/feed/registry.c and feed_priv.h.
 */
struct ent_feed_format {
    const char *expects; /* "61 columns between tabs, no header": for messages */
    char separator;
    bool quotes;                     /* a field may be "quoted"; separators inside do not count.
                                        A line end always ends the row */
    uint16_t fields_min, fields_max; /* columns of a row; other lines are rejected */
    uint16_t header_lines;           /* lines at the top that are no rows */
    ent_scheme actors;               /* what from and to of a row are resolved as */
    uint16_t event_column;           /* 1-based, for messages about an unknown event code */
    const char *event_name;          /* "EventCode" */
    const char *coder;               /* of single rows kept: "gdelt machine coder" */
    const char *intensity_scale;     /* "goldstein" */
    /* Do these first bytes look like this format? Called on hostile bytes. */
    bool (*recognise)(const feed_head *head);
    /* Once a stream, before its first line: read the header, or a table that lies beside the file.
     * *state is handed to parse, from several threads at once: it must not change. NULL: nothing
     * to do. @error ENT_E_FORMAT, ENT_E_IO, ENT_E_NOMEM */
    ent_status (*begin)(const feed_head *head, void **state, ent_error *err);
    void (*end)(void *state); /* frees *state; takes NULL */
    /* One line to one row, without allocating. False: *why says what is wrong with it. */
    bool (*parse)(const void *state, const feed_line *line, feed_row *row, feed_reason *why);
};

/* All feeds that registry.c lists. */
extern const ent_feed feed_gdelt_1_57, feed_gdelt_1, feed_gdelt_2, feed_icews, feed_icews14,
    feed_icews18, feed_phoenix_cline, feed_phoenix_oeda, feed_polecat;

/* Which feed has such a head? @error ENT_E_FORMAT with what was found and what each would have */
ENT_MUST_USE ent_status feed_recognise(const feed_head *head, const ent_feed **out, ent_error *err);
/* Is this a table of names that the rows of files beside it point into (entity2id.txt of a graph
 * set)? It has no rows of its own: a run passes it over in silence. */
bool feed_is_beside(const feed_head *head);
/* A byte order mark is no part of the first line. */
void feed_head_skip_mark(feed_head *head);

/* ---- reading fields: parse.c ---------------------------------------------------------------- */

/* Whole number of 1..9 digits, no sign. */
bool feed_read_count(feed_text t, uint32_t *out);
/*
 * Decimal number ("-0.4", "1", "2.50E-05") times 10^places, rounded half away from zero, exactly:
 * no binary fraction in between. False: no number, or |result| > 10^9. places 0..6.
 */
bool feed_read_decimal(feed_text t, unsigned places, int32_t *out);
/* YYYYMMDD, the first 8 bytes of t, a day of the calendar within FEED_DAY_MIN..FEED_DAY_MAX. */
bool feed_read_day8(feed_text t, int32_t *out);
/* YYYY-MM-DD, the first 10 bytes, likewise. */
bool feed_read_day10(feed_text t, int32_t *out);
/* 64-bit identity of bytes (XXH3). */
uint64_t feed_hash(const void *bytes, size_t n);

/* ---- where bytes come from: input.c --------------------------------------------------------- */

/*
 * The paths of a run as streams of unpacked bytes, one after the other: a plain file is one, a zip
 * is one a member. Folders in order of name (byte order), "@list" files line by line, "-" is
 * standard input. Opened late, so that 200,000 paths need few file handles.
 */
typedef struct feed_input feed_input;
typedef struct feed_stream feed_stream;

/*
 * @error ENT_E_IO a path is not there or may not be read (found out at once for the paths given,
 *        and for what folders and lists name), ENT_E_NOMEM, ENT_E_LIMIT
 * @owner the caller: feed_input_close; paths are copied
 */
ENT_MUST_USE ent_status feed_input_open(const char *const *paths, size_t n_paths, feed_input **out,
                                        ent_error *err);
/*
 * Next stream, opened. Called by one thread at a time. Streams are independent of each other and
 * may be read by different threads. After an error the same comes again, unless it is skipped.
 * @return ENT_END after the last   @error ENT_E_IO, ENT_E_PARSE (damaged zip), ENT_E_LIMIT
 * @error ENT_E_FORMAT an archive that is not read here, or a zip without a file
 * @owner the caller: feed_stream_close, before feed_input_close
 */
ENT_MUST_USE ent_status feed_input_next(feed_input *input, feed_stream **out, ent_error *err);
/* Pass over the file that feed_input_next failed on. */
void feed_input_skip(feed_input *input);
/* Files (not members) and their bytes on disk; bytes 0: there is a stream without a size. */
void feed_input_totals(const feed_input *input, uint64_t *files, uint64_t *bytes);
void feed_input_close(feed_input *input);

/* Base name for messages and segments, "a.zip:b.csv"; path on disk, NULL for standard input. */
const char *feed_stream_name(const feed_stream *stream);
const char *feed_stream_path(const feed_stream *stream);
/* Was it named by the caller or a list? False: found in a folder or a zip, where a file of another
 * kind is no reason to stop. */
bool feed_stream_named(const feed_stream *stream);
/* Unpacked size where it is known and any place can be read, from any thread; else 0. */
bool feed_stream_can_seek(const feed_stream *stream, uint64_t *size);
/* Is this the last stream of its file on disk? True for all but the members of a zip. */
bool feed_stream_ends_file(const feed_stream *stream);
/*
 * Its first bytes (up to FEED_HEAD_MAX), borrowed until the stream is closed; feed_stream_read
 * gives them again. The byte order mark is left in. @error as feed_stream_read
 */
ENT_MUST_USE ent_status feed_stream_head(feed_stream *stream, const char **out, size_t *n,
                                         bool *whole, ent_error *err);
/*
 * Up to cap unpacked bytes from place `at` on; *got < cap only at the end of the stream. Where the
 * stream cannot seek, `at` is where the last read ended.
 * @error ENT_E_IO, ENT_E_PARSE (damaged or truncated pack: err says where), ENT_E_LIMIT (expands
 *        beyond ENT_EXPANSION_MAX), ENT_E_NOMEM
 */
ENT_MUST_USE ent_status feed_stream_read(feed_stream *stream, uint64_t at, void *out, size_t cap,
                                         size_t *got, ent_error *err);
/* Bytes of the file on disk behind what has been read so far (for progress). */
uint64_t feed_stream_disk_bytes(const feed_stream *stream, uint64_t unpacked);
void feed_stream_close(feed_stream *stream);

#endif
