import type { Texts } from '../catalogue.ts';

interface File {
  readonly path: string;
}

/** Why something could not be kept on this computer. */
export const storingMessages = {
  'disk.notSaved': (p: { readonly problem: string }) => `Nothing was saved. ${p.problem}`,
  'disk.notSaved.code': (p: { readonly problem: string; readonly code: string }) =>
    `Nothing was saved. ${p.problem} (${p.code})`,
  'disk.full': (p: File) =>
    `There is no space left on the disk of ${p.path}. Free some, and try again.`,
  'disk.quota': (p: File) =>
    `Your quota on the disk of ${p.path} is used up. Free some space, and try again.`,
  'disk.readOnly': (p: File) =>
    `${p.path} lies on a disk that can only be read. Make it writable, and try again.`,
  'disk.failing': (p: File) =>
    `The disk of ${p.path} reports an error of its own. It may be failing: check it.`,
  'disk.denied': (p: File) =>
    `Moref may not write ${p.path}. Give yourself the right to change the file and its folder, and try again.`,
  'disk.tooMany': (p: File) =>
    `Too many files are open to write ${p.path}. Close other programs, and try again.`,
  'disk.other': (p: File & { readonly message: string }) => `${p.path}: ${p.message}.`,
  'store.noFile': 'It is not a file',
  'store.noObject': 'It is not an object',
  'store.noVersion': 'version: expected a number',
  'store.newer': 'version: greater than what is known',
  'store.unexpected': (p: { readonly member: string }) => `${p.member}: not what it should be`,
  'workspace.full': (
    p: { readonly entries: number; readonly characters: number; readonly key: string },
    { number },
  ) =>
    `The workspace holds too much already (${number(p.entries)} entries or ${number(p.characters)} characters at the most); ${p.key} was not kept.`,
  'secrets.notTaken': (p: { readonly reason: string }) =>
    `The system’s key store did not take the password (${p.reason}). Moref keeps it until it ends.`,
  'store.long': 'It is too long, so that only its beginning was read',
  'store.notText': 'Not all of it is text',
  'store.damaged': 'damaged',
  'store.twice': (p: { readonly where: string; readonly key: string }) =>
    `${p.where}: ${p.key} stands in it twice`,
} as const satisfies Texts;
