import { describe, expect, test } from 'vitest';
import { answerXml, decodeBytes, decodeVal, testContext } from '../testing/recorded.ts';
import { XmlError } from '../xml/xml-reader.ts';
import { parseDateTime } from './date-time.ts';

describe('values in an anyType', () => {
  test.each([
    ['<val xsi:type="xsd:string"> a  b </val>', ' a  b '],
    ['<val xsi:type="xsd:boolean">1</val>', true],
    ['<val xsi:type="xsd:boolean">false</val>', false],
    ['<val xsi:type="xsd:int">-7</val>', -7],
    ['<val xsi:type="xsd:long">9007199254740991</val>', 9007199254740991],
    ['<val xsi:type="xsd:long">9223372036854775807</val>', 9223372036854775807n],
    ['<val xsi:type="xsd:long">-6148914691236517206</val>', -6148914691236517206n],
    ['<val xsi:type="xsd:double">1.5E-3</val>', 0.0015],
    ['<val xsi:type="xsd:double">-INF</val>', Number.NEGATIVE_INFINITY],
    ['<val xsi:type="xsd:float">NaN</val>', Number.NaN],
    [
      '<val xsi:type="xsd:base64Binary">AAEC\n/w==</val>',
      { $type: 'base64Binary', base64: 'AAEC/w==' },
    ],
    ['<val xsi:type="ArrayOfInt"/>', []],
    ['<val xsi:type="ArrayOfString"><string>a</string></val>', ['a']],
    ['<val xsi:type="ArrayOfByte"><byte>-1</byte><byte>127</byte></val>', [-1, 127]],
    ['<val xsi:type="VirtualMachinePowerState">poweredOn</val>', 'poweredOn'],
    ['<val xsi:type="VirtualMachinePowerState">hibernating</val>', 'hibernating'],
    ['<val xsi:type="NewEnumeration">x</val>', 'x'],
    ['<val>plain</val>', 'plain'],
  ])('%s', async (xml, value) => {
    expect(await decodeVal(xml)).toEqual(value);
  });

  test.each([
    '<val type="HostSystem" xsi:type="ManagedObjectReference">host-1</val>',
    '<val xsi:type="ManagedObjectReference" type="HostSystem">host-1</val>',
    '<val xmlns:q="http://www.w3.org/2001/XMLSchema-instance" q:type="ManagedObjectReference" type="HostSystem">host-1</val>',
  ])('reference: %s', async (xml) => {
    expect(await decodeVal(xml)).toEqual({
      $type: 'ManagedObjectReference',
      type: 'HostSystem',
      value: 'host-1',
    });
  });

  test('a prefix named xsi that is bound to something else says nothing about the type', async () => {
    expect(await decodeVal('<val xmlns:xsi="urn:other" xsi:type="xsd:int">5</val>')).toBe('5');
  });

  test('an unknown type is kept as a record, its references and repetitions included', async () => {
    const xml =
      '<val xsi:type="VirtualQAT"><key>1</key><n xsi:type="xsd:int">3</n><tag>a</tag><tag>b</tag><tag>c</tag><host type="HostSystem">host-9</host><empty/><sub><x>1</x></sub></val>';
    expect(await decodeVal(xml)).toEqual({
      $type: 'VirtualQAT',
      key: '1',
      n: 3,
      tag: ['a', 'b', 'c'],
      host: { $type: 'ManagedObjectReference', type: 'HostSystem', value: 'host-9' },
      empty: '',
      sub: { $type: 'DataObject', x: '1' },
    });
  });

  test('unknown fields of known types are kept, known ones come in schema order', async () => {
    const value = await decodeVal(
      '<val xsi:type="OptionValue"><novelty>n</novelty><value xsi:type="xsd:int">1</value><key>k</key></val>',
    );
    expect(value).toEqual({ $type: 'OptionValue', key: 'k', value: 1, novelty: 'n' });
    expect(Object.keys(value as object)).toEqual(['$type', 'key', 'value', 'novelty']);
  });

  test('a repeated field is an array even with one element', async () => {
    const xml =
      '<val xsi:type="PropertySpec"><type>VirtualMachine</type><pathSet>name</pathSet></val>';
    expect(await decodeVal(xml)).toEqual({
      $type: 'PropertySpec',
      type: 'VirtualMachine',
      pathSet: ['name'],
    });
  });

  test('names of the language’s own do no harm', async () => {
    const value = await decodeVal(
      '<val xsi:type="Evil"><__proto__><polluted>1</polluted></__proto__><constructor>c</constructor></val>',
    );
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(await decodeVal('<val xsi:type="__proto__"><a>1</a></val>'))).toBe(
      Object.prototype,
    );
    expect(await decodeVal('<val xsi:type="toString"><a>1</a></val>')).toEqual({
      $type: 'toString',
      a: '1',
    });
  });
});

describe('times', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-11-21T01:18:46.52399494Z', Date.UTC(2026, 10, 21, 1, 18, 46, 523)],
    ['2026-11-21T01:18:46.5Z', Date.UTC(2026, 10, 21, 1, 18, 46, 500)],
    ['2026-11-21T03:18:46.123456789+02:00', Date.UTC(2026, 10, 21, 1, 18, 46, 123)],
    ['2026-11-20T23:48:46-01:30', Date.UTC(2026, 10, 21, 1, 18, 46)],
    ['0001-01-01T00:00:00Z', -62135596800000],
  ])('%s', (text, ms) => {
    expect(parseDateTime(text)).toEqual({ $type: 'dateTime', text, ms });
  });

  test.each(['', 'yesterday', '2026-02-30T00:00:00Z', '2026-11-21', '2026-11-21T25:00:00Z'])(
    'not a time: %j',
    (text) => {
      expect(parseDateTime(text)).toBeUndefined();
    },
  );
});

describe('what does not fit', () => {
  test.each<[string, string, unknown]>([
    ['<val xsi:type="xsd:int">ten</val>', 'int', 'ten'],
    ['<val xsi:type="xsd:int">NaN</val>', 'int', 'NaN'],
    ['<val xsi:type="xsd:int"></val>', 'int', ''],
    ['<val xsi:type="xsd:int">99999999999999999999</val>', 'int', '99999999999999999999'],
    ['<val xsi:type="xsd:long">1.5</val>', 'long', '1.5'],
    ['<val xsi:type="xsd:boolean">yes</val>', 'boolean', 'yes'],
    ['<val xsi:type="xsd:dateTime">2026-02-30T00:00:00Z</val>', 'dateTime', '2026-02-30T00:00:00Z'],
    ['<val xsi:type="xsd:base64Binary">a$b</val>', 'base64Binary', 'a$b'],
    ['<val xsi:type="xsd:double">high</val>', 'double', 'high'],
    ['<val xsi:type="xsd:int">1<b/></val>', 'int', { $type: 'DataObject', b: '' }],
    ['<val xsi:type="Description">text</val>', 'Description', 'text'],
    ['<val xsi:type="ArrayOfInt">text</val>', 'int[]', 'text'],
    ['<val xsi:type="ManagedObjectReference">vm-1</val>', 'ManagedObjectReference', 'vm-1'],
  ])('%s is kept as it came', async (xml, declared, value) => {
    expect(await decodeVal(xml)).toEqual({ $type: 'unreadable', declared, value });
  });

  test('a field that is odd, there twice or of another type loses itself only', async () => {
    const device = await decodeVal(
      '<val xsi:type="VirtualDisk"><key>x</key><deviceInfo xsi:type="VirtualDisk"><key>1</key></deviceInfo><controllerKey>1</controllerKey><controllerKey>2</controllerKey><unitNumber>3</unitNumber><unitNumber>3</unitNumber><capacityInKB>7</capacityInKB></val>',
    );
    expect(device).toEqual({
      $type: 'VirtualDisk',
      key: { $type: 'unreadable', declared: 'int', value: 'x' },
      deviceInfo: {
        $type: 'unreadable',
        declared: 'Description',
        value: { $type: 'VirtualDisk', key: 1 },
      },
      controllerKey: { $type: 'unreadable', declared: 'int', value: [1, 2] },
      unitNumber: 3,
      capacityInKB: 7,
    });
  });

  test('says once for each where it was', async () => {
    const found: unknown[] = [];
    const context = { ...testContext(), found: (one: unknown) => void found.push(one) };
    const content =
      '<returnval><version>1</version><filterSet><objectSet><kind>enter</kind><obj type="VirtualMachine">vm-1</obj><changeSet><name>config</name><op>assign</op><val xsi:type="VirtualMachineConfigInfo"><annotation>a&#1;b</annotation><hardware><numCPU>x</numCPU></hardware></val></changeSet></objectSet></filterSet></returnval>';
    await decodeBytes(answerXml('WaitForUpdatesEx', content), { context });
    expect(found).toEqual([
      {
        object: 'VirtualMachine:vm-1',
        path: 'VirtualMachine.config.annotation',
        declared: 'string',
      },
      {
        object: 'VirtualMachine:vm-1',
        path: 'VirtualMachine.config.hardware.numCPU',
        declared: 'int',
      },
    ]);
  });

  test.each([
    ['DOCTYPE', '<!DOCTYPE a [<!ENTITY x "y">]><a/>', /document type declaration/],
    [
      'unknown entity',
      '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">&x;</Envelope>',
      /neither its result nor a fault/,
    ],
    ['two roots', '<a/><b/>', /not (well-formed|a SOAP)/],
    ['HTML', '<html><body>Sign in</body></html>', /a web page/],
    ['nothing', '', /not well-formed|neither/],
    ['encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', /encoding ISO-8859-1/],
  ])('%s is refused', async (_name, xml, message) => {
    await expect(decodeBytes(Buffer.from(xml))).rejects.toThrow(message);
  });

  test('truncated, not UTF-8, and empty envelopes are refused', async () => {
    const bytes = answerXml('CurrentTime', '<returnval>2026-11-21T01:18:46Z</returnval>');
    await expect(decodeBytes(bytes.subarray(0, -20))).rejects.toThrow(XmlError);
    await expect(
      decodeBytes(Buffer.concat([bytes.subarray(0, -200), Buffer.from([0xff, 0xc0])])),
    ).rejects.toThrow(/within a character/);
    await expect(decodeBytes(bytes, { method: 'Logout' })).rejects.toThrow(
      /neither its result nor a fault/,
    );
  });

  test('depth, number of elements and length of a text are bounded', async () => {
    const limited = {
      ...testContext(),
      limits: { maxDepth: 20, maxElements: 50, maxTokenLength: 100_000 },
    };
    const run = (content: string): Promise<unknown> =>
      decodeBytes(answerXml('CurrentTime', content), { context: limited });
    await expect(run('<a>'.repeat(30))).rejects.toThrow(/nested deeper than 20/);
    await expect(run('<a/>'.repeat(60))).rejects.toThrow(/more than 50 elements/);
    await expect(run(`<a>${'x'.repeat(300_000)}</a>`)).rejects.toThrow(/longer than 100000/);
    await expect(run(`<a b="${'x'.repeat(300_000)}"/>`)).rejects.toThrow(/longer than 100000/);
    await expect(run(`<!--${'x'.repeat(300_000)}-->`)).rejects.toThrow(/longer than 100000/);
  });
});
