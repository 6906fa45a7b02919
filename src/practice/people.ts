// Invented people at work, to try every side of the service: who they are and what they do here.
import type { Actor, OrganisationKind } from '#access/roles.ts';
import type { Persona } from '#kit/web/session.ts';
import { peopleBeside, persona } from './people-beside.ts';

/** Organisations that do not refer, and so do not stand in a country's list of them. */
export const sca = 'sca';
export const ieca = 'ieca';
export const panel = 'local-panel';
/** The team of a first responder organisation in practice: each has one. */
export const respondersTeam = 'safeguarding';

export const personas: readonly Persona[] = [
  persona({
    id: 'practice-amber',
    name: 'Practice Officer Amber',
    title: 'Police officer',
    what: 'Works nights at the Metropolitan Police and refers people, often from a custody suite.',
    role: 'first-responder',
    organisation: 'police-metropolitan',
    kind: 'police',
    team: respondersTeam,
  }),
  persona({
    id: 'practice-slate',
    name: 'Practice Officer Slate',
    title: 'Police officer in another force',
    what: 'Refers for Essex Police, and sees nothing of what the Metropolitan Police refers.',
    role: 'first-responder',
    organisation: 'police-essex',
    kind: 'police',
    team: respondersTeam,
  }),
  persona({
    id: 'practice-copper',
    name: 'Practice Sergeant Copper',
    title: 'Police supervisor',
    what: 'Looks after the shift at the Metropolitan Police: unfinished referrals, and those with danger ticked.',
    role: 'first-responder-supervisor',
    organisation: 'police-metropolitan',
    kind: 'police',
    team: respondersTeam,
  }),
  persona({
    id: 'practice-juniper',
    name: 'Practice Social Worker Juniper',
    title: 'Council social worker',
    what: 'Refers children for Hackney council.',
    role: 'first-responder',
    organisation: 'council-E09000012',
    kind: 'local-authority',
    team: respondersTeam,
  }),
  persona({
    id: 'practice-saffron',
    name: 'Practice Adviser Saffron',
    title: 'Charity adviser',
    what: 'Refers adults who come to The Salvation Army for help.',
    role: 'first-responder',
    organisation: 'salvation-army',
    kind: 'ngo',
    team: respondersTeam,
  }),
  persona({
    id: 'practice-flint',
    name: 'Practice Officer Flint',
    title: 'Immigration officer',
    what: 'Refers for Immigration Enforcement, and later sees that a referral arrived and questions about it, no more.',
    role: 'first-responder',
    organisation: 'home-office-ie',
    kind: 'immigration',
    team: respondersTeam,
  }),
  persona({
    id: 'practice-birch',
    name: 'Practice Caseworker Birch',
    title: 'Caseworker',
    what: 'Decides at the Single Competent Authority, with a morning’s worklist.',
    role: 'decision-maker',
    organisation: sca,
    kind: 'competent-authority',
    team: 'decisions',
  }),
  persona({
    id: 'practice-cedar',
    name: 'Practice Caseworker Cedar',
    title: 'Caseworker, second person',
    what: 'Decides at the Single Competent Authority; looks at the negatives others propose.',
    role: 'decision-maker',
    organisation: sca,
    kind: 'competent-authority',
    team: 'decisions',
  }),
  persona({
    id: 'practice-elm',
    name: 'Practice Manager Elm',
    title: 'Decision manager',
    what: 'Shares out the work at the Single Competent Authority.',
    role: 'decision-manager',
    organisation: sca,
    kind: 'competent-authority',
    team: 'decisions',
  }),
  persona({
    id: 'practice-fir',
    name: 'Practice Manager Fir',
    title: 'Decision manager, second',
    what: 'Looks after the work at the Single Competent Authority beside Elm, and is the second person where two managers are needed.',
    role: 'decision-manager',
    organisation: sca,
    kind: 'competent-authority',
    team: 'decisions',
  }),
  persona({
    id: 'practice-hazel',
    name: 'Practice Caseworker Hazel',
    title: 'Caseworker, detention',
    what: 'Decides at the Immigration Enforcement Competent Authority about adults in detention.',
    role: 'decision-maker',
    organisation: ieca,
    kind: 'competent-authority',
    team: 'decisions',
  }),
  persona({
    id: 'practice-rowan',
    name: 'Practice Manager Rowan',
    title: 'Decision manager, detention',
    what: 'Shares out the work at the Immigration Enforcement Competent Authority and is its second person.',
    role: 'decision-manager',
    organisation: ieca,
    kind: 'competent-authority',
    team: 'decisions',
  }),
  persona({
    id: 'practice-maple',
    name: 'Practice Panel Chair Maple',
    title: 'Chair of a council’s panel',
    what: 'Chairs the panel that decides about children in the council areas that have one, such as Hull, and shares out its work.',
    role: 'decision-manager',
    organisation: panel,
    kind: 'local-panel',
    team: 'decisions',
  }),
  persona({
    id: 'practice-alder',
    name: 'Practice Panel Member Alder',
    title: 'Member of a council’s panel',
    what: 'Decides about children with the panel, and is its second person.',
    role: 'decision-maker',
    organisation: panel,
    kind: 'local-panel',
    team: 'decisions',
  }),
  ...peopleBeside,
];

export function personaOf(id: string): Persona {
  const found = personas.find((one) => one.id === id);
  if (!found) throw new Error(`nobody in practice is called ${id}`);
  return found;
}

/** Who refers for an organisation: its persona where it has one, else somebody unnamed. */
export function refererOf(organisation: string, kind: string): Actor {
  const found = personas.find((one) => one.actor.organisation === organisation && one.actor.role === 'first-responder');
  return (
    found?.actor ?? {
      person: `practice-${organisation}`,
      name: 'Practice colleague',
      role: 'first-responder',
      organisation,
      kind: kind as OrganisationKind,
      team: respondersTeam,
    }
  );
}

/** Who decides at an authority: those one can sit down as, their manager last. */
export function decidersOf(authority: string): readonly Actor[] {
  const found = personas.filter((one) => one.actor.organisation === authority).map((one) => one.actor);
  if (found.length < 2) throw new Error(`practice has too few people at ${authority}`);
  return found;
}

/** How many colleagues decide the bulk of an authority's cases, so that a persona's own worklist stays a morning's. */
export const colleagues = 40;

/** One of the many colleagues at an authority whom nobody can sit down as. */
export function colleagueAt(authority: string, number: number): Actor {
  const which = String((number % colleagues) + 1).padStart(2, '0');
  return {
    person: `practice-${authority}-${which}`,
    name: `Practice Colleague ${which}`,
    role: 'decision-maker',
    organisation: authority,
    kind: 'competent-authority',
    team: 'decisions',
  };
}
