// What the reader has done, in the storage of this browser only. Where storage is blocked, nothing is kept, and that is all.
//
//   {version: 1, lessons: {"07-waiting": {questions: 2, answers: {halves: {right: true, tries: 1, given: 3}}}}}

const key = 'interleave-course';

export function readProgress() {
  try {
    const { version, lessons } = JSON.parse(localStorage.getItem(key) ?? '{}');
    return version === 1 && Object(lessons) === lessons && !Array.isArray(lessons) ? lessons : {};
  } catch {
    return {};
  }
}

export const answersOf = name => Object(readProgress()[name]?.answers);

function write(change) {
  const lessons = readProgress();
  change(lessons);
  try {
    localStorage.setItem(key, JSON.stringify({ version: 1, lessons }));
  } catch {
    // It is not kept.
  }
}

// answer: {right, tries, given}, or null to forget it. questions: how many the lesson has.
export function keepAnswer(name, questions, id, answer) {
  write(lessons => {
    const lesson = lessons[name] = { ...Object(lessons[name]), questions };
    lesson.answers = { ...Object(lesson.answers), [id]: answer ?? undefined };
  });
}

export function forgetAll() {
  try {
    localStorage.removeItem(key);
  } catch {
    // There was nothing.
  }
}

// How many of the questions are answered, from 0 to 1; a lesson that was only opened has 0.
export function shareDone(name, lessons = readProgress()) {
  const { questions, answers } = Object(lessons[name]);
  const done = Object.values(Object(answers)).filter(answer => Object(answer) === answer).length;
  return Number.isInteger(questions) && questions > 0 ? Math.min(done / questions, 1) : 0;
}
