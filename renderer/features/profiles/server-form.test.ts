import { describe, expect, it } from 'vitest';
import { isPlainHttp, splitAddress } from './server-form.ts';

describe('a pasted address', () => {
  it('is taken apart at the last @', () => {
    expect(splitAddress('root@esx-01.example.org')).toEqual({
      address: 'esx-01.example.org',
      user: 'root',
    });
    expect(splitAddress(' administrator@vsphere.local@vc.example.org:8443 ')).toEqual({
      address: 'vc.example.org:8443',
      user: 'administrator@vsphere.local',
    });
    expect(splitAddress('https://anna@vc.example.org/ui')).toEqual({
      address: 'https://vc.example.org/ui',
      user: 'anna',
    });
  });

  it('is left alone where there is no user in it', () => {
    for (const text of ['vc.example.org', '@vc', 'vc@', 'https://vc/ui?a=b@c', ''])
      expect(splitAddress(text)).toEqual({ address: text });
  });

  it('is known to be unencrypted', () => {
    expect([isPlainHttp('http://vc'), isPlainHttp('https://vc'), isPlainHttp('vc')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
