import fc from 'fast-check';
import { mutations, type Mutation } from '../../../../net/testing/mutations.ts';
import { readRecorded, RECORDED } from './recorded.ts';

// Large recordings teach a parser nothing that small ones do not, and cost the time of many.
/** Recorded answers to damage. */
export const SEEDS: readonly Buffer[] = RECORDED.map(readRecorded).filter(
  (bytes) => bytes.length < 6000,
);
const INSERTS = [
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
  '&b;',
  '&#0;',
  '&#x110000;',
  '<![CDATA[<x>]]>',
  '<!-- - -- -->',
  '<?xml version="1.0"?>',
  '<__proto__>',
  ' xsi:type="ArrayOfArrayOfString"',
  ' xsi:type="xsd:long"',
  '99999999999999999999999999999999999999',
  '</returnval>',
  '<a>'.repeat(400),
  '<a b="c">'.repeat(20),
  ']]>',
  '\u0000',
  '\ufeff',
  '\r\n',
  '\r',
  '&lt;',
  '&#x41;',
  '&#xFFFE;',
  '\uffff',
  'ü🦊',
  '<?p q?>',
  '<?xml?>',
  ' a="1"',
  ' xmlns="urn:x"',
  ' xmlns:p="urn:p"',
  '<p:a/>',
  '</a >',
  "'",
  '"',
  '>',
  '<',
  '&',
];

const swapTags = fc.tuple(fc.nat(500), fc.nat(500)).map(
  ([first, second]): Mutation =>
    (bytes) => {
      const parts = bytes.toString('latin1').split(/(<[^>]*>)/);
      const a = first % parts.length;
      const b = second % parts.length;
      [parts[a], parts[b]] = [parts[b] ?? '', parts[a] ?? ''];
      return Buffer.from(parts.join(''), 'latin1');
    },
);
/** Damage of one kind: a bit, the end, a piece twice, something put in, two tags exchanged. */
export const mutation = fc.oneof(
  { weight: 4, arbitrary: mutations(INSERTS) },
  { weight: 1, arbitrary: swapTags },
);

/** A recorded answer with some damage, of at most 20,000 bytes. */
export function damaged(seed: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce((bytes, mutate) => mutate(bytes).subarray(0, 20_000), seed);
}
