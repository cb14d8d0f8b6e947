import { normalizeFingerprint, type TlsTrust } from '../../../../net/certificate.ts';
import { addressText, type XapiAddress } from '../rpc/address.ts';

/** A server of the pool and how its certificate is judged. */
export interface Member {
  readonly address: XapiAddress;
  readonly trust: TlsTrust;
}

/** The servers of a pool that are known, so that another can be asked when one is gone. */
export class Members {
  /** The pool that they are members of; undefined until it is known. */
  poolUuid: string | undefined;
  readonly #byAddress = new Map<string, Member>();

  constructor(members: readonly Member[], poolUuid?: string) {
    this.poolUuid = poolUuid;
    for (const member of members) this.add(member);
  }

  /** A known one keeps its place; what is new of it replaces what was known. */
  add(member: Member): void {
    this.#byAddress.set(addressText(member.address), member);
  }

  find(address: XapiAddress): Member | undefined {
    return this.#byAddress.get(addressText(address));
  }

  all(): readonly Member[] {
    return [...this.#byAddress.values()];
  }

  /** All, beginning with a given one. */
  beginningWith(first: Member): readonly Member[] {
    const key = addressText(first.address);
    return [first, ...this.all().filter(({ address }) => addressText(address) !== key)];
  }
}

const ASK = 'x-xenapi-request-host-certificate-thumbprint';
const ANSWER = 'x-xenapi-response-host-certificate-thumbprint';

/** Asks a member to vouch for its coordinator's certificate, should it point to it (host-certificate-thumbprint). */
export const VOUCH_HEADERS: Readonly<Record<string, string>> = { [ASK]: 'sha-256:master' };

/** The SHA-256 fingerprint that a member vouches for; null where it does not. */
export function vouchedFingerprint(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): string | null {
  const value = headers[ANSWER];
  if (typeof value !== 'string') return null;
  const fingerprint = normalizeFingerprint(value.replace(/^\s*sha-?256:/i, ''));
  return /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(fingerprint) ? fingerprint : null;
}
