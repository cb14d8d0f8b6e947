import { decodeLicense, labelLicense } from '../estate/licenses.ts';
import type { Call, Handlers } from '../server/call.ts';

/** LicenseManager. */

const decode = ({ world, args }: Call): object =>
  decodeLicense(world.estate, String(args.licenseKey));

export const licenseMethods: Handlers = {
  AddLicense: decode,
  UpdateLicense: decode,
  DecodeLicense: decode,
  // What was never added is not there afterwards either
  RemoveLicense: (call) => void decode(call),
  UpdateLicenseLabel: ({ world, args }) =>
    labelLicense(
      world.estate,
      [String(args.licenseKey), String(args.labelKey)],
      String(args.labelValue),
    ),
  RemoveLicenseLabel: ({ world, args }) =>
    labelLicense(world.estate, [String(args.licenseKey), String(args.labelKey)], ''),
};
