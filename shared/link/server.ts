import { isTextId } from '../i18n/english.ts';
import { text as say } from '../i18n/make-text.ts';
import type { Text, TextValues } from '../i18n/text.ts';
import type {
  CallDefinition,
  Contract,
  Disposer,
  FeedSink,
  Handlers,
  OpenedStream,
} from '../contract/define.ts';
import { MorefException, toMorefError } from '../model/error.ts';
import { FeedChannel } from './feed-channel.ts';
import { checkAnswerSize, checkRequestSize } from './size.ts';
import type { PageMessage, Port, RequestId, StreamMessage } from './message.ts';
import { ServedStream } from './served-stream.ts';
import { openStreams } from './stream-limits.ts';

export interface LinkServerOptions<C extends Contract> {
  readonly port: Port;
  readonly contract: C;
  readonly handlers: Handlers<C>;
  /** Runs the function a little later (at most 100 ms), so that changes gather into one frame. */
  later(run: () => void): Disposer;
  /** Notified of every error that is a bug, with what was thrown. */
  onBug?(name: string, thrown: unknown): void;
}

interface OpenFeed {
  readonly name: string;
  readonly channel: FeedChannel<unknown, unknown>;
  dispose: Disposer;
}

type AnyCallHandler = (params: unknown, context: { readonly signal: AbortSignal }) => unknown;
type AnyStreamHandler = (
  params: unknown,
  context: { readonly signal: AbortSignal },
) => Promise<OpenedStream<unknown>>;
type AnyFeedHandler = (params: unknown, sink: FeedSink<unknown, unknown>) => Disposer;

/**
 * Serves one page: validates what it sends, since a page is not trusted, runs the handlers, and ends everything that the
 * page had under way when the port closes. Returns a disposer that closes the port.
 */
export function serveLink<C extends Contract>(options: LinkServerOptions<C>): Disposer {
  const { port } = options;
  const served = new ServedPage(options);
  port.listen({
    message: (raw) => {
      const message = readPageMessage(raw);
      if (message !== undefined) served.receive(message);
    },
    closed: () => served.close(),
  });
  return () => {
    served.close();
    port.close();
  };
}

/** What one page has under way: calls that run, feeds and streams that are open. */
class ServedPage<C extends Contract> {
  readonly #options: LinkServerOptions<C>;
  readonly #running = new Map<RequestId, AbortController>();
  readonly #feeds = new Map<RequestId, OpenFeed>();
  readonly #streams = new Map<RequestId, ServedStream>();
  #closed = false;

  constructor(options: LinkServerOptions<C>) {
    this.#options = options;
  }

  receive(message: PageMessage): void {
    if (this.#closed) return;
    switch (message.t) {
      case 'call':
        if (!this.#running.has(message.id)) void this.#call(message);
        return;
      case 'abort':
        this.#running.get(message.id)?.abort();
        return;
      case 'open':
        if (!this.#feeds.has(message.id)) this.#open(message);
        return;
      case 'ack':
        this.#feeds.get(message.id)?.channel.acknowledged(message.seq);
        return;
      case 'stream':
        if (!this.#streams.has(message.id)) this.#stream(message);
        return;
      case 'close':
        this.#end(message.id);
        this.#streams.get(message.id)?.end();
        return;
      default:
        this.#receiveBytes(message);
    }
  }

  #receiveBytes(message: StreamMessage): void {
    const stream = this.#streams.get(message.id);
    if (message.t === 'data') stream?.receive(message.bytes);
    else stream?.credited(message.bytes);
  }

  /** Ends all that is under way; nothing is sent or taken any more. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const abort of this.#running.values()) abort.abort();
    for (const id of this.#feeds.keys()) this.#end(id);
    for (const stream of this.#streams.values()) stream.end();
  }

  async #call({ id, name, params }: Asked): Promise<void> {
    const { contract, handlers } = this.#options;
    const abort = new AbortController();
    this.#running.set(id, abort);
    try {
      const definition = own(contract.calls, name);
      if (definition === undefined) throw unknownName('call', name);
      const handler = handlers.calls[name as never] as AnyCallHandler;
      const value = await handler(checked(definition, name, params), { signal: abort.signal });
      if (abort.signal.aborted) return;
      checkAnswerSize(name, value);
      this.#reply({ t: 'result', id, value });
    } catch (thrown) {
      if (!abort.signal.aborted) this.#fail(id, name, thrown);
    } finally {
      this.#running.delete(id);
    }
  }

  #open({ id, name, params }: Asked): void {
    const { contract, handlers } = this.#options;
    const channel = this.#channel(id);
    const entry: OpenFeed = { name, channel, dispose: () => undefined };
    this.#feeds.set(id, entry);
    try {
      const definition = own(contract.feeds, name);
      if (definition === undefined) throw unknownName('feed', name);
      const handler = handlers.feeds[name as never] as AnyFeedHandler;
      const dispose = handler(checked(definition, name, params), channel);
      // The handler may have failed the feed before it returned.
      if (this.#feeds.get(id) === entry) entry.dispose = dispose;
      else this.#dispose(name, dispose);
    } catch (thrown) {
      this.#feeds.delete(id);
      channel.end();
      this.#fail(id, name, thrown);
    }
  }

  #stream({ id, name, params }: Asked): void {
    const { contract, handlers } = this.#options;
    const stream = new ServedStream({
      id,
      open: (signal) => {
        const definition = own(contract.streams, name);
        if (definition === undefined) throw unknownName('stream', name);
        if (this.#streams.size > openStreams) throw tooMany(name);
        const handler = handlers.streams[name as never] as AnyStreamHandler;
        return handler(checked(definition, name, params), { signal });
      },
      send: (message) => this.#reply(message),
      failed: (thrown) => this.#fail(id, name, thrown),
      ended: () => this.#streams.delete(id),
    });
    this.#streams.set(id, stream);
    void stream.run();
  }

  #channel(id: RequestId): FeedChannel<unknown, unknown> {
    return new FeedChannel({
      send: (frame) => this.#reply({ t: 'frame', id, ...frame }),
      failed: (error) => {
        this.#end(id);
        this.#reply({ t: 'error', id, error });
      },
      later: (run) => this.#options.later(run),
    });
  }

  #end(id: RequestId): void {
    const entry = this.#feeds.get(id);
    this.#feeds.delete(id);
    if (entry === undefined) return;
    entry.channel.end();
    this.#dispose(entry.name, entry.dispose);
  }

  /** Whatever one feed throws at its end: the others end as well. */
  #dispose(name: string, dispose: Disposer): void {
    try {
      dispose();
    } catch (thrown) {
      this.#options.onBug?.(name, thrown);
    }
  }

  #fail(id: RequestId, name: string, thrown: unknown): void {
    const error = toMorefError(thrown);
    if (error.kind === 'bug') this.#options.onBug?.(name, thrown);
    this.#reply({ t: 'error', id, error });
  }

  #reply(message: Parameters<Port['send']>[0]): void {
    if (!this.#closed) this.#options.port.send(message);
  }
}

/** What a page asks for: a call, a feed, or a stream. */
type Asked = PageMessage & { readonly t: 'call' | 'open' | 'stream' };

/** The parameters as the contract has them. @throws MorefException `invalid` */
function checked({ params: schema }: CallDefinition, name: string, params: unknown): unknown {
  checkRequestSize(name, params);
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw invalid(name, parsed.error.issues);
}

/** Names from outside must not reach what every object inherits. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

const unknownNames = {
  call: 'link.error.noCall',
  feed: 'link.error.noFeed',
  stream: 'link.error.noStream',
} as const;

function unknownName(what: keyof typeof unknownNames, name: string): MorefException {
  return new MorefException({ kind: 'bug', message: say(unknownNames[what], { name }) });
}

function tooMany(name: string): MorefException {
  const message = say('link.error.tooManyStreams', { name, limit: openStreams });
  return new MorefException({ kind: 'invalid', message });
}

interface Issue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

function invalid(name: string, issues: readonly Issue[]): MorefException {
  const [first] = issues;
  const where =
    first === undefined || first.path.length === 0
      ? name
      : `${name}, ${first.path.map(String).join('.')}`;
  const problem = first === undefined ? say('param.invalid') : textOfIssue(first);
  return new MorefException({ kind: 'invalid', message: say('param.where', { problem, where }) });
}

/** A check refuses with the id of a text (see `refusedAs`); what the library says by itself only a mistake of the page provokes. */
function textOfIssue({ message, params }: Issue): Text {
  if (!isTextId(message)) return message;
  return params === undefined ? { id: message } : { id: message, values: params as TextValues };
}

type RawMessage = Partial<Record<'t' | 'id' | 'name' | 'seq' | 'bytes', unknown>>;

const isNamed = ({ name }: RawMessage): boolean => typeof name === 'string';
const isAnything = (): boolean => true;

/** What makes a message of each kind one. */
const shapes: ReadonlyMap<unknown, (message: RawMessage) => boolean> = new Map<
  PageMessage['t'],
  (message: RawMessage) => boolean
>([
  ['call', isNamed],
  ['open', isNamed],
  ['stream', isNamed],
  ['ack', ({ seq }) => typeof seq === 'number'],
  ['data', ({ bytes }) => bytes instanceof Uint8Array],
  ['credit', ({ bytes }) => Number.isSafeInteger(bytes) && Number(bytes) > 0],
  ['abort', isAnything],
  ['close', isAnything],
]);

/** A message is refused silently if it is not even one: only a broken or hostile page sends such. */
function readPageMessage(raw: unknown): PageMessage | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const message: RawMessage = raw;
  if (typeof message.id !== 'number') return undefined;
  return shapes.get(message.t)?.(message) === true ? (message as PageMessage) : undefined;
}
