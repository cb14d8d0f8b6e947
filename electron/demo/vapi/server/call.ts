import type { World } from '../../server/world.ts';
import type { ContentStore } from '../content/content-store.ts';
import type { TagStore } from '../tagging/tag-store.ts';
import type { VapiSession, VapiSessions } from '../sessions/session-store.ts';
import type { Directory } from '../sessions/credentials.ts';
import { authenticationRequired } from '../wire/error.ts';
import type { Request } from '../wire/request.ts';
import type { TaskWaiter } from './task-waiter.ts';

/** What the endpoint holds beside the estate. */
export interface VapiWorld {
  readonly vim: World;
  readonly sessions: VapiSessions;
  readonly directory: Directory;
  readonly waiter: TaskWaiter;
  /** Tags and content libraries, made when they are first asked for. */
  readonly tags: () => TagStore;
  readonly content: () => ContentStore;
  /** Services that this server does not have. */
  readonly missing: ReadonlySet<string>;
}

/** One call of an operation. */
export interface Call {
  readonly world: VapiWorld;
  readonly request: Request;
  /** Parameters by their names, as declared; an unset optional is undefined. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly session: VapiSession | undefined;
  readonly client: Client;
  /** Aborted when the client hangs up. */
  readonly signal: AbortSignal;
}

export interface Client {
  readonly ipAddress: string;
  readonly userAgent: string;
  /** How to log in, for `unauthenticated`. */
  readonly challenge: string;
}

/** An operation: its value is written as the model declares. */
export type Handler = (call: Call) => unknown;

/** Operations of one service. */
export type Service = Readonly<Record<string, Handler>>;

/** A handler that says what its parameters are; they were checked against the model before. */
export function on(act: (input: never, call: Call) => unknown): Handler {
  return (call) => act(call.input as never, call);
}

/** Items that are sent one by one. */
export class Stream {
  readonly items: AsyncIterable<unknown>;

  constructor(items: AsyncIterable<unknown>) {
    this.items = items;
  }
}

/** @throws VapiError unauthenticated */
export function sessionOf(call: Call): VapiSession {
  if (call.session === undefined) {
    throw authenticationRequired(call.client.challenge);
  }
  return call.session;
}
