import { unescapeName } from '../estate/operations.ts';
import { configureCluster, configuredBy, type ClusterSpec } from '../estate/cluster-config.ts';
import { createCluster } from '../estate/clusters.ts';
import { Entity } from '../estate/entity.ts';
import type { Folder, ResourcePool } from '../estate/entity.ts';
import {
  createDatacenter,
  createFolder,
  createStoragePod,
  destroyFolder,
  moveIntoFolder,
  requireFolderRemovable,
  requireMovable,
} from '../estate/folders.ts';
import { createPool, destroyPool, moveIntoPool, updatePool } from '../estate/pools.ts';
import type { PoolSpec } from '../estate/pools.ts';
import type { Call, Handlers } from '../server/call.ts';
import { objectOf } from './arguments.ts';
import { startTask } from './start-task.ts';

/** Folders and resource pools. */

const listOf = (call: Call): Entity[] =>
  (call.args.list as readonly unknown[]).map((it) => objectOf(call, it, Entity, 'list'));

export const folderMethods: Handlers<Folder> = {
  CreateFolder: ({ world, self, args }) =>
    createFolder(world.estate, self, unescapeName(String(args.name))),
  CreateDatacenter: ({ world, self, args }) =>
    createDatacenter(world.estate, self, unescapeName(String(args.name))),
  CreateStoragePod: ({ world, self, args }) =>
    createStoragePod(world.estate, self, unescapeName(String(args.name))),
  CreateClusterEx: ({ world, self, args }) => {
    const cluster = createCluster(world.estate, self, unescapeName(String(args.name)));
    const plan = { spec: args.spec as ClusterSpec, modify: true };
    configureCluster(world.estate, cluster, configuredBy(world.estate, cluster, plan));
    return cluster;
  },
  MoveIntoFolder_Task: (call) => {
    const { self, world } = call;
    const list = listOf(call);
    return startTask(call, {
      descriptionId: 'Folder.moveInto',
      entity: self,
      effort: 0.5,
      check: () => {
        for (const entity of list) {
          requireMovable(self, entity);
        }
      },
      run: () => moveIntoFolder(world.estate, self, list),
    });
  },
  UnregisterAndDestroy_Task: (call) => {
    const { self, world } = call;
    return startTask(call, {
      descriptionId: 'Folder.unregisterAndDestroy',
      entity: self,
      check: () => requireFolderRemovable(self),
      run: () => destroyFolder(world.estate, self, true),
    });
  },
};

export const poolMethods: Handlers<ResourcePool> = {
  CreateResourcePool: ({ world, self, args }) =>
    createPool(world.estate, self, {
      name: unescapeName(String(args.name)),
      spec: args.spec as PoolSpec,
    }),
  UpdateConfig: ({ world, self, args }) => {
    updatePool(world.estate, self, {
      name: typeof args.name === 'string' ? unescapeName(args.name) : undefined,
      spec: args.config as PoolSpec | undefined,
    });
  },
  MoveIntoResourcePool: (call) => {
    moveIntoPool(call.world.estate, call.self, listOf(call));
  },
  DestroyChildren: ({ world, self }) => {
    for (const pool of self.pools) {
      if (pool.type !== 'VirtualApp') {
        destroyPool(world.estate, pool);
      }
    }
  },
};
