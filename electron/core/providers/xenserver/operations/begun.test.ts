import { inEnglish } from '#shared/i18n/english.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { catalog } from './catalog.ts';
import type { Case } from './testing/case.ts';
import { isReading } from './plan/recorder.ts';
import { lastingState } from './testing/lasting-state.ts';
import { severalCallsCases } from './testing/several-calls-cases.ts';
import { casesOf, titled } from './testing/cases.ts';
import { PoolUnderTest } from './testing/pool-under-test.ts';

/**
 * What has begun is finished: each operation with its window gone after the first change, and those of several calls with their connection
 * cut there, too. What becomes of it where the second call never arrives is this table: as it was before, or a word of what is left.
 */
const severalCalls: Readonly<Record<string, 'as before' | 'reported'>> = {
  'adapter.add': 'as before',
  'adapter.remove': 'as before',
  'cd.insert': 'as before',
  customFields: 'as before',
  'customFields.define': 'as before',
  'customFields.remove': 'as before',
  'disk.attach': 'as before',
  'disk.create': 'as before',
  'disk.detach': 'as before',
  'disk.remove': 'as before',
  folder: 'as before',
  'folder.create': 'as before',
  'folder.delete': 'as before',
  'folder.rename': 'as before',
  'host.enable': 'as before',
  'host.evacuate': 'as before',
  'host.reboot': 'as before',
  'host.shutdown': 'as before',
  settings: 'as before',
  'snapshot.create': 'reported',
  'snapshot.delete': 'reported',
  'snapshot.deleteAll': 'reported',
  'tags.add': 'as before',
  'tags.remove': 'as before',
  'vm.cpus': 'as before',
  'vm.create': 'as before',
  'vm.delete': 'reported',
};

const on = new PoolUnderTest();

beforeAll(async () => {
  await on.start({ vms: 60, hosts: 3, taskSeconds: [0, 0.01] });
  on.pool.misbehave.revive('VM.snapshot_with_quiesce');
}, 30_000);
afterAll(() => on.close());

const cases = [...casesOf(on), ...severalCallsCases(on)].map(titled);

/** Where the connection is cut: after the first change, whose answer is lost, and before the second. */
const cuts = [
  [1, 'after'],
  [2, 'before'],
] as const;

const isSeveral = ({ sends }: Case): boolean =>
  sends.filter((method) => !isReading(method.slice(method.lastIndexOf('.') + 1))).length > 1;

/** Runs the operation with the connection cut at a change: before it is done, or before it is answered. */
async function cutAt(
  number: number,
  when: 'before' | 'after',
  { operation, subject, inputs }: { operation: string; subject: Ref; inputs: object },
) {
  const cut = (change: { readonly number: number }): void => {
    if (change.number !== number) return;
    on.pool.misbehave.dropConnections(0.1);
    if (when === 'before') throw new Error('The connection is cut.');
  };
  const stop = on.pool.misbehave.watchChanges({ [when]: cut });
  const known = new Set(on.sink.objects.keys());
  try {
    const before = lastingState(on.pool.database);
    const task = await on.operate(
      subject,
      operation,
      on.inputs(subject, operation, inputs as never),
    );
    const ended = await on.ended(task as Ref);
    return { before, after: lastingState(on.pool.database), ended };
  } finally {
    stop();
    await caughtUp();
    await setAside(known);
  }
}

/** What was left gets another name, for the cases find what they made by its name. */
async function setAside(known: ReadonlySet<Ref>): Promise<void> {
  for (const ref of ['VM', 'VDI'].flatMap((owner) => on.all(owner)))
    if (!known.has(ref)) await on.run(ref, 'rename', { name: `left over ${ref}` });
  await caughtUp();
}

let marks = 0;

/** The connection is well again, and everything that was done is known. */
async function caughtUp(): Promise<void> {
  const ref = on.find('pool', () => true);
  marks += 1;
  const description = `mark ${marks}`;
  const mark = async (): Promise<boolean> => {
    await on.operate(ref, 'describe', { description }).catch(() => undefined);
    return !on.sink.interruptedNow && on.at(ref)['name_description'] === description;
  };
  await expect.poll(mark, { timeout: 15_000, interval: 20 }).toBe(true);
}

describe('an operation', { timeout: 60_000 }, () => {
  it.each(cases)('$title', async (one) => {
    const { operation, effect, afterwards } = one;
    for (const [number, when] of isSeveral(one) ? cuts : []) {
      const subject = await one.subject();
      const inputs = (await one.inputs?.(subject)) ?? {};
      const { before, after, ended } = await cutAt(number, when, { operation, subject, inputs });
      expect(ended.state, `${when} ${number}`).toBe('error');
      const reported = inEnglish(ended.error?.message ?? '').includes('What is left of it: ');
      if (!reported) expect(after, `${when} ${number}`).toEqual(before);
      if (number === 2)
        expect(reported ? 'reported' : 'as before', inEnglish(ended.error?.message ?? '')).toBe(
          severalCalls[operation],
        );
    }
    const subject = await one.subject();
    const before = on.at(subject);
    const given = on.inputs(subject, operation, await one.inputs?.(subject));
    const window = new AbortController();
    const stop = on.pool.misbehave.watchChanges({ after: () => window.abort() });
    const task = await on.operate(subject, operation, given, window.signal);
    if (task !== null) expect((await on.ended(task)).error).toBeUndefined();
    expect(window.signal.aborted).toBe(true);
    stop();
    await on.until(`the effect of ${operation}`, () => effect(on.at(subject), subject, before));
    await afterwards?.(subject);
  });

  it('is in the table, with each that there is', () => {
    const found = cases.filter(isSeveral).map(({ operation }) => operation);
    expect([...new Set(found)].sort()).toEqual(Object.keys(severalCalls).sort());
  });

  it('and every other one have been begun with a window that went', () => {
    const begun = new Set(cases.map(({ operation }) => operation));
    expect(catalog.all.map(({ id }) => id).filter((id) => !begun.has(id))).toEqual([]);
  });
});
