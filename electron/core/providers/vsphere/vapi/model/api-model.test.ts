import { describe, expect, test } from 'vitest';
import { ApiModel } from './api-model.ts';
import { parseType, type TypeSpec } from './type-spec.ts';

const model = new ApiModel();

function* named(type: TypeSpec): Generator<string> {
  if (type.kind === 'structure') yield type.name;
  if (type.kind === 'optional' || type.kind === 'list' || type.kind === 'set')
    yield* named(type.of);
  if (type.kind === 'map') {
    yield* named(type.key);
    yield* named(type.value);
  }
}

describe('the API model', () => {
  const operations = model
    .services()
    .flatMap((service) => model.operations(service).map((name) => model.operation(service, name)));

  test('is read whole: every type of every operation and structure, and none without its structure', () => {
    expect(operations).toHaveLength(1021);
    const structures = model.structureNames().map((name) => model.structure(name));
    expect(structures).toHaveLength(1311);
    const types = [
      ...operations.flatMap((spec) => [
        ...(spec?.parameters ?? []).map(({ type }) => type),
        spec?.result ?? { kind: 'void' as const },
      ]),
      ...structures.flatMap((spec) => (spec?.fields ?? []).map(({ type }) => type)),
    ];
    const missing = types.flatMap((type) =>
      [...named(type)].filter((name) => model.structure(name) === undefined),
    );
    expect(missing).toEqual([]);
  });

  test('knows what changes nothing', () => {
    const read = (service: string, name: string): boolean | undefined =>
      model.operation(`com.vmware.${service}`, name)?.read;
    expect(read('vcenter.VM', 'list')).toBe(true);
    expect(read('cis.tagging.tag_association', 'list_attached_tags_on_objects')).toBe(true);
    expect(read('content.library', 'find')).toBe(true);
    expect(read('appliance.health', 'messages')).toBe(true);
    expect(read('vcenter.vm.power', 'start')).toBe(false);
    expect(read('vcenter.VM', 'clone$task')).toBe(false);
    const changing = operations.filter((spec) => spec?.read === true && spec.name.includes('$'));
    expect(changing).toEqual([]);
  });

  test('unions and errors', () => {
    const { unions } = model.structure('com.vmware.vcenter.host.summary') ?? { unions: [] };
    expect(unions).toEqual([
      {
        discriminant: 'connection_state',
        cases: expect.objectContaining({
          CONNECTED: [expect.objectContaining({ field: 'power_state' })],
        }),
      },
    ]);
    expect(model.structure('com.vmware.vapi.std.errors.not_found')?.error).toBe(true);
    expect(model.operation('com.vmware.cis.session', 'get')?.errors).toContain(
      'com.vmware.vapi.std.errors.unauthenticated',
    );
  });

  test('names that are members of every object are not in it', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(model.operation(name, name)).toBeUndefined();
      expect(model.operation('com.vmware.vcenter.VM', name)).toBeUndefined();
      expect(model.structure(name)).toBeUndefined();
      expect(model.enumValues(name)).toBeUndefined();
    }
  });
});

describe('types as text', () => {
  test.each<readonly [string, TypeSpec]>([
    ['&', { kind: 'id', resources: [] }],
    ['&A|b.C', { kind: 'id', resources: ['A', 'b.C'] }],
    ['&Folder:VCenter', { kind: 'id', resources: ['Folder:VCenter'] }],
    [
      '{&Datastore:{long}?}[]',
      {
        kind: 'list',
        of: {
          kind: 'map',
          key: { kind: 'id', resources: ['Datastore'] },
          value: { kind: 'optional', of: { kind: 'set', of: { kind: 'long' } } },
        },
      },
    ],
    ['#a.b_c', { kind: 'enum', name: 'a.b_c' }],
  ])('%s', (text, type) => expect(parseType(text)).toEqual(type));

  test('others are refused', () => {
    for (const text of ['', 'number', '@', '{long', '{long:}', 'long??x', '[]']) {
      expect(() => parseType(text)).toThrow(/unreadable type/);
    }
  });
});
