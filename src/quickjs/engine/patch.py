#!/usr/bin/env python3
"""Usage: patch.py QUICKJS_FOLDER OUTPUT_FOLDER

Copies quickjs.c and libregexp.c of QuickJS 2025-04-26 and makes the changes that the simulator needs. Each change must
apply as many times as it states, so other versions of QuickJS are refused. engine.c, which includes the result, has the
rest of the changes.
"""

import os
import sys

from limits import charges, depth
from wording import language, quotes, syntax, wording

text = ''


def edit(old, new, times=1):
    global text
    found = text.count(old)
    if found != times:
        sys.exit(f'patch.py: expected {times} of, but found {found}: {old!r}')
    text = text.replace(old, new)


def deeper(head, name, parameters, arguments, returns, weight, runtime, overflow):
    """Counts a function that calls itself: a WebAssembly module cannot see how much of its stack is left."""
    plain = f'{head}{name}({parameters})\n{{'
    inner = f'{head}{name}_({parameters})'
    edit(plain, f'''{inner};
{head}{name}({parameters})
{{
    JSRuntime *qx_rt = {runtime};
    {returns} ret;
    if (qx_rt->qx_depth + {weight} > qx_rt->qx_most_depth) {{
        {overflow};
    }}
    qx_rt->qx_depth += {weight};
    ret = {name}_({arguments});
    qx_rt->qx_depth -= {weight};
    return ret;
}}

{inner}
{{''')


def quickjs():
    # Neither threads nor the native stack are used.
    edit('#define CONFIG_ATOMICS\n', '#undef CONFIG_ATOMICS\n')
    edit('#if !defined(EMSCRIPTEN)\n/* enable stack limitation */\n#define CONFIG_STACK_CHECK\n#endif\n', '')
    edit('''static inline BOOL js_check_stack_overflow(JSRuntime *rt, size_t alloca_size)
{
    return FALSE;
}''', '''static inline BOOL js_check_stack_overflow(JSRuntime *rt, size_t alloca_size)
{
    return unlikely(rt->qx_depth >= rt->qx_most_depth || alloca_size > 1000000);
}''')

    # The data that the simulator keeps in a runtime.
    edit('    void *user_opaque;\n};\n\nstruct JSClass {', '''    void *user_opaque;
    int qx_depth, qx_most_depth;
    int qx_start;          /* what the interrupt counter began with */
    int64_t qx_polls;      /* those before */
    BOOL qx_inside;        /* code of the prelude runs */
    JSAtom qx_program;     /* the name of the program's file */
    JSAtom qx_eval;        /* that of eval(); all other code is the prelude's */
    int qx_prefix;         /* the number of characters that were put before its first line */
    uint32_t qx_reactions; /* the number of the last one */
    uint32_t qx_job;       /* the number of the job that is being put into the queue */
};

struct JSClass {''')
    edit('    int argc;\n    JSValue argv[0];\n} JSJobEntry;', '    uint32_t qx_id;\n    int argc;\n    JSValue argv[0];\n} JSJobEntry;')
    edit('#define JS_INTERRUPT_COUNTER_INIT 10000\n', '#define JS_INTERRUPT_COUNTER_INIT QX_CHUNK\n')

    # Every poll is counted, and the handler knows the line.
    edit('''    JSRuntime *rt = ctx->rt;
    ctx->interrupt_counter = JS_INTERRUPT_COUNTER_INIT;
    if''', '''    JSRuntime *rt = ctx->rt;
    rt->qx_polls += (int64_t)rt->qx_start - ctx->interrupt_counter;
    ctx->interrupt_counter = rt->qx_start = JS_INTERRUPT_COUNTER_INIT;
    if''')
    edit('''static inline __exception int js_poll_interrupts(JSContext *ctx)
{''', '''static inline void qx_charge(JSContext *ctx, int64_t polls)
{
    int most = 1000000000;
    if (polls > most)
        polls = most;
    if (ctx->interrupt_counter > -most)
        ctx->interrupt_counter -= (int)polls;
}

static inline __exception int qx_poll_at(JSContext *ctx, JSStackFrame *sf, const uint8_t *pc)
{
    if (unlikely(--ctx->interrupt_counter <= 0)) {
        sf->cur_pc = pc;
        return __js_poll_interrupts(ctx);
    }
    return 0;
}

static inline __exception int js_poll_interrupts(JSContext *ctx)
{''')
    edit('                if (unlikely(js_poll_interrupts(ctx)))\n', '                if (unlikely(qx_poll_at(ctx, sf, pc)))\n', 4)
    edit('            if (unlikely(js_poll_interrupts(ctx)))\n', '            if (unlikely(qx_poll_at(ctx, sf, pc)))\n', 3)
    edit('''    JSContext *ctx = opaque;
    JSRuntime *rt = ctx->rt;
    return (rt->interrupt_handler && 
            rt->interrupt_handler(rt, rt->interrupt_opaque));''', '''    JSContext *ctx = opaque;
    int ret;
    qx_charge(ctx, 10000);
    if (ctx->interrupt_counter > 0)
        return 0;
    ret = __js_poll_interrupts(ctx);
    if (ret)
        JS_FreeValue(ctx, JS_GetException(ctx)); /* it is thrown again */
    return ret;''')

    # Functions of the engine that walk a list either poll or charge its length.
    edit('''    JSAtom prop;
    int present;

    if (likely((uint64_t)idx''', '''    JSAtom prop;
    int present;

    if (js_poll_interrupts(ctx)) {
        *pval = JS_UNDEFINED;
        return -1;
    }
    if (likely((uint64_t)idx''')
    edit('''    JSValue val;

    if ((uint64_t)idx <= INT32_MAX) {''', '''    JSValue val;

    if (js_poll_interrupts(ctx))
        return JS_EXCEPTION;
    if ((uint64_t)idx <= INT32_MAX) {''')
    edit('''static BOOL js_get_fast_array(JSContext *ctx, JSValueConst obj,
                              JSValue **arrpp, uint32_t *countp)
{''', '''static BOOL qx_get_fast_array(JSContext *ctx, JSValueConst obj,
                              JSValue **arrpp, uint32_t *countp);
static BOOL js_get_fast_array(JSContext *ctx, JSValueConst obj,
                              JSValue **arrpp, uint32_t *countp)
{
    if (!qx_get_fast_array(ctx, obj, arrpp, countp))
        return FALSE;
    qx_charge(ctx, *countp / 8);
    return TRUE;
}

static BOOL qx_get_fast_array(JSContext *ctx, JSValueConst obj,
                              JSValue **arrpp, uint32_t *countp)
{''')
    edit('} else if (js_get_fast_array(ctx, obj, &arrp, &count) && idx < count) {',
         '} else if (qx_get_fast_array(ctx, obj, &arrp, &count) && idx < count) {')
    edit('''        if (js_get_fast_array(ctx, obj, &arrp, &count32) && count32 == len) {
            JSObject *p = JS_VALUE_GET_OBJ(obj);
            if (shift) {
''', '''        if (qx_get_fast_array(ctx, obj, &arrp, &count32) && count32 == len) {
            JSObject *p = JS_VALUE_GET_OBJ(obj);
            if (shift) {
                qx_charge(ctx, count32 / 64);
''')
    edit('''        if (js_get_fast_array(ctx, obj, &arrp, &count)) {
            for (; n < count; n++) {''', '''        if (js_get_fast_array(ctx, obj, &arrp, &count)) {
            qx_charge(ctx, count / 2);
            for (; n < count; n++) {''', 2)
    edit('static int string_indexof(JSString *p1, JSString *p2, int from)\n{', '''static int qx_string_indexof(JSString *p1, JSString *p2, int from);
static int qx_indexof(JSContext *ctx, JSString *p1, JSString *p2, int from)
{
    int found = qx_string_indexof(p1, p2, from);
    qx_charge(ctx, ((found < 0 ? (int)p1->len : found) - from) / 8);
    return found;
}
static int qx_string_indexof(JSString *p1, JSString *p2, int from)
{''')
    edit('= string_indexof(sp, searchp, endOfLastMatch)', '= qx_indexof(ctx, sp, searchp, endOfLastMatch)')
    edit('= string_indexof(sp, rp, q)', '= qx_indexof(ctx, sp, rp, q)')

    edit('''static JSString *js_alloc_string(JSContext *ctx, int max_len, int is_wide_char)
{
    JSString *p;
''', '''static void qx_charge_far(JSContext *ctx, int64_t polls);
static JSString *js_alloc_string(JSContext *ctx, int max_len, int is_wide_char)
{
    JSString *p;
    if (max_len >= 64)
        qx_charge_far(ctx, max_len / 64);
''')
    edit('''static inline __exception int qx_poll_at(''', '''static void qx_charge_far(JSContext *ctx, int64_t polls)
{
    qx_charge(ctx, polls);
}

static inline __exception int qx_poll_at(''')

    edit('''    ret = -1;
    if (len >= v_len && inc * (stop - start) >= 0) {
''', '''    ret = -1;
    qx_charge(ctx, len / 8);
    if (len >= v_len && inc * (stop - start) >= 0) {
''')
    edit('''    if (start >= 0 && start <= stop) {
        for (i = start;; i++) {''', '''    if (start >= 0 && start <= stop) {
        qx_charge(ctx, (stop - start) / 8);
        for (i = start;; i++) {''')
    edit('''        el = JS_GetPropertyUint32(ctx, obj, i);
        if (JS_IsException(el))
            goto fail;
        if (!JS_IsNull(el) && !JS_IsUndefined(el)) {
            if (toLocaleString) {''', '''        if (js_poll_interrupts(ctx))
            goto fail;
        el = JS_GetPropertyUint32(ctx, obj, i);
        if (JS_IsException(el))
            goto fail;
        if (!JS_IsNull(el) && !JS_IsUndefined(el)) {
            if (toLocaleString) {''')

    # Depth. JS_CallInternal's other half is in engine.c.
    edit('''static JSValue JS_CallInternal(JSContext *caller_ctx, JSValueConst func_obj,
                               JSValueConst this_obj, JSValueConst new_target,
                               int argc, JSValue *argv, int flags)
{
    JSRuntime''', '''static JSValue JS_CallInternal_(JSContext *caller_ctx, JSValueConst func_obj,
                               JSValueConst this_obj, JSValueConst new_target,
                               int argc, JSValue *argv, int flags)
{
    JSRuntime''')
    parser = ('s->ctx->rt', 'JS_ThrowStackOverflow(s->ctx);\n        return -1')
    deeper('static __exception int ', 'js_parse_unary', 'JSParseState *s, int parse_flags', 's, parse_flags', 'int', 1, *parser)
    deeper('static __exception int ', 'js_parse_assign_expr2', 'JSParseState *s, int parse_flags', 's, parse_flags', 'int', 3, *parser)
    deeper('static __exception int ', 'js_parse_statement_or_decl', 'JSParseState *s,\n                                                  int decl_mask', 's, decl_mask', 'int', 2, *parser)
    deeper('static int ', 'js_parse_destructuring_element', PARAMETERS_OF_DESTRUCTURING, 's, tok, is_arg, hasval, has_ellipsis, allow_initializer, export_flag', 'int', 2, *parser)
    deeper('static __exception int ', 'js_parse_function_decl2', PARAMETERS_OF_FUNCTION,
           's, func_type, func_kind, func_name, ptr, export_flag, pfd', 'int', 8, *parser)
    edit('return js_parse_error(s, "stack overflow");', 'JS_ThrowStackOverflow(s->ctx);\n        return -1;', 2)
    deeper('static JSValue ', 'json_parse_value', 'JSParseState *s', 's', 'JSValue', 1, 's->ctx->rt', 'return JS_ThrowStackOverflow(s->ctx)')
    deeper('static JSValue ', 'internalize_json_property', 'JSContext *ctx, JSValueConst holder,\n                                         JSAtom name, JSValueConst reviver',
           'ctx, holder, name, reviver', 'JSValue', 1, 'ctx->rt', 'return JS_ThrowStackOverflow(ctx)')
    deeper('static int ', 'js_json_to_str', PARAMETERS_OF_JSON, 'ctx, jsc, holder, val, indent', 'int', 1, 'ctx->rt', 'JS_FreeValue(ctx, val);\n        JS_ThrowStackOverflow(ctx);\n        return -1')
    deeper('static int64_t ', 'JS_FlattenIntoArray', PARAMETERS_OF_FLATTEN,
           'ctx, target, source, sourceLen, targetIndex, depth, mapperFunction, thisArg', 'int64_t', 1, 'ctx->rt', 'JS_ThrowStackOverflow(ctx);\n        return -1')

    depth(edit, deeper, PARAMETERS_OF_PROXIES)
    charges(edit)
    language(edit)
    wording(edit)
    quotes(edit)
    syntax(edit)

    # Reactions of promises have numbers, from then() to the queue of jobs.
    edit('''    JSValue resolving_funcs[2];
    JSValue handler;
} JSPromiseReactionData;''', '''    JSValue resolving_funcs[2];
    JSValue handler;
    uint32_t qx_id;
} JSPromiseReactionData;''')
    edit('''    rd_array[0] = NULL;
    rd_array[1] = NULL;
    for(i = 0; i < 2; i++) {
        JSValueConst handler;''', '''    uint32_t qx_id = qx_asked(ctx, resolve_reject);
    rd_array[0] = NULL;
    rd_array[1] = NULL;
    for(i = 0; i < 2; i++) {
        JSValueConst handler;''')
    edit('        rd->handler = JS_DupValue(ctx, handler);\n', '        rd->handler = JS_DupValue(ctx, handler);\n        rd->qx_id = qx_id;\n')
    edit('''        JS_EnqueueJob(ctx, promise_reaction_job, 5, args);''', '''        ctx->rt->qx_job = rd->qx_id;
        JS_EnqueueJob(ctx, promise_reaction_job, 5, args);''', 2)
    edit('''    e->job_func = job_func;
    e->argc = argc;
''', '''    e->job_func = job_func;
    e->qx_id = qx_ready(ctx, job_func, argc, argv);
    e->argc = argc;
''')
    edit('/* return 0 if OK, < 0 if exception */\nint JS_EnqueueJob(', '''static uint32_t qx_asked(JSContext *ctx, JSValueConst *handlers);
static uint32_t qx_ready(JSContext *ctx, JSJobFunc *job_func, int argc, JSValueConst *argv);

/* return 0 if OK, < 0 if exception */
int JS_EnqueueJob(''')

    edit('    struct array_sort_context *psc = opaque;\n', '    struct array_sort_context *psc = opaque;\n    qx_charge(psc->ctx, 1);\n')

    # Errors, as V8 words them.
    edit('''                if (type == JS_THROW_VAR_RO)
                    JS_ThrowTypeErrorReadOnly(ctx, JS_PROP_THROW, atom);''', '''                if (type == JS_THROW_VAR_RO)
                    JS_ThrowTypeError(ctx, "Assignment to constant variable.");''')
    edit('JS_ThrowInternalError(ctx, "stack overflow")', 'JS_ThrowRangeError(ctx, "Maximum call stack size exceeded")')
    edit('''"'%s' is not defined"''', '"%s is not defined"')
    edit('''    return JS_ThrowReferenceError(ctx, "%s is not initialized",
                                  name == JS_ATOM_NULL ? "lexical variable" :''', '''    return JS_ThrowReferenceError(ctx, "Cannot access '%s' before initialization",
                                  name == JS_ATOM_NULL ? "a variable" :''')
    edit('"invalid array length"', '"Invalid array length"', 4)
    edit('''"Could not find export '%s' in module '%s'",
                            JS_AtomGetStr(ctx, buf1, sizeof(buf1), export_name),
                            JS_AtomGetStr(ctx, buf2, sizeof(buf2), m->module_name));''',
         '''"The requested module '%s' does not provide an export named '%s'",
                            JS_AtomGetStr(ctx, buf2, sizeof(buf2), m->module_name),
                            JS_AtomGetStr(ctx, buf1, sizeof(buf1), export_name));''')
    edit('"cannot read property \'%s\' of null"', '"Cannot read properties of null (reading \'%s\')"')
    edit('"cannot read property \'%s\' of undefined"', '"Cannot read properties of undefined (reading \'%s\')"')
    edit('return JS_ThrowTypeError(caller_ctx, "not a function");', 'return qx_throw_not_a_function(caller_ctx);')
    edit('''        not_a_function:
            return JS_ThrowTypeError(ctx, "not a function");
        }
        return call_func(ctx, func_obj, new_target, argc,''', '''        not_a_function:
            return qx_throw_not_a_constructor(ctx, func_obj);
        }
        return call_func(ctx, func_obj, new_target, argc,''')
    edit('''#define JS_CALL_FLAG_COPY_ARGV   (1 << 1)
''', '''static JSValue qx_throw_not_a_function(JSContext *ctx);
static JSValue qx_throw_not_a_constructor(JSContext *ctx, JSValueConst value);
static JSValue qx_throw_not_destructured(JSContext *ctx, JSValueConst value);

#define JS_CALL_FLAG_COPY_ARGV   (1 << 1)
''')
    edit('''    js_dbuf_init(ctx, &dbuf);
    if (filename) {
        dbuf_printf(&dbuf, "    at %s", filename);''', '''    qx_charge_far(ctx, 50);
    js_dbuf_init(ctx, &dbuf);
    qx_put_head(ctx, &dbuf, error_obj);
    if (filename) {
        dbuf_printf(&dbuf, "    at %s", filename);''')
    edit('''        func_name_str = get_func_name(ctx, sf->cur_func);
        if (!func_name_str''', '''        if (qx_put_frame(ctx, &dbuf, sf, &qx_frames))
            continue;
        qx_frames++;
        func_name_str = get_func_name(ctx, sf->cur_func);
        if (!func_name_str''')
    edit('''    for(sf = ctx->rt->current_stack_frame; sf != NULL; sf = sf->prev_frame) {
        if (sf->js_mode & JS_MODE_BACKTRACE_BARRIER)
            break;''', '''    int qx_frames = 0; /* V8 shows ten */
    for(sf = ctx->rt->current_stack_frame; sf != NULL && qx_frames < 10; sf = sf->prev_frame) {
        if (sf->js_mode & JS_MODE_BACKTRACE_BARRIER)
            break;''')
    edit('''    dbuf_putc(&dbuf, '\\0');
    if (dbuf_error(&dbuf))
        str = JS_NULL;''', '''    if (dbuf.size > 0 && dbuf.buf[dbuf.size - 1] == '\\n')
        dbuf.size--;
    dbuf_putc(&dbuf, '\\0');
    if (dbuf_error(&dbuf))
        str = JS_NULL;''')
    edit('#define JS_BACKTRACE_FLAG_SKIP_FIRST_LEVEL (1 << 0)\n', '''#define JS_BACKTRACE_FLAG_SKIP_FIRST_LEVEL (1 << 0)

static void qx_put_head(JSContext *ctx, DynBuf *text, JSValueConst error);
static BOOL qx_put_frame(JSContext *ctx, DynBuf *text, JSStackFrame *sf, int *frames);
''')


def libregexp():
    edit('''static int re_parse_disjunction(REParseState *s, BOOL is_backward_dir)
{
    int start, len, pos;
''', '''static int re_parse_disjunction_(REParseState *s, BOOL is_backward_dir);
static int re_parse_disjunction(REParseState *s, BOOL is_backward_dir)
{
    int ret;
    if (s->qx_depth >= 250)
        return re_parse_error(s, "too many groups inside each other");
    s->qx_depth++;
    ret = re_parse_disjunction_(s, is_backward_dir);
    s->qx_depth--;
    return ret;
}

static int re_parse_disjunction_(REParseState *s, BOOL is_backward_dir)
{
    int start, len, pos;
''')
    edit('    void *opaque;\n', '    void *opaque;\n    int qx_depth;\n', 1)


def parameters_of(source, start):
    """Returns the parameters of the definition that begins with `start`."""
    at = source.rindex(start) + len(start)
    return source[at:source.index(')', at)]


folder, output = sys.argv[1:3]
os.makedirs(output, exist_ok=True)
for name, change in (('quickjs.c', quickjs), ('libregexp.c', libregexp)):
    with open(os.path.join(folder, name), encoding='utf-8') as file:
        text = file.read()
    if name == 'quickjs.c':
        PARAMETERS_OF_DESTRUCTURING = parameters_of(text, 'static int js_parse_destructuring_element(')
        PARAMETERS_OF_FUNCTION = parameters_of(text, 'static __exception int js_parse_function_decl2(')
        PARAMETERS_OF_JSON = parameters_of(text, 'static int js_json_to_str(')
        PARAMETERS_OF_PROXIES = {
            name: parameters_of(text, f'static {result} js_proxy_{name}(') for result, name in (
                ('JSValue', 'get_prototype'), ('int', 'set_prototype'), ('int', 'is_extensible'),
                ('int', 'prevent_extensions'), ('int', 'has'), ('JSValue', 'get'), ('int', 'set'),
                ('int', 'get_own_property'), ('int', 'define_own_property'), ('int', 'delete_property'),
                ('int', 'get_own_property_names'))}
        PARAMETERS_OF_FLATTEN = parameters_of(text, 'static int64_t JS_FlattenIntoArray(')
    change()
    path = os.path.join(output, name)
    try:
        with open(path, encoding='utf-8') as file:
            if file.read() == text:
                continue
    except OSError:
        pass
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
