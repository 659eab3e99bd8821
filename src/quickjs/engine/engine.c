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

/* ---- errors that quote the program, as V8 does */

typedef struct {
    const char *begin, *end; /* the text of the program */
    const char *at;          /* the place at which the innermost frame is */
} QxText;

static BOOL qx_text(JSContext *ctx, QxText *text) {
    QxPlace place;
    size_t length;
    const char *source = qx_hooks.source(ctx, &length);
    const char *p = source, *end = source + length;
    int line = 1;
    JSStackFrame *sf = ctx->rt->current_stack_frame;
    if (!source || !sf || !qx_place_in(ctx, sf, &place))
        return FALSE;
    for (; p < end && line < place.line; p++)
        line += *p == '\n';
    if (place.column < 1 || place.column - 1 > end - p)
        return FALSE;
    qx_charge(ctx, (p - source) / 64);
    /* Columns are counted in characters. */
    while (place.column > 1 && p < end) {
        p++;
        if (p == end || (*p & 0xC0) != 0x80)
            place.column--;
    }
    text->begin = source;
    text->end = end;
    text->at = p;
    return TRUE;
}

static BOOL qx_is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           c == '#' || (c & 0x80);
}

static BOOL qx_is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static const char *qx_skip_space(const char *p, const char *end) {
    while (p < end && qx_is_space(*p))
        p++;
    return p;
}

static const char *qx_skip_space_back(const char *p, const char *begin) {
    while (p > begin && qx_is_space(p[-1]))
        p--;
    return p;
}

/* Returns the bracket that opens the one before `p`, or NULL. Brackets in texts count as others do. */
static const char *qx_opening(const char *p, const char *begin) {
    int depth = 0;
    const char *limit = p - begin > 400 ? p - 400 : begin;
    while (p > limit) {
        const char c = *--p;
        depth += (c == ')' || c == ']' || c == '}') - (c == '(' || c == '[' || c == '{');
        if (depth == 0)
            return p;
    }
    return NULL;
}

/* Returns the end of the bracket that begins at `p`, or NULL. */
static const char *qx_closed(const char *p, const char *end) {
    int depth = 0;
    const char *limit = end - p > 400 ? p + 400 : end;
    while (p < limit) {
        const char c = *p++;
        depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
        if (depth == 0)
            return p;
    }
    return NULL;
}

/* Returns the beginning of the expression that ends at `end`: a name or a literal, and what is called or read of it.
   NULL if it is more complicated. */
static const char *qx_expression(const char *begin, const char *end) {
    const char *p = end;
    while (p > begin) {
        const char c = p[-1];
        if (qx_is_word(c)) {
            while (p > begin && qx_is_word(p[-1]))
                p--;
            if (p == begin || p[-1] != '.' || (p > begin + 1 && p[-2] == '.'))
                return p;
            p--;
            if (p > begin && p[-1] == '?')
                p--;
        } else if (c == ')' || c == ']') {
            const char *open = qx_opening(p, begin);
            if (!open)
                return NULL;
            p = open;
            if (p > begin + 1 && p[-1] == '.' && p[-2] == '?')
                p -= 2;
            if (p == begin || !(qx_is_word(p[-1]) || p[-1] == ')' || p[-1] == ']'))
                return open;
        } else if (c == '\'' || c == '"') {
            for (p--; p > begin && p[-1] != c && p[-1] != '\n'; p--) {
            }
            return p > begin && p[-1] == c ? p - 1 : NULL;
        } else {
            return NULL;
        }
    }
    return p == end ? NULL : p;
}

static const char qx_intermediate[] = "(intermediate value)";

/* Writes an expression as V8 prints it: without the arguments of calls. Returns FALSE if it is too complicated. */
static BOOL qx_print(const char *from, const char *end, char *buf, size_t size) {
    const char *first = from;
    size_t at = 0;
    while (from < end) {
        if (at + 8 >= size)
            return FALSE;
        if (*from == '(') {
            const char *close = qx_closed(from, end);
            if (!close)
                return FALSE;
            if (from == first) {
                const char *inner = qx_skip_space_back(close - 1, from);
                if (qx_expression(from + 1, inner) != from + 1 || !qx_print(from + 1, inner, buf, size))
                    snprintf(buf, size, "%s", qx_intermediate);
                at = strlen(buf);
            } else {
                memcpy(buf + at, "(...)", 5);
                at += 5;
            }
            from = close;
        } else if (*from == '[' && from != first && from + 3 < end && (from[1] == '\'' || from[1] == '"')) {
            const char *close = qx_closed(from, end);
            if (!close || close - from < 5 || (size_t)(close - from) + at >= size)
                return FALSE;
            buf[at++] = '.';
            memcpy(buf + at, from + 2, close - from - 4);
            at += close - from - 4;
            from = close;
        } else if (*from == '\'') {
            buf[at++] = '"';
            from++;
        } else {
            if (!qx_is_space(*from))
                buf[at++] = *from;
            from++;
        }
    }
    buf[at] = 0;
    return at > 0;
}

/* The expression that ends before the place, such as the callee of a call whose bracket is there. */
static const char *qx_before(const QxText *text, char *buf, size_t size) {
    const char *end = qx_skip_space_back(text->at, text->begin), *from;
    if (end > text->begin + 2 && end[-1] == '.' && end[-2] == '?')
        end -= 2;
    from = qx_expression(text->begin, end);
    return from && qx_print(from, end, buf, size) ? buf : qx_intermediate;
}

static JSValue qx_throw_not_a_function(JSContext *ctx) {
    char buf[128];
    QxText text;
    return JS_ThrowTypeError(ctx, "%s is not a function",
                             qx_text(ctx, &text) ? qx_before(&text, buf, sizeof(buf)) : qx_intermediate);
}

static JSValue qx_throw_not_a_constructor(JSContext *ctx, JSValueConst value) {
    char buf[128];
    const char *what;
    const JSStackFrame *sf;
    const JSFunctionBytecode *code;
    QxText text;
    if (!qx_text(ctx, &text))
        return qx_throw_about(ctx, value, "%s is not a constructor");
    if (text.at + 4 < text.end && !memcmp(text.at, "new", 3) && qx_is_space(text.at[3])) { /* without brackets */
        text.at = qx_skip_space(text.at + 3, text.end);
        while (text.at < text.end && (qx_is_word(*text.at) || *text.at == '.'))
            text.at++;
    }
    what = qx_before(&text, buf, sizeof(buf));
    sf = ctx->rt->current_stack_frame;
    code = (JSFunctionBytecode *)qx_bytecode(sf->cur_func);
    if (!strcmp(what, "super") || (what == qx_intermediate && code && code->is_derived_class_constructor)) {
        JSValue name = JS_GetProperty(ctx, sf->cur_func, JS_ATOM_name);
        const char *called = JS_IsString(name) ? JS_ToCString(ctx, name) : NULL;
        JS_ThrowTypeError(ctx, "Super constructor null of %s is not a constructor",
                          called && *called ? called : "anonymous class");
        JS_FreeCString(ctx, called);
        JS_FreeValue(ctx, name);
        return JS_EXCEPTION;
    }
    return JS_ThrowTypeError(ctx, "%s is not a constructor", what);
}

/* What a pattern, whose bracket is at the place, takes apart: the text after its `=`. NULL if there is no such text.
   `called`: it is what a function returns. */
static const char *qx_taken(const QxText *text, char *buf, size_t size, BOOL *called) {
    const char *p = qx_closed(text->at, text->end), *from;
    *called = FALSE;
    if (!p)
        return NULL;
    p = qx_skip_space(p, text->end);
    if (p + 2 < text->end && p[0] == 'o' && p[1] == 'f' && !qx_is_word(p[2]))
        return ".for"; /* as V8 calls it */
    if (p + 1 >= text->end || *p != '=' || p[1] == '=' || p[1] == '>')
        return NULL;
    from = p = qx_skip_space(p + 1, text->end);
    while (p < text->end) {
        if (qx_is_word(*p) || *p == '.') {
            p++;
        } else if (*p == '(' || *p == '[' || (*p == '{' && p == from)) {
            const char *close = qx_closed(p, text->end);
            if (!close)
                return qx_intermediate;
            *called = *p == '(' && p != from;
            if (*p == '{' && close != p + 2)
                return qx_intermediate;
            p = close;
            continue;
        } else {
            break;
        }
        *called = FALSE;
    }
    {
        const char *next = p;
        while (next < text->end && (*next == ' ' || *next == '\t'))
            next++;
        if (p == from || (next < text->end && !strchr(";,)}\n\r", *next)))
            return qx_intermediate;
    }
    return qx_print(from, p, buf, size) ? buf : qx_intermediate;
}

/* Returns a message about something that cannot be iterated, with the expression that the program has for it; NULL if
   there is none. */
static const char *qx_not_iterable(JSContext *ctx, JSValueConst value, char *buf, size_t size) {
    static const char returned[] = "%s is not a function or its return value is not iterable";
    const JSStackFrame *sf = ctx->rt->current_stack_frame;
    char shown[128];
    const char *found = NULL, *end, *from, *format = "%s is not iterable";
    BOOL called = FALSE;
    QxText text;
    int op;
    if (!qx_text(ctx, &text) || !sf->cur_pc || text.at >= text.end)
        return NULL;
    op = sf->cur_pc[-1];
    if (op == OP_for_await_of_start)
        format = "%s is not async iterable";
    if (op == OP_for_of_start && *text.at == '[') {
        const char *p = text.at + 1;
        end = qx_skip_space_back(text.at, text.begin);
        while (p < text.end && qx_is_word(*p))
            p++;
        found = qx_taken(&text, shown, sizeof(shown), &called);
        if (!found)
            return NULL;
        /* Otherwise V8 has no text for it. */
        if (strcmp(found, ".for") && (p == text.end || *p != ']' || end == text.begin || !qx_is_word(end[-1])))
            return NULL;
    } else if (op == OP_append || ((op == OP_for_of_start || op == OP_for_await_of_start) && *text.at == ')')) {
        end = qx_skip_space_back(text.at, text.begin);
        if (end - text.begin > 2 && end[-1] == '}' && end[-2] == '{') {
            from = end - 2;
            snprintf(shown, sizeof(shown), "{}");
            found = shown;
        } else {
            from = qx_expression(text.begin, end);
            if (!from || !qx_print(from, end, shown, sizeof(shown)))
                return NULL;
            found = shown;
            called = end[-1] == ')' && from != end && *from != '(';
        }
        from = qx_skip_space_back(from, text.begin);
        if (op == OP_append ? from - text.begin < 3 || memcmp(from - 3, "...", 3)
                            : from - text.begin < 2 || memcmp(from - 2, "of", 2))
            return NULL;
        if (op == OP_append && *text.at == ')') {
            if (!JS_IsUndefined(value) && !JS_IsNull(value))
                return "Spread syntax requires ...iterable[Symbol.iterator] to be a function";
            format = "%s is not iterable (cannot read property undefined)";
            called = FALSE;
        }
    } else {
        return NULL;
    }
    if (called && strlen(shown) > 5) {
        format = returned;
        shown[strlen(shown) - 5] = 0; /* (...) */
    }
    snprintf(buf, size, format, found);
    return buf;
}

/* `value`, which is undefined or null, cannot be taken apart by the pattern at the place. */
static JSValue qx_throw_not_destructured(JSContext *ctx, JSValueConst value) {
    const char *is = JS_IsNull(value) ? "null" : "undefined", *what = NULL, *p, *name, *before;
    char shown[128];
    BOOL called;
    QxText text;
    if (!qx_text(ctx, &text) || text.at >= text.end || *text.at != '{')
        return JS_ThrowTypeError(ctx, "Cannot convert undefined or null to object");
    before = qx_skip_space_back(text.at, text.begin);
    name = p = qx_skip_space(text.at + 1, text.end);
    while (p < text.end && qx_is_word(*p))
        p++;
    if (p > name && before > text.begin && (before[-1] == ':' || before[-1] == '['))
        return JS_ThrowTypeError(ctx, "Cannot read properties of %s (reading '%.*s')", is, (int)min_int(p - name, 80),
                                 name);
    what = qx_taken(&text, shown, sizeof(shown), &called);
    if (!what)
        what = JS_IsNull(value) ? "object null" : "undefined";
    if (p == name)
        return JS_ThrowTypeError(ctx, "Cannot destructure '%s' as it is %s.", what, is);
    return JS_ThrowTypeError(ctx, "Cannot destructure property '%.*s' of '%s' as it is %s.", (int)min_int(p - name, 80),
                             name, what, is);
}

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
