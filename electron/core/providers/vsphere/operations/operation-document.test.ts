import { readFileSync } from 'node:fs';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import { inEnglish } from '#shared/i18n/english.ts';
import type { MorefError } from '#shared/model/error.ts';
import { isFinished } from '#shared/model/task.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoVcenter } from '../../../../demo/vcenter.ts';
import { tagOperations } from '../automation/tags/tag-operations.ts';
import { catalogRef } from '../automation/tags/tag-catalog.ts';
import { Operator } from '../testing/operator.ts';
import { catalog } from './catalog.ts';
import { Lab } from './testing/lab.ts';
import { operationCases } from './testing/operation-cases.ts';
import type { CaseSubject } from './testing/operation-case.ts';

/** The table of what each operation asks of a server is complete, and each operation in it is run, refused, and left by its window. */
const document = readFileSync(
  new URL('../../../../../docs/vsphere-operations.md', import.meta.url),
  'utf8',
);

interface Row {
  readonly operation: string;
  readonly calls: readonly string[];
  readonly cells: readonly string[];
}

const rows: readonly Row[] = document.split('\n').flatMap((line) => {
  const cells = line.split('|').map((cell) => cell.trim());
  const [, operation = '', calls = ''] = cells;
  if (!operation.startsWith('`')) return [];
  const codes = [...calls.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return [{ operation: operation.replaceAll('`', ''), calls: codes, cells: cells.slice(1, -1) }];
});

let lab: Lab;
let reader: Operator;
const open = new AbortController();

beforeAll(async () => {
  const demo = await startDemoVcenter({ vms: 1200, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  lab = new Lab(demo, await Operator.connect(demo));
  reader = await Operator.connect({ ...demo, user: 'readonly@vsphere.local', password: 'demo' });
  await lab.until('the tags', () => lab.operator.has(catalogRef));
}, 60_000);

afterAll(async () => {
  await reader.close();
  await lab.operator.close();
  await lab.demo.close();
});

const all = [...catalog.all, ...tagOperations].map(({ id }) => id);

describe('the table of operations', () => {
  it('has a row for each operation of the catalogue, and no other', () => {
    expect(rows.map(({ operation }) => operation).sort()).toEqual([...new Set(all)].sort());
  });

  it('has a test of each', () => {
    const tested = operationCases.map(({ operation }) => operation);
    expect([...tested].sort()).toEqual([...new Set(all)].sort());
  });

  it.each(rows)('$operation says all', ({ cells }) => {
    expect(cells).toHaveLength(5);
    for (const cell of cells) expect(cell).not.toBe('');
  });
});

async function operate(
  operator: Operator,
  operation: string,
  { ref, inputs = {} }: CaseSubject,
  asked: AbortSignal,
) {
  const declared = operator.offers(ref).find(({ id }) => id === operation)?.inputs ?? [];
  const initial = declared.flatMap((input) =>
    input.initial === undefined || (input.when !== undefined && !(input.name in inputs))
      ? []
      : [[input.name, spoken(input.initial)] as const],
  );
  const request = {
    ref,
    name: operator.name(ref),
    operation,
    inputs: { ...Object.fromEntries(initial), ...inputs },
  };
  return operator.session.operate(request, asked);
}

/** Waits until what was started is over. */
async function ended(operator: Operator, task: Awaited<ReturnType<typeof operate>>['task']) {
  if (task === null) return;
  const known = () => operator.tasks.get(task);
  await operator.until(`${task} to end`, () => {
    const now = known();
    return now !== undefined && isFinished(now);
  });
  expect(known(), JSON.stringify(known()?.error)).toMatchObject({ state: 'success' });
}

describe.each(operationCases)(
  '$operation',
  { timeout: 60_000 },
  ({ operation, ready, refused }) => {
    const row = rows.find((one) => one.operation === operation);

    it('sends what the table says, and is done', async () => {
      const { operator } = lab;
      const run = await ready(lab);
      expect(operator.offer(run.ref, operation).refused).toBeUndefined();
      const plan = await operator.plan(run.ref, operation, run.inputs, true);
      expect(plan.outcome).toBe('run');
      const sent = plan.requests.map(({ method }) => method);
      expect([...new Set(sent)].filter((method) => row?.calls.includes(method) !== true)).toEqual(
        [],
      );
      const { task } = await operate(operator, operation, run, open.signal);
      await ended(operator, task);
    });

    it('ends as done though its window closes', async () => {
      const run = await ready(lab);
      const window = new AbortController();
      const stop = lab.demo.misbehave.watchChanges({ after: () => window.abort() });
      try {
        const { task } = await operate(lab.operator, operation, run, window.signal);
        await ended(lab.operator, task);
      } finally {
        stop();
      }
      expect(window.signal.aborted).toBe(true);
    });

    it('is not begun where its window closes first, nor for who may only look', async () => {
      const run = await ready(lab);
      await expect(
        operate(lab.operator, operation, run, AbortSignal.abort()),
      ).rejects.toMatchObject({
        data: { kind: 'cancelled' },
      });
      await reader.until('the object', () => reader.has(run.ref));
      const offer = reader.offers(run.ref).find(({ id }) => id === operation);
      if (offer === undefined || offer.refused !== undefined) return;
      await expect(operate(reader, operation, run, open.signal)).rejects.toMatchObject({
        data: { kind: 'denied' },
      });
    });

    it.skipIf(refused === undefined)('is refused with its reason', async () => {
      if (refused === undefined) return;
      const { ref, inputs, why } = await refused(lab);
      const offer = lab.operator.offer(ref, operation);
      if (offer.refused !== undefined) {
        expect(offer.refused).toMatch(why);
        return;
      }
      const thrown = await lab.operator.plan(ref, operation, inputs, true).then(
        (plan) => ({ message: JSON.stringify(plan) }),
        (error: unknown) => (error as { readonly data: MorefError }).data,
      );
      expect(inEnglish(thrown.message)).toMatch(why);
    });
  },
);
