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
    if (repeats) throw this.#refused('names a page again that it has sent already');
    if (this.#empty > BOUNDS.emptyPages)
      throw this.#refused('sends one empty page after the other');
    if (this.#pages > BOUNDS.pages) throw this.#refused(`sends more than ${BOUNDS.pages} pages`);
    this.#seen.add(key);
  }

  #refused(why: string): ResponseTooLargeError {
    return new ResponseTooLargeError(`${this.#what}: the server ${why}; no more is asked for.`);
  }
}
