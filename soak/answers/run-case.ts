import { startOddProxy, type OddProxy, type SeenRequest } from '#core/testing/odd-proxy.ts';
import { inEnglish } from '#shared/i18n/english.ts';
import { differences } from '../sequence/compare.ts';
import { standingDifferences } from '../sequence/compare-standing.ts';
import { startCoreUnderTest, type CoreUnderTest } from '../sequence/core-under-test.ts';
import { follow } from '../sequence/follower.ts';
import { standingOf } from '../sequence/standing-of.ts';
import { pause, until } from '../sequence/until.ts';
import type { Subject } from '../servers/subject.ts';
import { callOf } from './calls.ts';
import type { OddKind } from './odd.ts';

/** How long the odd answer is given, and how long all has to be well again afterwards, milliseconds. */
const oddMs = 60_000;
const allowedMs = 60_000;
/** A session that is begun anew as often as this within that time hammers. */
const mostLogins = 30;

/** One call that a session makes, and how it is answered for a while. */
export interface AnswerCase extends OddKind {
  readonly call: string;
  readonly kind: string;
  /** Nothing is there without it: the connection waits until it is answered. */
  readonly isEssential: boolean;
}

/** Every call that a whole session makes from its login until all of its parts are there, and that of a further one. */
export async function callsOf(start: () => Promise<Subject>): Promise<readonly string[]> {
  const world = await begin(await start());
  try {
    await again(world);
    await until(() => isSettled(world.core), 'all parts', 60_000);
    await pause(40_000);
    return [...new Set(world.proxy.requests.map(callOf))].sort();
  } finally {
    await end(world);
  }
}

/** @returns why it failed; empty where all was well */
export async function runCase(
  one: AnswerCase,
  start: () => Promise<Subject>,
): Promise<readonly string[]> {
  const world = await begin(await start());
  const failures: string[] = [];
  try {
    await attack(world, one, failures);
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  } finally {
    await end(world);
  }
  return failures;
}

interface World {
  readonly subject: Subject;
  readonly proxy: OddProxy;
  readonly core: CoreUnderTest;
  readonly direct: string;
}

async function begin(subject: Subject): Promise<World> {
  const direct = `http://${subject.upstream.host}:${subject.upstream.port}`;
  const proxy = await startOddProxy(direct);
  const core = await startCoreUnderTest(subject, proxy.url);
  const world = { subject, proxy, core, direct };
  // A first try that fails by chance is made again.
  await core.client.call('connections.open', { id: core.connection }).catch(() => undefined);
  await until(() => isSettled(core), 'the first full load', 60_000);
  // The page is told in slices.
  let told = 0;
  const isTold = (): boolean => {
    const before = told;
    told = core.rows.items.size;
    return told > 0 && told === before;
  };
  await until(isTold, 'all rows', 60_000, 2000);
  return world;
}

async function end({ core, proxy, subject }: World): Promise<void> {
  await core.close();
  await proxy.close();
  await subject.close();
}

/** Another session begins: the server knows of none. */
async function again({ subject, proxy }: World): Promise<void> {
  const isLogin = (request: SeenRequest): boolean => isLoginTo(subject, request);
  const logins = proxy.count(isLogin);
  subject.restart?.(0);
  // Where what would tell that the session is gone stays away, silence tells it at last.
  await until(() => proxy.count(isLogin) > logins, 'another login', 400_000, 5);
}

function isLoginTo({ loginsAndLogouts }: Subject, { body }: SeenRequest): boolean {
  return loginsAndLogouts.some((text) => body.includes(text)) && /[Ll]ogin|"create"/.test(body);
}

function isSettled(core: CoreUnderTest): boolean {
  const { state, parts = [] } = core.status();
  return state === 'live' && parts.length > 0 && parts.every((part) => part.state !== 'loading');
}

async function attack(world: World, one: AnswerCase, failures: string[]): Promise<void> {
  const { core, proxy, subject, direct } = world;
  const before = core.rows.items.size;
  const story: string[] = [];
  core.onStatus(({ state, error }) => {
    const stands = `${state} ${error?.kind ?? ''} ${inEnglish(error?.message ?? '')}`.trim();
    story.push(stands);
    if (state === 'offline' || error?.kind === 'bug') failures.push(stands);
  });
  const isLogin = (request: SeenRequest): boolean => isLoginTo(subject, request);
  const logins = proxy.count(isLogin);
  const heal = proxy.answer((request) => callOf(request) === one.call, one.odd);
  await again(world);
  if (!one.isHarmless) {
    await pause(oddMs);
    const { state } = core.status();
    if (!one.isEssential && state !== 'live')
      failures.push(`it is ${state} without that answer: ${story.slice(-6).join(' → ')}`);
    if (core.rows.items.size !== before)
      failures.push(`there are ${core.rows.items.size} rows instead of ${before}`);
    if (proxy.count(isLogin) - logins > mostLogins)
      failures.push(`${proxy.count(isLogin) - logins} logins within a minute`);
    heal();
  }
  const fresh = await follow(subject.provider, direct, subject.access);
  try {
    await converge(world, fresh);
  } finally {
    heal();
    await fresh.close();
  }
}

async function converge(
  { core, subject }: World,
  fresh: Awaited<ReturnType<typeof follow>>,
): Promise<void> {
  const held = { objects: () => core.objects(), rows: () => core.rows.items.values() };
  const standing = standingOf(core);
  let found: readonly string[] = [];
  const isSame = (): boolean => {
    const { state } = core.status();
    found =
      state === 'live'
        ? [
            ...differences(held, fresh, subject.moves),
            ...standingDifferences(standing, fresh, subject.moves),
          ]
        : [`it is ${state}`];
    return found.length === 0;
  };
  await until(isSame, 'it to converge', allowedMs).catch(() => {
    throw new Error(`not as the server after it: ${found.slice(0, 3).join('; ')}`);
  });
}
