/* base/zip.h: what files a zip archive holds, and where their packed bytes lie. */
#ifndef ENT_BASE_ZIP_H
#define ENT_BASE_ZIP_H

#include "base/unpack.h"

/** Limits a hostile archive meets; a message names them. */
enum {
    ENT_ZIP_MEMBERS_MAX = 1 << 20,
    ENT_ZIP_DIRECTORY_MAX = 256 << 20, /**< bytes of the central directory */
};

/** One file of an archive; folders are left out. */
typedef struct ent_zip_member {
    const char *name; /**< as the archive has it; a NUL or control byte in it is an error */
    uint64_t header_at, packed, unpacked;
    uint32_t crc;
    uint16_t method, flags;
} ent_zip_member;

typedef struct ent_zip {
    ent_zip_member *members; /**< in order of name */
    size_t n;
    uint64_t directory_at;
    ent_arena arena;
} ent_zip;

/**
 * Read the central directory, zip64 too.
 * @error ENT_E_PARSE no end of an archive (cut short), a directory that does not fit the file, or
 *        members that overlap   @error ENT_E_LIMIT   @error ENT_E_IO, ENT_E_NOMEM
 * @owner *out: ent_zip_clear, also after an error
 */
ent_status ent_zip_list(const ent_packed *from, ent_zip *out, ent_error *err);
/**
 * Where the member's packed bytes lie.
 * @error ENT_E_PARSE encrypted, packed by a method that is not read here (read are: stored,
 * deflate, zstd), or not where the directory says   @error ENT_E_IO
 */
ent_status ent_zip_part(const ent_packed *from, const ent_zip_member *member, ent_unpack_part *out,
                        ent_error *err);
void ent_zip_clear(ent_zip *zip);

#endif
