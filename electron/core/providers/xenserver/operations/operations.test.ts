import { inEnglish } from '#shared/i18n/english.ts';
import type { MorefException } from '#shared/model/error.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from './catalog.ts';
import { isReading } from './plan/recorder.ts';
import { lastingState } from './testing/lasting-state.ts';
import { casesOf, titled } from './testing/cases.ts';
import { PoolUnderTest } from './testing/pool-under-test.ts';

/** Every operation on a simulated pool: what the plan says is sent, the task, and the effect in the property cache. */
const on = new PoolUnderTest();

beforeAll(async () => {
  await on.start({ vms: 60, hosts: 3, taskSeconds: [0, 0.01] });
  on.pool.misbehave.revive('VM.snapshot_with_quiesce');
}, 30_000);
afterAll(() => on.close());

const cases = casesOf(on).map(titled);

/** The server takes the right away for the first thing that would be changed: that is reported, and nothing is changed. */
async function refusedByServer(
  subject: Ref,
  operation: string,
  { given, sends }: { readonly given: InputValues; readonly sends: readonly string[] },
): Promise<void> {
  const first = sends
    .map((method) => method.replace('Async.', ''))
    .find((method) => !isReading(method.slice(method.indexOf('.') + 1)));
  const before = lastingState(on.pool.database);
  const giveBack = on.pool.misbehave.deny(first ?? '');
  const outcome = await on
    .operate(subject, operation, on.inputs(subject, operation, given))
    .then(async (task) => (task === null ? undefined : (await on.ended(task)).error))
    .catch((thrown: unknown) => (thrown as MorefException).data)
    .finally(giveBack);
  expect(outcome, first).toMatchObject({ kind: 'denied' });
  expect(lastingState(on.pool.database)).toEqual(before);
}

describe('operations on a pool', { timeout: 30_000 }, () => {
  it.each(cases)('$title', async ({ operation, subject: find, ...expected }) => {
    const subject = await find();
    const before = on.at(subject);
    const given = (await expected.inputs?.(subject)) ?? {};

    const plan = await on.plan(subject, operation, on.inputs(subject, operation, given), true);
    expect(plan).toMatchObject({ outcome: 'run', findings: [] });
    expect(plan.steps.map(inEnglish).join('')).toMatch(/^[A-Z].*\.$/s);
    expect(plan.requests.map(({ method }) => method)).toEqual(expected.sends);
    for (const { text } of plan.requests) expect(text).toContain('«session»');
    const lines = plan.commands.flatMap(({ text }) => text.split('\n'));
    expect(lines).toHaveLength(expected.xe.length);
    for (const [index, wanted] of expected.xe.entries())
      if (typeof wanted === 'string') expect(lines[index]).toBe(wanted);
      else expect(lines[index]).toMatch(wanted);

    await refusedByServer(subject, operation, { given, sends: expected.sends });
    await on.run(subject, operation, given);
    await on.until(`the effect of ${operation}`, () =>
      expected.effect(on.at(subject), subject, before),
    );
    await expected.afterwards?.(subject);
  });

  it('are all in the table', () => {
    const tested = new Set(cases.map(({ operation }) => operation));
    expect(catalog.all.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });

  it('leave none of their own tasks on the server', async () => {
    // What a task of ours started by itself is the server's own.
    const left = (): number =>
      [...on.pool.database.all('task')].filter(
        ({ values }) => values['subtask_of'] === 'OpaqueRef:NULL',
      ).length;
    for (let tries = 0; left() > 0 && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(left()).toBe(0);
    expect(on.sink.knownTasks.size).toBeGreaterThan(30);
  });
});
