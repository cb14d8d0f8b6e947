import type { ConnectionId, Ref } from '#shared/model/reference.ts';

/** An object that waits for its turn. */
export interface QueuedItem {
  readonly key: string;
  readonly connection: ConnectionId;
  /** The host that has the work; undefined where nobody knows. */
  readonly host: Ref | undefined;
}

/** Whether there is room for one more. */
export interface Room {
  onServer(connection: ConnectionId): boolean;
  onHost(connection: ConnectionId, host: Ref): boolean;
}

/** Those of one host wait in a line of their own, so that a busy host holds up no other. */
interface Lane {
  readonly host: Ref | undefined;
  readonly items: QueuedItem[];
  /** Index of the first that has not been taken. */
  head: number;
}

/** Who is next: fair between servers and hosts, in the order of the selection within one. */
export class RunQueue {
  readonly #servers = new Map<ConnectionId, Map<Ref | undefined, Lane>>();

  add(item: QueuedItem): void {
    const lanes = this.#servers.get(item.connection) ?? new Map<Ref | undefined, Lane>();
    this.#servers.set(item.connection, lanes);
    const lane = lanes.get(item.host);
    if (lane === undefined) lanes.set(item.host, { host: item.host, items: [item], head: 0 });
    else lane.items.push(item);
  }

  /** Takes the next for which there is room. */
  take(room: Room): QueuedItem | undefined {
    for (const connection of this.#servers.keys()) {
      if (!room.onServer(connection)) continue;
      const item = this.takeOf(connection, (host) => room.onHost(connection, host));
      if (item === undefined) continue;
      this.#toTheEnd(this.#servers, connection);
      return item;
    }
    return undefined;
  }

  /** Takes the next of one server. */
  takeOf(connection: ConnectionId, hasRoom: (host: Ref) => boolean): QueuedItem | undefined {
    const lanes = this.#servers.get(connection);
    for (const lane of lanes?.values() ?? []) {
      if (lane.host !== undefined && !hasRoom(lane.host)) continue;
      const item = lane.items[lane.head];
      lane.head += 1;
      if (lanes === undefined || item === undefined) continue;
      if (lane.head < lane.items.length) this.#toTheEnd(lanes, lane.host);
      else lanes.delete(lane.host);
      if (lanes.size === 0) this.#servers.delete(connection);
      return item;
    }
    return undefined;
  }

  drop(connection: ConnectionId): void {
    this.#servers.delete(connection);
  }

  clear(): void {
    this.#servers.clear();
  }

  /** A Map is walked in the order of insertion. */
  #toTheEnd<Key, Value>(map: Map<Key, Value>, key: Key): void {
    const value = map.get(key);
    if (value === undefined) return;
    map.delete(key);
    map.set(key, value);
  }
}
