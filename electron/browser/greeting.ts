import { hostname, networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { writeEntranceFile } from './entrance-file.ts';
import { openInBrowser } from './open-file.ts';
import { isLoopback } from './request-guard.ts';
import type { BrowserServer } from './server.ts';
import { onEnter, say } from './terminal.ts';

/** Says where Moref is, and again with a new address at every Enter. */
export function welcome(host: string, server: BrowserServer): void {
  if (!isLoopback(host))
    say(`Warning: others can reach Moref over the network at ${host}, unencrypted.`);
  say(`Moref is at ${server.address()}`);
  say('The address lets one browser in, once. Enter prints a new one, Ctrl+C ends Moref.');
  onEnter(() => say(`Moref is at ${server.address()}`));
}

/** Opens a browser, with a token of its own. The address was printed: where this fails, nothing is lost. */
export async function openEntrance(dataFolder: string, server: BrowserServer): Promise<void> {
  try {
    openInBrowser(await writeEntranceFile(resolve(dataFolder), server.address()));
  } catch (error) {
    say(`No browser was opened (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** Names and addresses of this machine. */
export function ownNames(): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return [hostname(), ...addresses.map(({ address }) => address)];
}
