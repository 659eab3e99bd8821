// The metrics of lessons: names for what the results of a run contain (docs/format.md, "Results").
//
//   metricOf(variant, 'finish') -> {value, unit}       or {missing: why}

const time = value => ({ value, unit: 'time' });
const count = value => ({ value, unit: 'number' });
const share = value => ({ value, unit: 'share' });
const truth = value => ({ value, unit: 'truth' });

const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);
const used = ({ cores }) => {
  const all = cores.reduce((total, { busy_ns, switch_ns, idle_ns }) => total + busy_ns + switch_ns + idle_ns, 0);
  return all > 0 ? sum(cores, 'busy_ns') / all : 0;
};

const table = {
  finish: run => time(run.makespan_ns),
  throughput: run => ({ value: run.throughput_per_s, unit: 'rate' }),
  completed: run => count(run.completed),
  unfinished: run => count(run.unfinished),
  missed: run => count(run.missed),
  rejected: run => count(run.rejected),
  cores: run => share(used(run)),             // the share of their time for which the cores execute tasks
  idle: run => time(sum(run.cores, 'idle_ns')),
  busy: run => time(sum(run.cores, 'busy_ns')),
  switching: run => time(sum(run.cores, 'switch_ns')),
  switches: run => count(sum(run.cores, 'switches')),
  threads: run => count(run.threads.peak),
  blocked: run => time(run.threads.blocked_ns),  // for which threads were held by tasks that wait
  processes: run => count(run.processes_peak),
  memory: run => ({ value: run.memory_peak_bytes, unit: 'bytes' }),
  servers: run => count(run.servers.length),
  cost: run => ({ value: run.cost, unit: 'money' }),
  cost_per_1000: run => ({ value: run.cost_per_1000, unit: 'money' }),
  concurrent: run => truth(run.verdict.concurrent),
  parallel: run => truth(run.verdict.parallel),
  asynchronous: run => truth(run.verdict.asynchronous),
  deadlock: run => truth(run.outcome === 'deadlock'),
};
for (const [name, key] of [['latency', 'latency_ns'], ['response', 'response_ns'], ['wait', 'wait_ns']]) {
  for (const statistic of ['mean', 'p50', 'p95', 'p99', 'max']) table[`${name}.${statistic}`] = run => time(run[key][statistic]);
}
for (const statistic of ['mean', 'p50', 'p95', 'p99', 'max']) table[statistic] = table[`latency.${statistic}`];
for (const level of ['concurrency', 'parallelism', 'asynchrony']) {
  table[level] = table[`${level}.max`] = run => count(run.levels[level].max);
  table[`${level}.mean`] = run => count(run.levels[level].mean);
}

export const metricNames = Object.keys(table);

export function metricOf(run, name) {
  if (!Object.hasOwn(table, name)) return { missing: `there is no metric “${name}”; there are ${metricNames.join(', ')}` };
  const found = table[name](run);
  return found.value === null || found.value === undefined ? { missing: `the run has no “${name}”` } : found;
}

// When a program printed a line, or {missing}.
export function printedAt(run, line) {
  const row = (run.console ?? []).find(({ text }) => text === line);
  return row ? time(row.at_ns) : { missing: `the program never prints “${line}”` };
}

// --- Settings ----------------------------------------------------------------------------

// A setting of a scenario by its path, as in "machine.cores" or "programs.request.0.compute". A space in a name is a _.
export function settingOf(scenario, path) {
  let value = scenario;
  for (const key of path.split('.')) {
    const found = Object(value) === value ? [key, key.replaceAll('_', ' ')].find(one => Object.hasOwn(value, one)) : undefined;
    value = found === undefined ? undefined : value[found];
  }
  if (typeof value === 'number') return path.endsWith('target') ? share(value) : count(value);
  if (typeof value === 'string') {
    const [, number, unit] = /^(\d+(?:\.\d+)?)(ns|us|ms|s|min|h|MiB|KiB|GiB)$/.exec(value) ?? [];
    const scales = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 };
    if (unit in scales) return time(Number(number) * scales[unit]);
    if (unit) return { value: Number(number) * { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }[unit], unit: 'bytes' };
  }
  return { missing: `the scenario says no number at “${path}”` };
}

// The scenario of a run: `compare` rows are merge patches (RFC 7396), and settings are paths.
export function scenarioOf(scenario, { run = 0, set = {} } = {}) {
  const copy = structuredClone(scenario);
  for (const [path, value] of Object.entries(set)) put(copy, path.split('.'), value);
  return run === 0 ? copy : merged(copy, scenario.compare[run - 1] ?? {});
}

function put(target, [key, ...rest], value) {
  if (rest.length === 0) return void (target[key] = /^\d+(\.\d+)?$/.test(value) ? Number(value) : value);
  if (Object(target[key]) !== target[key]) target[key] = {};
  put(target[key], rest, value);
}

function merged(target, patch) {
  if (Object(patch) !== patch || Array.isArray(patch)) return patch;
  const result = Object(target) === target && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}
