import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenedStream } from '#shared/contract/define.ts';
import type { ConsoleFacts, ConsoleView } from '#shared/model/console.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import { startDemoPool, type DemoPool } from '../../../../demo/xapi/pool.ts';
import { silentLog } from '../../../log.ts';
import type { Session } from '../../provider.ts';
import { RecordingSink } from '../../recording-sink.ts';
import { RfbViewer } from '../../testing/rfb-viewer.ts';
import { xenserver } from '../provider.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const { signal } = new AbortController();
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Followed {
  readonly pool: DemoPool;
  readonly session: Session;
  readonly sink: RecordingSink;
}

/** A pool whose hosts all listen, each with a certificate of its own, and a session that follows it. */
async function follow(user?: string): Promise<Followed> {
  const pool = await startDemoPool({
    vms: 8,
    hosts: 2,
    members: 1,
    tls: true,
    taskSeconds: [0, 0.02],
  });
  closers.push(() => pool.close());
  const abort = new AbortController();
  const session = await xenserver.connect({
    address: pool.url,
    user: user ?? pool.user,
    password: pool.password,
    pinnedFingerprint: pool.certificateFingerprint ?? null,
    signal: abort.signal,
    log: silentLog,
  });
  const sink = new RecordingSink();
  const running = session.run(sink, abort.signal).catch((error: unknown) => sink.ended(error));
  closers.push(async () => {
    abort.abort();
    await running;
    await session.close();
  });
  await sink.until('a full set', () => sink.sets > 0, 10_000);
  return { pool, session, sink };
}

function viewOf({ session, sink }: Followed, ref: Ref): ConsoleView | null {
  const { permissions } = session;
  const properties = sink.objects.get(ref) ?? {};
  return xenserver.console?.(ref, properties, { ...sink.lookup, permissions }) ?? null;
}

function machines({ sink }: Followed, state: string, domain = false): readonly Ref[] {
  return [...sink.lookup.ofType('VM')].filter((ref) => {
    const vm = sink.objects.get(ref) ?? {};
    return (
      vm['power_state'] === state &&
      vm['is_control_domain'] === domain &&
      vm['is_a_template'] === false &&
      vm['is_a_snapshot'] === false
    );
  });
}

function one(refs: readonly Ref[]): Ref {
  const [ref] = refs;
  if (ref === undefined) throw new Error('The pool has no such machine.');
  return ref;
}

async function open({ session }: Followed, ref: Ref): Promise<OpenedStream<ConsoleFacts>> {
  if (session.console === undefined) throw new Error('There are no consoles.');
  return session.console(ref, signal);
}

/** The last line with text on a guest's screen. */
function lastLine({ pool }: Followed, ref: Ref): string {
  const opaque = [...pool.database.all('VM')].find((row) => row.values['uuid'] === refId(ref))?.ref;
  return pool.screenOf(opaque ?? '')?.findLast((line) => line !== '') ?? '';
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('consoles of a pool', { timeout: 30_000 }, () => {
  it('opens those of machines on all hosts, each by its own certificate, and types into them', async () => {
    const followed = await follow();
    const hosts = new Set<string>();
    for (const ref of machines(followed, 'Running')) {
      const console = await open(followed, ref);
      hosts.add(console.facts.host);
      const viewer = new RfbViewer(console);
      expect(await viewer.shakeHands()).toMatchObject({ version: 'RFB 003.008', height: 400 });
      await viewer.look([5, -258]);
      // r, o, o, t
      await viewer.press(19, 24, 24, 20);
      await until(() => lastLine(followed, ref).endsWith('login: root'));
      console.close();
    }
    expect(hosts.size).toBe(2);
    // A session each, beside the one that follows.
    await until(() => followed.pool.sessions === 1);
  });

  it('opens that of a host, which knows the oldest version and hextile only', async () => {
    const followed = await follow();
    const host = one([...followed.sink.lookup.ofType('host')]);
    expect(viewOf(followed, host)).toMatchObject({ state: 'ready' });
    const console = await open(followed, host);
    const viewer = new RfbViewer(console);
    expect((await viewer.shakeHands()).version).toBe('RFB 003.003');
    expect(await viewer.look([7, 5, 0])).toEqual([1, 5]);
    const domain = one(
      machines(followed, 'Running', true).filter((ref) => {
        const view = viewOf(followed, ref);
        return view?.generation === viewOf(followed, host)?.generation;
      }),
    );
    await viewer.type('admin');
    await until(() => lastLine(followed, domain).endsWith('login: admin'));
    console.close();
  });

  it('follows a machine that boots anew, and one that goes to another host', async () => {
    const followed = await follow();
    const { pool, session, sink } = followed;
    const ref = one(machines(followed, 'Running'));
    const name = textOf(sink.objects.get(ref)?.['name_label']);
    const first = await open(followed, ref);
    const before = viewOf(followed, ref);
    const viewer = new RfbViewer(first);
    await viewer.shakeHands();
    await session.operate({ ref, name, operation: 'power.reset', inputs: {} }, signal);
    await viewer.untilEnded().catch(() => undefined);
    await until(() => viewOf(followed, ref)?.generation !== before?.generation);
    const second = new RfbViewer(await open(followed, ref));
    expect(await second.shakeHands()).toMatchObject({ width: expect.any(Number) as number });
    const from = viewOf(followed, ref);
    const target = one(
      [...sink.lookup.ofType('host')].filter(
        (host) => sink.objects.get(host)?.['name_label'] !== from?.host,
      ),
    );
    await until(() => lastLine(followed, ref).includes('login:'));
    await session.operate({ ref, name, operation: 'vm.migrate', inputs: { host: target } }, signal);
    await second.untilEnded().catch(() => undefined);
    await until(() => viewOf(followed, ref)?.host !== from?.host);
    const third = await open(followed, ref);
    expect(third.facts.host).toBe(sink.objects.get(target)?.['name_label']);
    // The same guest: it has not booted.
    expect(lastLine(followed, ref)).toContain('login:');
    third.close();
    expect(pool.hosts).toHaveLength(2);
  });

  it('goes to the new coordinator for a session', async () => {
    const followed = await follow();
    const ref = one(machines(followed, 'Running'));
    followed.pool.misbehave.failover();
    const console = await open(followed, ref);
    await new RfbViewer(console).shakeHands();
    console.close();
  });

  it('says who has it where the pool allows one at a time', async () => {
    const followed = await follow();
    followed.pool.misbehave.oneConsole();
    const ref = one(machines(followed, 'Running'));
    const console = await open(followed, ref);
    await expect(open(followed, ref)).rejects.toMatchObject({
      data: { kind: 'conflict', message: spoken(/is in use.*User 'root' is currently connected/) },
    });
    await until(() => followed.pool.sessions === 2);
    console.close();
  });

  it('says what an account lacks, before the server is asked and by its answer', async () => {
    const followed = await follow('reader');
    const ref = one(machines(followed, 'Running'));
    const missing = spoken(/lacks the permission http\/connect_console/);
    expect(viewOf(followed, ref)?.refused).toEqual(missing);
    await expect(open(followed, ref)).rejects.toMatchObject({
      data: { kind: 'denied', message: missing },
    });
    const operator = await follow('operator');
    const host = one([...operator.sink.lookup.ofType('host')]);
    expect(viewOf(operator, one(machines(operator, 'Running')))?.refused).toBeUndefined();
    expect(viewOf(operator, host)?.refused).toEqual(spoken(/host_console/));
  });

  it('knows what helps where there is nothing to see', async () => {
    const followed = await follow();
    const off = one(machines(followed, 'Halted'));
    expect(viewOf(followed, off)).toMatchObject({ state: 'off', helps: 'power.on' });
    await expect(open(followed, off)).rejects.toMatchObject({ data: { kind: 'conflict' } });
    const template = one(
      [...followed.sink.lookup.ofType('VM')].filter(
        (ref) => followed.sink.objects.get(ref)?.['is_a_template'] === true,
      ),
    );
    expect(viewOf(followed, template)).toBeNull();
  });

  it('trusts no host by the certificate of another', async () => {
    const followed = await follow();
    const { pool, sink } = followed;
    const away = one(
      machines(followed, 'Running').filter((ref) => {
        const [, second] = pool.hosts;
        return viewOf(followed, ref)?.generation.startsWith(second?.address ?? '-') === true;
      }),
    );
    for (const row of pool.database.all('Certificate'))
      pool.misbehave.become('Certificate', row.ref, {
        fingerprint_sha256: '00:'.repeat(31) + '00',
        fingerprint: '00:'.repeat(31) + '00',
      });
    await sink.until(
      'another fingerprint',
      () =>
        [...sink.lookup.ofType('Certificate')].every((ref) =>
          textOf(sink.objects.get(ref)?.['fingerprint']).startsWith('00'),
        ),
      10_000,
    );
    await expect(open(followed, away)).rejects.toMatchObject({ data: { kind: 'certificate' } });
    expect(pool.sessions).toBe(1);
  });

  it('ends with the session, and leaves none of its own behind', async () => {
    const followed = await follow();
    const console = await open(followed, one(machines(followed, 'Running')));
    const viewer = new RfbViewer(console);
    await viewer.shakeHands();
    expect(followed.pool.sessions).toBe(2);
    await followed.session.close();
    await viewer.untilEnded().catch(() => undefined);
    expect(followed.pool.sessions).toBe(0);
  });
});
