import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { objectKey, type ObjectAddress, type ObjectKey } from '#shared/model/reference.ts';
import { columnOf, type Column } from '#shared/query/column.ts';
import { CoreSubject } from './core-subject.ts';
import type { Entry } from './entry.ts';
import { queryOf, type OpenViewDeps } from './open-view.ts';
import type { ListedWatcher } from './view-options.ts';
import { View } from './view.ts';

export interface GroupsRequest {
  readonly query: string;
  /** A field of the search language, or a native path that is cached. */
  readonly by: string;
}

/** Longer values are cut: a group has a name, and no text. */
const longest = 200;

/**
 * Tells the value that each object has in a field, as objects come, change and go; several values stand in lines of their own, empty for none.
 * @throws MorefException `invalid` for what makes no query, or is no field
 */
export function feedGroups(
  { query: typed, by }: GroupsRequest,
  sink: FeedSink<ObjectKey, string>,
  deps: OpenViewDeps,
): Disposer {
  const column = columnOf(by);
  if (column === undefined)
    throw new MorefException({
      kind: 'invalid',
      message: text('query.problem.unknownField', { field: by, similar: [] }),
    });
  const listed = new Groups(sink, (entry) => {
    const state = view.stateOf(entry);
    return state === undefined ? '' : valueOf(column, new CoreSubject(state, entry.row), deps);
  });
  const view: View = new View(
    {
      ...deps,
      query: queryOf(typed, deps),
      namesOnly: false,
      // What a value is read from counts as read for the order: the object is looked at again when that changes.
      sort: [{ column, descending: false }],
      summed: [],
      first: 0,
      listed,
    },
    () => listed.report(view.ready),
  );
  return () => view.close();
}

function valueOf(column: Column, subject: CoreSubject, { clock }: OpenViewDeps): string {
  const values = column.read(subject, clock.now()) ?? [];
  return [...new Set(values.map((value) => String(value).replaceAll('\n', ' ')))]
    .sort()
    .join('\n')
    .slice(0, longest);
}

/** What was reported. */
class Groups implements ListedWatcher {
  readonly #sink: FeedSink<ObjectKey, string>;
  readonly #valueOf: (entry: Entry) => string;
  readonly #reported = new Map<ObjectKey, string>();
  #ready = false;

  constructor(sink: FeedSink<ObjectKey, string>, valueOf: (entry: Entry) => string) {
    this.#sink = sink;
    this.#valueOf = valueOf;
  }

  came(entry: Entry): void {
    this.stays(entry);
  }

  stays(entry: Entry): void {
    const key = objectKey(entry);
    const value = this.#valueOf(entry);
    if (this.#reported.get(key) === value) return;
    this.#reported.set(key, value);
    this.#sink.put(key, value);
  }

  left(object: ObjectAddress): void {
    const key = objectKey(object);
    if (this.#reported.delete(key)) this.#sink.remove(key);
  }

  report(ready: boolean): void {
    if (ready && !this.#ready) this.#sink.ready();
    this.#ready ||= ready;
  }
}
