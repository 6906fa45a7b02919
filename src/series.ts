// The long series that was published elsewhere before the records here begin.
import type { Kit } from '#kit/kit.ts';
import type { FiguresAsked } from '#rooms/figures/release.ts';
import { publishedBefore } from './practice/published.ts';

/** In practice the long series is the published one that the invented caseload carries on. */
export function publishedSeries({ practice, law }: Kit, period: string): FiguresAsked['earlier'] {
  const points = practice && law.country === 'uk' ? publishedBefore(period) : [];
  return points.length > 0
    ? { points, source: 'Source: Home Office, National Referral Mechanism statistics, as published with the fourth quarter of 2023.' }
    : undefined;
}
