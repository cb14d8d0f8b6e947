import { expect, test } from 'vitest';
import { BOUNDS } from '../../../../net/bounds.ts';
import { CookieJar } from './cookies.ts';

test('a server that leaves ever new cookies has those that it left first', () => {
  const jar = new CookieJar();
  for (let index = 0; index < 1000; index += 1) jar.take(`c${index}=v; Path=/`);
  jar.take('c0=new');
  const kept = jar.header()?.split('; ') ?? [];
  expect(kept).toHaveLength(BOUNDS.cookies);
  expect(kept[0]).toBe('c0=new');
});
