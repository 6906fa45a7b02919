// A code that a phone's camera reads, drawn as one path: nothing is asked of anybody else to make it.
import { encode } from 'uqr';
import { html, type Html } from './html.ts';

/** `label` says to who cannot see it what it is; the address itself stands beside it in words. */
export function qrPicture(address: string, label: string): Html {
  // A quarter of it may be torn or dirty and it is still read (Q). Four modules of white around it are part of the standard.
  const { data, size } = encode(address, { ecc: 'Q', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark}"/></svg>`;
}
