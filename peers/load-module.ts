import { pathToFileURL } from 'node:url';

/** Loads a module that a peer installed, from its file. */
export function loadModule(path: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}
