import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import { objectKey, type ObjectAddress, type ObjectKey } from '#shared/model/reference.ts';
import { summaryKey, type MatchItem, type ViewFound } from '#shared/model/view.ts';
import { CoreSubject } from './core-subject.ts';
import type { Entry } from './entry.ts';
import { queryOf, type OpenViewDeps } from './open-view.ts';
import type { ListedWatcher } from './view-options.ts';
import { View } from './view.ts';

export interface MatchesRequest {
  readonly query: string;
  /** So many are reported at the most. */
  readonly most: number;
  /** For so many it is reported where their free text was found. */
  readonly explained: number;
}

/** Tells which objects pass a query, as they come and go. @throws MorefException `invalid` for what makes no query */
export function feedMatches(
  { query: typed, most, explained }: MatchesRequest,
  sink: FeedSink<string, MatchItem>,
  deps: OpenViewDeps,
): Disposer {
  const query = queryOf(typed, deps);
  const where = (entry: Entry): readonly ViewFound[] => {
    const state = view.stateOf(entry);
    if (state === undefined || entry.inName) return [];
    const found = query.where(new CoreSubject(state, entry.row));
    return found.map(({ field, value, at }) => ({ field, value, ...at }));
  };
  const listed = new Matches({
    most,
    explained: query.needs.freeText ? explained : 0,
    where,
    sink,
  });
  const view: View = new View(
    { ...deps, query, namesOnly: false, sort: [], summed: [], first: 0, listed },
    () => listed.report(view.total, view.ready),
  );
  return () => view.close();
}

interface MatchesOptions extends Pick<MatchesRequest, 'most' | 'explained'> {
  readonly where: (entry: Entry) => readonly ViewFound[];
  readonly sink: FeedSink<string, MatchItem>;
}

/** What was reported, and what is more than is to be reported. */
class Matches implements ListedWatcher {
  readonly #options: MatchesOptions;
  readonly #reported = new Set<ObjectKey>();
  readonly #more = new Set<ObjectKey>();
  /** Where the free text was found of those for which it is reported, as text to be compared. */
  readonly #explained = new Map<ObjectKey, string>();
  #total = -1;
  #ready = false;

  constructor(options: MatchesOptions) {
    this.#options = options;
  }

  came(entry: Entry): void {
    const key = objectKey(entry);
    const { most, explained, sink } = this.#options;
    if (this.#reported.size >= most) this.#more.add(key);
    else {
      this.#reported.add(key);
      if (this.#explained.size < explained) this.#explain(key, entry);
      else sink.put(key, { is: 'match' });
    }
  }

  stays(entry: Entry): void {
    if (this.#explained.size === 0) return;
    const key = objectKey(entry);
    if (this.#explained.has(key)) this.#explain(key, entry);
  }

  left(object: ObjectAddress): void {
    const { sink } = this.#options;
    const key = objectKey(object);
    if (this.#more.delete(key) || !this.#reported.delete(key)) return;
    this.#explained.delete(key);
    sink.remove(key);
    const [next] = this.#more;
    if (next === undefined) return;
    this.#more.delete(next);
    this.#reported.add(next);
    sink.put(next, { is: 'match' });
  }

  report(total: number, ready: boolean): void {
    if (!ready) return;
    const { sink } = this.#options;
    if (total !== this.#total) sink.put(summaryKey, { is: 'summary', total });
    this.#total = total;
    if (!this.#ready) sink.ready();
    this.#ready = true;
  }

  #explain(key: ObjectKey, entry: Entry): void {
    const { where, sink } = this.#options;
    const found = where(entry);
    const text = JSON.stringify(found);
    if (this.#explained.get(key) === text) return;
    this.#explained.set(key, text);
    sink.put(key, { is: 'match', where: found });
  }
}
