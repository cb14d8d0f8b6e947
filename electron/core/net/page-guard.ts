import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from './bounds.ts';
import { ResponseTooLargeError } from './errors.ts';

/**
 * Ends a list that is read page by page where the server would be called without end: it names a page that it has named before with
 * the same on it, brings one empty page after the other, or more pages than any list has.
 */
export class PageGuard {
  readonly #what: string;
  readonly #seen = new Set<string>();
  #pages = 0;
  #empty = 0;

  /** @param what what is listed where, for the message: `vc.example.org, RetrievePropertiesEx` */
  constructor(what: string) {
    this.#what = what;
  }

  /**
   * Says that a page has come which names a next one.
   * @param marker the name of the next page
   * @param first what tells this page's first entry from others; undefined for a page without entries
   * @throws ResponseTooLargeError
   */
  next(marker: string, first: string | undefined): void {
    this.#pages += 1;
    this.#empty = first === undefined ? this.#empty + 1 : 0;
    const key = `${marker.length}:${marker}${first ?? ''}`;
    const repeats = this.#seen.has(key) && first !== undefined;
    if (repeats) throw new ResponseTooLargeError(say('net.pages.again', { what: this.#what }));
    if (this.#empty > BOUNDS.emptyPages)
      throw new ResponseTooLargeError(say('net.pages.empty', { what: this.#what }));
    if (this.#pages > BOUNDS.pages)
      throw new ResponseTooLargeError(
        say('net.pages.many', { what: this.#what, pages: BOUNDS.pages }),
      );
    this.#seen.add(key);
  }
}
