# Random programs for compare_loops: the operations of README.md, and their text in the language of the
# runtime. Delays are chosen so that sums of a few of them differ by milliseconds.

import re

DELAYS = [0, 0, 12, 29, 47, 83]


# ---- Node ---------------------------------------------------------------------------


class NodeMaker:
    def __init__(self, rng):
        self.rng = rng
        self.lines = 0
        self.names = 0
        self.left = 40
        self.functions = {}
        self.timers = []
        self.promises = []
        self.own = []  # of the main program

    def log(self):
        self.lines += 1
        return {"op": "log", "text": "L%d" % self.lines}

    def name(self, start):
        self.names += 1
        return "%s%d" % (start, self.names)

    def body(self, depth, waits=False, least=1):
        ops = [self.log()]
        for _ in range(self.rng.randint(least, 3)):
            if self.left <= 0:
                break
            self.left -= 1
            ops.append(self.operation(depth, waits))
        return ops

    def handler_body(self, depth):
        ops = self.body(depth, least=0)
        roll = self.rng.random()
        if roll < 0.2:
            ops.append({"op": "return_promise"})
        elif roll < 0.3:
            ops.append({"op": "return", "value": "v"})
        elif roll < 0.4:
            ops.append({"op": "raise", "kind": "E"})
        return ops

    def chain(self, depth):
        handlers = []
        for _ in range(self.rng.randint(1, 4)):
            handlers.append({"kind": self.rng.choice(["then", "then", "then", "catch", "finally"]), "body": self.handler_body(depth + 2)})
        # every error that is raised on the way is handled
        handlers.append({"kind": "catch", "body": [self.log()]})
        op = {"op": "promise_chain", "handlers": handlers}
        if self.rng.random() < 0.25:
            op["rejected"] = True
        return op

    def operation(self, depth, waits):
        rng = self.rng
        if depth > 3:
            return self.log()
        kinds = ["log", "timeout", "timeout", "immediate", "next_tick", "microtask", "chain", "chain", "call", "busy", "promise", "clear"]
        if depth == 0:  # elsewhere a second one would take its name before the first is cleared
            kinds.append("interval")
        if waits:
            kinds += ["await"] * 8 + ["try", "repeat"]
        kind = rng.choice(kinds)
        if kind == "timeout":
            op = {"op": "timeout", "ms": rng.choice(DELAYS), "body": self.body(depth + 1)}
            if rng.random() < 0.3:
                op["name"] = self.name("t")
                self.timers.append(op["name"])
            return op
        if kind == "interval":
            name = self.name("iv")
            return {"op": "interval", "ms": rng.choice([29, 47]), "name": name,
                    "body": self.body(depth + 2) + [{"op": "count_then_clear", "name": name, "limit": rng.randint(1, 3)}]}
        if kind == "clear":
            return {"op": "clear", "name": rng.choice(self.timers)} if self.timers else self.log()
        if kind in ("immediate", "next_tick", "microtask"):
            return {"op": kind, "body": self.body(depth + 1, least=0)}
        if kind == "chain":
            return self.chain(depth)
        if kind == "busy":
            return {"op": "busy", "ms": rng.choice([7, 16, 33])}
        if kind == "promise":
            name = self.name("p")
            self.promises.append(name)
            if depth == 0:
                self.own.append(name)
            now = rng.random() < 0.5
            body = [self.log()] + ([{"op": "resolve", "name": name}] if now else [{"op": "timeout", "ms": rng.choice([12, 29]), "body": [self.log(), {"op": "resolve", "name": name}, self.log()]}])
            return {"op": "new_promise", "name": name, "body": body + [self.log()]}
        if kind == "call":
            return {"op": "call", **self.call(depth)}
        if kind == "await":
            return self.wait(depth)
        if kind == "try":
            op = {"op": "try", "body": self.body(depth + 1, waits) + ([{"op": "raise", "kind": "E"}] if rng.random() < 0.5 else []),
                  "except": [{"kind": "error", "body": self.body(depth + 1, waits)}]}
            if rng.random() < 0.4:
                op["finally"] = self.body(depth + 1, waits)
            return op
        if kind == "repeat":
            return {"op": "repeat", "times": rng.randint(1, 3), "body": self.body(depth + 1, waits)}
        return self.log()

    def call(self, depth):
        if self.functions and self.rng.random() < 0.5:
            name = self.rng.choice(list(self.functions))
        else:
            name = self.name("f")
            function = {"body": []}
            if self.rng.random() < 0.5:
                function["param"] = "n"
            body = self.body(depth + 1, waits=True)
            if "param" in function:
                body.append({"op": "log", "text": "{n} in " + name})
            roll = self.rng.random()
            if roll < 0.2:
                body.append({"op": "return_promise"})
            elif roll < 0.4:
                body.append({"op": "return", "value": "r"})
            function["body"] = body
            self.functions[name] = function
        call = {"fn": name}
        if "param" in self.functions[name]:
            call["arg"] = self.name("a")
        return call

    def wait(self, depth):
        what = self.rng.choice(["value", "value", "sleep", "call", "call", "all", "race", "immediate", "promise"])
        if what == "sleep":
            return {"op": "await", "what": what, "ms": self.rng.choice(DELAYS)}
        if what == "call":
            return {"op": "await", "what": what, **self.call(depth)}
        if what in ("all", "race"):
            return {"op": "await", "what": what, "calls": [self.call(depth) for _ in range(self.rng.randint(1, 3))]}
        if what == "promise":
            return {"op": "await", "what": "promise", "name": self.rng.choice(self.promises)} if self.promises else self.log()
        return {"op": "await", "what": what}


def node_program(rng):
    maker = NodeMaker(rng)
    main = [{"op": "log", "text": "begin"}]
    for _ in range(rng.randint(3, 7)):
        main.append(maker.operation(0, False))
    for name in maker.own:
        main.append({"op": "on_promise", "name": name, "body": [maker.log()]})
    main.append({"op": "busy", "ms": 5})
    return {"functions": maker.functions, "main": main}, rng.choice(["commonjs", "commonjs", "esm"])


def waits(body):
    for op in body:
        if op["op"] == "await":
            return True
        inner = op.get("body", []) if op["op"] in ("try", "repeat") else []
        if waits(inner) or waits(op.get("finally", [])) or any(waits(h["body"]) for h in (op.get("except", []) if op["op"] == "try" else [])):
            return True
    return False


def quoted(text, value="{n}"):
    return "`" + re.sub(r"\{(\w+)\}", r"${\1}", text) + "`" if "{" in text else json_text(text)


def json_text(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class NodeText:
    def __init__(self):
        self.lines = []
        self.used = set()

    def add(self, depth, text):
        self.lines.append("  " * depth + text)

    def block(self, depth, body):
        for op in body:
            self.operation(depth, op)

    def arrow(self, body):
        return "async () => {" if waits(body) else "() => {"

    def call(self, op):
        return "%s(%s)" % (op["fn"], json_text(op["arg"]) if "arg" in op else "")

    def callback(self, depth, start, body, end):
        self.add(depth, start + self.arrow(body))
        self.block(depth + 1, body)
        self.add(depth, "}" + end)

    def operation(self, depth, op):
        kind = op["op"]
        if kind == "log":
            self.add(depth, "console.log(%s);" % quoted(op["text"]))
        elif kind == "busy":
            self.used.add("busy")
            self.add(depth, "busy(%d);" % op["ms"])
        elif kind in ("timeout", "interval"):
            start = "handles.%s = " % op["name"] if "name" in op else ""
            self.used.add("handles")
            self.callback(depth, start + ("setTimeout(" if kind == "timeout" else "setInterval("), op["body"], ", %d);" % op["ms"])
        elif kind == "clear":
            self.used.add("handles")
            self.add(depth, "clearTimeout(handles.%s);" % op["name"])
        elif kind == "count_then_clear":
            self.used.update(["handles", "counts"])
            self.add(depth, "if ((counts.{0} = (counts.{0} ?? 0) + 1) === {1}) clearInterval(handles.{0});".format(op["name"], op["limit"]))
        elif kind in ("immediate", "next_tick", "microtask"):
            self.callback(depth, {"immediate": "setImmediate(", "next_tick": "process.nextTick(", "microtask": "queueMicrotask("}[kind], op["body"], ");")
        elif kind == "promise_chain":
            self.add(depth, "Promise.reject(new Error(\"rejected\"))" if op.get("rejected") else "Promise.resolve()")
            for handler in op["handlers"]:
                self.callback(depth + 1, "." + handler["kind"] + "(", handler["body"], ")")
            self.lines[-1] += ";"
        elif kind == "new_promise":
            self.used.update(["promises", "resolvers"])
            name = op["name"]
            self.add(depth, "promises.%s = new Promise((resolve) => {" % name)
            self.add(depth + 1, "resolvers.%s = resolve;" % name)
            self.block(depth + 1, op["body"])
            self.add(depth, "});")
        elif kind == "resolve":
            self.add(depth, "resolvers.%s();" % op["name"])
        elif kind == "on_promise":
            self.callback(depth, "promises.%s.then(" % op["name"], op["body"], ");")
        elif kind == "call":
            self.add(depth, self.call(op) + ";")
        elif kind == "await":
            what = op["what"]
            if what == "value":
                self.add(depth, "await null;")
            elif what == "sleep":
                self.used.add("sleep")
                self.add(depth, "await sleep(%d);" % op["ms"])
            elif what == "call":
                self.add(depth, "await %s;" % self.call(op))
            elif what in ("all", "race"):
                self.add(depth, "await Promise.%s([%s]);" % (what, ", ".join(self.call(c) for c in op["calls"])))
            elif what == "immediate":
                self.add(depth, "await new Promise((done) => setImmediate(done));")
            else:
                self.add(depth, "await promises.%s;" % op["name"])
        elif kind == "return_promise":
            self.add(depth, "return Promise.resolve();")
        elif kind == "return":
            self.add(depth, "return %s;" % quoted(op["value"]))
        elif kind == "raise":
            self.add(depth, "throw new Error(%s);" % json_text(op["kind"]))
        elif kind == "try":
            self.add(depth, "try {")
            self.block(depth + 1, op["body"])
            for handler in op["except"]:
                self.add(depth, "} catch {")
                self.block(depth + 1, handler["body"])
            if "finally" in op:
                self.add(depth, "} finally {")
                self.block(depth + 1, op["finally"])
            self.add(depth, "}")
        elif kind == "repeat":
            self.add(depth, "for (let i = 0; i < %d; i++) {" % op["times"])
            self.block(depth + 1, op["body"])
            self.add(depth, "}")
        else:
            raise ValueError(kind)


HELPERS = {
    "busy": "const busy = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };",
    "sleep": "const sleep = (ms) => new Promise((done) => setTimeout(done, ms));",
    "handles": "const handles = {};", "counts": "const counts = {};", "promises": "const promises = {};", "resolvers": "const resolvers = {};",
}


def node_text(operations):
    text = NodeText()
    for name, function in operations.get("functions", {}).items():
        text.add(0, "async function %s(%s) {" % (name, function.get("param", "")))
        text.block(1, function["body"])
        text.add(0, "}")
    text.block(0, operations["main"][1:])
    # the first use of the console takes milliseconds
    return "\n".join(["console.log(\"begin\");"] + [HELPERS[key] for key in HELPERS if key in text.used] + text.lines) + "\n"


# ---- asyncio ------------------------------------------------------------------------


class AsyncioMaker:
    def __init__(self, rng):
        self.rng = rng
        self.lines = 0
        self.names = 0
        self.left = 45
        self.functions = {}
        self.objects = {"lock": ["lock"], "semaphore": ["sem"], "event": ["event"], "queue": ["queue"], "future": ["fut"]}

    def log(self):
        self.lines += 1
        return {"op": "log", "text": "L%d" % self.lines}

    def name(self, start):
        self.names += 1
        return "%s%d" % (start, self.names)

    def body(self, depth, tasks, least=1):
        ops = [self.log()]
        for _ in range(self.rng.randint(least, 4)):
            if self.left <= 0:
                break
            self.left -= 1
            ops.append(self.operation(depth, tasks))
        return ops

    def function(self, depth):
        if self.functions and self.rng.random() < 0.4:
            return self.rng.choice(list(self.functions))
        name = self.name("f")
        function = {"params": ["n"] if self.rng.random() < 0.5 else [], "body": []}
        self.functions[name] = function
        body = self.body(depth + 1, [])
        if function["params"]:
            body.append({"op": "log", "text": "{n} in " + name})
        roll = self.rng.random()
        if roll < 0.2:
            body.append({"op": "return", "value": "r" + name})
        elif roll < 0.3:
            body.append({"op": "raise"})
        function["body"] = body
        return name

    def call(self, depth):
        # a function does not call itself while it is being made
        made = [name for name, function in self.functions.items() if function["body"]]
        name = self.rng.choice(made) if made and self.rng.random() < 0.5 else self.function(depth)
        while not self.functions[name]["body"]:
            name = self.fresh(depth)
        call = {"fn": name}
        if self.functions[name]["params"]:
            call["args"] = [self.name("a")]
        return call

    def fresh(self, depth):
        name = self.name("f")
        self.functions[name] = {"params": [], "body": []}
        self.functions[name]["body"] = self.body(depth + 1, [], least=0)
        return name

    def operation(self, depth, tasks):
        rng = self.rng
        if depth > 3:
            return self.log()
        kinds = ["log", "create_task", "create_task", "sleep", "sleep", "sleep", "await_call", "gather", "call_soon", "call_later", "busy", "with", "with",
                 "event_wait", "event_set", "put", "get", "to_thread", "try", "try", "wait_for", "wait_for", "group", "repeat", "set_result", "await_future",
                 "event_clear"]
        if tasks:
            kinds += ["await_task", "await_task", "cancel", "cancel"]
        kind = rng.choice(kinds)
        if kind == "create_task":
            name = self.name("t")
            call = self.call(depth)
            tasks.append(name)
            return {"op": "create_task", "as": name, **call}
        if kind == "sleep":
            return {"op": "sleep", "ms": rng.choice(DELAYS)}
        if kind == "await_call":
            return self.guarded({"op": "await_call", **self.call(depth)})
        if kind == "gather":
            op = {"op": "gather", "calls": [self.call(depth) for _ in range(rng.randint(1, 3))], "log_result": True}
            if rng.random() < 0.5:
                op["return_exceptions"] = True
            return self.guarded(op)
        if kind == "call_soon":
            return {"op": "call_soon", "text": self.log()["text"]}
        if kind == "call_later":
            return {"op": "call_later", "ms": rng.choice(DELAYS), "text": self.log()["text"]}
        if kind == "busy":
            return {"op": "busy", "ms": rng.choice([7, 16, 33])}
        if kind == "with":
            return {"op": "with", "name": rng.choice(["lock", "sem", "sem"]), "body": self.body(depth + 1, tasks, least=0)}
        if kind == "event_wait":
            return {"op": "wait_event", "name": "event"}
        if kind == "event_set":
            return {"op": "set_event", "name": "event"}
        if kind == "event_clear":
            return {"op": "clear_event", "name": "event"}
        if kind == "put":
            return {"op": "put", "name": "queue", "value": self.name("item")}
        if kind == "get":
            return {"op": "repeat", "times": 1, "body": [{"op": "get", "name": "queue"}, {"op": "log", "text": "got {item}"}]}
        if kind == "to_thread":
            return {"op": "to_thread", "ms": rng.choice([19, 53])}
        if kind == "await_task":
            return self.guarded({"op": "await_task", "name": rng.choice(tasks)})
        if kind == "cancel":
            return {"op": "cancel", "name": rng.choice(tasks)}
        if kind == "try":
            return self.attempt(depth, tasks, self.body(depth + 1, tasks))
        if kind == "wait_for":
            op = {"op": "wait_for", "ms": rng.choice([0, 17, 37, 71]), **self.call(depth)}
            return {"op": "try", "body": [op, self.log()], "except": [{"kind": "timeout", "body": [self.log()]}, {"kind": "error", "body": [self.log()]}]}
        if kind == "group":
            op = {"op": "task_group", "calls": [self.call(depth) for _ in range(rng.randint(1, 3))]}
            return {"op": "try_group", "body": [op], "except": [self.log()]}
        if kind == "repeat":
            return {"op": "repeat", "times": rng.randint(1, 3), "body": self.body(depth + 1, list(tasks), least=0)}
        if kind == "set_result":
            return self.guarded({"op": "set_result", "name": "fut", "value": "x"})
        if kind == "await_future":
            return {"op": "await_future", "name": "fut"}
        return self.log()

    def guarded(self, op):
        if self.rng.random() < 0.5:
            return op
        return {"op": "try", "body": [op, self.log()], "except": [{"kind": "error", "body": [self.log()]}]}

    def attempt(self, depth, tasks, body):
        rng = self.rng
        if rng.random() < 0.25:
            body.append({"op": "raise"})
        op = {"op": "try", "body": body}
        if rng.random() < 0.75:
            kind = rng.choice(["cancelled", "error", "timeout", "any"])
            handler = self.body(depth + 1, tasks, least=0)
            if rng.random() < 0.5:
                handler.append({"op": "reraise"})
            op["except"] = [{"kind": kind, "body": handler}]
        if "except" not in op or rng.random() < 0.4:
            op["finally"] = self.body(depth + 1, tasks, least=0)
        return op


def asyncio_program(rng):
    maker = AsyncioMaker(rng)
    news = [{"op": "new", "kind": "lock", "name": "lock"}, {"op": "new", "kind": "semaphore", "name": "sem", "value": rng.randint(1, 2)},
            {"op": "new", "kind": "event", "name": "event"}, {"op": "new", "kind": "queue", "name": "queue", "maxsize": rng.randint(0, 2)},
            {"op": "new", "kind": "future", "name": "fut"}]
    if rng.random() < 0.3:
        news.append({"op": "set_executor", "workers": rng.randint(1, 2)})
    tasks = []
    main = news
    for _ in range(rng.randint(3, 8)):
        main.append(maker.operation(0, tasks))
    # a timeout ends whatever would wait forever
    maker.functions["body"] = {"params": [], "body": main}
    maker.functions["main"] = {"body": [
        {"op": "try", "body": [{"op": "wait_for", "fn": "body", "ms": 701}, {"op": "log", "text": "end"}],
         "except": [{"kind": "any", "body": [{"op": "log", "text": "main failed"}]}]}]}
    return {"functions": maker.functions, "entry": "main"}


NAMED = {"cancelled": "asyncio.CancelledError", "timeout": "asyncio.TimeoutError", "error": "Exception", "any": "BaseException"}
OBJECTS = {"lock": "asyncio.Lock()", "semaphore": "asyncio.Semaphore(%d)", "event": "asyncio.Event()", "queue": "asyncio.Queue(maxsize=%d)",
           "future": "asyncio.get_running_loop().create_future()"}


def python_text(text):
    return ("f" if "{" in text else "") + json_text(text)


class AsyncioText:
    def __init__(self):
        self.lines = []

    def add(self, depth, text):
        self.lines.append("    " * depth + text)

    def block(self, depth, body):
        for op in body:
            self.operation(depth, op)
        if not body:
            self.add(depth, "pass")

    def call(self, op):
        return "%s(%s)" % (op["fn"], ", ".join(json_text(a) for a in op.get("args", [])))

    def operation(self, depth, op):
        kind = op["op"]
        if kind == "log":
            self.add(depth, "print(%s)" % python_text(op["text"]))
        elif kind == "busy":
            self.add(depth, "time.sleep(%g)" % (op["ms"] / 1000))
        elif kind == "sleep":
            self.add(depth, "await asyncio.sleep(%g)" % (op["ms"] / 1000))
        elif kind == "to_thread":
            self.add(depth, "await asyncio.to_thread(time.sleep, %g)" % (op["ms"] / 1000))
        elif kind == "create_task":
            self.add(depth, "%s = asyncio.create_task(%s)" % (op["as"], self.call(op)))
        elif kind in ("await_task", "await_future"):
            self.add(depth, "await " + op["name"])
        elif kind == "await_call":
            self.add(depth, "await " + self.call(op))
        elif kind == "gather":
            more = ", return_exceptions=True" if op.get("return_exceptions") else ""
            self.add(depth, "results = await asyncio.gather(%s%s)" % (", ".join(self.call(c) for c in op["calls"]), more))
            self.add(depth, 'print("results", [r if not isinstance(r, BaseException) else type(r).__name__ for r in results])')
        elif kind == "call_soon":
            self.add(depth, "asyncio.get_running_loop().call_soon(print, %s)" % json_text(op["text"]))
        elif kind == "call_later":
            self.add(depth, "asyncio.get_running_loop().call_later(%g, print, %s)" % (op["ms"] / 1000, json_text(op["text"])))
        elif kind == "new":
            text = OBJECTS[op["kind"]]
            self.add(depth, "global " + op["name"])
            self.add(depth, "%s = %s" % (op["name"], text % op.get("value", op.get("maxsize", 0)) if "%" in text else text))
        elif kind == "with":
            self.add(depth, "async with %s:" % op["name"])
            self.block(depth + 1, op["body"])
        elif kind in ("wait_event", "set_event", "clear_event"):
            self.add(depth, {"wait_event": "await %s.wait()", "set_event": "%s.set()", "clear_event": "%s.clear()"}[kind] % op["name"])
        elif kind == "put":
            self.add(depth, "await %s.put(%s)" % (op["name"], json_text(op["value"])))
        elif kind == "get":
            self.add(depth, "item = await %s.get()" % op["name"])
        elif kind == "set_result":
            self.add(depth, "%s.set_result(%s)" % (op["name"], json_text(op["value"])))
        elif kind == "cancel":
            self.add(depth, op["name"] + ".cancel()")
        elif kind == "wait_for":
            self.add(depth, "await asyncio.wait_for(%s, %g)" % (self.call(op), op["ms"] / 1000))
        elif kind == "task_group":
            self.add(depth, "async with asyncio.TaskGroup() as group:")
            for call in op["calls"]:
                self.add(depth + 1, "group.create_task(%s)" % self.call(call))
        elif kind in ("try", "try_group"):
            self.add(depth, "try:")
            self.block(depth + 1, op["body"])
            if kind == "try_group":
                self.add(depth, "except* ValueError:")
                self.block(depth + 1, op["except"])
            else:
                for handler in op.get("except", []):
                    self.add(depth, "except %s:" % NAMED[handler["kind"]])
                    self.block(depth + 1, handler["body"])
            if "finally" in op:
                self.add(depth, "finally:")
                self.block(depth + 1, op["finally"])
        elif kind == "repeat":
            self.add(depth, "for i in range(%d):" % op["times"])
            self.block(depth + 1, op["body"])
        elif kind == "return":
            self.add(depth, "return " + json_text(op["value"]))
        elif kind == "raise":
            self.add(depth, 'raise ValueError("x")')
        elif kind == "reraise":
            self.add(depth, "raise")
        elif kind == "set_executor":
            self.add(depth, "asyncio.get_running_loop().set_default_executor(concurrent.futures.ThreadPoolExecutor(max_workers=%d))" % op["workers"])
        else:
            raise ValueError(kind)


def asyncio_text(operations):
    text = AsyncioText()
    for name, function in operations["functions"].items():
        text.add(0, "async def %s(%s):" % (name, ", ".join(function.get("params", []))))
        text.block(1, function["body"])
        text.add(0, "")
    return "import asyncio\nimport concurrent.futures\nimport time\n\n\n" + "\n".join(text.lines) + "\nasyncio.run(%s())\n" % operations["entry"]
