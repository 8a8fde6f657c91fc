/* entente/ref.h: who existed when, under which codes and names; indicators and units. */
#ifndef ENTENTE_REF_H
#define ENTENTE_REF_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A POLITY is a state as it existed over one span of time (Soviet Union, 1922-12-30 .. 1991-12-26).
 * A LINE is what an analyst means by "Russia, 1689 to now": the polities that one another's
 * continuity rules chain together, named by the code of its latest member (RUS). Rules are data
 * (data/ref/polities.tsv), each with its reason, so that a user may disagree and change them.
 */

/** One polity; all pointers are static data. */
typedef struct ent_polity {
    const char *code;  /**< ours, 3 letters: ISO 3166-1 alpha-3 where one exists ("CHN", "SUN") */
    const char *line;  /**< code of the line it belongs to ("RUS" for SUN) */
    const char *name;  /**< English short name */
    ent_date from, to; /**< to.precision NONE = still exists */
    const char *rule; /**< why it is in this line ("continuator: UN seat, treaties, debts, 1991") */
} ent_polity;

/** Code systems. NAME covers names, demonyms and capitals in all languages held. */
typedef enum ent_scheme {
    ENT_SCHEME_ANY = 0, /**< try all; ambiguity across schemes is an error */
    ENT_SCHEME_ENT,     /**< our polity and line codes */
    ENT_SCHEME_ISO3,    /**< ISO 3166-1 alpha-3 and 3166-3; old forms (ROM, ZAR, TMP, YUG) */
    ENT_SCHEME_ISO2,    /**< alpha-2; "NA" is Namibia */
    ENT_SCHEME_COW,     /**< Correlates of War number, or its letters ("UKG") */
    ENT_SCHEME_GW,      /**< Gleditsch-Ward number */
    ENT_SCHEME_FIPS,    /**< FIPS 10-4 / GEC: CH = China, CI = Chile, RS = Russia */
    ENT_SCHEME_CAMEO,   /**< CAMEO actor country codes, ROM included; regions are not countries */
    ENT_SCHEME_NAME,
    ENT_SCHEME_COUNT
} ent_scheme;

/** "cow" -> ENT_SCHEME_COW; @return ENT_NONE for a word that is no scheme */
ENT_API ENT_MUST_USE ent_status ent_scheme_parse(const char *word, ent_scheme *out);
ENT_API const char *ent_scheme_name(ent_scheme scheme);

/** The resolver: immutable after opening, so it may be shared between threads. Opaque. */
typedef struct ent_ref ent_ref;

/**
 * @param iso_codes_dir  folder of Debian's iso-codes catalogues ("/usr/share/locale"), read lazily
 *        the first time a name is not among ours; NULL: names in our own tables only
 * @error ENT_E_NOMEM   @cost O(1); the tables are static   @owner caller: ent_ref_close
 */
ENT_API ENT_MUST_USE ent_status ent_ref_open(const char *iso_codes_dir, ent_ref **out,
                                             ent_error *err);
ENT_API void ent_ref_close(ent_ref *ref);

/**
 * What does this code or name mean on that date?
 *
 * @param on  precision NONE: no date; then a meaning still in force goes before those that ended;
 *            several polities of ONE line give the latest of them, several lines are ambiguous.
 *            Coarse (a year): of polities that followed each other the one that held longest in
 *            it; on a day of handover the later one. A code, name or demonym of a line's latest
 *            polity also stands for the line's past. Up to two years outside its dates a word
 *            still means its line (data sets differ that much): docs/methods/continuity.md
 * @missing  "", "NA" under a scheme other than ISO2, "." and "-9" are never countries: ENT_NONE
 * @return ENT_OK, or ENT_NONE: the word is known to be no country (a region, an organisation, a
 *         missing code); err->text says what it is
 * @error ENT_E_AMBIGUOUS  err->text lists the candidates, with dates
 * @error ENT_E_UNKNOWN    nobody by this name; err->text names the nearest
 * @error ENT_E_DOMAIN     known, but not on this date; err->text gives the dates when it was
 * @error ENT_E_NOMEM      while names in other languages are loaded; *ref stays usable
 * @cost  O(log n), but the first name that is not ours loads the catalogues (about 25 ms), and a
 *        name that stays unknown costs one pass over all of ours; safe from several threads at once
 * @owner *out is static data
 */
ENT_API ENT_MUST_USE ent_status ent_ref_resolve(const ent_ref *ref, const char *word,
                                                ent_scheme scheme, const ent_date *on,
                                                const ent_polity **out, ent_error *err);

/**
 * Days on which some code or name begins or ceases to mean something, ascending: from one of them
 * to the day before the next, ent_ref_resolve gives a word the same status and the same line on
 * every single day. For those who resolve a code a billion times.
 * @shape   out: n days   @error ENT_E_NOMEM   @cost O(n log n), n about 2,000
 * @owner   *out is the caller's: ent_free
 */
ENT_API ENT_MUST_USE ent_status ent_ref_changes(int32_t **out, size_t *n, ent_error *err);

/** All polities, in order of line then date. */
ENT_API const ent_polity *ent_ref_polities(size_t *n);
/** Polity by our code; NULL when there is none. */
ENT_API const ent_polity *ent_ref_polity(const char *code);
/** The polity of a line on a date; NULL when the line had none then. on NONE: the latest. */
ENT_API const ent_polity *ent_ref_line_on(const char *line, const ent_date *on);
/** Display name of a line: the name of its latest polity. NULL for an unknown line. */
ENT_API const char *ent_ref_line_name(const char *line);

/** One code of a polity, for display. */
typedef struct ent_code {
    ent_scheme scheme;
    const char *text;
    ent_date from, to; /**< to.precision NONE = still so */
} ent_code;
/** Codes of a polity. @shape out: room for max; returns how many there are in all. */
ENT_API size_t ent_ref_codes(const ent_polity *polity, ent_code *out, size_t max);
/** English names, then demonyms of a polity. @shape as ent_ref_codes */
ENT_API size_t ent_ref_names(const ent_polity *polity, const char **out, size_t max);

/* ---- indicators, units ---------------------------------------------------------------------- */

typedef enum ent_layer {
    ENT_LAYER_NONE = 0,
    ENT_L1,
    ENT_L2,
    ENT_L3,
    ENT_L4,
    ENT_L5,
    ENT_L6,
    ENT_L7,
    ENT_L8, /**< conduct, see model */
    ENT_T1,
    ENT_T2,
    ENT_T3,
    ENT_T4,
    ENT_T5,
    ENT_T6,
    ENT_T7,
    ENT_T8,
    ENT_T9,
    ENT_T10,
    ENT_T11,
    ENT_H, /**< historical impulse: loss, occupation, war */
    ENT_C, /**< commemoration */
    ENT_D, /**< repair: apology, restitution, settlement */
    ENT_X, /**< context and denominators: population, GDP, distance */
    ENT_LAYER_COUNT
} ent_layer;
/** "T5"; NULL-safe. */
ENT_API const char *ent_layer_code(ent_layer layer);
/** "students" ... a reader's words for the layer. */
ENT_API const char *ent_layer_title(ent_layer layer);
/** "T5" -> ENT_T5; @return ENT_NONE when the word is no layer */
ENT_API ENT_MUST_USE ent_status ent_layer_parse(const char *code, ent_layer *out);

/** What is measured: one row of data/ref/indicators.tsv. Static data. */
typedef struct ent_indicator {
    const char *code; /**< "trade.goods" */
    ent_layer layer;
    bool directed;    /**< from -> to means something */
    bool monadic;     /**< about one state: to is absent */
    bool flow;        /**< counted over a period: a part of a year is not the year */
    const char *unit; /**< base unit, a row of data/ref/units.tsv; "" for events without quantity */
    const char *title;                 /**< "goods exports", for tables */
    const char *from_means, *to_means; /**< "exporter", "importer" */
} ent_indicator;
/** NULL when there is no such indicator. @cost O(log n) */
ENT_API const ent_indicator *ent_ref_indicator(const char *code);
ENT_API const ent_indicator *ent_ref_indicators(size_t *n);

/** A unit: value * factor is in the base unit ("USD_million": 1e6 USD). Static data. */
typedef struct ent_unit {
    const char *code, *base, *title;
    double factor;
} ent_unit;
ENT_API const ent_unit *ent_ref_unit(const char *code);

#ifdef __cplusplus
}
#endif
#endif
