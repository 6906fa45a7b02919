// Words that telling, answering and coming back need in every language, under their ids: said here so that translators have them.
import type { Say } from '#base/words.ts';

/** For the form, its pauses, the receipt and the thread. Ids stay; whoever builds a page says the one it needs. */
export const tellWords = (say: Say) => ({
  title: say('report.title', 'Tell us'),
  next: say('report.next', 'Next'),
  skip: say('report.skip', 'Skip this question'),
  optional: say('report.optional', 'You do not have to answer.'),
  hard: say('report.hard', 'The next question may be hard. You can stop or skip it.'),
  danger: say('report.danger', 'Is someone in danger now?'),
  yes: say('report.yes', 'Yes'),
  no: say('report.no', 'No'),
  unsure: say('report.unsure', 'I do not know'),
  what: say('report.what', 'What did you see?'),
  where: say('report.where', 'Where was it?'),
  who: say('report.who', 'Who may be hurt?'),
  help: say('report.help', 'What would help you?'),
  safe: say('report.safe', 'How can we reach you so that you are safe?'),
  choice: say('report.choice', 'You choose if we tell the police or the council. But if you may die, or if you are a child, we must tell someone.'),
  send: say('report.send', 'Send'),
  sent: say('report.sent', 'We have it. Thank you.'),
  code: say('report.code', 'Your code'),
  keep: say('report.keep', 'Write down this code. With it you can come back and read our answer.'),
  enter: say('report.enter', 'Type your code'),
  wrong: say('report.wrong', 'This code opens nothing. Look at each number.'),
  answer: say('report.answer', 'Our answer'),
  write: say('report.write', 'Write to us'),
  human: say('report.human', 'Someone is putting our answer into your language. Please come back later.'),
});
