import type { Text } from '#shared/i18n/text.ts';
import { text } from '#shared/i18n/make-text.ts';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import { describe, expect, it } from 'vitest';
import type { OperationInput, OperationOffer } from '#shared/model/operation.ts';
import { CommonOffers } from './common-offers.ts';
import { someOf } from './offers-of-many.ts';

function gathered(most: number, objects: readonly (readonly OperationOffer[])[]) {
  const common = new CommonOffers(most);
  for (const offers of objects)
    common.add({
      verdicts: offers,
      alike: 'vm',
      offer: (wanted) => offers.find(({ id }) => id === wanted),
    });
  return common.result();
}

function common(...objects: (readonly OperationOffer[])[]) {
  return gathered(Infinity, objects);
}

const off: OperationOffer = { id: 'power.off', label: 'Power off', group: 'power' };
const asking = (...inputs: OperationInput[]): readonly OperationOffer[] => [
  { id: 'edit', label: 'Edit', group: 'edit', inputs },
];
const joined = (one: OperationInput, other: OperationInput) => {
  const [offer] = common(asking(one), asking(other));
  return offer?.inputs;
};
const field = { name: 'f', label: 'F', required: true } as const;

describe('offers of a selection', () => {
  it('count objects, and give a reason where nothing can be run', () => {
    const refused = { ...off, refused: 'It is off.' };
    expect(common([off], [{ ...refused, done: true }], [refused], [])).toEqual([
      { ...off, runnable: 1, done: 1, refused: 2 },
    ]);
    expect(common([refused], [])).toEqual([
      { ...off, runnable: 0, done: 0, refused: 2, reason: 'It is off.' },
    ]);
  });

  it('count all objects, and take what is asked for from some', () => {
    const limits = [4, 9, 7].map((max) =>
      asking({ name: 'f', label: 'F', required: true, type: 'number', max }),
    );
    const refused = [{ id: 'edit', label: 'Edit', group: 'edit', refused: 'Not now.' } as const];
    const [two] = gathered(2, [refused, ...limits]);
    expect(two).toMatchObject({ runnable: 3, refused: 1, inputs: [{ max: 9 }] });
    const [one] = gathered(1, [refused, ...limits]);
    expect(one).toMatchObject({ runnable: 3, refused: 1, inputs: [{ max: 4 }] });
  });

  it('ask one question for all', () => {
    const ask = (name: string, risk: Text = lost): readonly OperationOffer[] => [
      { ...off, confirm: `Power off ${name}?`, risk },
    ];
    const lost = text('failure.bug', { message: 'unsaved data is lost' });
    const asked = text('bulk.question', { operation: 'Power off', count: 2 });
    const [both] = common(ask('a'), ask('b'));
    expect(both).toMatchObject({ confirm: asked, risk: lost });
    const [other] = common(ask('a'), ask('b', 'It is a domain controller.'));
    expect(other?.confirm).toEqual(asked);
    expect(other?.risk).toBeUndefined();
    const [mixed] = common([off], ask('b'));
    expect(mixed).toMatchObject({ confirm: asked, risk: lost });
    const [single] = common(ask('a'));
    expect(single).toMatchObject({ confirm: 'Power off a?', risk: lost });
  });

  it('ask for what may be lost where it stands behind the question', () => {
    const ask = (confirm: string): readonly OperationOffer[] => [{ ...off, confirm }];
    const [both] = common(ask('Power off a? It is lost.'), ask('Power off b? It is lost.'));
    expect(both?.risk).toBe('It is lost.');
    const [single] = common(ask('Power off a? It is lost.'));
    expect(single).toMatchObject({ confirm: 'Power off a? It is lost.' });
    expect(single).not.toHaveProperty('risk');
  });

  it('are destructive where one is, and go together where all do', () => {
    const [one] = common([{ ...off, batch: true }], [{ ...off, destructive: true, guard: 'b' }]);
    expect(one).toEqual({ ...off, destructive: true, runnable: 2, done: 0, refused: 0 });
    const [all] = common([{ ...off, batch: true }], [{ ...off, batch: true }]);
    expect(all?.batch).toBe(true);
  });

  it('ask for all that any asks for, within the widest limits', () => {
    const number = { ...field, type: 'number' } as const;
    expect(
      joined({ ...number, min: 2, max: 4, initial: 2 }, { ...number, min: 1, max: 3, initial: 3 }),
    ).toEqual([{ ...number, min: 1, max: 4 }]);
    expect(joined({ ...number, max: 4, initial: 2 }, { ...number, initial: 2 })).toEqual([
      { ...number, initial: 2 },
    ]);
    const text = { ...field, type: 'text' } as const;
    expect(joined({ ...text, maxLength: 5 }, { ...text, maxLength: 9 })).toEqual([
      { ...text, maxLength: 9 },
    ]);
    const choice = { ...field, type: 'choice' } as const;
    const [a, b] = ['a', 'b'].map((value) => ({ value, label: value }));
    if (a === undefined || b === undefined) throw new Error('Two options.');
    expect(joined({ ...choice, options: [a] }, { ...choice, options: [a, b] })).toEqual([
      { ...choice, options: [a, b] },
    ]);
    const lookup = { ...field, type: 'lookup', initial: 'x', initialLabel: 'X' } as const;
    expect(joined(lookup, { ...lookup, initial: 'y' })).toEqual([{ ...field, type: 'lookup' }]);
    expect(joined({ ...text, name: 'g' }, text)?.map(({ name }) => name)).toEqual(['g', 'f']);
  });
});

it('a part of a large selection is out of all of its parts, a small one is whole', () => {
  const objects = Array.from({ length: 107_080 }, (_, index) => index);
  const some = someOf(objects);
  expect(some.length).toBeGreaterThan(1900);
  expect(some.length).toBeLessThan(2100);
  const gaps = some.map((one, index) => one - (some[index - 1] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(60);
  expect(someOf(objects.slice(0, 2000))).toHaveLength(2000);
});

it('says of an input that only one kind of server asks for it', () => {
  const name: OperationInput = { name: 'name', label: 'Name', type: 'text', required: true };
  const memory: OperationInput = {
    name: 'memory',
    label: 'Memory',
    type: 'boolean',
    required: false,
  };
  const mode: OperationInput = { ...memory, name: 'mode', label: 'Mode', help: 'How.' };
  const common = new CommonOffers(10);
  const add = (family: 'vsphere' | 'xenserver', inputs: readonly OperationInput[]): void => {
    const offer: OperationOffer = {
      id: 'snapshot.create',
      label: 'Snapshot',
      group: 'snapshot',
      inputs,
    };
    common.add({ verdicts: [offer], alike: family, family, offer: () => offer });
  };
  add('vsphere', [name, memory]);
  add('xenserver', [name, mode]);
  const [snapshot] = spoken(common.result());
  expect(snapshot?.inputs?.map((input) => input.help)).toEqual([
    undefined,
    'Only for VMware vSphere (vCenter, ESXi).',
    'Only for XenServer, XCP-ng. How.',
  ]);
});
