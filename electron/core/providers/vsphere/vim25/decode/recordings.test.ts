import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBytes, readRecorded, RECORDED, toJson } from '../testing/recorded.ts';

describe('recorded answers', () => {
  test('there are recordings of both kinds', () => {
    expect(RECORDED.filter((name) => name.startsWith('real-')).length).toBeGreaterThanOrEqual(10);
    expect(RECORDED.filter((name) => name.startsWith('vcsim-')).length).toBeGreaterThanOrEqual(30);
  });

  test.each(RECORDED)('%s decodes without a generic leftover of known types', async (name) => {
    const value = await decodeBytes(readRecorded(name));
    // An empty Fetch answer is the one with nothing to say.
    if (value === undefined) expect(name).toMatch(/snapshot-8\.0\.3|timeout-empty|Continue/);
    else expect(toJson(value)).not.toMatch(/"\$type": "(DataObject|unreadable)"/);
  });

  test.each(RECORDED.filter((name) => name.startsWith('real-')))('golden: %s', async (name) => {
    const golden = `../testdata/golden/${name.replace(/(\.resp)?\.xml$/, '.golden')}`;
    await expect(toJson((await decodeBytes(readRecorded(name))) ?? null)).toMatchFileSnapshot(
      golden,
    );
  });

  test('where the chunks are cut makes no difference', async () => {
    const names = [
      'real-Fetch-VirtualMachine-summary-8.0.3.resp.xml',
      'vcsim-QueryEvents.xml',
      'vcsim-WaitForUpdatesEx-enter-clone.xml',
    ];
    const whole = await Promise.all(
      names.map(async (name) => toJson(await decodeBytes(readRecorded(name)))),
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.nat(names.length - 1), sizes, async (index, cuts) => {
        const value = await decodeBytes(readRecorded(names[index]!), { sizes: cuts });
        expect(toJson(value)).toBe(whole[index]);
      }),
      { numRuns: 40 },
    );
  });

  test('one byte at a time, with characters of up to four bytes', async () => {
    const { answerXml } = await import('../testing/recorded.ts');
    const bytes = answerXml(
      'AcquireLocalTicket',
      '<returnval><userName>grün 日本 🦊</userName><passwordFilePath>a&#38;b</passwordFilePath></returnval>',
    );
    expect(await decodeBytes(bytes, { sizes: [1] })).toEqual({
      $type: 'SessionManagerLocalTicket',
      userName: 'grün 日本 🦊',
      passwordFilePath: 'a&b',
    });
  });

  test('objects are handed out as they arrive and not kept', async () => {
    const items: unknown[] = [];
    const stream = {
      owner: 'PropertyFilterUpdate',
      field: 'objectSet',
      items: (batch: readonly unknown[]) => void items.push(...batch),
    };
    const name = 'vcsim-WaitForUpdatesEx-initial-truncated.xml';
    const rest = await decodeBytes(readRecorded(name), { stream, sizes: [500] });
    const full = (await decodeBytes(readRecorded(name))) as unknown as {
      readonly filterSet: readonly { readonly objectSet: readonly unknown[] }[];
    };
    expect(items).toEqual(full.filterSet.flatMap(({ objectSet }) => objectSet));
    expect(toJson(rest)).not.toContain('objectSet');
  });
});
