import { describe, expect, it } from 'vitest';
import {
  parseBrowserHostOptions,
  parseElectronOptions,
  UsageError,
  wishOfLinks,
} from './options.ts';

describe('the command line', () => {
  it('has defaults that listen on loopback and open a browser', () => {
    expect(parseBrowserHostOptions([])).toEqual({
      demo: false,
      vms: 200,
      dataFolder: undefined,
      wish: null,
      host: '127.0.0.1',
      port: 0,
      open: true,
    });
  });

  it('takes every option', () => {
    const args = '--demo --vms 10000 --data-folder /d --host ::1 --port 4000 --no-open'.split(' ');
    expect(parseBrowserHostOptions(args)).toEqual({
      demo: true,
      vms: 10_000,
      dataFolder: '/d',
      wish: null,
      host: '::1',
      port: 4000,
      open: false,
    });
  });

  it('gives way to a call for help', () => {
    expect(parseBrowserHostOptions(['--help'])).toBeNull();
  });

  it.each([
    [['--port', '70000'], /--port.*65535.*"70000"/],
    [['--port', '-1'], /--port/],
    [['--vms', '0'], /--vms/],
    [['--vms', '1e3'], /--vms/],
    [['--vms'], /--vms/],
    [['--data-folder', ''], /--data-folder/],
    [['--select', ' '], /--select.*link or the name/],
    [['--connect'], /--connect/],
    [['--nonsense'], /--nonsense/],
    [['word'], /word/],
  ])('refuses %j', (args, message) => {
    expect(() => parseBrowserHostOptions(args)).toThrow(UsageError);
    expect(() => parseBrowserHostOptions(args)).toThrow(message);
  });

  it('takes what the page is to show', () => {
    const args = ['--connect', 'vc', '--select', 'moref://vc/VM:1', '--search', 'power:on'];
    const wish = { connect: 'vc', select: 'moref://vc/VM:1', search: 'power:on' };
    expect(parseBrowserHostOptions(args)?.wish).toEqual(wish);
    expect(parseElectronOptions(['.', ...args]).wish).toEqual(wish);
    expect(parseElectronOptions(['--search', 'a']).wish).toEqual({ search: 'a' });
  });

  it('finds the link that the system hands over', () => {
    expect(wishOfLinks(['moref', '--lang=de', 'moref://vc/VM:1'])).toEqual({
      select: 'moref://vc/VM:1',
    });
    expect(wishOfLinks(['moref', '.'])).toBeNull();
  });

  it('leaves to Electron what is not ours', () => {
    expect(parseElectronOptions(['--no-sandbox', '.', '--demo', '--lang=de'])).toEqual({
      demo: true,
      vms: 200,
      dataFolder: undefined,
      wish: null,
      minimized: false,
      allowNoSandbox: false,
    });
    expect(parseElectronOptions(['--minimized']).minimized).toBe(true);
    expect(() => parseElectronOptions(['--vms', 'many'])).toThrow(UsageError);
    expect(() => parseElectronOptions(['--data-folder'])).toThrow(UsageError);
  });
});
