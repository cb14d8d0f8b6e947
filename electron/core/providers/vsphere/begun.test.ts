import { inEnglish } from '#shared/i18n/english.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputValues } from '#shared/model/operation.ts';
import type { MorefError } from '#shared/model/error.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { ChangeWatcher } from '../../../demo/server/changes.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../demo/vcenter.ts';
import { catalogOf, catalogRef } from './automation/tags/tag-catalog.ts';
import { list } from './map/read.ts';
import { Operator } from './testing/operator.ts';
import { severalCalls } from './testing/several-calls.ts';

/** What has begun is finished: each operation of several calls, with its window gone after the first, or its connection cut there. */
let demo: DemoVcenter;
let operator: Operator;
let vm: Ref;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 20, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  operator = await Operator.connect(demo);
  vm = operator.find('VirtualMachine', (one) => one['config.template'] === false);
  await operator.until('the tags', () => operator.has(catalogRef));
  const defined = () => operator.offers(vm).find(({ id }) => id === 'customFields')?.inputs ?? [];
  for (const name of ['Rack', 'Owner']) {
    await operator.run(vm, 'customFields.define', { name, type: 'all' });
    await operator.until(`the field ${name}`, () => defined().some((one) => one.name === name));
  }
}, 60_000);

afterAll(async () => {
  await operator.close();
  await demo.close();
});

interface Several {
  readonly operation: (typeof severalCalls)[number];
  readonly inputs: InputValues;
  /** What the operation changes, by the server. */
  readonly state: () => unknown;
  /** How it reads once the operation is done. */
  readonly done: unknown;
  /** What it says where the answer to the first call was lost; undefined where that can be taken back all the same. */
  readonly reported?: RegExp;
}

const valuesOf = (ref: Ref): readonly unknown[] =>
  list(operator.at(ref), 'customValue')
    .map((one) => (isDataObject(one) ? one['value'] : undefined))
    .filter((value) => value !== '');

const cases: readonly Several[] = [
  {
    operation: 'customFields',
    inputs: { Rack: 'B7', Owner: 'Ada' },
    state: () => [...valuesOf(vm)].sort(),
    done: expect.arrayContaining(['Ada', 'B7']),
  },
  {
    operation: 'tags.create',
    inputs: { name: 'huge', category: '+', categoryName: 'size', single: true },
    state: () =>
      [...(catalogOf(operator.at(catalogRef))?.categories.values() ?? [])].filter(
        ({ name }) => name === 'size',
      ).length,
    done: 1,
    reported:
      /What is left of it: It is not known whether this was done: The category size was made, and has no tag\.$/,
  },
];

async function operate(
  { operation, inputs }: Several,
  watcher: ChangeWatcher,
  asked: AbortSignal,
): Promise<MorefError | undefined> {
  const request = { ref: vm, name: operator.name(vm), operation, inputs };
  const stop = demo.misbehave.watchChanges(watcher);
  try {
    await operator.session.operate(request, asked);
    return undefined;
  } catch (error) {
    return (error as { readonly data: MorefError }).data;
  } finally {
    stop();
  }
}

const { signal } = new AbortController();

describe('an operation of several calls', { timeout: 60_000 }, () => {
  it.each(cases)('$operation is taken back where its connection is cut', async (one) => {
    const before = one.state();
    const cut = (): never => {
      demo.misbehave.dropConnections(0.2);
      throw new Error('The connection is cut.');
    };
    const watcher = {
      before: ({ number }: { readonly number: number }) => void (number === 2 && cut()),
    };
    const error = await operate(one, watcher, signal);
    expect(error).toMatchObject({ kind: 'unreachable' });
    expect(error?.message).not.toContain('What is left of it');
    await expect.poll(one.state, { timeout: 20_000 }).toEqual(before);
  });

  it.each(cases)('$operation ends as done though its window goes', async (one) => {
    const window = new AbortController();
    const error = await operate(one, { after: () => window.abort() }, window.signal);
    expect(error).toBeUndefined();
    expect(window.signal.aborted).toBe(true);
    await expect.poll(one.state, { timeout: 20_000 }).toEqual(one.done);
  });

  it.each(cases)('$operation says what it does not know where an answer is lost', async (one) => {
    const given = one.operation === 'customFields' ? { Rack: '', Owner: '' } : { ...one.inputs };
    const before = one.state();
    const watcher = {
      after: ({ number }: { readonly number: number }) =>
        void (number === 1 && demo.misbehave.dropConnections(0.2)),
    };
    const renamed =
      one.operation === 'tags.create' ? { ...given, categoryName: 'other size' } : given;
    const error = await operate({ ...one, inputs: renamed }, watcher, signal);
    expect(error).toMatchObject({ kind: 'unreachable' });
    if (one.reported === undefined)
      await expect.poll(one.state, { timeout: 20_000 }).toEqual(before);
    else
      expect(inEnglish(error?.message ?? '').replace('other size', 'size')).toMatch(one.reported);
  });

  it('is in the table, with each that there is', () => {
    expect(cases.map(({ operation }) => operation)).toEqual(severalCalls);
  });
});

it('is not begun where its window goes first', async () => {
  const gone = AbortSignal.abort();
  const request = { ref: vm, name: 'it', operation: 'rename', inputs: { name: 'never' } };
  await expect(operator.session.operate(request, gone)).rejects.toMatchObject({
    data: { kind: 'cancelled', unsent: true },
  });
});
