import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xmlText } from '../encode/xml-rpc.ts';
import type { WireValue } from '../encode/wire-value.ts';
import { XapiAnswerError } from '../errors.ts';
import type { RawEntry } from './raw.ts';
import { decodeXmlAnswer, parseXmlValue } from './xml-answer.ts';

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
    await Promise.resolve();
  }
}

const success = (value: string): string =>
  `<methodResponse><params><param><value><struct><member><name>Status</name><value>Success</value></member><member><name>Value</name>${value}</member></struct></value></param></params></methodResponse>`;

// Characters that XML can carry; the server leaves others out.
const text = fc
  .string({ unit: 'grapheme' })
  // oxlint-disable-next-line no-control-regex -- those that XML cannot carry
  .map((value) => value.replaceAll(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, ''));
const { value: wire } = fc.letrec<{ value: WireValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }).map((map) => new Map(Object.entries(map))),
  ),
}));

/** What a wire value looks like when read back. */
function plain(value: WireValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, item]) => [key, plain(item as WireValue)]));
  }
  return Array.isArray(value) ? (value as readonly WireValue[]).map(plain) : value;
}

test('whatever is written is read back, cut anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(wire, fc.constantFrom(1, 3, 50, 1e6), async (value, size) => {
      const answer = await decodeXmlAnswer(chunksOf(success(xmlText(value)), size));
      expect(answer).toEqual({ ok: true, result: plain(value) });
      expect(parseXmlValue(xmlText(value))).toEqual(plain(value));
    }),
    { numRuns: 300 },
  );
});

test('a streamed container is handed out whole and in order', async () => {
  const map = fc.dictionary(text, wire, { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(map, fc.constantFrom(1, 50, 1e6), async (map, size) => {
      const seen: RawEntry[] = [];
      const stream = {
        path: [],
        entries: (batch: readonly RawEntry[]) => void seen.push(...batch),
      };
      const value = xmlText(new Map(Object.entries(map)));
      const answer = await decodeXmlAnswer(chunksOf(success(value), size), stream);
      expect(answer).toEqual({ ok: true, result: {} });
      expect(Object.fromEntries(seen)).toEqual(plain(new Map(Object.entries(map))));
    }),
    { numRuns: 200 },
  );
});

test('events are streamed out of their batch', async () => {
  const event =
    '<value><struct><member><name>class</name><value>vm</value></member></struct></value>';
  const batch = `<value><struct><member><name>events</name><value><array><data>${event}${event}</data></array></value></member><member><name>valid_ref_counts</name><value><struct><member><name>vm</name><value><i4>2</i4></value></member></struct></value></member><member><name>token</name><value>t</value></member></struct></value>`;
  const seen: RawEntry[] = [];
  const answer = await decodeXmlAnswer(chunksOf(success(batch), 11), {
    path: ['events'],
    entries: (entries) => void seen.push(...entries),
  });
  expect(seen).toEqual([
    ['', { class: 'vm' }],
    ['', { class: 'vm' }],
  ]);
  expect(answer).toEqual({
    ok: true,
    result: { events: [], valid_ref_counts: { vm: 2 }, token: 't' },
  });
});

test.each([
  ['<value>&undefined; R&D &</value>', '&undefined; R&D &'],
  ['<value>a&#1;&#x0;&#xFFFE;&#xD800;&#9999999;b</value>', 'a\ufffd\ufffd\ufffd\ufffd\ufffdb'],
  ['<value>a\u0001\uffffb&#65;</value>', 'a\ufffd\ufffdbA'],
  ['<value><int>1<foo>2</foo></int></value>', 12],
  ['<value><foo>bar</foo></value>', 'bar'],
  ['<value/>', ''],
  ['<value></value>', ''],
  ['<value> a\n b </value>', ' a\n b '],
  ['<value>a&lt;b&amp;c&#13;</value>', 'a<b&c\r'],
  ['<value><string>x</string></value>', 'x'],
  ['<value>\n <i4>-12</i4>\n</value>', -12],
  ['<value><i8>9223372036854775807</i8></value>', 9223372036854775807n],
  ['<value><int>x</int></value>', 'x'],
  ['<value><double>nan</double></value>', Number.NaN],
  ['<value><double>-inf</double></value>', Number.NEGATIVE_INFINITY],
  ['<value><double>inf</double></value>', Number.POSITIVE_INFINITY],
  ['<value><double>1.5e3</double></value>', 1500],
  ['<value><boolean>1</boolean></value>', true],
  ['<value><nil/></value>', null],
  ['<value><struct/></value>', {}],
  ['<value><array><data/></array></value>', []],
  [
    '<value><dateTime.iso8601>20260801T12:00:00Z</dateTime.iso8601></value>',
    { $type: 'dateTime', text: '20260801T12:00:00Z', ms: Date.UTC(2026, 7, 1, 12) },
  ],
  // XAPI does not escape the names of members.
  [
    '<value><struct><member><name>a&b<c&amp;d</name><value>1</value></member></struct></value>',
    { 'a&b<c&d': '1' },
  ],
])('%s', async (value, expected) => {
  for (const size of [1, 4, 1000]) {
    const answer = await decodeXmlAnswer(chunksOf(success(value), size));
    expect(answer).toEqual({ ok: true, result: expected });
  }
});

test('a name called __proto__ is data', async () => {
  const value =
    '<value><struct><member><name>__proto__</name><value><struct><member><name>polluted</name><value>1</value></member></struct></value></member></struct></value>';
  const answer = await decodeXmlAnswer(chunksOf(success(value), 9));
  expect(JSON.stringify(answer)).toContain('"__proto__":{"polluted":"1"}');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('failures, faults, and the one answer without a wrapper', async () => {
  const wrap = (value: string): string =>
    `<?xml version="1.0"?><methodResponse><params><param>${value}</param></params></methodResponse>`;
  const failure = `<value><struct><member><name>Status</name><value>Failure</value></member><member><name>ErrorDescription</name><value><array><data><value>HANDLE_INVALID</value><value>VM</value></data></array></value></member></struct></value>`;
  expect(await decodeXmlAnswer(chunksOf(wrap(failure), 99))).toEqual({
    ok: false,
    description: ['HANDLE_INVALID', 'VM'],
  });
  const fault = `<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>-1</int></value></member><member><name>faultString</name><value>No async mode for this operation</value></member></struct></value></fault></methodResponse>`;
  expect(await decodeXmlAnswer(chunksOf(fault, 99))).toEqual({
    ok: false,
    description: ['XMLRPC_FAULT', '-1', 'No async mode for this operation'],
  });
  const bare = '<value><array><data><value>VM.start</value></data></array></value>';
  expect(await decodeXmlAnswer(chunksOf(`\n${wrap(bare)}`, 99))).toEqual({
    ok: true,
    result: ['VM.start'],
  });
});

test.each([
  '',
  'hello',
  '<html><body/></html>',
  '<methodResponse/>',
  success('<value><string>x</value>'),
  success('<value><struct><value>1</value></struct></value>'),
  success('<value/>').slice(0, -20),
  '<!DOCTYPE x [<!ENTITY a "b">]><methodResponse><params><param><value>&a;</value></param></params></methodResponse>',
  success('<value><array><data>'.repeat(500)),
])('no answer: %j', async (document) => {
  await expect(decodeXmlAnswer(chunksOf(document, 30))).rejects.toThrow(XapiAnswerError);
});
