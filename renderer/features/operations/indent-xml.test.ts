import { describe, expect, it } from 'vitest';
import { indentXml } from './indent-xml.ts';

describe('a request as it is read', () => {
  it('has each element on a line of its own', () => {
    expect(indentXml('<a><b x="1">text &lt; more</b><c/><d><e>1</e></d></a>')).toBe(
      [
        '<a>',
        '  <b x="1">text &lt; more</b>',
        '  <c/>',
        '  <d>',
        '    <e>1</e>',
        '  </d>',
        '</a>',
      ].join('\n'),
    );
  });

  it('keeps what stands before it, and what is no XML', () => {
    expect(indentXml('POST /sdk\n\n<?xml version="1.0"?><a><b/></a>')).toBe(
      'POST /sdk\n\n<?xml version="1.0"?>\n<a>\n  <b/>\n</a>',
    );
    expect(indentXml('{"a": 1}')).toBe('{"a": 1}');
  });
});
