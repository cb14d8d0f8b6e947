import type { Datastore } from '../estate/entity.ts';
import { keepFile } from '../estate/storage/files.ts';

/** The ISO images that administrators keep, with their sizes in MB. */
const images: readonly (readonly [path: string, megabytes: number])[] = [
  ['ISO/Linux/debian-12.11.0-amd64-netinst.iso', 670],
  ['ISO/Linux/ubuntu-24.04.3-live-server-amd64.iso', 3134],
  ['ISO/Linux/rhel-9.6-x86_64-dvd.iso', 11_930],
  ['ISO/Linux/rhel-8.10-x86_64-boot.iso', 1010],
  ['ISO/Linux/SLE-15-SP6-Online-x86_64-GM-Media1.iso', 760],
  ['ISO/Linux/AlmaLinux-9.6-x86_64-minimal.iso', 2040],
  ['ISO/Windows/SW_DVD9_Win_Server_STD_CORE_2022_64Bit_English.iso', 5480],
  ['ISO/Windows/SW_DVD9_Win_Server_STD_CORE_2019_64Bit_English.iso', 5250],
  ['ISO/Windows/Win11_24H2_English_x64.iso', 5550],
  ['ISO/Windows/virtio-win-0.1.271.iso', 690],
  ['ISO/Tools/VMware-tools-windows-12.4.5-23787635.iso', 98],
  ['ISO/Tools/memtest86-11.iso', 12],
  ['ISO/Tools/systemrescue-12.01-amd64.iso', 1080],
  ['ISO/Appliances/photon-5.0-minimal.iso', 830],
];

const day = 86_400_000;

/** Puts the images on a datastore. */
export function addImages(store: Datastore, now: Date): void {
  for (const [n, [path, megabytes]] of images.entries()) {
    keepFile(store, path, {
      bytes: megabytes * 1024 ** 2,
      modified: new Date(now.getTime() - (20 + n * 17) * day),
    });
  }
}
