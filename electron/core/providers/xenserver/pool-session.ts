import { text as say } from '#shared/i18n/make-text.ts';
import type { OpenedStream } from '#shared/contract/define.ts';
import type { ConsoleFacts } from '#shared/model/console.ts';
import type { ServerInfo } from '#shared/model/connection.ts';
import { MorefException, type CertificateFacts } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { certificateFacts } from '../../net/certificate-error.ts';
import type {
  ChoicesRequest,
  LeftSession,
  Log,
  OperationRequest,
  OperationStarted,
  OtherServers,
  Session,
  Sink,
} from '../provider.ts';
import { LeftSessions } from '../left-sessions.ts';
import { followedClasses, inLoadOrder, lateClasses } from './classes.ts';
import { toException } from './errors.ts';
import { MessageHistory } from './history/message-history.ts';
import { PoolConsoles } from './console/pool-consoles.ts';
import { InventoryFollower } from './inventory/inventory-follower.ts';
import { toPropertyValue } from './inventory/to-properties.ts';
import { knownMembers, otherServers } from './members.ts';
import { declaredType } from './on-demand.ts';
import { UnreadableLog } from '../../net/unreadable-log.ts';
import { poolConsumer } from './pool-consumer.ts';
import { PoolObjects } from './pool-objects.ts';
import { PoolOperations } from './pool-operations.ts';
import { TaskFollower } from './task-follower.ts';
import type { XapiClient } from './xapi/client.ts';
import type { EventLoopOptions } from './xapi/events/event-loop.ts';

export interface XenServerSessionOptions {
  readonly client: XapiClient;
  readonly server: ServerInfo;
  readonly permissions: ReadonlySet<string> | null;
  readonly user: string;
  /** As the user wrote it, for messages. */
  readonly address: string;
  readonly log: Log;
  /** How patiently events are waited for; for tests. */
  readonly following?: EventLoopOptions;
}

/** A logged-in session with a pool as the core sees it. */
export class XenServerSession implements Session {
  readonly server: ServerInfo;
  readonly permissions: ReadonlySet<string> | null;
  readonly history = new MessageHistory(() => this.#objects.lookup());
  readonly #client: XapiClient;
  readonly #unreadables: UnreadableLog;
  readonly #options: XenServerSessionOptions;
  readonly #inventory: InventoryFollower;
  readonly #objects: PoolObjects;
  readonly #tasks: TaskFollower;
  readonly #operations: PoolOperations;
  readonly #left: LeftSessions;
  readonly #consoles: PoolConsoles;

  constructor(options: XenServerSessionOptions) {
    const { client, log, user, permissions } = options;
    this.#options = options;
    this.#unreadables = new UnreadableLog(log);
    this.#client = client;
    this.#left = new LeftSessions((left) => client.session.endOther(left));
    this.server = options.server;
    this.permissions = permissions;
    this.#inventory = new InventoryFollower(client.model, this.#unreadables.note);
    const objects = new PoolObjects(client, this.#inventory);
    this.#objects = objects;
    this.#tasks = new TaskFollower({
      user,
      nameOf: (opaque) => objects.nameOf(opaque),
      refOf: (opaque) => objects.namedRefOf(opaque),
      read: (opaque) => client.getRecord('task', opaque),
      destroy: async (opaque) => {
        try {
          await client.call('task', 'destroy', [opaque]);
        } catch (error) {
          log.debug('A finished task could not be taken off the server', { error });
        }
      },
    });
    const tasks = this.#tasks;
    this.#consoles = new PoolConsoles({ client, objects, permissions });
    this.#operations = new PoolOperations({ client, objects, tasks, permissions, user, log });
  }

  /** Of the coordinator that answers now. */
  get certificate(): CertificateFacts | null {
    const { certificate } = this.#client.session;
    return certificate === null ? null : certificateFacts(certificate);
  }

  get others(): OtherServers | undefined {
    const { instanceUuid } = this.server;
    if (instanceUuid === undefined) return undefined;
    return { instanceUuid, servers: otherServers(this.#client.members) };
  }

  async run(sink: Sink, signal: AbortSignal): Promise<void> {
    const { address, following } = this.#options;
    this.#objects.readFrom(sink);
    this.#inventory.reportTo(sink);
    this.#tasks.reportTo(sink);
    const consumer = poolConsumer({
      sink,
      inventory: this.#inventory,
      tasks: this.#tasks,
      unreadables: this.#unreadables,
      complete: () => this.#rememberMembers(),
      describe: (error, doing = say('doing.reach', { address })) => toException(error, { doing }),
    });
    const stop = new AbortController();
    // The end of what has begun is reported by the events.
    const finish = (): void => void this.#operations.finish().then(() => stop.abort());
    if (signal.aborted) finish();
    signal.addEventListener('abort', finish, { once: true });
    try {
      const classes = inLoadOrder(followedClasses(this.#client.model));
      const options = { ...following, late: lateClasses };
      await this.#client.watch(classes, consumer, stop.signal, options);
    } catch (error) {
      throw toException(error, { doing: say('doing.follow', { address }) });
    } finally {
      signal.removeEventListener('abort', finish);
      this.#tasks.stop();
    }
  }

  async read(ref: Ref, path: string, signal: AbortSignal): Promise<PropertyEntry> {
    try {
      const owner = refType(ref);
      const self = await this.#objects.find(ref, signal);
      const { model } = this.#client;
      const spec = model.message(owner, `get_${path}`);
      if (spec === undefined) {
        const message = say('error.noProperty', { type: owner, path });
        throw new MorefException({ kind: 'missing', message, ref });
      }
      const value = await this.#client.call(owner, spec.name, [self], { signal });
      const type = declaredType(ref, path);
      const shown = toPropertyValue(value, spec.result, this.#inventory.table);
      return { path, value: shown, ...onlyDefined({ type }) };
    } catch (error) {
      throw toException(error, {
        doing: say('doing.read', { path, ref }),
        ref,
        nameOf: (opaque) => this.#objects.nameOf(opaque),
      });
    }
  }

  operate(request: OperationRequest, signal: AbortSignal): Promise<OperationStarted> {
    return this.#operations.operate(request, signal);
  }

  plan(request: OperationRequest, check: boolean, signal: AbortSignal): Promise<OperationPlan> {
    return this.#operations.plan(request, check, signal);
  }

  choices(request: ChoicesRequest): Promise<LookupChoices> {
    return this.#operations.choices(request);
  }

  console(ref: Ref, signal: AbortSignal): Promise<OpenedStream<ConsoleFacts>> {
    return this.#consoles.open(ref, signal);
  }

  cancelTask(ref: Ref, signal: AbortSignal): Promise<void> {
    return this.#operations.cancelTask(ref, signal);
  }

  get left(): readonly LeftSession[] {
    return [...this.#left.list, ...this.#client.session.left];
  }

  endLeft(left: readonly LeftSession[]): void {
    this.#left.take(left);
  }

  async close(): Promise<void> {
    await this.#operations.finish();
    this.#operations.close();
    await this.#consoles.close();
    this.#tasks.stop();
    await this.#left.settle();
    await this.#client.close();
  }

  #rememberMembers(): void {
    const members = knownMembers(this.#objects.lookup(), this.#client.session.member);
    this.#client.rememberMembers(members, this.server.instanceUuid);
  }
}
