import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLink, printLink } from './moref-link.ts';
import { makeRef, type Ref } from './reference.ts';

const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((text) => text.isWellFormed() && text.trim() !== '' && !/\s/.test(text));
const anyRef = fc.option(
  fc.tuple(fc.stringMatching(/^[A-Za-z.]{1,20}$/), anyText).map(([type, id]) => makeRef(type, id)),
);

describe('links', () => {
  it('are read as they were printed', () => {
    fc.assert(
      fc.property(anyText, anyRef, (server, ref) => {
        const link = { server, ref: ref?.endsWith('/') === true ? null : ref };
        expect(parseLink(printLink(link))).toEqual(link);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throw, whatever they are read from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseLink(text);
        parseLink(`moref://${text}`);
      }),
    );
  });

  it.each([
    ['moref://vc.example.org/VirtualMachine:vm-62', 'vc.example.org', 'VirtualMachine:vm-62'],
    [' MOREF://vc.example.org:8443/ ', 'vc.example.org:8443', null],
    ['moref://Berlin%20one/VM:9f3c0d2e-0000', 'Berlin one', 'VM:9f3c0d2e-0000'],
    ['moref://[fe80::1]/VM:1', '[fe80::1]', 'VM:1'],
  ])('%s is read', (text, server, ref) => {
    expect(parseLink(text)).toEqual({ server, ref: ref as Ref | null });
  });

  it.each([
    '',
    'moref:',
    'moref://',
    'moref:///VM:1',
    'https://vc/VM:1',
    'moref://vc/vm',
    'moref://vc/%zz',
  ])('%j is none', (text) => expect(parseLink(text)).toBeNull());
});
