/* Slows fsync and fdatasync by the milliseconds written in /run/ordeal/fsync-delay-ms.
 * Preloaded into the agent and PostgreSQL of a node. The file is read at every call, so a fault
 * bites and heals while the server runs; without the file the cost is one failed open. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

static void wait_as_told(void)
{
    int file = open("/run/ordeal/fsync-delay-ms", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    char text[16];
    ssize_t length = read(file, text, sizeof text);
    close(file);
    long milliseconds = 0;
    for (ssize_t i = 0; i < length && text[i] >= '0' && text[i] <= '9' && i < 7; i++)
        milliseconds = 10 * milliseconds + (text[i] - '0');
    struct timespec left = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        ;
}

/* The delay must leave errno alone: only the real call may set it. */
static int slowed(const char *name, int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int before = errno;
    wait_as_told();
    errno = before;
    return real(file);
}

int fsync(int file) { return slowed("fsync", file); }
int fdatasync(int file) { return slowed("fdatasync", file); }
