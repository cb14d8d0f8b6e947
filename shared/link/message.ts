import type { MorefError } from '../model/error.ts';

/** Ids are the page's; a call, a feed and a stream never share one. */
export type RequestId = number;

/** What the page sends. */
export type PageMessage =
  | { readonly t: 'call'; readonly id: RequestId; readonly name: string; readonly params: unknown }
  | { readonly t: 'abort'; readonly id: RequestId }
  | { readonly t: 'open'; readonly id: RequestId; readonly name: string; readonly params: unknown }
  | { readonly t: 'ack'; readonly id: RequestId; readonly seq: number }
  | {
      readonly t: 'stream';
      readonly id: RequestId;
      readonly name: string;
      readonly params: unknown;
    }
  | StreamMessage
  | { readonly t: 'close'; readonly id: RequestId };

/** What the core sends. */
export type CoreMessage =
  | { readonly t: 'result'; readonly id: RequestId; readonly value: unknown }
  | { readonly t: 'error'; readonly id: RequestId; readonly error: MorefError }
  | ({ readonly t: 'frame'; readonly id: RequestId } & FeedFrame<unknown, unknown>)
  /** A stream stands. */
  | { readonly t: 'opened'; readonly id: RequestId; readonly facts: unknown }
  /** A stream has come to its end; one that failed ends by an error. */
  | { readonly t: 'ended'; readonly id: RequestId }
  | StreamMessage;

/** What either side says of a stream. */
export type StreamMessage =
  | DataMessage
  /** So many bytes more are taken. */
  | { readonly t: 'credit'; readonly id: RequestId; readonly bytes: number };

/** Bytes of a stream, as binary data where the port knows any. */
export interface DataMessage {
  readonly t: 'data';
  readonly id: RequestId;
  readonly bytes: Uint8Array;
}

/** A frame of a feed: the next is sent only after this one was acknowledged. */
export interface FeedFrame<Key, Item> {
  /** Counts from 1 without a gap. */
  readonly seq: number;
  readonly upsert: readonly (readonly [Key, Item])[];
  readonly remove: readonly Key[];
  /** True from the frame on with which the set is complete. */
  readonly ready: boolean;
}

/** One end of whatever carries the messages: a MessagePort, a WebSocket. Messages arrive whole and in order. */
export interface Port {
  send(message: PageMessage | CoreMessage): void;
  /** Called once, before any message can arrive. */
  listen(listener: { message(message: unknown): void; closed(): void }): void;
  close(): void;
}
