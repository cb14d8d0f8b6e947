import type { Ref } from '#shared/model/reference.ts';
import { silentLog } from '../../log.ts';
import type { MappedRow, OperationRequest, Provider, Session } from '../provider.ts';
import { RecordingSink } from '../recording-sink.ts';

/** A server to test a family against, with what only its keeper can do to it. */
export interface ConformanceServer {
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly pinnedFingerprint: string | null;
  /** Ids of all VMs that the server has, for the comparison with what a session reports. */
  vms(): readonly string[];
  /** Sessions that are logged in. */
  sessions(): Promise<number>;
  expireSessions(): void;
  /** The service is gone for a moment; sessions and what hangs on them are lost. */
  restart(): void;
  dropConnections(): void;
  /** Makes a cached property of all VMs unreadable; returns its path. Absent where the protocol grants whole objects only. */
  denyRead?(): string;
  close(): Promise<void>;
}

export interface ConformanceOptions {
  readonly provider: Provider;
  /** The native type of a VM. */
  readonly vmType: string;
  /** A property of a VM that is not cached. */
  readonly heavyPath: string;
  startServer(): Promise<ConformanceServer>;
}

/** Runs a session against a sink of its own until `end`. */
export interface Running {
  readonly session: Session;
  readonly sink: RecordingSink;
  end(): Promise<void>;
}

export const patience = 20_000;
export const notAborted = new AbortController().signal;

/** A family against a server of its kind, one server a test. */
export class ServerUnderTest {
  readonly #options: ConformanceOptions;
  readonly #running: Running[] = [];
  #server: ConformanceServer | undefined;

  constructor(options: ConformanceOptions) {
    this.#options = options;
  }

  get provider(): Provider {
    return this.#options.provider;
  }

  get vmType(): string {
    return this.#options.vmType;
  }

  get heavyPath(): string {
    return this.#options.heavyPath;
  }

  get server(): ConformanceServer {
    if (this.#server === undefined) throw new Error('No server was started.');
    return this.#server;
  }

  async start(): Promise<void> {
    this.#server = await this.#options.startServer();
  }

  /** Ends all sessions, and the server. */
  async end(): Promise<void> {
    await Promise.all(this.#running.splice(0).map((entry) => entry.end()));
    await this.#server?.close();
  }

  credentials() {
    const { address, user, password, pinnedFingerprint } = this.server;
    return { address, user, password, pinnedFingerprint, signal: notAborted, log: silentLog };
  }

  /** A session with a full set. */
  async run(): Promise<Running> {
    const session = await this.provider.connect(this.credentials());
    const abort = new AbortController();
    const sink = new RecordingSink();
    const done = session.run(sink, abort.signal).catch((error: unknown) => sink.ended(error));
    const entry: Running = {
      session,
      sink,
      end: async () => {
        abort.abort();
        await done;
        await session.close();
      },
    };
    this.#running.push(entry);
    await sink.until('a full set', () => sink.sets > 0, patience);
    return entry;
  }

  /** A VM for which the operation is (not) possible now. */
  findVm(sink: RecordingSink, operation: string, possible = true): OperationRequest {
    for (const [ref, properties] of sink.objects) {
      if (!ref.startsWith(`${this.vmType}:`)) continue;
      const row = this.provider.mapRow(ref, properties, sink.lookup);
      const offer = this.provider
        .offers(ref, properties, sink.lookup)
        .find(({ id }) => id === operation);
      if (offer === undefined || row.kind !== 'vm') continue;
      if (row.state !== 'on' && row.state !== 'off') continue;
      if ((offer.refused === undefined) === possible)
        return { ref, name: row.name, operation, inputs: {} };
    }
    throw new Error(`The server has no VM to ${possible ? 'try' : 'be refused'} ${operation}.`);
  }

  row(sink: RecordingSink, ref: Ref): MappedRow {
    return this.provider.mapRow(ref, sink.objects.get(ref) ?? {}, sink.lookup);
  }

  async rename(entry: Running, to: string): Promise<Ref> {
    const request = this.findVm(entry.sink, 'rename');
    const offer = this.provider
      .offers(request.ref, entry.sink.objects.get(request.ref) ?? {}, entry.sink.lookup)
      .find(({ id }) => id === 'rename');
    const input = offer?.inputs?.[0]?.name ?? '';
    await entry.session.operate({ ...request, inputs: { [input]: to } }, notAborted);
    await entry.sink.until(
      'the new name',
      () => this.row(entry.sink, request.ref).name === to,
      patience,
    );
    return request.ref;
  }
}

/** What it was rejected with. @throws Error where it was not */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}
