// The commands that say what the law and the policy of access are, without a database.
import { policy } from '#access/matrix.ts';
import { policyText } from '#access/print.ts';
import { readDay } from '#base/day.ts';
import { dueReport, lawReport } from '#law/report.ts';
import type { Law } from '#law/law.ts';
import { clockOf } from './clock.ts';
import { need, WrongCall, type Command, type Values } from './command.ts';
import { countryOf } from './country.ts';

const due: Command = {
  name: 'due',
  does: 'work out a due day, day by day, with its rule and source',
  example: './opennrm due --clock reasonable-grounds --nation england --from 2023-12-20 --json',
  flags: { data: 'string', clock: 'string', nation: 'string', from: 'string', country: 'string', json: 'boolean' },
  run: async (values, print) => {
    const law = lawOf(values);
    const from = readDay(need(values, 'from', '2023-12-20'));
    if (!from) throw new WrongCall('--from must be a real day such as 2023-12-20.');
    const clock = need(values, 'clock', 'reasonable-grounds');
    if (!law.clocks[clock]) throw new WrongCall(`There is no clock ${clock}. There are: ${Object.keys(law.clocks).join(', ')}.`);
    const nation = nationOf(values, law);
    const report = dueReport(law, { clock, nation, from });
    if ('none' in report) {
      print(report.none);
      return Promise.resolve(3);
    }
    if (values['json'] === true) print(JSON.stringify(report));
    else {
      for (const step of report.steps) print(`${step.day}  ${step.counted ? '+' : ' '}  ${step.why}`);
      print(`Due: ${report.due} (${report.rule}; ${report.source}; ${report.standing})`);
    }
    return Promise.resolve(0);
  },
};

const lawCommand: Command = {
  name: 'law',
  does: 'every rule in force with its dates, source and standing',
  example: './opennrm law --on 2023-02-01 --nation scotland --json',
  flags: { data: 'string', on: 'string', nation: 'string', country: 'string', json: 'boolean' },
  run: async (values, print) => {
    const law = lawOf(values);
    const on = readDay(String(values['on'] ?? clockOf(null).today()));
    if (!on) throw new WrongCall('--on must be a real day such as 2023-02-01.');
    const report = lawReport(law, { on, ...(values['nation'] ? { nation: nationOf(values, law) } : {}) });
    if (values['json'] === true) print(JSON.stringify(report, null, 1));
    else
      for (const line of report)
        print(`${line.id} [${line.nation}] since ${line.from}${line.until ? ` until ${line.until}` : ''}: ${line.says} (${line.source}; ${line.standing})`);
    return Promise.resolve(0);
  },
};

const policyCommand: Command = {
  name: 'policy',
  does: 'who may see and write what, of which record, for which purpose, and on what ground',
  example: './opennrm policy',
  flags: { data: 'string' },
  run: async (_values, print) => {
    for (const line of policyText(policy)) print(line);
    return Promise.resolve(0);
  },
};

export const lawCommands: readonly Command[] = [due, lawCommand, policyCommand];

function lawOf(values: Values): Law {
  return countryOf(typeof values['country'] === 'string' ? values['country'] : 'uk').law;
}

function nationOf(values: Values, law: Law): string {
  const nation = need(values, 'nation', law.nations[0]?.code ?? '');
  if (!law.nations.some((one) => one.code === nation)) {
    throw new WrongCall(`--nation must be one of ${law.nations.map((one) => one.code).join(', ')}.`);
  }
  return nation;
}
