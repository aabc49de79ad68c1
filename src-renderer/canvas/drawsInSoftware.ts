import type { InjectionKey } from 'vue';

/** Whether the processor fills the pixels, for want of a graphics card; whoever mounts the app provides it. */
export const drawsInSoftware: InjectionKey<boolean> = Symbol('drawsInSoftware');
