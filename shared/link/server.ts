import { isTextId } from '../i18n/english.ts';
import { text as say } from '../i18n/make-text.ts';
import type { Text, TextValues } from '../i18n/text.ts';
import type { Contract, Disposer, FeedSink, Handlers } from '../contract/define.ts';
import { MorefException, toMorefError, type MorefError } from '../model/error.ts';
import { FeedChannel } from './feed-channel.ts';
import { checkAnswerSize, checkRequestSize } from './size.ts';
import type { PageMessage, Port, RequestId } from './message.ts';

export interface LinkServerOptions<C extends Contract> {
  readonly port: Port;
  readonly contract: C;
  readonly handlers: Handlers<C>;
  /** Runs the function a little later (at most 100 ms), so that changes gather into one frame. */
  later(run: () => void): Disposer;
  /** Told of every error that is a bug, with what was thrown. */
  onBug?(name: string, thrown: unknown): void;
}

interface OpenFeed {
  readonly channel: FeedChannel<unknown, unknown>;
  dispose: Disposer;
}

type AnyCallHandler = (params: unknown, context: { readonly signal: AbortSignal }) => unknown;
type AnyFeedHandler = (params: unknown, sink: FeedSink<unknown, unknown>) => Disposer;

/**
 * Serves one page: validates what it sends, since a page is not trusted, runs the handlers, and ends everything that the
 * page had under way when the port closes. Returns a disposer that closes the port.
 */
export function serveLink<C extends Contract>(options: LinkServerOptions<C>): Disposer {
  const { port, contract } = options;
  const running = new Map<RequestId, AbortController>();
  const feeds = new Map<RequestId, OpenFeed>();
  let closed = false;

  const report = (name: string, thrown: unknown): MorefError => {
    const error = toMorefError(thrown);
    if (error.kind === 'bug') options.onBug?.(name, thrown);
    return error;
  };
  const reply = (message: Parameters<Port['send']>[0]): void => {
    if (!closed) port.send(message);
  };

  async function runCall(id: RequestId, name: string, params: unknown): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const definition = own(contract.calls, name);
      if (definition === undefined) throw unknownName('call', name);
      checkRequestSize(name, params);
      const parsed = definition.params.safeParse(params);
      if (!parsed.success) throw invalid(name, parsed.error.issues);
      const handler = options.handlers.calls[name as never] as AnyCallHandler;
      const value = await handler(parsed.data, { signal: abort.signal });
      if (abort.signal.aborted) return;
      checkAnswerSize(name, value);
      reply({ t: 'result', id, value });
    } catch (thrown) {
      if (!abort.signal.aborted) reply({ t: 'error', id, error: report(name, thrown) });
    } finally {
      running.delete(id);
    }
  }

  function openFeed(id: RequestId, name: string, params: unknown): void {
    const channel = new FeedChannel<unknown, unknown>({
      send: (frame) => reply({ t: 'frame', id, ...frame }),
      failed: (error) => {
        closeFeed(id);
        reply({ t: 'error', id, error });
      },
      later: (run) => options.later(run),
    });
    const entry: OpenFeed = { channel, dispose: () => undefined };
    feeds.set(id, entry);
    try {
      const definition = own(contract.feeds, name);
      if (definition === undefined) throw unknownName('feed', name);
      checkRequestSize(name, params);
      const parsed = definition.params.safeParse(params);
      if (!parsed.success) throw invalid(name, parsed.error.issues);
      const dispose = (options.handlers.feeds[name as never] as AnyFeedHandler)(
        parsed.data,
        channel,
      );
      // The handler may have failed the feed before it returned.
      if (feeds.get(id) === entry) entry.dispose = dispose;
      else dispose();
    } catch (thrown) {
      feeds.delete(id);
      channel.end();
      reply({ t: 'error', id, error: report(name, thrown) });
    }
  }

  function closeFeed(id: RequestId): void {
    const entry = feeds.get(id);
    feeds.delete(id);
    entry?.channel.end();
    entry?.dispose();
  }

  function shut(): void {
    if (closed) return;
    closed = true;
    for (const abort of running.values()) abort.abort();
    for (const id of feeds.keys()) closeFeed(id);
  }

  port.listen({
    message: (raw) => {
      const message = readPageMessage(raw);
      if (message === undefined || closed) return;
      switch (message.t) {
        case 'call':
          if (!running.has(message.id)) void runCall(message.id, message.name, message.params);
          return;
        case 'abort':
          running.get(message.id)?.abort();
          return;
        case 'open':
          if (!feeds.has(message.id)) openFeed(message.id, message.name, message.params);
          return;
        case 'ack':
          feeds.get(message.id)?.channel.acknowledged(message.seq);
          return;
        case 'close':
          closeFeed(message.id);
      }
    },
    closed: shut,
  });

  return () => {
    shut();
    port.close();
  };
}

/** Names from outside must not reach what every object inherits. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function unknownName(what: 'call' | 'feed', name: string): MorefException {
  const message =
    what === 'call' ? say('link.error.noCall', { name }) : say('link.error.noFeed', { name });
  return new MorefException({ kind: 'bug', message });
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

/** A message is refused silently if it is not even one: only a broken or hostile page sends such. */
function readPageMessage(raw: unknown): PageMessage | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const message = raw as Partial<Record<'t' | 'id' | 'name' | 'seq' | 'params', unknown>>;
  if (typeof message.id !== 'number') return undefined;
  switch (message.t) {
    case 'call':
    case 'open':
      return typeof message.name === 'string' ? (message as PageMessage) : undefined;
    case 'ack':
      return typeof message.seq === 'number' ? (message as PageMessage) : undefined;
    case 'abort':
    case 'close':
      return message as PageMessage;
    default:
      return undefined;
  }
}
