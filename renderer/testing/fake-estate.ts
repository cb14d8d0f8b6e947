import type { FeedSink } from '#shared/contract/define.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { Branch } from '../state/inventory/branch.ts';
import type { Feed } from '../bridge/link.ts';
import type { Answers } from './answers.ts';
import { FakeFeed, type FeedSource } from './fake-feed.ts';
import type { CellsOf, FakeServer } from './fake-server.ts';
import { FakeView, groupsOf, matchesOf, type ViewRequest } from './fake-view.ts';

/** The servers of a fake core and what they have: the inventories and all views over them report the same objects. */
export class FakeEstate {
  readonly servers = new Map<ConnectionId, FakeServer>();
  readonly connections = new FakeFeed('connections', {});
  readonly #inventories = new Map<ConnectionId, FakeFeed<'inventory'>>();
  readonly #views = new Map<string, FakeView>();

  /** A server, or what is new about it. */
  server(status: ConnectionStatus, rows: readonly Row[] = []): this {
    const { id, profile } = status;
    const known = this.servers.get(id) ?? { branch: new Branch(), cells: new Map() };
    this.servers.set(id, { ...known, id, name: profile.name });
    this.connections.put(id, status);
    for (const row of rows) this.put(id, row);
    return this;
  }

  put(connection: ConnectionId, row: Row, cells?: CellsOf): this {
    const server = this.servers.get(connection);
    if (server === undefined) throw new Error(`There is no server ${connection}.`);
    server.branch.apply({ upsert: [[row.ref, row]], remove: [] });
    if (cells !== undefined) server.cells.set(row.ref, cells);
    this.#inventory(connection).put(row.ref, row);
    this.#refresh();
    return this;
  }

  remove(connection: ConnectionId, ref: Ref): this {
    this.servers.get(connection)?.branch.apply({ upsert: [], remove: [ref] });
    this.#inventory(connection).remove(ref);
    this.#refresh();
    return this;
  }

  /** How many times the page has a view open. */
  get viewsOpen(): number {
    return this.#views.size;
  }

  /** Who serves a feed, where it is one of the estate's. */
  feedOf(name: Feed): FeedSource | undefined {
    if (name === 'connections') return this.connections;
    if (name === 'inventory')
      return {
        serve: (sink, params) => this.#inventory(params['connection'] as ConnectionId).serve(sink),
      };
    if (name === 'view')
      return { serve: (sink, params) => this.#open(params as unknown as ViewRequest, sink) };
    if (name === 'matches')
      return {
        serve: (sink, params) => {
          const matches = new FakeFeed('matches', {});
          for (const [key, item] of matchesOf(String(params['query']), this.servers.values()))
            matches.put(key, item);
          return matches.serve(sink);
        },
      };
    if (name === 'groups')
      return {
        serve: (sink, params) => {
          const groups = new FakeFeed('groups', {});
          const asked = { query: String(params['query']), by: String(params['by']) };
          for (const [key, value] of groupsOf(asked, this.servers.values())) groups.put(key, value);
          groups.ready();
          return groups.serve(sink);
        },
      };
    return undefined;
  }

  /** The calls of views. */
  readonly answers: Answers = {
    'views.move': ({ view, window }) => this.#view(view)?.move(window),
    'views.fold': ({ view, folded }) => this.#view(view)?.fold(folded),
    'views.hold': ({ view, held }) => this.#view(view)?.hold(held),
    'views.place': ({ view, object }) => this.#view(view)?.place(object) ?? -1,
    'views.keys': ({ view, from, count }) =>
      this.#view(view)
        ?.keys()
        .slice(from, from + count) ?? [],
    'views.all': ({ view }) => this.#view(view)?.groups() ?? [],
    'views.rows': ({ view, from, count }) => this.#view(view)?.rows(from, count) ?? [],
    'views.find': ({ view, begins, from }) => this.#view(view)?.find(begins, from) ?? -1,
  };

  #open(request: ViewRequest, sink: FeedSink<never, never>): () => void {
    const view = new FakeView(request, () => this.servers.values(), sink);
    this.#views.set(request.view, view);
    view.refresh();
    sink.ready();
    return () => this.#views.delete(request.view);
  }

  #view(id: string): FakeView | undefined {
    return this.#views.get(id);
  }

  #refresh(): void {
    for (const view of this.#views.values()) view.refresh();
  }

  #inventory(connection: ConnectionId): FakeFeed<'inventory'> {
    const known = this.#inventories.get(connection) ?? new FakeFeed('inventory', { connection });
    this.#inventories.set(connection, known);
    return known;
  }
}
