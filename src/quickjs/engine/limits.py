"""Changes to QuickJS that keep a program within its limits: functions that take long charge for it, and recursive
functions count their depth. patch.py applies the changes."""


def depth(edit, deeper, parameters):
    parser = ('s->ctx->rt', 'JS_ThrowStackOverflow(s->ctx);\n        return -1')
    deeper('static __exception int ', 'js_parse_postfix_expr', 'JSParseState *s, int parse_flags', 's, parse_flags',
           'int', 2, *parser)
    # The handlers of a proxy of a proxy of a proxy call each other without a call in JavaScript.
    for result, name, failed in (
            ('JSValue', 'get_prototype', 'JS_EXCEPTION'), ('int', 'set_prototype', '-1'),
            ('int', 'is_extensible', '-1'), ('int', 'prevent_extensions', '-1'), ('int', 'has', '-1'),
            ('JSValue', 'get', 'JS_EXCEPTION'), ('int', 'set', '-1'), ('int', 'get_own_property', '-1'),
            ('int', 'define_own_property', '-1'), ('int', 'delete_property', '-1'),
            ('int', 'get_own_property_names', '-1')):
        declared = parameters[name]
        names = ', '.join(one.split()[-1].lstrip('*') for one in declared.split(','))
        deeper(f'static {result} ', f'js_proxy_{name}', declared, names, result, 1, 'ctx->rt',
               f'JS_ThrowStackOverflow(ctx);\n        return {failed}')
    # The frames of calls are weighed in engine.c.
    edit(' || alloca_size > 1000000);', ');')


def charges(edit):
    # Texts: the cost of a search is the number of characters that it compares, and a search can be stopped.
    edit('''static int string_indexof_char(JSString *p, int c, int from)
{
    /* assuming''', '''/* The next place of p2 in p1; how often characters were compared is charged. -2: it was stopped. */
static int qx_find(JSContext *ctx, JSString *p1, JSString *p2, int from, int stop, int step)
{
    int i, j, compared = 0, len2 = p2->len;
    for (i = from;; i += step) {
        for (j = 0; j < len2 && string_get(p1, i + j) == string_get(p2, j); j++)
            ;
        if (j == len2) {
            qx_charge(ctx, compared / 8);
            return i;
        }
        compared += j + 1;
        if (compared >= 100000 || j >= 100000) {
            qx_charge(ctx, compared / 8);
            compared = 0;
            if (ctx->interrupt_counter <= 0 && __js_poll_interrupts(ctx))
                return -2;
        }
        if (i == stop)
            break;
    }
    qx_charge(ctx, compared / 8);
    return -1;
}

static int string_indexof_char(JSString *p, int c, int from)
{
    /* assuming''')
    edit('''    int found = qx_string_indexof(p1, p2, from);
    qx_charge(ctx, ((found < 0 ? (int)p1->len : found) - from) / 8);
    return found;
''', '''    if (p2->len < 2) {
        int found = qx_string_indexof(p1, p2, from);
        qx_charge(ctx, ((found < 0 ? (int)p1->len : found) - from) / 8);
        return found;
    }
    if (from + (int64_t)p2->len > p1->len)
        return -1;
    return qx_find(ctx, p1, p2, from, p1->len - p2->len, 1);
''')
    edit('''            pos = qx_indexof(ctx, sp, searchp, endOfLastMatch);
''', '''            pos = qx_indexof(ctx, sp, searchp, endOfLastMatch);
            if (pos == -2)
                goto exception;
''')
    edit('''        e = qx_indexof(ctx, sp, rp, q);
''', '''        e = qx_indexof(ctx, sp, rp, q);
        if (e == -2)
            goto exception;
''')
    edit('''    qx_charge(ctx, len / 8);
    if (len >= v_len && inc * (stop - start) >= 0) {
        for (i = start;; i += inc) {
            if (!string_cmp(p, p1, i, 0, v_len)) {
                ret = i;
                break;
            }
            if (i == stop)
                break;
        }
    }
''', '''    if (len >= v_len && inc * (stop - start) >= 0) {
        ret = qx_find(ctx, p, p1, start, stop, inc);
        if (ret == -2)
            goto fail;
    }
''')
    edit('''        qx_charge(ctx, (stop - start) / 8);
        for (i = start;; i++) {
            if (!string_cmp(p, p1, i, 0, v_len)) {
                ret = 1;
                break;
            }
            if (i == stop)
                break;
        }
''', '''        i = qx_find(ctx, p, p1, start, stop, 1);
        if (i == -2)
            goto fail;
        ret = i >= 0;
''')
    edit('''    len = min_int(p1->len, p2->len);
    res = js_string_memcmp(p1, 0, p2, 0, len);
''', '''    len = min_int(p1->len, p2->len);
    if (len >= 256)
        qx_charge_far(ctx, len / 256);
    res = js_string_memcmp(p1, 0, p2, 0, len);
''')
    edit('''static int js_string_compare(JSContext *ctx,
                             const JSString *p1, const JSString *p2);
''', '''static int js_string_compare(JSContext *ctx,
                             const JSString *p1, const JSString *p2);
static void qx_charge_far(JSContext *ctx, int64_t polls);
''')
    edit('''    if (string_buffer_init(ctx, b, p->len))
        goto fail;
    for(i = 0; i < p->len;) {
        c = string_getc(p, &i);
        if (c == 0x3a3''', '''    if (string_buffer_init(ctx, b, p->len))
        goto fail;
    for(i = 0; i < p->len;) {
        if ((i & 255) == 0) {
            qx_charge(ctx, 64);
            if (ctx->interrupt_counter <= 0 && __js_poll_interrupts(ctx))
                goto fail;
        }
        c = string_getc(p, &i);
        if (c == 0x3a3''')

    # Large numbers cost by their size in units of 64 bits, which is the same on all machines.
    edit('''static JSBigInt *js_bigint_mul(JSContext *ctx, const JSBigInt *a,
                               const JSBigInt *b)
{
    JSBigInt *r;
''', '''static int64_t qx_units(int64_t limbs)
{
    return (limbs * JS_LIMB_BITS + 63) / 64;
}

static JSBigInt *js_bigint_mul(JSContext *ctx, const JSBigInt *a,
                               const JSBigInt *b)
{
    JSBigInt *r;
    qx_charge(ctx, qx_units(a->len) * qx_units(b->len) / 64);
''')
    edit('''    int na, nb, a_sign, b_sign, shift;
    
    if (b->len == 1 && b->tab[0] == 0) {''', '''    int na, nb, a_sign, b_sign, shift;
    
    if (a->len >= b->len)
        qx_charge(ctx, (qx_units(a->len) - qx_units(b->len) + 1) * qx_units(b->len) / 64);
    if (b->len == 1 && b->tab[0] == 0) {''')
    edit('''    n_digits = strlen(p);
    log2_radix = 32 - clz32(radix - 1); /* ceil(log2(radix)) */
''', '''    n_digits = strlen(p);
    qx_charge(ctx, radix == 10 ? (int64_t)(n_digits / 19) * (n_digits / 19) / 128 : n_digits / 64);
    log2_radix = 32 - clz32(radix - 1); /* ceil(log2(radix)) */
''')

    edit('''        is_binary_radix = ((radix & (radix - 1)) == 0);
        is_neg = js_bigint_sign(r);
''', '''        is_binary_radix = ((radix & (radix - 1)) == 0);
        qx_charge(ctx, is_binary_radix ? qx_units(r->len) : qx_units(r->len) * qx_units(r->len) / 8);
        is_neg = js_bigint_sign(r);
''')

    # Typed arrays cost by their bytes.
    edit('''static JSValue js_typed_array_copyWithin(JSContext *ctx, JSValueConst this_val,
                                         int argc, JSValueConst *argv)
{
    JSObject *p;
    int len, to, from, final, count, shift;

    len = js_typed_array_get_length_internal(ctx, this_val);
''', '''static void qx_charge_array(JSContext *ctx, JSValueConst value, int len, int times)
{
    if (len > 0)
        qx_charge(ctx, ((int64_t)len << typed_array_size_log2(JS_VALUE_GET_OBJ(value)->class_id)) * times / 256);
}

static JSValue js_typed_array_copyWithin(JSContext *ctx, JSValueConst this_val,
                                         int argc, JSValueConst *argv)
{
    JSObject *p;
    int len, to, from, final, count, shift;

    len = js_typed_array_get_length_internal(ctx, this_val);
    qx_charge_array(ctx, this_val, len, 1);
''')
    edit('''    int len, k, final, shift;
    uint64_t v64;

    len = js_typed_array_get_length_internal(ctx, this_val);
''', '''    int len, k, final, shift;
    uint64_t v64;

    len = js_typed_array_get_length_internal(ctx, this_val);
    qx_charge_array(ctx, this_val, len, 1);
''')
    edit('''static JSValue js_typed_array_reverse(JSContext *ctx, JSValueConst this_val,
                                      int argc, JSValueConst *argv)
{
    JSObject *p;
    int len;

    len = js_typed_array_get_length_internal(ctx, this_val);
''', '''static JSValue js_typed_array_reverse(JSContext *ctx, JSValueConst this_val,
                                      int argc, JSValueConst *argv)
{
    JSObject *p;
    int len;

    len = js_typed_array_get_length_internal(ctx, this_val);
    qx_charge_array(ctx, this_val, len, 4);
''')
    edit('''    int len, tag, is_int, is_bigint, k, stop, inc, res = -1;
    int64_t v64;
    double d;
    float f;

    len = js_typed_array_get_length_internal(ctx, this_val);
''', '''    int len, tag, is_int, is_bigint, k, stop, inc, res = -1;
    int64_t v64;
    double d;
    float f;

    len = js_typed_array_get_length_internal(ctx, this_val);
    qx_charge_array(ctx, this_val, len, 4);
''')
    edit('''    if (JS_ToInt32Clamp(ctx, &start, argv[0], 0, len, len))
        goto exception;
    final = len;
    if (!JS_IsUndefined(argv[1])) {
        if (JS_ToInt32Clamp(ctx, &final, argv[1], 0, len, len))
            goto exception;
    }
    count = max_int(final - start, 0);

    p = get_typed_array''', '''    qx_charge_array(ctx, this_val, len, 1);
    if (JS_ToInt32Clamp(ctx, &start, argv[0], 0, len, len))
        goto exception;
    final = len;
    if (!JS_IsUndefined(argv[1])) {
        if (JS_ToInt32Clamp(ctx, &final, argv[1], 0, len, len))
            goto exception;
    }
    count = max_int(final - start, 0);

    p = get_typed_array''')
    edit('''    if (len > 1) {
        p = JS_VALUE_GET_OBJ(this_val);
        switch (p->class_id) {
        case JS_CLASS_INT8_ARRAY:
            tsc.getfun''', '''    if (len > 1) {
        qx_charge(ctx, (int64_t)len * 2);
        p = JS_VALUE_GET_OBJ(this_val);
        switch (p->class_id) {
        case JS_CLASS_INT8_ARRAY:
            tsc.getfun''')
    edit('''            memmove(dest_abuf->data + dest_ta->offset + (offset << shift),
''', '''            qx_charge(ctx, (src_len << shift) / 256);
            memmove(dest_abuf->data + dest_ta->offset + (offset << shift),
''')
    edit('''    for(i = 0; i < src_len; i++) {
        val = JS_GetPropertyUint32(ctx, src_obj, i);
        if (JS_IsException(val))
            goto fail;
        if (JS_SetPropertyUint32(ctx, dst''', '''    for(i = 0; i < src_len; i++) {
        if (js_poll_interrupts(ctx))
            goto fail;
        val = JS_GetPropertyUint32(ctx, src_obj, i);
        if (JS_IsException(val))
            goto fail;
        if (JS_SetPropertyUint32(ctx, dst''')
    edit('''    /* XXX: we are currently limited to 2 GB */
    if (len > INT32_MAX) {''', '''    qx_charge(ctx, len / 256);
    /* XXX: we are currently limited to 2 GB */
    if (len > INT32_MAX) {''')

    # Objects cost by the number of their properties.
    edit('''    *ptab = tab_atom;
    *plen = atom_count;
    return 0;
}

int JS_GetOwnPropertyNames(''', '''    qx_charge(ctx, atom_count);
    *ptab = tab_atom;
    *plen = atom_count;
    return 0;
}

int JS_GetOwnPropertyNames(''')

    # Regular expressions: those of more than 64 kB take seconds.
    edit('''    re_bytecode_buf = lre_compile(&re_bytecode_len, error_msg,
''', '''    if (len > 65536) {
        JS_FreeCString(ctx, str);
        return JS_ThrowSyntaxError(ctx, "Invalid regular expression: Regular expression too large");
    }
    qx_charge(ctx, (int64_t)len * 16);
    re_bytecode_buf = lre_compile(&re_bytecode_len, error_msg,
''')
    # The number of a job belongs to that job alone.
    edit('''    e = js_malloc(ctx, sizeof(*e) + argc * sizeof(JSValue));
    if (!e)
        return -1;
    e->ctx = ctx;
    e->job_func''', '''    e = js_malloc(ctx, sizeof(*e) + argc * sizeof(JSValue));
    if (!e) {
        rt->qx_job = 0;
        return -1;
    }
    e->ctx = ctx;
    e->job_func''')
    # JSON costs by the number of values that are parsed or written.
    edit('''    prop = JS_UNDEFINED;

    if (js_check_stack_overflow(ctx->rt, 0)) {
        JS_ThrowStackOverflow(ctx);
        goto exception;
    }

    if (JS_IsObject(val)) {
        p = JS_VALUE_GET_OBJ(val);''', '''    prop = JS_UNDEFINED;

    if (js_check_stack_overflow(ctx->rt, 0)) {
        JS_ThrowStackOverflow(ctx);
        goto exception;
    }
    if (js_poll_interrupts(ctx))
        goto exception;

    if (JS_IsObject(val)) {
        p = JS_VALUE_GET_OBJ(val);''')
    edit('''    JSContext *ctx = s->ctx;
    JSValue val = JS_NULL;
    int ret;

    switch(s->token.val) {
    case '{':''', '''    JSContext *ctx = s->ctx;
    JSValue val = JS_NULL;
    int ret;

    if (js_poll_interrupts(ctx))
        return JS_EXCEPTION;
    switch(s->token.val) {
    case '{':''')
