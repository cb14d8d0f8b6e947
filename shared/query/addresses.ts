import ipaddr from 'ipaddr.js';
import { glob } from './glob.ts';

/** Whether an address of an object is one that was asked for. */
export type AddressTest = (address: string) => boolean;

/**
 * IP addresses of either version: one (`10.0.0.7`, in any notation), a network (`10.0.0.0/24`, `10.0.0.0/255.255.255.0`, `fe80::/10`), or
 * a beginning with wildcards (`10.0.*`).
 * @returns null for what is none of these
 */
export function parseIp(text: string): AddressTest | null {
  if (text.includes('/')) {
    const network = withPrefix(text);
    return ipaddr.isValidCIDR(network) ? inNetwork(ipaddr.parseCIDR(network)) : null;
  }
  if (isAddress(text)) {
    const wanted = ipaddr.process(text).toNormalizedString();
    return (address) =>
      isAddress(address) && ipaddr.process(address).toNormalizedString() === wanted;
  }
  if (!/^[\da-f.:*?]+$/i.test(text) || isBeyondBytes(text)) return null;
  // A beginning, as one types it: `10.0.` or `fe80:`.
  return glob(/[*?]/.test(text) ? text : `${text}*`);
}

/** A network with its mask, `10.0.0.0/255.255.255.0`, as one with the length of its prefix; anything else as it is. */
function withPrefix(text: string): string {
  const [address = '', mask = ''] = text.split('/');
  if (!ipaddr.IPv4.isValidFourPartDecimal(mask)) return text;
  return `${address}/${ipaddr.IPv4.parse(mask).prefixLengthFromSubnetMask() ?? mask}`;
}

/** No address of four bytes begins so: `300.1.`, `10.0.0.1.2`. */
function isBeyondBytes(text: string): boolean {
  if (!/^[\d.*?]+$/.test(text)) return false;
  const parts = text.split('.');
  return parts.length > 4 || parts.some((part) => /^\d+$/.test(part) && Number(part) > 255);
}

/** MAC addresses in any notation (`00:50:56:*`, `00-50-56`, `0050.56ab.cdef`): a part, or with wildcards the whole. */
export function parseMac(text: string): AddressTest | null {
  const digits = text.replace(/[:.-]/g, '').toLowerCase();
  if (!/^[\da-f*?]{1,24}$/.test(digits)) return null;
  if (!/[*?]/.test(digits)) return (address) => plainMac(address).includes(digits);
  const matches = glob(digits);
  return (address) => matches(plainMac(address));
}

function plainMac(address: string): string {
  return address.replace(/[:.-]/g, '').toLowerCase();
}

/** Four parts or colons: `ipaddr.js` also takes `10` and `0x7f.1` for addresses. */
function isAddress(text: string): boolean {
  return (
    ipaddr.IPv4.isValidFourPartDecimal(text) || (text.includes(':') && ipaddr.IPv6.isValid(text))
  );
}

function inNetwork([network, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): AddressTest {
  return (text) => {
    if (!isAddress(text)) return false;
    const address = ipaddr.process(text);
    // Addresses of one version are never in a network of the other; `match` throws there.
    return address.kind() === network.kind() && address.match(network, bits);
  };
}
