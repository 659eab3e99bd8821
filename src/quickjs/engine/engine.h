/* What the simulator sees of QuickJS besides quickjs.h: where a program is, what it waits for, and how much it has
   computed. All of this is for runtimes with one context.

   Costs: each jump, condition and call, and each iteration of some loops of the engine, is a poll. Functions that walk
   a list charge polls in proportion to its length. The interrupt handler of the runtime is called after every 2,000
   polls, or when qx_poll_soon() requests it. */

#ifndef INTERLEAVE_QUICKJS_ENGINE_H
#define INTERLEAVE_QUICKJS_ENGINE_H

#include <stddef.h>
#include <stdint.h>

#include <quickjs.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    const void *code; /* which function */
    int line, column; /* from 1 */
} QxPlace;

enum {
    QX_HIDDEN,  /* no code of the program */
    QX_CALLS,   /* a function */
    QX_RESUMES, /* a function that waits at an `await` */
};

typedef struct {
    uint32_t id; /* of its reaction; 0 if its creation was not reported */
    int runs;    /* it runs code of the program */
} QxJob;

typedef struct {
    /* The date and time, in microseconds. */
    int64_t (*clock_us)(void);
    /* The text of the program. */
    const char *(*source)(JSContext *ctx, size_t *length);
    /* Code of the program is followed by code of the prelude, or (`was_inside`) the other way round. */
    void (*switched)(JSContext *ctx, int was_inside);
    /* A reaction of a promise has been created, and later it is ready to run. */
    void (*asked)(JSContext *ctx, uint32_t id, int kind, const QxPlace *place);
    void (*ready)(JSContext *ctx, uint32_t id);
} QxHooks;

void qx_set_hooks(const QxHooks *hooks);

/* Must be called once for each context. `prefix`: characters that were put before the first line of the program. */
void qx_begin(JSContext *ctx, const char *program, int prefix, int most_depth, uint64_t seed);
void qx_set_depth(JSRuntime *rt, int most_depth);
void qx_end(JSContext *ctx);

int64_t qx_polls(JSContext *ctx); /* so far */
void qx_add_polls(JSContext *ctx, int64_t polls);
void qx_poll_soon(JSContext *ctx);
int qx_inside(JSContext *ctx); /* code of the prelude runs */

/* The frames of the program, the innermost first. Returns their number. */
int qx_stack(JSContext *ctx, QxPlace *places, int most);
/* Where a function of the program begins; 0 if it is not one. */
int qx_definition(JSContext *ctx, JSValueConst func, QxPlace *place);
int qx_code_line(JSContext *ctx, const void *code, int *column);
void qx_code_name(JSContext *ctx, const void *code, char *name, size_t size);

int qx_next_job(JSContext *ctx, QxJob *job); /* 0 if there is none */
int qx_queue_microtask(JSContext *ctx, JSValueConst func);
int qx_module_is_async(JSContext *ctx, JSValueConst module);

JSValue qx_promise_state(JSContext *ctx, JSValueConst promise);
JSValue qx_proxy_details(JSContext *ctx, JSValueConst value);
JSValue qx_class_name(JSContext *ctx, JSValueConst value);
JSValue qx_iterator_entries(JSContext *ctx, JSValueConst value);

#ifdef __cplusplus
}
#endif

#endif
