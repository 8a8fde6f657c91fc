/* base/file.c: whole files: their hash, their bytes, and writing that never leaves half of one. */
#include "base/error_priv.h"
#include "base/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK_BYTES = 256 << 10 };

/* ---- reading -------------------------------------------------------------------------------- */

/* What is done with each block of a file. */
typedef ent_status (*block_fn)(void *to, const char *bytes, size_t n);

static int
open_file(const char *path, int flags, ent_fault_kind fault)
{
    errno = EIO;
    return ent_fault_hit(fault) ? -1 : open(path, flags | O_CLOEXEC, 0666);
}

static ssize_t
read_block(int fd, char *out)
{
    ssize_t n;

    do {
        errno = EIO;
        n = ent_fault_hit(ENT_FAULT_READ) ? -1 : read(fd, out, BLOCK_BYTES);
    } while (n < 0 && errno == EINTR);
    return n;
}

static ent_status
each_block(const char *path, block_fn fn, void *to, ent_error *err)
{
    ent_status st = ENT_OK;
    char *block = NULL;
    ssize_t n;
    int fd = open_file(path, O_RDONLY, ENT_FAULT_READ);

    if (fd < 0) return ent_fail_errno(err, path, "open", errno);
    block = ent_realloc(NULL, BLOCK_BYTES, 1);
    if (!block) {
        st = ent_fail_at(err, ENT_E_NOMEM, path, 0, 0, "no memory to read it");
        goto out;
    }
    while ((n = read_block(fd, block)) > 0) {
        st = fn(to, block, (size_t)n);
        if (st == ENT_E_LIMIT)
            st = ent_fail_at(err, st, path, 0, 0, "the file is larger than allowed here");
        else if (st)
            st = ent_fail_at(err, st, path, 0, 0, "no memory to read it");
        if (st) goto out;
    }
    if (n < 0) st = ent_fail_errno(err, path, "read", errno);

out:
    ent_free(block);
    (void)close(fd);
    return st;
}

static ent_status
hash_block(void *to, const char *bytes, size_t n)
{
    ent_sha256_add(to, bytes, n);
    return ENT_OK;
}

static ent_status
keep_block(void *to, const char *bytes, size_t n)
{
    return ent_buf_add(to, bytes, n);
}

ent_status
ent_file_sha256(const char *path, uint8_t out[ENT_SHA256_BYTES], ent_error *err)
{
    ent_sha256 h;
    ent_status st;

    ent_sha256_init(&h);
    st = each_block(path, hash_block, &h, err);
    if (st == ENT_OK) ent_sha256_end(&h, out);
    return st;
}

ent_status
ent_file_read(const char *path, ent_buf *buf, ent_error *err)
{
    const size_t before = buf->len;
    ent_status st = ent_buf_add(buf, "", 0);

    if (st) return ent_fail_at(err, st, path, 0, 0, "no memory to read it");
    st = each_block(path, keep_block, buf, err);
    if (st) {
        buf->len = before;
        buf->data[before] = '\0';
    }
    return st;
}

/* ---- writing -------------------------------------------------------------------------------- */

/* A file of our own beside path, named after it; in *name, which the caller frees. */
static int
open_beside(const char *path, char **name)
{
    enum { TRIES = 100 };
    size_t size;
    int fd = -1, i;

    errno = ENOMEM;
    if (!ent_add_size(strlen(path), 48, &size) || !(*name = ent_alloc(size, 1))) return -1;
    for (i = 0; i < TRIES; i++) {
        (void)ent_snprintf(*name, size, "%s.part%ld-%d", path, (long)getpid(), i);
        fd = open_file(*name, O_WRONLY | O_CREAT | O_EXCL, ENT_FAULT_WRITE);
        if (fd >= 0 || errno != EEXIST) break;
    }
    return fd;
}

static bool
write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t w;

        errno = EIO;
        w = ent_fault_hit(ENT_FAULT_WRITE) ? -1 : write(fd, bytes, n);
        if (w < 0 && errno == EINTR) continue;
        if (w < 0) return false;
        bytes += w;
        n -= (size_t)w;
    }
    return true;
}

static bool
sync_to_disk(int fd)
{
    errno = EIO;
    return !ent_fault_hit(ENT_FAULT_WRITE) && fsync(fd) == 0;
}

/* Make the new name last: the folder has to reach the disk too. A folder that cannot be opened or
 * synced (some network disks) is no failure: the file itself is whole. */
static void
sync_folder(char *name)
{
    char *slash = strrchr(name, '/');
    int fd;

    if (slash == name) slash++;
    if (slash) *slash = '\0';
    fd = open(slash ? name : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        (void)close(fd);
    }
}

ent_status
ent_file_write(const char *path, const void *bytes, size_t n, ent_error *err)
{
    char *name = NULL;
    struct stat old;
    ent_status st = ENT_OK;
    int fd = open_beside(path, &name), why = 0;

    if (fd < 0) {
        st = ent_fail_errno(err, path, "create a file beside", errno);
        goto out;
    }
    if (stat(path, &old) == 0) (void)fchmod(fd, old.st_mode & 07777); /* as readable as it was */
    if (!write_all(fd, bytes, n) || !sync_to_disk(fd)) why = errno;
    if (close(fd) != 0 && !why) why = errno;
    if (why) st = ent_fail_errno(err, path, "write", why);
    errno = EIO;
    if (st == ENT_OK && (ent_fault_hit(ENT_FAULT_WRITE) || rename(name, path) != 0))
        st = ent_fail_errno(err, path, "replace", errno);
    if (st)
        (void)unlink(name);
    else
        sync_folder(name);

out:
    ent_free(name);
    return st;
}
