// The question of a figure: a number, or one of several answers. The module knows the right answer, and tells it when the
// reader has answered or asks for it.

import { el, freshId, setText } from '../core/dom.js';
import { say } from '../core/say.js';

// predicted({question, answer, right, score}): the reader has answered, or wanted to see the answer (then answer is null).
export function makeFigureQuestion(root, session, { predicted }) {
  let given = null;    // {answer: as it was sent, or null}
  let shown = null;    // the question that is shown, as JSON
  const feedback = el('p', { class: 'figure-feedback', role: 'status', dir: 'auto' });

  function build({ text, choices, number }) {
    const id = freshId('question');
    const show = el('button', { class: 'button quiet', type: 'button', on: { click: () => void send(null) } }, say('Show the answer'));
    const form = el('form', { class: 'figure-question', 'aria-labelledby': id, on: { submit(event) {
      event.preventDefault();
      const answer = new FormData(form).get('answer');
      if (!answer) return setText(feedback, say('Give an answer first.'));
      void send(String(answer));
    } } },
    el('p', { id, class: 'figure-question-text', dir: 'auto' }, text),
    number ? field(number, id) : choicesOf(choices, id),
    el('span', { class: 'pair' }, el('button', { class: 'button primary', type: 'submit' }, say('Answer')), show));
    root.replaceChildren(form, feedback);
  }

  const field = ({ unit }, id) => el('span', { class: 'figure-field' },
    el('input', { type: 'text', name: 'answer', inputmode: 'decimal', autocomplete: 'off', class: 'figure-answer', 'aria-labelledby': id, maxlength: '40' }),
    unit ? el('span', { class: 'unit' }, unit) : null);

  const choicesOf = (choices, id) => el('div', { class: 'figure-choices', role: 'radiogroup', 'aria-labelledby': id },
    ...choices.map((text, i) => el('label', {}, el('input', { type: 'radio', name: 'answer', value: String(i) }), el('span', { dir: 'auto' }, text))));

  // The answer null: the reader wants to be shown it.
  async function send(answer) {
    if (!session.isWhole()) await session.whole;
    if (shown === null) return;  // it has been closed
    const { error } = session.act(() => (answer === null ? session.model.showAnswer() : session.model.answerQuestion(answer)), { announce: false });
    if (error) return setText(feedback, error.message);
    given = { answer };
    const { text, given: words, right, correct } = session.panels.figure.question;
    predicted({ question: text, answer: answer === null ? null : words, right: correct, score: right ? 1 : 0 });
  }

  function tell({ answered, given: words, right, correct, because }) {
    for (const control of root.querySelectorAll('input, button')) control.disabled = answered;
    root.classList.toggle('right', answered && right);
    feedback.replaceChildren();
    if (!answered) return void (given = null);
    feedback.append(el('strong', {}, right ? say('Right: {answer}.', { answer: correct }) : words ? say('Not quite: it is {answer}.', { answer: correct }) : say('The answer: {answer}.', { answer: correct })),
                    because ? ` ${because}` : '');
  }

  return {
    needs: 'figure',
    // {answer}, or null while nothing has been answered; restore() takes the same.
    answer: () => given,
    restore(answer) {
      if (Object(answer) !== answer || session.panels.figure.question?.answered !== false) return;
      const text = typeof answer.answer === 'string' ? answer.answer.slice(0, 40) : null;
      const { error } = session.act(() => (text === null ? session.model.showAnswer() : session.model.answerQuestion(text)), { announce: false });
      if (!error) given = { answer: text };
    },
    update() {
      const { question } = session.panels.figure;
      const { text, choices, number } = question ?? {};
      const now = JSON.stringify([text, choices, number]);
      root.hidden = !question;
      if (!question) return;
      if (now !== shown || root.children.length === 0) build(question);
      shown = now;
      tell(question);
    },
    close() {
      shown = null;
      root.replaceChildren();
    },
  };
}
