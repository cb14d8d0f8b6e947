import { startDemoPool } from '../electron/demo/xapi/pool.ts';

/** The demo pool in a process of its own. Argument: VMs. */
const [vms] = process.argv.slice(2).map(Number);
const pool = await startDemoPool({ vms: vms ?? 50 });
process.send?.({ url: pool.url, user: pool.user, password: pool.password });
process.once('disconnect', () => process.exit(0));
