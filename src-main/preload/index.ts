import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { ENGINE_PORT, LabBridge, REAL_PORT, Unlisten, WindowEvents, WindowRequests } from '@core/messages/index';

// Only the type is imported: a sandboxed preload is one small file without libraries.
const portNames: readonly [typeof ENGINE_PORT, typeof REAL_PORT] = ['lab:engine-port', 'lab:real-port'];

const ask =
  <Name extends keyof WindowRequests>(name: Name) =>
  (...args: Parameters<WindowRequests[Name]>): Promise<ReturnType<WindowRequests[Name]>> =>
    ipcRenderer.invoke(name, ...args);

const hear =
  <Name extends keyof WindowEvents>(name: Name) =>
  (listener: (event: WindowEvents[Name]) => void): Unlisten => {
    const handle = (_event: IpcRendererEvent, payload: WindowEvents[Name]): void => listener(payload);
    ipcRenderer.on(name, handle);
    return () => void ipcRenderer.off(name, handle);
  };

// A port cannot cross the bridge: it goes to the page as a message of its own window.
for (const name of portNames) ipcRenderer.on(name, (event) => window.postMessage(name, '*', event.ports));

const bridge: LabBridge = {
  getStart: ask('getStart'),
  getSite: ask('getSite'),
  openDocument: ask('openDocument'),
  openPrivately: ask('openPrivately'),
  openRecent: ask('openRecent'),
  async openDropped(file) {
    if (!(file instanceof File)) throw new TypeError('not a file');
    return ask('openDropped')(webUtils.getPathForFile(file));
  },
  openExport: ask('openExport'),
  beginDocument: ask('beginDocument'),
  listRecovered: ask('listRecovered'),
  compareRecovered: ask('compareRecovered'),
  restoreRecovered: ask('restoreRecovered'),
  discardRecovered: ask('discardRecovered'),
  saveDocument: ask('saveDocument'),
  saveDocumentAs: ask('saveDocumentAs'),
  setUnsaved: ask('setUnsaved'),
  exportFile: ask('exportFile'),
  copyImage: ask('copyImage'),
  copyText: ask('copyText'),
  setLanguage: ask('setLanguage'),
  setTheme: ask('setTheme'),
  setProjector: ask('setProjector'),
  commandWindow: ask('commandWindow'),
  keepLayout: ask('keepLayout'),
  connectEngine: ask('connectEngine'),
  endEngine: ask('endEngine'),
  connectReal: ask('connectReal'),
  endReal: ask('endReal'),
  readyToShow: ask('readyToShow'),
  answerClose: ask('answerClose'),
  onMenu: hear('menu'),
  onOpenAsked: hear('openAsked'),
  onReloaded: hear('reloaded'),
  onDiskDiffers: hear('diskDiffers'),
  onTrouble: hear('trouble'),
  onCloseAsked: hear('closeAsked'),
  onSettings: hear('settings'),
  onRecent: hear('recent'),
  onEngineGone: hear('engineGone'),
  onRealGone: hear('realGone'),
};

contextBridge.exposeInMainWorld('lab', bridge);
