/* entente/base.h: statuses, errors, memory, text, numbers, dates, hashes and hostile files. */
#ifndef ENTENTE_BASE_H
#define ENTENTE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_API __attribute__((visibility("default")))
#define ENT_MUST_USE __attribute__((warn_unused_result))
#define ENT_PRINTF(fmt_at, args_at) __attribute__((format(printf, fmt_at, args_at)))

/* ---- statuses and errors ------------------------------------------------------------------- */

/** What happened. OK, END and NONE are expected outcomes; all others are errors a caller acts on.
 */
typedef enum ent_status {
    ENT_OK = 0,
    ENT_END,         /**< a sequence is over */
    ENT_NONE,        /**< looked for, rightly, and not there */
    ENT_E_NOMEM,     /**< memory could not be had */
    ENT_E_IO,        /**< the system refused a read or a write */
    ENT_E_PARSE,     /**< input does not have the form it should; err says where */
    ENT_E_DOMAIN,    /**< a value outside what the function is defined for */
    ENT_E_SHAPE,     /**< sizes that do not fit each other */
    ENT_E_LIMIT,     /**< a named limit was reached */
    ENT_E_AMBIGUOUS, /**< more than one answer; err lists the candidates */
    ENT_E_UNKNOWN,   /**< a name, code or id nobody knows */
    ENT_E_CORRUPT,   /**< a ledger or file contradicts its own checks */
    ENT_E_BUSY,      /**< somebody else holds the ledger */
    ENT_E_FORMAT     /**< no reader recognises this file */
} ent_status;

enum { ENT_ERROR_FILE_MAX = 256, ENT_ERROR_TEXT_MAX = 768 };

/** Where and why. Fixed size, so that reporting cannot itself run out of memory. */
typedef struct ent_error {
    ent_status status;
    uint64_t row;  /**< 1-based row (line) in the file; 0 = does not apply */
    uint64_t byte; /**< 0-based byte offset of the row's start; meaningful when row > 0 */
    char file[ENT_ERROR_FILE_MAX];
    char text[ENT_ERROR_TEXT_MAX];
} ent_error;

/**
 * Fill *err (may be NULL) and hand the status back, so that `return ent_fail(...)` reads well.
 * File, row and byte already in *err are kept.
 * @missing err NULL: nothing is written   @cost O(text)   @owner err stays the caller's
 */
ENT_API ent_status ent_fail(ent_error *err, ent_status status, const char *fmt, ...)
    ENT_PRINTF(3, 4);

/** As ent_fail, with the place. @missing file NULL: no file named. @owner err stays the caller's */
ENT_API ent_status ent_fail_at(ent_error *err, ent_status status, const char *file, uint64_t row,
                               uint64_t byte, const char *fmt, ...) ENT_PRINTF(6, 7);

/** Short stable English name of a status ("out of memory"). @owner static text */
ENT_API const char *ent_status_name(ent_status status);

/** For our own mistakes, never for input. Always on; prints place and condition, then stops. */
#define ENT_ASSERT(cond) ((cond) ? (void)0 : ent_assert_failed(#cond, __FILE__, __LINE__))
ENT_API void ent_assert_failed(const char *cond, const char *file, int line)
    __attribute__((noreturn));

/* ---- memory --------------------------------------------------------------------------------- */

/**
 * The only door to the heap. n * size is checked for overflow; zero bytes give a valid pointer.
 * ent_alloc returns zeroed memory. NULL means out of memory. ent_free takes NULL.
 * @owner the caller frees with ent_free   @cost that of the system allocator
 */
ENT_API void *ent_alloc(size_t n, size_t size) ENT_MUST_USE;
ENT_API void *ent_realloc(void *old, size_t n, size_t size) ENT_MUST_USE;
ENT_API void ent_free(void *p);
ENT_API char *ent_strdup(const char *s) ENT_MUST_USE;

/** Checked size arithmetic: false on overflow, *out untouched. @cost O(1) */
ENT_API bool ent_mul_size(size_t a, size_t b, size_t *out) ENT_MUST_USE;
ENT_API bool ent_add_size(size_t a, size_t b, size_t *out) ENT_MUST_USE;

/** Many small objects freed at once. All-zero is a valid empty arena without a limit. */
typedef struct ent_arena {
    struct ent_arena_block *head;
    size_t used;  /**< bytes handed out */
    size_t limit; /**< 0 = none; else a request beyond it returns NULL */
} ent_arena;

/**
 * Zeroed memory aligned for any type, living until ent_arena_clear. NULL: no memory or limit.
 * @cost O(bytes) amortised   @owner the arena
 */
ENT_API void *ent_arena_alloc(ent_arena *arena, size_t n, size_t size) ENT_MUST_USE;
/** Copy of s (NULL gives NULL without being an error). @owner the arena */
ENT_API char *ent_arena_strdup(ent_arena *arena, const char *s);
ENT_API char *ent_arena_strndup(ent_arena *arena, const char *s, size_t len) ENT_MUST_USE;
/** Formatted text in the arena; NULL when out of memory. @owner the arena */
ENT_API char *ent_arena_printf(ent_arena *arena, const char *fmt, ...) ENT_PRINTF(2, 3);
/** Frees everything; the arena is empty and usable again. Accepts NULL and an all-zero arena. */
ENT_API void ent_arena_clear(ent_arena *arena);

/** A growing byte buffer, always NUL-terminated once used, born with its maximum. */
typedef struct ent_buf {
    char *data;
    size_t len, cap;
    size_t max; /**< 0 means ENT_BUF_MAX_DEFAULT */
} ent_buf;
#define ENT_BUF_MAX_DEFAULT ((size_t)1 << 30)

/**
 * Append. On failure the buffer keeps its former content.
 * @error ENT_E_NOMEM   @error ENT_E_LIMIT buf->max would be passed
 * @owner the caller clears with ent_buf_clear
 */
ENT_API ENT_MUST_USE ent_status ent_buf_add(ent_buf *buf, const void *bytes, size_t n);
ENT_API ENT_MUST_USE ent_status ent_buf_adds(ent_buf *buf, const char *s);
ENT_API ENT_MUST_USE ent_status ent_buf_addc(ent_buf *buf, char c);
ENT_API ENT_MUST_USE ent_status ent_buf_addf(ent_buf *buf, const char *fmt, ...) ENT_PRINTF(2, 3);
/** Length to zero, memory kept. */
ENT_API void ent_buf_reset(ent_buf *buf);
ENT_API void ent_buf_clear(ent_buf *buf);

/** snprintf with a verdict: false when the text was cut (it is still NUL-terminated). */
ENT_API bool ent_snprintf(char *out, size_t size, const char *fmt, ...) ENT_PRINTF(3, 4);

/* ---- text ----------------------------------------------------------------------------------- */

/** True when the n bytes are valid UTF-8 without NUL. @cost O(n) */
ENT_API bool ent_utf8_valid(const char *s, size_t n);

/**
 * Make text comparable across spelling: NFKD, marks stripped, case folded, punctuation to single
 * blanks, ends trimmed ("Côte d'Ivoire" -> "cote d ivoire").
 * @error ENT_E_PARSE not UTF-8   @error ENT_E_NOMEM   @cost O(length)   @owner out: ent_free
 */
ENT_API ENT_MUST_USE ent_status ent_text_fold(const char *s, char **out, ent_error *err);

/**
 * Text from evidence made safe for a terminal: control and bidirectional-override characters become
 * U+FFFD, invalid bytes too; newlines and tabs become blanks.
 * @error ENT_E_NOMEM, ENT_E_LIMIT (as ent_buf_add)
 */
ENT_API ENT_MUST_USE ent_status ent_text_add_safe(ent_buf *buf, const char *s);

/** Terminal columns of valid UTF-8 (wide = 2, combining = 0). @cost O(length) */
ENT_API size_t ent_text_columns(const char *s);

/** How bytes become UTF-8. AUTO: BOM, else valid UTF-8, else Windows-1252. */
typedef enum ent_encoding {
    ENT_ENC_AUTO = 0,
    ENT_ENC_UTF8,
    ENT_ENC_CP1252,
    ENT_ENC_MACROMAN
} ent_encoding;

/** Levenshtein distance on bytes, for "nearest right word"; strings over 64 bytes give 64. */
ENT_API size_t ent_text_distance(const char *a, const char *b);

/* ---- numbers -------------------------------------------------------------------------------- */

/**
 * Whole-string numbers, free of locale; no leading or trailing bytes are accepted, nor nan and inf.
 * @error ENT_E_PARSE (err may be NULL)   @cost O(length)
 */
ENT_API ENT_MUST_USE ent_status ent_parse_double(const char *s, double *out, ent_error *err);
ENT_API ENT_MUST_USE ent_status ent_parse_i64(const char *s, int64_t *out, ent_error *err);

/** Shortest text that reads back to the same double ("0.1", "240.11", "3e+20"). @shape out >= 32 */
ENT_API void ent_format_double(double v, char *out, size_t size);

/** Compensated (Neumaier) running sum; all-zero is an empty sum. */
typedef struct ent_sum {
    double total, carry;
} ent_sum;
ENT_API void ent_sum_add(ent_sum *sum, double v);
ENT_API double ent_sum_value(const ent_sum *sum);

/* ---- what a number may be ------------------------------------------------------------------- */

/** Zero, missing and not covered are three things; a zero is a VALUE. */
typedef enum ent_state {
    ENT_UNCOVERED = 0, /**< nobody we hold looked */
    ENT_MISSING,       /**< a source looked and does not know, or lists without a figure */
    ENT_VALUE
} ent_state;

/** Where an interval comes from. */
typedef enum ent_basis {
    ENT_BASIS_NONE = 0, /**< no interval can be given (no quantity) */
    ENT_BASIS_SAMPLING, /**< 90 %, from n, a standard error, or variation over clusters */
    ENT_BASIS_STATED,   /**< the source's own range */
    ENT_BASIS_DIGITS,   /**< half a unit of the last digit printed; "about": a whole unit */
    ENT_BASIS_BOUND,    /**< "over"/"under": one side open (+-HUGE_VAL), printed as such */
    ENT_BASIS_SPREAD,   /**< from the lowest to the highest of sources that disagree */
    ENT_BASIS_COMPUTED  /**< carried through a formula from the above */
} ent_basis;
/** A reader's words: "digits printed", "sources disagree" ... @owner static text */
ENT_API const char *ent_basis_title(ent_basis basis);
/** "value", "missing", "not covered". @owner static text */
ENT_API const char *ent_state_name(ent_state state);

/* ---- dates ---------------------------------------------------------------------------------- */

typedef enum ent_precision {
    ENT_PREC_NONE = 0, /**< no date at all: open or unknown, the field's documentation says which */
    ENT_PREC_DAY,
    ENT_PREC_MONTH,
    ENT_PREC_YEAR,
    ENT_PREC_DECADE,
    ENT_PREC_CENTURY
} ent_precision;

typedef enum ent_calendar { ENT_CAL_GREGORIAN = 0, ENT_CAL_JULIAN } ent_calendar;

/** A date no more precise than its source. Proleptic; years are astronomical (no AD/BC gap). */
typedef struct ent_date {
    int32_t year;
    uint8_t month;     /**< 1..12, 0 when coarser than a month */
    uint8_t day;       /**< 1..31, 0 when coarser than a day */
    uint8_t precision; /**< ent_precision */
    uint8_t calendar;  /**< ent_calendar of the digits above */
    bool circa;        /**< the source says "about" */
} ent_date;

enum { ENT_YEAR_MIN = 1000, ENT_YEAR_MAX = 2200, ENT_DATE_TEXT_MAX = 32 };

/**
 * Read "1969-03-02", "1969-03", "1969", "1860s", "17th c.", each with an optional "c. " before and
 * an optional " (julian)" behind.   @missing the empty string gives precision NONE
 * @error ENT_E_PARSE not of these forms, or no such day   @error ENT_E_DOMAIN year out of range
 */
ENT_API ENT_MUST_USE ent_status ent_date_parse(const char *s, ent_date *out, ent_error *err);

/** Year, month 0..12, day 0..31 (0 = unknown) to a date; @error ENT_E_DOMAIN no such day. */
ENT_API ENT_MUST_USE ent_status ent_date_make(int year, int month, int day, ent_date *out,
                                              ent_error *err);

/** The form that ent_date_parse reads. @shape out ENT_DATE_TEXT_MAX bytes */
ENT_API void ent_date_format(const ent_date *d, char *out, size_t size);

/**
 * First and last day that the date can mean, as days since 1970-01-01 (Gregorian). circa widens by
 * one unit of the precision on each side. False (outputs untouched) when precision is NONE.
 */
ENT_API bool ent_date_span(const ent_date *d, int32_t *first_day, int32_t *last_day);

/** Day number to a Gregorian day-precise date. */
ENT_API ent_date ent_date_from_day(int32_t day);

/* ---- hashes --------------------------------------------------------------------------------- */

enum { ENT_SHA256_BYTES = 32, ENT_SHA256_HEX_MAX = 65 };
/** Streaming SHA-256 (FIPS 180-4, by a library). Opaque space for its state. */
typedef struct ent_sha256 {
    uint64_t state[16];
} ent_sha256;
ENT_API void ent_sha256_init(ent_sha256 *h);
ENT_API void ent_sha256_add(ent_sha256 *h, const void *bytes, size_t n);
ENT_API void ent_sha256_end(ent_sha256 *h, uint8_t out[ENT_SHA256_BYTES]);
/** Lower-case hex of the first n_bytes bytes; out holds 2 * n_bytes + 1. */
ENT_API void ent_hex(const uint8_t *bytes, size_t n_bytes, char *out);

/* ---- files ---------------------------------------------------------------------------------- */

enum { ENT_LINE_MAX = 1 << 20, ENT_FIELDS_MAX = 2048 };
/** Unpacked bytes allowed per packed byte, beyond a first free 64 MiB: the zip-bomb limit. */
enum { ENT_EXPANSION_MAX = 200 };

/** A text file as records: plain, .gz or .zst; LF, CRLF or bare CR; BOM removed. Opaque. */
typedef struct ent_lines ent_lines;

/**
 * Open a file ("-" = standard input) for reading line by line.
 * @error ENT_E_IO cannot be opened   @error ENT_E_NOMEM
 * @owner *out is the caller's: ent_lines_close   @cost O(1), one 256 KiB block
 */
ENT_API ENT_MUST_USE ent_status ent_lines_open(const char *path, ent_encoding encoding,
                                               ent_lines **out, ent_error *err);
/**
 * The same over bytes in memory, which must outlive it: what fuzzers and tests use.
 * @error ENT_E_NOMEM   @owner *out is the caller's: ent_lines_close
 */
ENT_API ENT_MUST_USE ent_status ent_lines_open_bytes(const void *bytes, size_t n, const char *name,
                                                     ent_encoding encoding, ent_lines **out,
                                                     ent_error *err);
/**
 * Next line as UTF-8 without its line end, borrowed until the next call.
 * @return ENT_OK, or ENT_END after the last
 * @error ENT_E_LIMIT  line longer than ENT_LINE_MAX, or a packed file expands beyond the limit
 * @error ENT_E_PARSE  NUL byte, truncated packed file, or bytes invalid in the encoding given; the
 *                     line is passed over, so the caller may count it rejected and go on, except
 *                     when packed data is damaged (then END follows)
 * @error ENT_E_IO, ENT_E_NOMEM
 */
ENT_API ENT_MUST_USE ent_status ent_lines_next(ent_lines *lines, const char **out, size_t *out_n,
                                               ent_error *err);
/** 1-based number of the last line and the byte offset (unpacked) of its start; name of the file.
 */
ENT_API uint64_t ent_lines_row(const ent_lines *lines);
ENT_API uint64_t ent_lines_byte(const ent_lines *lines);
ENT_API const char *ent_lines_name(const ent_lines *lines);
ENT_API void ent_lines_close(ent_lines *lines);

/** Rows of fields over lines: RFC 4180 quoting (fields may hold line ends), or bare TSV. Opaque. */
typedef struct ent_rows ent_rows;
typedef struct ent_rows_options {
    char separator;     /**< ',' when 0 */
    bool no_quotes;     /**< '"' is an ordinary byte */
    bool comments;      /**< lines that begin with '#' are passed over */
    char trailing_junk; /**< this byte, at a line's end, is dropped (SIPRI's ';') */
    ent_encoding encoding;
} ent_rows_options;

/**
 * Takes over *lines (closed with it).
 * @error ENT_E_NOMEM   @owner *out is the caller's: ent_rows_close
 */
ENT_API ENT_MUST_USE ent_status ent_rows_open(ent_lines *lines, const ent_rows_options *options,
                                              ent_rows **out, ent_error *err);
/**
 * Next row: fields borrowed until the next call, each NUL-terminated UTF-8. Blank lines are
 * skipped.
 * @error as ent_lines_next, plus ENT_E_PARSE unbalanced quote, ENT_E_LIMIT over ENT_FIELDS_MAX
 * fields
 */
ENT_API ENT_MUST_USE ent_status ent_rows_next(ent_rows *rows, const char *const **fields,
                                              size_t *n_fields, ent_error *err);
/** Row's first line number and byte offset. */
ENT_API uint64_t ent_rows_row(const ent_rows *rows);
ENT_API uint64_t ent_rows_byte(const ent_rows *rows);
ENT_API const char *ent_rows_name(const ent_rows *rows);
ENT_API void ent_rows_close(ent_rows *rows);

/** SHA-256 of a file's bytes as they lie on disk. @error ENT_E_IO. @cost one read of the file */
ENT_API ENT_MUST_USE ent_status ent_file_sha256(const char *path, uint8_t out[ENT_SHA256_BYTES],
                                                ent_error *err);
/** Whole file into buf. @error ENT_E_IO, ENT_E_LIMIT (buf->max), ENT_E_NOMEM */
ENT_API ENT_MUST_USE ent_status ent_file_read(const char *path, ent_buf *buf, ent_error *err);
/**
 * Write through a temporary name beside it, fsync, rename: the old file or the new, never half.
 * @error ENT_E_IO, ENT_E_NOMEM
 */
ENT_API ENT_MUST_USE ent_status ent_file_write(const char *path, const void *bytes, size_t n,
                                               ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
