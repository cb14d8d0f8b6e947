import { GENERIC, type Plans } from '../decode/plan.ts';
import { ValueBuilder } from '../decode/value-builder.ts';
import type { VimRecord, VimValue } from '../values.ts';
import { readStream } from '../xml/read-stream.ts';
import { XmlTokenizer } from '../xml/tokenizer.ts';
import type { XmlPool } from '../xml/xml-pool.ts';

function listOf(value: VimValue | undefined): readonly VimValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly VimValue[]) : [value];
}

function fieldOf(value: VimValue | undefined, name: string): VimValue | undefined {
  return typeof value === 'object' && value !== null ? (value as VimRecord)[name] : undefined;
}

/**
 * Reads vimServiceVersions.xml: the versions of urn:vim25 that the server speaks, its own first.
 * @throws XmlError
 */
export async function readVersions(
  body: AsyncIterable<Uint8Array>,
  plans: Plans,
  pool: XmlPool,
): Promise<readonly string[]> {
  const builder = new ValueBuilder(GENERIC, plans);
  await readStream(
    body,
    new XmlTokenizer(builder, pool, { maxElements: 10_000, maxTokenLength: 65_536 }),
  );
  const spaces = listOf(fieldOf(builder.result().namespaces, 'namespace'));
  const vim25 = spaces.find((space) => fieldOf(space, 'name') === 'urn:vim25');
  const prior = listOf(fieldOf(fieldOf(vim25, 'priorVersions'), 'version'));
  return [...listOf(fieldOf(vim25, 'version')), ...prior].filter(
    (text) => typeof text === 'string',
  );
}

/** Orders versions such as `8.0.2.0` and `6.7`. */
export function compareVersions(left: string, right: string): number {
  const a = left.split('.').map(Number);
  const b = right.split('.').map(Number);
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The newest of the server's versions that the model covers. Internal build ids (`uA046D008`) are taken
 * only where nothing else is offered.
 */
export function chooseVersion(offered: readonly string[], newest: string): string | undefined {
  const released = offered.filter((version) => /^\d+(\.\d+)*$/.test(version));
  const ordered = released.sort(compareVersions);
  const covered = ordered.filter((version) => compareVersions(version, newest) <= 0);
  return covered.at(-1) ?? ordered[0] ?? offered[0];
}
