/* QuickJS, as patch.py has changed it, and the parts of the changes that need to see its structures. It is compiled as
   C, with the flags of QuickJS; engine.h says what the rest of the simulator sees. */

#include <stddef.h>
#include <stdint.h>
#include <sys/time.h>
#include <time.h>
#include <math.h>

#include "engine.h"

/* The clock, the time zone and the libm of the system are not used. */
static int qx_gettimeofday(struct timeval *time);
#define gettimeofday(tv, zone) qx_gettimeofday(tv)
#define localtime_r(from, to) ((void)(from), (to)->tm_gmtoff = 0)
#define CONFIG_VERSION "2025-04-26"

/* The number of polls between two calls of the interrupt handler. */
#define QX_CHUNK 2000

#ifdef QX_OWN_LIBM
#include "libm_names.h"
#endif

#include "quickjs.c"

static QxHooks qx_hooks;

void qx_set_hooks(const QxHooks *hooks) { qx_hooks = *hooks; }

static int qx_gettimeofday(struct timeval *time) {
    const int64_t us = qx_hooks.clock_us();
    time->tv_sec = us / 1000000;
    time->tv_usec = us % 1000000;
    return 0;
}

/* ---- setting up */

void qx_begin(JSContext *ctx, const char *program, int prefix, int most_depth, uint64_t seed) {
    JSRuntime *rt = ctx->rt;
    rt->qx_program = JS_NewAtom(ctx, program);
    rt->qx_eval = JS_NewAtom(ctx, "<input>");
    rt->qx_prefix = prefix;
    rt->qx_most_depth = most_depth;
    rt->qx_start = ctx->interrupt_counter = QX_CHUNK;
    ctx->random_state = seed ? seed : 1;
}

void qx_set_depth(JSRuntime *rt, int most_depth) { rt->qx_most_depth = most_depth; }

void qx_end(JSContext *ctx) {
    JS_FreeAtom(ctx, ctx->rt->qx_program);
    JS_FreeAtom(ctx, ctx->rt->qx_eval);
}

int64_t qx_polls(JSContext *ctx) {
    return ctx->rt->qx_polls + ctx->rt->qx_start - ctx->interrupt_counter;
}

void qx_poll_soon(JSContext *ctx) {
    if (ctx->interrupt_counter <= 1)
        return;
    ctx->rt->qx_start -= ctx->interrupt_counter - 1;
    ctx->interrupt_counter = 1;
}

void qx_add_polls(JSContext *ctx, int64_t polls) { qx_charge(ctx, polls); }

int qx_inside(JSContext *ctx) { return ctx->rt->qx_inside; }

/* ---- calls: how deep they are, and whether they belong to the prelude */

static BOOL qx_is_internal(JSRuntime *rt, const JSFunctionBytecode *b) {
    return b && b->has_debug && b->debug.filename != rt->qx_program && b->debug.filename != rt->qx_eval;
}

static const JSFunctionBytecode *qx_bytecode(JSValueConst func) {
    JSObject *p;
    if (JS_VALUE_GET_TAG(func) != JS_TAG_OBJECT)
        return NULL;
    p = JS_VALUE_GET_OBJ(func);
    while (p->class_id == JS_CLASS_BOUND_FUNCTION) {
        func = p->u.bound_function->func_obj;
        if (JS_VALUE_GET_TAG(func) != JS_TAG_OBJECT)
            return NULL;
        p = JS_VALUE_GET_OBJ(func);
    }
    return js_class_has_bytecode(p->class_id) ? p->u.func.function_bytecode : NULL;
}

/* How much of the depth a call takes: its values are on the stack. Those of generators and async functions are not. */
static int qx_weight(JSValueConst func, int argc) {
    JSObject *p;
    if (JS_VALUE_GET_TAG(func) != JS_TAG_OBJECT)
        return 1;
    p = JS_VALUE_GET_OBJ(func);
    if (p->class_id == JS_CLASS_BYTECODE_FUNCTION) {
        const JSFunctionBytecode *b = p->u.func.function_bytecode;
        return 1 + (b->var_count + b->arg_count + b->stack_size) / 64;
    }
    if (p->class_id == JS_CLASS_BOUND_FUNCTION)
        return 1 + (p->u.bound_function->argc + argc) / 64;
    return 1;
}

static JSValue JS_CallInternal(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj, JSValueConst new_target,
                               int argc, JSValue *argv, int flags) {
    JSRuntime *rt = ctx->rt;
    const BOOL before = rt->qx_inside;
    const int weight = qx_weight(func_obj, argc);
    JSValue ret;
    if (unlikely(rt->qx_depth + weight > rt->qx_most_depth)) {
        if (!(flags & JS_CALL_FLAG_GENERATOR))
            return JS_ThrowStackOverflow(ctx);
    }
    if (JS_VALUE_GET_TAG(func_obj) == JS_TAG_OBJECT) {
        JSObject *p = JS_VALUE_GET_OBJ(func_obj);
        if (p->class_id == JS_CLASS_BYTECODE_FUNCTION) {
            JSFunctionBytecode *b = p->u.func.function_bytecode;
            rt->qx_inside = qx_is_internal(rt, b);
        }
    } else if (flags & JS_CALL_FLAG_GENERATOR) {
        JSAsyncFunctionState *s = JS_VALUE_GET_PTR(func_obj);
        const JSFunctionBytecode *b = qx_bytecode(s->frame.cur_func);
        rt->qx_inside = qx_is_internal(rt, b);
    }
    if (unlikely(rt->qx_inside != before))
        qx_hooks.switched(ctx, before);
    rt->qx_depth += weight;
    ret = JS_CallInternal_(ctx, func_obj, this_obj, new_target, argc, argv, flags);
    rt->qx_depth -= weight;
    if (unlikely(rt->qx_inside != before)) {
        rt->qx_inside = before;
        qx_hooks.switched(ctx, !before);
    }
    return ret;
}

/* ---- places */

static BOOL qx_is_program(JSRuntime *rt, const JSFunctionBytecode *b) {
    return b && b->has_debug && b->debug.filename == rt->qx_program;
}

static int qx_column(JSRuntime *rt, int line, int column) {
    return line == 1 && rt->qx_prefix ? (column > rt->qx_prefix ? column - rt->qx_prefix : 1) : column;
}

static BOOL qx_place_in(JSContext *ctx, JSStackFrame *sf, QxPlace *place) {
    JSFunctionBytecode *b = (JSFunctionBytecode *)qx_bytecode(sf->cur_func);
    if (!qx_is_program(ctx->rt, b))
        return FALSE;
    place->code = b;
    place->line = sf->cur_pc ? find_line_num(ctx, b, sf->cur_pc - b->byte_code_buf - 1, &place->column)
                             : find_line_num(ctx, b, -1, &place->column);
    if (place->line <= 0)
        return FALSE;
    place->column = qx_column(ctx->rt, place->line, place->column);
    return TRUE;
}

int qx_stack(JSContext *ctx, QxPlace *places, int most) {
    JSStackFrame *sf;
    int count = 0;
    for (sf = ctx->rt->current_stack_frame; sf && count < most; sf = sf->prev_frame)
        if (qx_place_in(ctx, sf, &places[count]))
            count++;
    return count;
}

int qx_definition(JSContext *ctx, JSValueConst func, QxPlace *place) {
    JSFunctionBytecode *b = (JSFunctionBytecode *)qx_bytecode(func);
    if (!qx_is_program(ctx->rt, b))
        return 0;
    place->code = b;
    place->line = find_line_num(ctx, b, -1, &place->column);
    place->column = qx_column(ctx->rt, place->line, place->column);
    return place->line > 0;
}

int qx_code_line(JSContext *ctx, const void *code, int *column) {
    int line = find_line_num(ctx, (JSFunctionBytecode *)code, -1, column);
    *column = qx_column(ctx->rt, line, *column);
    return line;
}

void qx_code_name(JSContext *ctx, const void *code, char *name, size_t size) {
    char buf[ATOM_GET_STR_BUF_SIZE];
    const JSAtom atom = ((const JSFunctionBytecode *)code)->func_name;
    const char *text = atom == JS_ATOM_NULL ? "" : JS_AtomGetStr(ctx, buf, sizeof(buf), atom);
    snprintf(name, size, "%s", text);
}

/* The function that waits at an `await`, if that is what the handler resumes. */
static JSStackFrame *qx_awaiting(JSValueConst handler) {
    JSObject *p;
    if (JS_VALUE_GET_TAG(handler) != JS_TAG_OBJECT)
        return NULL;
    p = JS_VALUE_GET_OBJ(handler);
    if (p->class_id == JS_CLASS_ASYNC_FUNCTION_RESOLVE || p->class_id == JS_CLASS_ASYNC_FUNCTION_REJECT)
        return p->u.async_function_data && !p->u.async_function_data->is_completed ? &p->u.async_function_data->frame
                                                                                  : NULL;
    if (p->class_id == JS_CLASS_C_FUNCTION_DATA &&
        p->u.c_function_data_record->func == js_async_generator_resolve_function) {
        JSAsyncGeneratorData *s =
            JS_GetOpaque(p->u.c_function_data_record->data[0], JS_CLASS_ASYNC_GENERATOR);
        return s && s->func_state && !s->func_state->is_completed ? &s->func_state->frame : NULL;
    }
    return NULL;
}

/* Does the handler run code of the program? If so, `place` is where it resumes, or where the function begins. */
static int qx_handler(JSContext *ctx, JSValueConst handler, QxPlace *place) {
    JSStackFrame *sf = qx_awaiting(handler);
    JSObject *p;
    if (sf)
        return qx_place_in(ctx, sf, place) ? QX_RESUMES : QX_HIDDEN;
    if (qx_definition(ctx, handler, place))
        return QX_CALLS;
    if (JS_VALUE_GET_TAG(handler) != JS_TAG_OBJECT)
        return QX_HIDDEN;
    p = JS_VALUE_GET_OBJ(handler);
    if (p->class_id == JS_CLASS_C_FUNCTION_DATA &&
        (p->u.c_function_data_record->func == js_promise_then_finally_func)) {
        return qx_definition(ctx, p->u.c_function_data_record->data[1], place) ? QX_CALLS : QX_HIDDEN;
    }
    return QX_HIDDEN;
}

static uint32_t qx_asked(JSContext *ctx, JSValueConst *handlers) {
    QxPlace place;
    int kind = QX_HIDDEN, i;
    for (i = 0; i < 2 && kind == QX_HIDDEN; i++)
        kind = qx_handler(ctx, handlers[i], &place);
    if (kind == QX_HIDDEN || !qx_hooks.asked)
        return 0;
    ctx->rt->qx_reactions++;
    qx_hooks.asked(ctx, ctx->rt->qx_reactions, kind, &place);
    return ctx->rt->qx_reactions;
}

static uint32_t qx_ready(JSContext *ctx, JSJobFunc *job_func, int argc, JSValueConst *argv) {
    uint32_t id = ctx->rt->qx_job;
    QxPlace place;
    ctx->rt->qx_job = 0;
    if (job_func != promise_reaction_job && argc > 0) {
        /* queueMicrotask, or a thenable whose `then` is the program's */
        JSValueConst func = job_func == js_promise_resolve_thenable_job ? argv[2] : argv[0];
        int kind = qx_handler(ctx, func, &place);
        if (kind != QX_HIDDEN && qx_hooks.asked) {
            id = ++ctx->rt->qx_reactions;
            qx_hooks.asked(ctx, id, kind, &place);
        }
    }
    if (id && qx_hooks.ready)
        qx_hooks.ready(ctx, id);
    return id;
}

int qx_next_job(JSContext *ctx, QxJob *job) {
    JSRuntime *rt = ctx->rt;
    JSJobEntry *e;
    QxPlace place;
    if (list_empty(&rt->job_list))
        return 0;
    e = list_entry(rt->job_list.next, JSJobEntry, link);
    job->id = e->qx_id;
    job->runs = e->qx_id != 0;
    if (e->job_func == promise_reaction_job)
        job->runs = e->qx_id && qx_handler(ctx, e->argv[2], &place) != QX_HIDDEN;
    return 1;
}

/* ---- errors */

static BOOL qx_own_text(JSContext *ctx, JSObject *p, JSAtom name, JSValue *value) {
    JSProperty *pr;
    JSShapeProperty *prs;
    for (; p; p = p->shape->proto) {
        if (p->class_id == JS_CLASS_PROXY)
            return FALSE;
        prs = find_own_property(&pr, p, name);
        if (!prs)
            continue;
        if ((prs->flags & JS_PROP_TMASK) != JS_PROP_NORMAL || !JS_IsString(pr->u.value))
            return FALSE;
        *value = pr->u.value;
        return TRUE;
    }
    return FALSE;
}

/* "TypeError: message" */
static void qx_put_head(JSContext *ctx, DynBuf *text, JSValueConst error) {
    JSValue value;
    const char *name = NULL, *message = NULL;
    if (JS_VALUE_GET_TAG(error) != JS_TAG_OBJECT)
        return;
    if (qx_own_text(ctx, JS_VALUE_GET_OBJ(error), JS_ATOM_name, &value))
        name = JS_ToCString(ctx, value);
    if (qx_own_text(ctx, JS_VALUE_GET_OBJ(error), JS_ATOM_message, &value))
        message = JS_ToCString(ctx, value);
    dbuf_putstr(text, name ? name : "Error");
    if (message && *message) {
        dbuf_putstr(text, ": ");
        dbuf_putstr(text, message);
    }
    dbuf_putc(text, '\n');
    JS_FreeCString(ctx, name);
    JS_FreeCString(ctx, message);
}

/* Frames of the prelude are omitted. Returns whether the frame has been handled. */
static BOOL qx_put_frame(JSContext *ctx, DynBuf *text, JSStackFrame *sf, int *frames) {
    JSRuntime *rt = ctx->rt;
    JSFunctionBytecode *b = (JSFunctionBytecode *)qx_bytecode(sf->cur_func);
    QxPlace place;
    const char *name;
    if (!b)
        return sf->prev_frame == NULL;
    if (qx_is_internal(rt, b))
        return TRUE;
    if (!qx_place_in(ctx, sf, &place))
        return FALSE;
    name = get_func_name(ctx, sf->cur_func);
    if (name && *name && strcmp(name, "<eval>") && strcmp(name, "<anonymous>"))
        dbuf_printf(text, "    at %s (", name);
    else
        dbuf_printf(text, "    at ");
    {
        const char *file = JS_AtomToCString(ctx, b->debug.filename);
        dbuf_printf(text, "%s:%d:%d%s\n", file ? file : "", place.line, place.column,
                    name && *name && strcmp(name, "<eval>") && strcmp(name, "<anonymous>") ? ")" : "");
        JS_FreeCString(ctx, file);
    }
    JS_FreeCString(ctx, name);
    ++*frames;
    return TRUE;
}

/* Returns the text before the place in the program at which the innermost frame is: the callee of a call. */
static const char *qx_callee(JSContext *ctx, char *buf, size_t size) {
    QxPlace place;
    size_t length;
    const char *source = qx_hooks.source(ctx, &length);
    const char *p = source, *end = source + length, *from;
    int line = 1;
    JSStackFrame *sf = ctx->rt->current_stack_frame;
    if (!source || !sf || !qx_place_in(ctx, sf, &place))
        return NULL;
    for (; p < end && line < place.line; p++)
        line += *p == '\n';
    if (place.column < 1 || place.column - 1 > end - p)
        return NULL;
    qx_charge(ctx, (p - source) / 64);
    /* Columns are counted in characters. */
    for (end = p; place.column > 1 && end < source + length; end++) {
        place.column -= (end[1] & 0xC0) != 0x80;
    }
    while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    if (end > p + 2 && end[-1] == '.' && end[-2] == '?')
        end -= 2;
    for (from = end; from > p; from--) {
        const char c = from[-1];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
              c == '.' || c == '#' || (c & 0x80)))
            break;
    }
    while (from < end && *from == '.')
        from++;
    if (from == end || (size_t)(end - from) >= size)
        return NULL;
    memcpy(buf, from, end - from);
    buf[end - from] = 0;
    return buf;
}

static JSValue qx_throw_not_a_function(JSContext *ctx) {
    char buf[128];
    const char *callee = qx_callee(ctx, buf, sizeof(buf));
    return callee ? JS_ThrowTypeError(ctx, "%s is not a function", callee)
                  : JS_ThrowTypeError(ctx, "(intermediate value) is not a function");
}

static JSValue qx_throw_not_a_constructor(JSContext *ctx) { return JS_ThrowTypeError(ctx, "not a constructor"); }

/* ---- what the prelude asks about values */

JSValue qx_promise_state(JSContext *ctx, JSValueConst promise) {
    const int state = (int)JS_PromiseState(ctx, promise);
    JSValue pair = JS_NewArray(ctx);
    JS_SetPropertyUint32(ctx, pair, 0, JS_NewInt32(ctx, state));
    JS_SetPropertyUint32(ctx, pair, 1, state == JS_PROMISE_PENDING ? JS_UNDEFINED : JS_PromiseResult(ctx, promise));
    return pair;
}

JSValue qx_proxy_details(JSContext *ctx, JSValueConst value) {
    JSObject *p;
    JSProxyData *s;
    JSValue pair;
    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return JS_UNDEFINED;
    p = JS_VALUE_GET_OBJ(value);
    if (p->class_id != JS_CLASS_PROXY)
        return JS_UNDEFINED;
    s = p->u.opaque;
    pair = JS_NewArray(ctx);
    JS_SetPropertyUint32(ctx, pair, 0, s->is_revoked ? JS_NULL : JS_DupValue(ctx, s->target));
    JS_SetPropertyUint32(ctx, pair, 1, s->is_revoked ? JS_NULL : JS_DupValue(ctx, s->handler));
    return pair;
}

JSValue qx_class_name(JSContext *ctx, JSValueConst value) {
    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return JS_UNDEFINED;
    return JS_AtomToString(ctx, ctx->rt->class_array[JS_VALUE_GET_OBJ(value)->class_id].class_name);
}

/* Returns the remaining entries of a Map or Set iterator without advancing it; undefined for anything else. */
JSValue qx_iterator_entries(JSContext *ctx, JSValueConst value) {
    JSMapIteratorData *it;
    JSMapState *map;
    JSMapRecord *record;
    struct list_head *el;
    JSValue all;
    JSObject *p;
    uint32_t count = 0;
    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return JS_UNDEFINED;
    p = JS_VALUE_GET_OBJ(value);
    if (p->class_id != JS_CLASS_MAP_ITERATOR && p->class_id != JS_CLASS_SET_ITERATOR)
        return JS_UNDEFINED;
    it = p->u.map_iterator_data;
    all = JS_NewArray(ctx);
    if (!it || JS_IsUndefined(it->obj))
        return all;
    map = JS_GetOpaque(it->obj, JS_CLASS_MAP + (p->class_id - JS_CLASS_MAP_ITERATOR));
    for (el = it->cur_record ? it->cur_record->link.next : map->records.next; el != &map->records; el = el->next) {
        record = list_entry(el, JSMapRecord, link);
        if (record->empty)
            continue;
        {
            JSValueConst key = record->key, mapped = p->class_id == JS_CLASS_SET_ITERATOR ? key : record->value;
            JSValue one = JS_DupValue(ctx, it->kind == JS_ITERATOR_KIND_KEY ? key : mapped);
            if (it->kind == JS_ITERATOR_KIND_KEY_AND_VALUE) {
                JSValue pair = JS_NewArray(ctx);
                JS_SetPropertyUint32(ctx, pair, 0, JS_DupValue(ctx, key));
                JS_SetPropertyUint32(ctx, pair, 1, one);
                one = pair;
            }
            JS_SetPropertyUint32(ctx, all, count++, one);
        }
    }
    return all;
}

/* Queues a call of the function as a microtask. */
static JSValue qx_call_job(JSContext *ctx, int argc, JSValueConst *argv) {
    return JS_Call(ctx, argv[0], JS_UNDEFINED, argc - 1, argv + 1);
}

int qx_queue_microtask(JSContext *ctx, JSValueConst func) { return JS_EnqueueJob(ctx, qx_call_job, 1, &func); }

int qx_module_is_async(JSContext *ctx, JSValueConst module) {
    return JS_VALUE_GET_TAG(module) == JS_TAG_MODULE && ((JSModuleDef *)JS_VALUE_GET_PTR(module))->has_tla;
}
