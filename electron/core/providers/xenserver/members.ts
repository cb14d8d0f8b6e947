import type { Lookup, OtherServer } from '../provider.ts';
import { reference, text } from './map/read.ts';
import type { KnownMember } from './xapi/client.ts';
import { addressText, siblingAddress } from './xapi/rpc/address.ts';
import type { Member } from './xapi/session/members.ts';

/**
 * The hosts of the pool as servers to go to when the coordinator is gone, reached as this one is. Where a certificate was
 * trusted by its fingerprint, the others are by theirs, which the pool itself tells (class Certificate).
 */
export function knownMembers(lookup: Lookup, present: Member): readonly KnownMember[] {
  const { address, trust } = present;
  const pinned = typeof trust.pinnedFingerprint256 === 'string';
  const fingerprints = pinned ? hostFingerprints(lookup) : new Map<string, string>();
  return [...lookup.ofType('host')].flatMap((ref): KnownMember[] => {
    const host = text(lookup.get(ref), 'address');
    if (host === undefined) return [];
    const sibling = siblingAddress(host, address);
    if (sibling === undefined) return [];
    const member = addressText(sibling);
    if (member === addressText(address)) return [];
    const fingerprint = fingerprints.get(ref);
    if (!pinned) return [{ address: member, trust }];
    // Without a fingerprint nothing vouches for it: its certificate has to verify.
    return [{ address: member, trust: { ...trust, pinnedFingerprint256: fingerprint ?? null } }];
  });
}

/** The servers of a pool as the core keeps them for the next session. */
export function otherServers(members: readonly Member[]): readonly OtherServer[] {
  return members.map(({ address, trust }) => ({
    address: addressText(address),
    pinnedFingerprint: trust.pinnedFingerprint256 ?? null,
  }));
}

function hostFingerprints(lookup: Lookup): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const ref of lookup.ofType('Certificate')) {
    const certificate = lookup.get(ref);
    const host = reference(certificate?.['host']);
    const fingerprint = text(certificate, 'fingerprint_sha256') ?? text(certificate, 'fingerprint');
    if (host !== undefined && fingerprint !== undefined && text(certificate, 'type') === 'host')
      found.set(host, fingerprint);
  }
  return found;
}
