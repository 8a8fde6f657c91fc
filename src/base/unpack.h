/* base/unpack.h: a file, part of a file or bytes in memory as one stream of unpacked bytes. */
#ifndef ENT_BASE_UNPACK_H
#define ENT_BASE_UNPACK_H

#include "entente/base.h"

enum {
    ENT_PACKING_BYTES = 8,         /**< that ent_packing_of wants to see */
    ENT_UNPACK_WHOLE_MAX = 4 << 20 /**< parts no larger, packed and not, are unpacked at once */

};

/** How bytes are packed. */
typedef enum ent_packing {
    ENT_PACKING_PLAIN = 0,
    ENT_PACKING_GZIP,    /**< one member after another, zeros behind the last */
    ENT_PACKING_ZSTD,    /**< one frame after another */
    ENT_PACKING_ZIP,     /**< an archive: see base/zip.h */
    ENT_PACKING_DEFLATE, /**< bare, as in zip */
    ENT_PACKING_REFUSED  /**< known and not read here */
} ent_packing;

/** By the first ENT_PACKING_BYTES bytes, not by name. *name: "gzip" ...; NULL for PLAIN. */
ent_packing ent_packing_of(const void *bytes, size_t n, const char **name);

/** Packed bytes that can be read anywhere: an open file, or memory when fd is -1. */
typedef struct ent_packed {
    int fd;
    const uint8_t *bytes;
    uint64_t size;
} ent_packed;
/** *got < n only at the end. @error ENT_E_IO (errno is set) */
ent_status ent_packed_read(const ent_packed *from, uint64_t at, void *out, size_t n, size_t *got);

/** One packed run of bytes in a file. */
typedef struct ent_unpack_part {
    ent_packing packing;
    uint64_t at, packed;
    bool known;        /**< the two below are, and are checked */
    uint64_t unpacked; /**< bytes */
    uint32_t crc;      /**< of the unpacked bytes, as zip has it */
} ent_unpack_part;

/** A stream of unpacked bytes. Opaque. */
typedef struct ent_unpack ent_unpack;

/** Plain, gzip, zstd, or zip of one file; "-" is standard input.
 * @error ENT_E_IO, ENT_E_NOMEM  @owner *out: ent_unpack_close */
ent_status ent_unpack_open_file(const char *path, ent_unpack **out, ent_error *err);
/** bytes must outlive it. @error ENT_E_NOMEM */
ent_status ent_unpack_open_bytes(const void *bytes, size_t n, ent_unpack **out, ent_error *err);
/** from and its file must outlive it; parts of one file can be read side by side. Small parts are
 * unpacked at once, which is about twice as fast. @error ENT_E_NOMEM */
ent_status ent_unpack_open_part(const ent_packed *from, const ent_unpack_part *part,
                                ent_unpack **out, ent_error *err);

/**
 * The next bytes, at most n > 0 of them; *got 0 at the end.
 * @error ENT_E_IO, ENT_E_NOMEM
 * @error ENT_E_PARSE  packed data damaged or cut short, or packed in a way that is not read here
 * @error ENT_E_LIMIT  unpacks to more than ENT_EXPANSION_MAX allows
 * After an error every further call gives the end.
 */
ent_status ent_unpack_read(ent_unpack *u, char *out, size_t n, size_t *got, ent_error *err);
/** Packed bytes read so far: how far a file is. */
uint64_t ent_unpack_taken(const ent_unpack *u);
void ent_unpack_close(ent_unpack *u);

#endif
