import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { OperationRequest, Provider, Session } from './provider.ts';
import { silentLog } from '../log.ts';
import { RecordingSink } from './recording-sink.ts';

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
interface Running {
  readonly session: Session;
  readonly sink: RecordingSink;
  end(): Promise<void>;
}

const patience = 20_000;
const notAborted = new AbortController().signal;

/** The battery of tests that every family passes. */
export function describeConformance(name: string, options: ConformanceOptions): void {
  const { provider, vmType, heavyPath } = options;
  let server: ConformanceServer;
  const running: Running[] = [];

  const credentials = () => ({
    address: server.address,
    user: server.user,
    password: server.password,
    pinnedFingerprint: server.pinnedFingerprint,
    signal: notAborted,
    log: silentLog,
  });

  async function run(): Promise<Running> {
    const session = await provider.connect(credentials());
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
    running.push(entry);
    await sink.until('a full set', () => sink.sets > 0, patience);
    return entry;
  }

  /** A VM for which the operation is (not) possible now. */
  function findVm(sink: RecordingSink, operation: string, possible = true): OperationRequest {
    for (const [ref, properties] of sink.objects) {
      if (!ref.startsWith(`${vmType}:`)) continue;
      const row = provider.mapRow(ref, properties, sink.lookup);
      const offer = provider
        .offers(ref, properties, sink.lookup)
        .find(({ id }) => id === operation);
      if (offer === undefined || row.kind !== 'vm') continue;
      if (row.state !== 'on' && row.state !== 'off') continue;
      if ((offer.refused === undefined) === possible)
        return { ref, name: row.name, operation, inputs: {} };
    }
    throw new Error(`The server has no VM to ${possible ? 'try' : 'be refused'} ${operation}.`);
  }

  const row = (sink: RecordingSink, ref: Ref) =>
    provider.mapRow(ref, sink.objects.get(ref) ?? {}, sink.lookup);

  async function rename(entry: Running, to: string): Promise<Ref> {
    const request = findVm(entry.sink, 'rename');
    const offer = provider
      .offers(request.ref, entry.sink.objects.get(request.ref) ?? {}, entry.sink.lookup)
      .find(({ id }) => id === 'rename');
    const input = offer?.inputs?.[0]?.name ?? '';
    await entry.session.operate({ ...request, inputs: { [input]: to } }, notAborted);
    await entry.sink.until(
      'the new name',
      () => row(entry.sink, request.ref).name === to,
      patience,
    );
    return request.ref;
  }

  describe(`conformance: ${name}`, { timeout: 40_000 }, () => {
    beforeEach(async () => {
      server = await options.startServer();
    });

    afterEach(async () => {
      await Promise.all(running.splice(0).map((entry) => entry.end()));
      await server.close();
    });

    it('logs in, and says what the server is', async () => {
      const { session } = await run();
      expect(session.server.product).not.toBe('');
      expect(session.server.version).toMatch(/^\d+\./);
      expect(session.certificate?.fingerprint ?? null).toBe(server.pinnedFingerprint);
    });

    it('says auth for a wrong password, without repeating it', async () => {
      const wrong = { ...credentials(), password: `${server.password}-not` };
      const error = await rejection(provider.connect(wrong));
      expect(error).toMatchObject({ data: { kind: 'auth' } });
      expect(JSON.stringify(error)).not.toContain(wrong.password);
      expect(error).toMatchObject({ message: expect.stringContaining(server.user) as string });
    });

    it('says unreachable where there is no server', async () => {
      const nowhere = { ...credentials(), address: 'http://127.0.0.1:9' };
      await expect(provider.connect(nowhere)).rejects.toMatchObject({
        data: { kind: 'unreachable' },
      });
    });

    it('says invalid for an address that is none', async () => {
      await expect(
        provider.connect({ ...credentials(), address: 'vc example' }),
      ).rejects.toMatchObject({ data: { kind: 'invalid' } });
    });

    it('gives up connecting when asked to', async () => {
      const abort = new AbortController();
      const connecting = provider.connect({ ...credentials(), signal: abort.signal });
      abort.abort();
      await expect(connecting).rejects.toMatchObject({ data: { kind: 'cancelled' } });
    });

    it('reports every object, then that the set is complete', async () => {
      const { sink } = await run();
      const seen = [...sink.objects.keys()].filter((ref) => ref.startsWith(`${vmType}:`));
      expect(seen.sort()).toEqual([...server.vms()].map((id) => makeRef(vmType, id)).sort());
      expect(sink.log.indexOf('resync')).toBeLessThan(sink.log.indexOf('apply'));
      expect(sink.log.indexOf('apply')).toBeLessThan(sink.log.indexOf('synced'));
    });

    it('gives every object a name, a kind and a parent that exists', async () => {
      const { sink } = await run();
      const roots: string[] = [];
      for (const [ref, properties] of sink.objects) {
        const mapped = provider.mapRow(ref, properties, sink.lookup);
        expect(mapped.name, ref).not.toBe('');
        // What does not stand in the tree may be a part without a kind or a place of its own.
        if (mapped.hidden !== true) expect(mapped.kind, ref).not.toBe('other');
        if (mapped.parent === null) {
          // Content libraries stand beside the inventory.
          const inside = mapped.kind !== 'library';
          if (inside && (mapped.hidden !== true || mapped.kind === 'folder')) roots.push(ref);
        } else expect(sink.objects.has(mapped.parent), `${ref} below ${mapped.parent}`).toBe(true);
      }
      expect(roots.length, roots.join()).toBeLessThanOrEqual(1);
    });

    it('says the same of an operation in all offers, alone, and as a verdict', async () => {
      const { sink, session } = await run();
      const context = { ...sink.lookup, permissions: session.permissions };
      for (const [ref, properties] of sink.objects) {
        const offers = provider.offers(ref, properties, context);
        const verdicts = offers.map(({ id, refused, done }) => ({
          id,
          ...onlyDefined({ refused, done }),
        }));
        expect(provider.verdicts(ref, properties, context)).toEqual(verdicts);
        const alone = offers.flatMap(({ id }) => provider.offers(ref, properties, context, id));
        expect(alone).toEqual(offers);
      }
    });

    it('follows a power cycle, and its tasks to their end', async () => {
      const { session, sink } = await run();
      const off = findVm(sink, 'power.off');
      for (const [request, state] of [
        [off, 'off'],
        [{ ...off, operation: 'power.on' }, 'on'],
      ] as const) {
        const { task } = await session.operate(request, notAborted);
        expect(task).not.toBeNull();
        await sink.until(
          `${off.name} ${state}, its task a success`,
          () =>
            row(sink, off.ref).state === state &&
            sink.knownTasks.get(task as Ref)?.state === 'success',
          patience,
        );
        const reported = sink.knownTasks.get(task as Ref);
        expect(reported).toMatchObject({ target: off.ref, targetName: off.name });
        expect(reported?.finishedAt).toBeGreaterThanOrEqual(reported?.startedAt ?? Infinity);
        expect(reported?.initiator).toBeTruthy();
      }
    });

    it.each(['renamed-01', 'a/b\\c 100%', 'ü 中 <&>'])('renames to %s', async (to) => {
      await rename(await run(), to);
    });

    it('says conflict for an operation that the state forbids', async () => {
      const { session, sink } = await run();
      const refused = findVm(sink, 'power.on', false);
      const outcome = await session.operate(refused, notAborted).then(
        async ({ task }) => {
          await sink.until(
            'the task to fail',
            () => sink.knownTasks.get(task as Ref)?.state === 'error',
            patience,
          );
          return sink.knownTasks.get(task as Ref)?.error;
        },
        (error: { readonly data: MorefError }) => error.data,
      );
      expect(spoken(outcome)).toMatchObject({
        kind: 'conflict',
        native: { type: expect.any(String) as string },
        message: expect.stringContaining(refused.name) as string,
      });
    });

    it('says missing for an object that is not there', async () => {
      const { session } = await run();
      const ref = makeRef(vmType, 'vm-999999');
      await expect(
        session.operate({ ref, name: 'ghost', operation: 'power.on', inputs: {} }, notAborted),
      ).rejects.toMatchObject({ data: { kind: 'missing' } });
      await expect(session.read(ref, 'name', notAborted)).rejects.toMatchObject({
        data: { kind: 'missing' },
      });
    });

    it('knows that nothing was sent where nobody listens any more', async () => {
      const { session, sink } = await run();
      const request = findVm(sink, 'power.off');
      await server.close();
      const operate = async (): Promise<unknown> => {
        // Sockets that were open may still take a request.
        const { signal } = new AbortController();
        return rejection(session.operate(request, signal));
      };
      await expect
        .poll(operate, { timeout: patience })
        .toMatchObject({ data: { kind: 'unreachable', unsent: true, ref: request.ref } });
    });

    it('reads what is not cached, when asked', async () => {
      const { session, sink } = await run();
      const { ref } = findVm(sink, 'rename');
      expect(provider.onDemand(ref, {}).map(({ path }) => path)).toContain(heavyPath);
      const entry = await session.read(ref, heavyPath, notAborted);
      expect(entry.path).toBe(heavyPath);
      expect(entry.value).toBeTypeOf('object');
      expect(entry.type).toBeTruthy();
    });

    it('tells what may not be read, and everything else', async () => {
      const path = server.denyRead?.();
      // Whoever may read an XAPI object may read all of it: there is nothing to tell.
      if (path === undefined) return;
      const { session, sink } = await run();
      const { ref } = findVm(sink, 'rename');
      expect(sink.missing.get(ref)).toHaveProperty([path]);
      expect(row(sink, ref).name).not.toBe('');
      expect((await session.read(ref, path, notAborted)).missing).toBeTruthy();
    });

    it.each(['expireSessions', 'restart', 'dropConnections'] as const)(
      'goes on after %s',
      async (mishap) => {
        const entry = await run();
        const { sink } = entry;
        server[mishap]();
        if (mishap === 'dropConnections') {
          await sink.until('word of the interruption', () => sink.interruptedNow, patience);
          await sink.until('its end', () => !sink.interruptedNow, patience);
        } else await sink.until('a new full set', () => sink.sets > 1, patience);
        await rename(entry, 'after-the-mishap');
        expect(sink.error).toBeUndefined();
        expect([...sink.objects.keys()].filter((ref) => ref.startsWith(`${vmType}:`))).toHaveLength(
          server.vms().length,
        );
        await entry.end();
        expect(await server.sessions()).toBe(0);
      },
    );

    it('logs out at the end', async () => {
      const before = await server.sessions();
      const entry = await run();
      expect(await server.sessions()).toBe(before + 1);
      await entry.end();
      expect(await server.sessions()).toBe(before);
      expect(entry.sink.error).toBeUndefined();
    });
  });
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}
