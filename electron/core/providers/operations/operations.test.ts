import { inEnglish } from '#shared/i18n/english.ts';
import { describe, expect, it } from 'vitest';
import type { OperationGroup } from '#shared/model/operation.ts';
import { makeRef } from '#shared/model/reference.ts';
import { findDefinition, makeCatalog } from './catalog.ts';
import { choicesOf } from './choices.ts';
import type { Definition, Subject } from './definition.ts';
import { readInputs } from './given.ts';
import { toOffer } from './offer.ts';
import { already, firstOf, orLacking } from './refusal.ts';
import { planOf } from './rehearsal.ts';

const subject: Subject = {
  ref: makeRef('Thing', '1'),
  name: 'web-01',
  object: {},
  lookup: { get: () => undefined, ofType: () => [] },
};
const one = (id: string, group: OperationGroup, more: Partial<Definition> = {}): Definition => ({
  id,
  label: id,
  group,
  types: ['Thing'],
  ...more,
});

describe('a catalog', () => {
  const catalog = makeCatalog([
    [
      one('delete', 'delete'),
      one('start', 'power'),
      one('resume', 'power', { exists: () => false }),
    ],
    [one('stop', 'power'), one('other', 'edit', { types: ['Other'] })],
  ]);

  it('keeps groups together, in the order of a menu', () => {
    expect(catalog.all.map(({ id }) => id)).toEqual(['start', 'resume', 'stop', 'other', 'delete']);
    expect(catalog.ofType('Other').map(({ id }) => id)).toEqual(['other']);
  });

  it('tells an operation that nobody knows from one that is not there now', () => {
    expect(findDefinition(catalog, 'start', subject).id).toBe('start');
    expect(() => findDefinition(catalog, 'fly', subject)).toThrow('web-01 has no operation “fly”.');
    expect(() => findDefinition(catalog, 'resume', subject)).toThrow(/resume.*web-01/);
  });

  it('prefers the definition that exists, where two share an id', () => {
    const twice = makeCatalog([
      [one('power', 'power', { exists: () => false, label: 'not this' }), one('power', 'power')],
    ]);
    expect(findDefinition(twice, 'power', subject).label).toBe('power');
  });
});

it('an offer that is refused asks for nothing, and what is already so needs no right', () => {
  const definition = one('start', 'power', {
    inputs: () => [{ name: 'a', label: 'A', type: 'text', required: true }],
  });
  expect(toOffer(definition, subject, undefined).inputs).toHaveLength(1);
  expect(toOffer(definition, subject, 'No.')).toEqual({
    id: 'start',
    label: 'start',
    group: 'power',
    refused: 'No.',
  });
  const refusal = orLacking(already('It runs.'), () => 'No right.');
  expect(toOffer(definition, subject, refusal)).toMatchObject({ refused: 'It runs.', done: true });
  expect(orLacking('No.', () => 'No right.')).toBe('No right.');
  expect(orLacking('No.', () => undefined)).toBe('No.');
  expect(
    firstOf(
      subject,
      () => undefined,
      () => 'second',
      () => 'third',
    ),
  ).toBe('second');
});

it('a plan is what would be sent, or why nothing is', async () => {
  const rehearsed = { steps: ['Starts.'], findings: [], requests: [], commands: [] };
  const rehearse = () => Promise.resolve(rehearsed);
  expect(await planOf(undefined, rehearse)).toEqual({ outcome: 'run', ...rehearsed });
  expect(await planOf('No.', rehearse)).toMatchObject({ outcome: 'refused', reason: 'No.' });
  expect(await planOf(undefined, () => Promise.resolve(already('It runs.')))).toMatchObject({
    outcome: 'done',
    reason: 'It runs.',
    steps: [],
  });
});

it('inputs are read by their own names only', () => {
  const given = readInputs({ name: '  web ', size: 4, on: true, host: 'HostSystem:host-1' });
  expect([given.text('name'), given.text('constructor')]).toEqual(['web', '']);
  expect([given.number('size'), given.number('name')]).toEqual([4, undefined]);
  expect([given.flag('on'), given.flag('size')]).toEqual([true, false]);
  expect([given.picked('host'), given.picked('none')]).toEqual(['HostSystem:host-1', undefined]);
});

describe('choices', () => {
  const options = Array.from({ length: 2001 }, (_, index) => ({
    value: `${index}`,
    label: `x ${index}`,
  }));
  const definition = {
    label: 'Move',
    choices: { many: () => options, few: () => options.slice(0, 2) },
  };

  it('are cut where there are more than anybody reads, which is reported', async () => {
    const many = await choicesOf(definition, { input: 'many' }, subject);
    expect([many.options.length, many.truncated]).toEqual([2000, true]);
    expect(await choicesOf(definition, { input: 'few' }, subject)).toEqual({
      options: options.slice(0, 2),
    });
  });

  it('are searched before they are cut: what is looked for is there, however many there are', async () => {
    const found = await choicesOf(definition, { input: 'many', search: '2000' }, subject);
    expect([found.options.length, found.truncated]).toEqual([1, undefined]);
  });

  it('are none for an input that there is not', async () => {
    const error = (await choicesOf(definition, { input: 'constructor' }, subject).catch(
      (one) => one,
    )) as {
      readonly data: { readonly kind: string; readonly message: never };
    };
    expect(error.data.kind).toBe('missing');
    expect(inEnglish(error.data.message)).toContain('constructor');
  });
});
