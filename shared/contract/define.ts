import type { z } from 'zod';

/** A call: one request, one answer or one MorefError. */
export interface CallDefinition<Params extends z.ZodType = z.ZodType, Result = unknown> {
  readonly params: Params;
  /** Only a type; there is no value at run time. */
  readonly result?: Result;
}

/**
 * A feed: a keyed set that is sent whole and then kept up to date. The core says which items were put in or replaced
 * and which keys went, never how.
 */
export interface FeedDefinition<
  Params extends z.ZodType = z.ZodType,
  Key = unknown,
  Item = unknown,
> {
  readonly params: Params;
  readonly key?: Key;
  readonly item?: Item;
}

/** A stream: bytes both ways, for whoever asked for it alone. It stands once its facts have come, and ends for good. */
export interface StreamDefinition<Params extends z.ZodType = z.ZodType, Facts = unknown> {
  readonly params: Params;
  readonly facts?: Facts;
}

export interface Contract {
  readonly calls: Readonly<Record<string, CallDefinition>>;
  readonly feeds: Readonly<Record<string, FeedDefinition>>;
  readonly streams: Readonly<Record<string, StreamDefinition>>;
}

/** Declares a call: `call(z.object({…})).returns<Profile>()`. */
export function call<Params extends z.ZodType>(params: Params) {
  return { returns: <Result>(): CallDefinition<Params, Result> => ({ params }) };
}

/** Declares a feed: `feed(z.object({…})).of<Ref, Row>()`. */
export function feed<Params extends z.ZodType>(params: Params) {
  return { of: <Key, Item>(): FeedDefinition<Params, Key, Item> => ({ params }) };
}

/** Declares a stream: `stream(z.object({…})).opens<ConsoleFacts>()`. */
export function stream<Params extends z.ZodType>(params: Params) {
  return { opens: <Facts>(): StreamDefinition<Params, Facts> => ({ params }) };
}

export type CallName<C extends Contract> = keyof C['calls'] & string;
export type FeedName<C extends Contract> = keyof C['feeds'] & string;

/** What a caller writes. */
export type CallParams<C extends Contract, N extends CallName<C>> = z.input<
  C['calls'][N]['params']
>;
export type CallResult<C extends Contract, N extends CallName<C>> =
  C['calls'][N] extends CallDefinition<z.ZodType, infer Result> ? Result : never;
export type FeedParams<C extends Contract, N extends FeedName<C>> = z.input<
  C['feeds'][N]['params']
>;
export type FeedKey<C extends Contract, N extends FeedName<C>> =
  C['feeds'][N] extends FeedDefinition<z.ZodType, infer Key> ? Key : never;
export type FeedItem<C extends Contract, N extends FeedName<C>> =
  C['feeds'][N] extends FeedDefinition<z.ZodType, unknown, infer Item> ? Item : never;

export type StreamName<C extends Contract> = keyof C['streams'] & string;
export type StreamParams<C extends Contract, N extends StreamName<C>> = z.input<
  C['streams'][N]['params']
>;
export type StreamFacts<C extends Contract, N extends StreamName<C>> =
  C['streams'][N] extends StreamDefinition<z.ZodType, infer Facts> ? Facts : never;

export interface CallContext {
  /** Aborted when the caller gave up or its window closed. */
  readonly signal: AbortSignal;
}

/** Where a feed's handler puts its items. Order is kept per key; nothing may be put after the feed was disposed. */
export interface FeedSink<Key, Item> {
  put(key: Key, item: Item): void;
  remove(key: Key): void;
  /** The set is complete: what follows are changes. May be called once. */
  ready(): void;
  /** Ends the feed with an error. */
  fail(thrown: unknown): void;
}

export type Disposer = () => void;

/** Bytes both ways, as a handler gives them to a page. */
export interface ByteStream {
  /** What comes from the far side, in pieces of any size; read only as fast as the page takes it. Throws what ended it. */
  readonly incoming: AsyncIterable<Uint8Array>;
  /** Settles when there is room for more. Rejects where the far side is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Frees everything; may be called at any time, and more than once. */
  close(): void;
}

/** A stream that stands, with what the page is told of it. */
export interface OpenedStream<Facts> extends ByteStream {
  readonly facts: Facts;
}

/** Everything the core has to implement: leaving one out is a compile error. Parameters arrive validated. */
export interface Handlers<C extends Contract> {
  readonly calls: {
    readonly [N in CallName<C>]: (
      params: z.output<C['calls'][N]['params']>,
      context: CallContext,
    ) => Promise<CallResult<C, N>> | CallResult<C, N>;
  };
  readonly feeds: {
    readonly [N in FeedName<C>]: (
      params: z.output<C['feeds'][N]['params']>,
      sink: FeedSink<FeedKey<C, N>, FeedItem<C, N>>,
    ) => Disposer;
  };
  readonly streams: {
    readonly [N in StreamName<C>]: (
      params: z.output<C['streams'][N]['params']>,
      context: CallContext,
    ) => Promise<OpenedStream<StreamFacts<C, N>>>;
  };
}
