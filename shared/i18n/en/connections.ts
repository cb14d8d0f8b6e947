import type { Texts } from '../catalogue.ts';

export const connectionMessages = {
  'connection.offline': 'Disconnected',
  'connection.connecting': 'Connecting…',
  'connection.syncing': 'Loading…',
  'connection.live': 'Live',
  'connection.stale': (p: { readonly age: string }) => `Stale for ${p.age}`,
  'connection.retrying': (p: { readonly seconds: number }) =>
    p.seconds > 0 ? `Lost, next try in ${p.seconds} s` : 'Lost, trying again…',
  'connection.needsTrust': 'Certificate not trusted',
  'connection.certificateChanged': 'Certificate changed',
  'connection.needsPassword': 'Login needed',
  'connection.failed': 'Not connected',
  'connection.polled': (p: { readonly age: string }) => `Polled: read ${p.age} ago`,
  'connection.heard': (p: { readonly time: string }) => `Last heard from ${p.time}`,
  'connection.lastKnown': 'What you see is the last known state.',
  'server.notKept': (p: { readonly name: string }) => `The password of ${p.name} is not remembered`,
  'parts.title': 'Parts of the session',
  'parts.quiet': (p: { readonly live: number; readonly all: number }) =>
    `${p.live} of ${p.all} parts are reported live`,
  'parts.missing': (p: { readonly count: number }) =>
    p.count === 1 ? '1 part is missing' : `${p.count} parts are missing`,
  'part.inventory': 'Objects',
  'part.tags': 'Tags',
  'part.libraries': 'Content libraries',
  'part.tasks': 'Tasks',
  'part.alerts': 'Alerts',
  'part.explorer': 'Second API',
  'part.named': (p: { readonly area: string; readonly name: string }) => `${p.area} (${p.name})`,
  'part.loading': 'Loading…',
  'part.live': 'Live',
  'part.absent': 'Not on this server, or not for this account.',
  'part.polled': (p: { readonly age: string; readonly every: string }) =>
    `Read ${p.age} ago, every ${p.every}.`,
  'part.failed': 'Missing.',
  'part.old': (p: { readonly age: string }) => `Old: read ${p.age} ago.`,
  'part.retry': (p: { readonly seconds: number }) =>
    p.seconds > 0 ? `Tried again in ${p.seconds} s.` : 'Being tried again.',
  'part.noRetry': 'Not tried again before you connect anew.',
  'part.lacking': (p: { readonly count: number; readonly reason: string }) =>
    p.count === 1
      ? `One could not be read: ${p.reason}`
      : `${p.count} could not be read; the first: ${p.reason}`,
  'server.kind': 'Server',
  'server.add': 'Add server',
  'server.edit': 'Edit server',
  'server.edit.action': 'Edit…',
  'server.connect': 'Connect',
  'server.disconnect': 'Disconnect',
  'server.remove': 'Remove…',
  'server.remove.title': (p: { readonly name: string }) => `Remove ${p.name}?`,
  'server.remove.text':
    'Moref disconnects from the server and forgets its profile, its password and its trusted certificate. Nothing changes on the server itself.',
  'server.remove.confirm': 'Remove server',
  'server.reviewCertificate': 'Review certificate',
  'server.enterPassword': 'Log in…',
  'server.field.address': 'Address',
  'server.field.address.help.auto':
    'Name or IP address of a vCenter, an ESXi host, or a host of a pool',
  'server.field.address.help.vsphere':
    'Name or IP address, with a port if need be. user@address works, too.',
  'server.field.address.help.xenserver':
    'Any host of the pool: name or IP address. On the host itself unix:/var/lib/xcp/xapi works, too.',
  'server.field.address.dials': (p: { readonly address: string }) => `Moref will dial ${p.address}`,
  'server.field.unsendable':
    'There is a control character in it, or half of a character, which no server can be sent. Enter it again.',
  'server.field.address.missing': 'Enter the address of the server, such as vc.example.org.',
  'server.field.family': 'Kind of server',
  'server.field.user': 'User name',
  'server.field.user.missing': 'Enter the user to log in as, such as administrator@vsphere.local.',
  'server.field.password': 'Password',
  'server.field.password.stored': 'A password is saved. Leave this empty to keep it.',
  'server.field.password.socket': 'Not asked for on a socket of the server itself.',
  'server.field.name': 'Name in the tree',
  'server.field.name.help': 'Optional. The address is shown if this is empty.',
  'server.field.remember': 'Remember password',
  'server.field.remember.session': 'Remember password until Moref ends',
  'server.field.environment': 'Environment',
  'server.field.environment.production':
    'What cannot be brought back asks for the name of the object to be typed.',
  'server.field.readOnly': 'Read-only: change nothing on this server',
  'server.access': 'Access',
  'environment.none': 'Not specified',
  'server.field.autoConnect': 'Connect when Moref starts',
  'server.saveAndConnect': 'Connect',
  'server.save': 'Save',
  'server.connecting': 'Connecting…',
  'server.failed': 'The server could not be connected',
  'server.otherKind': (p: { readonly kind: string }) => `Connect as ${p.kind}`,
  'server.plainHttp':
    'http:// sends the password unencrypted over the network. Use it only where you trust every part of the way.',
  'family.auto': 'Found out by Moref',
  'server.noKnownKind': (p: { readonly address: string }) =>
    `${p.address} is neither a vSphere server nor a XenServer or XCP-ng host. Check the address and the port.`,
  'family.vsphere': 'VMware vSphere (vCenter, ESXi)',
  'family.xenserver': 'XenServer, XCP-ng',
  'server.field.protocol': 'Protocol',
  'protocol.auto': 'Automatic',
  'protocol.automation': 'vSphere Automation API only',
  'protocol.automation.help':
    'For a gateway that lets nothing else through: the inventory is polled, and shown with the age of what was read.',
  'server.field.encoding': 'Encoding',
  'encoding.auto': 'Automatic',
  'encoding.json': 'JSON-RPC',
  'encoding.xml': 'XML-RPC',
  'family.later': 'not yet supported',
  'password.title': (p: { readonly name: string }) => `Log in to ${p.name}`,
  'password.text': (p: { readonly user: string; readonly address: string }) =>
    `Password of ${p.user} on ${p.address}`,
  'certificate.first.title': (p: { readonly name: string }) =>
    `Trust the certificate of ${p.name}?`,
  'certificate.first.text': (p: { readonly why: string }) =>
    `The server's certificate cannot be verified (${p.why}). Compare its fingerprint with the one that the server's administrator gave you. No password has been sent yet.`,
  'certificate.trust': 'Trust and connect',
  'certificate.later': 'Keep, decide later',
  'certificate.changed.title': (p: { readonly name: string }) =>
    `The certificate of ${p.name} has changed`,
  'certificate.changed.text':
    'The server presents another certificate than the one you trusted. Either it was renewed, or somebody is between you and the server. The connection is blocked and no password has been sent.',
  'certificate.changed.confirm':
    'I have checked the new fingerprint with the administrator of the server',
  'certificate.changed.trust': 'Trust the new certificate and connect',
  'certificate.keepBlocked': 'Keep blocked',
  'certificate.title': 'Certificate',
  'certificate.subject': 'Subject',
  'certificate.altNames': 'Alternative names',
  'certificate.issuer': 'Issuer',
  'certificate.valid': 'Valid',
  'certificate.validRange': (p: { readonly from: string; readonly to: string }) =>
    `${p.from} to ${p.to}`,
  'certificate.over': 'expired',
  'certificate.notYet': 'not valid yet',
  'certificate.fingerprint': 'SHA-256 fingerprint',
  'certificate.trusted': 'Trusted so far',
  'certificate.presented': 'Presented now',
  'certificate.none': 'none',
  'firstRun.title': 'Welcome to Moref',
  'firstRun.text':
    'Connect to a vCenter, an ESXi host or a XenServer or XCP-ng pool, and to as many more as you like. They all stand in one tree.',
  'firstRun.add': 'Add a server',
  'firstRun.demo': 'Try the demo estate',
  'firstRun.demo.help':
    'A simulated vCenter and a simulated XenServer pool on this machine. Nothing you do there touches a real server.',
  'firstRun.demo.starting': 'Starting the demo estate…',
  'firstRun.demo.failed': 'The demo estate could not be started',
  'server.loginNotKept': (p: { readonly name: string }) => `The login to ${p.name} was not saved`,
} as const satisfies Texts;
