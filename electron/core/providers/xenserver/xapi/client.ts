import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../net/bounds.ts';
import type { TlsTrust } from '../../../net/certificate.ts';
import type { HttpTimeouts } from '../../../net/http-client.ts';
import { Patience } from '../../../net/patience.ts';
import type { RawEntry } from './decode/raw.ts';
import { Converters } from './decode/typed.ts';
import { parseXmlValue } from './decode/xml-answer.ts';
import { checkArguments, messageOf } from './encode/arguments.ts';
import { isFailure, XapiAnswerError, XapiEncodeError } from './errors.ts';
import type { Entry } from './events/event-consumer.ts';
import { readEntries } from './events/read-entries.ts';
import type { EventConsumer } from './events/event-consumer.ts';
import { EventLoop, type EventLoopOptions } from './events/event-loop.ts';
import { type ApiModel, apiModel, type MessageSpec } from './model/api-model.ts';
import { parseAddress } from './rpc/address.ts';
import type { Encoding } from './rpc/endpoint.ts';
import type { Credentials } from './session/login-attempt.ts';
import { type Member, Members } from './session/members.ts';
import {
  type CallOptions,
  openSession,
  type SendOptions,
  type XapiSession,
} from './session/xapi-session.ts';
import { isRecord, type XapiRecord, type XapiValue } from './values.ts';

export interface XapiOptions {
  /** A host name or address (HTTPS), a URL, or the path of a Unix domain socket. */
  readonly address: string;
  readonly credentials: Credentials;
  readonly trust?: TlsTrust;
  /** Other servers of the pool that are known from earlier, to go to when this one is gone. */
  readonly members?: readonly KnownMember[];
  /** The pool that they belonged to: one that does not any more is left alone. */
  readonly poolUuid?: string;
  readonly encoding?: Encoding;
  readonly timeouts?: HttpTimeouts;
  /** A session has stood there: what answers otherwise stands in the place of the server. */
  readonly stood?: boolean;
  /** Ends the attempt to connect. */
  readonly signal?: AbortSignal;
  /** Named to the server; sessions are limited per originator. Default `Moref`. */
  readonly originator?: string;
  /** Pauses while a server says HOST_STILL_BOOTING; when used up the failure is thrown. Default about 2 minutes in all. */
  readonly bootRetryMs?: readonly number[];
  readonly model?: ApiModel;
}

export interface KnownMember {
  readonly address: string;
  readonly trust?: TlsTrust;
}

const DEFAULT_BOOT_RETRY_MS: readonly number[] = [
  1000, 2000, 5000, 10_000, 15_000, 15_000, 15_000, 15_000, 15_000, 15_000, 15_000,
];
/** Answers that mean that this server does not have the class or message, or no longer. */
const NOT_THERE = ['MESSAGE_REMOVED', 'MESSAGE_METHOD_UNKNOWN'];
/** What a server has at hand. */
const atHand = /^(?:get_(?!all_records)|inject$)/;
/** Classes without which there is nothing to show. Some servers keep others, such as Observer, from accounts with a lesser role. */
const NEEDED: ReadonlySet<string> = new Set(['pool', 'host', 'VM', 'SR', 'network']);

/** One pool: a session with its coordinator, and every message of the API. */
export class XapiClient {
  readonly session: XapiSession;
  readonly model: ApiModel;
  readonly #members: Members;
  readonly #json: Converters;
  readonly #xml: Converters;
  /** How often all objects of a class were asked for and no answer came in time. */
  readonly #patience = new Patience();
  #watching = false;

  /** @internal use connectXapi */
  constructor(session: XapiSession, members: Members, model: ApiModel) {
    this.session = session;
    this.model = model;
    this.#members = members;
    this.#json = new Converters(model, 'json');
    this.#xml = new Converters(model, 'xml');
  }

  /**
   * Calls a message with plain values, e.g. `call('VM', 'start', [ref, false, false])`; the session is added here.
   * @returns the typed result; empty text where there is none
   * @throws XapiFailure, XapiEncodeError (nothing was sent), XapiAnswerError, and the errors of core/net
   */
  async call(
    owner: string,
    name: string,
    values: readonly unknown[] = [],
    options: CallOptions = {},
  ): Promise<XapiValue> {
    const spec = messageOf(this.model, owner, name);
    const timeout = atHand.test(name) ? { headersTimeoutMs: BOUNDS.quickMs } : {};
    const result = await this.#send(spec, spec.wire, values, { ...timeout, ...options });
    return this.converters.convert(spec.result, result);
  }

  /**
   * Starts a message in the Async namespace.
   * @returns the task's reference
   * @throws XapiFailure where it fails at once, XapiEncodeError where the message has no asynchronous form
   */
  async callAsync(
    owner: string,
    name: string,
    values: readonly unknown[] = [],
    options: CallOptions = {},
  ): Promise<string> {
    const spec = messageOf(this.model, owner, name);
    if (!spec.async) throw new XapiEncodeError(say('request.notAsync', { call: spec.wire }));
    const task = await this.#send(spec, `Async.${spec.wire}`, values, options);
    if (typeof task === 'string' && task !== '') return task;
    throw new XapiAnswerError(say('answer.without.task', this.#answering(`Async.${spec.wire}`)));
  }

  /** The typed value of `task.result` of a call, which is XML text whatever the encoding. @throws XapiAnswerError */
  taskResult(owner: string, name: string, text: string): XapiValue {
    const { result } = messageOf(this.model, owner, name);
    // XenServer 6.5 leaves it empty; some results are written bare.
    const raw = text.trimStart().startsWith('<') ? parseXmlValue(text) : text;
    return this.#xml.convert(result, raw);
  }

  /** The names of all methods that the server answers to, removed ones included. */
  async listMethods(options: CallOptions = {}): Promise<readonly string[]> {
    const result = await this.session.send('system.listMethods', [], {
      ...options,
      anonymous: true,
    });
    return Array.isArray(result) ? result.map(String) : [];
  }

  /** References of all objects of a class; none where the server does not have the class. */
  async getAll(owner: string, options: CallOptions = {}): Promise<readonly string[]> {
    const refs = await this.#orNothing(this.call(owner, 'get_all', [], options));
    return Array.isArray(refs) ? refs.map(String) : [];
  }

  /** All objects of a class by reference; see streamRecords for large ones. */
  async getAllRecords(
    owner: string,
    options: CallOptions = {},
  ): Promise<ReadonlyMap<string, XapiRecord>> {
    const all = new Map<string, XapiRecord>();
    await this.streamRecords(
      owner,
      (entries) => {
        for (const [ref, record] of entries) all.set(ref, record);
      },
      options,
    );
    return all;
  }

  /**
   * Hands out all objects of a class while the answer arrives, a few dozen at a time.
   * @param onRecords no more is read until its promise settles
   * @returns false where the server does not have the class, or no longer, or keeps a lesser one from this account
   */
  async streamRecords(
    owner: string,
    onRecords: (entries: readonly Entry[]) => Promise<void> | void,
    options: CallOptions & Pick<SendOptions, 'lane'> = {},
  ): Promise<boolean> {
    const spec = messageOf(this.model, owner, 'get_all_records');
    const convert = this.converters.record(owner);
    const entries = (raw: readonly RawEntry[]): Promise<void> | void => {
      // Members of a list have no keys.
      if (raw.every(([ref]) => ref === '')) throw this.#noRecords(owner);
      return onRecords(readEntries(raw, convert));
    };
    const asked = performance.now();
    const headersTimeoutMs = this.#patience.ms(owner);
    const stream = { path: [], entries };
    const waiting = { headersTimeoutMs, repeatMs: BOUNDS.repeatMs };
    const send = this.#send(spec, spec.wire, [], { ...waiting, ...options, stream });
    const denied = NEEDED.has(owner) ? [] : ['RBAC_PERMISSION_DENIED'];
    try {
      const result = await this.#orNothing(send, denied);
      const exists = result !== undefined;
      if (exists && !isRecord(result)) throw this.#noRecords(owner);
      this.#patience.answered(owner, performance.now() - asked);
      return exists;
    } catch (error) {
      this.#patience.failed(owner, error);
      throw error;
    }
  }

  /** One object. @throws XapiFailure HANDLE_INVALID where it is gone */
  async getRecord(owner: string, ref: string, options: CallOptions = {}): Promise<XapiRecord> {
    const record = await this.call(owner, 'get_record', [ref], options);
    if (isRecord(record)) return record;
    throw new XapiAnswerError(say('answer.without.record', this.#answering(`${owner}.get_record`)));
  }

  /** The reference of the object with a UUID. @throws XapiFailure UUID_INVALID where there is none */
  async getByUuid(owner: string, uuid: string, options: CallOptions = {}): Promise<string> {
    const ref = await this.call(owner, 'get_by_uuid', [uuid], options);
    if (typeof ref === 'string') return ref;
    throw new XapiAnswerError(
      say('answer.without.reference', this.#answering(`${owner}.get_by_uuid`)),
    );
  }

  /** References of all objects with a name: names are not unique. */
  async getByNameLabel(
    owner: string,
    label: string,
    options: CallOptions = {},
  ): Promise<readonly string[]> {
    const refs = await this.call(owner, 'get_by_name_label', [label], options);
    return Array.isArray(refs) ? refs.map(String) : [];
  }

  /** @internal Gives what the server says its types. */
  get converters(): Converters {
    return this.session.encoding === 'json' ? this.#json : this.#xml;
  }

  /** The servers of the pool that can be gone to when the coordinator is gone. */
  get members(): readonly Member[] {
    return this.#members.all();
  }

  /** Adds servers, e.g. after host.get_all_records and their certificates. An address that is known already is replaced. */
  rememberMembers(members: readonly KnownMember[], poolUuid?: string): void {
    this.#members.poolUuid = poolUuid ?? this.#members.poolUuid;
    for (const { address, trust = {} } of members) {
      this.#members.add({ address: parseAddress(address), trust });
    }
  }

  /**
   * Follows the pool's objects of the given classes until the signal is aborted (resolves) or the pool cannot be won back
   * (rejects). At most one at a time.
   */
  async watch(
    classes: readonly string[],
    consumer: EventConsumer,
    signal: AbortSignal,
    options?: EventLoopOptions,
  ): Promise<void> {
    if (this.#watching) throw new Error('This client is watching already.');
    this.#watching = true;
    try {
      await new EventLoop(this, classes, consumer, options).run(signal);
    } finally {
      this.#watching = false;
    }
  }

  /** Logs out and ends every socket. Never throws, and takes a few seconds at the most. */
  async close(): Promise<void> {
    await this.session.close();
  }

  async #send(
    spec: MessageSpec,
    wire: string,
    values: readonly unknown[],
    options: SendOptions,
  ): Promise<XapiValue> {
    const params = checkArguments(this.model, spec, values);
    const result = await this.session.send(wire, params, { ...options, anonymous: !spec.session });
    return result ?? '';
  }

  /** Who answered what, for an error. */
  #answering(call: string): { readonly server: string; readonly call: string } {
    return { server: this.session.server, call };
  }

  #noRecords(owner: string): XapiAnswerError {
    return new XapiAnswerError(
      say('answer.without.records', this.#answering(`${owner}.get_all_records`)),
    );
  }

  async #orNothing<T>(answer: Promise<T>, more: readonly string[] = []): Promise<T | undefined> {
    try {
      return await answer;
    } catch (error) {
      if (isFailure(error, ...NOT_THERE, ...more)) return undefined;
      throw error;
    }
  }
}

/**
 * Connects to a pool and logs in: at the given server, at the coordinator that it names, or at another known member.
 * @throws CertificateError before anything was sent, XapiFailure (SESSION_AUTHENTICATION_FAILED, which takes the server 5 s,
 * …), XapiAnswerError where something else than XAPI answers, and the errors of core/net
 */
export async function connectXapi(options: XapiOptions): Promise<XapiClient> {
  const { credentials, trust = {}, signal, model = apiModel() } = options;
  const first: Member = { address: parseAddress(options.address), trust };
  const others = (options.members ?? []).map(({ address, trust = {} }) => ({
    address: parseAddress(address),
    trust,
  }));
  // What the caller says of the first address counts, even where it is among the known ones.
  const members = new Members([...others, first], options.poolUuid);
  const context = {
    model,
    members,
    named: first.address,
    encoding: options.encoding ?? 'auto',
    timeouts: options.timeouts,
    stood: options.stood,
    originator: options.originator ?? 'Moref',
    bootRetryMs: options.bootRetryMs ?? DEFAULT_BOOT_RETRY_MS,
  };
  const session = await openSession(first, credentials, context, signal);
  return new XapiClient(session, members, model);
}
