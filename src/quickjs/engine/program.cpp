// Creates a program: makes the runtime, loads the prelude, and compiles the text.

#include "quickjs/engine/program.h"

#include "quickjs/engine/host.h"
#include "quickjs/prelude_files.h"

#include <algorithm>
#include <cstring>

namespace quickjs {

namespace {

constexpr const char* wrapper = "(function (exports, require, module, __filename, __dirname) { ";

std::string text_of(JSContext* ctx, JSValueConst value) {
    size_t size = 0;
    const char* const text = JS_ToCStringLen(ctx, &size, value);
    if (!text) {
        JS_FreeValue(ctx, JS_GetException(ctx));
        return {};
    }
    std::string copy(text, size);
    JS_FreeCString(ctx, text);
    return copy;
}

int64_t number_in(JSContext* ctx, JSValueConst object, const char* name) {
    const JSValue value = JS_GetPropertyStr(ctx, object, name);
    int64_t number = 0;
    if (JS_IsNumber(value)) JS_ToInt64(ctx, &number, value);
    JS_FreeValue(ctx, value);
    return number;
}

// The names of an object's own properties, except "default".
std::vector<std::string> keys_of(JSContext* ctx, JSValueConst object) {
    std::vector<std::string> keys;
    JSPropertyEnum* names = nullptr;
    uint32_t count = 0;
    if (!JS_IsObject(object) ||
        JS_GetOwnPropertyNames(ctx, &names, &count, object, JS_GPN_STRING_MASK | JS_GPN_ENUM_ONLY) < 0)
        return keys;
    for (uint32_t i = 0; i < count; ++i) {
        const char* const key = JS_AtomToCString(ctx, names[i].atom);
        if (key && std::strcmp(key, "default") != 0) keys.emplace_back(key);
        JS_FreeCString(ctx, key);
        JS_FreeAtom(ctx, names[i].atom);
    }
    js_free(ctx, names);
    return keys;
}

}  // namespace

OpenProgram::OpenProgram(const Program& program, bool whole) : program_(program), whole_(whole) {
    heap_.program = this;
    rt_ = JS_NewRuntime2(&malloc_functions, &heap_);
    JS_SetRuntimeOpaque(rt_, this);
    qx_set_depth(rt_, 1 << 30);
    JS_SetMaxStackSize(rt_, 0);
    JSContext* const ctx = JS_NewContextRaw(rt_);
    JS_SetContextOpaque(ctx, this);
    const QxHooks hooks{clock_us, source, switched, asked, ready};
    qx_set_hooks(&hooks);
    JS_AddIntrinsicBaseObjects(ctx);
    JS_AddIntrinsicDate(ctx);
    JS_AddIntrinsicEval(ctx);
    JS_AddIntrinsicRegExp(ctx);
    JS_AddIntrinsicJSON(ctx);
    JS_AddIntrinsicProxy(ctx);
    JS_AddIntrinsicMapSet(ctx);
    JS_AddIntrinsicTypedArrays(ctx);
    JS_AddIntrinsicPromise(ctx);
    // WeakRef and FinalizationRegistry are not added: when they release objects would depend on how memory is used.
    const bool wrapped = !program.module && !program.browser;
    qx_begin(ctx, program.name.c_str(), wrapped ? int(std::strlen(wrapper)) : 0, max_depth,
             program.seed * 0x9E37'79B9'7F4A'7C15u + 1);
    ctx_ = ctx;
    JS_SetModuleLoaderFunc(rt_, nullptr, load_module, this);
    if (whole) load_prelude();
    JS_SetHostPromiseRejectionTracker(rt_, rejection, this);
    counted_ = qx_polls(ctx_);
    JS_SetInterruptHandler(rt_, poll, this);
}

OpenProgram::~OpenProgram() {
    JS_SetHostPromiseRejectionTracker(rt_, nullptr, nullptr);
    JS_SetInterruptHandler(rt_, nullptr, nullptr);
    answer_ = nullptr;
    for (auto& [id, callable] : callables_) release(callable);
    for (const Rejection& rejection : rejections_) {
        JS_FreeValue(ctx_, rejection.promise);
        JS_FreeValue(ctx_, rejection.reason);
    }
    for (const JSValue& promise : late_) JS_FreeValue(ctx_, promise);
    JS_FreeValue(ctx_, JS_GetException(ctx_));
    JS_FreeValue(ctx_, failure_);
    JS_FreeValue(ctx_, promise_);
    JS_FreeValue(ctx_, main_);
    JS_FreeValue(ctx_, prelude_);
    qx_end(ctx_);
    JS_FreeContext(ctx_);
    JS_FreeRuntime(rt_);
}

void OpenProgram::release(Callable& callable) {
    JS_FreeValue(ctx_, callable.function);
    for (const JSValue& value : callable.args) JS_FreeValue(ctx_, value);
}

// ---- the prelude ------------------------------------------------------------------------

JSModuleDef* OpenProgram::load_module(JSContext* ctx, const char* name, void* opaque) {
    OpenProgram& self = *static_cast<OpenProgram*>(opaque);
    if (!self.whole_) return JS_NewCModule(ctx, name, [](JSContext*, JSModuleDef*) { return 0; });
    const JSValue require = JS_GetPropertyStr(ctx, self.prelude_, "import");
    JSValue argument = JS_NewString(ctx, name);
    const JSValue exports = JS_Call(ctx, require, JS_UNDEFINED, 1, &argument);
    JS_FreeValue(ctx, argument);
    JS_FreeValue(ctx, require);
    if (JS_IsException(exports)) return nullptr;
    JSModuleDef* const module = JS_NewCModule(ctx, name, fill_module);
    if (module) {
        JS_AddModuleExport(ctx, module, "default");
        for (const std::string& key : keys_of(ctx, exports)) JS_AddModuleExport(ctx, module, key.c_str());
    }
    JS_FreeValue(ctx, exports);
    return module;
}

int OpenProgram::fill_module(JSContext* ctx, JSModuleDef* module) {
    OpenProgram& self = *static_cast<OpenProgram*>(JS_GetContextOpaque(ctx));
    const JSAtom name = JS_GetModuleName(ctx, module);
    JSValue argument = JS_AtomToString(ctx, name);
    JS_FreeAtom(ctx, name);
    const JSValue require = JS_GetPropertyStr(ctx, self.prelude_, "require");
    const JSValue exports = JS_Call(ctx, require, JS_UNDEFINED, 1, &argument);
    JS_FreeValue(ctx, argument);
    JS_FreeValue(ctx, require);
    if (JS_IsException(exports)) return -1;
    for (const std::string& key : keys_of(ctx, exports)) {
        const JSValue value = JS_GetPropertyStr(ctx, exports, key.c_str());
        if (JS_IsException(value)) {
            JS_FreeValue(ctx, exports);
            return -1;
        }
        JS_SetModuleExport(ctx, module, key.c_str(), value);
    }
    JS_SetModuleExport(ctx, module, "default", exports);
    return 0;
}

// A script of the prelude: 0 is the first, and 1 the library. The first program compiles it for all.
JSValue OpenProgram::prelude_script(size_t which) {
    static Bytes compiled[2];
    Bytes& known = compiled[which];
    if (!known.empty()) return JS_ReadObject(ctx_, known.data(), known.size(), JS_READ_OBJ_BYTECODE);
    const std::string_view text = prelude_files()[which].bytes;
    const JSValue script = JS_Eval(ctx_, text.data(), text.size(), "node:internal",
                                   JS_EVAL_TYPE_GLOBAL | JS_EVAL_FLAG_COMPILE_ONLY);
    if (JS_IsException(script)) return script;
    size_t size = 0;
    uint8_t* const bytes = JS_WriteObject(ctx_, &size, script, JS_WRITE_OBJ_BYTECODE);
    if (bytes) known.assign(bytes, bytes + size);
    js_free(ctx_, bytes);
    return script;
}

void OpenProgram::load_prelude() {
    const JSValue script = prelude_script(0);
    if (JS_IsException(script)) return internal_error();
    const JSValue evaluated = JS_EvalFunction(ctx_, script);
    if (JS_IsException(evaluated)) return internal_error();
    JS_FreeValue(ctx_, evaluated);
    const JSValue global = JS_GetGlobalObject(ctx_), bundle = JS_GetPropertyStr(ctx_, global, "__prelude");
    const JSValue install = JS_GetPropertyStr(ctx_, bundle, "install");
    JS_FreeValue(ctx_, bundle);
    const JSAtom name = JS_NewAtom(ctx_, "__prelude");
    JS_DeleteProperty(ctx_, global, name, 0);
    JS_FreeAtom(ctx_, name);
    JS_FreeValue(ctx_, global);

    const JSValue options = JS_NewObject(ctx_);
    JS_SetPropertyStr(ctx_, options, "runtime", JS_NewString(ctx_, program_.browser ? "browser" : "node"));
    JS_SetPropertyStr(ctx_, options, "fileName", JS_NewString(ctx_, program_.name.c_str()));
    JS_SetPropertyStr(ctx_, options, "module", JS_NewBool(ctx_, program_.module));
    JS_SetPropertyStr(ctx_, options, "files", JS_NewObject(ctx_));
    JS_SetPropertyStr(ctx_, options, "argv", JS_NewArray(ctx_));
    JS_SetPropertyStr(ctx_, options, "env", JS_NewObject(ctx_));
    const JSValue devices = JS_NewArray(ctx_);
    for (size_t i = 0; i < program_.devices.size(); ++i)
        JS_SetPropertyUint32(ctx_, devices, uint32_t(i), JS_NewString(ctx_, program_.devices[i].c_str()));
    JS_SetPropertyStr(ctx_, options, "devices", devices);
    JS_SetPropertyStr(ctx_, options, "source", JS_NewStringLen(ctx_, program_.source.data(), program_.source.size()));
    JS_SetPropertyStr(ctx_, options, "cores", JS_NewInt64(ctx_, program_.cores));

    JSValue args[] = {JS_GetGlobalObject(ctx_), make_host(ctx_), options};
    prelude_ = JS_Call(ctx_, install, JS_UNDEFINED, 3, args);
    for (const JSValue& value : args) JS_FreeValue(ctx_, value);
    JS_FreeValue(ctx_, install);
    if (JS_IsException(prelude_)) return internal_error();
    for (JSContext* other = nullptr; JS_ExecutePendingJob(rt_, &other) > 0;) {}
}

// A bug in the prelude: the program ends with this error as soon as it starts.
void OpenProgram::internal_error() {
    failure_ = JS_GetException(ctx_);
    prelude_ = JS_UNDEFINED;
}

// ---- compiling ---------------------------------------------------------------------------

bool OpenProgram::compile(Answer& answer) {
    const bool wrapped = !program_.module && !program_.browser;
    const std::string text = wrapped ? wrapper + program_.source + "\n})" : program_.source;
    main_ = JS_Eval(ctx_, text.c_str(), text.size(), program_.name.c_str(),
                    (program_.module ? JS_EVAL_TYPE_MODULE : JS_EVAL_TYPE_GLOBAL) | JS_EVAL_FLAG_COMPILE_ONLY);
    if (!JS_IsException(main_)) return true;
    main_ = JS_UNDEFINED;
    const JSValue error = JS_GetException(ctx_);
    const JSValue name = JS_GetPropertyStr(ctx_, error, "name");
    const int64_t line = number_in(ctx_, error, "lineNumber"), column = number_in(ctx_, error, "columnNumber");
    if (line > 0 || text_of(ctx_, name) == "SyntaxError") {
        answer.kind = Answer::Kind::syntax_error;
        const JSValue message = JS_GetPropertyStr(ctx_, error, "message");
        answer.message = text_of(ctx_, message);
        JS_FreeValue(ctx_, message);
        const int64_t lines = 1 + std::count(program_.source.begin(), program_.source.end(), '\n');
        answer.line = uint32_t(std::min(std::max<int64_t>(line, 1), lines));
        const int64_t prefix = wrapped && line <= 1 ? int64_t(std::strlen(wrapper)) : 0;
        answer.column = uint32_t(std::max<int64_t>(column - prefix, 1));
        JS_FreeValue(ctx_, error);
    } else {  // a missing module is an error of the run
        JS_FreeValue(ctx_, failure_);
        failure_ = error;
    }
    JS_FreeValue(ctx_, name);
    return false;
}

void OpenProgram::check(Answer& answer) {
    Request request(*this, answer, 0);
    compile(answer);
}

}  // namespace quickjs
