import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { fromRoot } from './paths.mjs';

it.each(['en', 'de'])(
  'has no two texts of one id in %s, of which one would be said for both',
  async (language) => {
    const folder = fromRoot(`shared/i18n/${language}`);
    const files = readdirSync(folder).filter((name) => name !== 'catalogue.ts');
    const homes = new Map<string, string[]>();
    for (const file of files) {
      const module = (await import(pathToFileURL(`${folder}/${file}`).href)) as object;
      for (const messages of Object.values(module))
        for (const id of Object.keys(messages as object))
          homes.set(id, [...(homes.get(id) ?? []), file]);
    }
    expect(homes.size).toBeGreaterThan(1000);
    expect([...homes].filter(([, several]) => several.length > 1)).toEqual([]);
  },
);
