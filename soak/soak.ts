import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { owner, installVirtualTime, realTime } from './time/install.ts';
import type { PendingTimer } from './time/virtual-time.ts';
import type { Subject } from './servers/subject.ts';
import type { Outcome } from './sequence/run-sequence.ts';

/** Sequences that are under way at a time. */
const together = 6;

const protocols = ['vim25', 'automation', 'xapi'] as const;
type Protocol = (typeof protocols)[number];

const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '1000' },
    protocol: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    stories: { type: 'string' },
  },
});
const chosen = protocols.filter((one) => values.protocol === undefined || one === values.protocol);
if (chosen.length === 0) {
  process.stderr.write(`There is no protocol ${values.protocol}: ${protocols.join(', ')}.\n`);
  process.exit(2);
}

const time = installVirtualTime();
// Only now: what is imported takes the timers as they are.
const { runSequence } = await import('./sequence/run-sequence.ts');
const { startDemoVcenterSubject } = await import('./servers/demo-vcenter.ts');
const { startDemoPoolSubject } = await import('./servers/demo-pool.ts');

const starts: Readonly<Record<Protocol, (seed: number) => Promise<Subject>>> = {
  vim25: (seed) => startDemoVcenterSubject('vim25', seed),
  automation: (seed) => startDemoVcenterSubject('automation', seed),
  xapi: (seed) => startDemoPoolSubject(seed),
};

/** The HTTP library has one timer for all its limits, which it lets run out. */
function isHousekeeping({ isRef, inMs }: PendingTimer): boolean {
  return !isRef && inMs <= 1000;
}

/** A sequence of which not even the beginning could be had, or the end. */
function notBegun(seed: number, error: unknown): Outcome {
  const failure = error instanceof Error ? error.message : String(error);
  const nothing = { faults: 0, operations: 0, changes: 0, convergedMs: 0, story: [] };
  return { seed, ...nothing, failures: [failure] };
}

/** When it is due, and who started it: the first lines of the stack that are not of virtual time itself. */
function describeTimer({ inMs, from }: PendingTimer): string {
  const lines = from.split('\n').slice(1);
  const callers = lines.filter((line) => !line.includes('/time/')).slice(0, 3);
  return `in ${Math.round(inMs)} ms, ${callers.map((line) => line.trim()).join(' ')}`;
}

async function soak(protocol: Protocol, seeds: readonly number[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const left = [...seeds];
  const work = async (): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const one = seed;
      const name = `${protocol} ${one}`;
      const timers = (): readonly string[] =>
        time.pending
          .filter((timer) => timer.owner === name && !isHousekeeping(timer))
          .map(describeTimer);
      const outcome = await owner
        .run(name, () => runSequence(one, starts[protocol], timers))
        .catch((error: unknown) => notBegun(one, error));
      outcomes.push(outcome);
      if (outcome.failures.length > 0) reportFailure(protocol, outcome);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return outcomes;
}

function reportFailure(protocol: Protocol, { seed, failures, story }: Outcome): void {
  process.stdout.write(`${protocol}, seed ${seed}: ${failures.join('; ')}\n`);
  if (values.seed !== undefined) process.stdout.write(`  ${story.join('\n  ')}\n`);
  // Chance has a part in it: another run of the seed may go well.
  else if (values.stories !== undefined)
    writeFileSync(join(values.stories, `${protocol}-${seed}.txt`), `${story.join('\n')}\n`);
}

function seeds(): readonly number[] {
  if (values.seed !== undefined) return [Number(values.seed)];
  const first = Number(values.from);
  return Array.from({ length: Number(values.sequences) }, (_, index) => first + index);
}

const sum = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, outcome) => total + of(outcome), 0);

/** Listeners on the process, which every sequence has to take away again. */
const listeners = (): number =>
  process.eventNames().reduce((total, name) => total + process.listenerCount(name), 0);

/** Emitters, signals among them, that somebody listens to ever more often. */
const crowded = new Set<string>();
process.on('warning', ({ name, message }) => {
  if (name === 'MaxListenersExceededWarning') crowded.add(message);
});

let failed = 0;
for (const protocol of chosen) {
  const started = realTime.now();
  const listening = listeners();
  const outcomes = await soak(protocol, seeds());
  const bad = outcomes.filter(({ failures }) => failures.length > 0);
  failed += bad.length;
  const more = listeners() - listening;
  const crowds = [...crowded, ...(more > 0 ? [`${more} more listeners on the process`] : [])];
  crowded.clear();
  failed += crowds.length;
  for (const crowd of crowds) process.stdout.write(`${protocol}: ${crowd}\n`);
  const longest = Math.max(...outcomes.map(({ convergedMs }) => convergedMs)) / 1000;
  process.stdout.write(
    `${protocol}: ${outcomes.length} sequences, ${outcomes.length - bad.length} converged, ${bad.length} failed${bad.length === 0 ? '' : ` (seeds ${bad.map(({ seed }) => seed).join(', ')})`}; ` +
      `${sum(outcomes, ({ faults }) => faults)} faults, ${sum(outcomes, ({ operations }) => operations)} operations, ${sum(outcomes, ({ changes }) => changes)} changes of others; ` +
      `the longest took ${longest.toFixed(1)} s; ${((realTime.now() - started) / 1000).toFixed(0)} s, of which ${(time.skipped / 1000).toFixed(0)} s were skipped\n`,
  );
}
process.exit(failed === 0 ? 0 : 1);
