import { nodeDisk, type Disk } from '../store/disk.ts';

export interface FailingDisk extends Disk {
  /** From the n-th change of the disk on (counting from 1), it fails with this code, so many times. */
  failAt(n: number, code: string, times: number): void;
  /** Changes that were asked for since the last `failAt`. */
  readonly asked: number;
}

/** The disk of the system, until it fails. Of a file that could not be created the half is there, as on a full disk. */
export function failingDisk(): FailingDisk {
  let asked = 0;
  let from = Infinity;
  let until = Infinity;
  let code = '';
  const fails = (): boolean => {
    asked += 1;
    return asked >= from && asked < until;
  };
  const error = (path: string): Error =>
    Object.assign(new Error(`${code}: the test wants it so, '${path}'`), { code });
  return {
    ...nodeDisk,
    create: async (path, text) => {
      if (!fails()) return nodeDisk.create(path, text);
      await nodeDisk.create(path, text.slice(0, text.length / 2));
      throw error(path);
    },
    replace: (from_, to) => (fails() ? Promise.reject(error(to)) : nodeDisk.replace(from_, to)),
    duplicate: (from_, to) => (fails() ? Promise.reject(error(to)) : nodeDisk.duplicate(from_, to)),
    rename: (from_, to) => (fails() ? Promise.reject(error(to)) : nodeDisk.rename(from_, to)),
    remove: (path) => (fails() ? Promise.reject(error(path)) : nodeDisk.remove(path)),
    failAt: (n, wanted, times) => {
      asked = 0;
      from = n;
      until = n + times;
      code = wanted;
    },
    get asked() {
      return asked;
    },
  };
}
