import { parentPort, workerData } from 'node:worker_threads';
import { startDemo } from '../hosting/start-demo.ts';

/** The demo estate in a thread of its own: it outlives the core, and slows neither core nor page down. */
const { vms } = workerData as { readonly vms: number };
const { servers } = await startDemo(vms);
parentPort?.postMessage(servers);
