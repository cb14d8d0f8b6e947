import { X509Certificate } from 'node:crypto';
import {
  changeExtension,
  registerExtension,
  unregisterExtension,
  updateExtension,
} from '../estate/extensions.ts';
import type { Extension } from '../estate/extension.ts';
import type { Handlers } from '../server/call.ts';
import { invalidArgument, VimFault } from '../wire/fault.ts';

/** ExtensionManager. */

/** The subject of a certificate. @throws VimFault InvalidArgument */
function subjectOf(pem: string): string {
  try {
    return new X509Certificate(pem).subject;
  } catch {
    throw invalidArgument('certificatePem');
  }
}

export const extensionMethods: Handlers = {
  FindExtension: ({ args, world }) =>
    world.estate.extensions.find(({ key }) => key === args.extensionKey),
  RegisterExtension: ({ args, world }) =>
    registerExtension(world.estate, args.extension as Extension),
  UpdateExtension: ({ args, world }) => updateExtension(world.estate, args.extension as Extension),
  UnregisterExtension: ({ args, world }) =>
    unregisterExtension(world.estate, String(args.extensionKey)),
  /** Without a certificate it is that of the connection, and nobody shows one here. */
  SetExtensionCertificate: ({ args, world }) => {
    const { extensionKey, certificatePem } = args;
    if (typeof certificatePem !== 'string')
      throw new VimFault('NoClientCertificate', 'The client has shown no certificate.');
    changeExtension(world.estate, String(extensionKey), {
      subjectName: subjectOf(certificatePem),
    });
  },
};
