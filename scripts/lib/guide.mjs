import { readdirSync, readFileSync } from 'node:fs';
import { fromRoot } from './paths.mjs';

/** The pages for users and contributors, by their paths, with their texts. */
export function papers() {
  const guide = readdirSync(fromRoot('docs/guide')).filter((name) => name.endsWith('.md'));
  return new Map(
    [
      'README.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      ...guide.map((name) => `docs/guide/${name}`),
    ].map((path) => [path, readFileSync(fromRoot(path), 'utf8')]),
  );
}

/** Pictures that the guide shows. @returns {readonly string[]} */
export function guideImages() {
  const found = [...papers().values()].flatMap((text) => [
    ...text.matchAll(/\]\((?:docs\/guide\/)?images\/([^)]+)\)/g),
  ]);
  return [...new Set(found.map(([, name = '']) => name))];
}
