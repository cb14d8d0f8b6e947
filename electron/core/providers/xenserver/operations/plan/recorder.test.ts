import { describe, expect, it } from 'vitest';
import { makeRef } from '#shared/model/reference.ts';
import { apiModel } from '../../xapi/model/api-model.ts';
import { Recorder } from './recorder.ts';

const recorder = (encoding: 'json' | 'xml') =>
  new Recorder({
    model: apiModel(),
    encoding,
    opaque: (ref) => `OpaqueRef:${ref}`,
    refOf: (owner, opaque) => makeRef(owner, opaque),
  });

describe('a recorder', () => {
  it('writes calls as they would go out, with the session masked', async () => {
    const json = recorder('json');
    await json.start('VM', 'start', ['OpaqueRef:1', false, false]);
    expect(json.requests()).toEqual([
      {
        method: 'Async.VM.start',
        text: '{"jsonrpc":"2.0","method":"Async.VM.start","params":["«session»","OpaqueRef:1",false,false],"id":1}',
      },
    ]);
    const xml = recorder('xml');
    await xml.call('VM', 'set_name_label', ['OpaqueRef:1', 'a & b']);
    expect(xml.requests()[0]?.text).toContain('<methodName>VM.set_name_label</methodName>');
    expect(xml.requests()[0]?.text).toContain('«session»');
    expect(xml.requests()[0]?.text).toContain('a &amp; b');
  });

  it('gives words in the place of answers, another one for each object', async () => {
    const one = recorder('json');
    const first = await one.step('VM', 'clone', ['OpaqueRef:1', 'x']);
    const second = await one.step('VM', 'clone', ['OpaqueRef:1', 'y']);
    expect([first, second]).toEqual(['«new VM»', '«new VM 2»']);
    await one.start('VM', 'provision', [second]);
    expect(one.requests()[2]?.text).toContain('"«new VM 2»"');
  });

  it('refuses what could not be sent', async () => {
    const one = recorder('json');
    await one.call('VM', 'set_name_label', ['OpaqueRef:1', 7]);
    expect(() => one.requests()).toThrow(/must be string/);
  });
});
