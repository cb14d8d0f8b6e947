import { BOUNDS } from '#core/net/bounds.ts';
import { inEnglish } from '#shared/i18n/english.ts';
import { describeStep, makePlan, type Plan, type Step } from '../plan.ts';
import { FaultProxy } from '../proxy/fault-proxy.ts';
import { Random } from '../random.ts';
import type { Subject } from '../servers/subject.ts';
import { newCertificate } from './certificates.ts';
import { differences } from './compare.ts';
import { standingDifferences } from './compare-standing.ts';
import { startCoreUnderTest, type CoreUnderTest } from './core-under-test.ts';
import { follow, type Follower } from './follower.ts';
import { Network } from './network.ts';
import { Operations } from './operations.ts';
import { Person } from './person.ts';
import { describeShare, measureShare } from '../time/starvation.ts';
import { standingOf } from './standing-of.ts';
import { pause, until, untilReally } from './until.ts';

/** How long the core has from the last fault, milliseconds. */
const allowedMs = 60_000;

/** What was lost on its way is waited for as long as a server may take to answer, and then to be taken back. */
const toldWithinMs = BOUNDS.headersMs + 60_000;

/** What a sequence came to. */
export interface Outcome {
  readonly seed: number;
  readonly faults: number;
  readonly operations: number;
  readonly changes: number;
  /** From the last fault until all was as it is on the server, milliseconds. */
  readonly convergedMs: number;
  /** Why it failed; empty where all was well. */
  readonly failures: readonly string[];
  /** What was done, and what the core said of it, for a failure. */
  readonly story: readonly string[];
}

interface Trial {
  readonly random: Random;
  readonly plan: Plan;
  readonly subject: Subject;
  readonly proxy: FaultProxy;
  readonly core: CoreUnderTest;
  readonly witness: Follower;
  readonly network: Network;
  readonly operations: Operations;
  readonly person: Person;
  readonly failures: string[];
  /** What happened, each line with its time. */
  readonly story: string[];
  changes: number;
}

/**
 * One seeded sequence from a new server and a new core to their ends.
 * @param timers those that it has started and that are still to come, where somebody counts them
 */
export async function runSequence(
  seed: number,
  start: (seed: number) => Promise<Subject>,
  timers: () => readonly string[] = () => [],
): Promise<Outcome> {
  const trial = await begin(seed, start);
  const { failures, network, operations } = trial;
  noteStandings(trial);
  let convergedMs = 0;
  try {
    convergedMs = await perform(trial);
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  } finally {
    await end(trial);
  }
  const left = timers();
  if (left.length > 0) failures.push(`${left.length} timers are left: ${left.join('; ')}`);
  return {
    seed,
    faults: network.count,
    operations: operations.count,
    changes: trial.changes,
    convergedMs,
    failures,
    story: failures.length === 0 ? [] : storyOf(trial),
  };
}

/** A new server, a new core, and all that stands between and beside them. */
async function begin(seed: number, start: (seed: number) => Promise<Subject>): Promise<Trial> {
  const random = new Random(seed);
  const plan = makePlan(random);
  const subject = await start(seed);
  const verifies = plan.trust === 'verified';
  const certificate = newCertificate(verifies);
  const proxy = new FaultProxy(subject.upstream, certificate);
  const core = await startCoreUnderTest(subject, await proxy.listen());
  const failures: string[] = [];
  const person = new Person(core, (what) => void failures.push(what));
  if (!verifies) {
    const { client, connection: id } = core;
    await client.call('connections.trust', { id, fingerprint: certificate.fingerprint });
  }
  return {
    random,
    plan,
    subject,
    proxy,
    core,
    witness: await follow(subject.provider, addressOf(subject), subject.witness),
    network: new Network({ proxy, subject, person, verifies }),
    operations: new Operations(core, subject, random),
    person,
    failures,
    story: [],
    changes: 0,
  };
}

/** The server without the faults between. */
function addressOf({ upstream }: Subject): string {
  return `http://${upstream.host}:${upstream.port}`;
}

/** How the connection stands goes into the story, each time that it is otherwise. */
function noteStandings(trial: Trial): void {
  let stood = '';
  trial.core.onStatus(({ state, error }) => {
    const stands = `${state} ${inEnglish(error?.message ?? '')}`;
    if (stands !== stood) tell(trial, stands);
    stood = stands;
  });
}

/** What was done, what the core logged, and what went over the wire, in order of time. */
function storyOf({ plan, story, core, proxy }: Trial): readonly string[] {
  const exchanges = proxy.exchanges.map(
    (one) => `${new Date(one.at).toISOString()} ${one.describe()}`,
  );
  return [plan.trust, ...[...story, ...core.log().map(dated), ...exchanges].sort()];
}

function tell({ story }: Trial, what: string): void {
  story.push(`${new Date().toISOString()} ${what}`);
}

/** A line of the core's log, with its time ahead. */
function dated(line: string): string {
  const { time, ...rest } = JSON.parse(line) as Readonly<Record<string, unknown>>;
  return `${String(time)} ${JSON.stringify(rest)}`;
}

/** @returns from the last fault until all was as it is on the server, milliseconds */
async function perform(trial: Trial): Promise<number> {
  const { core, person, operations, subject } = trial;
  await disturb(trial);
  const healedAt = Date.now();
  const share = measureShare();
  await until(() => !person.isWaiting, 'a person to be asked about the certificate', 120_000);
  await person.settled();
  const since = Math.max(healedAt, person.asked > 0 ? Date.now() : 0);
  await settle(trial);
  const fresh = await follow(subject.provider, addressOf(subject), subject.access);
  try {
    const held = { objects: () => core.objects(), rows: () => core.rows.items.values() };
    const standing = standingOf(core);
    let found: readonly string[] = [];
    const isSame = (): boolean => {
      if (core.status().state !== 'live') {
        found = [`the connection is ${core.status().state}`];
        return false;
      }
      found = [
        ...differences(held, fresh, subject.moves),
        ...standingDifferences(standing, fresh, subject.moves),
      ];
      return found.length === 0;
    };
    await until(isSame, 'it to converge', since + allowedMs - Date.now()).catch(() => {
      const had = describeShare(share());
      throw new Error(`not as the server after 60 s (${had}): ${found.slice(0, 4).join('; ')}`);
    });
    const convergedMs = Date.now() - since;
    await until(() => operations.underWay === 0, 'the operations to be reported of', toldWithinMs);
    return convergedMs;
  } finally {
    await fresh.close();
  }
}

/** From the first connection to the end of the last fault. */
async function disturb(trial: Trial): Promise<void> {
  const { core, network, plan } = trial;
  await core.client.call('connections.open', { id: core.connection });
  await until(() => core.status().state === 'live', 'the first full load', 60_000);
  for (const step of plan.steps) {
    await pause(step.afterMs);
    await take(trial, step);
  }
  await pause(Math.max(0, network.overAt - Date.now()));
  network.heal();
  tell(trial, 'healed');
}

async function take(trial: Trial, step: Step): Promise<void> {
  tell(trial, describeStep(step));
  switch (step.do) {
    case 'fault':
      return trial.network.do(step.fault);
    case 'operate':
      return trial.operations.send();
    case 'change':
      return change(trial);
  }
}

async function change(trial: Trial): Promise<void> {
  const { subject, witness, random } = trial;
  const mark = `live-${trial.changes}-${random.integer(1000, 9999)}`;
  const next = subject.change(witness.rows(), mark, random);
  if (next === undefined) return;
  trial.changes += 1;
  const signal = AbortSignal.timeout(10_000);
  // What the server refuses is no change; nor is one that a restart comes in between of.
  await witness.session.operate({ ...next, name: next.ref }, signal).catch(() => undefined);
}

/** Resolves when nothing is under way on the server any more. */
async function settle({ witness }: Trial): Promise<void> {
  const isBusy = (): boolean =>
    witness.tasks().some(({ state }) => state === 'running' || state === 'queued');
  await pause(2000);
  await until(() => !isBusy(), 'the tasks of the server to end', 30_000);
}

/** Ends everything, and looks at what is left. */
async function end(trial: Trial): Promise<void> {
  const { core, proxy, subject, witness, operations, failures } = trial;
  failures.push(...operations.repeated(proxy.exchanges));
  await core.close();
  await witness.close();
  await untilReally(() => proxy.open === 0, 'the sockets to be closed', 10_000).catch(() => {
    failures.push(`${proxy.open} sockets are left open`);
  });
  const left = subject.sessions();
  const lost = proxy.exchanges.filter(
    ({ isWhole, request }) =>
      !isWhole && subject.loginsAndLogouts.some((text) => request.includes(text)),
  ).length;
  if (left !== undefined && left > lost)
    failures.push(`${left} sessions are left on the server, ${lost} can be explained`);
  await proxy.close();
  await subject.close();
}
