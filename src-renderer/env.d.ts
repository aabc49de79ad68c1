import type { LabBridge } from '@core/messages/index';

declare global {
  interface Window {
    /** The few functions that the preload gives the window. */
    readonly lab: LabBridge;
  }
}
