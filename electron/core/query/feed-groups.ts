import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { objectKey, type ObjectAddress, type ObjectKey } from '#shared/model/reference.ts';
import { unreadKey, type UnreadObjects } from '#shared/model/view.ts';
import { columnOf, type Column } from '#shared/query/column.ts';
import { CoreSubject } from './core-subject.ts';
import type { Entry } from './entry.ts';
import { bulkReads, queryOf, type OpenViewDeps } from './open-view.ts';
import { isNativePath } from './values/native-types.ts';
import type { ListedWatcher } from './view-options.ts';
import { View } from './view.ts';

export interface GroupsRequest {
  readonly query: string;
  /** A field of the search language, or a native path. */
  readonly by: string;
  /** What is not cached is read of all objects; without it, it is counted. */
  readonly read?: boolean | undefined;
}

/** Longer values are cut: a group has a name, and no text. */
const longest = 200;

type GroupsSink = FeedSink<ObjectKey | typeof unreadKey, string | UnreadObjects>;

/**
 * Tells the value that each object has in a field, as objects come, change and go; several values stand in lines of their own, empty for
 * none. By `unreadKey`, of how many it has to be read.
 * @throws MorefException `invalid` for what makes no query, or is no field
 */
export function feedGroups(request: GroupsRequest, sink: GroupsSink, deps: OpenViewDeps): Disposer {
  const query = queryOf(request.query, deps);
  const column = groupColumn(request.by, deps);
  const sort = [{ column, descending: false }];
  const reads = bulkReads(query, sort, {
    read: request.read ?? false,
    breathe: () => deps.breathe(),
    changed: () => tell(),
    known: (connection, refs) => view.outdate(connection, refs),
  });
  const listed = new Groups(sink, (entry) => {
    const state = view.stateOf(entry);
    return state === undefined ? '' : valueOf(column, new CoreSubject(state, entry.row), deps);
  });
  const view: View = new View(
    {
      ...deps,
      query,
      namesOnly: false,
      // What a value is read from counts as read for the order: the object is looked at again when that changes.
      sort,
      reads,
      summed: [],
      first: 0,
      listed,
    },
    () => tell(),
  );
  const tell = (): void => listed.report(view.ready, reads?.unread);
  return () => {
    reads?.close();
    view.close();
  };
}

function groupColumn(by: string, { sources }: OpenViewDeps): Column {
  const column = columnOf(by);
  const isField = column?.path === undefined || isNativePath(sources.list(), column.path);
  if (column !== undefined && isField) return column;
  throw new MorefException({
    kind: 'invalid',
    message: text('query.problem.unknownField', { field: by, similar: [] }),
  });
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
  readonly #sink: GroupsSink;
  readonly #valueOf: (entry: Entry) => string;
  readonly #reported = new Map<ObjectKey, string>();
  #ready = false;
  #unread: UnreadObjects | undefined;

  constructor(sink: GroupsSink, valueOf: (entry: Entry) => string) {
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

  report(ready: boolean, unread: UnreadObjects | undefined): void {
    if (ready) this.#tell(unread);
    if (ready && !this.#ready) this.#sink.ready();
    this.#ready ||= ready;
  }

  #tell(unread: UnreadObjects | undefined): void {
    const before = this.#unread;
    if (before?.objects === unread?.objects && before?.done === unread?.done) return;
    this.#unread = unread;
    if (unread === undefined) this.#sink.remove(unreadKey);
    else this.#sink.put(unreadKey, unread);
  }
}
