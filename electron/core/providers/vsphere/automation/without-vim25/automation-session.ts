import { text as say } from '#shared/i18n/make-text.ts';
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerInfo } from '#shared/model/connection.ts';
import { MorefException, type CertificateFacts } from '#shared/model/error.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import { BegunOperations } from '../../../operations/begun-operations.ts';
import { notBegun } from '../../../operations/compensation.ts';
import { certificateFacts } from '../../../../net/certificate-error.ts';
import { partBackOffMs } from '../../../../net/back-off.ts';
import { askedToWait, CertificateError } from '../../../../net/errors.ts';
import type {
  BatchResult,
  ChoicesRequest,
  LeftSession,
  Log,
  Lookup,
  OperationRequest,
  OperationStarted,
  ServiceExplorer,
  Session,
  Sink,
} from '../../../provider.ts';
import { LeftSessions } from '../../../left-sessions.ts';
import { KnownRefs } from '../../known-refs.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { isRefusedLogin, isVapiError } from '../../vapi/errors.ts';
import { AutomationFollower } from '../automation-follower.ts';
import { automationException } from '../errors.ts';
import { createExplorer } from '../explorer.ts';
import { automationChoices, planAutomation, runAutomation } from '../operations/run.ts';
import { changesBetween } from './changes.ts';
import { readDetail } from './details.ts';
import { readInventory, type InventoryReading } from './read-inventory.ts';
import type { Entities } from './entities.ts';

export interface AutomationSessionOptions {
  readonly client: VapiClient;
  readonly server: ServerInfo;
  /** `host:port`, for messages. */
  readonly address: string;
  readonly log: Log;
  /** From the end of one reading of the inventory to the next, milliseconds. Default 30 s. */
  readonly pollMs?: number;
}

const defaultPollMs = 30_000;
const inventoryPart = { id: 'inventory', area: 'inventory' } as const;

/** How often what cannot be reached is tried again within a session, and how long between, milliseconds. */
const patience = { tries: 5, firstMs: 1000 };

/** A session by the vSphere Automation API alone. It has no updates: the inventory is read again and again, and compared. */
export class AutomationSession implements Session {
  readonly server: ServerInfo;
  readonly certificate: CertificateFacts | null;
  /** Rights are reported by refusals only. */
  readonly permissions = null;
  readonly explorer: ServiceExplorer;
  readonly #options: AutomationSessionOptions;
  readonly #client: VapiClient;
  readonly #begun = new BegunOperations();
  readonly #refs = new KnownRefs();
  readonly #left = new LeftSessions((left) => this.#client.session.endOther(left));
  #sink: Sink | undefined;
  #following: AutomationFollower | undefined;
  #wake: (() => void) | undefined;
  readonly #lookup: Lookup = {
    get: (ref) => this.#sink?.known(ref),
    ofType: (type) => this.#refs.ofType(type),
  };

  constructor(options: AutomationSessionOptions) {
    this.#options = options;
    this.#client = options.client;
    this.server = options.server;
    const { certificate } = options.client;
    this.certificate = certificate === null ? null : certificateFacts(certificate);
    this.explorer = createExplorer(options.client, {
      started: (task) => void this.#following?.started(task),
    });
  }

  async run(sink: Sink, ended: AbortSignal): Promise<void> {
    const { log, pollMs = defaultPollMs } = this.#options;
    // What is started here ends with the session, also when that is lost.
    const stop = new AbortController();
    const signal = AbortSignal.any([ended, stop.signal]);
    // Each call under way listens to it, and there are several.
    setMaxListeners(0, signal);
    this.#sink = sink;
    sink.part({ ...inventoryPart, state: 'loading' });
    const following = new AutomationFollower({ client: this.#client, sink, log });
    this.#following = following;
    void following.run(signal);
    try {
      let before: Entities = new Map();
      let incomplete = 0;
      sink.resync();
      while (!signal.aborted) {
        const first = before.size === 0;
        const reading = await this.#read(sink, before, signal);
        if (reading === undefined) return;
        const { entities: after, lacking } = reading;
        const updates = following.complete(changesBetween(before, after));
        this.#refs.take(updates);
        if (updates.length > 0) await sink.apply(updates);
        if (first) sink.synced(new Set(following.unreported));
        sink.heard();
        before = after;
        incomplete = lacking === undefined ? 0 : incomplete + 1;
        // What is missing within it is tried again sooner than the next reading would be.
        const pauseMs = incomplete === 0 ? pollMs : Math.min(pollMs, partBackOffMs(incomplete));
        await this.#pause(pauseMs, signal);
      }
    } finally {
      stop.abort();
    }
  }

  async read(ref: Ref, path: string, signal: AbortSignal): Promise<PropertyEntry> {
    try {
      return await readDetail(this.#client, ref, path, signal);
    } catch (error) {
      throw automationException(error, { doing: say('doing.read', { path, ref }), ref });
    }
  }

  async operate(request: OperationRequest, signal: AbortSignal): Promise<OperationStarted> {
    const [result] = await this.operateBatch([request], signal);
    if (result?.error !== undefined) throw new MorefException(result.error);
    return { task: null };
  }

  async operateBatch(
    requests: readonly OperationRequest[],
    signal: AbortSignal,
  ): Promise<readonly BatchResult[]> {
    if (signal.aborted) throw notBegun(say('operation.any'));
    const closed = this.#begun.signal();
    const results = await this.#begun.follow(
      runAutomation(this.#client, requests, this.#lookup, closed),
    );
    this.#following?.refresh();
    this.#wake?.();
    return results;
  }

  plan(request: OperationRequest): Promise<OperationPlan> {
    return Promise.resolve().then(() => planAutomation(request, this.#lookup));
  }

  choices(request: ChoicesRequest): Promise<LookupChoices> {
    return Promise.resolve().then(() => automationChoices(request, this.#lookup));
  }

  async cancelTask(ref: Ref, signal: AbortSignal): Promise<void> {
    try {
      await this.#client.call('com.vmware.cis.tasks', 'cancel', { task: refId(ref) }, { signal });
      this.#following?.refresh();
    } catch (error) {
      throw automationException(error, { doing: say('doing.cancelTask'), ref });
    }
  }

  get left(): readonly LeftSession[] {
    const { left } = this.#client.session;
    return [...this.#left.list, ...(left === undefined ? [] : [left])];
  }

  endLeft(left: readonly LeftSession[]): void {
    this.#left.take(left);
  }

  async close(): Promise<void> {
    await this.#begun.end();
    await this.#left.settle();
    await this.#client.close();
  }

  /** Reads the inventory; tries again for a while where the server cannot be reached. Undefined when it was aborted. */
  async #read(
    sink: Sink,
    before: Entities,
    signal: AbortSignal,
  ): Promise<InventoryReading | undefined> {
    const { address, pollMs: everyMs = defaultPollMs } = this.#options;
    const doing = say('doing.readInventory', { address });
    for (let tries = 1; ; tries += 1) {
      try {
        const reading = await readInventory(this.#client, before, signal);
        const { lacking } = reading;
        const lacks = lacking === undefined ? {} : { lacking };
        sink.part({ ...inventoryPart, state: 'polled', at: Date.now(), everyMs, ...lacks });
        // What was missed while the server was away.
        if (tries > 1) this.#following?.refresh();
        return reading;
      } catch (error) {
        if (signal.aborted) return undefined;
        if (endsSession(error) || tries >= patience.tries)
          throw automationException(error, { doing });
        const ms = Math.max(patience.firstMs * 2 ** (tries - 1), askedToWait(error));
        sink.interrupted(automationException(error, { doing }), ms);
        await wait(ms, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return undefined;
      }
    }
  }

  /** Waits for the next reading, or until something was done here. */
  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    const either = AbortSignal.any([signal, woken.signal]);
    await wait(ms, undefined, { signal: either }).catch(() => undefined);
    this.#wake = undefined;
  }
}

/** True for what no further try within the session can mend. */
function endsSession(error: unknown): boolean {
  return (
    isVapiError(error, 'unauthenticated') ||
    isRefusedLogin(error) ||
    error instanceof CertificateError
  );
}
