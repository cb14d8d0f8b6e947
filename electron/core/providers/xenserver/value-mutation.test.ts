import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Lookup } from '#shared/model/lookup.ts';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { makeRef, refType, type Ref } from '#shared/model/reference.ts';
import { anyBytes, anyText, mutationParameters } from '../../net/testing/anything.ts';
import { InventoryFollower } from './inventory/inventory-follower.ts';
import { mapRow } from './map/map-row.ts';
import { decodeJsonAnswer } from './xapi/decode/json-answer.ts';
import type { EntryStream } from './xapi/decode/raw.ts';
import { Converters } from './xapi/decode/typed.ts';
import { decodeXmlAnswer } from './xapi/decode/xml-answer.ts';
import type { WireValue } from './xapi/encode/wire-value.ts';
import { xmlText } from './xapi/encode/xml-rpc.ts';
import { readEntries } from './xapi/events/read-entries.ts';
import { apiModel } from './xapi/model/api-model.ts';
import type { TypeSpec } from './xapi/model/type-spec.ts';

const MODEL = apiModel();
const CLASSES = ['pool', 'host', 'VM', 'VBD', 'VDI', 'SR', 'network', 'VM_guest_metrics'] as const;
const EACH = 2;
/** Stands where the mutated value is to be put; as short as no other text. */
const HOLE = '\u2603hole\u2603';

const refOf = (owner: string, index: number): string => `OpaqueRef:${owner}-${index}`;
const uuidOf = (owner: string, index: number): string => `uuid-${owner}-${index}`;

function keyOf(type: TypeSpec, index: number): string {
  const key = valueOf(type, index);
  return typeof key === 'string' ? key : `key ${index}`;
}

/** A value of a declared type, with XAPI's texts for whatever JSON lacks. */
function valueOf(type: TypeSpec, index: number): WireValue {
  switch (type.kind) {
    case 'int':
      return String(1000 + index);
    case 'float':
      return 0.5 + index;
    case 'bool':
      return index % 2 === 0;
    case 'datetime':
      return '20260801T12:00:00Z';
    case 'ref':
      return refOf(type.name, index % EACH);
    case 'set':
      return [valueOf(type.of, index), valueOf(type.of, index + 1)];
    case 'map':
      return new Map([[keyOf(type.key, index), valueOf(type.value, index)]]);
    case 'option':
      return valueOf(type.of, index);
    default:
      return `text ${index}`;
  }
}

type Records = Map<string, Map<string, WireValue>>;

function recordsOf(owner: string): Records {
  return new Map(
    Array.from({ length: EACH }, (_, index) => {
      const fields = [...MODEL.fieldsOf(owner).values()].map(({ name, type }) => {
        const value = name === 'uuid' ? uuidOf(owner, index) : valueOf(type, index);
        return [name, value] as const;
      });
      return [refOf(owner, index), new Map(fields)] as const;
    }),
  );
}

function jsonText(value: WireValue): string {
  if (value instanceof Map) {
    const members = [...value].map(
      ([key, one]) => `${JSON.stringify(key)}:${jsonText(one as WireValue)}`,
    );
    return `{${members.join()}}`;
  }
  return Array.isArray(value)
    ? `[${value.map((one) => jsonText(one as WireValue)).join()}]`
    : JSON.stringify(value);
}

type Encoding = 'json' | 'xml';

/** The answer to get_all_records, with bytes in the place of the hole. */
function answer(records: Records, encoding: Encoding, bytes: Buffer): Buffer {
  const value = records as unknown as WireValue;
  const text =
    encoding === 'json'
      ? `{"jsonrpc":"2.0","result":${jsonText(value)},"id":1}`
      : `<methodResponse><params><param><value><struct><member><name>Status</name><value>Success</value></member><member><name>Value</name>${xmlText(value)}</member></struct></value></param></params></methodResponse>`;
  const hole = encoding === 'json' ? JSON.stringify(HOLE) : xmlText(HOLE);
  const [before = '', after] = text.split(hole);
  if (after === undefined) return Buffer.from(before);
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
}

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
    await Promise.resolve();
  }
}

/** From the bytes of all answers to the properties of all objects, as the program does it. */
async function objectsOf(answers: ReadonlyMap<string, Buffer>, encoding: Encoding, size: number) {
  const objects = new Map<Ref, Properties>();
  const follower = new InventoryFollower(MODEL);
  follower.reportTo({
    known: (ref) => objects.get(ref),
    apply: (updates: readonly ObjectUpdate[]) => {
      for (const update of updates)
        if (update.kind === 'enter') objects.set(update.ref, update.properties);
      return Promise.resolve();
    },
  });
  follower.resync();
  const converters = new Converters(MODEL, encoding);
  for (const [owner, bytes] of answers) {
    const stream: EntryStream = {
      path: [],
      entries: (raw) => follower.records(owner, readEntries(raw, converters.record(owner))),
    };
    const decode = encoding === 'json' ? decodeJsonAnswer : decodeXmlAnswer;
    expect(await decode(chunksOf(bytes, size), stream)).toMatchObject({ ok: true });
  }
  await follower.finishLoading();
  return objects;
}

const ALL = new Map(CLASSES.map((owner) => [owner as string, recordsOf(owner)]));
const WHOLE = Object.fromEntries(
  (['json', 'xml'] as const).map((encoding) => [
    encoding,
    new Map(
      [...ALL].map(([owner, records]) => [owner, answer(records, encoding, Buffer.alloc(0))]),
    ),
  ]),
) as unknown as Readonly<Record<Encoding, ReadonlyMap<string, Buffer>>>;

const jsonFragment: fc.Arbitrary<Buffer> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => Buffer.from(JSON.stringify(value))),
  anyText.map((text) => Buffer.from(JSON.stringify(text))),
  fc
    .constantFrom(
      'nan',
      'NaN',
      '-Infinity',
      '0x10',
      '01',
      '1.',
      'True',
      'None',
      '-',
      '1e999',
      '9'.repeat(40),
      '"\\x"',
      '"\\u12"',
      '"\u0001"',
      '"\n"',
      '"\\ud800"',
      '{"$type":"dateTime"}',
      '{"__proto__":{"a":1}}',
    )
    .map((text) => Buffer.from(text)),
  anyBytes.map((bytes) =>
    Buffer.concat([
      Buffer.from('"'),
      Buffer.from(bytes.filter((byte) => byte !== 0x22 && byte !== 0x5c)),
      Buffer.from('"'),
    ]),
  ),
);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const value = (content: Buffer): Buffer =>
  Buffer.concat([Buffer.from('<value>'), content, Buffer.from('</value>')]);

const xmlFragment: fc.Arbitrary<Buffer> = fc.oneof(
  anyText.map((text) => value(Buffer.from(escaped(text)))),
  anyBytes.map((bytes) =>
    value(Buffer.from(bytes.filter((byte) => byte !== 0x3c && byte !== 0x3e))),
  ),
  fc
    .constantFrom(
      '<nil/>',
      '<int>NaN</int>',
      '<i4></i4>',
      '<double>x</double>',
      '<boolean>7</boolean>',
      '<dateTime.iso8601>soon</dateTime.iso8601>',
      '<base64>$</base64>',
      '<array><data/></array>',
      '<struct/>',
      '<foo><bar>1</bar></foo>',
      '<string>a<b>c</b></string>',
      '&#1;',
      '&nbsp;',
      'R&D',
      '&#xFFFE;',
    )
    .map((text) => value(Buffer.from(text))),
);

/** Where the hole is: a field of an object, the first member of it, or the object as a whole. */
const places = CLASSES.flatMap((owner) =>
  Array.from({ length: EACH }, (_, index) => [
    { owner, index, field: null, inner: false },
    ...[...MODEL.fieldsOf(owner).values()].flatMap(({ name, type }) => [
      { owner, index, field: name, inner: false },
      ...(type.kind === 'set' || type.kind === 'map'
        ? [{ owner, index, field: name, inner: true }]
        : []),
    ]),
  ]).flat(),
);

function withHole({ owner, index, field, inner }: (typeof places)[number]): Records {
  const records = recordsOf(owner);
  const ref = refOf(owner, index);
  const record = records.get(ref) ?? new Map<string, WireValue>();
  if (field === null) return records.set(ref, HOLE as unknown as Map<string, WireValue>);
  const old = record.get(field);
  const holed = !inner
    ? HOLE
    : Array.isArray(old)
      ? [HOLE, ...old.slice(1)]
      : new Map([['key', HOLE]]);
  record.set(field, holed as WireValue);
  return records;
}

test.each([
  ['json', jsonFragment],
  ['xml', xmlFragment],
] as const)(
  'a value of a XAPI answer (%s) that is anything at all concerns itself alone',
  { timeout: 600_000 },
  async (encoding, fragment) => {
    const before = await objectsOf(WHOLE[encoding], encoding, 4096);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fragment,
        fc.constantFrom(50, 100_000),
        async (place, bytes, size) => {
          const { owner, index, field } = place;
          const answers = new Map([
            ...WHOLE[encoding],
            [owner, answer(withHole(place), encoding, bytes)],
          ]);
          const now = await objectsOf(answers, encoding, size);
          const renamed = field === null || field === 'uuid';
          const touched = makeRef(owner, uuidOf(owner, index));
          expect(now.size).toBe(before.size);
          for (const [ref, properties] of before) {
            if (ref === touched && renamed) continue;
            for (const [name, value] of Object.entries(properties)) {
              if (ref === touched && name === field) continue;
              // An object is known by its UUID, also to those who refer to it.
              if (renamed && JSON.stringify(value).includes(uuidOf(owner, index))) continue;
              expect(isDeepStrictEqual(now.get(ref)?.[name], value), `${ref} ${name}`).toBe(true);
            }
          }
          const lookup: Lookup = {
            get: (ref) => now.get(ref),
            ofType: (type) => [...now.keys()].filter((ref) => refType(ref) === type),
          };
          for (const [ref, properties] of now) mapRow(ref, properties, lookup);
        },
      ),
      mutationParameters,
    );
  },
);
