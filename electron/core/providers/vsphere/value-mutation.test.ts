import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { anyBytes, anyText, mutationParameters } from '../../net/testing/anything.ts';
import { mapRow } from './map/map-row.ts';
import { toObjectUpdate } from './object-updates.ts';
import { readUpdates } from './vim25/collector/read-updates.ts';
import { SoapError } from './vim25/soap/soap-error.ts';
import { around, elementsOf, type XmlElement } from './vim25/testing/elements.ts';
import { decodeBytes, readRecorded, testContext } from './vim25/testing/recorded.ts';
import type { VimRecord } from './vim25/values.ts';
import { XmlError } from './vim25/xml/xml-reader.ts';

const RECORDINGS = [
  'vcsim-WaitForUpdatesEx-initial-truncated.xml',
  'vcsim-WaitForUpdatesEx-page1.xml',
  'vcsim-WaitForUpdatesEx-enter-clone.xml',
].map((name) => {
  const xml = readRecorded(name).toString();
  return { xml, elements: elementsOf(xml) };
});
const CONTEXT = testContext();

type Objects = Map<Ref, Properties>;

/** From the bytes of an answer to the properties of its objects, as the program does it. */
async function objectsOf(bytes: Uint8Array, sizes: readonly number[]): Promise<Objects> {
  const items: VimRecord[] = [];
  const stream = {
    owner: 'PropertyFilterUpdate',
    field: 'objectSet',
    items: (batch: readonly VimRecord[]) => void items.push(...batch),
  };
  await decodeBytes(bytes, { method: 'WaitForUpdatesEx', stream, sizes, context: CONTEXT });
  const objects: Objects = new Map();
  for (const update of readUpdates(items, true, () => undefined).map(toObjectUpdate))
    if (update.kind === 'enter') objects.set(update.ref, update.properties);
  return objects;
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly bytes: Buffer;
}

type Mutate = (element: XmlElement, xml: string) => Change;

const inside =
  (bytes: Buffer): Mutate =>
  (element) => ({
    from: element.contentStart,
    to: element.contentEnd,
    bytes,
  });
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const noMarkup = (bytes: Buffer): Buffer => Buffer.from(bytes.filter((byte) => byte !== 0x3c));
const TYPES = [
  'xsd:int',
  'xsd:string',
  'xsd:dateTime',
  'VirtualDisk',
  'ManagedObjectReference',
  'ArrayOfInt',
  'Nonsense',
  'nope:x',
  '',
];

const mutate: fc.Arbitrary<Mutate> = fc.oneof(
  anyText.map((text) => inside(Buffer.from(escaped(text)))),
  anyBytes.map((bytes) => inside(noMarkup(bytes))),
  fc
    .constantFrom('&#1;', '&#0;', '&#xFFFE;', '&#xD800;', '&nbsp;', 'R&D', ']]>')
    .map((text) => inside(Buffer.from(text))),
  fc
    .constantFrom('<a/>', '<a>1</a><a>2</a>', 'x<name>y</name>', '<key>1</key>')
    .map((text) => inside(Buffer.from(text))),
  fc.constant<Mutate>(({ start, end }) => ({ from: start, to: end, bytes: Buffer.alloc(0) })),
  fc.constant<Mutate>(({ start, end }, xml) => ({
    from: end,
    to: end,
    bytes: Buffer.from(xml.slice(start, end)),
  })),
  fc.constantFrom(...TYPES).map(
    (type): Mutate =>
      ({ start, contentStart, name }, xml) => {
        const tag = xml.slice(start, contentStart).replaceAll(/ (\S+:)?type="[^"]*"/g, '');
        const typed = tag.replace(`<${name}`, `<${name} xsi:type="${type}"`);
        return { from: start, to: contentStart, bytes: Buffer.from(typed) };
      },
  ),
);

function damaged(xml: string, { from, to, bytes }: Change): Buffer {
  return Buffer.concat([Buffer.from(xml.slice(0, from)), bytes, Buffer.from(xml.slice(to))]);
}

/** What a change of an element may concern: some objects as a whole, or one property of one. */
function concerned(element: XmlElement, xml: string, elements: readonly XmlElement[]) {
  const textOf = (parent: XmlElement, name: string): string => {
    const found = elements.find((one) => one.parent === parent && one.name === name);
    return found === undefined ? '' : xml.slice(found.contentStart, found.contentEnd);
  };
  const refOf = (object: XmlElement): string => {
    const obj = elements.find((one) => one.parent === object && one.name === 'obj');
    const tag = obj === undefined ? '' : xml.slice(obj.start, obj.contentStart);
    return `${/ type="(\w+)"/.exec(tag)?.[1]}:${textOf(object, 'obj')}`;
  };
  const object = around(element, 'objectSet');
  if (object === null) {
    const within = elements.filter(
      ({ name, start, end }) =>
        name === 'objectSet' && start >= element.start && end <= element.end,
    );
    return { objects: new Set(within.map(refOf)), path: null, envelope: true };
  }
  const change = around(element, 'changeSet');
  const path = change === null ? null : textOf(change, 'name');
  return { objects: new Set([refOf(object)]), path, envelope: false };
}

const lookupIn = (objects: Objects): Lookup => ({
  get: (ref) => objects.get(ref),
  ofType: (type) => [...objects.keys()].filter((ref) => ref.startsWith(`${type}:`)),
});

test('a value of a vim25 answer that is anything at all concerns itself alone', {
  timeout: 600_000,
}, async () => {
  const baselines = await Promise.all(
    RECORDINGS.map(({ xml }) => objectsOf(Buffer.from(xml), [4096])),
  );
  const count = { read: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.nat(RECORDINGS.length - 1),
      fc.nat(),
      mutate,
      fc.constantFrom(1000, 100_000),
      async (which, at, change, size) => {
        const { xml = '', elements = [] } = RECORDINGS[which] ?? {};
        const element = elements[at % elements.length];
        if (element === undefined) return;
        const { objects: touched, path, envelope } = concerned(element, xml, elements);
        let now: Objects;
        try {
          now = await objectsOf(damaged(xml, change(element, xml)), [size]);
        } catch (error) {
          // Outside of the objects it may be that the document is none.
          if (envelope && (error instanceof XmlError || error instanceof SoapError))
            return void (count.refused += 1);
          throw error;
        }
        count.read += 1;
        for (const [ref, before] of baselines[which] ?? []) {
          if (touched.has(ref) && path === null) continue;
          const after = now.get(ref);
          if (!touched.has(ref)) {
            if (!envelope) expect(isDeepStrictEqual(after, before), ref).toBe(true);
            continue;
          }
          for (const [name, value] of Object.entries(before))
            if (name !== path)
              expect(isDeepStrictEqual(after?.[name], value), `${ref} ${name}`).toBe(true);
        }
        for (const [ref, properties] of now) mapRow(ref, properties, lookupIn(now));
      },
    ),
    mutationParameters,
  );
  // Mutations that nearly always break the document would test nothing.
  expect(count.read).toBeGreaterThan(count.refused);
});
