import type { Texts } from '../catalogue.ts';

interface Server {
  readonly server: string;
}

interface Proxied extends Server {
  readonly proxy: string;
}

/** What is wrong with the way to a server, and with an answer before a protocol is read in it. */
export const networkMessages = {
  'net.cancelled': 'The request was cancelled.',
  'net.sessionExpired': 'The session has expired.',
  'net.unreachable': (p: Server & { readonly reason: string }) =>
    `Cannot reach ${p.server}: ${p.reason}.`,
  'net.reason.unknownName':
    'the name is not known to DNS. Check the spelling and this machine’s DNS',
  'net.reason.dnsSilent': 'DNS does not answer. Check this machine’s network and try again',
  'net.reason.refused': 'nothing listens there. Check the port, and that the service is running',
  'net.reason.noSocket': 'there is no such socket. Check the path, and that the service is running',
  'net.reason.noPermission': 'this user may not open it. Check the permissions of the socket',
  'net.reason.closed':
    'it closed the connection. It may be restarting, or a firewall is in between',
  'net.reason.closedEarly': 'it closed the connection before the answer was complete',
  'net.reason.noRoute': 'there is no route to it. Check the network or VPN',
  'net.reason.noRouteToNetwork': 'there is no route to its network. Check the network or VPN',
  'net.reason.networkSilent': 'the network gave no answer. Check the address, firewall and VPN',
  'net.late.connect': (p: Server) => `${p.server} did not accept a connection in time.`,
  'net.late.headers': (p: Server) => `${p.server} did not begin to answer in time.`,
  'net.late.body': (p: Server) => `${p.server} stopped in the middle of its answer.`,
  'net.brokenCompression': (p: Server) => `${p.server} sent a compressed answer that is broken.`,
  'net.noTls': (p: Server & { readonly code: string }) =>
    `Cannot speak TLS with ${p.server} (${p.code}). Check the port, and whether it wants http:// instead of https://.`,
  'net.oldTls': (p: Server) =>
    `${p.server} speaks only TLS 1.0 or 1.1, which anybody on the way may break. Update the server; until then it can be allowed in the settings of the server.`,
  'net.proxy.unreachable': (p: Proxied & { readonly reason: string }) =>
    `Cannot reach the proxy ${p.proxy}, by which ${p.server} is reached: ${p.reason}.`,
  'net.proxy.refused': (p: Proxied & { readonly reason: string }) =>
    `The proxy ${p.proxy} does not connect to ${p.server}: ${p.reason}. Check the address, and what the proxy allows.`,
  'net.proxy.login': (p: Proxied) =>
    `The proxy ${p.proxy} lets only known users through to ${p.server}. Check its user name and password in the settings of the server.`,
  'net.proxy.late': (p: Proxied) => `The proxy ${p.proxy} did not connect to ${p.server} in time.`,
  'net.proxy.address': (p: { readonly address: string }) =>
    `“${p.address}” is no address of a proxy, such as proxy.example.org:3128.`,
  'net.ssh.address': (p: { readonly jump: string }) =>
    `“${p.jump}” is no jump host, such as me@jump.example.org or jump:2222.`,
  'net.ssh.failed': (p: Server & { readonly jump: string; readonly words: string }) =>
    p.words === ''
      ? `The jump host ${p.jump} does not lead to ${p.server}.`
      : `The jump host ${p.jump} does not lead to ${p.server}: “${p.words}”. Check that ssh connects to it without a question.`,
  'net.ssh.late': (p: Server & { readonly jump: string }) =>
    `The jump host ${p.jump} did not lead to ${p.server} in time. Check that ssh connects to it without a question.`,
  'net.encoding': (p: Server & { readonly encoding: string }) =>
    `${p.server} sent an answer that is encoded as “${p.encoding}”, which was not asked for.`,
  'net.slow': (p: Server & { readonly bytes: number; readonly seconds: number }) =>
    `${p.server} answers too slowly: ${p.bytes} bytes in ${p.seconds} s.`,
  'net.tooLarge': (p: Server & { readonly bytes: number }) =>
    `${p.server} sent more than ${p.bytes} bytes; the rest was not read.`,
  'net.inflates': (p: Server & { readonly times: number }) =>
    `${p.server} sent a compressed answer that becomes more than ${p.times} times as large; the rest was not read.`,
  'net.noMemory': (p: Server) =>
    `${p.server} sent more than this program has memory for; the rest was not read.`,
  'net.pages.again': (p: { readonly what: string }) =>
    `${p.what}: the server names a page again that it has sent already; no more is asked for.`,
  'net.pages.empty': (p: { readonly what: string }) =>
    `${p.what}: the server sends one empty page after the other; no more is asked for.`,
  'net.pages.many': (p: { readonly what: string; readonly pages: number }) =>
    `${p.what}: the server sends more than ${p.pages} pages; no more is asked for.`,
  'net.refused': (
    p: Server & { readonly status: number; readonly what: string; readonly hint: string },
  ) => `${p.server} answered HTTP ${p.status} to ${p.what}. ${p.hint}`,
  'net.refused.because': (
    p: Server & {
      readonly status: number;
      readonly what: string;
      readonly reason: string;
      readonly hint: string;
    },
  ) => `${p.server} answered HTTP ${p.status} to ${p.what}: ${p.reason}. ${p.hint}`,
  'net.refused.page': (
    p: Server & {
      readonly status: number;
      readonly what: string;
      readonly reason: string;
      readonly hint: string;
    },
  ) => `${p.server} answered ${p.what} with a web page (HTTP ${p.status}): ${p.reason}. ${p.hint}`,
  'net.sendsTo': (p: { readonly address: string }) => `sends to ${p.address}`,
  'net.said': (p: { readonly words: string }) => `“${p.words}”`,
  'hint.service.starting': 'The service behind it may be starting; try again in a moment.',
  'hint.vsphere.before':
    'It has answered as a vSphere server before: a gateway, or a service that restarts, may have answered in its place.',
  'hint.vsphere.other':
    'Check the address and the kind of server: this may not be a vSphere server.',
  'hint.vapi.other':
    'Check the address, and whether a gateway lets the vSphere Automation API through.',
  'hint.vapi.none': 'This is no vSphere Automation endpoint.',
  'hint.toolstack.starting': 'The toolstack may be starting; try again in a moment.',
  'hint.xenserver.before':
    'It has answered as a XenServer before: something in between, or a toolstack that restarts, may have answered in its place.',
  'hint.xenserver.other': 'Check the address and the kind of server: this may not be a XenServer.',
  'hint.xenserver.older': (p: { readonly problem: string }) =>
    `${p.problem} If it is one, it is older than JSON-RPC: choose XML-RPC as the encoding.`,
  'certificate.changed': (p: Server & { readonly presented: string; readonly pinned: string }) =>
    `The certificate of ${p.server} has changed: it presents ${p.presented}, but ${p.pinned} is trusted. Nothing was sent to it. Trust the new certificate only if you know why it changed.`,
  'certificate.unverified': (p: Server & { readonly reason: string; readonly presented: string }) =>
    `The certificate of ${p.server} cannot be verified (${p.reason}). Compare its SHA-256 fingerprint with the server’s own before trusting it: ${p.presented}.`,
  'certificate.selfSigned': 'self-signed certificate',
  'certificate.unknownIssuer': 'issued by an authority that this computer does not know',
  'certificate.expired': 'the certificate has expired',
  'certificate.notYetValid': 'the certificate is not valid yet',
  'certificate.otherName': 'the certificate is for another name',
  'certificate.brokenSignature': 'its signature is not that of its issuer',
  'certificate.weakKey': 'a key in its chain is too short to be trusted',
  'certificate.weakSignature':
    'it, or one that it depends on, is signed in a way that can be forged',
  'certificate.noAuthority': 'it was issued by a certificate that may not issue any',
  'certificate.otherPurpose': 'it is not meant for servers',
  'certificate.revoked': 'the certificate was revoked',
  'certificate.file.none':
    'There is no certificate in it. Choose a file with a certificate authority, as PEM or DER.',
  'certificate.file.noAuthority':
    'It holds a certificate that may not issue others. Choose the certificate of the authority, not that of the server.',
  'certificate.otherThanPinned': 'not the certificate that was trusted before',
} as const satisfies Texts;
