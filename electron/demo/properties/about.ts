import type { Product } from '../estate/product.ts';
import type { Data } from '../wire/value.ts';

/** The product that the demo estate says it is. */
export const apiVersion = '8.0.2.0';
const build = '23319199';
const hostBuild = '23305546';

export function vcenterAbout(instanceUuid: string): Data {
  return {
    name: 'VMware vCenter Server',
    fullName: `VMware vCenter Server 8.0.2 build-${build}`,
    vendor: 'VMware, Inc.',
    version: '8.0.2',
    patchLevel: '00200',
    build,
    localeVersion: 'INTL',
    localeBuild: '000',
    osType: 'linux-x64',
    productLineId: 'vpx',
    apiType: 'VirtualCenter',
    apiVersion,
    instanceUuid,
    licenseProductName: 'VMware VirtualCenter Server',
    licenseProductVersion: '8.0',
  };
}

export const esxAbout: Data = {
  name: 'VMware ESXi',
  fullName: `VMware ESXi 8.0.2 build-${hostBuild}`,
  vendor: 'VMware, Inc.',
  version: '8.0.2',
  patchLevel: '0.0',
  build: hostBuild,
  localeVersion: 'INTL',
  localeBuild: '000',
  osType: 'vmnix-x86',
  productLineId: 'embeddedEsx',
  apiType: 'HostAgent',
  apiVersion,
  licenseProductName: 'VMware ESX Server',
  licenseProductVersion: '8.0',
};

/** `about` of a server. */
export function aboutOf({ apiType }: Product, instanceUuid: string): Data {
  return apiType === 'HostAgent' ? esxAbout : vcenterAbout(instanceUuid);
}
