// Amounts in pence as people read and write them.
import { html, type Html } from './html.ts';

/** `£39.60`; less than nothing with a minus before it. */
export function pounds(pence: number): string {
  const all = Math.abs(pence);
  const whole = String(Math.floor(all / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${pence < 0 ? '−' : ''}£${whole}.${String(all % 100).padStart(2, '0')}`;
}

/** In its own direction, whatever is written around it. */
export const amount = (pence: number): Html => html`<bdi dir="ltr">${pounds(pence)}</bdi>`;

/** Pence of what was typed, such as 39.60, £39.60 or 300; nothing where it is no amount. */
export function readPounds(text: string): number | undefined {
  const found = /^£?\s*(\d{1,6})(?:\.(\d{2}))?$/.exec(text.trim().replaceAll(',', ''));
  return found ? Number(found[1]) * 100 + Number(found[2] ?? 0) : undefined;
}
