import { text as say } from '#shared/i18n/make-text.ts';
import { parseWireJson } from '../../../../net/wire-json.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { XapiAnswerError } from '../errors.ts';
import { isRecord, type XapiValue } from '../values.ts';
import { parseJson } from './json-text.ts';
import { JsonScanner, type ScanHandler } from './json-scanner.ts';
import { Pace, slices } from './pace.ts';
import { type EntryStream, type RawAnswer, type RawEntry, setOwn, texts } from './raw.ts';

/** Collects the envelope as it comes by, and the runs until they are taken. */
class Envelope implements ScanHandler {
  readonly top = new Map<string, XapiValue>();
  #runs: (readonly RawEntry[])[] = [];
  /** Members of the result beside the streamed container. */
  beside: Record<string, XapiValue> = {};
  container: 'none' | 'object' | 'array' = 'none';

  member(path: readonly string[], text: string, odd: boolean): void {
    const value = parseJson(text, odd);
    const [first = '', second] = path;
    if (second === undefined) this.top.set(first, value);
    else setOwn(this.beside, second, value);
  }

  run(text: string, odd: boolean, array: boolean): void {
    this.#runs.push(entriesOf(parseJson(text, odd) as readonly XapiValue[], array));
  }

  tryRun(text: string): boolean {
    let items: readonly XapiValue[];
    try {
      items = parseWireJson(text) as readonly XapiValue[];
    } catch {
      return false;
    }
    this.#runs.push(entriesOf(items, false));
    return true;
  }

  takeRuns(): readonly (readonly RawEntry[])[] {
    const runs = this.#runs;
    this.#runs = [];
    return runs;
  }

  found(array: boolean): void {
    this.container = array ? 'array' : 'object';
  }
}

function entriesOf(items: readonly XapiValue[], array: boolean): readonly RawEntry[] {
  if (array) return items.map((item): RawEntry => ['', item]);
  const entries: RawEntry[] = [];
  for (let at = 0; at < items.length; at += 2)
    entries.push([items[at] as string, items[at + 1] as XapiValue]);
  return entries;
}

/** Both generations' way to say what went wrong; null where nothing did. */
function description(error: XapiValue | undefined): readonly string[] | null {
  if (error === undefined || error === null) return null;
  if (Array.isArray(error)) return texts(error);
  if (isRecord(error)) {
    const { message, data } = error;
    const code = typeof message === 'string' ? message : 'UNKNOWN';
    return [code, ...(Array.isArray(data) ? texts(data) : [])];
  }
  return texts([error]);
}

/** What is not handed out is kept, so that it has to be less. */
function tooMany(): XapiAnswerError {
  return new XapiAnswerError(say('answer.values', { limit: BOUNDS.elements }));
}

/**
 * Decodes a JSON-RPC answer, 2.0 or 1.0, while it arrives. Its id is not looked at: HTTP pairs answers with requests, and a
 * server in emergency mode answers every id with 0.
 * @throws XapiAnswerError, and whatever the body and the stream throw
 */
export async function decodeJsonAnswer(
  body: AsyncIterable<Uint8Array>,
  stream?: EntryStream,
): Promise<RawAnswer> {
  const envelope = new Envelope();
  const collected: RawEntry[] = [];
  const target: EntryStream = stream ?? {
    path: [],
    entries: (entries) => {
      for (const entry of entries) collected.push(entry);
      if (collected.length > BOUNDS.elements) throw tooMany();
    },
  };
  const scanner = new JsonScanner(['result', ...target.path], envelope, BOUNDS.pieceBytes);
  const pace = new Pace();
  const handOut = async (): Promise<void> => {
    for (const run of envelope.takeRuns()) {
      await target.entries(run);
      await pace.rest();
    }
  };
  for await (const slice of slices(body)) {
    scanner.write(slice);
    await handOut();
  }
  scanner.finish();
  await handOut();
  return answerOf(envelope, stream === undefined ? collected : null);
}

/** @param collected the entries of the result; null where they have been handed out */
function answerOf(
  { top, container, beside }: Envelope,
  collected: readonly RawEntry[] | null,
): RawAnswer {
  const failed = description(top.get('error'));
  if (failed !== null) return { ok: false, description: failed };
  if (collected !== null && container !== 'none') {
    const values = collected.map(([, value]) => value);
    return { ok: true, result: container === 'array' ? values : Object.fromEntries(collected) };
  }
  if (container !== 'none' || Object.keys(beside).length > 0) return { ok: true, result: beside };
  if (!top.has('result')) {
    throw new XapiAnswerError(say('answer.noResult'));
  }
  return { ok: true, result: top.get('result') };
}
