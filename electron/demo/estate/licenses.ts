import { invalidArgument } from '../wire/fault.ts';
import type { Estate } from './estate.ts';

/** The licences of a server: it is on trial, and there is no key that it takes. */

export const evaluationKey = '00000-00000-00000-00000-00000';

const nothingLicensed = { total: 0, costUnit: '' };

const labelsOf = (labels: ReadonlyMap<string, string>): object[] =>
  [...labels].map(([key, value]) => ({ key, value }));

function evaluation({ product, licenseLabels }: Estate): object {
  const isHost = product.apiType === 'HostAgent';
  return {
    ...nothingLicensed,
    licenseKey: evaluationKey,
    editionKey: 'eval',
    name: 'Evaluation Mode',
    properties: [
      { key: 'ProductName', value: isHost ? 'VMware ESX Server' : 'VMware VirtualCenter Server' },
      { key: 'ProductVersion', value: '8.0' },
    ],
    labels: labelsOf(licenseLabels),
  };
}

/** `licenses` */
export const licensesOf = (estate: Estate): readonly object[] => [evaluation(estate)];

/** What a key stands for; for any but that of the trial, why it cannot be used. @throws VimFault InvalidArgument */
export function decodeLicense(estate: Estate, licenseKey: string): object {
  if (licenseKey === evaluationKey) return evaluation(estate);
  if (!/^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}$/.test(licenseKey)) throw invalidArgument('licenseKey');
  return {
    ...nothingLicensed,
    licenseKey,
    editionKey: '',
    name: '',
    properties: [{ key: 'diagnostic', value: 'License is not valid for this product' }],
  };
}

/** @param value empty to take the label away. @throws VimFault InvalidArgument for a licence that is not there */
export function labelLicense(
  estate: Estate,
  [licenseKey, label]: readonly [licenseKey: string, label: string],
  value: string,
): void {
  if (licenseKey !== evaluationKey) throw invalidArgument('licenseKey');
  if (value === '') estate.licenseLabels.delete(label);
  else estate.licenseLabels.set(label, value);
  const id = estate.product.managers.licenseManager ?? '';
  const manager = estate.get(id);
  if (manager !== undefined) estate.changed(manager, 'licenses');
}
