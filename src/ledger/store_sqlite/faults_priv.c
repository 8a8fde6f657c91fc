/* faults_priv.c: faults on demand inside SQLite: its allocations, reads, writes; only ENT_FAULTS.
 */
#include "base/faults.h"
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

#ifdef ENT_FAULTS

/* ---- memory: SQLite's, through ours
 * -------------------------------------------------------------- */

enum { HEAD = 16 }; /* holds the size, keeps the alignment */

static void *
give(size_t *block, int size)
{
    if (!block) return NULL;
    *block = (size_t)size;
    return (char *)block + HEAD;
}

static size_t *
block_of(void *p)
{
    return (size_t *)(void *)((char *)p - HEAD);
}

static void *
memory_take(int size)
{
    return give(ent_alloc(1, (size_t)size + HEAD), size);
}

static void
memory_free(void *p)
{
    if (p) ent_free(block_of(p));
}

static void *
memory_resize(void *p, int size)
{
    return give(ent_realloc(block_of(p), 1, (size_t)size + HEAD), size);
}

static int
memory_size(void *p)
{
    return p ? (int)*block_of(p) : 0;
}

static int
memory_round(int size)
{
    return (size + 7) & ~7;
}

static int
memory_begin(void *unused)
{
    (void)unused;
    return SQLITE_OK;
}

/* ---- files: the usual ones, but some calls fail
 * ----------------------------------------------------- */

typedef struct faulty_file {
    sqlite3_file base;
    sqlite3_file *real; /* behind this struct */
} faulty_file;

static sqlite3_file *
real_of(sqlite3_file *f)
{
    return ((faulty_file *)(void *)f)->real;
}

static int
file_close(sqlite3_file *f)
{
    return real_of(f)->pMethods->xClose(real_of(f));
}

static int
file_read(sqlite3_file *f, void *out, int n, sqlite3_int64 at)
{
    if (ent_fault_hit(ENT_FAULT_READ)) return SQLITE_IOERR_READ;
    return real_of(f)->pMethods->xRead(real_of(f), out, n, at);
}

static int
file_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
    if (ent_fault_hit(ENT_FAULT_WRITE)) return SQLITE_FULL;
    return real_of(f)->pMethods->xWrite(real_of(f), bytes, n, at);
}

static int
file_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    if (ent_fault_hit(ENT_FAULT_WRITE)) return SQLITE_IOERR_TRUNCATE;
    return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int
file_sync(sqlite3_file *f, int flags)
{
    (void)f;
    (void)flags;
    /* No power is cut here, so nothing has to reach the disk: that would take most of the time. */
    return ent_fault_hit(ENT_FAULT_WRITE) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int
file_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int
file_lock(sqlite3_file *f, int how)
{
    return real_of(f)->pMethods->xLock(real_of(f), how);
}

static int
file_unlock(sqlite3_file *f, int how)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), how);
}

static int
file_reserved(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int
file_control(sqlite3_file *f, int op, void *arg)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int
file_traits(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static const sqlite3_io_methods FILE_CALLS = {.iVersion = 1,
                                              .xClose = file_close,
                                              .xRead = file_read,
                                              .xWrite = file_write,
                                              .xTruncate = file_truncate,
                                              .xSync = file_sync,
                                              .xFileSize = file_size,
                                              .xLock = file_lock,
                                              .xUnlock = file_unlock,
                                              .xCheckReservedLock = file_reserved,
                                              .xFileControl = file_control,
                                              .xDeviceCharacteristics = file_traits};

static sqlite3_vfs *
usual(sqlite3_vfs *vfs)
{
    return vfs->pAppData;
}

static int
disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *flags_out)
{
    faulty_file *file = (faulty_file *)(void *)f;
    int rc;

    file->real = (sqlite3_file *)(void *)(file + 1);
    file->base.pMethods = NULL;
    if (ent_fault_hit(flags & SQLITE_OPEN_CREATE ? ENT_FAULT_WRITE : ENT_FAULT_READ))
        return SQLITE_CANTOPEN;
    rc = usual(vfs)->xOpen(usual(vfs), name, file->real, flags, flags_out);
    if (file->real->pMethods) file->base.pMethods = &FILE_CALLS;
    return rc;
}

static int
disk_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    if (ent_fault_hit(ENT_FAULT_WRITE)) return SQLITE_IOERR_DELETE;
    (void)sync_folder;
    return usual(vfs)->xDelete(usual(vfs), name, 0);
}

static int
disk_random(sqlite3_vfs *vfs, int n, char *out)
{
    (void)vfs;
    memset(out, 0x5a, (size_t)n); /* the same every time, so that faults fall in the same place */
    return n;
}

void
ent_sqlite_faults_install(void)
{
    static sqlite3_vfs disk;
    static const sqlite3_mem_methods memory = {memory_take, memory_free,  memory_resize,
                                               memory_size, memory_round, memory_begin,
                                               NULL,        NULL};

    if (disk.zName) return;
    /* Before SQLite's first use, and with its own small pools off, so that every piece counts. */
    (void)sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
    (void)sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
    if (sqlite3_initialize() != SQLITE_OK) return;
    disk = *sqlite3_vfs_find(NULL);
    disk.pAppData = sqlite3_vfs_find(NULL);
    disk.zName = "entente-faults";
    disk.iVersion = 1;
    disk.szOsFile += (int)sizeof(faulty_file);
    disk.xOpen = disk_open;
    disk.xDelete = disk_delete;
    disk.xRandomness = disk_random;
    (void)sqlite3_vfs_register(&disk, 1);
}
#endif
