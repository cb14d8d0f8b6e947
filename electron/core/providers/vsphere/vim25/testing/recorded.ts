import { readdirSync, readFileSync } from 'node:fs';
import { Plans } from '../decode/plan.ts';
import { apiModel } from '../model/api-model.ts';
import { type DecodeContext, decodeAnswer, type ItemStream } from '../soap/answer.ts';
import { VimFault } from '../soap/soap-error.ts';
import type { VimValue } from '../values.ts';
import { XmlPool } from '../xml/xml-pool.ts';

const FOLDER = new URL('../testdata/', import.meta.url);

/** Names of the recorded SOAP answers. */
export const RECORDED: readonly string[] = readdirSync(FOLDER).filter(
  (name) =>
    name.endsWith('.xml') && !name.endsWith('.req.xml') && !name.includes('vimServiceVersions'),
);

export function readRecorded(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER));
}

/** A decoding context as a client has it. */
export function testContext(): DecodeContext {
  const model = apiModel();
  return { model, plans: new Plans(model), pool: new XmlPool() };
}

/** The method that an answer belongs to, from its response element. */
export function methodOf(xml: Uint8Array): string {
  return (
    /<(?:\w+:)?(\w+)Response[ >/]/.exec(Buffer.from(xml).toString('latin1'))?.[1] ??
    'PowerOnVM_Task'
  );
}

export async function* chunksOf(
  bytes: Uint8Array,
  sizes: readonly number[] = [bytes.length],
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = Math.max(1, sizes[index % sizes.length] ?? bytes.length);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** The decoded result, or the fault that the answer carries. */
export async function decodeBytes(
  bytes: Uint8Array,
  options: {
    method?: string;
    sizes?: readonly number[];
    stream?: ItemStream;
    context?: DecodeContext;
  } = {},
): Promise<VimValue | undefined> {
  const method = options.method ?? methodOf(bytes);
  try {
    const body = chunksOf(bytes, options.sizes);
    return await decodeAnswer(body, method, options.context ?? testContext(), options.stream);
  } catch (error) {
    if (!(error instanceof VimFault)) throw error;
    return { $type: 'VimFault', message: error.message, fault: error.fault };
  }
}

/** The value as JSON that tells bigint and the non-finite numbers from text. */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, item: unknown) =>
      typeof item === 'bigint'
        ? `bigint ${item}`
        : typeof item === 'number' && !Number.isFinite(item)
          ? `number ${item}`
          : item,
    2,
  );
}

/** An answer to a method with the given XML inside its response element. */
export function answerXml(method: string, content: string): Buffer {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><${method}Response xmlns="urn:vim25">${content}</${method}Response></soapenv:Body></soapenv:Envelope>`,
  );
}

/** Decodes `<val>` markup as the value of a property: anyType. */
export async function decodeVal(val: string): Promise<VimValue | undefined> {
  const content = `<returnval><objects><obj type="VirtualMachine">vm-1</obj><propSet><name>p</name>${val}</propSet></objects></returnval>`;
  const result = await decodeBytes(answerXml('RetrievePropertiesEx', content));
  const objects = (
    result as unknown as {
      readonly objects: readonly { readonly propSet: readonly { readonly val?: VimValue }[] }[];
    }
  ).objects;
  return objects[0]?.propSet[0]?.val;
}
