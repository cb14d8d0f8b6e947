import type { Texts } from '../catalogue.ts';

/** Texts about consoles: what the core says of them. */
export const consoleMessages = {
  'console.noneHere': 'This server offers no consoles.',
  'console.notRfb': 'What this window sent is no language of consoles.',
  'console.noPermission': (p: { readonly permission: string }) =>
    `The account lacks the permission ${p.permission}. Ask an administrator of the pool for a role that has it.`,
  'console.notNow': (p: { readonly name: string }) =>
    `${p.name} has no console now. It has one while it runs.`,
  'console.noAddress': (p: { readonly address: string }) =>
    `The server names ${p.address} as the place of this console, which is no address.`,
  'console.broken': (p: { readonly host: string }) => `The connection to ${p.host} broke.`,
  'console.inUse': (p: { readonly name: string; readonly said: string }) =>
    `The console of ${p.name} is in use, and the pool allows one at a time. The server says: ${p.said}`,
  'console.denied': (p: { readonly name: string; readonly host: string; readonly said: string }) =>
    `${p.host} refuses the console of ${p.name}. The server says: ${p.said}`,
  'console.notThere': (p: { readonly name: string; readonly host: string }) =>
    `${p.name} does not run on ${p.host} any more, or not yet.`,
  'console.status': (p: {
    readonly host: string;
    readonly status: number;
    readonly said: string;
  }) => `${p.host} answers with ${p.status} instead of a console. The server says: ${p.said}`,
} as const satisfies Texts;
