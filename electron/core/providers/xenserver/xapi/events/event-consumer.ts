import type { PartReport } from '../../../../net/failing-parts.ts';
import type { Converters } from '../decode/typed.ts';
import type { ApiModel } from '../model/api-model.ts';
import type { CallOptions, SendOptions, XapiSession } from '../session/xapi-session.ts';
import type { XapiRecord, XapiValue } from '../values.ts';

/** A record with its opaque reference. */
export type Entry = readonly [ref: string, record: XapiRecord];

/** What happened to an object. The class is as the model spells it, or as the server does where the model has none. */
export type XapiEvent =
  | {
      readonly class: string;
      readonly op: 'add' | 'mod';
      readonly ref: string;
      /** The object in full, typed. */
      readonly snapshot: XapiRecord;
    }
  | { readonly class: string; readonly op: 'del'; readonly ref: string };

/**
 * Receives what the pool reports, and may keep and change the records: nobody else has them. No more is read until the promises
 * have settled.
 */
export interface EventConsumer {
  /** A full set follows; what has not come by `synced` no longer exists, and references of before may mean nothing. */
  resync(): Promise<void> | void;
  /** Objects in full, new or known: they replace what is known of them. Classes come in any order, and more than once. */
  records(owner: string, entries: readonly Entry[]): Promise<void> | void;
  /** Applied in order. An add of a known object replaces it; a mod of an unknown one adds it; unknown dels are harmless. */
  events(batch: readonly XapiEvent[]): Promise<void> | void;
  /** The full set is complete, but for the classes that could not be loaded: what is known of them may still exist. */
  synced(failing: ReadonlySet<string>): Promise<void> | void;
  /** Of a class that could not be loaded when the set was complete all objects have come by now. */
  completed?(owner: string): Promise<void> | void;
  /** How a class stands. */
  classState?(owner: string, reported: PartReport): void;
  /** The server answered, be it that nothing is new. */
  heard(): void;
  /** The connection failed; the loop tries again in `retryMs`. */
  interrupted?(error: unknown, retryMs: number): void;
}

/** @internal What the loop needs of a client. */
export interface EventSource {
  readonly session: XapiSession;
  readonly model: ApiModel;
  readonly members: readonly unknown[];
  readonly converters: Converters;
  getAll(owner: string, options?: CallOptions): Promise<readonly string[]>;
  call(
    owner: string,
    name: string,
    values?: readonly unknown[],
    options?: CallOptions,
  ): Promise<XapiValue>;
  streamRecords(
    owner: string,
    onRecords: (entries: readonly Entry[]) => Promise<void> | void,
    options?: CallOptions & Pick<SendOptions, 'lane'>,
  ): Promise<boolean>;
}
