// Plain words of refusals about signals, for advisers: none says who reported or what.
import type { Say } from '#base/words.ts';

export const signalRefusals = {
  'no-signal': (say: Say) => say('refusal.no-signal', 'There is no report here.'),
  'signal-unread': (say: Say) => say('refusal.signal-unread', 'Something here was not read yet. Read it first.'),
  'signal-no-kind': (say: Say) => say('refusal.signal-no-kind', 'Say what kind of exploitation it may be, or that it is not known.'),
  'reporter-not-safe': (say: Say) =>
    say(
      'refusal.reporter-not-safe',
      'No safe way to whoever reported is known now. Nothing is sent. Read how they may be reached, or write it down anew when they come back.',
    ),
  'signal-file-not-sealed': (say: Say) =>
    say('refusal.signal-file-not-sealed', 'This file was not sealed off. Only what may be unlawful is handed over this way.'),
  'file-not-handed': (say: Say) => say('refusal.file-not-handed', 'Nobody has written down yet that it was handed over.'),
  'signal-full': (say: Say) => say('refusal.signal-full', 'No more messages fit into this conversation.'),
  'signal-no-body': (say: Say) => say('refusal.signal-no-body', 'Say who may know.'),
  'signal-not-chosen': (say: Say) =>
    say(
      'refusal.signal-not-chosen',
      'The person has not chosen that others are told. Without that, it takes a life at risk, a child, or words that point at nobody.',
    ),
  'signal-names-somebody': (say: Say) => say('refusal.signal-names-somebody', 'Intelligence names no reporter and nobody who may be hurt.'),
  'signal-uncoded': (say: Say) => say('refusal.signal-uncoded', 'Answer the questions for the figures first.'),
  'signal-not-passed': (say: Say) => say('refusal.signal-not-passed', 'It was passed on to nobody yet.'),
  'ask-open': (say: Say) => say('refusal.ask-open', 'An organisation is asked already. Wait for its answer, or take the ask back.'),
  'ask-twice': (say: Say) => say('refusal.ask-twice', 'This organisation was asked for this person before.'),
  'ask-not-wanted': (say: Say) => say('refusal.ask-not-wanted', 'The person said that they do not want to be referred.'),
  'ask-answered': (say: Say) => say('refusal.ask-answered', 'This ask does not wait any more.'),
  'ask-why': (say: Say) => say('refusal.ask-why', 'Say why you cannot take it.'),
  'ask-not-accepted': (say: Say) => say('refusal.ask-not-accepted', 'No organisation has said yes to this.'),
  'ask-not-chosen': (say: Say) => say('refusal.ask-not-chosen', 'The person has not said yes yet.'),
  'ask-days-to-think': (say: Say) => say('refusal.ask-days-to-think', 'The person has days to think, and they are not over.'),
} as const;
