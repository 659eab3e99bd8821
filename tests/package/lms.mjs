// A learning management system as SCORM 1.2's run-time environment describes it, strict about what it takes: the order
// of the calls, that all arguments are strings, which elements may be written, and their formats. It runs in Node and,
// as its own text, in a page.

export function createLms({ suspendData = '', status = 'not attempted', mastery = '' } = {}) {
  const vocabulary = (...words) => value => words.includes(value);
  const format = pattern => value => pattern.test(value);
  const text = longest => value => value.length <= longest;
  const decimal = format(/^-?\d{0,3}(\.\d{1,7})?$/);
  const percent = value => value === '' || (decimal(value) && Number(value) >= 0 && Number(value) <= 100);
  const elements = {
    'cmi.core.lesson_status': vocabulary('passed', 'completed', 'failed', 'incomplete', 'browsed'),
    'cmi.core.score.raw': percent,
    'cmi.core.score.min': percent,
    'cmi.core.score.max': percent,
    'cmi.core.session_time': format(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/),
    'cmi.core.exit': vocabulary('time-out', 'suspend', 'logout', ''),
    'cmi.suspend_data': text(4096),
    'cmi.interactions.0.id': format(/^[A-Za-z0-9_]{1,255}$/),
    'cmi.interactions.0.time': format(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/),
    'cmi.interactions.0.type': vocabulary('true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'),
    'cmi.interactions.0.student_response': text(255),
    'cmi.interactions.0.result': vocabulary('correct', 'wrong', 'unanticipated', 'neutral'),
  };
  const values = { 'cmi.core.lesson_status': status, 'cmi.suspend_data': suspendData, 'cmi.student_data.mastery_score': mastery };
  const readable = ['cmi.core.lesson_status', 'cmi.suspend_data', 'cmi.student_data.mastery_score', 'cmi.core.score.raw'];
  const lms = { values, faults: [], calls: [], commits: 0, state: 'new' };
  let error = '0';

  function answer(code, good, bad, fault) {
    error = code;
    if (code !== '0') lms.faults.push(fault);
    return code === '0' ? good : bad;
  }

  function call(name, ...words) {
    lms.calls.push([name, ...words]);
    for (const word of words) if (typeof word !== 'string') lms.faults.push(`${name}: ${typeof word} ${word} is not a string`);
  }

  lms.API = {
    LMSInitialize(empty) {
      call('LMSInitialize', empty);
      if (lms.state !== 'new' || empty !== '') return answer('101', 'true', 'false', 'LMSInitialize at the wrong time');
      lms.state = 'open';
      return answer('0', 'true');
    },
    LMSGetValue(name) {
      call('LMSGetValue', name);
      if (lms.state !== 'open') return answer('301', '', '', `LMSGetValue(${name}) while ${lms.state}`);
      if (!readable.includes(name)) return answer('404', '', '', `${name} cannot be read`);
      return answer('0', values[name] ?? '', '');
    },
    LMSSetValue(name, value) {
      call('LMSSetValue', name, value);
      if (lms.state !== 'open') return answer('301', 'true', 'false', `LMSSetValue(${name}) while ${lms.state}`);
      if (!elements[name]?.(value)) return answer('405', 'true', 'false', `${name} cannot be ${JSON.stringify(value)}`);
      values[name] = value;
      return answer('0', 'true');
    },
    LMSCommit(empty) {
      call('LMSCommit', empty);
      if (lms.state !== 'open') return answer('301', 'true', 'false', `LMSCommit while ${lms.state}`);
      lms.commits += 1;
      return answer('0', 'true');
    },
    LMSFinish(empty) {
      call('LMSFinish', empty);
      if (lms.state !== 'open') return answer('301', 'true', 'false', `LMSFinish while ${lms.state}`);
      lms.state = 'finished';
      return answer('0', 'true');
    },
    LMSGetLastError: () => error,
    LMSGetErrorString: () => '',
    LMSGetDiagnostic: () => '',
  };
  return lms;
}
