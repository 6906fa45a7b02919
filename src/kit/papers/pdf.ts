// The words of a PDF page by page, as the page draws them: nothing of remarks, forms, files inside, programs, links or who made it.
import { getDocumentProxy } from 'unpdf';
import { paperLimits, shownOf, type PaperWords } from './words.ts';

/** Rejects where it is damaged, locked with a password, or no PDF. Only ever in a thread of its own, whose memory is watched from outside. */
export async function wordsOfPdf(bytes: Uint8Array): Promise<PaperWords> {
  const paper = await getDocumentProxy(bytes, { useSystemFonts: false, stopAtErrors: true, verbosity: 0 });
  const out: string[] = [];
  let [at, letters] = [1, 0];
  for (; at <= Math.min(paper.numPages, paperLimits.pages) && letters <= paperLimits.words; at += 1) {
    const { items } = await (await paper.getPage(at)).getTextContent();
    const words = items.map((one) => ('str' in one ? `${one.str}${one.hasEOL ? '\n' : ''}` : '')).join('');
    letters += words.length;
    out.push(words);
  }
  const { words, cut } = shownOf(out.join('\n\n'));
  return { words, cut: cut || at <= paper.numPages };
}
