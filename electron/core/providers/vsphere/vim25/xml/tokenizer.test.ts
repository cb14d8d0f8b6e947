import { describe, expect, test } from 'vitest';
import { bySaxes, tokenized } from '../testing/events.ts';
import { readRecorded, RECORDED } from '../testing/recorded.ts';

describe('as saxes', () => {
  test.each(RECORDED)('%s', (name) => {
    const bytes = readRecorded(name);
    const expected = bySaxes(bytes);
    for (const size of [1, 7, 100, bytes.length]) {
      expect(tokenized(bytes, [size])).toEqual(expected);
    }
  });

  test.each([
    '<a>&#10;&#x1F98A;&amp;lt;</a>',
    '<a>\r\n\r1\r\r\n2</a>',
    '<a b="x&#10;y\r\nz\tw&quot;"/>',
    '<a b=\'"\' c="\'"/>',
    '<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>',
    '<a>]]</a>',
    '<a>x<!-- - -->y<?p ?q?>z</a>',
    '<p:a xmlns:p="urn:p" p:b="1" c="2"><p:d xmlns:p="urn:q"/><p:e/></p:a>',
    '<a xmlns="urn:a"><b xmlns=""><c/></b><d xmlns=" urn:d "/><e/></a>',
    '<a xml:lang="en"/>',
    '<日本 ü="🦊">é</日本>',
    '<a>\ufeff\u0085\u2028\u007f</a>',
    '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- c --><a/>\n<!-- d -->\n',
    `<a>${'<b>'.repeat(200)}${'</b>'.repeat(200)}</a>`,
    `<a ${Array.from({ length: 40 }, (_, index) => `a${index}="${index}"`).join(' ')}/>`,
    `<a>${'x'.repeat(200_000)}</a>`,
    `<a b="${'x'.repeat(200_000)}"><!--${'-x'.repeat(60_000)}--></a>`,
  ])('reads %j', (document) => {
    const expected = bySaxes(document);
    expect(expected.events).toBeDefined();
    for (const size of [1, 3, document.length]) {
      expect(tokenized(document, [document.length > 1000 ? size * 999 : size])).toEqual(expected);
    }
  });

  test.each([
    '',
    ' ',
    'text',
    '<a>',
    '<a/><b/>',
    '</a>',
    '<a></b>',
    '<a></ab>',
    '<ab></a>',
    '<a/>x',
    'x<a/>',
    '<a/><![CDATA[]]>',

    '<a',
    '<a b',
    '<a b=',
    '<a b="',
    '<a b="1"',
    '<a/',
    '<a></a',
    '<a><!--',
    '<a><![CDATA[',
    '<a>&amp',
    '<a/><?p',
    '<',
    '<!',

    '<a b/>',
    '<a b=1/>',
    '<a b="1"c="2"/>',
    '<a b="<"/>',
    '<a b="1" b="2"/>',
    '<a / >',
    '<a"/>',
    '< a/>',
    '<a>< b/></a>',

    '<a><!-- -- --></a>',
    '<a><!x></a>',
    '<a><?1?></a>',
    '<a><??></a>',
    '<a><?xml version="1.0"?></a>',
    '<a><?XML x?></a>',
    '<1/>',
    '<a×/>',

    ' <?xml version="1.0"?><a/>',
    '<?xml?><a/>',
    '<?xml version="2"?><a/>',
    '<?xml version="1.0" encoding="latin1"?><a/>',

    '<!DOCTYPE a><a/>',
    '<a><!DOCTYPE a></a>',
    '<p:a/>',
    '<a p:b="1"/>',
    '<p:a xmlns:p="u"/><b/>',
    '<a><p:b xmlns:p="u"/><p:c/></a>',
    `<a ${Array.from({ length: 40 }, (_, index) => `a${index % 39}="1"`).join(' ')}/>`,
  ])('refuses %j', (document) => {
    expect(bySaxes(document)).toHaveProperty('refused');
    for (const size of [1, 2, 1000]) expect(tokenized(document, [size])).toHaveProperty('refused');
  });
});

describe('otherwise than saxes', () => {
  test.each([
    ['<a>&x;</a>', '&x;'],
    ['<a>&;</a>', '&;'],
    ['<a>R&D & so on</a>', 'R&D & so on'],
    ['<a>a&b &lt;</a>', 'a&b <'],
    ['<a>&#X41;</a>', '&#X41;'],
    ['<a>&#;&#x;</a>', '&#;&#x;'],
    ['<a>]]></a>', ']]>'],
    ['<a>]]]></a>', ']]]>'],
    ['<a>x&#0;y</a>', 'x\ufffdy', 1],
    ['<a>&#1;</a>', '\ufffd', 1],
    ['<a>&#xFFFE;</a>', '\ufffd', 1],
    ['<a>&#xD800;</a>', '\ufffd', 1],
    ['<a>&#x110000;</a>', '\ufffd', 1],
    ['<a>&#99999999999999999999999;</a>', '\ufffd', 1],
    ['<a>\u0001</a>', '\ufffd', 1],
    ['<a>x\uffff</a>', 'x\ufffd', 1],
    ['<a><![CDATA[\u0001]]></a>', '\ufffd', 1],
    ['<a>\0</a>', '\ufffd', 1],
  ])('what is no text is a fault of that text: %j', (document, text, damaged = 0) => {
    expect(bySaxes(document)).toHaveProperty('refused');
    for (const size of [1, 2, 1000]) {
      expect(tokenized(document, [size])).toEqual({
        events: ['<{}a   ', JSON.stringify(text), '>'],
        damaged,
      });
    }
  });

  test('nor does it matter in an attribute or a comment', () => {
    expect(tokenized('<a b="&#1;\u0002"><!--\u0001--></a>')).toEqual({
      events: ['<{}a {"local":"b","namespace":"","value":"\ufffd\ufffd"}  ', '>'],
      damaged: 0,
    });
  });

  test('XML of another version than 1.0 is refused', () => {
    expect(tokenized('<?xml version="1.1"?><a/>')).toEqual({
      refused: expect.stringContaining('XML 1.1 is not supported') as string,
    });
  });
});

test('bytes that are not UTF-8 are replaced, wherever they are cut', () => {
  for (const bad of [
    [0xff],
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf5, 0x80, 0x80, 0x80],
    [0xe2, 0x28],
    [0x96],
    [0x41, 0x96, 0x42],
    [0xc3, 0xa9, 0x96, 0xe6, 0x97, 0xa5],
  ]) {
    const document = Buffer.concat([Buffer.from('<a>'), Buffer.from(bad), Buffer.from('</a>')]);
    for (const size of [1, 2, 4, 100]) {
      const text = JSON.stringify(Buffer.from(bad).toString('utf8'));
      expect(tokenized(document, [size])).toEqual({ events: ['<{}a   ', text, '>'], damaged: 1 });
    }
  }
  expect(tokenized(Buffer.from([0x3c, 0x61, 0x2f, 0x3e, 0xe2]))).toEqual({
    refused: expect.stringContaining('within a character') as string,
  });
});

test('an error says at which byte', () => {
  const document = `<a>${'é'.repeat(50)}</b>`;
  for (const size of [1, 1000]) {
    expect(tokenized(document, [size])).toEqual({
      refused:
        'The answer is not well-formed XML: <a> is open and another element closes (byte 103).',
    });
  }
});

test('a long token is read in linear time, whatever it holds', () => {
  // 8 MB with a > in each slice: reading it anew for each would take minutes.
  const document = `<a b="${`${'x'.repeat(1000)}>`.repeat(8000)}"/>`;
  expect(tokenized(document, [8192])).toEqual(bySaxes(document));
});
