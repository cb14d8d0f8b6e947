import { VimFault } from '../wire/fault.ts';
import type { Data } from '../wire/value.ts';
import type { Extension } from './extension.ts';
import type { Estate } from './estate.ts';

/** Programs that have made themselves known to the server. */

/** @throws VimFault NotFound */
function indexOf({ extensions }: Estate, key: string): number {
  const at = extensions.findIndex((one) => one.key === key);
  if (at < 0) throw new VimFault('NotFound', `There is no extension '${key}'.`);
  return at;
}

/** Which an ExtensionManager is; nobody else reports changes of it. */
const manager = { type: 'ExtensionManager', id: 'ExtensionManager' } as const;

function set(estate: Estate, extensions: readonly Extension[]): void {
  estate.extensions = extensions;
  estate.changed(manager, 'extensionList');
}

/** @throws VimFault InvalidArgument for a key that is known already */
export function registerExtension(estate: Estate, extension: Extension): void {
  if (estate.extensions.some(({ key }) => key === extension.key))
    throw new VimFault('InvalidArgument', 'A specified parameter was not correct: extension.key', {
      invalidProperty: 'extension.key',
    });
  set(estate, [...estate.extensions, { ...extension, lastHeartbeatTime: estate.now() }]);
}

/** @throws VimFault NotFound */
export function updateExtension(estate: Estate, extension: Extension): void {
  set(estate, estate.extensions.with(indexOf(estate, extension.key), extension));
}

/** @throws VimFault NotFound */
export function changeExtension(estate: Estate, key: string, fields: Data): void {
  const at = indexOf(estate, key);
  set(estate, estate.extensions.with(at, { ...estate.extensions[at], ...fields, key }));
}

/** @throws VimFault NotFound */
export function unregisterExtension(estate: Estate, key: string): void {
  set(estate, estate.extensions.toSpliced(indexOf(estate, key), 1));
}
