import { expect, test } from 'vitest';
import { dateTime, dateTimeText, isNullRef } from '../values.ts';
import { apiModel } from './api-model.ts';
import { parseSpec, typeText } from './type-spec.ts';

const model = apiModel();

test('the model has every class, field, message, enumeration and error code', () => {
  const classes = model.classNames();
  expect(classes).toHaveLength(72);
  const fields = classes.flatMap((owner) => [...model.fieldsOf(owner).values()]);
  const messages = classes.flatMap((owner) =>
    model.messageNames(owner).map((name) => model.message(owner, name)),
  );
  expect(fields).toHaveLength(922);
  expect(messages).toHaveLength(2007);
  expect(messages.every((message) => message !== undefined)).toBe(true);
  expect(fields.filter(({ qualifier }) => qualifier === 'RW')).toHaveLength(142);
  expect(fields.filter(({ state }) => state === 'removed')).toHaveLength(36);
});

test('a message', () => {
  expect(model.message('VM', 'start')).toMatchObject({
    wire: 'VM.start',
    session: true,
    async: true,
    role: 'vm-operator',
    state: 'published',
    parameters: [
      { name: 'vm', type: { kind: 'ref', name: 'VM' }, optional: false },
      { name: 'start_paused', type: { kind: 'bool' } },
      { name: 'force', type: { kind: 'bool' } },
    ],
  });
  expect(model.message('VM', 'set_name_label')?.async).toBe(false);
  expect(model.message('VM', 'create')?.async).toBe(true);
  expect(model.message('task', 'destroy')?.async).toBe(false);
  expect(model.message('session', 'login_with_password')?.session).toBe(false);
  expect(model.message('VMPP', 'get_all_records')?.state).toBe('removed');
  for (const name of ['toString', '__proto__', 'constructor']) {
    expect(model.message('VM', name)).toBeUndefined();
    expect(model.message(name, 'x')).toBeUndefined();
    expect(model.errorParams(name)).toBeUndefined();
    expect(model.enumValues(name)).toBeUndefined();
    expect(model.fieldsOf(name).size).toBe(0);
  }
});

test('events name classes in lower case', () => {
  expect(model.className('vm_guest_metrics')).toBe('VM_guest_metrics');
  expect(model.className('vm2')).toBeUndefined();
});

test('relations, from both ends', () => {
  expect(model.inverse('VBD', 'VM')).toEqual({ owner: 'VM', field: 'VBDs' });
  expect(model.inverse('VM', 'VBDs')).toEqual({ owner: 'VBD', field: 'VM' });
  expect(model.inverse('VM', 'name_label')).toBeUndefined();
});

test('types', () => {
  expect(typeText(parseSpec('{&VM:{string:string}}'))).toBe('(VM ref → (string → string) map) map');
  expect(typeText(parseSpec('{int:string[]}'))).toBe('(int → string set) map');
  expect(typeText(parseSpec('#vm_power_state[]'))).toBe('vm_power_state set');
  expect(parseSpec('@sr_stat?')).toEqual({
    kind: 'option',
    of: { kind: 'record', name: 'sr_stat' },
  });
  expect(() => parseSpec('strings')).toThrow(/unreadable/);
});

test('times with and without hyphens, fraction and zone', () => {
  const noon = Date.UTC(2026, 7, 1, 12);
  for (const text of [
    '20260801T12:00:00Z',
    '2026-08-01T12:00:00Z',
    '20260801T12:00:00',
    '20260801T14:00:00+02:00',
    '20260801T10:30:00-0130',
    '20260801T12:00:00.000Z',
  ]) {
    expect(dateTime(text)).toEqual({ $type: 'dateTime', text, ms: noon });
  }
  expect(dateTime('never').ms).toBeNaN();
  expect(dateTimeText(new Date(noon))).toBe('20260801T12:00:00Z');
});

test('references to nothing', () => {
  expect(['OpaqueRef:NULL', '', 'Ref:*'].every(isNullRef)).toBe(true);
  expect(isNullRef('OpaqueRef:1')).toBe(false);
});
