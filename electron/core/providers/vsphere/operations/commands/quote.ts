import type { PlannedCommand } from '#shared/model/operation-plan.ts';

/** A word for a POSIX shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A string for PowerShell, which takes typographic single quotes for quotes, too. */
export function powershellString(text: string): string {
  return `'${text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

/** A command line of govc (govmomi). */
export function govc(...words: readonly string[]): PlannedCommand {
  return { tool: 'govc', text: ['govc', ...words.map(shellWord)].join(' ') };
}

/** A command line of VMware PowerCLI; its strings are quoted already. */
export function powercli(text: string): PlannedCommand {
  return { tool: 'powercli', text };
}
