// The policy as people at work read it: on a telephone's screen, filtered, in every language's direction.
import assert from 'node:assert/strict';
import { journey } from './browser.ts';

journey('an auditor reads the policy on a narrow screen and filters it by role and purpose', async ({ sit }) => {
  const yew = await sit('practice-yew', { width: 320, height: 640 });
  assert.equal(await yew.go('/policy'), 200);
  assert.match(await yew.text(), /Notes of legal advisers never reach who decides/);
  await yew.page.locator('#role').selectOption('support-worker');
  await yew.page.locator('#purpose').selectOption('support');
  await yew.press('Show');
  const shown = await yew.text();
  assert.match(shown, /4 of \d+ rows/);
  assert.doesNotMatch(shown, /Who decides must know/);
  await yew.go('/policy?role=counsellor&purpose=audit');
  assert.match(await yew.text(), /Nothing is allowed for this role and purpose/);
});

journey('the policy stands from right to left in Arabic, without scripts, for whoever works here', async ({ sit }) => {
  const flint = await sit('practice-flint', { language: 'ar', scripts: false, width: 320, height: 640 });
  assert.equal(await flint.go('/policy?role=first-responder'), 200);
});
