import { expect, test } from 'vitest';
import { apiModel } from '../model/api-model.ts';
import { type OperationSpec, parseType } from '../model/type-spec.ts';
import { chunksOf } from '../testing/recorded.ts';
import { frame } from '../testing/scripted-server.ts';
import { Codecs } from './codecs.ts';
import { readStream } from './stream.ts';

const spec: OperationSpec = {
  service: 'test.monitor',
  name: 'watch',
  parameters: [],
  result: parseType('long?'),
  errors: [],
  read: true,
  types: apiModel(),
};
const facts = { service: spec.service, operation: spec.name, opId: 'op' };
const context = { facts, errorType: '', secrets: null };
const envelope = (result: object, id = '1'): string => frame({ jsonrpc: '2.0', id, result });

async function read(
  text: string,
  framing: 'stream' | 'framed' = 'stream',
  format: 'specialised' | 'clean' = 'specialised',
): Promise<unknown[]> {
  const codec = new Codecs().of(spec, format);
  const items: unknown[] = [];
  const body = chunksOf(Buffer.from(text), [11]);
  for await (const item of readStream(body, '1', codec, context, framing)) items.push(item);
  return items;
}

const END = envelope({});

test('results up to the terminal frame; what follows is not looked at', async () => {
  const text = envelope({ output: { OPTIONAL: 1 } }) + envelope({ output: { OPTIONAL: null } });
  expect(await read(`${text}${END}garbage`)).toEqual([1, undefined]);
});

test('clean JSON', async () => {
  expect(
    await read(envelope({ output: 1 }) + envelope({ output: null }) + END, 'stream', 'clean'),
  ).toEqual([1, undefined]);
});

test('in the older framing progress comes before the one result, which ends it', async () => {
  const progress = envelope({ progress: { min: 0, max: 100, current: 5 } });
  expect(await read(progress + progress + envelope({ output: 7 }), 'framed')).toEqual([7]);
});

test('what breaks off says where', async () => {
  const one = envelope({ output: 1 });
  await expect(read(one)).rejects.toThrow(/broke off after 1 result, without its last frame/);
  await expect(read(one + one.slice(0, 20))).rejects.toThrow(/in the middle of a frame/);
  await expect(read('')).rejects.toThrow(/after 0 results/);
});

test('a frame of another call, an error of JSON-RPC, and no JSON', async () => {
  await expect(read(envelope({ output: 1 }, '2'))).rejects.toThrow(/for another call/);
  const rpc = frame({ jsonrpc: '2.0', id: null, error: { code: -32603, message: 'No' } });
  await expect(read(rpc)).rejects.toMatchObject({ name: 'JsonRpcError', code: -32603 });
  await expect(read('3\r\nabc\r\n')).rejects.toThrow(/not valid JSON/);
});
