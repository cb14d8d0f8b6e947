import { startDemoVcenter } from '../electron/demo/vcenter.ts';

/** The demo vCenter in a process of its own, so that its work does not block what is measured. Arguments: VMs, changes a second. */
const [vms, changesPerSecond] = process.argv.slice(2).map(Number);
const demo = await startDemoVcenter({
  vms: vms ?? 200,
  quickStatsSeconds: 0,
  changesPerSecond: changesPerSecond ?? 0,
  // In pages of the size that real servers send: the download asks for the same ones and reads the same bytes.
});
process.send?.({ url: demo.url, user: demo.user, password: demo.password });
process.once('disconnect', () => process.exit(0));
