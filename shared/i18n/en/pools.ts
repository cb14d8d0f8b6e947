import type { Texts } from '../catalogue.ts';

/** What goes wrong between the members of a XenServer pool before a session stands. */
export const poolMessages = {
  'pool.noAddress': (p: { readonly server: string; readonly host: string }) =>
    `${p.server} sends to the coordinator of its pool, but “${p.host}” is no address.`,
  'pool.circles': (p: { readonly way: string }) =>
    `The members of the pool send each other in circles: ${p.way}.`,
  'pool.coordinator.unverified': (p: {
    readonly from: string;
    readonly server: string;
    readonly reason: string;
    readonly fingerprint: string;
  }) =>
    `${p.from} is a member of a pool and sends to its coordinator, ${p.server}, which presents a certificate that cannot be verified (${p.reason}), and that ${p.from} does not vouch for: ${p.fingerprint}. Nothing was sent to it. Use ${p.server} as the address of the connection, and compare its fingerprint there.`,
  'pool.coordinator.changed': (p: {
    readonly from: string;
    readonly server: string;
    readonly fingerprint: string;
  }) =>
    `${p.from} is a member of a pool and sends to its coordinator, ${p.server}, which presents another certificate than the one that ${p.from} vouches for: ${p.fingerprint}. Nothing was sent to it. Use ${p.server} as the address of the connection, and compare its fingerprint there.`,
  'pool.member.changed': (p: { readonly server: string; readonly fingerprint: string }) =>
    `${p.server}, which is known as a server of the pool, does not present the certificate that is expected of it, but ${p.fingerprint}. Nothing was sent to it. Use it as the address of the connection, and compare its fingerprint there.`,
  'pool.other': (p: { readonly server: string }) =>
    `${p.server} does not belong to the pool any more.`,
  'pool.noMember': 'No member of the pool is known.',
  'pool.tooOld': (p: { readonly server: string }) =>
    `${p.server} does not have event.from: it is older than XenServer 6.0, which cannot be followed.`,
} as const satisfies Texts;
