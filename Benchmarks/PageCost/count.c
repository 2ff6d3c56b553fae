// Counts what a process allocates, and writes down from where: the stack of every 97th call of malloc, calloc and realloc.
// For LD_PRELOAD; see page-cost.py.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEPTH = 40, EVERY = 97 };
static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static unsigned long calls, bytes;
static int stacks = -1;
static __thread int is_inside;

static void path(char *text, size_t size, const char *name) {
    const char *folder = getenv("COUNT_FOLDER");
    snprintf(text, size, "%s/%s", folder ? folder : ".", name);
}

static void note(size_t size) {
    unsigned long call = __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
    __atomic_add_fetch(&bytes, size, __ATOMIC_RELAXED);
    if (call % EVERY || is_inside) return;
    is_inside = 1;
    if (stacks < 0) {
        char text[4096];
        path(text, sizeof text, "stacks");
        stacks = open(text, O_CREAT | O_TRUNC | O_WRONLY | O_APPEND, 0600);
    }
    void *frames[DEPTH + 1] = {0};
    backtrace(frames + 1, DEPTH);
    frames[0] = (void *)size;
    if (write(stacks, frames, sizeof frames) < 0) abort();
    is_inside = 0;
}

void *malloc(size_t size) {
    if (!real_malloc) real_malloc = dlsym(RTLD_NEXT, "malloc");
    note(size);
    return real_malloc(size);
}

// dlsym itself may call it: then there is nothing to forward to yet, and it gets by without.
void *calloc(size_t count, size_t size) {
    static __thread int is_asking;
    if (!real_calloc) {
        if (is_asking) return NULL;
        is_asking = 1;
        real_calloc = dlsym(RTLD_NEXT, "calloc");
        is_asking = 0;
    }
    note(count * size);
    return real_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    if (!real_realloc) real_realloc = dlsym(RTLD_NEXT, "realloc");
    note(size);
    return real_realloc(old, size);
}

__attribute__((destructor)) static void end(void) {
    char text[4096], piece[65536];
    path(text, sizeof text, "maps");
    int to = open(text, O_CREAT | O_TRUNC | O_WRONLY, 0600), from = open("/proc/self/maps", O_RDONLY);
    for (ssize_t count; (count = read(from, piece, sizeof piece)) > 0;)
        if (write(to, piece, count) < 0) abort();
    path(text, sizeof text, "total");
    FILE *total = fopen(text, "w");
    if (!total) abort();
    fprintf(total, "%lu %lu\n", calls, bytes);
    fclose(total);
}
