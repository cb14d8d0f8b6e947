import type { Texts } from '../catalogue.ts';

/** What is wrong with what somebody entered for a server: its address, its names. */
export const addressMessages = {
  'address.needed': 'An address is needed, such as vc.example.org.',
  'address.credentials':
    'The user name and the password belong in their own fields, not in the address.',
  'address.blank': 'There is a blank or an invisible character in the address.',
  'address.scheme': (p: { readonly scheme: string }) =>
    `Only https:// and http:// are understood, not ${p.scheme}://.`,
  'address.slashes': (p: { readonly scheme: string; readonly wanted: string }) =>
    `After ${p.scheme} a colon and two slashes have to stand: ${p.wanted}://.`,
  'address.socket.path': (p: { readonly path: string }) =>
    `${p.path}: the path of the socket has to begin with /, as in unix:/var/lib/xcp/xapi.`,
  'address.socket.zero': 'The path of a socket cannot have a zero character in it.',
  'address.bracket': 'The bracket of the IPv6 address is not closed.',
  'address.brackets': (p: { readonly address: string }) =>
    `Write an IPv6 address in brackets, [${p.address}].`,
  'address.noHost': 'The name of the server is missing.',
  'address.neither': (p: { readonly host: string }) =>
    `“${p.host}” is neither a host name nor an IP address.`,
  'address.nobody': (p: { readonly address: string }) =>
    `${p.address} is the address of no server.`,
  'address.linkOnly':
    'Addresses of one network link only (fe80::, with or without a zone such as %eth0) cannot be dialled. Use the name of the server, or another of its addresses.',
  'address.octal': (p: { readonly host: string; readonly plain: string }) =>
    `“${p.host}”: write its numbers without zeros before them, ${p.plain}. Other programs take them for octal numbers.`,
  'address.fourNumbers': (p: { readonly host: string }) =>
    `“${p.host}” is no IP address: four numbers from 0 to 255, with dots between them, are.`,
  'param.noAddress': 'An address is needed.',
  'param.noUser': 'A user name is needed.',
  'param.unsendable':
    'There is a control character in it, or half of a character, which no server can be sent.',
  'param.noSelection': 'Nothing is selected.',
  'param.largeSelection': (p: { readonly limit: number; readonly count: number }, { number }) =>
    `A selection names ${number(p.limit)} objects at most, and this one names ${number(p.count)}. Describe them by a search instead.`,
  'param.invalid': 'Invalid input.',
  'param.where': (p: { readonly problem: string; readonly where: string }) =>
    `${p.problem} (${p.where})`,
  'link.error.noCall': (p: { readonly name: string }) =>
    `The page asked for a call that does not exist: ${p.name}.`,
  'link.error.noStream': (p: { readonly name: string }) =>
    `The page asked for a stream that does not exist: ${p.name}.`,
  'link.error.tooManyStreams': (p: { readonly name: string; readonly limit: number }) =>
    `${p.limit} streams are open in this window, which is the most: close one first (${p.name}).`,
  'link.error.noFeed': (p: { readonly name: string }) =>
    `The page asked for a feed that does not exist: ${p.name}.`,
  'address.port': 'What stands after the colon is no port; a number from 1 to 65535 is.',
} as const satisfies Texts;
