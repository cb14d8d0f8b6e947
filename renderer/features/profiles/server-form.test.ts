import { describe, expect, it } from 'vitest';
import { dialledBy, formOf, isPlainHttp, problemsOf, splitAddress } from './server-form.ts';

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

describe('the form of a server', () => {
  const form = { ...formOf(undefined, false), address: 'VC.example.org', user: 'admin' };

  it('says what will be dialled', () => {
    expect(dialledBy(form)).toBe('https://vc.example.org:443');
    expect(dialledBy({ ...form, address: 'unix:/x', family: 'vsphere' })).toBeUndefined();
    expect(dialledBy({ ...form, address: 'unix:/x' })).toBe('unix:/x');
    expect(problemsOf(form)).toEqual({});
  });

  it('refuses in words, at the field, what the core refuses', () => {
    expect(problemsOf({ ...form, address: '192.168.001.010' }).address).toContain('192.168.1.10');
    expect(problemsOf({ ...form, address: ' ' }).address).toContain('Enter the address');
    expect(
      Object.keys(problemsOf({ ...form, user: ' ', password: 'a\0b', name: 'a\ud800' })),
    ).toEqual(['user', 'password', 'name']);
  });
});
