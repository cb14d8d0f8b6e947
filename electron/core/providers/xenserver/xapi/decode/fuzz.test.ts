import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mutations } from '../../../../net/testing/mutations.ts';
import { readEvents, readMark } from '../events/event-answer.ts';
import { XapiAnswerError } from '../errors.ts';
import { apiModel } from '../model/api-model.ts';
import { isRecord, type XapiValue } from '../values.ts';
import { decodeJsonAnswer } from './json-answer.ts';
import type { EntryStream, RawAnswer, RawEntry } from './raw.ts';
import { Converters } from './typed.ts';
import { decodeXmlAnswer } from './xml-answer.ts';

const RUNS = 10_000;
const FOLDER = new URL('../testdata/', import.meta.url);
const XML = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => readFileSync(new URL(name, FOLDER)))
  .filter((bytes) => bytes.length < 6000);
const JSON_TEXTS = [
  '{"jsonrpc":"2.0","result":{"OpaqueRef:1":{"uuid":"u","memory_static_max":4294967296,"tags":["a"],"other_config":{"folder":"/a"},"start_time":"20260801T12:00:00Z"},"OpaqueRef:2":{}},"id":1}',
  '{"jsonrpc":"2.0","result":{"events":[{"id":"1","timestamp":"0.0","class":"vm","operation":"mod","ref":"OpaqueRef:1","snapshot":{"uuid":"u","last_boot_CPU_flags":{},"domid":"-1"}},{"class":"task","operation":"del","ref":"OpaqueRef:2"}],"valid_ref_counts":{"vm":1,"task":0},"token":"0001,0002"},"id":1}',
  '{"result":null,"error":["VM_BAD_POWER_STATE","OpaqueRef:1","Halted","Running"],"id":1}',
  '{"jsonrpc":"2.0","error":{"code":1,"message":"SESSION_INVALID","data":["OpaqueRef:1"]},"id":1}',
  '{"jsonrpc":"2.0","result":[{"name":"cpu0","min":0.0,"max":Infinity,"value":NaN},{"max":9223372036854775807}],"id":0}',
].map((text) => Buffer.from(text));
const INSERTS = [
  '{',
  '}',
  ']',
  '[[[[',
  '"',
  '\\',
  ',',
  ':',
  'NaN',
  '-Infinity',
  '1e999',
  '99999999999999999999999999',
  'null',
  '"__proto__":{"polluted":1},',
  '\u0000',
  '\ufeff',
  '\ud800',
  '<value>',
  '</value>',
  '<name>',
  '</struct>',
  '<i4>x</i4>',
  '&b;',
  '&#0;',
  '<![CDATA[<x>]]>',
  '<!-- - -- -->',
  '<!DOCTYPE x [<!ENTITY a "aa">]>',
  '['.repeat(400),
  '<value><array><data>'.repeat(200),
];

const mutation = mutations(INSERTS);

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
    await Promise.resolve();
  }
}

const model = apiModel();
const both = { json: new Converters(model, 'json'), xml: new Converters(model, 'xml') };

/** Everything that a client does with an answer: as records, as events, and as a value. */
function consume(
  answer: RawAnswer,
  entries: readonly RawEntry[],
  events: boolean,
  converters: Converters,
): void {
  if (!answer.ok) {
    expect(answer.description.every((text) => typeof text === 'string')).toBe(true);
    return;
  }
  if (events) {
    readEvents(entries, model, converters);
    readMark(answer.result, 'server');
  }
  for (const [, value] of entries) converters.record('VM')(value);
  const result: XapiValue = answer.result ?? '';
  if (isRecord(result)) converters.record('host')(result);
}

async function decode(bytes: Buffer, xml: boolean, size: number, path: string): Promise<void> {
  const entries: RawEntry[] = [];
  const stream: EntryStream = {
    path: path === '' ? [] : [path],
    entries: (batch) => void entries.push(...batch),
  };
  const body = chunksOf(bytes, size);
  const chosen = path === 'none' ? undefined : stream;
  const answer = await (xml ? decodeXmlAnswer(body, chosen) : decodeJsonAnswer(body, chosen));
  consume(answer, entries, path === 'events', xml ? both.xml : both.json);
}

test.each([
  ['JSON-RPC', JSON_TEXTS, false],
  ['XML-RPC', XML, true],
] as const)(
  'mutated %s answers end in a value or a clear error',
  { timeout: 120_000 },
  async (_name, seeds, xml) => {
    const outcomes = { value: 0, refused: 0 };
    const all: readonly Buffer[] = seeds;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(all.length - 1).map((index) => all[index] ?? Buffer.alloc(0)),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(7, 100, 100_000),
        fc.constantFrom('', 'events', 'none'),
        async (seed, mutations, size, path) => {
          const bytes = mutations.reduce<Buffer>(
            (result, mutate) => mutate(result).subarray(0, 20_000),
            seed,
          );
          try {
            await decode(bytes, xml, size, path);
            outcomes.value += 1;
          } catch (error) {
            // Anything else, a TypeError above all, is a fault of the decoder.
            if (!(error instanceof XapiAnswerError)) throw error;
            expect(error.message.length).toBeLessThan(600);
            outcomes.refused += 1;
          }
        },
      ),
      { numRuns: RUNS },
    );
    // Mutations that never or always break would test nothing.
    expect(outcomes.value).toBeGreaterThan(RUNS / 50);
    expect(outcomes.refused).toBeGreaterThan(RUNS / 4);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
);
