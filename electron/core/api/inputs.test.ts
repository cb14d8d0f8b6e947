import { inputsParam } from '#shared/contract/params.ts';
import { describe, expect, it } from 'vitest';
import type { OperationInput } from '#shared/model/operation.ts';
import { checkInputs, complaintAboutOffer, isAsWanted } from './inputs.ts';

const inputs: readonly OperationInput[] = [
  { name: 'name', label: 'Name', type: 'text', required: true, maxLength: 5 },
  { name: 'note', label: 'Note', type: 'text', required: false, multiline: true },
  { name: 'size', label: 'Size', type: 'number', required: false, min: 1, max: 9, integer: true },
  { name: 'live', label: 'Live', type: 'boolean', required: false },
  {
    name: 'host',
    label: 'Host',
    type: 'choice',
    required: false,
    options: [{ value: 'h', label: 'H' }],
  },
];

describe('inputs of an operation', () => {
  it('that fit are passed on as they are', () => {
    const given = { name: 'abc', note: 'two\nlines', size: 3, live: true, host: 'h' };
    expect(checkInputs({ inputs }, given, 'web')).toBe(given);
    expect(checkInputs({ inputs }, { name: 'a' }, 'web')).toEqual({ name: 'a' });
    expect(checkInputs({ inputs }, { name: 'a', host: '' }, 'web')).toBeTruthy();
  });

  it.each([
    [{}, 'web: Name must not be empty.'],
    [{ name: '  ' }, 'Name must not be empty.'],
    [{ name: 'abcdef' }, 'Name has more than 5 characters.'],
    [{ name: 'a\nb' }, 'Name must be a single line.'],
    [{ name: 5 }, 'Name must be text.'],
    [{ name: 'a', size: 0 }, 'Size must be at least 1.'],
    [{ name: 'a', size: 10 }, 'Size must be at most 9.'],
    [{ name: 'a', size: 1.5 }, 'Size must be a whole number.'],
    [{ name: 'a', size: '3' }, 'Size must be a number.'],
    [{ name: 'a', size: Number.NaN }, 'Size must be a number.'],
    [{ name: 'a', live: 'yes' }, 'Live must be yes or no.'],
    [{ name: 'a', host: 'x' }, 'Host must be one of the choices'],
    [{ name: 'a', other: 'x' }, 'There is no input “other”.'],
  ] as const)('%j are refused', (given, message) => {
    expect(() => checkInputs({ inputs }, given, 'web')).toThrow(message);
  });
});

describe('a text for a server', () => {
  const notes = {
    name: 'notes',
    label: 'Notes',
    type: 'text',
    required: false,
    multiline: true,
  } as const;

  it('may be as long as notes are', () => {
    const text = 'ä'.repeat(12_000);
    expect(inputsParam.parse({ notes: text })).toEqual({ notes: text });
    expect(complaintAboutOffer({ inputs: [notes] }, { notes: text })).toBeUndefined();
  });

  it.each(['a\0b', '\ud800', '\u001b[0m'])('is refused where it has %j in it', (text) => {
    expect(complaintAboutOffer({ inputs: [notes] }, { notes: text })).toMatchObject({
      id: 'input.unsendable',
    });
  });
});

describe('what was changed of settings', () => {
  const settings: readonly OperationInput[] = [
    { name: 'vm.cpus/cpus', label: 'vCPUs', type: 'number', required: true, min: 1, initial: 4 },
    {
      name: 'vm.cpus/cores',
      label: 'Cores',
      type: 'number',
      required: false,
      initial: 2,
      divides: 'vm.cpus/cpus',
    },
    { name: 'rename/name', label: 'Name', type: 'text', required: true, initial: 'web' },
    {
      name: 'x/mac',
      label: 'MAC',
      type: 'text',
      required: false,
      initial: 'a',
      refused: 'It stays.',
    },
    {
      name: 'x/level',
      label: 'Level',
      type: 'choice',
      required: true,
      initial: 'custom',
      options: [{ value: 'custom', label: 'Custom' }],
    },
    {
      name: 'x/shares',
      label: 'Shares',
      type: 'number',
      required: true,
      initial: 5,
      max: 9,
      when: { input: 'x/level', is: ['custom'] },
    },
  ];
  const offer = { inputs: settings, edits: true } as const;

  it('is enough by itself: the rest is as it is', () => {
    expect(complaintAboutOffer(offer, {})).toBeUndefined();
    expect(complaintAboutOffer(offer, { 'vm.cpus/cpus': 8, 'x/shares': 9 })).toBeUndefined();
    expect(complaintAboutOffer(offer, { 'vm.cpus/cores': '' })).toBeUndefined();
  });

  it.each([
    [{ 'vm.cpus/cpus': 0 }, 'vCPUs must be at least 1.'],
    [{ 'vm.cpus/cpus': '' }, 'vCPUs must not be empty.'],
    [{ 'vm.cpus/cores': 3 }, 'vCPUs'],
    [{ 'rename/name': ' ' }, 'Name must not be empty.'],
    [{ 'x/mac': 'b' }, 'MAC: It stays.'],
    [{ 'x/shares': 10 }, 'Shares must be at most 9.'],
    [{ 'x/none': 1 }, 'There is no input'],
  ])('%j is refused', (given, message) => {
    expect(() => checkInputs(offer, given as never, 'web')).toThrow(message);
  });

  it('may be so already', () => {
    expect(isAsWanted(offer, { 'vm.cpus/cpus': 4 })).toBe(true);
    expect(isAsWanted(offer, { 'vm.cpus/cpus': 4, 'rename/name': 'db' })).toBe(false);
    expect(isAsWanted({ inputs: settings }, { 'vm.cpus/cpus': 4 })).toBe(false);
  });
});
