import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a page that sends the browser on to `address`. Only its owner can read it: the command that opens a browser is shown to
 * every user of the machine in the list of processes, and names the file instead of the address with its token.
 *
 * @returns its path
 * @throws the operating system's error where it cannot be written
 */
export async function writeEntranceFile(folder: string, address: string): Promise<string> {
  await removeEntranceFile(folder);
  const path = pathIn(folder);
  // A new file: what somebody else may have put there is not written through.
  await writeFile(path, documentFor(address), { flag: 'wx', mode: 0o600 });
  return path;
}

export function removeEntranceFile(folder: string): Promise<void> {
  return rm(pathIn(folder), { recursive: true, force: true });
}

function pathIn(folder: string): string {
  return join(folder, 'open.html');
}

function documentFor(address: string): string {
  const escaped = address.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return [
    '<!doctype html>',
    '<meta charset="utf-8">',
    '<meta name="referrer" content="no-referrer">',
    `<meta http-equiv="refresh" content="0; url=${escaped}">`,
    '<title>Moref</title>',
    `<p><a href="${escaped}">Open Moref</a></p>`,
    '',
  ].join('\n');
}
