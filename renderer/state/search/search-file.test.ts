import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merged } from './saved-searches.ts';
import { readSearchFile, writeSearchFile } from './search-file.ts';

describe('searches as a file', () => {
  it('come back as they were', () => {
    const searches = { 'Weekly/Old snapshots': 'kind:vm snapshot.age>7d', Web: 'web power:on' };
    expect(readSearchFile(writeSearchFile(searches))).toEqual({ searches, dropped: [] });
  });

  it('leave out what makes no sense, and say which', () => {
    const text = writeSearchFile({ Good: 'power:on', Bad: 'pwer:on', Open: '(web' });
    expect(readSearchFile(text)).toEqual({
      searches: { Good: 'power:on' },
      dropped: ['Bad', 'Open'],
    });
  });

  it('are nothing else, whatever a file has', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readSearchFile(text)).toBeNull();
      }),
    );
    expect(readSearchFile('{"moref":"searches","version":2,"searches":{}}')).toBeNull();
  });

  it('never replace one that looks for something else', () => {
    const own = { Web: 'web' };
    expect(merged(own, { Web: 'web power:on', Sql: 'sql' })).toEqual({
      Web: 'web',
      'Web (2)': 'web power:on',
      Sql: 'sql',
    });
    expect(merged(own, own)).toEqual(own);
  });
});
