import type { OpenedStream } from '#shared/contract/define.ts';
import type { ProviderAlert } from '#shared/model/alert.ts';
import type { ConsoleFacts, ConsoleView } from '#shared/model/console.ts';
import type { CertificateFacts, MorefError } from '#shared/model/error.ts';
import type { ServerInfo } from '#shared/model/connection.ts';
import type {
  ExplorerAnswer,
  ExplorerInput,
  ExplorerOperation,
  ExplorerServices,
} from '#shared/model/explorer.ts';
import type { ObjectFacts } from '#shared/model/object-facts.ts';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type {
  InputValues,
  OperationId,
  OperationOffer,
  OperationVerdict,
} from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Encoding, Family } from '#shared/model/profile.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { RelationGroup } from '#shared/model/relation.ts';
import type { Sheet } from '#shared/model/sheet.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import type { SnapshotTree } from '#shared/model/snapshot-tree.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import type { TlsTrust } from '../net/certificate.ts';
import type { HistoryReader } from './history-reader.ts';

export type { Lookup, MappedRow };

/**
 * The port that every server family implements. The core knows no family beyond this file; a family knows nothing of the
 * core but this file, core/net and shared.
 *
 * Whatever a Provider or a Session throws is a MorefException; `cancelled` when the given signal was aborted.
 */
export interface Provider {
  readonly family: Family;
  /**
   * Opens a session: address, certificate, login. Throws kind `certificate` before any credential was sent, `auth` where
   * the server refuses it, `unreachable` or `timeout` where there is no server.
   */
  connect(options: ConnectOptions): Promise<Session>;
  /**
   * The neutral form of an object, from its cached properties and those of the objects that it looks up. Pure and cheap: it runs
   * at every update of the object, and of whatever it looked up the last time.
   */
  mapRow(ref: Ref, properties: Properties, lookup: Lookup): MappedRow;
  /**
   * False for native types whose objects never stand in the tree, nor anything below them: the thousands that are parts of others.
   * Their rows are made when somebody asks, and not kept. Without this method any object may stand in the tree. Pure.
   */
  standsInTree?(type: string): boolean;
  /**
   * The operations that exist for an object, each with the reason if it cannot be run now. Pure.
   * @param only the one that is asked for; there may be none of that name
   */
  offers(
    ref: Ref,
    properties: Properties,
    context: OfferContext,
    only?: OperationId,
  ): readonly OperationOffer[];
  /** The same operations, and whether each can be run now: all that a selection of 100,000 objects can afford of each. Pure. */
  verdicts(ref: Ref, properties: Properties, context: OfferContext): readonly OperationVerdict[];
  /**
   * What the object's page says. What it needs beyond what is cached of all objects is read of those that somebody looks at
   * (Session.attend); until then the sheet says so. Without sections: the page says what the row knows. Pure.
   */
  sheet(ref: Ref, properties: Properties, lookup: Lookup): Sheet;
  /** The objects that an object has to do with, in groups, best first. Pure. */
  relations(ref: Ref, properties: Properties, lookup: Lookup): readonly RelationGroup[];
  /**
   * What lists and searches know of an object beyond its row. Its members are read one by one, each as often as it is asked for: getters
   * that work something out when they are read keep a search over 100,000 objects cheap. Pure.
   */
  facts?(ref: Ref, properties: Properties, lookup: Lookup): ObjectFacts;
  /**
   * Native types whose objects may have a value at a path, by what the API declares: of lists what their elements have, of data objects
   * what their subtypes have. A step may have a key: `device[4000]`. Pure.
   */
  nativePaths?(path: readonly string[]): ReadonlyMap<string, NativePath>;
  /** The snapshots of a VM; null for what has none. Pure. */
  snapshots(ref: Ref, properties: Properties, lookup: Lookup): SnapshotTree | null;
  /** What is known of an object's console; null for what can have none. Pure. */
  console?(ref: Ref, properties: Properties, context: OfferContext): ConsoleView | null;
  /** What the server wants administrators to know; absent where no cached object is an alert. */
  readonly alerts?: AlertReader;
  /** Native properties that exist for the object's type and are not cached: the panel reads them on demand. Pure. */
  onDemand(ref: Ref, properties: Properties): readonly PropertyEntry[];
  /** The native type that is declared for a property of the object, `VirtualMachineConfigInfo`; undefined if unknown. Pure. */
  declaredType(ref: Ref, path: string): string | undefined;
}

/** How a native path is known of the objects of a type. */
export interface NativePath {
  /** The path that is read from the server for it; absent where it is cached of all objects. */
  readonly read?: string;
}

/** Alerts are cached objects of certain native types: they come, go and are dismissed as all objects are. */
export interface AlertReader {
  readonly types: readonly string[];
  /** Pure and cheap: a server may have thousands. */
  read(ref: Ref, properties: Properties, lookup: Lookup): ProviderAlert;
}

export interface OfferContext extends Lookup {
  /** What the account may do, in the server's words; null where nobody knows beforehand. */
  readonly permissions: ReadonlySet<string> | null;
}

export interface ConnectOptions {
  /** As the user wrote it. */
  readonly address: string;
  /** The profile's choice where a server speaks more than one encoding. */
  readonly encoding?: Encoding;
  /** The profile's choice where a server speaks more than one protocol. */
  readonly protocol?: 'automation';
  readonly user: string;
  readonly password: string;
  /** SHA-256 fingerprint that is trusted for this profile, or null: then the certificate has to verify. */
  readonly pinnedFingerprint: string | null;
  /** How the server is reached and judged beyond that; absent: straight ahead, by the authorities that the computer knows. */
  readonly network?: Network;
  /** Asked where the address cannot be reached: what an earlier session reported (Session.others). */
  readonly others?: OtherServers;
  /** A session has stood at this address: what is no answer of its kind of server now stands in the server's place. */
  readonly stood?: boolean;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Notified of what an attempt that failed after its login left on the server; see Session.left. */
  left?(left: readonly LeftSession[]): void;
}

/** What a profile says of the way to its servers: a family hands it on to core/net as it is. */
export type Network = Pick<TlsTrust, 'ca' | 'oldTls' | 'dialler'>;

/** Further servers by which the same inventory can be reached, should the one that is named be gone. */
export interface OtherServers {
  /** Of the inventory that they had (ServerInfo.instanceUuid): one that has another by now is none of them. */
  readonly instanceUuid: string;
  readonly servers: readonly OtherServer[];
}

export interface OtherServer {
  readonly address: string;
  /** As in ConnectOptions. */
  readonly pinnedFingerprint: string | null;
}

/** A logged-in session with one server. */
export interface Session {
  readonly server: ServerInfo;
  /** The server's certificate, null over plain HTTP or a socket. */
  readonly certificate: CertificateFacts | null;
  /** See OfferContext. */
  readonly permissions: ReadonlySet<string> | null;
  /**
   * Feeds the sink until the signal is aborted (resolves) or the session is lost for good (rejects). Mends what can be
   * mended underneath: a new login, a lost collector, a cut connection that comes back at once. Called once.
   */
  run(sink: Sink, signal: AbortSignal): Promise<void>;
  /** Reads a property anew from the server. */
  read(ref: Ref, path: string, signal: AbortSignal): Promise<PropertyEntry>;
  /**
   * Runs an operation; resolves when the server accepted it, with the task that it started if there is one. What takes several calls
   * ends as done, or is taken back, or its error says what is left (operations/compensation.ts).
   * @param signal counts until the first call is sent that changes something: what has begun is not given up
   */
  operate(request: OperationRequest, signal: AbortSignal): Promise<OperationStarted>;
  /** What the operation would do and send. With `check` the server is asked whether it can work; nothing is changed. */
  plan(request: OperationRequest, check: boolean, signal: AbortSignal): Promise<OperationPlan>;
  /** What there is to choose for a LookupInput of the operation. @throws MorefException `missing` for an input that there is not */
  choices(request: ChoicesRequest, signal: AbortSignal): Promise<LookupChoices>;
  /**
   * Runs an operation whose offer has `batch` on many objects with as few calls as the server allows. Resolves with one entry for
   * each request, in order; rejects only where nothing was done. Absent where no operation of the family has `batch`.
   */
  operateBatch?(
    requests: readonly OperationRequest[],
    signal: AbortSignal,
  ): Promise<readonly BatchResult[]>;
  /** Where the server's API describes itself. */
  readonly explorer?: ServiceExplorer | undefined;
  /** What the server keeps of what happened on it; absent where it keeps nothing. */
  readonly history?: HistoryReader | undefined;
  /** Known once a full set has arrived; undefined where there is one server only. */
  readonly others?: OtherServers | undefined;
  /** Opens the console of an object, in RFB. It ends with the session. Absent where the family has none. */
  console?(ref: Ref, signal: AbortSignal): Promise<OpenedStream<ConsoleFacts>>;
  cancelTask(ref: Ref, signal: AbortSignal): Promise<void>;
  /**
   * The objects that somebody looks at now, instead of those of the last call. What offers and sheets need to know only of them is reported to the
   * sink. Absent where all is cached of all objects.
   */
  attend?(refs: ReadonlySet<Ref>): void;
  /** Logs out and frees everything; never throws and takes a few seconds at the most. */
  close(): Promise<void>;
  /** After `close`: what stands on the server still, as the server could not be notified. Absent: nothing ever does. */
  readonly left?: readonly LeftSession[];
  /** Ends what earlier sessions with the same server left. Never throws; what it cannot end is in its own `left`. */
  endLeft?(left: readonly LeftSession[]): void;
}

/** A session that stands on a server though nobody uses it: what the family needs to end it. A secret. */
export type LeftSession = string;

export interface OperationRequest {
  readonly ref: Ref;
  /** For messages. */
  readonly name: string;
  readonly operation: OperationId;
  readonly inputs: InputValues;
}

export interface ChoicesRequest extends OperationRequest {
  /** Name of the input; `inputs` holds what was given so far. */
  readonly input: string;
  /** The folder among earlier options that is looked into. */
  readonly under?: string;
  /** Words that a choice has: for lists that are too long to be told whole. */
  readonly search?: string;
}

/** Browses and calls a self-describing API: every service, also those that Moref has no use for. */
export interface ServiceExplorer {
  services(signal: AbortSignal): Promise<ExplorerServices>;
  operations(service: string, signal: AbortSignal): Promise<readonly string[]>;
  /** @throws MorefException `missing` where this server lacks it */
  operation(service: string, operation: string, signal: AbortSignal): Promise<ExplorerOperation>;
  /** @throws MorefException `invalid` where the input does not fit, and where there is no answer */
  call(
    service: string,
    operation: string,
    input: ExplorerInput,
    signal: AbortSignal,
  ): Promise<ExplorerAnswer>;
}

/** How one object of a batch came out. */
export interface BatchResult {
  readonly error?: MorefError;
}

export interface OperationStarted {
  readonly task: Ref | null;
}

/** Where a session's updates go. Methods are async: what they return settles when the core is ready for more. */
export interface Sink {
  /**
   * A full set is about to arrive: at the start, and after anything was lost. What has not entered by `synced` is gone.
   */
  resync(): void;
  /** What the core holds of an object, as of the last `apply` that has settled: a snapshot is compared with it. */
  known(ref: Ref): Properties | undefined;
  /** Applied in order. */
  apply(updates: readonly ObjectUpdate[]): Promise<void>;
  /**
   * The full set is complete.
   * @param kept native types of which it is not: what is known of them stays until `completed`
   */
  synced(kept?: ReadonlySet<string>): void;
  /** Of a type that `synced` kept all objects have entered by now: what has not is gone. */
  completed(type: string): void;
  /** How a part of the session stands. It takes the place of what was reported of the part with the same id. */
  part(part: SessionPart): void;
  /** Tasks that are new or changed. A task that the server forgets stays known to the core. */
  tasks(tasks: readonly ProviderTask[]): void;
  /** The server lists these no more: how those ended that were under way when they were last reported is not known. */
  tasksGone(tasks: readonly Ref[]): void;
  /** The server said something, be it that nothing is new. */
  heard(): void;
  /** What was heard last is the last for now: the session tries again in so many milliseconds. `heard` ends it. */
  interrupted(error: unknown, retryMs: number): void;
}

/** Where a session's tasks are reported. */
export type TaskSink = Pick<Sink, 'tasks' | 'tasksGone'>;

/** Structured log; the implementation masks secrets. */
export interface Log {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}
