import type { ToolsState } from './virtual-machine.ts';
import type { VmConfig } from './vm-parts.ts';

/** What the configuration file of a VM says that is in no inventory. */
export class UnregisteredVm {
  readonly name: string;
  readonly config: VmConfig;
  readonly hardwareVersion: number;
  readonly createDate: Date;
  readonly template: boolean;
  readonly tools: ToolsState;
  readonly guestName: string;
  readonly fileName: string;

  constructor(vm: UnregisteredVm) {
    this.name = vm.name;
    this.config = vm.config;
    this.hardwareVersion = vm.hardwareVersion;
    this.createDate = vm.createDate;
    this.template = vm.template;
    this.tools = vm.tools;
    this.guestName = vm.guestName;
    this.fileName = vm.fileName;
  }
}
