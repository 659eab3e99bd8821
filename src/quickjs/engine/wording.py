"""Changes to quickjs.c (2025-04-26) for patch.py: errors with V8's wording, and corrections where QuickJS deviates
from the language or from V8's order. `language`, `wording` and `syntax` make the changes; edit(old, new, times) changes
a text that must occur exactly that many times."""

ABOUT = r'''
/* "5 is not a function": how V8 shows a value for which there is no text in the program. */
static JSValue qx_throw_about(JSContext *ctx, JSValueConst value, const char *format)
{
    JSValue text = JS_UNDEFINED, maker;
    const char *name = NULL;
    char shown[200];

    if (JS_IsFunction(ctx, value)) {
        snprintf(shown, sizeof(shown), "function");
    } else if (JS_VALUE_GET_TAG(value) == JS_TAG_OBJECT) {
        if (JS_IsArray(ctx, value) > 0) {
            snprintf(shown, sizeof(shown), "[object Array]");
        } else {
            maker = JS_GetPropertyStr(ctx, value, "constructor");
            if (JS_IsObject(maker)) {
                text = JS_GetPropertyStr(ctx, maker, "name");
                if (JS_IsString(text))
                    name = JS_ToCString(ctx, text);
            }
            JS_FreeValue(ctx, maker);
            snprintf(shown, sizeof(shown), "#<%s>", name && name[0] ? name : "Object");
        }
    } else {
        text = JS_IsSymbol(value) ? JS_UNDEFINED : JS_ToString(ctx, value);
        name = JS_ToCString(ctx, text);
        snprintf(shown, sizeof(shown), "%s", JS_IsSymbol(value) ? "Symbol()" : name ? name : "");
    }
    if (name)
        JS_FreeCString(ctx, name);
    JS_FreeValue(ctx, text);
    JS_FreeValue(ctx, JS_GetException(ctx));
    return JS_ThrowTypeError(ctx, format, shown);
}

static const char *qx_not_iterable(JSContext *ctx, JSValueConst value, char *buf, size_t size);

/* "u is not iterable", or "number 5 is not iterable (cannot read property Symbol(Symbol.iterator))" */
static JSValue qx_throw_not_iterable(JSContext *ctx, JSValueConst value)
{
    const char *end = "is not iterable (cannot read property Symbol(Symbol.iterator))";
    const char *text;
    char buf[256];
    JSValue ret;

    text = qx_not_iterable(ctx, value, buf, sizeof(buf));
    if (text)
        return JS_ThrowTypeError(ctx, "%s", text);
    if (JS_IsUndefined(value) || JS_IsNull(value))
        return JS_ThrowTypeError(ctx, "%s %s", JS_IsNull(value) ? "object null" : "undefined", end);
    if (JS_IsObject(value))
        return JS_ThrowTypeError(ctx, "%s %s", JS_IsFunction(ctx, value) ? "function" : "object", end);
    if (JS_IsSymbol(value))
        return JS_ThrowTypeError(ctx, "symbol %s", end);
    text = JS_ToCString(ctx, value);
    ret = JS_ThrowTypeError(ctx, "%s %s %s", JS_IsBool(value) ? "boolean" : JS_IsNumber(value) ? "number" :
                            JS_IsString(value) ? "string" : "bigint", text ? text : "", end);
    JS_FreeCString(ctx, text);
    return ret;
}

static JSValue qx_throw_not_async_iterable(JSContext *ctx, JSValueConst value)
{
    char buf[256];
    const char *text = qx_not_iterable(ctx, value, buf, sizeof(buf));
    return text ? JS_ThrowTypeError(ctx, "%s", text) : qx_throw_about(ctx, value, "%s is not async iterable");
}

static BOOL qx_is_big(JSValueConst value)
{
    int tag = JS_VALUE_GET_NORM_TAG(value);
    return tag == JS_TAG_BIG_INT || tag == JS_TAG_SHORT_BIG_INT;
}
'''

# for await: the result of the iterator's return() is awaited, even if the body throws. QuickJS does not await it, and
# also calls return() when the iterator has already finished.
CLOSE = '''/* stack: iter_obj next catch_offset -> */
static void qx_emit_async_iterator_close(JSParseState *s)
{
    int label_end, label_next, label_next2;

    emit_op(s, OP_drop); /* catch offset */
    emit_op(s, OP_drop); /* next */
    emit_op(s, OP_dup);
    emit_op(s, OP_is_undefined_or_null);
    label_end = emit_goto(s, OP_if_true, -1);
    emit_op(s, OP_get_field2);
    emit_atom(s, JS_ATOM_return);
    emit_op(s, OP_dup);
    emit_op(s, OP_is_undefined_or_null);
    label_next = emit_goto(s, OP_if_true, -1);
    emit_op(s, OP_call_method);
    emit_u16(s, 0);
    emit_op(s, OP_await);
    emit_op(s, OP_iterator_check_object);
    label_next2 = emit_goto(s, OP_goto, -1);
    emit_label(s, label_next);
    emit_op(s, OP_drop);
    emit_label(s, label_next2);
    emit_label(s, label_end);
    emit_op(s, OP_drop);
}

/* Does the same before an error of the body is thrown further; an error of return() is ignored.
   stack: iter_obj next error */
static void qx_emit_async_iterator_throw(JSParseState *s)
{
    int label_ignore = new_label(s), label_none, label_called, label_again;

    emit_op(s, OP_nip);
    emit_op(s, OP_swap);
    emit_goto(s, OP_catch, label_ignore);
    emit_op(s, OP_dup2);
    emit_op(s, OP_drop);
    /* stack: error iter_obj catch_offset iter_obj */
    emit_op(s, OP_get_field2);
    emit_atom(s, JS_ATOM_return);
    emit_op(s, OP_dup);
    emit_op(s, OP_is_undefined_or_null);
    label_none = emit_goto(s, OP_if_true, -1);
    emit_op(s, OP_call_method);
    emit_u16(s, 0);
    emit_op(s, OP_await);
    label_called = emit_goto(s, OP_goto, -1);
    emit_label(s, label_none);
    emit_op(s, OP_drop);
    emit_label(s, label_called);
    emit_op(s, OP_drop);
    emit_op(s, OP_drop); /* catch offset */
    label_again = emit_goto(s, OP_goto, -1);
    emit_label(s, label_ignore);
    emit_op(s, OP_drop);
    emit_label(s, label_again);
    emit_op(s, OP_drop);
    emit_op(s, OP_throw);
}

'''


def language(edit):
    edit('    uint8_t has_iterator : 1;', '    uint8_t has_iterator : 1;\n    uint8_t qx_async_iterator : 1;')
    edit('    be->has_iterator = FALSE;', '    be->has_iterator = FALSE;\n    be->qx_async_iterator = FALSE;')
    head = 'static __exception int emit_break(JSParseState *s, JSAtom name, int is_cont)\n{'
    edit(head, CLOSE + head)
    edit('''        if (top->has_iterator) {
            emit_op(s, OP_iterator_close);
            i += 3;''', '''        if (top->has_iterator) {
            if (top->qx_async_iterator)
                qx_emit_async_iterator_close(s);
            else
                emit_op(s, OP_iterator_close);
            i += 3;''')
    edit('''                if (s->cur_func->func_kind == JS_FUNC_ASYNC_GENERATOR) {
                    int label_next, label_next2;''', '''                if (top->qx_async_iterator) {
                    int label_next, label_next2;''')
    edit('''                    emit_op(s, OP_iterator_check_object);
                    emit_op(s, OP_await);
                    label_next2''', '''                    emit_op(s, OP_await);
                    emit_op(s, OP_iterator_check_object);
                    label_next2''')
    edit('        break_entry.has_iterator = is_for_of = TRUE;',
         '        break_entry.has_iterator = is_for_of = TRUE;\n        break_entry.qx_async_iterator = is_async;')
    edit('''        /* close and drop enum_rec */
        emit_op(s, OP_iterator_close);
    } else {''', '''        /* close and drop enum_rec */
        if (is_async) {
            int label_end;
            qx_emit_async_iterator_close(s);
            label_end = emit_goto(s, OP_goto, -1);
            emit_label(s, qx_label_throw);
            qx_emit_async_iterator_throw(s);
            emit_label(s, label_end);
        } else {
            emit_op(s, OP_iterator_close);
        }
    } else {''')
    edit('''    if (is_for_of) {
        if (is_async)
            emit_op(s, OP_for_await_of_start);
        else
            emit_op(s, OP_for_of_start);
        /* on stack: enum_rec */''', '''    int qx_label_throw = -1;
    if (is_for_of) {
        if (is_async) {
            emit_op(s, OP_for_await_of_start);
            emit_op(s, OP_drop); /* the catch offset */
            qx_label_throw = new_label(s);
            emit_goto(s, OP_catch, qx_label_throw);
        } else {
            emit_op(s, OP_for_of_start);
        }
        /* on stack: enum_rec */''')
    # The catch offset is a plain number while next() runs.
    edit('''    sp[-1] = JS_UNDEFINED; /* disable the catch offset so that
                              exceptions do not close the iterator */
    iter = sp[-3];
    next = sp[-2];
    obj = JS_Call(ctx, next, iter, 0, NULL);''', '''    /* disable the catch offset so that exceptions do not close the iterator */
    sp[-1] = JS_NewInt32(ctx, JS_VALUE_GET_INT(sp[-1]));
    iter = sp[-3];
    next = sp[-2];
    obj = JS_Call(ctx, next, iter, 0, NULL);''')
    edit('''    sp[-2] = JS_NewCatchOffset(ctx, 0); 
    sp[-1] = value;
    sp[0] = JS_NewBool(ctx, done);''', '''    sp[-2] = JS_NewCatchOffset(ctx, JS_VALUE_GET_INT(sp[-2]));
    if (done) { /* an iterator that has ended is not closed */
        JS_FreeValue(ctx, sp[-4]);
        sp[-4] = JS_UNDEFINED;
    }
    sp[-1] = value;
    sp[0] = JS_NewBool(ctx, done);''')
    edit('''    if (JS_VALUE_GET_TAG(source) != JS_TAG_OBJECT)
        return 0;

    if (JS_VALUE_GET_TAG(excluded)''', '''    if (JS_IsString(source)) { /* {...'ab'} has the characters */
        val = JS_ToObject(ctx, source);
        if (JS_IsException(val))
            return -1;
        ret = JS_CopyDataProperties(ctx, target, val, excluded, setprop);
        JS_FreeValue(ctx, val);
        return ret;
    }
    if (JS_VALUE_GET_TAG(source) != JS_TAG_OBJECT)
        return 0;

    if (JS_VALUE_GET_TAG(excluded)''')
    # yield* in an async generator: the value that the inner generator returned for return() is not awaited again.
    edit('''        } else if (s->cur_func->func_kind == JS_FUNC_ASYNC_GENERATOR) {
            /* the await must''', '''        } else if (s->cur_func->func_kind == JS_FUNC_ASYNC_GENERATOR && hasval != 2) {
            /* the await must''')
    edit('''            emit_op(s, OP_get_field);
            emit_atom(s, JS_ATOM_value);

            emit_label(s, label_return1);
            emit_op(s, OP_nip);
            emit_op(s, OP_nip);
            emit_op(s, OP_nip);
            emit_return(s, TRUE);
''', '''            emit_op(s, OP_get_field);
            emit_atom(s, JS_ATOM_value);
            emit_op(s, OP_nip);
            emit_op(s, OP_nip);
            emit_op(s, OP_nip);
            emit_return(s, 2);

            emit_label(s, label_return1);
            emit_op(s, OP_nip);
            emit_op(s, OP_nip);
            emit_op(s, OP_nip);
            emit_return(s, TRUE);
''')
    # The error with which Promise.any rejects has a message.
    edit('''                           JS_PROP_WRITABLE | JS_PROP_CONFIGURABLE);
    return obj;
}

/* Array */
''', '''                           JS_PROP_WRITABLE | JS_PROP_CONFIGURABLE);
    JS_DefinePropertyValue(ctx, obj, JS_ATOM_message, JS_NewString(ctx, "All promises were rejected"),
                           JS_PROP_WRITABLE | JS_PROP_CONFIGURABLE);
    return obj;
}

/* Array */
''')


def wording(edit):
    head = 'static int JS_ThrowTypeErrorReadOnly(JSContext *ctx, int flags, JSAtom atom)\n{'
    edit(head, ABOUT + '\n' + head)
    edit('''"'%s' is read-only"''', '''"Cannot assign to read only property '%s' of object '#<Object>'"''')
    edit('''            JS_FreeValue(ctx, prop);
            return JS_ThrowTypeError(ctx, "cannot read property of %s", JS_IsNull(this_obj) ? "null" : "undefined");''',
         '''            atom = JS_ValueToAtom(ctx, prop);
            JS_FreeValue(ctx, prop);
            if (unlikely(atom == JS_ATOM_NULL))
                return JS_EXCEPTION;
            if (atom == JS_ATOM_Symbol_iterator) {
                JS_FreeAtom(ctx, atom);
                return qx_throw_not_iterable(ctx, this_obj);
            }
            JS_ThrowTypeErrorAtom(ctx, JS_IsNull(this_obj) ? "Cannot read properties of null (reading '%s')" :
                                  "Cannot read properties of undefined (reading '%s')", atom);
            JS_FreeAtom(ctx, atom);
            return JS_EXCEPTION;''')
    for what in ('null', 'undefined'):
        edit(f'"cannot set property \'%s\' of {what}"', f'"Cannot set properties of {what} (setting \'%s\')"')
    edit('''    } else {
        method = JS_GetProperty(ctx, obj, JS_ATOM_Symbol_iterator);
        if (JS_IsException(method))
            return method;
    }
    if (!JS_IsFunction(ctx, method)) {
        JS_FreeValue(ctx, method);
        return JS_ThrowTypeError(ctx, "value is not iterable");''', '''    } else {
        if (JS_IsUndefined(obj) || JS_IsNull(obj))
            return qx_throw_not_iterable(ctx, obj);
        method = JS_GetProperty(ctx, obj, JS_ATOM_Symbol_iterator);
        if (JS_IsException(method))
            return method;
    }
    if (!JS_IsFunction(ctx, method)) {
        JS_FreeValue(ctx, method);
        return qx_throw_not_iterable(ctx, obj);''')
    edit('"operand \'prototype\' property is not an object"',
         '"Function has non-object prototype in instanceof check"')
    edit('''        JS_ThrowTypeError(ctx, "invalid 'instanceof' right operand");''',
         '''        JS_ThrowTypeError(ctx, JS_IsObject(obj) ? "Right-hand side of 'instanceof' is not callable" :
                          "Right-hand side of 'instanceof' is not an object");''')
    edit('"private class field \'%s\' does not exist"',
         '"Cannot read private member %s from an object whose class did not declare it"')
    edit('JS_ThrowTypeError(ctx, "could not delete property");',
         'JS_ThrowTypeErrorAtom(ctx, "Cannot delete property \'%s\' of #<Object>", prop);')
    strict = '''if ((flags & JS_PROP_THROW) || ((flags & JS_PROP_THROW_STRICT) && is_strict_mode(ctx)))
            JS_ThrowTypeErrorAtom(ctx, "%s property %%s, object is not extensible", prop);
        return JS_HasException(ctx) ? -1 : FALSE;'''
    edit('''        JS_FreeValue(ctx, val);
        return JS_ThrowTypeErrorOrFalse(ctx, flags, "object is not extensible");''',
         '        JS_FreeValue(ctx, val);\n        ' + strict % 'Cannot add')
    edit('''    not_extensible:
        return JS_ThrowTypeErrorOrFalse(ctx, flags, "object is not extensible");''',
         '    not_extensible:\n        ' + strict % 'Cannot define')
    edit('"cannot convert bigint to number"', '"Cannot convert a BigInt value to a number"')
    edit('"cannot convert symbol to number"', '"Cannot convert a Symbol value to a number"')
    edit('"cannot convert symbol to string"', '"Cannot convert a Symbol value to a string"')
    edit('        if (JS_ToFloat64Free(ctx, &d1, op1)) {', '''        if (qx_is_big(op1) || qx_is_big(op2)) {
            JS_FreeValue(ctx, op1);
            JS_FreeValue(ctx, op2);
            JS_ThrowTypeError(ctx, "Cannot mix BigInt and other types, use explicit conversions");
            goto exception;
        }
        if (JS_ToFloat64Free(ctx, &d1, op1)) {''', 2)
    edit('''    val = JS_StringToBigInt(ctx, val);
    if (JS_VALUE_IS_NAN(val))
        return JS_ThrowSyntaxError(ctx, "invalid bigint literal");
    return val;''', '''    const char *text = JS_ToCString(ctx, val);
    val = JS_StringToBigInt(ctx, val);
    if (JS_VALUE_IS_NAN(val))
        val = JS_ThrowSyntaxError(ctx, "Cannot convert %s to a BigInt", text ? text : "");
    JS_FreeCString(ctx, text);
    return val;''')
    edit('"BigInt division by zero"', '"Division by zero"')
    edit('''                    val = JS_ThrowRangeError(ctx, "cannot convert to BigInt: not an integer");''',
         '''                    char text[64];
                    JSValue number = JS_ToString(ctx, JS_NewFloat64(ctx, d));
                    const char *digits = JS_ToCString(ctx, number);
                    snprintf(text, sizeof(text), "%s", digits ? digits : "");
                    JS_FreeCString(ctx, digits);
                    JS_FreeValue(ctx, number);
                    val = JS_ThrowRangeError(ctx, "The number %s cannot be converted to a BigInt because it is not an "
                                             "integer", text);''')
    for key, value in (('op1', 'op2'), ('op2', 'op1')):
        edit(f'''    if (JS_VALUE_GET_TAG({value}) != JS_TAG_OBJECT) {{
        JS_ThrowTypeError(ctx, "invalid 'in' operand");
''', f'''    if (JS_VALUE_GET_TAG({value}) != JS_TAG_OBJECT) {{
        const char *key = JS_IsSymbol({key}) || JS_IsObject({key}) ? NULL : JS_ToCString(ctx, {key});
        const char *value = JS_IsSymbol({value}) ? NULL : JS_ToCString(ctx, {value});
        JS_ThrowTypeError(ctx, "Cannot use 'in' operator to search for '%s' in %s", key ? key : "#private",
                          value ? value : "Symbol()");
        if (key)
            JS_FreeCString(ctx, key);
        if (value)
            JS_FreeCString(ctx, value);
''')
    edit('JS_ThrowTypeError(ctx, "parent class must be constructor");',
         'qx_throw_about(ctx, parent_class, "Class extends value %s is not a constructor or null");')
    edit('ret_val = JS_ThrowTypeError(ctx, "must be called with new");', '''{
                    JSValue own = JS_GetPropertyStr(ctx, func_obj, "name");
                    const char *name = JS_ToCString(ctx, own);
                    BOOL plain = name && (!strcmp(name, "Map") || !strcmp(name, "Set") || !strcmp(name, "WeakMap") ||
                                          !strcmp(name, "WeakSet"));
                    ret_val = JS_ThrowTypeError(ctx, plain ? "Constructor %s requires 'new'" :
                                                "%s constructor cannot be invoked without 'new'", name ? name : "");
                    JS_FreeCString(ctx, name);
                    JS_FreeValue(ctx, own);
                }''')
    edit('''                JS_ThrowTypeError(ctx, "class constructors must be invoked with 'new'");
                goto exception;''', '''                ;
                JSValue own = JS_GetPropertyStr(ctx, sf->cur_func, "name");
                const char *name = JS_ToCString(ctx, own);
                sf->cur_pc = pc;
                JS_ThrowTypeError(ctx, "Class constructor %s cannot be invoked without 'new'", name ? name : "");
                JS_FreeCString(ctx, name);
                JS_FreeValue(ctx, own);
                goto exception;''')
    edit('''        return 0;
    JS_ThrowTypeError(ctx, "not a function");
    return -1;''', '''        return 0;
    qx_throw_about(ctx, obj, "%s is not a function");
    return -1;''')
    edit('''    ok = JS_IsUndefined(argv[0]) || JS_IsFunction(ctx, argv[0]);
    if (!ok)
        return JS_ThrowTypeError(ctx, "not a function");''', '''    ok = JS_IsUndefined(argv[0]) || JS_IsFunction(ctx, argv[0]);
    if (!ok)
        return JS_ThrowTypeError(ctx, "The comparison function must be either a function or undefined");''')
    edit('"cannot convert to object"', '"Cannot convert undefined or null to object"', 5)
    edit('return JS_ThrowTypeError(ctx, "not a prototype");',
         'return qx_throw_about(ctx, proto, "Object prototype may only be an Object or null: %s");')
    edit('"empty array"', '"Reduce of empty array with no initial value"')
    edit('"radix must be between 2 and 36"', '"toString() radix argument must be between 2 and 36"')
    edit('''        return JS_ThrowRangeError(ctx, "invalid number of digits");
    if (fabs(d) >= 1e21)''', '''        return JS_ThrowRangeError(ctx, "toFixed() digits argument must be between 0 and 100");
    if (fabs(d) >= 1e21)''')
    edit('''            return JS_ThrowRangeError(ctx, "invalid number of digits");''',
         '''            return JS_ThrowRangeError(ctx, "toExponential() argument must be between 0 and 100");''')
    edit('''        return JS_ThrowRangeError(ctx, "invalid number of digits");
    return js_dtoa2''', '''        return JS_ThrowRangeError(ctx, "toPrecision() argument must be between 1 and 100");
    return js_dtoa2''')
    edit('        JS_ThrowRangeError(ctx, "invalid repeat count");', '''        JSValue count = JS_ToString(ctx, argv[0]);
        const char *text = JS_ToCString(ctx, count);
        JS_ThrowRangeError(ctx, "Invalid count value: %s", text ? text : "");
        JS_FreeCString(ctx, text);
        JS_FreeValue(ctx, count);''')
    edit('js_throw_URIError(ctx, "expecting %%")', 'js_throw_URIError(ctx, "URI malformed")')
    edit('js_throw_URIError(ctx, "expecting hex digit")', 'js_throw_URIError(ctx, "URI malformed")')
    edit('"Date value is NaN"', '"Invalid time value"')
    for name, end in (('Symbol', '    if (argc == 0'), ('BigInt', '    return JS_ToBigIntCtorFree')):
        start = '    if (!JS_IsUndefined(new_target))\n        return JS_ThrowTypeError(ctx, "not a constructor");\n' + end
        edit(start, start.replace('not a constructor', f'{name} is not a constructor'))


# Errors that quote the program (engine.c) need the place of what they quote: the end of an expression that is iterated,
# and the beginning of a pattern.
def quotes(edit):
    edit('''       the TDZ values are in the closures */
    close_scopes(s, s->cur_func->scope_level, block_scope_level);
''', '''       the TDZ values are in the closures */
    close_scopes(s, s->cur_func->scope_level, block_scope_level);
    if (is_for_of)
        emit_source_pos(s, s->token.ptr);
''')
    for indent in (12, 24):
        space = ' ' * indent
        start = f'''{space}if (js_parse_assign_expr(s))
{space}    return -1;
#if 1
'''
        edit(start, start.replace('#if 1\n', f'{space}emit_source_pos(s, s->token.ptr);\n#if 1\n'))
    edit('''    if (s->token.val == '{') {
        if (next_token(s))
            return -1;
        /* throw an exception if''', '''    if (s->token.val == '{') {
        emit_source_pos(s, s->token.ptr);
        if (next_token(s))
            return -1;
        /* throw an exception if''')
    edit('''        BOOL has_spread;
        int enum_depth;
        BlockEnv block_env;

        if (next_token(s))''', '''        BOOL has_spread;
        int enum_depth;
        BlockEnv block_env;

        emit_source_pos(s, s->token.ptr);
        if (next_token(s))''')
    edit('''                sf->cur_pc = pc;
                ret_val = JS_ToObject(ctx, sp[-1]);''', '''                sf->cur_pc = pc;
                if (JS_IsUndefined(sp[-1]) || JS_IsNull(sp[-1])) {
                    qx_throw_not_destructured(ctx, sp[-1]);
                    goto exception;
                }
                ret_val = JS_ToObject(ctx, sp[-1]);''')
    edit('''    if (unlikely(!p->is_constructor))
        return JS_ThrowTypeError(ctx, "not a constructor");
    if (unlikely(p->class_id != JS_CLASS_BYTECODE_FUNCTION)) {''', '''    if (unlikely(!p->is_constructor))
        return qx_throw_not_a_constructor(ctx, func_obj);
    if (unlikely(p->class_id != JS_CLASS_BYTECODE_FUNCTION)) {''')
    edit('''    array_arg = argv[1];
    if (argc > 2) {
        new_target = argv[2];''', '''    array_arg = argv[1];
    if (!JS_IsConstructor(ctx, func))
        return qx_throw_about(ctx, func, "%s is not a constructor");
    if (argc > 2) {
        new_target = argv[2];''')
    edit('''    if (is_async) {
        method = JS_GetProperty(ctx, obj, JS_ATOM_Symbol_asyncIterator);''', '''    if (is_async) {
        if (JS_IsUndefined(obj) || JS_IsNull(obj))
            return qx_throw_not_async_iterable(ctx, obj);
        method = JS_GetProperty(ctx, obj, JS_ATOM_Symbol_asyncIterator);''')
    edit('''        if (!JS_IsObject(item)) {
            JS_ThrowTypeErrorNotAnObject(ctx);
            goto fail1;
        }
        key = JS_GetPropertyUint32(ctx, item, 0);''', '''        if (!JS_IsObject(item)) {
            qx_throw_about(ctx, item, "Iterator value %s is not an entry object");
            goto fail1;
        }
        key = JS_GetPropertyUint32(ctx, item, 0);''')
    edit('        return JS_ThrowTypeError(ctx, "not a generator");',
         '''        return qx_throw_about(ctx, this_val, magic == GEN_MAGIC_NEXT ?
                       "Method [Generator].prototype.next called on incompatible receiver %s" :
                       magic == GEN_MAGIC_RETURN ?
                       "Method [Generator].prototype.return called on incompatible receiver %s" :
                       "Method [Generator].prototype.throw called on incompatible receiver %s");''')


# The message for a text that is not a program names the token that is not allowed there.
UNEXPECTED = '''static int qx_unexpected(JSParseState *s)
{
    const uint8_t *p = s->token.ptr;
    int length = (int)(s->buf_ptr - p);

    while (p > s->buf_start && (p[-1] == ' ' || p[-1] == '\\t'))
        p--;
    if (!(s->cur_func && (s->cur_func->func_kind & JS_FUNC_ASYNC)) &&
        p - s->buf_start >= 5 && !memcmp(p - 5, "await", 5) &&
        (p - s->buf_start == 5 || !strchr("$_.", p[-6])) &&
        !(p - s->buf_start > 5 && ((p[-6] | 32) >= 'a' && (p[-6] | 32) <= 'z')))
        return js_parse_error(s, "await is only valid in async functions and the top level bodies of modules");
    if (length > 60)
        length = 60;
    switch (s->token.val) {
    case TOK_EOF:
        return js_parse_error(s, "Unexpected end of input");
    case TOK_NUMBER:
        return js_parse_error(s, "Unexpected number");
    case TOK_STRING:
        return js_parse_error(s, "Unexpected string");
    case TOK_TEMPLATE:
        return js_parse_error(s, "Unexpected template string");
    case TOK_IDENT:
        return js_parse_error(s, "Unexpected identifier '%.*s'", length, s->token.ptr);
    case '@':
    case '#':
    case '\\\\':
        return js_parse_error(s, "Invalid or unexpected token");
    default:
        return js_parse_error(s, "Unexpected token '%.*s'", length, s->token.ptr);
    }
}

static int qx_declared(JSParseState *s, JSAtom name)
{
    char text[ATOM_GET_STR_BUF_SIZE];
    return js_parse_error(s, "Identifier '%s' has already been declared",
                          JS_AtomGetStr(s->ctx, text, sizeof(text), name));
}

'''


def syntax(edit):
    head = 'static int js_parse_expect(JSParseState *s, int tok)\n{'
    edit(head, UNEXPECTED + head)
    edit('''        /* XXX: dump token correctly in all cases */
        return js_parse_error(s, "expecting '%c'", tok);
    }
    return next_token(s);
}

static int js_parse_expect_semi''', '''        return qx_unexpected(s);
    }
    return next_token(s);
}

static int js_parse_expect_semi''')
    edit('''        return js_parse_error(s, "expecting '%c'", ';');''', '        return qx_unexpected(s);')
    edit('''        return js_parse_error(s, "unexpected token in expression: '%.*s'",
                              (int)(s->buf_ptr - s->token.ptr), s->token.ptr);''', '        return qx_unexpected(s);')
    edit('''                /* accept a trailing comma before the ')' */
                if (js_parse_expect(s, ','))
                    return -1;
            }
            if (s->token.val == TOK_ELLIPSIS) {
                emit_op(s, OP_array_from);''', '''                /* accept a trailing comma before the ')' */
                if (s->token.val != ',')
                    return js_parse_error(s, "missing ) after argument list");
                if (next_token(s))
                    return -1;
            }
            if (s->token.val == TOK_ELLIPSIS) {
                emit_op(s, OP_array_from);''')
    edit('''                    return js_parse_error(s, "invalid redefinition of lexical identifier");
                }''', '''                    return qx_declared(s, name);
                }''')
    edit('''            /* error to redefine a var that inside a lexical scope */
            return js_parse_error(s, "invalid redefinition of lexical identifier");''',
         '            return qx_declared(s, name);')
    for what in ('parameter name', 'a variable'):
        edit(f'return js_parse_error(s, "invalid redefinition of {what}");', 'return qx_declared(s, name);')
    edit('return js_parse_error(s, "invalid redefinition of global identifier");', 'return qx_declared(s, name);')
    edit('''        js_parse_error(s, "invalid property name");''', '        qx_unexpected(s);')
    edit('js_parse_error(s, "missing formal parameter");', 'qx_unexpected(s);')
    edit('''        js_parse_error(s, "unexpected end of string");
 fail:
    string_buffer_free(b);
    return -1;
}

static inline BOOL token_is_pseudo_keyword''', '''        js_parse_error(s, "Invalid or unexpected token");
 fail:
    string_buffer_free(b);
    return -1;
}

static inline BOOL token_is_pseudo_keyword''')
    edit(' unexpected_eof:\n    js_parse_error(s, "unexpected end of string");',
         ' unexpected_eof:\n    js_parse_error(s, "Unterminated template literal");')
    edit('"unexpected end of regexp"', '"Invalid regular expression: missing /"')
    edit('"unexpected character"', '"Invalid or unexpected token"', 2)
    edit('"missing initializer for const variable"', '"Missing initializer in const declaration"')
    edit('"return not in a function"', '"Illegal return statement"')
    edit('"invalid assignment left-hand side"', '"Invalid left-hand side in assignment"')
    edit('"invalid increment/decrement operand"', '"Invalid left-hand side expression in postfix operation"')
    edit('"invalid for in/of left hand-side"', '"Invalid left-hand side in for-loop"')
    edit('"expecting catch or finally"', '"Missing catch or finally after try"')
    edit('"break must be inside loop or switch"', '"Illegal break statement"')
    edit('"continue must be inside loop"', '"Illegal continue statement: no surrounding iteration statement"')
    edit('return js_parse_error(s, "break/continue label not found");', '''{
        char text[ATOM_GET_STR_BUF_SIZE];
        return js_parse_error(s, "Undefined label '%s'", JS_AtomGetStr(s->ctx, text, sizeof(text), name));
    }''')
    edit('js_parse_error(s, "function name expected")',
         'js_parse_error(s, "Function statements require a function name")')
    edit('"invalid number literal"', '"Invalid or unexpected token"')
    edit('js_parse_error(s, "class statement requires a name");', 'qx_unexpected(s);')
    edit('"unexpected line terminator in regexp"', '"Invalid regular expression: missing /"')
    edit('return js_parse_error(s, "expecting field name");', 'return qx_unexpected(s);')
    edit('return js_parse_error(s, "variable name expected");', 'return qx_unexpected(s);', 2)
    edit('''return js_parse_error(s, "expected 'of' or 'in' in for control expression");''', 'return qx_unexpected(s);')
    edit('"super() is only valid in a derived class constructor"', '''"'super' keyword unexpected here"''')
    edit('"line terminator not allowed after throw"', '"Illegal newline after throw"')
    edit('"property constructor appears more than once"', '"A class may only have one constructor"')
    edit('''"'let' is not a valid lexical identifier"''', '"let is disallowed as a lexically bound name"')
    edit('''"unparenthesized unary expression can't appear on the left-hand side of '**'"''',
         '"Unary operator used immediately before exponentiation expression. "\n'
         '                                    "Parenthesis must be used to disambiguate operator precedence"')
    edit('''    return js_parse_error(s, "unsupported keyword: %s",''',
         '''    return js_parse_error(s, "Unexpected token '%s'",''')
    # Regular expressions, with their text.
    edit('''            bad_flags:
                JS_FreeCString(ctx, str);
                return JS_ThrowSyntaxError(ctx, "invalid regular expression flags");''', '''            bad_flags:
                JS_ThrowSyntaxError(ctx, "Invalid flags supplied to RegExp constructor '%s'", str);
                JS_FreeCString(ctx, str);
                return JS_EXCEPTION;''')
    edit('''    JS_FreeCString(ctx, str);
    if (!re_bytecode_buf) {
        JS_ThrowSyntaxError(ctx, "%s", error_msg);
        return JS_EXCEPTION;
    }
''', '''    if (!re_bytecode_buf) {
        JS_ThrowSyntaxError(ctx, "Invalid regular expression: /%.80s/: %s", str,
                            strcmp(error_msg, "unexpected end") ? error_msg : "Unterminated character class");
        JS_FreeCString(ctx, str);
        return JS_EXCEPTION;
    }
    JS_FreeCString(ctx, str);
''')
    # The other errors that show a value of the program.
    edit('''                if (!JS_IsObject(item)) {
                    JS_ThrowTypeErrorNotAnObject(ctx);
                    goto fail1;
                }
                key = JS_GetPropertyUint32(ctx, item, 0);''', '''                if (!JS_IsObject(item)) {
                    qx_throw_about(ctx, item, "Iterator value %s is not an entry object");
                    goto fail1;
                }
                key = JS_GetPropertyUint32(ctx, item, 0);''')
    edit('''    iterator = JS_GetProperty(ctx, sp[-1], JS_ATOM_Symbol_iterator);
    if (JS_IsException(iterator))
        return -1;
    is_array_iterator''', '''    if (JS_IsUndefined(sp[-1]) || JS_IsNull(sp[-1])) {
        qx_throw_not_iterable(ctx, sp[-1]);
        return -1;
    }
    iterator = JS_GetProperty(ctx, sp[-1], JS_ATOM_Symbol_iterator);
    if (JS_IsException(iterator))
        return -1;
    is_array_iterator''')
    edit('''    executor = argv[0];
    if (check_function(ctx, executor))
        return JS_EXCEPTION;
    obj = js_create_from_ctor(ctx, new_target, JS_CLASS_PROMISE);''', '''    executor = argv[0];
    if (!JS_IsFunction(ctx, executor))
        return qx_throw_about(ctx, executor, "Promise resolver %s is not a function");
    obj = js_create_from_ctor(ctx, new_target, JS_CLASS_PROMISE);''')
    edit('''static JSValue JS_ThrowReferenceErrorUninitialized(JSContext *ctx, JSAtom name)
{
    char buf[ATOM_GET_STR_BUF_SIZE];
''', '''static JSValue JS_ThrowReferenceErrorUninitialized(JSContext *ctx, JSAtom name)
{
    char buf[ATOM_GET_STR_BUF_SIZE];
    if (name == JS_ATOM_this)
        return JS_ThrowReferenceError(ctx, "Must call super constructor in derived class before accessing 'this' or "
                                      "returning from derived constructor");
''')
    edit('''    if (!JS_IsUndefined(asc.method)) {
        if (check_function(ctx, asc.method))''', '''    if (!JS_IsUndefined(asc.method)) {
        if (!JS_IsFunction(ctx, asc.method)) {
            JS_ThrowTypeError(ctx, "The comparison function must be either a function or undefined");
            return JS_EXCEPTION;
        }
        if (check_function(ctx, asc.method))''')
    edit('''        if (JS_VALUE_GET_TAG(proto_val) != JS_TAG_NULL) {
        not_obj:''', '''        if (JS_VALUE_GET_TAG(proto_val) != JS_TAG_NULL) {
            qx_throw_about(ctx, proto_val, "Object prototype may only be an Object or null: %s");
            return -1;
        not_obj:''')
    edit('''        JS_VALUE_GET_TAG(handler) != JS_TAG_OBJECT)
        return JS_ThrowTypeErrorNotAnObject(ctx);''', '''        JS_VALUE_GET_TAG(handler) != JS_TAG_OBJECT)
        return JS_ThrowTypeError(ctx, "Cannot create proxy with a non-object as target or handler");''')
    edit('''    if (JS_VALUE_GET_TAG(obj) != JS_TAG_OBJECT)
        return JS_ThrowTypeErrorNotAnObject(ctx);
    atom = JS_ValueToAtom(ctx, prop);
    if (unlikely(atom == JS_ATOM_NULL))
        return JS_EXCEPTION;
    flags = 0;''', '''    if (JS_VALUE_GET_TAG(obj) != JS_TAG_OBJECT)
        return JS_ThrowTypeError(ctx, "%s.defineProperty called on non-object", magic ? "Reflect" : "Object");
    atom = JS_ValueToAtom(ctx, prop);
    if (unlikely(atom == JS_ATOM_NULL))
        return JS_EXCEPTION;
    flags = 0;''')
    edit('''            method = JS_GetProperty(ctx, obj, JS_ATOM_Symbol_iterator);
            if (JS_IsException(method))
                return method;
            sync_iter =''', '''            method = JS_GetProperty(ctx, obj, JS_ATOM_Symbol_iterator);
            if (JS_IsException(method))
                return method;
            if (!JS_IsFunction(ctx, method)) {
                JS_FreeValue(ctx, method);
                return qx_throw_not_async_iterable(ctx, obj);
            }
            sync_iter =''')
