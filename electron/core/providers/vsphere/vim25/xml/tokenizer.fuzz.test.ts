import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bySaxes, type Outcome, tokenized } from '../testing/events.ts';
import { damaged, mutation, SEEDS } from '../testing/mutations.ts';

const RUNS = 10_000;
/** Pieces that make well-formed documents often enough, and almost well-formed ones the rest of the time. */
const PIECES = [
  '<a>',
  '</a>',
  '<b:c>',
  '</b:c>',
  '<a/>',
  '<a />',
  '</a\n>',
  '<a',
  '<é>',
  '</é>',
  '<1>',
  '<:a/>',
  '<a:b:c/>',

  ' x="1"',
  " y='\"'",
  ' x = "a&amp;b"',
  ' b:x="2"',
  ' xml:lang="en"',
  ' x="a\r\n\tb"',
  ' x="<"',
  ' x=1',
  ' x',
  '>',

  ' xmlns="urn:d"',
  ' xmlns:b="urn:b"',
  ' xmlns:b=" urn:e "',
  ' xmlns=""',
  '/>',
  '<a>t</a>',
  '<a x="1" x="2"/>',

  'text',
  ' ',
  '\n',
  '\r\n',
  '\r',
  'a\rb',
  'é日🦊',
  ']]>',
  ']]',
  ']',
  '>',
  '\u0001',
  '\u007f',
  '\u0085',
  '\ufffe',
  '\uffee',

  '&amp;',
  '&lt;',
  '&quot;',
  '&apos;',
  '&gt;',
  '&#65;',
  '&#x41;',
  '&#X41;',
  '&#0;',
  '&#xd800;',
  '&#x1F98A;',
  '&x;',
  '&',
  '&#;',
  '&;',

  '<!--c-->',
  '<!---->',
  '<!--a-b-->',
  '<!--a--b-->',
  '<!-->',
  '<![CDATA[<&]]]]>',
  '<![CDATA[]]>',
  '<![cdata[',
  '<!DOCTYPE a>',

  '<?p?>',
  '<?p q?>',
  '<?p q??>',
  '<?p?q?>',
  '<?xml version="1.0"?>',
  '<?XML ?>',
  '<?1?>',
  '<? p?>',
  '<?xml-x y?>',
] as const;
const PROLOGS = [
  '',
  '\ufeff',
  '<?xml version="1.0" encoding="UTF-8"?>',
  "\ufeff<?xml version = '1.0' encoding='us-ascii' standalone='no' ?>\n",
  '<?xml version="1.0" standalone="yes" encoding="UTF-8"?>',
  '<?xml encoding="UTF-8"?>',
  '<?xml version="1.1"?>',
  '<?xml version="2.0"?>',
  ' <?xml version="1.0"?>',
];
const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

/** Why saxes refuses a text that is none: a reference, or a character. Both are found in the document, too. */
const NO_TEXT = [
  [/(?:undefined|malformed character) entity\.$|(?:empty entity name|in entity name)\.$/, /&/],
  [/the string "\]\]>" is disallowed in char data\.$/, /\]\]>/],
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  [/\d: disallowed character\.$/, /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/],
  [/UTF-8/, /\uFFFD/],
  // A reference that never ends takes the rest of the document with it.
  [/unclosed tag: .*$|unexpected end\.$/s, /&[^;]*$/],
] as const;

function isNoText(refused: string, bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('utf8');
  return NO_TEXT.some(([reason, found]) => reason.test(refused) && found.test(text));
}

function compare(bytes: Uint8Array, cuts: readonly number[], count: { same: number }): void {
  const own: Outcome = tokenized(bytes, cuts);
  const saxes: Outcome = bySaxes(bytes);
  // What is no text is no fault of the document: there, and only there, saxes is the stricter.
  if ('refused' in saxes && own.events !== undefined && isNoText(saxes.refused, bytes)) return;
  const refused = 'refused' in own ? own.refused : 'refused' in saxes ? saxes.refused : undefined;
  expect(own.events, refused).toEqual(saxes.events);
  if (own.events !== undefined) count.same += 1;
}

test('damaged answers are refused where saxes refuses them, and say the same where not', {
  timeout: 120_000,
}, () => {
  const count = { same: 0 };
  const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...SEEDS), mutations, sizes, (seed, damage, cuts) =>
      compare(damaged(seed, damage), cuts, count),
    ),
    { numRuns: RUNS },
  );
  // Damage that never or always breaks would test nothing.
  expect(count.same).toBeGreaterThan(RUNS / 50);
  expect(count.same).toBeLessThan((RUNS * 3) / 4);
});

test('documents of arbitrary pieces, likewise', { timeout: 120_000 }, () => {
  const count = { same: 0 };
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 5 });
  fc.assert(
    fc.property(
      fc.constantFrom(...PROLOGS),
      pieces,
      pieces,
      sizes,
      fc.boolean(),
      (prolog, inside, tag, cuts, wrapped) => {
        const attributes = tag.filter((piece) => piece.startsWith(' ')).join('');
        const document = wrapped
          ? `${prolog}<r${attributes}>${inside.join('')}</r>`
          : prolog + inside.join('');
        compare(Buffer.from(document), cuts, count);
      },
    ),
    { numRuns: RUNS },
  );
  expect(count.same).toBeGreaterThan(RUNS / 50);
  expect(count.same).toBeLessThan((RUNS * 3) / 4);
});
