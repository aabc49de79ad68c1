export { arrivalSeconds } from './arrivals';
export { ENGINE_VERSION } from './engineVersion';
export { createRun } from './createRun';
export { createFluidRun, NoScheduleError, type FluidOptions } from './fluidRun';
export { estimateMemory, memoryLimit, MemoryLimitError, memoryRefusal, type MemoryEstimate } from './memory';
export { Purpose, PURPOSES } from './purposes';
export { createSimulation } from './simulation';
export type * from './types';
